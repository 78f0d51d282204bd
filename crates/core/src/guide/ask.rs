use alongside_protocol::{flow::Target, message::StepOutcome};
use thiserror::Error;

use super::view::StepView;

/// What a form field's own validity says; never its value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldNow {
    /// Something is in it.
    pub filled: bool,
    /// Its `ValidityState` and ARIA have nothing against it.
    pub valid: bool,
}

/// How a flow ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Its last step was done.
    Completed,
    /// The customer closed it.
    Closed,
    /// The site stopped it, or started another.
    Stopped,
    /// It could not go on.
    Failed {
        /// Step, target and reason in a sentence.
        because: String,
    },
}

/// Why a flow can't be started.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StartError {
    /// No flow has this id.
    #[error("there is no flow \"{id}\"; known are: {known}")]
    Unknown {
        /// The id asked for.
        id: String,
        /// The ids there are.
        known: String,
    },
}

/// What the guide asks of the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Find the candidates for a target; the answer carries the token.
    Locate {
        /// The token.
        token: u32,
        /// The target.
        target: Target,
    },
    /// Show a step; `candidate` is a position in the last answer.
    Show {
        /// What is shown.
        view: Box<StepView>,
        /// Which element, with the token of its answer.
        at: Option<(u32, usize)>,
    },
    /// Take the step off the screen.
    Hide,
    /// Take the customer to a page.
    GoTo {
        /// Its path.
        path: String,
    },
    /// A step ended.
    StepEnded {
        /// The step's id.
        step: String,
        /// How.
        outcome: StepOutcome,
    },
    /// The flow ended.
    Ended {
        /// Which start of a flow.
        run: u32,
        /// How.
        outcome: Outcome,
    },
    /// The customer has stopped at a step for long.
    Hesitates {
        /// The step's title.
        title: String,
    },
    /// Somebody should know of this.
    Problem {
        /// A sentence.
        message: String,
    },
}
