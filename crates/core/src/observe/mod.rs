//! What happens on the page: its mirror, the customer's struggles, the journey.

pub mod mirror;
pub mod signals;

mod diff;
mod raw;
mod strings;
mod tree;

pub use raw::{Field, RawError, RawNode, RawOp, read};
