//! Guidance: flows, their steps, and the elements they point at.

pub mod likeness;
pub mod placement;
pub mod plan;
pub mod target;

mod ask;
mod explain;
mod goal;
mod going;
pub mod harmless;
mod progress;
mod records;
mod roles;
mod run;
mod runner;
mod searching;
mod straying;
mod truth;
mod view;
mod wayfinding;

pub use ask::{Ask, FieldEntry, FieldNow, Outcome, Sought, StartError, Why};
pub use explain::Explanation;
pub use records::{KeptRecords, Records};
pub use runner::{Awaited, Guide, Waypoint};
pub use view::{NextButton, StepNotice, StepView};
