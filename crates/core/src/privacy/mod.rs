//! What may leave the page. Text becomes wire-able only as [`Redacted`], a picture only
//! as [`Picture`], and only [`Policy`] makes these.

mod address;
mod attribute;
mod card;
mod counting;
mod counts;
mod css;
mod field;
mod label;
mod level;
mod name;
mod neighbours;
mod picture;
mod policy;
mod redact;
mod shape;
mod vocabulary;

pub use attribute::Bearer;
pub use counting::Counting;
pub use counts::Counts;
pub use field::{FieldFacts, FieldMode, field_mode, is_sealed};
pub use label::Label;
pub use level::{Level, Rules};
pub use neighbours::Neighbour;
pub(crate) use neighbours::{digits_in, open_ends};
pub use picture::Picture;
pub use policy::Policy;
pub use redact::Redacted;
