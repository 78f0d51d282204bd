use alongside_protocol::{
    WIRE_VERSION,
    message::{Ack, AgentWelcome, FromAgent, IceServers, RefusalCode, ToAgent, ToCustomer},
};

use super::{
    Hub, Peer, Turn,
    agent::Agent,
    alarm::Alarm,
    io::{AgentHello, Closing, Counted, Millis, SocketId, VisitId},
};
use crate::secret::Hashed;

impl Hub {
    pub(super) fn agent_hello(&mut self, turn: &mut Turn<'_>, socket: SocketId, arrival: AgentHello) {
        if arrival.hello.version != WIRE_VERSION {
            let message = format!(
                "version {WIRE_VERSION} of the wire was expected, version {} was found",
                arrival.hello.version
            );
            return self.refuse_agent(turn, socket, RefusalCode::Version, message);
        }
        let name = arrival.name.clone();
        if let Some(older) = self.agents.get(&name).and_then(|agent| agent.socket) {
            let message = "the console was opened elsewhere, and goes on there".to_owned();
            turn.tell_console(older, &refusal(RefusalCode::Agent, message));
            turn.close(older, Closing::Replaced);
            self.sockets.remove(&older);
            self.recordings_out_of_sight(turn, &name);
        }
        self.sockets.insert(socket, Peer::Agent { name: name.clone(), received: 0 });
        let sites = self.sites_of(arrival.sites.as_deref());
        self.agent_reconnects(turn, &name);
        let available = self.agents.get(&name).is_some_and(|agent| agent.available);
        let idle_since = self.agents.get(&name).map_or(turn.now, |agent| agent.idle_since);
        self.unsettled.extend(&sites);
        self.agents.insert(
            name.clone(),
            Agent {
                display: arrival.display.clone(),
                sites,
                socket: Some(socket),
                session: arrival.session,
                available,
                offline_since: turn.now,
                idle_since,
                colleagues: None,
            },
        );
        let IceServers { servers: ice, lasts: ice_lasts } = self.servers(turn.now, socket);
        let welcome = AgentWelcome { name: arrival.display, ice, now: turn.now, ice_lasts };
        turn.tell_console(socket, &ToAgent::Welcome(welcome));
        self.tell_everything(turn, &name, socket);
    }

    fn sites_of(&self, keys: Option<&[String]>) -> Vec<usize> {
        let sites = self.rules.sites.iter().enumerate();
        sites
            .filter(|(_, site)| keys.is_none_or(|keys| keys.contains(&site.key)))
            .map(|(index, _)| index)
            .collect()
    }

    /// The agent's visits, then the agent's own engagements.
    fn tell_everything(&mut self, turn: &mut Turn<'_>, name: &str, socket: SocketId) {
        let Some(agent) = self.agents.get(name) else {
            return;
        };
        let visits: Vec<VisitId> = self
            .visits
            .iter()
            .filter(|(_, visit)| agent.sites.contains(&visit.site))
            .map(|(id, _)| id.clone())
            .collect();
        for view in visits.iter().filter_map(|id| self.visit_view(id)) {
            turn.tell_console(socket, &ToAgent::Visit(Box::new(view)));
        }
        for engagement in self.engagements_of(name) {
            self.brief(turn, name, engagement);
        }
        self.tell_handovers(turn, name);
    }

    /// All an agent needs to go on with an engagement.
    pub(super) fn brief(&mut self, turn: &mut Turn<'_>, name: &str, id: u64) {
        let Some(engagement) = self.engagements.get(&id) else {
            return;
        };
        self.tell_agent(turn, name, &ToAgent::Engagement(engagement.view()));
        self.brief_on_visit(turn, name, id);
        self.brief_on_callback(turn, name, id);
    }

    /// The journey and the page, from their beginnings.
    pub(super) fn brief_on_visit(&mut self, turn: &mut Turn<'_>, name: &str, id: u64) {
        let Some(visit) = self.engagements.get(&id).map(|engagement| engagement.visit.clone()) else {
            return;
        };
        let facts = self.visits.get(&visit).map(|visit| visit.facts.clone());
        let facts = ToAgent::Facts((id, facts.unwrap_or_default()));
        self.tell_agent(turn, name, &facts);
        if let Some(visit) = self.visits.get(&visit) {
            let sources = self.rules.sites[visit.site].sources().map(str::to_owned).collect();
            self.tell_agent(turn, name, &ToAgent::Sources((id, sources)));
        }
        if self.recording_terms(id).is_some() {
            self.tell_agent(turn, name, &ToAgent::MayRecord(id));
        }
        self.tell_customer(turn, &visit, &ToCustomer::Snapshot(()));
    }

    /// Running engagements of an agent.
    pub(super) fn engagements_of(&self, name: &str) -> Vec<u64> {
        self.engagements
            .values()
            .filter(|engagement| engagement.stage.agent() == Some(name))
            .map(|engagement| engagement.id)
            .collect()
    }

    /// An agent of a stored engagement who has not come back yet.
    pub(super) fn expect_agent(&mut self, name: &str, display: &str, now: Millis) {
        if self.agents.contains_key(name) {
            return;
        }
        let agent = Agent {
            display: display.to_owned(),
            sites: Vec::new(),
            socket: None,
            session: Hashed::default(),
            available: false,
            offline_since: now,
            idle_since: now,
            colleagues: None,
        };
        self.agents.insert(name.to_owned(), agent);
        self.set_agent_alarm(name, now);
    }

