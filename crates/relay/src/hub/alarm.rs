use alongside_protocol::message::{EndedBy, ToAgent, VisitGone};

use super::{
    Hub, Turn,
    io::{Millis, SocketId, VisitId},
};

/// What may be due. An alarm is a reminder to look, not an order: what it was
/// set for may no longer hold when it rings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alarm {
    /// Agents may be told the news of a visit.
    News(VisitId),
    /// A visit may have been offline for too long.
    Offline(VisitId),
    /// An agent may have been gone for too long.
    AgentGone(String),
    /// Customers of a site may be told of its agents and queue.
    Availability(usize),
    /// A site may have been without agents for too long.
    Deserted(usize),
    /// What a socket's servers for calls ask for may be about to end.
    Servers(SocketId),
    /// A site's people may come or go.
    Hours(usize),
    /// An agent who has handed an engagement over may have stayed for long enough.
    Moving(u64),
    /// The first time to be called back at may be over.
    Slots(usize),
    /// The code of an engagement may have lasted for its time.
    PhoneCode(u64),
}

impl Hub {
    pub(super) fn ring(&mut self, turn: &mut Turn<'_>) {
        while let Some((at, alarm)) = self.alarms.pop_first() {
            if at > turn.now {
                self.alarms.insert((at, alarm));
                break;
            }
            match alarm {
                Alarm::News(visit) => {
                    self.touched.insert(visit);
                }
                Alarm::Offline(visit) => self.check_offline(turn, &visit),
                Alarm::AgentGone(name) => self.check_agent_gone(turn, &name),
                Alarm::Availability(site) => {
                    self.unsettled.insert(site);
                }
                Alarm::Deserted(site) => self.check_deserted(turn, site),
                Alarm::Servers(socket) => self.renew_servers(turn, socket),
                Alarm::Hours(site) => self.hours_change(turn, site),
                Alarm::PhoneCode(id) => self.check_code(turn, id),
                Alarm::Moving(id) => self.check_moving(turn, id),
                Alarm::Slots(site) => self.slots_change(turn, site),
            }
        }
    }

    pub(super) fn set_offline_alarms(&mut self, visit: &VisitId, now: Millis) {
        let Some(state) = self.visits.get_mut(visit) else { return };
        let before = state.alarms_since.replace(now);
        // Who comes and goes all the time has one pair of alarms like anybody else.
        self.drop_offline_alarms(visit, before);
        for after in [self.rules.lost_after, self.rules.visit_after] {
            self.alarms.insert((now + after, Alarm::Offline(visit.clone())));
        }
    }

    fn drop_offline_alarms(&mut self, visit: &VisitId, since: Option<Millis>) {
        for after in [self.rules.lost_after, self.rules.visit_after] {
            if let Some(since) = since {
                self.alarms.remove(&(since + after, Alarm::Offline(visit.clone())));
            }
        }
    }

    /// Before another visit begins: the one whose page is gone longest makes room,
    /// those that wait for nobody first.
    pub(super) fn make_room(&mut self, turn: &mut Turn<'_>) {
        if self.visits.len() < self.rules.most_visits {
            return;
        }
        let gone = self.visits.iter().filter(|(_, visit)| visit.socket.is_none());
        let longest = gone.min_by_key(|(id, visit)| (self.running(id).is_some(), visit.offline_since));
        let Some(id) = longest.map(|(id, _)| id.clone()) else { return };
        if let Some(running) = self.running(&id) {
            self.end(turn, running, EndedBy::Lost);
        }
        self.forget_visit(turn, &id);
    }

    fn check_offline(&mut self, turn: &mut Turn<'_>, id: &VisitId) {
        let Some(visit) = self.visits.get(id).filter(|v| v.socket.is_none()) else {
            return;
        };
        let gone_for = turn.now.saturating_sub(visit.offline_since);
        if gone_for >= self.rules.lost_after
            && let Some(running) = self.running(id)
            // Who leaves a message, or is called back, need not stay for it; and the browser of
            // a telephone may rest while that is used.
            && self.engagements.get(&running).is_some_and(|running| !running.channel.outlives_page())
        {
            self.end(turn, running, EndedBy::Lost);
        }
        if gone_for >= self.rules.visit_after && self.running(id).is_none() {
            self.forget_visit(turn, id);
        }
    }

    fn forget_visit(&mut self, turn: &mut Turn<'_>, id: &VisitId) {
        let Some(visit) = self.visits.remove(id) else {
            return;
        };
        if let Some(engagement) = visit.engagement {
            self.engagements.remove(&engagement);
        }
        self.touched.remove(id);
        self.drop_offline_alarms(id, visit.alarms_since);
        let gone = ToAgent::VisitGone(VisitGone { visit: id.to_string() });
        self.tell_site(turn, visit.site, &gone);
    }

    fn check_agent_gone(&mut self, turn: &mut Turn<'_>, name: &str) {
        let Some(agent) = self.agents.get(name) else {
            return;
        };
        let gone_for = turn.now.saturating_sub(agent.offline_since);
        if agent.socket.is_some() || gone_for < self.rules.lost_after {
            return;
        }
        for engagement in self.engagements_of(name) {
            if self.callback_at(engagement).is_some() {
                // Somebody else calls.
                self.back_to_list(turn, engagement);
            } else {
                self.end(turn, engagement, EndedBy::Lost);
            }
        }
        self.agents.remove(name);
    }
}
