use alongside_protocol::message::{Measure, SignalCause, SignalKind};

use super::{Signal, Subject, Thresholds};
use crate::Millis;

/// A pointer that is back sooner only went by, and who changes tabs is away.
const GONE: Millis = 500;

/// The pointer leaves the page where the browser's own controls are.
#[derive(Debug, Default)]
pub(super) struct Exit {
    since: Millis,
    /// It has been told on this page.
    told: bool,
    /// When it counts, and how long the customer had been here.
    due: Option<(Millis, Millis)>,
}

impl Exit {
    pub(super) fn arrived(&mut self, now: Millis) {
        *self = Self { since: now, ..Self::default() };
    }

    pub(super) fn pointer_left(&mut self, now: Millis, y: i32, limits: &Thresholds) {
        let here = now.saturating_sub(self.since);
        let counts = !self.told && y <= limits.exit_edge && here >= limits.exit_after;
        self.due = counts.then_some((now + GONE, here));
    }

    pub(super) fn back(&mut self) {
        self.due = None;
    }

    pub(super) fn tick(&mut self, now: Millis, path: &str, out: &mut Vec<Signal>) {
        if let Some((_, here)) = self.due.take_if(|(due, _)| now >= *due) {
            self.told = true;
            let on = Subject::Path(path.to_owned());
            let evidence = [(Measure::Milliseconds, here)];
            out.push(Signal::new(SignalKind::ExitIntent, on, SignalCause::PointerLeft, &evidence));
        }
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.due.map(|(due, _)| due)
    }
}
