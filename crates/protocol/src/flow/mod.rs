//! Flow documents: what a web team writes to have its customers guided.

mod document;
mod place;
mod target;
mod text;

pub use document::{Done, Flow, FlowDocument, FlowProblem, OnMissing, Placement, Step};
pub use place::Place;
pub use target::Target;
pub use text::Text;
