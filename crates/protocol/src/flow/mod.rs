//! Flow documents: what a web team writes to have its customers guided.

mod condition;
mod document;
mod fingerprint;
pub mod markdown;
mod message;
mod offer;
mod place;
mod problem;
#[cfg(feature = "schema")]
mod schema;
mod site_map;
pub mod spelling;
mod target;
mod text;
mod value;
mod wait;

pub use condition::{Condition, EventTest, Tests};
pub use document::{FORMAT, Flow, FlowDocument, FlowSet, Placement, Step};
pub use fingerprint::Fingerprint;
pub use message::{Intl, Message, MessageProblem};
pub use offer::{
    Announcement, ArmOf, Audience, Cap, Checklist, ChecklistItem, Device, Experiment, Form, Hotspot,
    MOST_TIMES, Offer, Variant,
};
pub use place::Place;
pub use problem::FlowProblem;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use site_map::{Detour, Move, SiteMap, SitePlace};
pub use target::Target;
pub use text::{Direction, Text, direction};
pub use value::{Test, Value};
pub use wait::{Otherwise, Wait};
