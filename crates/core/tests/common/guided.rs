//! A guide driven by hand.
#![allow(dead_code, reason = "each test uses its own part")]

use alongside_core::{
    Millis,
    guide::{Ask, Guide, NextButton, Outcome, StepView, target::Candidate},
};
use alongside_protocol::{flow::Flow, message::StepOutcome};

/// How long a target may take to appear.
pub(crate) const PATIENCE: Millis = 8_000;

/// A guide, the clock, and what it asked for last.
pub(crate) struct Guided {
    pub(crate) guide: Guide,
    pub(crate) now: Millis,
    pub(crate) asks: Vec<Ask>,
}

impl Guided {
    /// A flow that has just been started on a page.
    pub(crate) fn start(path: &str, flow: Flow) -> Self {
        let mut guided = Self::on(path);
        guided.act(|guide, now, asks| guide.start(now, 1, flow, None, asks));
        guided
    }

    pub(crate) fn on(path: &str) -> Self {
        let mut guided = Self { guide: Guide::new("en", 10_000), now: 1_000, asks: Vec::new() };
        guided.arrive(path);
        guided
    }

    pub(crate) fn act(&mut self, act: impl FnOnce(&mut Guide, Millis, &mut Vec<Ask>)) {
        self.asks.clear();
        act(&mut self.guide, self.now, &mut self.asks);
    }

    pub(crate) fn arrive(&mut self, path: &str) {
        self.act(|guide, now, asks| guide.arrived(now, path, asks));
    }

    /// Answers the search that is running.
    pub(crate) fn find(&mut self, candidates: &[Candidate]) {
        let token = self.token().unwrap();
        self.act(|guide, now, asks| guide.located(now, token, candidates, asks));
    }

    pub(crate) fn token(&self) -> Option<u32> {
        self.asks.iter().rev().find_map(|ask| match ask {
            Ask::Locate { token, .. } => Some(*token),
            _ => None,
        })
    }

    pub(crate) fn wait(&mut self, time: Millis) {
        self.now += time;
        self.act(|guide, now, asks| guide.tick(now, asks));
    }

    /// The step that is current, by id.
    pub(crate) fn step(&self) -> Option<String> {
        self.guide.position().map(|position| position.step)
    }

    /// Steps that ended, and how.
    pub(crate) fn ended(&self) -> Vec<(&str, StepOutcome)> {
        self.asks
            .iter()
            .filter_map(|ask| match ask {
                Ask::StepEnded { step, outcome, .. } => Some((step.as_str(), *outcome)),
                _ => None,
            })
            .collect()
    }

    /// How the flow ended.
    pub(crate) fn outcome(&self) -> Option<&Outcome> {
        self.asks.iter().find_map(|ask| match ask {
            Ask::Ended { outcome, .. } => Some(outcome),
            _ => None,
        })
    }

    /// What came on the screen last.
    pub(crate) fn shown(&self) -> Option<(&StepView, Option<(u32, usize)>)> {
        self.asks.iter().rev().find_map(|ask| match ask {
            Ask::Show { view, at } => Some((&**view, *at)),
            _ => None,
        })
    }

    pub(crate) fn next_button(&self) -> Option<NextButton> {
        self.shown().unwrap().0.next
    }

    pub(crate) fn hid(&self) -> bool {
        self.asks.contains(&Ask::Hide)
    }
}
