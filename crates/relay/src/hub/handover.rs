//! From one agent to another: offered, and declined or taken. Nothing breaks before the
//! next thing is there: until the customer's page says that the new agent's sound flows,
//! the one who handed over stays on the line.

mod reading;

use alongside_protocol::message::{
    Aside, AskHandOver, Colleague, EndedBy, HandOver as View, HandOverStage, Rtc, Stage as StageView,
    ToAgent, ToCustomer,
};

use super::{
    Hub, Turn,
    agent::Agent,
    alarm::Alarm,
    engage::unknown,
    io::{Audited, Millis, VisitId},
    stage::Stage,
};

/// The longest note, in bytes: a few paragraphs.
const LONGEST_NOTE: usize = 4 * 1024;

/// How long the one who handed over stays on the line when nobody says that the new sound
/// flows: the tries of both pages to find a way take no longer.
const STAYS: Millis = 40_000;

/// A hand-over that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HandOver {
    from: Seat,
    to: Seat,
    note: String,
    moving: Option<Moving>,
    /// The colleague reads along.
    reads: bool,
    /// What the two have written to each other, as the one sees it who hands over.
    asides: Vec<Aside>,
    /// What the colleague says who declines.
    word: String,
}

/// An agent, by both names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seat {
    name: String,
    display: String,
}

/// The colleague has taken it, and the sound is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moving {
    /// The customer's newest call with the one who hands over.
    last_call: u32,
    since: Millis,
}

impl Seat {
    fn of(name: &str, agent: &Agent) -> Self {
        Self { name: name.to_owned(), display: agent.display.clone() }
    }
}

impl Hub {
    /// An agent offers an engagement to a colleague.
    pub(super) fn offer(&mut self, turn: &mut Turn<'_>, name: &str, ask: AskHandOver) -> Result<(), String> {
        let id = ask.engagement;
        if self.partner(name, id)?.is_none() {
            return Ok(());
        }
        if self.handovers.contains_key(&id) {
            return Err(format!("engagement {id} is offered to somebody already"));
        }
        if ask.note.len() > LONGEST_NOTE {
            return Err(format!("a note holds at most {LONGEST_NOTE} bytes, found {}", ask.note.len()));
        }
        let site = self.engagements.get(&id).map(|engagement| engagement.site).unwrap_or_default();
        let there = self.agents.get(&ask.to).filter(|agent| ask.to != name && agent.listens(site).is_some());
        let (Some(colleague), Some(agent)) = (there, self.agents.get(name)) else {
            return Err("this colleague is not there any more".to_owned());
        };
        let handover = HandOver {
            from: Seat::of(name, agent),
            to: Seat::of(&ask.to, colleague),
            note: ask.note,
            moving: None,
            reads: false,
            asides: Vec::new(),
            word: String::new(),
        };
        self.handovers.insert(id, handover);
        self.tell_handover(turn, id, HandOverStage::Offered);
        Ok(())
    }

    /// The colleague's answer, or the offering agent's second thoughts.
    pub(super) fn answer_offer(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        accepts: bool,
    ) -> Result<(), String> {
        let Some(handover) = self.handovers.get(&id).filter(|handover| handover.moving.is_none()) else {
            return Err("that offer is over".to_owned());
        };
        if handover.to.name == name {
            if accepts {
                return self.hand_over(turn, id);
            }
            self.close_handover(turn, id, HandOverStage::Declined);
        } else if handover.from.name == name && !accepts {
            self.close_handover(turn, id, HandOverStage::TakenBack);
        } else {
            return Err(unknown(id));
        }
        Ok(())
    }

    fn hand_over(&mut self, turn: &mut Turn<'_>, id: u64) -> Result<(), String> {
        let (Some(handover), Some(engagement)) =
            (self.handovers.get(&id).cloned(), self.engagements.get(&id))
        else {
            return Err(unknown(id));
        };
        let is_call = engagement.channel.is_call();
        let to = &handover.to;
        if is_call && self.loads().get(to.name.as_str()).is_some_and(|load| load.calls > 0) {
            return Err("you are on another call: end it first".to_owned());
        }
        let moving = Moving { last_call: engagement.call, since: turn.now };
        let visit = engagement.visit.clone();
        if let Some(handover) = self.handovers.get_mut(&id) {
            // It is theirs now, and the customer hears so.
            handover.reads = false;
        }
        self.is_with(turn, id, &handover.from, to);
        self.audit(turn, Audited::Accept, Some(to.name.clone()), id, &visit);
        if is_call && moving.last_call > 0 {
            if let Some(handover) = self.handovers.get_mut(&id) {
                handover.moving = Some(moving);
            }
            self.alarms.insert((turn.now + STAYS, Alarm::Moving(id)));
            self.tell_handover(turn, id, HandOverStage::Moving);
        } else {
            self.close_handover(turn, id, HandOverStage::Done);
        }
        Ok(())
    }

