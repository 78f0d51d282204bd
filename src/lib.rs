//! Alongside in the page: what JavaScript sees, and nothing else.
//!
//! The decisions are in `alongside-core`; this crate reads the page, shows what
//! the engine says, and carries its commands out.

mod api;
mod options;
mod overlay;
mod page;
mod run;
mod shell;
mod storage;
mod voice;

pub use api::{Handle, Recording, Replica, VisitContext, fingerprint, record, start};
