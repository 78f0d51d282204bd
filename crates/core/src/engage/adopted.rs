//! A call that an earlier page of this tab has set up, and that goes on in this one.

use alongside_protocol::message::{CallState, FromCustomer};
use serde::{Deserialize, Serialize};

use super::{Ask, Engage, recording::Recording};

/// The media of a call, as a page finds them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adopted {
    /// The call's number.
    pub call: u32,
    /// Whether sound flows.
    pub connected: bool,
    /// Whether its data channel is open.
    pub channel: bool,
    /// Whether there is a microphone.
    pub microphone: bool,
    /// Whether it is muted.
    pub muted: bool,
}

/// What a page remembers of its call for the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallMemory {
    /// What the agent's line was doing, as far as it was known.
    agent: Option<CallState>,
    /// How many states were told of it.
    told: u32,
    /// The code that both people may have compared.
    code: Option<String>,
    /// The customer is muted, and stays so.
    muted: bool,
    /// What is known of recording it.
    recording: Recording,
}

impl Engage {
    /// Goes on with a call whose media are here already. Without the visit it belongs to
    /// it is nobody's, and ended.
    pub fn adopt(&mut self, media: Adopted, out: &mut Vec<Ask>) {
        if !self.restored || media.call != self.call.number {
            out.push(Ask::ClosePeer);
            if media.microphone {
                out.push(Ask::CloseMicrophone);
            }
            return;
        }
        self.call.peer = true;
        self.call.connected = media.connected;
        self.call.microphone = media.microphone;
        self.call.muted = media.muted;
        self.call.on_call.is_open(media.channel);
        if media.connected {
            self.sound_flows();
        } else {
            // Of what the browser said meanwhile nobody knows.
            self.sound_is_missed();
        }
        self.tell_call(out);
    }

    /// The page goes, and the line with it: the agent should know why.
    pub fn goes_away(&self, out: &mut Vec<Ask>) {
        if self.call.peer && self.agent().is_some() {
            out.push(Ask::Tell(FromCustomer::CallAway(())));
        }
    }

    /// A page that has found no media calls again; the page before may have had no time to
    /// say that it goes.
    pub(super) fn comes_back(&self, out: &mut Vec<Ask>) {
        if self.restored && self.call.number > 0 {
            out.push(Ask::Tell(FromCustomer::CallAway(())));
        }
    }

    /// What the page before remembered of the call.
    pub fn restore_call(&mut self, memory: CallMemory) {
        self.call.agent = memory.agent;
        self.call.muted = memory.muted;
        self.call.recording = memory.recording;
        self.call.on_call.restore(memory.told, memory.code);
    }

    /// What the next page should know of the call.
    #[must_use]
    pub fn call_memory(&self) -> CallMemory {
        let (told, code) = self.call.on_call.to_remember();
        let (muted, recording) = (self.call.muted, self.call.recording.clone());
        CallMemory { agent: self.call.agent, told, code, muted, recording }
    }
}
