//! Author mode: a member of the team writes flows on the live page.
//!
//! [`app`] decides, [`diff`], [`graph`], [`postconditions`], [`strength`], [`watched`] and [`words`] put it into
//! words and places, and the view (in the browser only) shows it and carries out what was
//! decided.

pub mod app;
pub mod diff;
pub mod document;
pub mod edit;
pub mod graph;
mod history;
pub mod picked;
pub mod postconditions;
pub mod preview;
pub mod saving;
pub mod strength;
mod tree;
pub mod watched;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod view;
