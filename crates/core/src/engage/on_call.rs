//! What goes over the call's own line beside the sound, so that it goes on while the
//! relay is away. States are told to the relay, too, and count once.

use alongside_protocol::{
    frame,
    message::{CallFromAgent, CallFromCustomer, CallState, FromCustomer, RecordingTold},
};

use super::{Ask, Engage};
use crate::{
    Millis,
    voice::{CallCode, ChannelEvent},
    words::Word,
};

/// The channel of the one call.
#[derive(Debug, Default)]
pub(super) struct OnCall {
    open: bool,
    code: Option<CallCode>,
    /// States told of this call.
    told: u32,
}

impl OnCall {
    pub(super) fn is_open(&mut self, open: bool) {
        self.open = open;
    }

    pub(super) fn restore(&mut self, told: u32, code: Option<String>) {
        self.told = told;
        self.code = code.map(CallCode::agreed);
    }

    pub(super) fn to_remember(&self) -> (u32, Option<String>) {
        let code = self.code.as_ref().and_then(CallCode::code);
        (self.told, code.map(str::to_owned))
    }
}

impl Engage {
    /// Something happened on the channel of a call.
    pub fn on_channel(&mut self, now: Millis, call: u32, event: ChannelEvent, out: &mut Vec<Ask>) {
        if self.is_warm(call) || self.is_next(call) {
            return self.hears_early(now, event);
        }
        if call != self.call.number || !self.call.peer {
            return;
        }
        match event {
            ChannelEvent::Open { ours, theirs, random } => {
                self.call.on_call.open = true;
                let known = self.call.on_call.code.as_ref();
                if !known.is_some_and(|code| code.holds_for(&ours, &theirs)) {
                    let code = CallCode::of_customer(&ours, &theirs, random);
                    let commitment = code.commitment();
                    self.call.on_call.code = Some(code);
                    self.say_on_call(&CallFromCustomer::Commitment(commitment), out);
                }
                if self.call.on_call.told > 0 {
                    self.say_on_call(&CallFromCustomer::State(self.call_state()), out);
                }
            }
            ChannelEvent::Message(bytes) => self.heard_on_call(now, &bytes, out),
            ChannelEvent::Closed => self.call.on_call.open = false,
        }
    }

    /// What the agent's line is doing, on whichever way it came.
    pub fn agent_call(&mut self, state: CallState, out: &mut Vec<Ask>) {
        let of_another = state.call().is_some_and(|call| call != self.call.number);
        if of_another || !state.is_news(self.call.agent.as_ref()) {
            return;
        }
        let before = self.call.agent.replace(state);
        let was_held = before.is_some_and(|before| before.held);
        if was_held != state.held {
            let word = if state.held { Word::OnHold } else { Word::OffHold };
            let agent = self.agent().unwrap_or_default();
            out.push(Ask::Announce(self.language.say_with(word, &[agent])));
        }
    }

    /// Tells the agent what our line is doing, on every way there is.
    pub(super) fn tell_call(&mut self, out: &mut Vec<Ask>) {
        self.call.on_call.told += 1;
        let state = self.call_state();
        out.push(Ask::Tell(FromCustomer::CallState(state)));
        self.say_on_call(&CallFromCustomer::State(state), out);
    }

    /// Whether the agent can't be heard and means it.
    pub(super) fn agent_is_quiet(&self) -> bool {
        self.call.agent.is_none_or(|agent| agent.muted || agent.held || !agent.connected)
    }

    /// Whether something of our microphone is on the line.
    pub(super) fn speaks(&self) -> bool {
        self.call.microphone && !self.call.muted
    }

    /// That the agent has put the customer on hold, in a sentence; empty when not.
    pub(super) fn hold_says(&self) -> String {
        let held = self.call.peer && self.call.agent.is_some_and(|agent| agent.held && agent.connected);
        let agent = self.agent().filter(|_| held);
        agent.map(|agent| self.language.say_with(Word::OnHold, &[agent])).unwrap_or_default()
    }

    /// The call's code, to compare; empty until there is one.
    pub(super) fn code_says(&self) -> String {
        let code = self.call.on_call.code.as_ref().filter(|_| self.call.peer);
        code.and_then(CallCode::code).unwrap_or_default().to_owned()
    }

    fn call_state(&self) -> CallState {
        CallState {
            muted: !self.speaks(),
            connected: self.call.connected,
            held: false,
            private: self.in_secret,
            number: CallState::numbered(self.call.number, self.call.on_call.told),
        }
    }

    pub(super) fn say_on_call(&self, message: &CallFromCustomer, out: &mut Vec<Ask>) {
        if self.call.on_call.open {
            out.push(Ask::SendOnCall { call: self.call.number, bytes: message.encode(0) });
        }
    }

    /// What can't be read is not of this version, and left.
    fn heard_on_call(&mut self, now: Millis, mut bytes: &[u8], out: &mut Vec<Ask>) {
        while let Ok((frame, rest)) = frame::decode(bytes) {
            bytes = rest;
            match CallFromAgent::decode(&frame) {
                Ok(Some(CallFromAgent::State(state))) => self.agent_call(state, out),
                Ok(Some(CallFromAgent::Caption(caption))) => self.caption(now, caption, out),
                Ok(Some(CallFromAgent::Pointer(pointer))) => out.push(Ask::PointAt(pointer)),
                Ok(Some(CallFromAgent::Recording(state))) => {
                    self.agent_records(RecordingTold { state, terms: None }, out);
                }
                Ok(Some(CallFromAgent::Part(agent))) => {
                    let code = self.call.on_call.code.as_mut();
                    if let Some(part) = code.and_then(|code| code.answered(&agent)) {
                        self.say_on_call(&CallFromCustomer::Part(part), out);
                    }
                }
                Ok(None) | Err(_) => {}
            }
            if bytes.is_empty() {
                break;
            }
        }
    }
}
