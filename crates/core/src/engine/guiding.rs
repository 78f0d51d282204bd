//! The guide's part of the loop.

use alongside_protocol::{
    flow::Flow,
    message::{EvidenceSource, FactKind, SignalKind},
};

use super::{Command, Engine, Event, FlowMemory};
use crate::{
    Millis,
    guide::{Ask, Guide, Outcome, StartError},
    observe::signals::Signal,
};

impl Engine {
    pub(super) fn flows_read(&mut self, now: Millis, flows: Vec<Flow>, out: &mut Vec<Command>) {
        self.flows = flows;
        let known = |memory: &mut FlowMemory| self.flows.iter().any(|flow| flow.id == memory.flow);
        if let Some(memory) = self.resuming.take_if(known) {
            let flow = self.flows.iter().find(|flow| flow.id == memory.flow).cloned();
            if let Some(flow) = flow {
                self.run(now, flow, memory.run, Some(&memory.step), out);
            }
        }
    }

    pub(super) fn start_flow(&mut self, now: Millis, id: &str, run: u32, out: &mut Vec<Command>) {
        let Some(flow) = self.flows.iter().find(|flow| flow.id == id).cloned() else {
            let known: Vec<&str> = self.flows.iter().map(|flow| flow.id.as_str()).collect();
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            let because = StartError::Unknown { id: id.to_owned(), known }.to_string();
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
        match at {
            // Only what this tab remembers is gone on with.
            Some(at) => {
                let memory = self.resuming.take_if(|memory| memory.flow == flow.id);
                if let Some(memory) = memory {
                    let step = if memory.step.is_empty() { at } else { &memory.step };
                    self.run(now, flow, run, Some(step), out);
                }
            }
            None => self.begin(now, flow, run, out),
        }
    }

    fn begin(&mut self, now: Millis, flow: Flow, run: u32, out: &mut Vec<Command>) {
        self.resuming = None;
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
        self.run(now, flow, run, None, out);
    }

    fn run(&mut self, now: Millis, flow: Flow, run: u32, at: Option<&str>, out: &mut Vec<Command>) {
        self.guided(now, out, |guide, asks| guide.end(Outcome::Stopped, asks));
        let id = flow.id.clone();
        self.guided_in(now, &id, out, |guide, asks| guide.start(now, run, flow, at, asks));
        out.push(Command::AwaitEvents(self.guide.awaited_events()));
    }

    /// Lets the guide act, and carries out what it asks.
    pub(super) fn guided(
        &mut self,
        now: Millis,
        out: &mut Vec<Command>,
        act: impl FnOnce(&mut Guide, &mut Vec<Ask>),
    ) {
        let flow = self.guide.position().map(|position| position.flow).unwrap_or_default();
        self.guided_in(now, &flow, out, act);
    }

    fn guided_in(
        &mut self,
        now: Millis,
        flow: &str,
        out: &mut Vec<Command>,
        act: impl FnOnce(&mut Guide, &mut Vec<Ask>),
    ) {
        let mut asks = Vec::new();
        act(&mut self.guide, &mut asks);
        for ask in asks {
            self.carry_out(now, flow, ask, out);
        }
        self.tell_step(out);
    }

    fn carry_out(&mut self, now: Millis, flow: &str, ask: Ask, out: &mut Vec<Command>) {
        match ask {
            Ask::Locate { token, target } => out.push(Command::Locate { token, target }),
            Ask::Show { view, at } => out.push(Command::ShowStep { view, at }),
            Ask::Hide => out.push(Command::HideStep),
            Ask::GoTo { path } => {
                // What is known now must be there on the next page.
                self.remember(now, out);
                out.push(Command::GoTo { path });
            }
            Ask::StepEnded { step, outcome } => {
                self.told.remember = true;
                let fact = FactKind::Step { flow: flow.to_owned(), step: step.clone(), outcome };
                self.fact(now, fact, out);
                out.push(Command::Emit(Event::Step { flow: flow.to_owned(), step, outcome: Some(outcome) }));
            }
            Ask::Ended { run, outcome } => {
                self.told.remember = true;
                self.told.flow = None;
                let completed = outcome == Outcome::Completed;
                self.fact(now, FactKind::FlowEnded { flow: flow.to_owned(), completed }, out);
                out.push(Command::Emit(Event::Flow { flow: flow.to_owned(), outcome: outcome.clone() }));
                out.push(Command::FlowEnded { run, outcome });
            }
            Ask::Hesitates { title } => {
                self.struggled(now, vec![Signal { kind: SignalKind::Hesitation, on: title }], out);
            }
            Ask::Problem { message } => out.push(Command::Emit(Event::Problem { message })),
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

    /// Flows for the launcher: those for the customer's reason first.
    pub(super) fn offered_flows(&self) -> Vec<(String, String)> {
        let reason = self.told.reason.map(|(reason, _)| reason);
        let mut flows: Vec<&Flow> = self.flows.iter().filter(|flow| flow.title.is_some()).collect();
        flows.sort_by_key(|flow| flow.reason.is_none() || flow.reason != reason);
        flows
            .into_iter()
            .map(|flow| {
                let title = flow.title.as_ref().map(|title| title.for_locale(&self.config.locale).to_owned());
                (flow.id.clone(), title.unwrap_or_default())
            })
            .collect()
    }
}
