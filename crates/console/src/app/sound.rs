//! How the one call sounds, from both ends of it.

use alongside_core::voice::{EVERY, LineNow, Reading, Watch};
use alongside_protocol::message::{CallQuality, FromAgent};

use super::{Effect, Line, State};

/// What is known of the sound of the one call.
#[derive(Debug, Clone, Default)]
pub(super) struct Hearing {
    watch: Option<Watch>,
    /// When to look next.
    due: Option<u64>,
    /// How the customer hears the agent, as their page tells it.
    theirs: Option<CallQuality>,
}

/// How a call sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sounds {
    /// How the agent hears the customer.
    pub ours: CallQuality,
    /// How the customer hears the agent; absent until their page has said so.
    pub theirs: Option<CallQuality>,
    /// Whether nothing of the agent's arrives there although the microphone is open.
    pub unheard: bool,
}

impl State {
    /// How an engagement's call sounds, while its line is up.
    #[must_use]
    pub fn sounds(&self, engagement: u64) -> Option<Sounds> {
        let voice = self.voice.as_ref().filter(|voice| voice.engagement == engagement)?;
        let watch = self.hearing.watch.as_ref().filter(|watch| watch.call() == voice.call)?;
        let theirs = self.hearing.theirs.filter(|told| told.call == voice.call);
        let says_so = theirs.is_some_and(|told| told.hears_nothing);
        let unheard = (says_so || watch.is_unheard()) && !voice.is_quiet();
        (voice.line == Line::Connected).then(|| Sounds { ours: watch.quality(), theirs, unheard })
    }

    /// Whether it is time to look at the line.
    #[must_use]
    pub fn reads_line(&self, now: u64) -> bool {
        let up = self.voice.as_ref().is_some_and(|voice| voice.line == Line::Connected);
        (up || self.hearing.watch.is_some()) && self.hearing.due.is_none_or(|due| now >= due)
    }

    pub(super) fn look_at_line(&mut self, now: u64, effects: &mut Vec<Effect>) {
        if self.reads_line(now)
            && let Some(voice) = &self.voice
        {
            self.hearing.due = Some(now + EVERY);
            effects.push(Effect::ReadLine(voice.call));
        }
    }

    pub(super) fn line_read(&mut self, now: u64, call: u32, reading: Reading, effects: &mut Vec<Effect>) {
        let Some(voice) = self.voice.as_ref().filter(|voice| voice.call == call) else {
            return;
        };
        let engagement = voice.engagement;
        let room = self.room(engagement);
        let customer = room.and_then(|room| room.customer_line);
        let online = room.and_then(|room| room.visit.as_ref()).is_none_or(|visit| visit.online);
        let line = LineNow {
            connected: voice.line == Line::Connected,
            muted: voice.is_quiet(),
            other_muted: !online || customer.is_none_or(|line| line.muted || !line.connected),
        };
        if self.hearing.watch.as_ref().is_some_and(|watch| watch.call() != call) {
            self.last_word(effects);
        }
        let watch = self.hearing.watch.get_or_insert_with(|| Watch::new(call, now));
        if let Some(quality) = watch.read(now, reading, line) {
            self.send(FromAgent::Quality((engagement, quality)), effects);
        }
    }

    pub(super) fn customer_hears(&mut self, engagement: u64, quality: CallQuality) {
        if self.voice.as_ref().is_some_and(|voice| voice.engagement == engagement) {
            self.hearing.theirs = Some(quality);
        }
    }

    /// Tells what a call came to; the next one is heard afresh.
    pub(super) fn last_word(&mut self, effects: &mut Vec<Effect>) {
        let hearing = std::mem::take(&mut self.hearing);
        let quality = hearing.watch.and_then(|mut watch| watch.last_word());
        if let (Some(quality), Some(voice)) = (quality, &self.voice) {
            self.send(FromAgent::Quality((voice.engagement, quality)), effects);
        }
        // What was told of the next one may have come before it was looked at.
        self.hearing.theirs = hearing.theirs;
    }
}
