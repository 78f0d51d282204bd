//! The line that is prepared with a customer who waits, before this agent, or another one,
//! accepts. Nothing is on it; the microphone is got ready where no question comes of it.

use alongside_core::voice::ChannelEvent;
use alongside_protocol::message::{FromAgent, Rtc};

use super::{Effect, Line, LineEvent, Microphone, State, Voice};

/// A prepared line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warm {
    /// The engagement, which waits.
    pub engagement: u64,
    /// Which of the customer's calls; 0 before the first.
    pub call: u32,
    /// How the line is.
    pub line: Line,
    /// Whether the microphone is ready.
    pub microphone: bool,
    /// What came on its channel: it counts once this agent has accepted.
    heard: Vec<ChannelEvent>,
}

/// Events of a channel that are kept so; the customer's page may be the first to know that
/// the call has begun, and says a few words.
const HEARD: usize = 16;

impl State {
    /// Whether the line of an engagement that waits is up.
    #[must_use]
    pub fn has_line_ready(&self, engagement: u64) -> bool {
        let ready = |warm: &Warm| warm.engagement == engagement && warm.line == Line::Connected;
        self.warm.as_ref().is_some_and(ready)
    }

    /// The relay's word on whose line may be prepared. A call comes first.
    pub(super) fn warm(&mut self, engagement: Option<u64>, effects: &mut Vec<Effect>) {
        self.cool(effects);
        if let (Some(engagement), None) = (engagement, &self.voice) {
            self.warm =
                Some(Warm { engagement, call: 0, line: Line::Waiting, microphone: false, heard: Vec::new() });
            effects.push(Effect::PrepareMicrophone);
        }
    }

    /// Takes a prepared line down.
    pub(super) fn cool(&mut self, effects: &mut Vec<Effect>) {
        if self.warm.take().is_some() {
            effects.push(Effect::HangUp);
        }
    }

    /// The microphone was got ready without a question.
    pub(super) fn microphone_prepared(&mut self) {
        if let Some(warm) = &mut self.warm {
            warm.microphone = true;
        }
    }

    /// A step of the customer's towards a prepared line; `false` when it is for none.
    pub(super) fn warm_rtc(&mut self, engagement: u64, rtc: &Rtc, effects: &mut Vec<Effect>) -> bool {
        let Some(warm) = self.warm.as_mut().filter(|warm| warm.engagement == engagement) else {
            return false;
        };
        if rtc.call > warm.call {
            (warm.call, warm.line) = (rtc.call, Line::Connecting);
            warm.heard.clear();
            effects.push(Effect::PrepareLine(rtc.call));
        }
        if rtc.call == warm.call {
            effects.push(Effect::Signal(rtc.signal.clone()));
        }
        true
    }

    /// Something happened on a prepared line; `false` when it is no such line's. One that
    /// is lost is not looked for: the customer's page begins anew.
    pub(super) fn warm_line(&mut self, call: u32, event: &LineEvent, effects: &mut Vec<Effect>) -> bool {
        let Some(warm) = self.warm.as_mut().filter(|warm| warm.call == call) else {
            return false;
        };
        match event {
            LineEvent::Signal(signal) => {
                let rtc = Rtc { call, signal: signal.clone() };
                let engagement = warm.engagement;
                self.send(FromAgent::Rtc((engagement, rtc)), effects);
            }
            LineEvent::Connected => warm.line = Line::Connected,
            LineEvent::Disconnected | LineEvent::Failed => warm.line = Line::Interrupted,
            LineEvent::Channel(event) if warm.heard.len() < HEARD => warm.heard.push(event.clone()),
            LineEvent::Channel(_) | LineEvent::Stopped => {}
        }
        true
    }

    /// The call of an engagement that this agent has just accepted: on the prepared line,
    /// when there is one, else from nothing.
    pub(super) fn begin_call(&mut self, engagement: u64, effects: &mut Vec<Effect>) {
        let mut voice = Voice {
            engagement,
            call: 0,
            line: Line::Waiting,
            microphone: Microphone::Asking,
            muted: false,
            held: false,
            reloads: false,
        };
        let mut heard = Vec::new();
        match self.warm.take() {
            Some(warm) if warm.engagement == engagement && warm.line != Line::Interrupted => {
                (voice.call, voice.line, heard) = (warm.call, warm.line, warm.heard);
                if warm.microphone {
                    voice.microphone = Microphone::Ready;
                }
            }
            Some(_) => effects.push(Effect::HangUp),
            None => {}
        }
        let (call, ready) = (voice.call, voice.microphone == Microphone::Ready);
        self.voice = Some(voice);
        if let Some(room) = self.room_mut(engagement) {
            room.call = room.call.max(call);
        }
        if !ready {
            effects.push(Effect::AskMicrophone);
        } else if call > 0 {
            effects.push(Effect::TakeLine);
        }
        self.line_begins();
        for event in heard {
            self.channel(event, effects);
        }
        if call > 0 {
            self.tell_line(effects);
        }
    }
}
