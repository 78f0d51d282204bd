//! Recordings that are over. They are in this window only, and the agent alone decides what
//! becomes of each: it stays until it is discarded or the agent logs out.

use super::{Effect, RecordEffect, State};

/// A recording that is over and not discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub id: u32,
    /// The engagement it is of.
    pub engagement: u64,
    /// Whom it is of, as the agent knew them.
    pub who: String,
    /// When it began, in milliseconds since the Unix epoch by the relay's clock.
    pub began: u64,
    /// Whether the browser has handed over all of it; its last part comes late.
    pub whole: bool,
    /// The file that the browser was last given it as. Whether the file was written in the
    /// end no page is told: so it can be saved again.
    pub file: Option<String>,
}

impl State {
    /// A recording that is over and still here.
    #[must_use]
    pub fn kept_recording(&self, id: u32) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.id == id)
    }

    /// Those of an engagement, by number, oldest first.
    #[must_use]
    pub fn kept_recordings(&self, engagement: u64) -> Vec<u32> {
        self.kept.iter().filter(|kept| kept.engagement == engagement).map(|kept| kept.id).collect()
    }

    /// Those whose engagement is no longer on screen, by number, oldest first.
    #[must_use]
    pub fn recordings_without_room(&self) -> Vec<u32> {
        self.kept.iter().filter(|kept| self.room(kept.engagement).is_none()).map(|kept| kept.id).collect()
    }

    /// One of an engagement's is over, and the browser is about to hand it over.
    pub(super) fn keep_recording(&mut self, id: u32, engagement: u64, began: u64) {
        let room = self.room(engagement);
        let visit = room.and_then(|room| room.visit.as_ref()).map(crate::words::who);
        let who = visit
            .or_else(|| Some(crate::words::visitor(&room?.engagement.visit)))
            .unwrap_or_else(|| format!("Conversation {engagement}"));
        self.kept.push(Kept { id, engagement, who, began, whole: false, file: None });
    }

    /// The browser has all of a recording, or has recorded nothing.
    pub(super) fn recording_is_whole(&mut self, id: u32, is_something: bool, effects: &mut Vec<Effect>) {
        let Some(kept) = self.kept.iter_mut().find(|kept| kept.id == id) else {
            // It was discarded, or the agent is gone, while its last part was on its way.
            return effects.push(Effect::Record(RecordEffect::Discard(id)));
        };
        kept.whole = is_something;
        if !is_something {
            self.kept.retain(|kept| kept.id != id);
            self.notice = crate::words::RECORDING_EMPTY.into();
        }
    }

    pub(super) fn save_recording(&mut self, id: u32, effects: &mut Vec<Effect>) {
        if let Some(kept) = self.kept.iter().find(|kept| kept.id == id && kept.whole) {
            effects.push(Effect::Record(RecordEffect::Save(id, kept.engagement, kept.began)));
        }
    }

    /// The browser was given a recording as a file of this name, or has not taken it.
    pub(super) fn recording_is_saved(&mut self, id: u32, file: Option<String>) {
        if file.is_none() {
            self.notice = crate::words::RECORDING_NOT_SAVED.into();
        } else if let Some(kept) = self.kept.iter_mut().find(|kept| kept.id == id) {
            kept.file = file;
        }
    }

    pub(super) fn discard_recording(&mut self, id: u32, effects: &mut Vec<Effect>) {
        self.kept.retain(|kept| kept.id != id);
        effects.push(Effect::Record(RecordEffect::Discard(id)));
    }

    /// Whether one of an engagement's was never saved.
    pub(super) fn has_unsaved_of(&self, engagement: u64) -> bool {
        self.kept.iter().any(|kept| kept.engagement == engagement && kept.file.is_none())
    }

    /// Whether a recording is here that would be lost with this page.
    #[must_use]
    pub fn has_unsaved_recording(&self) -> bool {
        self.is_recording() || self.kept.iter().any(|kept| kept.file.is_none())
    }
}