    /// Puts an engagement from one agent to the other, and tells the customer and the one
    /// it is with now.
    fn is_with(&mut self, turn: &mut Turn<'_>, id: u64, from: &Seat, to: &Seat) {
        let comes_back = self.handovers.get(&id).is_some_and(|handover| handover.from == *to);
        let Some(engagement) = self.engagements.get_mut(&id) else { return };
        engagement.stage = Stage::Active { agent: to.name.clone(), display: to.display.clone() };
        engagement.before = Some(from.name.clone());
        let visit = engagement.visit.clone();
        let view = engagement.view();
        self.recording_is_over(turn, id, Some(from.name.clone()));
        self.unsettled.extend(0..self.desks.len());
        if let Some(agent) = self.agents.get_mut(&from.name) {
            agent.idle_since = turn.now;
        }
        self.store_engagement(turn, id);
        self.tell_customer(turn, &visit, &ToCustomer::HandedOver(()));
        self.tell_customer(turn, &visit, &ToCustomer::Engagement(view.clone()));
        if comes_back {
            // All that happened before is there already.
            self.tell_agent(turn, &to.name, &ToAgent::Engagement(view));
            self.tell_customer(turn, &visit, &ToCustomer::Snapshot(()));
        } else {
            self.brief(turn, &to.name, id);
        }
        self.touch(&visit);
    }

    /// The customer's page hears the new agent.
    pub(super) fn sound_moved(&mut self, turn: &mut Turn<'_>, visit: &VisitId, call: u32) {
        let Some(id) = self.running(visit) else { return };
        let moving = self.handovers.get(&id).and_then(|handover| handover.moving);
        if moving.is_some_and(|moving| call > moving.last_call) {
            self.close_handover(turn, id, HandOverStage::Done);
        }
    }

    /// The customer has another page: it has no line to the agent before.
    pub(super) fn page_is_another(&mut self, turn: &mut Turn<'_>, visit: &VisitId) {
        let moving = |id: &u64| self.handovers.get(id).is_some_and(|handover| handover.moving.is_some());
        if let Some(id) = self.running(visit).filter(moving) {
            self.close_handover(turn, id, HandOverStage::Done);
        }
    }

    pub(super) fn check_moving(&mut self, turn: &mut Turn<'_>, id: u64) {
        let moving = self.handovers.get(&id).and_then(|handover| handover.moving);
        if moving.is_some_and(|moving| turn.now >= moving.since + STAYS) {
            self.close_handover(turn, id, HandOverStage::Done);
        }
    }

    /// A hand-over is over; who handed over has nothing to do there any more.
    pub(super) fn close_handover(&mut self, turn: &mut Turn<'_>, id: u64, how: HandOverStage) {
        self.stop_reading(turn, id);
        self.tell_handover(turn, id, how);
        let Some(handover) = self.handovers.remove(&id) else { return };
        let Some(engagement) = self.engagements.get(&id) else { return };
        if engagement.stage.agent() == Some(&handover.from.name) {
            return;
        }
        // At an end both have heard of that already, or hear of it now.
        let mut view = engagement.view();
        if engagement.stage.is_running() {
            view.stage = StageView::Ended { by: EndedBy::HandedOver };
        }
        self.tell_agent(turn, &handover.from.name, &ToAgent::Engagement(view));
    }

    /// A colleague's connection is gone: what they were offered comes back, and so does
    /// the customer whose sound has not arrived there.
    pub(super) fn colleague_gone(&mut self, turn: &mut Turn<'_>, name: &str) {
        let of = self.handovers.iter().filter(|(_, handover)| handover.to.name == name);
        for (id, handover) in of.map(|(id, handover)| (*id, handover.clone())).collect::<Vec<_>>() {
            let stays = self.agents.get(&handover.from.name).is_some_and(|agent| agent.socket.is_some());
            if handover.moving.is_some() && stays {
                self.is_with(turn, id, &handover.to, &handover.from);
            }
            if handover.moving.is_none() || stays {
                self.close_handover(turn, id, HandOverStage::Gone);
            }
        }
    }

