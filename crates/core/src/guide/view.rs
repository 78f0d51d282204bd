use alongside_protocol::flow::{Placement, Value};

/// A step as the customer sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct StepView {
    /// The flow's id.
    pub flow: String,
    /// The step's id.
    pub step: String,
    /// The step's place in the flow, from 1.
    pub number: u16,
    /// How many steps the flow has.
    pub of: u16,
    /// Its heading, a message in which [`values`](Self::values) are to be filled.
    pub title: String,
    /// What to do and why, the same; may be empty.
    pub text: String,
    /// The language of both, a BCP 47 tag, when the flow names one.
    pub language: Option<String>,
    /// What the site has told, for the texts to speak of.
    pub values: Vec<(String, Value)>,
    /// On which side of the target.
    pub placement: Placement,
    /// The button that goes on, when the step ends by one.
    pub next: Option<NextButton>,
    /// Whether there is a step to go back to.
    pub back: bool,
    /// Whether we can do it for the customer.
    pub safe: bool,
    /// What else must be said.
    pub notice: Option<StepNotice>,
}

/// The button that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextButton {
    /// Whether it ends the flow.
    pub last: bool,
    /// Whether what the step asks for holds.
    pub enabled: bool,
}

/// Why a step is shown without its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepNotice {
    /// It is on another page; with its path when the customer can be taken there.
    Elsewhere {
        /// The page's path.
        path: Option<String>,
    },
    /// The element can't be found on this page.
    Missing,
    /// The customer has strayed, and a longer way leads on from here; this step is shown
    /// with its target.
    NewRoute,
}
