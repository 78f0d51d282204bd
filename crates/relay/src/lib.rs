//! The server between customers' pages and agents' consoles.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use alongside_relay::{Config, Relay};
//!
//! let relay = Relay::start(Config::read("alongside.toml".as_ref())?).await?;
//! println!("listening on {}", relay.address);
//! relay.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! All decisions are made by one synchronous state machine; connections, the
//! clock and the store are the shell around it. Every message is stored before it
//! is acknowledged. Page content is passed on and never stored.
#![forbid(unsafe_code)]

mod accounts;
mod agent;
mod clock;
mod config;
mod config_error;
mod customer;
mod desk;
mod hours;
mod hub;
mod login;
mod outbox;
mod password;
mod rate;
mod recording;
mod records;
mod relay;
mod router;
mod secret;
mod session;
mod socket;
mod state;
mod store;
mod titles;
mod turn;
mod versions;

pub use accounts::{AddAgentError, NewAgent, add_agent};
pub use config::{AgentEntry, Callbacks, Config, ConfigError, Ice, Limits, LogFormat, Site};
pub use hours::Hours;
pub use password::{MIN_LENGTH as MIN_PASSWORD_LENGTH, PasswordError, hash as hash_password};
pub use recording::Recording;
pub use relay::{Relay, Running, SavedFlows, StartError};
pub use store::StoreError;
pub use turn::{Turn, TurnSecret};
