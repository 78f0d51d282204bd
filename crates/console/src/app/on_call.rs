//! What goes over the call's own line beside the sound, so that it goes on while the
//! relay is away. States and captions are told to the relay, too, and count once.

use alongside_core::voice::{CallCode, ChannelEvent};
use alongside_protocol::{
    frame,
    message::{
        CallFromAgent, CallFromCustomer, CallState, Caption, Chat, ChatLine, FromAgent, Pointer, Speaker,
    },
    page::NodeId,
};

use super::{Effect, Line, Microphone, State};

/// The channel of the one call.
#[derive(Debug, Clone, Default)]
pub(super) struct OnCall {
    open: bool,
    code: Option<CallCode>,
    /// The call that states were told of last, and how many.
    told: (u32, u32),
    /// Captions that the relay has not told back yet, with their engagement.
    unkept: Vec<(u64, Caption)>,
    /// When the last caption was said.
    said: u64,
}

impl State {
    /// The code of an engagement's call, to compare; none until there is one.
    #[must_use]
    pub fn call_code(&self, engagement: u64) -> Option<&str> {
        self.voice.as_ref().filter(|voice| voice.engagement == engagement)?;
        self.on_call.code.as_ref()?.code()
    }

    /// Whether what is written to an engagement's customer arrives now, be it without
    /// the relay.
    #[must_use]
    pub fn can_write(&self, engagement: u64) -> bool {
        self.link.is_up() || self.has_channel(engagement)
    }

    pub(super) fn channel(&mut self, event: ChannelEvent, effects: &mut Vec<Effect>) {
        match event {
            ChannelEvent::Open { ours, theirs, random } => {
                self.on_call.open = true;
                let known = self.on_call.code.as_ref();
                if !known.is_some_and(|code| code.holds_for(&theirs, &ours)) {
                    self.on_call.code = Some(CallCode::of_agent(&ours, &theirs, random));
                }
                if let Some(state) = self.call_state().filter(|_| self.on_call.told.1 > 0) {
                    self.say_on_call(&CallFromAgent::State(state), effects);
                }
            }
            ChannelEvent::Message(bytes) => self.heard_on_call(&bytes, effects),
            ChannelEvent::Closed => self.on_call.open = false,
        }
    }

    /// A new line has a channel and a code of its own.
    pub(super) fn channel_begins(&mut self) {
        self.on_call.open = false;
        self.on_call.code = None;
    }

    pub(super) fn tell_line(&mut self, effects: &mut Vec<Effect>) {
        let Some((engagement, call)) = self.voice.as_ref().map(|voice| (voice.engagement, voice.call)) else {
            return;
        };
        let told = &mut self.on_call.told;
        *told = if told.0 == call { (call, told.1 + 1) } else { (call, 1) };
        if let Some(state) = self.call_state() {
            self.send(FromAgent::CallState((engagement, state)), effects);
            self.say_on_call(&CallFromAgent::State(state), effects);
        }
    }

    /// Says something in writing: on a call as a caption, which the customer reads
    /// without the relay, too.
    pub(super) fn say(&mut self, now: u64, engagement: u64, text: String, effects: &mut Vec<Effect>) {
        let on_call = self.voice.as_ref().is_some_and(|voice| voice.engagement == engagement);
        if !on_call {
            // It is said once the relay says so: the line comes back.
            let chat = Chat { text };
            self.send(FromAgent::Chat((engagement, chat)), effects);
            return;
        }
        let at = self.relay_time(now).max(self.on_call.said + 1);
        self.on_call.said = at;
        let caption = Caption { at, text };
        self.say_on_call(&CallFromAgent::Caption(caption.clone()), effects);
        self.send(FromAgent::Caption((engagement, caption.clone())), effects);
        if let Some(room) = self.room_mut(engagement) {
            room.hear(line(&caption), true);
        }
        self.on_call.unkept.push((engagement, caption));
    }

    /// What the relay has not told back is said again.
    pub(super) fn say_again(&mut self, effects: &mut Vec<Effect>) {
        for (engagement, caption) in self.on_call.unkept.clone() {
            self.send(FromAgent::Caption((engagement, caption)), effects);
        }
    }

    /// Whether the relay tells of a caption that is here already.
    fn is_kept(&mut self, engagement: u64, told: &ChatLine) -> bool {
        let is_it = |(of, caption): &(u64, Caption)| *of == engagement && line(caption) == *told;
        let at = self.on_call.unkept.iter().position(is_it);
        at.map(|at| self.on_call.unkept.remove(at)).is_some()
    }

