//! What has happened since the customer came to the current step.

use std::collections::BTreeSet;

use alongside_protocol::{
    flow::{Condition, Value},
    message::SignalKind,
};

use super::{
    target::{Candidate, Choice, choose},
    truth::passes,
};
use crate::Millis;

/// An element that was never there counts as gone after this: on a page that is
/// still being built it may be about to come.
const GONE_AFTER: Millis = 1_000;

/// What the current step's postcondition is judged by.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The target was clicked.
    pub(super) clicked: bool,
    /// Nobody is in the middle of entering something.
    pub(super) settled: bool,
    /// Which of the condition's events have come, in the order of its walk.
    pub(super) events: Vec<bool>,
    /// The struggles that were seen, each once.
    pub(super) signals: BTreeSet<SignalKind>,
    /// The elements it asks about, in the order of its walk.
    pub(super) sights: Vec<Sight>,
    /// It was once known not to hold: that it does now is done, not skipped.
    pub(super) was_open: bool,
    /// The step was gone back to: that it holds already is no reason to leave it.
    pub(super) returned: bool,
    /// By the Back button: that a later step is on this page is none either.
    pub(super) pinned: bool,
    /// It was looked at whether it may be done for the customer.
    pub(super) judged: bool,
    /// The step has had its detour.
    pub(super) detoured: bool,
}

/// An element that a condition asks about.
#[derive(Debug, Default)]
pub(super) struct Sight {
    pub(super) token: u32,
    since: Millis,
    seen: Option<Seen>,
    /// It was there once, or has had the time to come.
    ever: bool,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    visible: bool,
    enabled: bool,
}

/// Of which nothing is known.
pub(super) static UNSEEN: Sight = Sight { token: 0, since: 0, seen: None, ever: false };

impl Progress {
    pub(super) fn of(done: &Condition, now: Millis) -> Self {
        let events = done.walk().filter(|part| matches!(part, Condition::Event(_))).count();
        let elements = done.walk().filter(|part| part.element().is_some()).count();
        Self {
            settled: true,
            events: vec![false; events],
            sights: (0..elements).map(|_| Sight { since: now, ..Sight::default() }).collect(),
            ..Self::default()
        }
    }

    /// Takes in an event of the site, and says whether the condition waits for it.
    /// `detail` has what the condition asks of the event, by path.
    pub(super) fn event(&mut self, done: &Condition, name: &str, detail: &[(String, Value)]) -> bool {
        let awaited = done.walk().filter_map(|part| match part {
            Condition::Event(event) => Some(event),
            _ => None,
        });
        let mut any = false;
        for (event, came) in awaited.zip(&mut self.events) {
            let value = |path: &str| detail.iter().find(|(known, _)| known == path).map(|(_, value)| value);
            if event.name == name && passes(&event.tests, value) {
                *came = true;
                any = true;
            }
        }
        any
    }

    /// Takes in the answer to one of the searches for an element, if it is one.
    pub(super) fn found(&mut self, done: &Condition, token: u32, candidates: &[Candidate]) -> bool {
        let targets = done.walk().filter_map(Condition::element);
        let Some((target, sight)) = targets.zip(&mut self.sights).find(|(_, sight)| sight.token == token)
        else {
            return false;
        };
        let seen = match choose(target, candidates) {
            Choice::Found(at) => Seen { visible: true, enabled: candidates[at].enabled },
            Choice::Ambiguous(_) | Choice::Covered => Seen { visible: true, enabled: false },
            Choice::Missing | Choice::Invisible | Choice::Unsure => Seen { visible: false, enabled: false },
        };
        sight.ever |= seen.visible;
        sight.seen = Some(seen);
        true
    }

    /// When something comes to hold by the mere passing of time.
    pub(super) fn deadline(&self) -> Option<Millis> {
        self.sights.iter().filter(|sight| sight.is_awaited()).map(|sight| sight.since + GONE_AFTER).min()
    }

    /// Lets time pass.
    pub(super) fn tick(&mut self, now: Millis) {
        for sight in self.sights.iter_mut().filter(|sight| sight.is_awaited()) {
            sight.ever = now >= sight.since + GONE_AFTER;
        }
    }
}

impl Sight {
    pub(super) fn visible(&self) -> Option<bool> {
        self.seen.map(|seen| seen.visible)
    }

    pub(super) fn enabled(&self) -> Option<bool> {
        self.seen.map(|seen| seen.visible && seen.enabled)
    }

    pub(super) fn gone(&self) -> Option<bool> {
        match self.seen? {
            Seen { visible: true, .. } => Some(false),
            Seen { visible: false, .. } => self.ever.then_some(true),
        }
    }

    fn is_awaited(&self) -> bool {
        !self.ever && self.seen.is_some_and(|seen| !seen.visible)
    }
}
