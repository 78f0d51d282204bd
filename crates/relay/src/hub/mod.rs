//! Who is here, who waits for whom, and who is told what. One input in, what is
//! to be done out; time, randomness and stored visits come in from the shell.

mod agent;
mod agents;
mod alarm;
pub(crate) mod callback;
mod calls;
mod captions;
mod customers;
mod door;
mod engage;
pub(crate) mod engagement;
mod funnel;
mod handover;
pub(crate) mod io;
mod pace;
mod phone;
mod queue;
mod recording;
mod servers;
mod sheets;
pub(crate) mod stage;
mod stream;
mod tell;
#[cfg(test)]
mod tests;
mod visit;
mod warm;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use self::{
    agent::Agent,
    alarm::Alarm,
    engagement::Engagement,
    handover::HandOver,
    io::{Input, Millis, Output, Rules, SavedVisit, SocketId, VisitId},
    phone::Phone,
    queue::Desk,
    recording::Recording,
    sheets::Sheets,
    visit::Visit,
    warm::Warm,
};

/// All that the relay knows while it runs.
#[derive(Debug)]
pub(crate) struct Hub {
    rules: Rules,
    visits: BTreeMap<VisitId, Visit>,
    engagements: BTreeMap<u64, Engagement>,
    next_engagement: u64,
    agents: BTreeMap<String, Agent>,
    sockets: HashMap<SocketId, Peer>,
    /// One for each site, in the order of the rules.
    desks: Vec<Desk>,
    alarms: BTreeSet<(Millis, Alarm)>,
    /// Visits with news for the agents, collected during one input.
    touched: BTreeSet<VisitId>,
    /// Sites whose queue or agents changed during one input.
    unsettled: BTreeSet<usize>,
    /// Style sheets by site.
    sheets: HashMap<usize, Sheets>,
    /// When a socket is told new servers for calls.
    servers_due: HashMap<SocketId, Millis>,
    /// Lines that are prepared before an agent answers.
    warm: Warm,
    /// From one agent to another, by engagement.
    handovers: BTreeMap<u64, HandOver>,
    /// Of calls, by engagement.
    recordings: BTreeMap<u64, Recording>,
    /// Codes that are said on the telephone.
    phone: Phone,
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone)]
enum Peer {
    Customer(VisitId),
    Agent {
        name: String,
        /// The highest sequence number so far.
        received: u64,
    },
}

/// One input being handled.
struct Turn<'a> {
    now: Millis,
    out: &'a mut Vec<Output>,
}

impl Hub {
    /// Goes on from what was stored: visits with a running engagement.
    pub(crate) fn new(rules: Rules, next_engagement: u64, saved: Vec<SavedVisit>, now: Millis) -> Self {
        let desks = rules.sites.iter().map(Desk::of).collect();
        let mut hub = Self {
            desks,
            next_engagement,
            rules,
            visits: BTreeMap::new(),
            engagements: BTreeMap::new(),
            agents: BTreeMap::new(),
            sockets: HashMap::new(),
            alarms: BTreeSet::new(),
            touched: BTreeSet::new(),
            unsettled: BTreeSet::new(),
            sheets: HashMap::new(),
            servers_due: HashMap::new(),
            warm: Warm::new(),
            handovers: BTreeMap::new(),
            recordings: BTreeMap::new(),
            phone: Phone::default(),
        };
        for visit in saved {
            hub.restore(visit, now);
        }
        for site in 0..hub.desks.len() {
            hub.watch_hours(site, now);
            hub.watch_slots(site, now);
        }
        // Nobody is connected yet, so all that settling says has no reader.
        let mut out = Vec::new();
        hub.settle(&mut Turn { now, out: &mut out });
        hub
    }

    /// Handles one input; `out` receives what is to be done, in order.
    pub(crate) fn handle(&mut self, now: Millis, input: Input, out: &mut Vec<Output>) {
        let turn = &mut Turn { now, out };
        match input {
            Input::CustomerHello(hello) => self.customer_hello(turn, *hello),
            Input::CustomerFrames(socket, frames) => self.customer_frames(turn, socket, frames),
            Input::AgentHello(socket, hello) => self.agent_hello(turn, socket, hello),
            Input::AgentFrames(socket, frames) => self.agent_frames(turn, socket, frames),
            Input::Closed(socket) => self.closed(turn, socket),
            Input::SessionEnded(session) => self.session_ended(turn, session),
            Input::Tick => {}
        }
        self.ring(turn);
        self.settle(turn);
    }

    /// When the hub wants its next [`Input::Tick`].
    pub(crate) fn deadline(&self) -> Option<Millis> {
        self.alarms.first().map(|(at, _)| *at)
    }

    fn site_of_key(&self, key: &str) -> Option<usize> {
        self.rules.sites.iter().position(|site| site.key == key)
    }

    fn closed(&mut self, turn: &mut Turn<'_>, socket: SocketId) {
        self.forget_servers(socket);
        match self.sockets.remove(&socket) {
            Some(Peer::Customer(visit)) => self.customer_gone(turn, &visit, socket),
            Some(Peer::Agent { name, .. }) => self.agent_gone(turn, &name, socket),
            None => {}
        }
    }

    /// Takes a stored visit back in; returns nothing when its site is gone.
    fn restore(&mut self, saved: SavedVisit, now: Millis) -> Option<VisitId> {
        let site = self.site_of_key(&saved.site)?;
        let id = VisitId::from(saved.id.as_str());
        let mut saved = saved;
        let engagement = saved.engagement.take();
        let mut visit = Visit::from_saved(site, saved, now);
        if let Some((number, saved)) = engagement {
            let engagement = Engagement::from_saved(number, site, saved);
            if let stage::Stage::Active { agent, display } = &engagement.stage {
                self.expect_agent(agent, display, now);
            }
            visit.engagement = Some(number);
            self.engagements.insert(number, engagement);
            self.expect_page(number, now);
            self.unsettled.insert(site);
        }
        self.visits.insert(id.clone(), visit);
        self.set_offline_alarms(&id, now);
        Some(id)
    }
}
