//! Whether a site takes somebody new, and why not.

use alongside_protocol::message::{Channel, Door, EndedBy};

use super::{Hub, Turn, alarm::Alarm, io::Millis};
use crate::hours::Opening;

impl Hub {
    /// How the site's door is for who comes now.
    pub(super) fn door(&self, site: usize, now: Millis) -> Door {
        let week = self.desks[site].week.as_ref();
        if let Some(Opening::Closed(opens)) = week.map(|week| week.at(now)) {
            return Door::Closed { opens };
        }
        if !self.anyone_takes(site) {
            return Door::Empty;
        }
        let most = self.rules.sites[site].max_waiting;
        if most.is_some_and(|most| self.queue(site).len() >= most as usize) { Door::Full } else { Door::Open }
    }

    /// What becomes of a new engagement; a message needs nobody to be there, and who is at
    /// the telephone is not for us to know.
    pub(super) fn why_not(&self, site: usize, channel: Channel, now: Millis) -> Option<EndedBy> {
        match self.door(site, now) {
            _ if !channel.has_queue() => None,
            Door::Open => None,
            Door::Empty => Some(EndedBy::NoAgent),
            Door::Full => Some(EndedBy::Full),
            Door::Closed { .. } => Some(EndedBy::Closed),
        }
    }

    /// Looks at the hours again when they change.
    pub(super) fn watch_hours(&mut self, site: usize, now: Millis) {
        if let Some(week) = &self.desks[site].week {
            let (Opening::Open(until) | Opening::Closed(until)) = week.at(now);
            self.alarms.insert((until, Alarm::Hours(site)));
        }
    }

    pub(super) fn hours_change(&mut self, turn: &mut Turn<'_>, site: usize) {
        self.unsettled.insert(site);
        self.watch_hours(site, turn.now);
    }
}
