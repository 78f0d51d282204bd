//! What the two sides of a call tell each other on the call's own line, so that it
//! goes on while the relay is away: frames like those of a socket, not counted, since
//! the line (a data channel) loses nothing and changes no order.

use serde::{Deserialize, Serialize};

use super::{CallState, Pointer, RecordingConsent, RecordingState, messages};

messages! {
    /// From the customer's page to the agent's console. Nothing here can hold text, so
    /// nothing of the page can leave this way.
    pub enum CallFromCustomer {
        /// What the customer's line is doing. The relay is told, too.
        50 => State(CallState),
        /// What the customer's part of the call's code will be: its SHA-256 with a
        /// prefix, before the agent's part is known.
        53 => Commitment([u8; 32]),
        /// The customer's part of the code, once the agent's is there.
        54 => Part([u8; 16]),
        /// Whether the call may be recorded. The relay is told, too; a yes counts only here.
        69 => Recording(RecordingConsent),
    }
}

messages! {
    /// From the agent's console to the customer's page.
    pub enum CallFromAgent {
        /// What the agent's line is doing. The relay is told, too.
        50 => State(CallState),
        /// Something the agent says, in writing. The relay is told, too.
        51 => Caption(Caption),
        /// The agent points at something.
        52 => Pointer(Pointer),
        /// The agent's part of the call's code.
        54 => Part([u8; 16]),
        /// What the console does about recording the call. The relay is told, too.
        68 => Recording(RecordingState),
    }
}

/// Something an agent says in writing during a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// When, in milliseconds since the Unix epoch by the relay's clock as the console
    /// knows it; later than the one before. Line and conversation tell it by this.
    pub at: u64,
    /// What is said.
    pub text: String,
}

impl CallState {
    /// The number of a state: the `nth` that its sender tells of a call, from 1.
    #[must_use]
    pub fn numbered(call: u32, nth: u32) -> u64 {
        u64::from(call) << 32 | u64::from(nth)
    }

    /// The call it is told of; none where it has no number.
    #[must_use]
    pub fn call(&self) -> Option<u32> {
        u32::try_from(self.number >> 32).ok().filter(|_| self.number != 0)
    }

    /// Whether it says something that `known` does not: what comes on two ways counts
    /// once, and the later one of two wins whichever comes first.
    #[must_use]
    pub fn is_news(&self, known: Option<&Self>) -> bool {
        self.number == 0 || known.is_none_or(|known| self.number > known.number)
    }
}
