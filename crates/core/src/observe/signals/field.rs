use std::collections::{HashMap, HashSet};

use alongside_protocol::message::{Measure, SignalCause, SignalKind};

use super::{Focus, RefusedField, Signal, Subject, Thresholds};
use crate::{Millis, privacy::Label};

/// Refusals closer together are of one attempt.
const ONE_ATTEMPT: Millis = 300;

/// Fields remembered at most: a page may make new ones for ever.
const MOST: usize = 1_000;

/// Hesitation on a field, and fields that are refused again.
#[derive(Debug, Default)]
pub(super) struct Fields {
    focused: Option<u32>,
    current: Option<Current>,
    told: HashSet<u32>,
    refusals: HashMap<u32, Refused>,
    /// How often the customer was done with something: left a field, sent a form.
    attempts: u32,
}

#[derive(Debug)]
struct Current {
    field: u32,
    label: Label,
    deadline: Millis,
}

/// A field's refusals so far.
#[derive(Debug, Default)]
struct Refused {
    count: u32,
    last: Millis,
    attempt: u32,
}

impl Fields {
    pub(super) fn focused(&mut self, now: Millis, focus: Focus, limits: &Thresholds) {
        let Focus { field, label, filled, by_page } = focus;
        self.focused = Some(field);
        let counts = !filled && !by_page && !self.told.contains(&field);
        self.current = counts.then(|| Current { field, label, deadline: now + limits.hesitation });
    }

    pub(super) fn has_focus(&self, field: u32) -> bool {
        self.focused == Some(field)
    }

    pub(super) fn input(&mut self, field: u32) {
        if self.current.as_ref().is_some_and(|current| current.field == field) {
            self.current = None;
        }
    }

    pub(super) fn left(&mut self) {
        self.focused = None;
        self.current = None;
    }

    /// The customer was done with something: what is refused now, is refused anew.
    pub(super) fn attempted(&mut self) {
        self.attempts += 1;
    }

    pub(super) fn refused(
        &mut self,
        now: Millis,
        refusal: RefusedField,
        limits: &Thresholds,
        out: &mut Vec<Signal>,
    ) {
        let RefusedField { field, label, cause } = refusal;
        if self.refusals.len() >= MOST && !self.refusals.contains_key(&field) {
            self.refusals.clear();
        }
        let before = self.refusals.entry(field).or_default();
        // The browser and the site may both say no to one attempt.
        let again = before.count > 0 && now.saturating_sub(before.last) < ONE_ATTEMPT;
        // A site that checks while somebody types says no at every letter.
        let typing = before.count > 0 && cause == SignalCause::SiteCheck && before.attempt == self.attempts;
        if again || typing {
            return;
        }
        *before = Refused { count: before.count + 1, last: now, attempt: self.attempts };
        if before.count == limits.refusals {
            let evidence = [(Measure::Refusals, u64::from(before.count))];
            let on = Subject::Element(label);
            out.push(Signal::new(SignalKind::ValidationError, on, cause, &evidence));
        }
    }

    pub(super) fn tick(&mut self, now: Millis, limits: &Thresholds, out: &mut Vec<Signal>) {
        if let Some(current) = self.current.take_if(|current| now >= current.deadline) {
            if self.told.len() >= MOST {
                self.told.clear();
            }
            self.told.insert(current.field);
            let evidence = [(Measure::Milliseconds, limits.hesitation)];
            let on = Subject::Element(current.label);
            out.push(Signal::new(SignalKind::Hesitation, on, SignalCause::EmptyField, &evidence));
        }
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.current.as_ref().map(|current| current.deadline)
    }
}
