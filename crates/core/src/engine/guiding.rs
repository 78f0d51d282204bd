//! The guide's part of the loop.

use std::rc::Rc;

use alongside_protocol::{
    flow::{Flow, FlowSet, Otherwise, spelling::nearest},
    message::{EvidenceSource, FactKind, FlowEnd, FlowPosition},
};

use super::{Command, Engine, Event};
use crate::{
    Millis,
    guide::{Ask, Explanation, Guide, Outcome, StartError, Waypoint},
    observe::signals::Signal,
    offer::fits,
    privacy::Redacted,
};

impl Engine {
    /// Where the customer is in a flow.
    #[must_use]
    pub fn position(&self) -> Option<FlowPosition> {
        self.guide.position()
    }

    /// Why every flow and step is or is not on the screen.
    #[must_use]
    pub fn explain(&self) -> Vec<Explanation> {
        let mut out = Vec::new();
        self.guide.explain(&self.flows, &mut out);
        out
    }

    pub(super) fn flows_read(&mut self, now: Millis, read: FlowSet, out: &mut Vec<Command>) {
        self.flows = read.flows;
        self.map = Rc::new(read.map);
        self.guide.set_map(Rc::clone(&self.map));
        self.check_detours(out);
        self.check_places(out);
        self.check_triggers(out);
        self.board.set(read.offers, read.experiments);
        self.check_offers(out);
        // Detours that wait for each other, as far as they lead: what is within one that is gone
        // has nowhere to go back to. One whose outermost flow is gone may come with other documents.
        let known = |memory: &&Waypoint| self.flow(&memory.flow).is_some();
        let known = self.resuming.iter().take_while(known).count();
        if known > 0 {
            let mut waypoints = std::mem::take(&mut self.resuming).into_iter().take(known);
            if let Some(first) = waypoints.next()
                && let Some(flow) = self.flow(&first.flow)
            {
                self.run(now, flow, first.run, Some(&first), out);
            }
            self.detouring = waypoints.collect();
            self.go_on_detouring(now, out);
        }
        let early = self.early.take().unwrap_or_default();
        if let Some((flow, run, at)) = self.sets_out.take() {
            self.start_inline(now, flow, run, at.as_deref(), out);
        }
        for (kind, on) in early {
            self.triggered(now, kind, &on, out);
        }
    }

    /// Whether a flow of the page before may go on as soon as the documents are read.
    pub(super) fn awaits_flows(&self) -> bool {
        self.early.is_some() && !self.resuming.is_empty()
    }

    /// Goes on with the detours of the page before, as soon as the flow that waits for them is
    /// known to run.
    pub(super) fn go_on_detouring(&mut self, now: Millis, out: &mut Vec<Command>) {
        if self.guide.is_idle() {
            self.detouring.clear();
        }
        while self.guide.is_running() && !self.guide.is_starting() && !self.detouring.is_empty() {
            let memory = self.detouring.remove(0);
            if let Some(flow) = self.flow(&memory.flow) {
                self.detour(now, flow, Some(&memory), out);
            }
        }
    }

    /// A detour to nowhere is found when the flows are read, not when it is needed.
    fn check_detours(&self, out: &mut Vec<Command>) {
        let named = self.map.detours.iter().enumerate().flat_map(|(at, detour)| {
            let led_over = detour.flows.iter().enumerate();
            let led_over = led_over.map(move |(of, id)| (format!("detours[{at}].for[{of}]"), id));
            std::iter::once((format!("detours[{at}].flow"), &detour.flow)).chain(led_over)
        });
        let of_flows = self.flows.iter().flat_map(|flow| {
            flow.steps.iter().map(move |step| (format!("flow \"{}\", step \"{}\"", flow.id, step.id), step))
        });
        let of_moves = self.map.moves.iter().flat_map(|one| &one.steps);
        let of_moves = of_moves.map(|step| (format!("move of step \"{}\"", step.id), step));
        let waits = of_flows.chain(of_moves).filter_map(|(at, step)| match &step.wait.then {
            Otherwise::Detour(id) => Some((format!("{at}: wait.then.detour"), id)),
            _ => None,
        });
        for (at, id) in named.chain(waits).filter(|(_, id)| !self.knows(id)) {
            out.push(Command::Emit(Event::problem(format!("{at}: {}", self.unknown(id)))));
        }
    }