    /// Adds what the relay does not know yet to a conversation as it tells it.
    pub(super) fn complete(&mut self, engagement: u64, lines: &mut Vec<ChatLine>, goes_on: bool) {
        self.on_call
            .unkept
            .retain(|(of, caption)| *of != engagement || (goes_on && !lines.contains(&line(caption))));
        let missing = self.on_call.unkept.iter().filter(|(of, _)| *of == engagement);
        lines.extend(missing.map(|(_, caption)| line(caption)));
    }

    pub(super) fn chat(&mut self, engagement: u64, line: ChatLine) {
        if self.is_kept(engagement, &line) {
            return;
        }
        let seen = self.open == Some(engagement);
        if let Some(room) = self.room_mut(engagement) {
            room.hear(line, seen);
        }
    }

    pub(super) fn point(&mut self, engagement: u64, node: NodeId, effects: &mut Vec<Effect>) {
        let pointing = (node != 0).then_some(node);
        let changed = self.room(engagement).is_some_and(|room| room.is_active() && room.pointing != pointing);
        if changed
            && self.tell_pointer(engagement, Pointer { node }, effects)
            && let Some(room) = self.room_mut(engagement)
        {
            room.pointing = pointing;
        }
    }

    /// Points by the call's own line while it carries, else by the relay; whether one
    /// of them did.
    fn tell_pointer(&mut self, of: u64, pointer: Pointer, effects: &mut Vec<Effect>) -> bool {
        if self.has_channel(of) {
            self.say_on_call(&CallFromAgent::Pointer(pointer), effects);
            return true;
        }
        self.send(FromAgent::Pointer((of, pointer)), effects)
    }

    pub(super) fn has_channel(&self, engagement: u64) -> bool {
        let up = |voice: &super::Voice| voice.engagement == engagement && voice.line == Line::Connected;
        self.on_call.open && self.voice.as_ref().is_some_and(up)
    }

    fn call_state(&self) -> Option<CallState> {
        let voice = self.voice.as_ref()?;
        let (call, nth) = self.on_call.told;
        Some(CallState {
            // Who only listens can't be heard, whatever the button says.
            muted: voice.muted || voice.microphone != Microphone::Ready,
            connected: voice.line == Line::Connected,
            held: voice.held,
            private: false,
            // Before the customer's first call there is nothing to count.
            number: if call == 0 { 0 } else { CallState::numbered(call, nth) },
        })
    }

    pub(super) fn say_on_call(&self, message: &CallFromAgent, effects: &mut Vec<Effect>) {
        if self.on_call.open {
            effects.push(Effect::SendOnLine(message.encode(0)));
        }
    }

    /// What can't be read is not of this version, and left.
    fn heard_on_call(&mut self, mut bytes: &[u8], effects: &mut Vec<Effect>) {
        while let Ok((frame, rest)) = frame::decode(bytes) {
            bytes = rest;
            match CallFromCustomer::decode(&frame) {
                Ok(Some(CallFromCustomer::State(state))) => {
                    if let Some(engagement) = self.voice.as_ref().map(|voice| voice.engagement) {
                        self.customer_line(engagement, state);
                    }
                }
                Ok(Some(CallFromCustomer::Recording(consent))) => {
                    if let Some(engagement) = self.voice.as_ref().map(|voice| voice.engagement) {
                        self.customer_consents(engagement, consent, true, effects);
                    }
                }
                Ok(Some(CallFromCustomer::Commitment(commitment))) => {
                    let code = self.on_call.code.as_mut();
                    if let Some(part) = code.and_then(|code| code.committed(commitment)) {
                        self.say_on_call(&CallFromAgent::Part(part), effects);
                    }
                }
                Ok(Some(CallFromCustomer::Part(part))) => {
                    if let Some(code) = &mut self.on_call.code {
                        code.revealed(&part);
                    }
                }
                Ok(None) | Err(_) => {}
            }
            if bytes.is_empty() {
                break;
            }
        }
    }

    /// What the customer's line is doing, on whichever way it came.
    pub(super) fn customer_line(&mut self, engagement: u64, state: CallState) {
        let Some(room) = self.room_mut(engagement) else { return };
        if !state.is_news(room.customer_line.as_ref()) {
            return;
        }
        let was_private = room.customer_line.replace(state).is_some_and(|before| before.private);
        if state.private && !was_private {
            self.announcement = crate::words::PRIVATE.into();
        }
    }
}

fn line(caption: &Caption) -> ChatLine {
    ChatLine { from: Speaker::Agent, at: caption.at, text: caption.text.clone() }
}
