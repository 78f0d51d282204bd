//! A short code that both people on a call see, and can read to each other: where the
//! two are the same, nobody sits between the two ends of the line.
//!
//! It is made from the fingerprints of both certificates (RFC 8122), as each browser has
//! them, and from 128 bits of chance of each side. The customer's side commits itself to
//! its part before it knows the agent's (as in ZRTP, RFC 6189, section 4.4.1.1), so that
//! whoever sits in between can't try certificates until the codes agree: one guess per
//! call, right once in 100,000,000 (26.6 bits). It proves nothing of a browser or of a
//! page that is not what it should be, and nothing to people who don't compare.

use sha2::{Digest, Sha256};

/// One side's part: 128 bits of chance.
pub type Part = [u8; 16];

const PREFIX: &[u8] = b"alongside call code 1";

/// Four groups of two digits.
const CODES: u64 = 100_000_000;

/// One side of making the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallCode {
    /// The customer's fingerprints, and the agent's.
    ends: [String; 2],
    part: Part,
    /// What the customer's part will be, as the agent's side was told.
    commitment: Option<[u8; 32]>,
    code: Option<String>,
}

/// The certificates' fingerprints in a session description, each once.
#[must_use]
pub fn fingerprints(sdp: &str) -> String {
    let lines = sdp.lines().filter_map(|line| line.trim().strip_prefix("a=fingerprint:"));
    let mut found: Vec<String> = lines.map(str::to_ascii_lowercase).collect();
    found.sort_unstable();
    found.dedup();
    found.join("\n")
}

/// What commits its sender to a part.
#[must_use]
pub fn commitment(part: &Part) -> [u8; 32] {
    Sha256::new().chain_update(PREFIX).chain_update(part).finalize().into()
}

impl CallCode {
    /// The customer's side, with both descriptions of the line as the browser has them.
    #[must_use]
    pub fn of_customer(ours: &str, theirs: &str, part: Part) -> Self {
        Self { ends: [fingerprints(ours), fingerprints(theirs)], part, commitment: None, code: None }
    }

    /// A code that is known from before; nothing more is to be said of it.
    #[must_use]
    pub fn agreed(code: String) -> Self {
        let ends = [String::new(), String::new()];
        Self { ends, part: Part::default(), commitment: None, code: Some(code) }
    }

    /// The agent's side.
    #[must_use]
    pub fn of_agent(ours: &str, theirs: &str, part: Part) -> Self {
        Self::of_customer(theirs, ours, part)
    }

    /// The customer's first word.
    #[must_use]
    pub fn commitment(&self) -> [u8; 32] {
        commitment(&self.part)
    }

    /// The agent's answer to it, once.
    pub fn committed(&mut self, commitment: [u8; 32]) -> Option<Part> {
        if self.commitment.is_some() {
            return None;
        }
        self.commitment = Some(commitment);
        Some(self.part)
    }

    /// The agent's part is here; the customer's answer to it, once.
    pub fn answered(&mut self, agent: &Part) -> Option<Part> {
        if self.code.is_some() {
            return None;
        }
        self.code = self.make(&self.part, agent);
        Some(self.part)
    }

    /// The customer's part is here. One that is not what was promised makes no code.
    pub fn revealed(&mut self, customer: &Part) {
        if self.code.is_none() && self.commitment == Some(commitment(customer)) {
            self.code = self.make(customer, &self.part);
        }
    }

    /// Whether a code is agreed between these ends: it then holds for each connection of
    /// their line. One that another page has agreed on is of the line that was adopted.
    #[must_use]
    pub fn holds_for(&self, customer: &str, agent: &str) -> bool {
        let of_this_line = self.ends == [fingerprints(customer), fingerprints(agent)];
        self.code.is_some() && (of_this_line || self.ends.iter().all(String::is_empty))
    }

    /// The code, such as `42 17 93 08`, once it is known.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn make(&self, customer: &Part, agent: &Part) -> Option<String> {
        let mut hash = Sha256::new().chain_update(PREFIX);
        for end in &self.ends {
            if end.is_empty() {
                return None;
            }
            hash.update((end.len() as u64).to_be_bytes());
            hash.update(end);
        }
        let hash = hash.chain_update(customer).chain_update(agent).finalize();
        // The remainder favours no code by more than one in 10^11.
        let number = hash.iter().take(8).fold(0_u64, |number, &byte| number << 8 | u64::from(byte)) % CODES;
        let groups = [1_000_000, 10_000, 100, 1].map(|unit| format!("{:02}", number / unit % 100));
        Some(groups.join(" "))
    }
}
