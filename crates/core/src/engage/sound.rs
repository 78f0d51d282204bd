//! How the call sounds: when to look, what to tell the agent, and what the customer
//! should know of it.

use alongside_protocol::message::{CallQuality, FromCustomer, Grade};

use super::{Ask, Engage};
use crate::{
    Millis,
    voice::{EVERY, LineNow, Reading, Watch},
    words::Word,
};

/// The shortest time between two announcements of how the line is, in milliseconds.
const QUIET: Millis = 30_000;

/// What is known of the sound of the one call.
#[derive(Debug, Default)]
pub(super) struct Hearing {
    watch: Option<Watch>,
    /// When to look next.
    due: Option<Millis>,
    /// How the agent hears us, as the agent tells it.
    theirs: Option<CallQuality>,
    /// What was announced last, while it holds.
    announced: Option<Word>,
    /// Nothing is announced before.
    quiet_until: Millis,
}

impl Engage {
    /// When [`Engage::tick`] has something to do.
    #[must_use]
    pub(super) fn reading_due(&self) -> Option<Millis> {
        if self.call.peer { self.call.hearing.due } else { None }
    }

    /// Time has passed.
    pub(super) fn look_at_line(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let hearing = &mut self.call.hearing;
        if !self.call.peer || !self.call.connected && hearing.watch.is_none() {
            hearing.due = None;
            return;
        }
        if hearing.due.is_some_and(|due| now >= due) {
            out.push(Ask::ReadLine { call: self.call.number });
        }
        if hearing.due.is_none_or(|due| now >= due) {
            hearing.due = Some(now + EVERY);
        }
    }

    /// What the browser counts on the line of a call.
    pub fn line_read(&mut self, now: Millis, call: u32, reading: Reading, out: &mut Vec<Ask>) {
        if self.is_next(call) {
            return self.next_read(reading.heard.packets, out);
        }
        if call != self.call.number || !self.call.peer {
            return;
        }
        let line = LineNow {
            connected: self.call.connected,
            muted: !self.speaks(),
            other_muted: self.agent_is_quiet(),
        };
        let hearing = &mut self.call.hearing;
        let watch = match &mut hearing.watch {
            Some(watch) if watch.call() == call => watch,
            other => {
                hearing.theirs = None;
                other.insert(Watch::new(call, now))
            }
        };
        if let Some(quality) = watch.read(now, reading, line) {
            out.push(Ask::Tell(FromCustomer::Quality(quality)));
        }
        self.announce_trouble(now, out);
    }

    /// How the agent hears us.
    pub fn agent_hears(&mut self, quality: CallQuality) {
        if quality.call == self.call.number {
            self.call.hearing.theirs = Some(quality);
        }
    }

    /// Tells what the call came to, before it is over.
    pub(super) fn last_word(&mut self, out: &mut Vec<Ask>) {
        if let Some(quality) = self.call.hearing.watch.as_mut().and_then(Watch::last_word) {
            out.push(Ask::Tell(FromCustomer::Quality(quality)));
        }
    }

    /// What is wrong with the sound and the customer can act on; empty when nothing is.
    pub(super) fn trouble(&self) -> String {
        let agent = self.agent().unwrap_or_default();
        self.trouble_word().map(|word| self.language.say_with(word, &[agent])).unwrap_or_default()
    }

    /// Whether that is that nothing comes from the microphone.
    pub(super) fn microphone_is_silent(&self) -> bool {
        self.trouble_word() == Some(Word::NothingFromMicrophone)
    }

    fn trouble_word(&self) -> Option<Word> {
        let voice = self.current().is_some_and(|engagement| engagement.channel.is_call());
        if !voice || !self.call.peer || !self.call.connected {
            return None;
        }
        let watch = self.call.hearing.watch.as_ref()?;
        let (ours, theirs) = (watch.quality(), self.call.hearing.theirs);
        let poor = |quality: CallQuality| quality.lately.is_some_and(|sound| sound.grade == Grade::Poor);
        if ours.gives_nothing {
            Some(Word::NothingFromMicrophone)
        } else if self.speaks() && (watch.is_unheard() || theirs.is_some_and(|told| told.hears_nothing)) {
            Some(Word::Unheard)
        } else if ours.hears_nothing {
            Some(Word::HearsNothing)
        } else if poor(ours) || theirs.is_some_and(poor) {
            Some(Word::PoorLine)
        } else {
            None
        }
    }

    fn announce_trouble(&mut self, now: Millis, out: &mut Vec<Ask>) {
        let word = self.trouble_word();
        let hearing = &mut self.call.hearing;
        if word.is_none() {
            hearing.announced = None;
        } else if word != hearing.announced && now >= hearing.quiet_until {
            hearing.announced = word;
            hearing.quiet_until = now + QUIET;
            out.push(Ask::Announce(self.trouble()));
        }
    }
}
