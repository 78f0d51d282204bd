//! Credentials for the TURN server that hold for a while: coturn's REST scheme
//! (`use-auth-secret`, draft-uberti-behave-turn-rest-00). The relay and the TURN
//! server share a secret and never talk to each other.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use alongside_protocol::message::IceServer;
use base64ct::{Base64, Encoding};
use hmac::{Hmac, Mac};
use serde::Deserialize;
use sha1::Sha1;

use crate::{config_error::ConfigError, hub::io::Millis, secret};

/// Where the secret may be, too.
const SECRET_VARIABLE: &str = "ALONGSIDE_TURN__SECRET";

/// Shorter lives would be renewed all the time; a day is what the draft advises at
/// most.
const LIFETIMES: std::ops::RangeInclusive<u64> = 60..=86_400;

/// A TURN server of yours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// `turn:` and `turns:` addresses of the one server, such as
    /// `turn:turn.example.com:3478?transport=udp`.
    pub urls: Vec<String>,
    /// The file with the secret that the TURN server has as `static-auth-secret`.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// How long a credential holds, in seconds: 60 to 86,400.
    #[serde(default = "an_hour")]
    pub lifetime_seconds: u64,
    /// What that file or the environment held.
    #[serde(skip)]
    pub secret: TurnSecret,
}

fn an_hour() -> u64 {
    3600
}

/// What the relay shares with the TURN server. It is in no log and no error.
#[derive(Clone, Default)]
pub struct TurnSecret(String);

impl From<&str> for TurnSecret {
    fn from(secret: &str) -> Self {
        Self(secret.trim().to_owned())
    }
}

impl fmt::Debug for TurnSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "TurnSecret(none)" } else { "TurnSecret(hidden)" })
    }
}

impl Turn {
    /// Takes the secret from the environment, else from its file.
    pub(crate) fn find_secret(&mut self) -> Result<(), ConfigError> {
        if let Ok(secret) = std::env::var(SECRET_VARIABLE) {
            self.secret = secret.as_str().into();
        } else if let Some(file) = &self.secret_file {
            self.secret = read(file)?.as_str().into();
        }
        Ok(())
    }

    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        for (at, url) in self.urls.iter().enumerate() {
            if !url.starts_with("turn:") && !url.starts_with("turns:") {
                let expected = "a `turn:` or `turns:` address";
                return Err(ConfigError::field(format!("turn.urls[{at}]"), expected, format!("`{url}`")));
            }
        }
        if !LIFETIMES.contains(&self.lifetime_seconds) {
            let (expected, found) = ("from 60 to 86400", self.lifetime_seconds.to_string());
            return Err(ConfigError::field("turn.lifetime_seconds", expected, found));
        }
        if self.secret.0.is_empty() {
            let expected = format!("a file with the TURN server's secret, unless {SECRET_VARIABLE} holds it");
            return Err(ConfigError::field("turn.secret_file", expected, "no secret"));
        }
        Ok(())
    }

    /// How long what is minted now holds, in milliseconds.
    pub(crate) fn lifetime(&self) -> Millis {
        self.lifetime_seconds * 1000
    }

    /// The server with a credential for somebody. The TURN server counts and logs
    /// by `name`, which must have no colon.
    pub(crate) fn server(&self, now: Millis, name: &str) -> IceServer {
        let expires = now / 1000 + self.lifetime_seconds;
        let username = format!("{expires}:{name}");
        let credential = credential(&self.secret, &username);
        IceServer { urls: self.urls.clone(), username, credential }
    }
}

/// The name an agent has at the TURN server: always the same, and not their own.
pub(crate) fn agent_name(agent: &str) -> String {
    let hash: String = secret::hashed(agent).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("agent-{hash}")
}

fn credential(secret: &TurnSecret, username: &str) -> String {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length (RFC 2104)")]
    let mut mac = Hmac::<Sha1>::new_from_slice(secret.0.as_bytes()).expect("a key of any length");
    mac.update(username.as_bytes());
    Base64::encode_string(&mac.finalize().into_bytes())
}

fn read(file: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(file).map_err(|error| {
        let found = format!("`{}`: {error}", file.display());
        ConfigError::field("turn.secret_file", "a file that can be read", found)
    })
}

#[cfg(test)]
mod tests;
