//! What happened to each step of a flow, each thing told once in a walk through it, and how
//! long a step was in front of the customer.

use alongside_protocol::message::{FactKind, StepOutcome, StepRecord};
use serde::{Deserialize, Serialize};

use super::ask::Outcome;
use crate::Millis;

/// The longest time that one record tells: nobody reads a step for longer, and who has left
/// the room is no measure of it.
const LONGEST: Millis = 30 * 60 * 1_000;

/// Of every flow that has not ended, what was told of its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    walks: Vec<Walk>,
    /// The tab can be seen.
    in_front: bool,
}

/// What the next page of the tab must know, so that nothing is told twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRecords(Vec<Walk>);

/// One flow that has not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Walk {
    flow: String,
    /// The position in `steps` of the one that came last.
    current: usize,
    /// Its card is on the screen, or would be if the tab could be seen.
    on_screen: bool,
    /// Since when that one is in front of the customer.
    since: Option<Millis>,
    /// Those that something has happened to.
    steps: Vec<Known>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    step: String,
    /// From 1; 0 while it is not known.
    number: u16,
    shown: bool,
    ended: bool,
    healed: bool,
    detoured: bool,
    /// How long it was in front of the customer and not told of yet.
    seen: Millis,
}

impl Default for Records {
    fn default() -> Self {
        Self { walks: Vec::new(), in_front: true }
    }
}

impl Records {
    /// A step is on the screen.
    pub fn shown<T>(&mut self, now: Millis, flow: &str, step: &str, number: u16) -> Option<FactKind<T>> {
        let since = self.in_front.then_some(now);
        let walk = self.walk(now, flow, step);
        walk.on_screen = true;
        walk.since = walk.since.or(since);
        let known = walk.known();
        known.number = number;
        let first = !std::mem::replace(&mut known.shown, true);
        first.then(|| known.fact(flow, StepRecord::Shown, false, None))
    }

    /// No step is on the screen any more.
    pub fn hidden(&mut self, now: Millis) {
        self.walks.iter_mut().for_each(|walk| walk.rest(now));
    }

    /// The tab is looked at, or no more.
    pub fn in_front(&mut self, now: Millis, in_front: bool) {
        self.in_front = in_front;
        for walk in self.walks.iter_mut().filter(|walk| walk.on_screen) {
            walk.pause(now);
            walk.since = in_front.then_some(now);
        }
    }

    /// The flow goes on from a step.
    pub fn ended<T>(
        &mut self,
        now: Millis,
        flow: &str,
        (step, number): (&str, u16),
        outcome: StepOutcome,
    ) -> FactKind<T> {
        let walk = self.walk(now, flow, step);
        walk.rest(now);
        let known = walk.known();
        known.number = number;
        let again = std::mem::replace(&mut known.ended, true);
        let seen_for = known.take();
        known.fact(flow, StepRecord::Ended(outcome), again, seen_for)
    }

    /// A step's target is not what was recorded.
    pub fn healed<T>(&mut self, now: Millis, flow: &str, step: &str) -> Option<FactKind<T>> {
        let known = self.walk(now, flow, step).known();
        let first = !std::mem::replace(&mut known.healed, true);
        first.then(|| known.fact(flow, StepRecord::Healed, false, None))
    }

    /// A step's target is not there: the flow may fail at it.
    pub fn not_found(&mut self, now: Millis, flow: &str, step: &str) {
        self.walk(now, flow, step);
    }

    /// Another flow comes in between, at a step.
    pub fn detoured<T>(&mut self, now: Millis, flow: &str, (step, number): (&str, u16)) -> FactKind<T> {
        let walk = self.walk(now, flow, step);
        walk.rest(now);
        let known = walk.known();
        known.number = number;
        let again = std::mem::replace(&mut known.detoured, true);
        let seen_for = known.take();
        known.fact(flow, StepRecord::Detoured, again, seen_for)
    }

    /// A flow is over; who left it left at the step that came last.
    pub fn over<T>(&mut self, now: Millis, flow: &str, outcome: &Outcome) -> Option<FactKind<T>> {
        let at = self.walks.iter().rposition(|walk| walk.flow == flow)?;
        let mut walk = self.walks.remove(at);
        walk.rest(now);
        let left = matches!(outcome, Outcome::Closed | Outcome::Failed { .. });
        let known = walk.known();
        if !left || known.ended && known.seen == 0 {
            return None;
        }
        let seen_for = known.take();
        Some(known.fact(flow, StepRecord::Abandoned, false, seen_for))
    }

    /// For the next page of the tab.
    #[must_use]
    pub fn kept(&self, now: Millis) -> KeptRecords {
        let mut kept = self.clone();
        kept.hidden(now);
        KeptRecords(kept.walks)
    }

    /// Goes on from what the page before has told.
    pub fn restore(&mut self, kept: KeptRecords) {
        self.walks = kept.0;
    }

    /// The walk through a flow, come to a step.
    fn walk(&mut self, now: Millis, flow: &str, step: &str) -> &mut Walk {
        let at = self.walks.iter().position(|walk| walk.flow == flow).unwrap_or_else(|| {
            self.walks.push(Walk {
                flow: flow.to_owned(),
                current: 0,
                on_screen: false,
                since: None,
                steps: Vec::new(),
            });
            self.walks.len() - 1
        });
        // It is there, or was just put there.
        let walk = &mut self.walks[at];
        let known = walk.steps.iter().position(|known| known.step == step);
        let current = known.unwrap_or(walk.steps.len());
        if current != walk.current {
            walk.rest(now);
        }
        if known.is_none() {
            walk.steps.push(Known { step: step.to_owned(), ..Known::default() });
        }
        walk.current = current;
        walk
    }
}

impl Walk {
    /// The step that came last. A walk is made with its first one.
    fn known(&mut self) -> &mut Known {
        // `current` is only ever set to a position within `steps`, after that one is there.
        &mut self.steps[self.current]
    }

    /// Its step is not on the screen any more.
    fn rest(&mut self, now: Millis) {
        self.pause(now);
        self.on_screen = false;
    }

    /// Counts the time until now.
    fn pause(&mut self, now: Millis) {
        if let Some(since) = self.since.take()
            && let Some(known) = self.steps.get_mut(self.current)
        {
            known.seen += now.saturating_sub(since);
        }
    }
}

impl Known {
    /// What is to be told of the time, once.
    fn take(&mut self) -> Option<u32> {
        let seen = std::mem::take(&mut self.seen).min(LONGEST);
        // Half an hour is far below the limit.
        self.shown.then_some(seen as u32)
    }

    fn fact<T>(&self, flow: &str, what: StepRecord, again: bool, seen_for: Option<u32>) -> FactKind<T> {
        let (flow, step) = (flow.to_owned(), self.step.clone());
        FactKind::Step { flow, step, number: self.number, what, again, seen_for }
    }
}
