use alongside_protocol::message::{Availability, EndedBy, ToCustomer};
use bytes::Bytes;

use super::{Hub, Turn, alarm::Alarm, io::Millis, pace::Pace, stage::Stage, tell::CALM};
use crate::{config::Site, hours::Week};

/// What customers of one site were told of its agents and queue.
#[derive(Debug, Default)]
pub(super) struct Desk {
    told: Option<Availability>,
    told_at: Millis,
    /// Since when no agent takes customers.
    deserted_since: Option<Millis>,
    /// When the site's people are there, where it says so.
    pub(super) week: Option<Week>,
    pub(super) pace: Pace,
}

impl Desk {
    pub(super) fn of(site: &Site) -> Self {
        // Hours with a mistake were refused with the configuration.
        Self { week: site.hours.as_ref().and_then(|hours| hours.week().ok()), ..Self::default() }
    }
}

impl Hub {
    /// Brings queue positions, availability and the agents' lists up to date.
    pub(super) fn settle(&mut self, turn: &mut Turn<'_>) {
        let unsettled = std::mem::take(&mut self.unsettled);
        for &site in &unsettled {
            self.watch_agents(turn, site);
            self.tell_positions(turn, site);
            self.tell_availability(turn, site);
        }
        if !unsettled.is_empty() {
            self.pair_up(turn);
            self.tell_colleagues(turn);
        }
        self.tell_news(turn);
    }

    /// Engagements in the queue of a site, first come first. What is left for later, and who
    /// is on the telephone, waits beside it.
    pub(super) fn queue(&self, site: usize) -> Vec<u64> {
        self.engagements
            .values()
            .filter(|engagement| engagement.site == site && engagement.stage == Stage::Waiting)
            .filter(|engagement| engagement.channel.has_queue())
            .map(|engagement| engagement.id)
            .collect()
    }

    /// Whether anyone takes customers of the site, be it with a queue.
    pub(super) fn anyone_takes(&self, site: usize) -> bool {
        self.agents.values().any(|agent| agent.takes(site))
    }

    fn watch_agents(&mut self, turn: &mut Turn<'_>, site: usize) {
        let anyone = self.anyone_takes(site);
        let desk = &mut self.desks[site];
        if anyone {
            desk.deserted_since = None;
        } else if desk.deserted_since.is_none() {
            desk.deserted_since = Some(turn.now);
            self.alarms.insert((turn.now + self.rules.lost_after, Alarm::Deserted(site)));
        }
    }

    pub(super) fn check_deserted(&mut self, turn: &mut Turn<'_>, site: usize) {
        let lost_after = self.rules.lost_after;
        let deserted =
            self.desks[site].deserted_since.is_some_and(|since| turn.now.saturating_sub(since) >= lost_after);
        if deserted {
            for engagement in self.queue(site) {
                self.end(turn, engagement, EndedBy::NoAgent);
            }
        }
    }

    fn tell_positions(&mut self, turn: &mut Turn<'_>, site: usize) {
        for (position, id) in (1..).zip(self.queue(site)) {
            if let Some(engagement) = self.engagements.get_mut(&id)
                && engagement.position != Some(position)
            {
                engagement.position = Some(position);
                self.tell_engagement(turn, id);
            }
        }
    }

    fn tell_availability(&mut self, turn: &mut Turn<'_>, site: usize) {
        let availability = self.availability(site, turn.now);
        let desk = &mut self.desks[site];
        if desk.told == Some(availability) {
            return;
        }
        let due = desk.told_at + CALM;
        if turn.now < due {
            self.alarms.insert((due, Alarm::Availability(site)));
            return;
        }
        desk.told = Some(availability);
        desk.told_at = turn.now;
        let frame = Bytes::from(ToCustomer::Availability(availability).encode(0));
        for visit in self.visits.values().filter(|visit| visit.site == site) {
            if let Some(socket) = visit.socket {
                turn.send(socket, frame.clone());
            }
        }
    }

    pub(super) fn availability(&self, site: usize, now: Millis) -> Availability {
        let loads = self.loads();
        let free = self.agents.iter().filter(|(name, agent)| {
            let load = loads.get(name.as_str()).copied().unwrap_or_default();
            agent.takes(site) && load.has_room()
        });
        let taking = self.agents.values().filter(|agent| agent.takes(site)).count();
        Availability {
            agents: count(free.count()),
            waiting: count(self.queue(site).len()),
            door: self.door(site, now),
            pace: self.desks[site].pace.of(taking, now),
            callback: self.free_slots(site, now).first().copied(),
        }
    }
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
