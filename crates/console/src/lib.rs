//! The agent's console: who is on the site and why, their page, a chat and a
//! call.
//!
//! [`app`] decides, [`desk`], [`funnel`] and [`words`] put it into words, and the view
//! (in the browser only) shows it and carries out what was decided.

pub mod app;
pub mod desk;
pub mod funnel;
pub mod words;

#[cfg(target_arch = "wasm32")]
mod view;

#[cfg(target_arch = "wasm32")]
pub use view::start;
