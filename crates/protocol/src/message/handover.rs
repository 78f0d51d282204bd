use serde::{Deserialize, Serialize};

/// Another agent, as far as agents know of each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// The name they log in with.
    pub name: String,
    /// The name customers see.
    pub display: String,
    /// Names of the sites that both serve.
    pub sites: Vec<String>,
    /// Whether they take customers and have room for a call.
    pub free: bool,
}

/// An agent asks a colleague to take an engagement over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskHandOver {
    /// The engagement.
    pub engagement: u64,
    /// The name the colleague logs in with.
    pub to: String,
    /// What the colleague should know; the customer never reads it.
    pub note: String,
}

/// A hand-over as both agents see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The engagement.
    pub engagement: u64,
    /// The customer's visit.
    pub visit: String,
    /// Who hands over, by the name customers see.
    pub from: String,
    /// Who should take it, by the name customers see.
    pub to: String,
    /// What the colleague should know.
    pub note: String,
    /// Whether the reader is the one who should take it.
    pub yours: bool,
    /// How far it is.
    pub stage: HandOverStage,
    /// Whether the one who should take it reads along.
    pub reads: bool,
    /// What the one who declined says about it; empty when nothing.
    pub word: String,
}

/// A line between the two agents of a hand-over. The customer never reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Who wrote it, by the name customers see.
    pub from: String,
    /// Whether the reader has written it.
    pub yours: bool,
    /// When, in milliseconds since the Unix epoch by the relay's clock.
    pub at: u64,
    /// What was written.
    pub text: String,
}

/// How far a hand-over is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandOverStage {
    /// The colleague has not answered.
    Offered,
    /// The colleague has taken it, and the customer's sound is on its way there; the one
    /// who hands over stays on the line until it flows.
    Moving,
    /// The colleague has it.
    Done,
    /// The colleague said no.
    Declined,
    /// The one who asked has taken it back.
    TakenBack,
    /// The colleague is gone.
    Gone,
    /// The engagement is over.
    Ended,
}

impl HandOverStage {
    /// Whether something may still come of it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Offered | Self::Moving)
    }
}
