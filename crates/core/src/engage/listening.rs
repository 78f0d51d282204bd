//! A call without a microphone, and sound that the browser holds back.

use alongside_protocol::message::Channel;

use super::{Ask, CallSupport, Engage, Request};
use crate::words::Word;

impl Engage {
    /// The customer wants to hear the agent and answer in writing.
    pub fn listen(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        if self.support == CallSupport::None {
            self.say_notice(Word::CallsUnsupported, out);
        } else if !self.call.peer && self.request != Request::Sent(Channel::Listen) && !self.listens() {
            self.ask_for(Channel::Listen, out);
        }
    }

    /// Whether this is a call, or the wait for one, in which the customer only listens.
    pub(super) fn listens(&self) -> bool {
        self.current().is_some_and(|engagement| engagement.channel == Channel::Listen)
    }

    /// The browser does not play the agent's voice before the customer has pressed
    /// something on this page.
    pub fn sound_blocked(&mut self, call: u32, out: &mut Vec<Ask>) {
        if call != self.call.number || !self.call.peer || self.call.blocked {
            return;
        }
        if let Some(agent) = self.agent().map(str::to_owned) {
            self.call.blocked = true;
            self.open = true;
            out.push(Ask::Announce(self.language.say_with(Word::Hear, &[&agent])));
        }
    }

    /// The customer has pressed that button.
    pub fn hear(&mut self, out: &mut Vec<Ask>) {
        if self.call.blocked {
            out.push(Ask::PlaySound);
        }
    }

    /// The agent's voice is heard.
    pub fn sound_plays(&mut self, call: u32) {
        if call == self.call.number {
            self.call.blocked = false;
        }
    }
}
