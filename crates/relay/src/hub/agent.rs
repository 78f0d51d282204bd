use alongside_protocol::message::{Channel, Colleague};

use super::io::{Millis, SocketId};
use crate::secret::Hashed;

/// The most chats an agent has at once; one call fills an agent on its own.
pub(super) const MAX_CHATS: u32 = 3;

/// One agent who is here or was a moment ago.
#[derive(Debug)]
pub(super) struct Agent {
    pub(super) display: String,
    /// Positions of the sites in the rules.
    pub(super) sites: Vec<usize>,
    pub(super) socket: Option<SocketId>,
    pub(super) session: Hashed,
    pub(super) available: bool,
    pub(super) offline_since: Millis,
    /// Since when nothing new has come to them: an end of theirs, or the moment they
    /// began to take customers.
    pub(super) idle_since: Millis,
    /// The colleagues they were last told of.
    pub(super) colleagues: Option<Vec<Colleague>>,
}

impl Agent {
    /// Connected, takes customers, and serves the site.
    pub(super) fn takes(&self, site: usize) -> bool {
        self.socket.is_some() && self.available && self.sites.contains(&site)
    }

    pub(super) fn listens(&self, site: usize) -> Option<SocketId> {
        self.socket.filter(|_| self.sites.contains(&site))
    }
}

/// What an agent is busy with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Load {
    pub(super) chats: u32,
    pub(super) calls: u32,
}

impl Load {
    pub(super) fn add(&mut self, channel: Channel) {
        match channel {
            Channel::Chat => self.chats += 1,
            // Who calls a customer back is on the telephone.
            Channel::Voice | Channel::Listen | Channel::Phone | Channel::Callback => self.calls += 1,
            Channel::Message => {}
        }
    }

    pub(super) fn has_room(self) -> bool {
        self.calls == 0 && self.chats < MAX_CHATS
    }
}
