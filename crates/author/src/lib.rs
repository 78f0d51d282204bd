//! Author mode: a member of the team writes flows on the live page.
//!
//! [`app`] decides, [`diff`], [`graph`], [`postconditions`] and [`strength`] put it into
//! words and places.

pub mod app;
pub mod diff;
pub mod document;
pub mod edit;
pub mod graph;
mod history;
pub mod postconditions;
pub mod strength;
mod tree;
