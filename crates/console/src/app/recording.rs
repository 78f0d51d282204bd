//! Recording the one call. The agent's question is the agent's consent; it begins with the
//! customer's, and rests or ends with whatever takes that away.

use alongside_protocol::message::{
    CallFromAgent, CallState, FromAgent, HandOverStage, RecordingConsent, RecordingStage, RecordingState,
};

use super::{Effect, Line, State};

/// What the agent, or the browser, does about recordings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordingInput {
    /// The agent would like to record the call of this engagement.
    Ask(u64),
    /// The agent takes the question back, or ends the recording.
    Stop,
    /// The agent keeps a recording that is over as a file.
    Save(u32),
    /// The agent wants it no more.
    Discard(u32),
    /// The browser has handed over all of a recording that is over.
    Whole {
        /// Its number.
        id: u32,
        /// Whether anything was recorded.
        is_something: bool,
    },
    /// The browser was given a recording as a file of this name; absent where it takes none.
    Saved(u32, Option<String>),
    /// The browser does not record, or no longer.
    Failed {
        /// Whether there is something of it.
        kept: bool,
    },
}

/// What the shell does for a recording; each has a number of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordEffect {
    /// Begin to record both sides of the line.
    Begin(u32),
    /// Record nothing for a while (`true`), or again.
    Rest(bool),
    /// End it, and hold what came of it; [`RecordingInput::Whole`] tells when that is all.
    End,
    /// Give it to the agent as a file, named after this engagement and time (in
    /// milliseconds since the Unix epoch); [`RecordingInput::Saved`] answers.
    Save(u32, u64, u64),
    /// Let go of it.
    Discard(u32),
    /// Let go of all.
    DiscardAll,
}

/// How recording an engagement's call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// The agent can ask; `false` while the question would not arrive.
    Possible(bool),
    /// The customer has been asked.
    Asked,
    /// Both sides are recorded.
    Records,
    /// It rests, and goes on by itself.
    Rests(Rest),
}

/// Why a recording rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// The line is interrupted.
    Line,
    /// The customer is on hold.
    Hold,
    /// The customer is in a field that is sealed.
    Private,
    /// Neither the call's own line nor the relay would bring a customer's no.
    Unreachable,
}

/// What is known of recordings.
#[derive(Debug, Clone, Default)]
pub(super) struct Recording {
    asked: Option<Asked>,
    /// The call that states were told of last, and how many.
    told: (u32, u32),
    /// The last recording's number.
    last: u32,
}

impl Recording {
    /// Of the next agent in this window: no recording has the number of one before, whose
    /// last part may still be on its way.
    pub(super) fn of_another(&self) -> Self {
        Self { last: self.last, ..Self::default() }
    }
}

/// From the question to the end of what came of it.
#[derive(Debug, Clone, Copy)]
struct Asked {
    engagement: u64,
    call: u32,
    /// The number of the question.
    question: u64,
    consent: Option<RecordingConsent>,
    begun: Option<Begun>,
    /// What was told last.
    state: RecordingState,
}

/// A recording under way.
#[derive(Debug, Clone, Copy)]
struct Begun {
    id: u32,
    /// When, in milliseconds since the Unix epoch by the relay's clock.
    at: u64,
    rest: Option<Rest>,
}

impl State {
    /// How recording the call of an engagement is; none where there can be no recording.
    #[must_use]
    pub fn recorded(&self, engagement: u64) -> Option<Recorded> {
        self.room(engagement).filter(|room| room.may_record)?;
        self.voice.as_ref().filter(|voice| voice.engagement == engagement)?;
        let asked = self.recording.asked.as_ref().filter(|asked| asked.engagement == engagement);
        let Some(asked) = asked else { return Some(Recorded::Possible(self.can_ask(engagement))) };
        let allowed = asked.consent.is_some_and(|consent| consent.allows);
        // Allowed while on hold, it begins with the sound.
        let rest = asked.begun.map_or_else(|| self.why_rest().filter(|_| allowed), |begun| begun.rest);
        Some(match (asked.begun, rest) {
            (_, Some(rest)) => Recorded::Rests(rest),
            (Some(_), None) => Recorded::Records,
            (None, None) => Recorded::Asked,
        })
    }

