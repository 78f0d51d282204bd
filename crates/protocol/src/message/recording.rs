use serde::{Deserialize, Serialize};

/// What an agent's console does about recording the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingState {
    /// Names the call and counts up with each state told of it, as in
    /// [`CallState::numbered`](super::CallState::numbered). That of a question is its name.
    pub number: u64,
    /// What it does.
    pub stage: RecordingStage,
}

/// How far a recording is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordingStage {
    /// Nothing is recorded, and nothing is asked.
    Off,
    /// The agent would like to record, and waits for the customer's answer.
    Asks,
    /// The call is being recorded.
    Records,
    /// It goes on when what it rests for is over: hold, a sealed field, a lost line.
    Rests,
}

impl RecordingStage {
    /// Whether a recording has been begun and is not over.
    #[must_use]
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Records | Self::Rests)
    }
}

/// The customer's answer to the question whether the call may be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingConsent {
    /// Counts up with each answer of the call, as in
    /// [`CallState::numbered`](super::CallState::numbered); the highest stands.
    pub number: u64,
    /// The number of the question.
    pub question: u64,
    /// Yes; or no, which also takes an earlier yes back.
    pub allows: bool,
}

/// An agent's state as the customer's page is told of it by the relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingTold {
    /// The state.
    pub state: RecordingState,
    /// With a question: what the site says about its recordings.
    pub terms: Option<RecordingTerms>,
}

/// What a site says about its recordings, each in the languages it has it in: a BCP 47
/// tag and a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingTerms {
    /// What they are for.
    pub purpose: Vec<(String, String)>,
    /// Where they are kept, and for how long.
    pub kept: Vec<(String, String)>,
}
