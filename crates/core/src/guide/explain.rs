/// Why a flow or a step is not on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The flow's id.
    pub flow: String,
    /// The step's id; empty when it is about the whole flow.
    pub step: String,
    /// Whether it is on the screen now.
    pub shown: bool,
    /// The rule or target that decides it, in a sentence.
    pub because: String,
}
