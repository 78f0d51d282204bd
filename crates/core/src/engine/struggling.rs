//! Struggles, and what they lead to.

use alongside_protocol::message::{Fact, FactKind, SignalKind};

use super::{Command, Engine, Event};
use crate::{
    Millis,
    engage::Engage,
    observe::{
        signals::{Happening, Kept, Signal, Subject},
        triggers::{Situation, Spent, Then},
    },
    privacy::Redacted,
};

/// Struggles kept at most until the flows are read.
const EARLY: usize = 100;

impl Engine {
    pub(super) fn happened(&mut self, now: Millis, happening: Happening, out: &mut Vec<Command>) {
        // A click may fill the basket; only who may be told has to know at once.
        if matches!(happening, Happening::Click(_)) && self.may_tell_of_page() {
            self.reading.changed(now);
        }
        let mut signals = Vec::new();
        self.signals.handle(now, happening, &mut signals);
        self.struggled(now, signals, out);
    }

    pub(super) fn struggled(&mut self, now: Millis, signals: Vec<Signal>, out: &mut Vec<Command>) {
        for signal in signals {
            let Signal { kind, on: subject, cause, evidence, taken_back } = signal;
            if self.config.signals_off.contains(&kind) {
                continue;
            }
            let on = match &subject {
                Subject::Element(label) => self.config.policy.label(label.level, &label.text),
                Subject::Path(path) => self.config.policy.path(path),
            };
            let (told, counted) = (on.as_str().to_owned(), evidence.clone());
            out.push(Command::Emit(Event::Signal { kind, on: told, cause, evidence: counted, taken_back }));
            if taken_back {
                self.fact(now, FactKind::SignalTakenBack { kind, on }, out);
                continue;
            }
            self.reasoning.struggled(kind, &on);
            self.board.struggles(kind);
            self.guided(now, out, |guide, asks| guide.struggled(now, kind, asks));
            self.fact(now, FactKind::Signal { kind, on, cause, evidence }, out);
            match &mut self.early {
                Some(early) if early.len() < EARLY => early.push((kind, subject)),
                Some(_) => {}
                None => self.triggered(now, kind, &subject, out),
            }
        }
    }

    /// Does what the site wants done about a struggle.
    pub(super) fn triggered(&mut self, now: Millis, kind: SignalKind, on: &Subject, out: &mut Vec<Command>) {
        let situation = Situation {
            guided: !self.guide.is_idle() || self.awaits_flows(),
            engaged: self.engage.is_engaged() || self.tabs.elsewhere().is_some(),
            panel_open: self.engage.open,
            can_help: self.config.phone.is_some()
                || self.config.has_relay && !self.link.is_refused()
                || self.flows.iter().any(|flow| flow.title.is_some()),
        };
        // What is about a page that was left happened there.
        let place = match (kind, on) {
            (SignalKind::FormAbandonment | SignalKind::QuickBack, Subject::Path(path)) => path,
            _ => &self.place,
        };
        let flows = &self.flows;
        let knows = |id: &str| flows.iter().any(|flow| flow.id == id);
        for then in self.triggers.struggled(now, kind, on, place, situation, knows) {
            self.told.remember = true;
            match then {
                Then::Flow(id) => self.start_flow(now, &id, 0, out),
                Then::OfferHelp => self.engaging(out, Engage::offer),
                Then::TellAgent => self.keep_for_agent(kind),
            }
        }
    }

    /// What may not leave yet is kept apart: it must not be pushed out by what
    /// matters less, and the next page must have it.
    fn keep_for_agent(&mut self, of: SignalKind) {
        let latest = self
            .journey
            .iter()
            .rposition(|fact| matches!(fact.kind, FactKind::Signal { kind, .. } if kind == of));
        if let Some(at) = latest {
            self.for_agent.push(self.journey.remove(at));
        }
    }

    pub(super) fn kept_for_agent(&self) -> Vec<Fact<String>> {
        let plain = |fact: &Fact<Redacted>| match &fact.kind {
            FactKind::Signal { kind, on, cause, evidence } => {
                let (on, evidence) = (on.as_str().to_owned(), evidence.clone());
                Some(Fact {
                    at: fact.at,
                    kind: FactKind::Signal { kind: *kind, on, cause: *cause, evidence },
                })
            }
            _ => None,
        };
        self.for_agent.iter().filter_map(plain).collect()
    }

    /// Goes on from what earlier pages of the visit have kept.
    pub(super) fn struggled_before(&mut self, kept: Kept, spent: Spent, for_agent: Vec<Fact<String>>) {
        self.signals.restore(kept);
        self.triggers.restore(spent);
        for Fact { at, kind } in for_agent {
            if let FactKind::Signal { kind, on, cause, evidence } = kind {
                let on = self.config.policy.told_by_site(&on);
                self.for_agent.push(Fact { at, kind: FactKind::Signal { kind, on, cause, evidence } });
            }
        }
    }

    /// The customer opens or closes the panel; who closes an offer wants no other.
    pub(super) fn panel(&mut self, open: bool) {
        if !open && self.engage.is_offering() {
            self.triggers.dismissed();
            self.told.remember = true;
        }
        self.engage.toggle(open);
    }

    /// A rule that starts a flow there is none of is found when the flows are read.
    pub(super) fn check_triggers(&self, out: &mut Vec<Command>) {
        let unknown = self.triggers.flows().filter(|(_, id)| !self.flows.iter().any(|flow| flow.id == *id));
        for (at, id) in unknown {
            let message = format!("option `when[{at}].then.flow`: {}", self.unknown(id));
            out.push(Command::Emit(Event::problem(message)));
        }
    }
}
