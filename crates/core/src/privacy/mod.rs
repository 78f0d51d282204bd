//! What may leave the page. Text becomes wire-able only as [`Redacted`], and only
//! [`Policy`] makes that.

mod address;
mod attribute;
mod card;
mod css;
mod field;
mod level;
mod redact;
mod shape;

pub use field::{FieldFacts, FieldMode, field_mode, is_sealed};
pub use level::{Level, Rules};
pub use redact::{Policy, Redacted};
