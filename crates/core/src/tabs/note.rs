use alongside_protocol::message::EndedBy;
use serde::{Deserialize, Serialize};

use super::Held;

/// What a tab tells the others. It stays in the browser, and on the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// A page is new here: who holds a conversation?
    Who,
    /// This is held, and how it stands.
    Held(Box<Held>),
    /// It is over.
    Over(EndedBy),
    /// The holder's page goes.
    Goes {
        /// The holder.
        tab: u64,
        /// The tab is on its way to another page; without that it is closed, or loads its
        /// page anew.
        loads: bool,
    },
    /// A page remembers a conversation that page `was` held. A copy of a tab remembers it,
    /// too.
    Back {
        /// The page before.
        was: u64,
    },
    /// The customer asks for something in a tab that does not hold it.
    Does {
        /// That tab.
        tab: u64,
        /// From 1, one more each time.
        number: u32,
        /// What.
        what: Control,
    },
    /// The holder has heard that.
    Heard {
        /// The tab that asked.
        tab: u64,
        /// Its number.
        number: u32,
    },
    /// Whether the customer looks at a tab that does not hold it.
    Looks {
        /// That tab.
        tab: u64,
        /// Whether it is in front.
        here: bool,
    },
}

impl Note {
    pub(super) fn does(tab: u64, number: u32, what: &Control) -> Self {
        Self::Does { tab, number, what: what.clone() }
    }
}

/// What every tab can do with the conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Control {
    /// Leave the queue, hang up, or end the chat.
    Leave,
    /// Say something in writing.
    Say(String),
    /// Mute the microphone, or not.
    Mute(bool),
    /// Allow the recording, or not, or no longer.
    AllowRecording(bool),
}
