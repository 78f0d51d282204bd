//! Passwords as Argon2 hashes in PHC format.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use thiserror::Error;

use crate::secret;

/// Why a password can't be hashed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PasswordError {
    /// Too short to be worth hashing.
    #[error("a password has at least {MIN_LENGTH} characters, this one has {0}")]
    Short(usize),
    /// The hash function refused.
    #[error("the password can't be hashed: {0}")]
    Hash(String),
}

/// The fewest characters of a password.
pub const MIN_LENGTH: usize = 10;

/// The Argon2id hash of a password, with the parameters OWASP recommends.
///
/// # Errors
/// [`PasswordError`] when the password is too short.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        return Err(PasswordError::Short(length));
    }
    let fail = |error: argon2::password_hash::Error| PasswordError::Hash(error.to_string());
    let salt = SaltString::encode_b64(&secret::random::<16>()).map_err(fail)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT);
    let hash = argon.hash_password(password.as_bytes(), &salt).map_err(fail)?;
    Ok(hash.to_string())
}

/// A hash like ours that no password belongs to.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$\
    bm9ib2R5LW5vYm9keS1ubw$b8Qyx2sf3wgLNHgPG6lMTFXOqCpWGhjSdwMrlP8vJHA";

pub(crate) fn is_hash(text: &str) -> bool {
    PasswordHash::new(text).is_ok_and(|hash| hash.algorithm.as_str().starts_with("argon2"))
}

/// Whether a password belongs to a hash. Without a hash (an unknown name) it
/// takes as long and says no, so that names can't be found out by the clock.
pub(crate) fn verify(password: &str, hash: Option<&str>) -> bool {
    let known = hash.is_some();
    PasswordHash::new(hash.unwrap_or(NOBODY))
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
        && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_fits_its_password_only() {
        let hash = hash("correct horse").unwrap();
        assert!(is_hash(&hash));
        assert!(verify("correct horse", Some(&hash)));
        assert!(!verify("wrong horse", Some(&hash)));
        assert!(!verify("correct horse", None));
    }

    #[test]
    fn the_hash_for_unknown_names_costs_what_ours_cost() {
        let ours = hash("correct horse").unwrap();
        let cost = "$argon2id$v=19$m=19456,t=2,p=1$";
        assert!(ours.starts_with(cost) && NOBODY.starts_with(cost));
        assert_eq!(ours.len(), NOBODY.len());
        assert!(is_hash(NOBODY));
    }

    #[test]
    fn short_passwords_are_refused() {
        assert_eq!(
            hash("short").unwrap_err().to_string(),
            "a password has at least 10 characters, this one has 5"
        );
    }
}
