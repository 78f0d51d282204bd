//! The one call. The customer's page opens each line and counts them; the agent
//! answers the newest and drops what belongs to an earlier one.

use alongside_core::voice::ChannelEvent;
use alongside_protocol::message::{Rtc, RtcSignal};

use super::{Effect, State};

/// How the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// The customer's page has not called yet.
    Waiting,
    /// It is being set up.
    Connecting,
    /// Both can hear each other.
    Connected,
    /// The network is gone; it may come back.
    Interrupted,
}

/// What the agent speaks with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Microphone {
    /// The browser is asking.
    Asking,
    /// It is on.
    Ready,
    /// There is none; the agent only listens. The text says why.
    Missing(String),
}

/// What happens on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineEvent {
    /// A signal for the customer's page.
    Signal(RtcSignal),
    /// Sound can flow.
    Connected,
    /// The network is gone for the moment.
    Disconnected,
    /// The line does not come back by itself.
    Failed,
    /// Something happened on the line's data channel.
    Channel(ChannelEvent),
    /// Sound that has come all the time has stopped, and the browser still believes in
    /// the line.
    Stopped,
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The engagement it belongs to.
    pub engagement: u64,
    /// Which of the customer's calls; 0 before the first.
    pub call: u32,
    /// How the line is.
    pub line: Line,
    /// What the agent speaks with.
    pub microphone: Microphone,
    /// Whether it is muted.
    pub muted: bool,
    /// Whether the customer is on hold.
    pub held: bool,
    /// The customer's page is loading anew, and with it their end of the line.
    pub reloads: bool,
}

impl Voice {
    /// Whether nothing of the agent is to be heard: muted, on hold, or without a
    /// microphone.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.muted || self.held || self.microphone != Microphone::Ready
    }
}

impl State {
    /// Starts the call that is wanted and ends the one that no longer is.
    pub(super) fn settle_voice(&mut self, effects: &mut Vec<Effect>) {
        let over = |voice: &Voice| !self.room(voice.engagement).is_some_and(|r| r.wants_voice());
        if self.voice.as_ref().is_some_and(over) {
            self.last_word(effects);
            self.voice = None;
            self.line_begins();
            self.channel_begins();
            effects.push(Effect::HangUp);
        }
        if self.voice.is_some() {
            return;
        }
        let wanted = self.rooms.iter().find(|room| room.wants_voice());
        if let Some(room) = wanted {
            self.begin_call(room.engagement.id, effects);
        }
    }

    pub(super) fn microphone(&mut self, answer: Result<(), String>, effects: &mut Vec<Effect>) {
        let Some(voice) = &mut self.voice else {
            return;
        };
        voice.microphone = match answer {
            Ok(()) => Microphone::Ready,
            Err(why) => Microphone::Missing(why),
        };
        effects.push(Effect::Mute(voice.muted));
        if voice.call > 0 {
            // The line was there before the microphone.
            effects.push(Effect::TakeLine);
            self.tell_line(effects);
        }
        self.answer(effects);
    }

    pub(super) fn rtc(&mut self, engagement: u64, rtc: Rtc, effects: &mut Vec<Effect>) {
        if self.warm_rtc(engagement, &rtc, effects) {
            return;
        }
        let current =
            self.voice.as_ref().is_some_and(|voice| voice.engagement == engagement && voice.call == rtc.call);
        let Some(room) = self.room_mut(engagement) else {
            return;
        };
        if rtc.call < room.call {
            return;
        }
        if rtc.call > room.call {
            room.call = rtc.call;
            room.signals.clear();
        } else if current {
            effects.push(Effect::Signal(rtc.signal));
            return;
        }
        room.signals.push(rtc.signal);
        self.answer(effects);
    }

    /// Opens a line for the customer's newest call once the microphone is
    /// settled: the answer says whether there is one.
    fn answer(&mut self, effects: &mut Vec<Effect>) {
        let Some(voice) = &mut self.voice else {
            return;
        };
        let Some(room) = self.rooms.iter_mut().find(|room| room.engagement.id == voice.engagement) else {
            return;
        };
        // A call that an earlier hang-up ended leaves its number, and no signals.
        let new = room.call > voice.call && !room.signals.is_empty();
        if voice.microphone == Microphone::Asking || !new {
            return;
        }
        voice.call = room.call;
        voice.line = Line::Connecting;
        effects.push(Effect::OpenLine(voice.call));
        if voice.held {
            effects.push(Effect::Hold(true));
        }
        effects.extend(room.signals.drain(..).map(Effect::Signal));
        self.line_begins();
        self.channel_begins();
    }

    pub(super) fn line(&mut self, now: u64, call: u32, event: LineEvent, effects: &mut Vec<Effect>) {
        if self.warm_line(call, &event, effects) {
            return;
        }
        let Some(voice) = self.voice.as_mut().filter(|voice| voice.call == call) else {
            return;
        };
        let engagement = voice.engagement;
        match event {
            LineEvent::Signal(signal) => {
                self.signal(engagement, Rtc { call, signal }, effects);
            }
            LineEvent::Connected => {
                if let Some(voice) = &mut self.voice {
                    voice.reloads = false;
                }
                self.way_is_found();
                self.line_is(Line::Connected, effects);
            }
            LineEvent::Channel(event) => self.channel(event, effects),
            LineEvent::Stopped => self.sound_stopped(now, effects),
            // It never was up: the customer's page puts a new one in its place, or gives up,
            // and another try from here would only keep it waiting.
            LineEvent::Disconnected | LineEvent::Failed if voice.line == Line::Connecting => {}
            LineEvent::Disconnected | LineEvent::Failed => {
                self.line_is(Line::Interrupted, effects);
                self.way_is_lost(now, effects);
            }
        }
    }

    /// The customer's page goes, and the next one calls again: silence needs a reason.
    pub(super) fn call_away(&mut self, engagement: u64, effects: &mut Vec<Effect>) {
        let line = |voice: &&mut Voice| voice.engagement == engagement && voice.line != Line::Waiting;
        if let Some(voice) = self.voice.as_mut().filter(line).filter(|voice| !voice.reloads) {
            voice.reloads = true;
            effects.push(Effect::Tone);
        }
    }

    pub(super) fn mute(&mut self, muted: bool, effects: &mut Vec<Effect>) {
        if let Some(voice) = &mut self.voice {
            voice.muted = muted;
            effects.push(Effect::Mute(muted));
            self.tell_line(effects);
        }
    }

    pub(super) fn hold(&mut self, held: bool, effects: &mut Vec<Effect>) {
        if let Some(voice) = self.voice.as_mut().filter(|voice| voice.held != held) {
            voice.held = held;
            effects.push(Effect::Hold(held));
            self.tell_line(effects);
        }
    }

    fn line_is(&mut self, line: Line, effects: &mut Vec<Effect>) {
        if let Some(voice) = &mut self.voice {
            voice.line = line;
            self.tell_line(effects);
        }
    }
}
