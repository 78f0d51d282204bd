//! Handing an engagement over to a colleague, from both sides.

use alongside_protocol::message::{
    Aside, AskHandOver, Chat, Colleague, Engagement, FromAgent, HandOver, HandOverStage, Stage,
};

use super::{Effect, Room, State};

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
            self.asides.remove(&told.engagement);
        }
    }

    /// The agent writes to the other one of a hand-over.
    pub(super) fn write_aside(&mut self, engagement: u64, text: &str, effects: &mut Vec<Effect>) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.send(FromAgent::Aside((engagement, Chat { text })), effects);
        }
    }

    pub(super) fn decline(&mut self, engagement: u64, word: &str, effects: &mut Vec<Effect>) {
        let text = word.trim().to_owned();
        let no = if text.is_empty() {
            FromAgent::AnswerHandOver((engagement, false))
        } else {
            FromAgent::Decline((engagement, Chat { text }))
        };
        self.send(no, effects);
    }

    pub(super) fn aside_came(&mut self, engagement: u64, line: Aside) {
        if !line.yours {
            self.announcement = crate::words::aside(&line);
        }
        self.asides.entry(engagement).or_default().push(line);
    }

    /// The relay's word on an engagement of a colleague's that this agent reads along in.
    pub(super) fn reads_along(&mut self, engagement: Engagement) {
        let id = engagement.id;
        if !matches!(engagement.stage, Stage::Active { .. }) {
            return self.stop_reading(|room| room.engagement.id == id);
        }
        if let Some(room) = self.room_mut(id).filter(|room| room.reads_along) {
            room.engagement = engagement;
            return;
        }
        // One that this agent had before and that is over is told again from the start.
        self.rooms.retain(|room| room.engagement.id != id);
        let visit = self.visits.get(&engagement.visit).cloned();
        let room = Room { reads_along: true, ..Room::new(engagement, visit) };
        self.rooms.push(room);
        self.open = Some(id);
    }

    /// What is read along no more is not shown any more, either.
    pub(super) fn stop_reading(&mut self, which: impl Fn(&Room) -> bool) {
        self.rooms.retain(|room| !(room.reads_along && which(room)));
        self.open = self.open.filter(|&open| self.room(open).is_some());
    }
}