    /// So is a place that a move or a goal names and that no document has, and one that
    /// two have.
    fn check_places(&self, out: &mut Vec<Command>) {
        let ids = || self.map.places.iter().map(|place| place.id.as_str());
        let goals = self.flows.iter().filter_map(|flow| Some((flow, flow.goal.as_deref()?)));
        let goals = goals
            .filter(|(_, goal)| self.map.place(goal).is_none())
            .map(|(flow, goal)| (format!("flow \"{}\": goal", flow.id), goal));
        for (named, id) in self.map.unknown_places().chain(goals) {
            let near =
                nearest(id, ids()).map(|near| format!(", did you mean \"{near}\"?")).unwrap_or_default();
            let message = format!("{named}: there is no place \"{id}\"{near}");
            out.push(Command::Emit(Event::problem(message)));
        }
        for (at, id) in ids().enumerate().filter(|(at, id)| ids().take(*at).any(|known| known == *id)) {
            let message = format!("place \"{id}\", number {}: another document has this place, too", at + 1);
            out.push(Command::Emit(Event::problem(message)));
        }
    }

    fn flow(&self, id: &str) -> Option<Flow> {
        let place = || self.map.places.get(self.map.place(Flow::goes_to(id)?)?);
        self.flows.iter().find(|flow| flow.id == id).cloned().or_else(|| place().map(Flow::to_place))
    }