    pub(super) fn on_recording(&mut self, input: RecordingInput, effects: &mut Vec<Effect>) {
        match input {
            RecordingInput::Ask(engagement) => self.ask_to_record(engagement, effects),
            RecordingInput::Stop => self.end_recording(effects),
            RecordingInput::Whole { id, is_something } => self.recording_is_whole(id, is_something, effects),
            RecordingInput::Save(id) => self.save_recording(id, effects),
            RecordingInput::Saved(id, file) => self.recording_is_saved(id, file),
            RecordingInput::Discard(id) => self.discard_recording(id, effects),
            RecordingInput::Failed { kept } => {
                if let Some(asked) = &mut self.recording.asked {
                    asked.begun = asked.begun.filter(|_| kept);
                    self.end_recording(effects);
                    self.notice = crate::words::RECORDING_FAILED.into();
                }
            }
        }
    }

    /// The site of an engagement allows recordings.
    pub(super) fn may_record(&mut self, engagement: u64) {
        if let Some(room) = self.room_mut(engagement) {
            room.may_record = true;
        }
    }

    /// The customer's answer. A yes counts only on the call's own line (`on_line`), where
    /// nobody in between can have made it; a no counts on every way.
    /// One that only the relay has brought is asked for there once more.
    pub(super) fn customer_consents(
        &mut self,
        engagement: u64,
        consent: RecordingConsent,
        on_line: bool,
        effects: &mut Vec<Effect>,
    ) {
        let Some(asked) = &mut self.recording.asked else { return };
        let of_this = asked.engagement == engagement
            // A customer who has missed the question, and sees a sign, names none.
            && (consent.question == asked.question || consent.question == 0 && !consent.allows);
        let is_news = asked.consent.is_none_or(|known| consent.number > known.number);
        if of_this && is_news {
            if on_line || !consent.allows {
                asked.consent = Some(consent);
            } else if asked.consent.is_none() {
                let question = asked.state;
                self.say_on_call(&CallFromAgent::Recording(question), effects);
            }
        }
    }

    /// Begins, rests and ends what the state of things asks for.
    pub(super) fn settle_recording(&mut self, now: u64, effects: &mut Vec<Effect>) {
        let Some(asked) = &self.recording.asked else { return };
        if !self.is_still_the_call(asked) {
            return self.end_recording(effects);
        }
        match asked.consent.map(|consent| consent.allows) {
            None => {}
            Some(false) => {
                let words = if asked.begun.is_some() {
                    crate::words::RECORDING_STOPPED
                } else {
                    crate::words::RECORDING_REFUSED
                };
                self.notice = words.into();
                self.end_recording(effects);
            }
            Some(true) => self.record(now, effects),
        }
    }

    fn record(&mut self, now: u64, effects: &mut Vec<Effect>) {
        let rest = self.why_rest();
        let at = self.relay_time(now);
        let Some(asked) = &mut self.recording.asked else { return };
        let stage = match (&mut asked.begun, rest) {
            // It begins with sound, and not with a pause.
            (None, Some(_)) => return,
            (None, None) => {
                self.recording.last += 1;
                let id = self.recording.last;
                asked.begun = Some(Begun { id, at, rest: None });
                effects.push(Effect::Record(RecordEffect::Begin(id)));
                RecordingStage::Records
            }
            (Some(begun), rest) if begun.rest == rest => return,
            (Some(begun), rest) => {
                let rested = begun.rest.is_some();
                begun.rest = rest;
                if rested == rest.is_some() {
                    return;
                }
                effects.push(Effect::Record(RecordEffect::Rest(rest.is_some())));
                if rest.is_some() { RecordingStage::Rests } else { RecordingStage::Records }
            }
        };
        self.tell_recording(stage, effects);
    }

