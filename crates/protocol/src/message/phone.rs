use serde::{Deserialize, Serialize};

/// What a customer says on the telephone, so that the agent finds their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneCode {
    /// The engagement that it opens.
    pub engagement: u64,
    /// Six digits, the first of them not 0.
    pub code: u32,
    /// For how long it does, in milliseconds; another one comes after it.
    pub lasts: u64,
}
