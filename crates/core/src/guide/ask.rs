use alongside_protocol::{
    flow::{Fingerprint, Target},
    message::StepOutcome,
};
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

/// What a change of a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldEntry {
    /// The customer is entering something.
    Typing,
    /// The customer has left it or pressed Enter.
    Committed,
    /// The site has judged what was entered.
    Judged,
}

/// Why a target is not pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No element fits.
    Missing,
    /// One fits, and can't be seen.
    Invisible,
    /// Several fit.
    Ambiguous,
    /// None is the recorded one, and of those like it none stands out.
    Unsure,
}

impl Why {
    /// Its name in events.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Invisible => "invisible",
            Self::Ambiguous => "ambiguous",
            Self::Unsure => "unsure",
        }
    }
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
    #[error("there is no flow \"{id}\"{near}; known are: {known}")]
    Unknown {
        /// The id asked for.
        id: String,
        /// The one that may have been meant.
        near: String,
        /// The ids there are.
        known: String,
    },
}

/// What an element is searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// To point at, by what is written of it: what is found is kept.
    Target,
    /// To point at, among everything that could be like the recorded one: kept, too.
    Alike,
    /// To know whether it is there.
    Condition,
}

/// What the guide asks of the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Find the candidates for a target; the answer carries the token.
    Locate {
        /// The token.
        token: u32,
        /// The target.
        target: Target,
        /// What it is for.
        sought: Sought,
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
    /// The customer has strayed from the way to the goal, and a longer one leads on.
    Rerouted {
        /// The flow's id.
        flow: String,
        /// How many steps it has.
        steps: usize,
    },
    /// Click the element for the customer: what the team has marked as safe, and is.
    Act {
        /// The token of the answer.
        token: u32,
        /// The position in it.
        candidate: usize,
    },
    /// A step ended.
    StepEnded {
        /// Its flow's id.
        flow: String,
        /// The step's id.
        step: String,
        /// Its place in the flow, from 1.
        number: u16,
        /// How.
        outcome: StepOutcome,
    },
    /// A flow ended.
    Ended {
        /// Its id.
        flow: String,
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
    /// Run this flow, and come back; or say that there is none.
    Detour {
        /// Its id.
        flow: String,
    },
    /// A recorded element was found again by likeness.
    Healed {
        /// The flow's id.
        flow: String,
        /// The step's id.
        step: String,
        /// How alike the two are, in per mille.
        score: u16,
        /// What was recorded.
        old: Box<Fingerprint>,
        /// What was found.
        new: Box<Fingerprint>,
        /// The properties that differ.
        changed: Vec<&'static str>,
    },
    /// Tell the customer what the field has against what is in it.
    Refuse,
    /// Somebody should know of this.
    Problem {
        /// A sentence.
        message: String,
        /// The flow, the step, and why its target is not pointed at.
        at: Option<(String, String, Why)>,
    },
}