    /// What an agent whose console is back must hear of hand-overs.
    pub(super) fn tell_handovers(&mut self, turn: &mut Turn<'_>, name: &str) {
        let reads = |one: &HandOver| one.reads && one.to.name == name;
        let read = self.handovers.iter().filter(|(_, one)| reads(one)).map(|(id, _)| *id);
        for id in read.collect::<Vec<_>>() {
            self.brief_reader(turn, name, id);
        }
        for (id, handover) in &self.handovers {
            let stage = handover.stage();
            if handover.to.name == name || handover.from.name == name {
                self.tell_agent(
                    turn,
                    name,
                    &ToAgent::HandOver(Box::new(self.view_of(*id, handover, stage, name))),
                );
                for aside in &handover.asides {
                    self.tell_agent(turn, name, &ToAgent::Aside((*id, handover.as_read_by(aside, name))));
                }
            }
            if handover.from.name == name
                && handover.moving.is_some()
                && let Some(engagement) = self.engagements.get(id)
            {
                let mut view = engagement.view();
                view.stage = StageView::Active { agent: handover.from.display.clone() };
                self.tell_agent(turn, name, &ToAgent::Engagement(view));
            }
        }
    }

    fn tell_handover(&self, turn: &mut Turn<'_>, id: u64, stage: HandOverStage) {
        let Some(handover) = self.handovers.get(&id) else { return };
        for name in [&handover.from.name, &handover.to.name] {
            self.tell_agent(
                turn,
                name,
                &ToAgent::HandOver(Box::new(self.view_of(id, handover, stage, name))),
            );
        }
    }

    fn view_of(&self, id: u64, handover: &HandOver, stage: HandOverStage, reader: &str) -> View {
        View {
            engagement: id,
            visit: self.engagements.get(&id).map(|one| one.visit.to_string()).unwrap_or_default(),
            from: handover.from.display.clone(),
            to: handover.to.display.clone(),
            note: handover.note.clone(),
            yours: handover.to.name == reader,
            stage,
            reads: handover.reads,
            word: handover.word.clone(),
        }
    }

    /// While the sound moves: the one who hands over, when a step of setting up a call
    /// belongs to the line that is still there.
    pub(super) fn old_line(&self, id: u64, rtc: &Rtc) -> Option<&str> {
        let handover = self.handovers.get(&id)?;
        let moving = handover.moving?;
        (rtc.call <= moving.last_call).then_some(handover.from.name.as_str())
    }

    /// Tells each agent of the others who serve the same sites, when that has changed.
    pub(super) fn tell_colleagues(&mut self, turn: &mut Turn<'_>) {
        let loads = self.loads();
        let all: Vec<(String, Colleague, Vec<usize>)> = self
            .agents
            .iter()
            .filter(|(_, agent)| agent.socket.is_some())
            .map(|(name, agent)| {
                let free =
                    agent.available && loads.get(name.as_str()).copied().unwrap_or_default().has_room();
                let display = agent.display.clone();
                let colleague = Colleague { name: name.clone(), display, sites: Vec::new(), free };
                (name.clone(), colleague, agent.sites.clone())
            })
            .collect();
        for (name, _, sites) in &all {
            let others = all.iter().filter(|(other, ..)| other != name);
            let told: Vec<Colleague> = others
                .filter_map(|(_, colleague, theirs)| {
                    let shared = theirs.iter().filter(|site| sites.contains(site));
                    let sites: Vec<String> =
                        shared.map(|&site| self.rules.sites[site].name.clone()).collect();
                    (!sites.is_empty()).then(|| Colleague { sites, ..colleague.clone() })
                })
                .collect();
            let Some(agent) = self.agents.get_mut(name) else { continue };
            if agent.colleagues.as_ref() != Some(&told) {
                agent.colleagues = Some(told.clone());
                self.tell_agent(turn, name, &ToAgent::Colleagues(told));
            }
        }
    }
}

impl HandOver {
    fn stage(&self) -> HandOverStage {
        if self.moving.is_some() { HandOverStage::Moving } else { HandOverStage::Offered }
    }
}
