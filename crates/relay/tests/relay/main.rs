//! The relay as its clients see it: real sockets, a real database, one behaviour
//! a file.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod accept;
mod ack_after_store;
mod callback;
mod calls;
mod chat;
mod command;
mod config;
mod frames;
mod lists;
mod login;
mod no_agent;
mod page;
mod rate;
mod records;
mod refused;
mod restart;
mod resume;
mod serves;
mod sheets;
mod sites;
mod support;
mod versions;
