//! Guidance: flows, their steps, and the elements they point at.

pub mod placement;
pub mod target;

mod ask;
mod explain;
mod run;
mod view;

pub use ask::{Ask, FieldNow, Outcome, StartError};
pub use explain::Explanation;
pub use run::Guide;
pub use view::{NextButton, StepNotice, StepView};
