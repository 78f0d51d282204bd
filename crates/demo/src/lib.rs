//! A bank and a shop that know only our script tag, the relay, and the agents'
//! console, in one process on this machine.
#![forbid(unsafe_code)]

mod demo;
mod error;
mod login;
mod options;
mod site;

pub use demo::Demo;
pub use error::DemoError;
pub use login::Login;
pub use options::{BANK_PORT, Options, RELAY_PORT, SHOP_PORT};