    fn set_agent_alarm(&mut self, name: &str, now: Millis) {
        let due = now + self.rules.lost_after;
        self.alarms.insert((due, Alarm::AgentGone(name.to_owned())));
    }

    pub(super) fn agent_gone(&mut self, turn: &mut Turn<'_>, name: &str, socket: SocketId) {
        if let Some(agent) = self.agents.get_mut(name)
            && agent.socket == Some(socket)
        {
            agent.socket = None;
            agent.offline_since = turn.now;
            self.unsettled.extend(&agent.sites);
            self.set_agent_alarm(name, turn.now);
            self.recordings_out_of_sight(turn, name);
            self.colleague_gone(turn, name);
        }
    }

    pub(super) fn session_ended(&mut self, turn: &mut Turn<'_>, session: Hashed) {
        let sockets: Vec<SocketId> = self
            .agents
            .values_mut()
            .filter(|agent| agent.session == session)
            .filter_map(|agent| {
                // Logging out is leaving, a reload is not.
                agent.available = false;
                agent.socket
            })
            .collect();
        for socket in sockets {
            let message = crate::session::ENDED.to_owned();
            self.refuse_agent(turn, socket, RefusalCode::Agent, message);
        }
    }

    pub(super) fn agent_frames(
        &mut self,
        turn: &mut Turn<'_>,
        socket: SocketId,
        frames: Vec<Counted<FromAgent>>,
    ) {
        let mut ack = None;
        for frame in frames {
            let Some(Peer::Agent { name, received }) = self.sockets.get_mut(&socket) else {
                return;
            };
            if frame.sequence > 0 {
                ack = Some(frame.sequence.max(*received));
                if frame.sequence <= *received {
                    continue;
                }
                // A console may count on over its connections: the first number
                // of each is as good as any.
                if *received > 0 && frame.sequence != *received + 1 {
                    let expected = *received + 1;
                    let found = frame.sequence;
                    let message = format!("frame {expected} was expected, frame {found} was found");
                    return self.refuse_agent(turn, socket, RefusalCode::Frame, message);
                }
                *received = frame.sequence;
            }
            let name = name.clone();
            if let Some(message) = frame.body {
                self.agent_message(turn, socket, &name, message);
            }
        }
        if let Some(received) = ack {
            turn.tell_console(socket, &ToAgent::Ack(Ack { received }));
        }
    }

    fn agent_message(&mut self, turn: &mut Turn<'_>, socket: SocketId, name: &str, message: FromAgent) {
        let done = match message {
            FromAgent::Hello(_) | FromAgent::Ack(_) => Ok(()),
            FromAgent::Presence(presence) => {
                if let Some(agent) = self.agents.get_mut(name) {
                    if presence.available && !agent.available {
                        agent.idle_since = turn.now;
                    }
                    agent.available = presence.available;
                    self.unsettled.extend(&agent.sites);
                }
                Ok(())
            }
            FromAgent::Accept(id) => self.is_to_choose(id).and_then(|()| self.accept(turn, name, id)),
            FromAgent::PhoneCode(code) => self.code_typed(turn, name, code),
            FromAgent::End(id) => self.end_by_agent(turn, name, id),
            FromAgent::Chat((id, chat)) => self.agent_chat(turn, name, id, chat.text),
            FromAgent::Rtc((id, rtc)) => self.agent_rtc(turn, name, id, rtc),
            FromAgent::Pointer((id, pointer)) => {
                self.tell_partner(turn, name, id, &ToCustomer::Pointer(pointer))
            }
            FromAgent::Snapshot(id) => self.tell_shown(turn, name, id, &ToCustomer::Snapshot(())),
            FromAgent::Picture((id, of)) => self.tell_partner(turn, name, id, &ToCustomer::Picture(of)),
            FromAgent::Compare((id, parts)) => self.tell_shown(turn, name, id, &ToCustomer::Compare(parts)),
            FromAgent::LackSheets((id, hashes)) => self.shown(name, id).map(|visit| {
                if let Some(visit) = visit {
                    self.agent_lacks(turn, name, &visit, hashes);
                }
            }),
            FromAgent::AskServers(()) => {
                self.renew_servers(turn, socket);
                Ok(())
            }
            FromAgent::CallState((id, state)) => {
                self.tell_partner(turn, name, id, &ToCustomer::CallState(state))
            }
            FromAgent::Quality((id, quality)) => self.agent_hears(turn, name, id, quality),
            FromAgent::Caption((id, caption)) => self.agent_caption(turn, name, id, caption),
            FromAgent::Recording((id, state)) => self.agent_records(turn, name, id, state),
            FromAgent::AskHandOver(ask) => self.offer(turn, name, ask),
            FromAgent::AnswerHandOver((id, accepts)) => self.answer_offer(turn, name, id, accepts),
            FromAgent::ReadAlong((id, reads)) => self.read_along(turn, name, id, reads),
            FromAgent::Aside((id, line)) => self.aside(turn, name, id, line.text),
            FromAgent::CallbackOver((id, reached)) => self.callback_over(turn, name, id, reached),
            FromAgent::Decline((id, word)) => self.decline(turn, name, id, word.text),
        };
        if let Err(message) = done {
            turn.tell_console(socket, &refusal(RefusalCode::Engagement, message));
        }
    }
}

fn refusal(code: RefusalCode, message: String) -> ToAgent {
    ToAgent::Refusal(alongside_protocol::message::Refusal { code, message })
}
