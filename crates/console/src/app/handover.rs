//! Handing an engagement over to a colleague, from both sides.

use alongside_protocol::message::{AskHandOver, Colleague, FromAgent, HandOver, HandOverStage};

use super::{Effect, State};

impl State {
    /// The colleagues who serve an engagement's site, by its name; all, when it is not known.
    #[must_use]
    pub fn colleagues_for(&self, engagement: u64) -> Vec<Colleague> {
        let visit = self.room(engagement).and_then(|room| room.visit.as_ref());
        let serves = |colleague: &&Colleague| visit.is_none_or(|visit| colleague.sites.contains(&visit.site));
        self.colleagues.iter().filter(serves).cloned().collect()
    }

    /// The hand-over of an engagement, while something may come of it.
    #[must_use]
    pub fn handover(&self, engagement: u64) -> Option<&HandOver> {
        self.handovers.get(&engagement)
    }

    /// Engagements that colleagues offer.
    #[must_use]
    pub fn offers(&self) -> Vec<HandOver> {
        let offered = |one: &&HandOver| one.yours && one.stage == HandOverStage::Offered;
        self.handovers.values().filter(offered).cloned().collect()
    }

    pub(super) fn hand_over(&mut self, ask: AskHandOver, effects: &mut Vec<Effect>) {
        let note = ask.note.trim().to_owned();
        self.send(FromAgent::AskHandOver(AskHandOver { note, ..ask }), effects);
    }

    pub(super) fn answer_offer(&mut self, engagement: u64, accepts: bool, effects: &mut Vec<Effect>) {
        let yours = self.handover(engagement).is_some_and(|one| one.yours);
        if self.send(FromAgent::AnswerHandOver((engagement, accepts)), effects) && accepts && yours {
            self.accepting = Some(engagement);
        }
    }

    /// The relay's word on a hand-over.
    pub(super) fn handed(&mut self, told: HandOver) {
        let new = !self.handovers.contains_key(&told.engagement);
        if told.yours && new && told.stage == HandOverStage::Offered {
            self.announcement = crate::words::offered(&told);
        }
        if let Some(news) = crate::words::handed(&told) {
            if told.stage == HandOverStage::Done {
                self.announcement = news;
            } else {
                self.notice = news;
            }
        }
        if told.stage.is_open() {
            self.handovers.insert(told.engagement, told);
        } else {
            self.handovers.remove(&told.engagement);
        }
    }
}
