//! Lines that are prepared while customers wait: the next customers of the queue who
//! want to talk, each with an agent who is free. Between the two only the steps of setting
//! up a call pass; everything else of the engagement is as closed to the agent as before.

use std::collections::{BTreeMap, BTreeSet};

use alongside_protocol::message::{Rtc, ToAgent, ToCustomer};
use tracing::debug;

use super::{Hub, Turn, agent::Load, engage::unknown, io::VisitId, stage::Stage};

/// The agent's name at each waiting engagement whose line is prepared. Both sockets have
/// been there since: who comes back is paired anew.
pub(super) type Warm = BTreeMap<u64, String>;

impl Hub {
    /// Brings the pairs up to date with the queue and with who is free.
    pub(super) fn pair_up(&mut self, turn: &mut Turn<'_>) {
        let wanted = self.pairs();
        let over: Vec<(u64, String)> = self
            .warm
            .iter()
            .filter(|(id, agent)| wanted.get(id) != Some(agent))
            .map(|(id, agent)| (*id, agent.clone()))
            .collect();
        for (id, agent) in over {
            self.part(turn, id, &agent);
        }
        for (id, agent) in wanted {
            if self.warm.contains_key(&id) {
                continue;
            }
            let Some(visit) = self.engagements.get(&id).map(|engagement| engagement.visit.clone()) else {
                continue;
            };
            self.tell_agent(turn, &agent, &ToAgent::Warm(Some(id)));
            self.tell_customer(turn, &visit, &ToCustomer::Warm(true));
            self.warm.insert(id, agent);
        }
    }

    /// Who should be paired: first come, first served, by whoever is free the longest. A
    /// pair that can stay stays.
    fn pairs(&self) -> Warm {
        let loads = self.loads();
        let load = |name: &str| loads.get(name).copied().unwrap_or_default();
        let is_free = |name: &str, site: usize| {
            load(name).has_room() && self.agents.get(name).is_some_and(|agent| agent.takes(site))
        };
        let mut taken = BTreeSet::new();
        let mut pairs = Warm::new();
        let waits = self.engagements.values().filter(|engagement| {
            let online = self.visits.get(&engagement.visit).is_some_and(|visit| visit.socket.is_some());
            engagement.stage == Stage::Waiting && engagement.channel.is_call() && online
        });
        for engagement in waits {
            let present = self.warm.get(&engagement.id);
            let found = match present.filter(|name| is_free(name, engagement.site) && !taken.contains(*name))
            {
                Some(name) => Some(name),
                None => self
                    .agents
                    .iter()
                    .filter(|(name, _)| is_free(name, engagement.site) && !taken.contains(*name))
                    // Nobody is taken from a pair while somebody else is free.
                    .min_by_key(|(name, agent)| {
                        let paired = self.warm.values().any(|other| other == *name);
                        (paired, load(name).chats, agent.idle_since)
                    })
                    .map(|(name, _)| name),
            };
            if let Some(name) = found {
                taken.insert(name.clone());
                pairs.insert(engagement.id, name.clone());
            }
        }
        pairs
    }

    /// The prepared line of an engagement leads nowhere any more.
    fn part(&mut self, turn: &mut Turn<'_>, id: u64, agent: &str) {
        self.warm.remove(&id);
        self.tell_agent(turn, agent, &ToAgent::Warm(None));
        let Some(engagement) = self.engagements.get(&id).filter(|one| one.stage.is_running()) else {
            return;
        };
        let visit = engagement.visit.clone();
        self.tell_customer(turn, &visit, &ToCustomer::Warm(false));
    }

    /// An agent answers: with the line prepared for the two, or without it. It comes
    /// before the customer hears of the answer.
    pub(super) fn answered(&mut self, turn: &mut Turn<'_>, id: u64, by: &str) {
        match self.warm.get(&id).cloned() {
            Some(agent) if agent == by => {
                self.warm.remove(&id);
            }
            Some(agent) => self.part(turn, id, &agent),
            None => {}
        }
    }

    /// A connection of the customer's or the agent's is another one: what was prepared
    /// over the old one is prepared anew.
    pub(super) fn customer_reconnects(&mut self, turn: &mut Turn<'_>, visit: &VisitId) {
        if let Some(id) = self.running(visit)
            && let Some(agent) = self.warm.get(&id).cloned()
        {
            self.part(turn, id, &agent);
        }
    }

    pub(super) fn agent_reconnects(&mut self, turn: &mut Turn<'_>, name: &str) {
        let of = self.warm.iter().filter(|(_, agent)| *agent == name).map(|(id, _)| *id);
        for id in of.collect::<Vec<_>>() {
            self.part(turn, id, name);
        }
    }

    /// A customer's step of setting up a call: to the agent they are with, or to the one
    /// a line is prepared with.
    pub(super) fn customer_rtc(&mut self, turn: &mut Turn<'_>, visit: &VisitId, rtc: Rtc) {
        let id = self.running(visit);
        if let Some(engagement) = id.and_then(|id| self.engagements.get_mut(&id)) {
            engagement.call = engagement.call.max(rtc.call);
        }
        let other = id.and_then(|id| {
            let warm = self.warm.get(&id).map(String::as_str);
            Some((id, warm.or_else(|| self.old_line(id, &rtc))?))
        });
        match other {
            Some((id, agent)) => self.tell_agent(turn, agent, &ToAgent::Rtc((id, rtc))),
            None => self.forward(turn, visit, |engagement| ToAgent::Rtc((engagement, rtc))),
        }
    }

    /// An agent's step of setting up a call. What was under way while somebody else was
    /// chosen, or answered, is no fault of the agent's.
    pub(super) fn agent_rtc(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        rtc: Rtc,
    ) -> Result<(), String> {
        let Some(engagement) = self.engagements.get(&id) else {
            return Err(unknown(id));
        };
        let prepares = self.warm.get(&id).is_some_and(|warm| warm == name);
        let leaves = self.old_line(id, &rtc) == Some(name);
        if prepares || leaves || engagement.stage.agent() == Some(name) {
            let visit = engagement.visit.clone();
            self.tell_customer(turn, &visit, &ToCustomer::Rtc(rtc));
        } else if self.agents.get(name).is_some_and(|agent| agent.sites.contains(&engagement.site)) {
            debug!(engagement = id, "dropped: a step of a line that is nobody's any more");
        } else {
            return Err(unknown(id));
        }
        Ok(())
    }

    /// What each agent is busy with.
    pub(super) fn loads(&self) -> BTreeMap<&str, Load> {
        let mut loads: BTreeMap<&str, Load> = BTreeMap::new();
        for engagement in self.engagements.values() {
            if let Some(agent) = engagement.stage.agent() {
                loads.entry(agent).or_default().add(engagement.channel);
            }
        }
        loads
    }
}
