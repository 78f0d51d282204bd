//! What happens on the page: its mirror, the customer's struggles, the journey.

pub mod mirror;
pub mod signals;
pub mod triggers;

mod diff;
mod raw;
mod tree;

pub use raw::{Attribute, Field, Named, Ops, RawError, RawNode, RawOp};