    /// What is recorded ends, and a question is no longer asked.
    pub(super) fn end_recording(&mut self, effects: &mut Vec<Effect>) {
        let Some(asked) = &self.recording.asked else { return };
        if let Some(begun) = asked.begun {
            self.keep_recording(begun.id, asked.engagement, begun.at);
            effects.push(Effect::Record(RecordEffect::End));
        }
        self.tell_recording(RecordingStage::Off, effects);
        self.recording.asked = None;
    }

    /// What the relay has missed while it was away.
    pub(super) fn tell_recording_again(&mut self, effects: &mut Vec<Effect>) {
        if let Some((engagement, state)) =
            self.recording.asked.as_ref().map(|asked| (asked.engagement, asked.state))
        {
            self.send(FromAgent::Recording((engagement, state)), effects);
        }
    }

    /// Whether one has begun and is not over.
    pub(super) fn is_recording(&self) -> bool {
        self.recording.asked.as_ref().is_some_and(|asked| asked.begun.is_some())
    }

    fn ask_to_record(&mut self, engagement: u64, effects: &mut Vec<Effect>) {
        let Some(call) = self.voice.as_ref().map(|voice| voice.call) else { return };
        if self.recording.asked.is_some() || !self.can_ask(engagement) {
            return;
        }
        let state = RecordingState { number: 0, stage: RecordingStage::Asks };
        self.recording.asked =
            Some(Asked { engagement, call, question: 0, consent: None, begun: None, state });
        let question = self.tell_recording(RecordingStage::Asks, effects);
        if let Some(asked) = &mut self.recording.asked {
            asked.question = question;
        }
    }

    /// The question needs the relay, which knows what the site says with it; the answer
    /// needs the call's own line.
    fn can_ask(&self, engagement: u64) -> bool {
        let may = self.room(engagement).is_some_and(|room| room.may_record);
        may && self.link.is_up() && self.has_channel(engagement) && !self.is_handed_over(engagement)
    }

    fn is_still_the_call(&self, asked: &Asked) -> bool {
        let line = |voice: &super::Voice| voice.engagement == asked.engagement && voice.call == asked.call;
        self.voice.as_ref().is_some_and(line) && !self.is_handed_over(asked.engagement)
    }

    /// Whether a colleague has taken the engagement, be it that the sound is still here.
    fn is_handed_over(&self, engagement: u64) -> bool {
        self.handover(engagement).is_some_and(|one| !one.yours && one.stage == HandOverStage::Moving)
    }

    fn why_rest(&self) -> Option<Rest> {
        let voice = self.voice.as_ref()?;
        let room = self.room(voice.engagement)?;
        let by_relay = self.link.is_up() && room.visit.as_ref().is_none_or(|visit| visit.online);
        if voice.line != Line::Connected {
            Some(Rest::Line)
        } else if voice.held {
            Some(Rest::Hold)
        } else if room.customer_line.is_some_and(|line| line.private) {
            Some(Rest::Private)
        } else if !self.has_channel(voice.engagement) && !by_relay {
            Some(Rest::Unreachable)
        } else {
            None
        }
    }

    /// Tells it on every way there is; gives its number.
    fn tell_recording(&mut self, stage: RecordingStage, effects: &mut Vec<Effect>) -> u64 {
        let Some(asked) = &mut self.recording.asked else { return 0 };
        let told = &mut self.recording.told;
        *told = if told.0 == asked.call { (asked.call, told.1 + 1) } else { (asked.call, 1) };
        let state = RecordingState { number: CallState::numbered(told.0, told.1), stage };
        asked.state = state;
        let (engagement, call) = (asked.engagement, asked.call);
        self.send(FromAgent::Recording((engagement, state)), effects);
        // Another line by now is another call's.
        if self.voice.as_ref().is_some_and(|voice| voice.call == call) {
            self.say_on_call(&CallFromAgent::Recording(state), effects);
        }
        state.number
    }
}