    /// Whether a flow has this id, or leads to a place that is called so.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.flow(id).is_some()
    }

    pub(super) fn unknown(&self, id: &str) -> StartError {
        let ids = || self.flows.iter().map(|flow| flow.id.as_str());
        let known =
            if self.flows.is_empty() { "none".to_owned() } else { ids().collect::<Vec<_>>().join(", ") };
        let near = nearest(id, ids()).map(|near| format!(", did you mean \"{near}\"?")).unwrap_or_default();
        StartError::Unknown { id: id.to_owned(), near, known }
    }

    pub(super) fn start_flow(&mut self, now: Millis, id: &str, run: u32, out: &mut Vec<Command>) {
        let Some(flow) = self.flow(id) else {
            let because = self.unknown(id).to_string();
            out.push(Command::FlowEnded { run, outcome: Outcome::Failed { because } });
            return;
        };
        self.begin(now, flow, run, out);
    }

    pub(super) fn start_inline(
        &mut self,
        now: Millis,
        flow: Flow,
        run: u32,
        at: Option<&str>,
        out: &mut Vec<Command>,
    ) {
        if flow.goal.is_some() && self.early.is_some() {
            self.sets_out = Some((flow, run, at.map(str::to_owned)));
            return;
        }
        match at {
            // Only what this tab remembers is gone on with.
            Some(at) => {
                if self.resuming.first().is_some_and(|memory| memory.flow == flow.id) {
                    let mut memory = self.resuming.remove(0);
                    self.resuming.clear();
                    if memory.step.is_empty() {
                        at.clone_into(&mut memory.step);
                    }
                    self.run(now, flow, run, Some(&memory), out);
                }
            }
            None => self.begin(now, flow, run, out),
        }
    }

    fn begin(&mut self, now: Millis, flow: Flow, run: u32, out: &mut Vec<Command>) {
        self.begin_at(now, flow, run, None, out);
    }

    pub(super) fn begin_at(
        &mut self,
        now: Millis,
        flow: Flow,
        run: u32,
        at: Option<&Waypoint>,
        out: &mut Vec<Command>,
    ) {
        self.resuming.clear();
        // The one that runs is over before this one starts.
        self.guided(now, out, |guide, asks| guide.end(Outcome::Stopped, asks));
        if !self.engage.is_engaged() {
            // The flow is what the customer came to the panel for.
            self.engage.toggle(false);
        }
        if let Some(reason) = flow.reason {
            let name = self.config.policy.told_by_site(&flow.id);
            self.reasoning.told(reason, EvidenceSource::Flow, name);
        }
        self.fact(now, FactKind::FlowStarted { flow: flow.id.clone() }, out);
        self.run(now, flow, run, at, out);
    }

    fn run(&mut self, now: Millis, flow: Flow, run: u32, at: Option<&Waypoint>, out: &mut Vec<Command>) {
        self.guided(now, out, |guide, asks| guide.end(Outcome::Stopped, asks));
        self.guided(now, out, |guide, asks| {
            if flow.goal.is_some() {
                guide.start_goal(now, run, flow, at, asks);
            } else {
                guide.start(now, run, flow, at.map(|at| at.step.as_str()), asks);
            }
        });
    }

    fn detour(&mut self, now: Millis, flow: Flow, at: Option<&Waypoint>, out: &mut Vec<Command>) {
        self.guided(now, out, |guide, asks| {
            if flow.goal.is_some() {
                guide.detour_to_goal(now, flow, at, asks);
            } else {
                guide.detour(now, flow, at.map(|at| at.step.as_str()), asks);
            }
        });
    }

    /// Lets the guide act, and carries out what it asks.
    pub(super) fn guided(
        &mut self,
        now: Millis,
        out: &mut Vec<Command>,
        act: impl FnOnce(&mut Guide, &mut Vec<Ask>),
    ) {
        let mut asks = Vec::new();
        act(&mut self.guide, &mut asks);
        self.guide_asks(now, asks, out);
    }

    /// Apart from the closures: one copy is enough for all of them.
    fn guide_asks(&mut self, now: Millis, asks: Vec<Ask>, out: &mut Vec<Command>) {
        for ask in asks {
            self.carry_out(now, ask, out);
        }
        self.tell_step(out);
        let awaited = self.guide.awaited_events();
        if awaited != self.told.awaited {
            self.told.awaited.clone_from(&awaited);
            out.push(Command::AwaitEvents(awaited));
        }
        if !self.detouring.is_empty() {
            self.go_on_detouring(now, out);
        }
    }

    fn carry_out(&mut self, now: Millis, ask: Ask, out: &mut Vec<Command>) {
        match ask {
            Ask::Locate { token, target, sought } => out.push(Command::Locate { token, target, sought }),
            Ask::Show { view, at } => {
                let shown = self.records.shown(now, &view.flow, &view.step, view.number);
                self.facts(now, shown, out);
                out.push(Command::ShowStep { view, at });
            }
            Ask::Hide => {
                self.records.hidden(now);
                out.push(Command::HideStep);
            }
            Ask::Refuse => out.push(Command::ShowRefusal),
            Ask::GoTo { path } => {
                // What is known now must be there on the next page.
                self.remember(now, out);
                out.push(Command::GoTo { path });
            }
            Ask::StepEnded { flow, step, number, outcome } => {
                self.told.remember = true;
                self.told.moved_on = true;
                let fact = self.records.ended(now, &flow, (&step, number), outcome);
                self.fact(now, fact, out);
                out.push(Command::Emit(Event::Step { flow, step, outcome: Some(outcome) }));
            }
            Ask::Ended { flow, run, outcome } => {
                self.told.remember = true;
                self.told.moved_on = true;
                self.told.flow = None;
                self.told.ended = Some((flow.clone(), outcome.clone()));
                // A page that ends all of it does not end what the customer is at.
                if outcome != Outcome::Stopped && !self.preview {
                    let completed = outcome == Outcome::Completed;
                    self.offering(out, |board, asks| board.over(&flow, completed, asks));
                }
                let left = self.records.over(now, &flow, &outcome);
                self.facts(now, left, out);
                let how = how_ended(&outcome);
                self.fact(now, FactKind::FlowEnded { flow: flow.clone(), how }, out);
                out.push(Command::Emit(Event::Flow { flow, outcome: outcome.clone() }));
                // A detour is nobody's promise.
                if run != 0 {
                    out.push(Command::FlowEnded { run, outcome });
                }
            }
            Ask::Rerouted { flow, steps } => {
                self.told.remember = true;
                out.push(Command::Emit(Event::Route { flow, steps }));
            }
            Ask::Act { token, candidate } => {
                // What is known now must be there on the next page.
                self.remember(now, out);
                out.push(Command::Act { token, candidate });
            }
            Ask::Detour { flow } => match self.flow(&flow) {
                Some(detour) => {
                    if let Some(at) = self.guide.position() {
                        let fact = self.records.detoured(now, &at.flow, (&at.step, at.number));
                        self.fact(now, fact, out);
                    }
                    self.fact(now, FactKind::FlowStarted { flow }, out);
                    self.detour(now, detour, None, out);
                }
                None => self.guided(now, out, |guide, asks| guide.no_detour(asks)),
            },
            Ask::Healed { flow, step, score, old, new, changed } => {
                let healed = self.records.healed(now, &flow, &step);
                self.facts(now, healed, out);
                out.push(Command::Emit(Event::Heal { flow, step, score, old, new, changed }));
            }
            Ask::Hesitates { title } => {
                let waited = self.config.thresholds.hesitation;
                self.struggled(now, vec![Signal::on_step(title, waited)], out);
            }
            Ask::Problem { message, at } => {
                if let Some((flow, step, _)) = &at {
                    self.records.not_found(now, flow, step);
                }
                out.push(Command::Emit(Event::Problem { message, at }));
            }
        }
    }

    /// What there is to tell of a step, if anything.
    fn facts(&mut self, now: Millis, kind: Option<FactKind<Redacted>>, out: &mut Vec<Command>) {
        if let Some(kind) = kind {
            self.fact(now, kind, out);
        }
    }

    /// Tells the site of each step that comes on the screen, once.
    fn tell_step(&mut self, out: &mut Vec<Command>) {
        let shown = out.iter().rev().find_map(|command| match command {
            Command::ShowStep { view, .. } => Some((view.flow.clone(), view.step.clone())),
            _ => None,
        });
        if let Some((flow, step)) = shown
            && self.told.flow.as_ref() != Some(&(flow.clone(), step.clone()))
        {
            self.told.flow = Some((flow.clone(), step.clone()));
            self.told.remember = true;
            out.push(Command::Emit(Event::Step { flow, step, outcome: None }));
        }
    }

    /// Flows for the launcher that fit what is typed there: those for the customer's reason
    /// first.
    pub(super) fn offered_flows(&self) -> Vec<(String, String)> {
        let reason = self.told.reason.map(|(reason, _)| reason);
        let locale = &self.config.locale;
        let mut flows: Vec<(&Flow, &str)> = self
            .flows
            .iter()
            .filter_map(|flow| Some((flow, flow.title.as_ref()?.for_locale(locale))))
            .filter(|(flow, title)| {
                let words = flow.words.as_ref().map(|words| words.for_locale(locale)).unwrap_or_default();
                fits(&self.search, &format!("{title} {words}"))
            })
            .collect();
        flows.sort_by_key(|(flow, _)| flow.reason.is_none() || flow.reason != reason);
        flows.into_iter().map(|(flow, title)| (flow.id.clone(), title.to_owned())).collect()
    }
}

fn how_ended(outcome: &Outcome) -> FlowEnd {
    match outcome {
        Outcome::Completed => FlowEnd::Completed,
        Outcome::Closed => FlowEnd::Closed,
        Outcome::Stopped => FlowEnd::Stopped,
        Outcome::Failed { .. } => FlowEnd::Failed,
    }
}
