//! The customer's page as it comes: read, handed to the copy, and what is said of it.

use alongside_protocol::{
    message::FromAgent,
    page::{Ended, ModelError, Op},
};

use super::{Effect, SightInput, State};

impl State {
    /// Something happened to the view of an engagement's page.
    pub(super) fn sight(&mut self, now: u64, engagement: u64, input: SightInput) {
        let changed = self.room_mut(engagement).is_some_and(|room| {
            let before = room.sight;
            room.sight.handle(now, input);
            room.sight != before
        });
        self.revision += u64::from(changed);
    }

    pub(super) fn all_sights(&mut self, now: u64, input: SightInput) {
        for room in &mut self.rooms {
            room.sight.handle(now, input);
        }
    }

    pub(super) fn page(&mut self, now: u64, engagement: u64, bytes: &[u8], effects: &mut Vec<Effect>) {
        let Some(room) = self.room_mut(engagement) else { return };
        match room.decoder.read(bytes) {
            Ok(batch) => {
                room.asked_page &= batch.head.is_none();
                let said = batch.ops.iter().filter_map(|op| match op {
                    Op::Leaving => Some(SightInput::Leaving),
                    Op::Paused { paused } => Some(SightInput::Paused(*paused)),
                    Op::Ended { why } => Some(SightInput::Ended(*why)),
                    _ => None,
                });
                let said: Vec<SightInput> = said.collect();
                if batch.head.is_some() {
                    self.sight(now, engagement, SightInput::Begun);
                }
                if said.is_empty() {
                    self.sight(now, engagement, SightInput::Delay(batch.note.delay));
                    self.sight(now, engagement, SightInput::FrameApplied);
                }
                said.into_iter().for_each(|input| self.sight(now, engagement, input));
                self.pictures_came(engagement, &batch);
                effects.push(Effect::Page(engagement, Box::new(batch)));
            }
            Err(_) => self.ask_page(engagement, effects),
        }
    }

    /// The copy is not the page. Where only a check has failed, the parts that differ are
    /// told again; where the copy is broken, the whole page.
    pub(super) fn page_failed(
        &mut self,
        now: u64,
        engagement: u64,
        error: Option<ModelError>,
        effects: &mut Vec<Effect>,
    ) {
        match error {
            // From the start it would be as large.
            Some(ModelError::TooLarge { .. }) => {
                self.sight(now, engagement, SightInput::Ended(Ended::TooLarge));
            }
            Some(ModelError::Diverged) => effects.push(Effect::Compare(engagement)),
            Some(ModelError::Node { .. } | ModelError::Cycle { .. }) | None => {
                self.ask_page(engagement, effects);
            }
        }
    }

    /// Asks for the page from the start, once until it comes.
    pub(super) fn ask_page(&mut self, engagement: u64, effects: &mut Vec<Effect>) {
        let Some(room) = self.room_mut(engagement) else { return };
        if !std::mem::replace(&mut room.asked_page, true) {
            self.send(FromAgent::Snapshot(engagement), effects);
        }
    }
}
