//! The warm line: while the customer waits for a call, its way through the network is
//! found and its keys are agreed on with the agent who is next, with no track on it. Not
//! one packet of sound leaves before an agent has answered; then the microphone's track is
//! put on the line that is there.

use alongside_protocol::message::Stage;

use super::{Ask, Engage, recording::Recording, ways::Ways};
use crate::{Millis, voice::ChannelEvent};

/// Events of a prepared line's channel that are kept: it opens, and the agent says a few
/// words.
const HEARD: usize = 16;

/// The line that is prepared; it has the newest call's number.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Warm {
    /// There is none.
    #[default]
    Cold,
    /// It is being set up.
    Connecting,
    /// It is up.
    Connected,
}

impl Engage {
    /// The relay's word on a line for a customer who waits: one may be prepared, in place
    /// of an earlier one, or there is nobody at its other end any more.
    pub fn warm(&mut self, may: bool, out: &mut Vec<Ask>) {
        self.cool(out);
        let Some(engagement) = self.current().filter(|engagement| engagement.channel.is_call()) else {
            return;
        };
        let waits = matches!(engagement.stage, Stage::Waiting { .. });
        // Without a microphone at hand there would be a question between answer and sound.
        let ready = self.call.microphone || self.listens();
        if may && waits && ready && !self.call.peer {
            self.call.number += 1;
            self.call.ways = Ways::default();
            self.warm = Warm::Connecting;
            self.heard.clear();
            out.push(Ask::WarmPeer { call: self.call.number, ice: self.line.servers() });
        }
    }

    /// Takes a prepared line down.
    pub(super) fn cool(&mut self, out: &mut Vec<Ask>) {
        if std::mem::take(&mut self.warm) != Warm::Cold {
            out.push(Ask::ClosePeer);
        }
    }

    /// Whether the line is up, and nobody has answered.
    pub(super) fn is_warmed(&self) -> bool {
        self.warm == Warm::Connected
    }

    /// Whether this is the line that is being prepared.
    pub(super) fn is_warm(&self, call: u32) -> bool {
        self.warm != Warm::Cold && call == self.call.number
    }

    /// A prepared line came up, or was lost. One that is lost is not looked for: the call
    /// begins the ordinary way then.
    pub(super) fn warm_connected(&mut self, connected: bool, out: &mut Vec<Ask>) {
        if connected {
            self.warm = Warm::Connected;
        } else {
            self.cool(out);
        }
    }

    /// Something came on the channel of a line that is not the call's yet: it counts when
    /// it is. The agent may be the first to know.
    pub(super) fn hears_early(&mut self, now: Millis, event: ChannelEvent) {
        if self.heard.len() < HEARD {
            self.heard.push((now, event));
        }
    }

    pub(super) fn hears_now(&mut self, out: &mut Vec<Ask>) {
        for (at, event) in std::mem::take(&mut self.heard) {
            self.on_channel(at, self.call.number, event, out);
        }
    }

    /// An agent has answered: puts the microphone on the line that is up. One that is only
    /// half-way is given up, because nothing would notice if its other end were gone.
    pub(super) fn take_warm(&mut self, out: &mut Vec<Ask>) -> bool {
        if self.warm != Warm::Connected {
            self.cool(out);
            return false;
        }
        self.warm = Warm::Cold;
        self.call.peer = true;
        self.call.agent = None;
        self.call.blocked = false;
        self.call.recording = Recording::default();
        out.push(Ask::TakePeer { call: self.call.number });
        self.hears_now(out);
        self.line_is_up(true, out);
        self.sound_flows();
        true
    }
}
