//! A customer who is guided: a page of which the test says what can be seen, and which
//! answers all that is looked for.

use alongside_core::{
    engine::{Command, Event, Input},
    guide::{Outcome, StepView, target::Candidate},
};
use alongside_protocol::message::StepOutcome;

use super::{Tab, config, flows};

/// The page as the tests have it: what can be seen, by selector, and what of it is harmless.
pub(crate) struct Customer {
    pub(crate) tab: Tab,
    pub(crate) seen: Vec<&'static str>,
    pub(crate) harmless: bool,
}

impl Customer {
    pub(crate) fn at(document: &str, path: &str, seen: &[&'static str]) -> Self {
        let mut customer = Self { tab: Tab::new(config()), seen: seen.to_vec(), harmless: true };
        customer.goes(path, seen);
        customer.feed(Input::Flows(flows(document)));
        customer
    }

    /// Feeds an input, and answers all that is looked for on the page.
    pub(crate) fn feed(&mut self, input: Input) -> Vec<Command> {
        let mut out = self.tab.feed(input);
        self.answer(&mut out);
        out
    }

    fn answer(&mut self, out: &mut Vec<Command>) {
        let mut next = 0;
        while let Some(command) = out.get(next) {
            next += 1;
            let Command::Locate { token, target, .. } = command else { continue };
            let token = *token;
            let visible = self.seen.iter().any(|seen| target.css.as_deref() == Some(seen));
            let found =
                Candidate { visible: true, enabled: true, harmless: self.harmless, ..Candidate::default() };
            let candidates = if visible { vec![found] } else { Vec::new() };
            out.extend(self.tab.feed(Input::Located { token, candidates }));
        }
    }

    pub(crate) fn goes(&mut self, path: &str, seen: &[&'static str]) -> Vec<Command> {
        self.seen = seen.to_vec();
        self.feed(Input::Arrived { path: path.into(), fragment: String::new(), heading: String::new() })
    }

    pub(crate) fn guide(&mut self, flow: &str) -> Vec<Command> {
        self.feed(Input::Guide { flow: flow.into(), run: 1 })
    }

    pub(crate) fn wait(&mut self, time: u64) -> Vec<Command> {
        let mut out = self.tab.wait(time);
        self.answer(&mut out);
        out
    }
}

pub(crate) fn step(out: &[Command]) -> Option<StepView> {
    out.iter().rev().find_map(|command| match command {
        Command::ShowStep { view, .. } => Some((**view).clone()),
        _ => None,
    })
}

pub(crate) fn shows(out: &[Command], id: &str) -> StepView {
    let view = step(out).unwrap();
    assert_eq!(view.step, id);
    view
}

pub(crate) fn ended<'o>(out: &'o [Command], of: &str) -> Option<&'o Outcome> {
    out.iter().find_map(|command| match command {
        Command::Emit(Event::Flow { flow, outcome }) if flow == of => Some(outcome),
        _ => None,
    })
}

pub(crate) fn rerouted(out: &[Command]) -> bool {
    out.iter().any(|command| matches!(command, Command::Emit(Event::Route { .. })))
}

pub(crate) fn outcomes(out: &[Command]) -> Vec<(&str, StepOutcome)> {
    out.iter()
        .filter_map(|command| match command {
            Command::Emit(Event::Step { step, outcome: Some(outcome), .. }) => {
                Some((step.as_str(), *outcome))
            }
            _ => None,
        })
        .collect()
}
