//! What happens on the page: its mirror, what it says of itself, the customer's
//! struggles, the journey.

mod beside;
pub mod context;
pub mod mirror;
pub mod signals;
pub mod triggers;

mod diff;
mod folding;
mod raw;
mod tree;

pub use raw::{Attribute, Field, Named, Ops, RawError, RawNode, RawOp};
