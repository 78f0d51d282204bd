//! The browser as both shells need it: one type per resource, released when it
//! is dropped, and no decision anywhere.
//!
//! Every callback runs inside [`guard::guard`], so nothing of ours runs once
//! the instance has panicked.
#![forbid(unsafe_code)]

mod callback;
pub mod guard;
pub mod hold;
pub mod microphone;
pub mod network;
pub mod peer;
pub mod recorder;
pub mod replica;
pub mod shell;
pub mod socket;
