//! Every decision of Alongside, and no browser.
//!
//! One loop: an [`Input`](engine::Input) goes into the [`Engine`](engine::Engine),
//! [`Command`](engine::Command)s come out. Time and randomness come in with the
//! input; what needs the browser is a command with a token, and its answer an
//! input with the same token.
#![forbid(unsafe_code)]

pub mod engage;
pub mod engine;
pub mod guide;
pub mod link;
pub mod observe;
pub mod offer;
pub mod privacy;

pub mod reason;
pub mod shell;
pub mod tabs;
pub mod voice;
pub mod words;

/// Milliseconds; since the Unix epoch where a point in time is meant.
pub type Millis = u64;
