use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::IceServer;

/// The first frame on a customer's or an agent's socket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// [`WIRE_VERSION`](crate::WIRE_VERSION) of the sender.
    pub version: u16,
    /// The site's public key; empty from an agent, whose session names the site.
    pub site: String,
    /// Set when the sender was here before.
    pub resume: Option<Resume>,
    /// The highest sequence number received so far.
    pub received: u64,
}

/// What proves that a visit is the sender's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    /// The visit's id.
    pub visit: String,
    /// The secret that came with it.
    pub token: String,
}

/// The relay's answer to [`Hello`] on a customer's socket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The visit, new or resumed.
    pub resume: Resume,
    /// Whether the relay still knew the visit.
    pub resumed: bool,
    /// The highest sequence number the relay has stored: send again from the next.
    pub received: u64,
    /// Where WebRTC finds its STUN and TURN servers.
    pub ice: Vec<IceServer>,
    /// Milliseconds since the Unix epoch by the relay's clock.
    pub now: u64,
    /// How long what logs in to those servers holds from now on, in milliseconds; 0
    /// when it has no end.
    pub ice_lasts: u64,
}

/// Everything up to `received` is stored; the sender may forget it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// The highest sequence number received without a gap.
    pub received: u64,
}

/// One precise sentence on why something was not accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Error)]
#[error("{message}")]
pub struct Refusal {
    /// For programs.
    pub code: RefusalCode,
    /// For people: what was expected and what came.
    pub message: String,
}

/// Why something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusalCode {
    /// The peer speaks another version of the wire.
    Version,
    /// No site has this public key.
    Site,
    /// The site does not allow this origin.
    Origin,
    /// Not logged in, or the session has ended.
    Agent,
    /// The frame is garbled, too large, or not allowed at this point.
    Frame,
    /// More frames than a page needs.
    Rate,
    /// There is no such engagement, or it is somebody else's.
    Engagement,
}
