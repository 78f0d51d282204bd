//! Whether a step's postcondition holds: yes, no, or not known yet.

use std::collections::BTreeMap;

use alongside_protocol::flow::{Condition, Tests, Value};

use super::{
    ask::FieldNow,
    progress::{Progress, Sight, UNSEEN},
};

/// What is known when a postcondition is looked at.
pub(super) struct Facts<'a> {
    pub(super) at: &'a str,
    /// The target's state, when it is a field that was found.
    pub(super) field: Option<FieldNow>,
    pub(super) context: &'a BTreeMap<String, Value>,
    pub(super) progress: &'a Progress,
    /// As if the customer had pressed Next.
    pub(super) pressed: bool,
}

impl Facts<'_> {
    /// `None`: an element that it asks about has not been looked for yet.
    pub(super) fn hold(&self, condition: &Condition) -> Option<bool> {
        self.look(condition, &mut Counters::default())
    }

    /// Every part is looked at, so that the counters agree with
    /// [`Condition::walk`].
    fn look(&self, condition: &Condition, counters: &mut Counters) -> Option<bool> {
        match condition {
            Condition::Next => Some(self.pressed),
            Condition::Click => Some(self.progress.clicked),
            Condition::Valid => {
                let entered = self.pressed || self.progress.settled;
                self.field.map(|field| field.filled && field.valid && entered)
            }
            Condition::Place(place) => Some(place.matches(self.at)),
            Condition::Present(_) => counters.element(self.progress).visible(),
            Condition::Gone(_) => counters.element(self.progress).gone(),
            Condition::Enabled(_) => counters.element(self.progress).enabled(),
            Condition::Event(_) => Some(counters.event(self.progress)),
            Condition::Signal(kind) => Some(self.progress.signals.contains(kind)),
            Condition::Context(tests) => Some(passes(tests, |key| self.context.get(key))),
            Condition::All(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.look(part, counters)).collect();
                all(&parts)
            }
            Condition::Any(parts) => {
                let parts: Vec<_> =
                    parts.iter().map(|part| self.look(part, counters).map(|holds| !holds)).collect();
                all(&parts).map(|none| !none)
            }
            Condition::Not(inner) => self.look(inner, counters).map(|holds| !holds),
        }
    }
}

/// One that does not hold decides, and else one that is not known.
fn all(parts: &[Option<bool>]) -> Option<bool> {
    if parts.contains(&Some(false)) {
        return Some(false);
    }
    if parts.contains(&None) { None } else { Some(true) }
}

/// Whether every test passes on the values there are.
pub(super) fn passes<'v>(tests: &Tests, value: impl Fn(&str) -> Option<&'v Value>) -> bool {
    tests.0.iter().all(|(key, test)| test.passes(value(key)))
}

/// Which event and which element of the condition comes next.
#[derive(Default)]
struct Counters {
    events: usize,
    elements: usize,
}

impl Counters {
    fn event(&mut self, progress: &Progress) -> bool {
        self.events += 1;
        progress.events.get(self.events - 1).copied().unwrap_or_default()
    }

    fn element<'p>(&mut self, progress: &'p Progress) -> &'p Sight {
        self.elements += 1;
        progress.sights.get(self.elements - 1).unwrap_or(&UNSEEN)
    }
}
