//! Guidance: flows, their steps, and the elements they point at.

pub mod placement;
pub mod target;

mod explain;
mod run;
mod view;

pub use explain::Explanation;
pub use run::{Ask, FieldNow, Guide, Outcome, StartError};
pub use view::{NextButton, StepNotice, StepView};
