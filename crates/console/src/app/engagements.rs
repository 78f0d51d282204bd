//! Who is on the sites, and the agent's engagements with them.

use alongside_protocol::message::{Engagement, Stage, VisitView};

use super::{Room, SightInput, State};

/// How long rooms wait, after a reconnect, for the relay to name them again.
const STALE: u64 = 6_000;

impl State {
    pub(super) fn look_at(&mut self, engagement: Option<u64>) {
        self.open = engagement.filter(|&engagement| self.room(engagement).is_some());
        if let Some(room) = self.open.and_then(|open| self.room_mut(open)) {
            room.unread = 0;
        }
    }

    /// An engagement that is over leaves the screen; its recordings stay to be found.
    pub(super) fn put_away(&mut self, engagement: u64) {
        if self.has_unsaved_of(engagement) {
            self.notice = crate::words::RECORDING_UNSAVED.into();
            return;
        }
        self.rooms.retain(|room| room.is_shown() || room.engagement.id != engagement);
        self.open = self.open.filter(|&open| self.room(open).is_some());
    }

    pub(super) fn visit(&mut self, now: u64, view: VisitView) {
        let waited = |known: Option<&VisitView>| known.is_some_and(|known| known.waiting.is_some());
        if view.waiting.is_some() && !waited(self.visits.get(&view.visit)) {
            self.announcement = crate::words::waits(&view);
        }
        for room in &mut self.rooms {
            if room.engagement.visit == view.visit {
                let online = if view.online { SightInput::CustomerBack } else { SightInput::CustomerGone };
                if room.visit.as_ref().is_none_or(|known| known.online != view.online) {
                    room.sight.handle(now, online);
                }
                room.visit = Some(view.clone());
            }
        }
        self.visits.insert(view.visit.clone(), view);
    }

    pub(super) fn engagement(&mut self, now: u64, mut engagement: Engagement) {
        if matches!(engagement.stage, Stage::Waiting { .. }) {
            return;
        }
        let id = engagement.id;
        let goes_on = matches!(engagement.stage, Stage::Active { .. });
        self.complete(id, &mut engagement.lines, goes_on);
        if self.accepting == Some(id) {
            self.accepting = None;
            self.open = Some(id);
        }
        if let Some(room) = self.room_mut(id) {
            let was_active = room.is_active();
            room.engagement = engagement;
            room.reads_along = false;
            room.fresh = true;
            if room.is_active() && !was_active {
                // It was handed over and comes back: all of it is told again.
                *room = Room::new(room.engagement.clone(), room.visit.clone());
            }
            if !room.is_active() {
                room.callback = None;
            }
            if was_active && !room.is_active() {
                room.pointing = None;
                self.announcement = "The engagement has ended.".into();
            }
            return;
        }
        let visit = self.visits.get(&engagement.visit).cloned();
        let mut room = Room::new(engagement, visit);
        if room.visit.as_ref().is_some_and(|visit| !visit.online) {
            room.sight.handle(now, SightInput::CustomerGone);
        }
        if !room.is_active() {
            return;
        }
        self.rooms.push(room);
        // After a reload the agent goes on where they were.
        self.open = self.open.or(Some(id));
    }

    pub(super) fn drop_stale(&mut self, now: u64) {
        if !self.link.is_up() || now < self.welcomed.saturating_add(STALE) {
            return;
        }
        for room in &mut self.rooms {
            if !room.fresh {
                room.lose();
            }
        }
    }

    pub(super) fn room_mut(&mut self, engagement: u64) -> Option<&mut Room> {
        self.rooms.iter_mut().find(|room| room.engagement.id == engagement)
    }
}
