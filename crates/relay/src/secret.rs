//! Random ids and tokens, and the hashes that are kept of them.

use sha2::{Digest, Sha256};

/// What is kept of a token.
pub(crate) type Hashed = [u8; 32];

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // A system without randomness can't tell customers apart: stop at once.
    #[expect(clippy::expect_used, reason = "nothing safe can follow")]
    getrandom::fill(&mut bytes).expect("the operating system has no randomness to give");
    bytes
}

/// A token of 256 random bits.
pub(crate) fn token() -> String {
    hex(&random::<32>())
}

/// An id of 128 random bits.
pub(crate) fn id() -> String {
    hex(&random::<16>())
}

/// A token's hash. Comparing hashes needs no constant time: their bytes tell
/// nothing of the token.
pub(crate) fn hashed(token: &str) -> Hashed {
    Sha256::digest(token).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
