use std::{io, path::PathBuf};

use alongside_relay::{PasswordError, StartError};
use thiserror::Error;

/// Why the demo does not start, in one sentence.
#[derive(Debug, Error)]
pub enum DemoError {
    /// Somebody else listens there.
    #[error("port {port} is taken by another program: choose another one with {flag}")]
    Taken {
        /// The port.
        port: u16,
        /// The flag that changes it.
        flag: &'static str,
    },
    /// The port can't be listened on.
    #[error("port {port} can't be listened on: {reason}")]
    Listen {
        /// The port.
        port: u16,
        /// What the system says.
        reason: io::Error,
    },
    /// Something has not been built.
    #[error("{what} is not built ({file} is missing): run `cargo xtask demo`, which builds it")]
    NotBuilt {
        /// What is not built.
        what: &'static str,
        /// The file that shows it.
        file: PathBuf,
    },
    /// A site's pages are not there.
    #[error("the pages of the {site} were expected in {folder}, nothing was found")]
    NoPages {
        /// Which site.
        site: &'static str,
        /// Where its pages should be.
        folder: PathBuf,
    },
    /// What the demo keeps can't be read or written.
    #[error("{file} can't be used: {reason}")]
    Data {
        /// The file or folder.
        file: PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// The agent's password can't be hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The relay does not start.
    #[error(transparent)]
    Relay(StartError),
}
