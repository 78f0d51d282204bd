use std::collections::{HashMap, HashSet};

use alongside_protocol::message::SignalKind;

use super::{Signal, Thresholds};
use crate::Millis;

/// Refusals closer together are of one attempt.
const ONE_ATTEMPT: Millis = 300;

/// Hesitation on a field, and fields that are refused again.
#[derive(Debug, Default)]
pub(super) struct Fields {
    current: Option<Current>,
    told: HashSet<u32>,
    refusals: HashMap<u32, (u32, Millis)>,
}

#[derive(Debug)]
struct Current {
    field: u32,
    label: String,
    deadline: Millis,
}

impl Fields {
    pub(super) fn focused(
        &mut self,
        now: Millis,
        field: u32,
        label: String,
        filled: bool,
        limits: &Thresholds,
    ) {
        self.current = (!filled && !self.told.contains(&field)).then(|| Current {
            field,
            label,
            deadline: now + limits.hesitation,
        });
    }

    pub(super) fn input(&mut self, field: u32) {
        if self.current.as_ref().is_some_and(|current| current.field == field) {
            self.current = None;
        }
    }

    pub(super) fn left(&mut self) {
        self.current = None;
    }

    pub(super) fn refused(
        &mut self,
        now: Millis,
        field: u32,
        label: String,
        limits: &Thresholds,
        out: &mut Vec<Signal>,
    ) {
        let (count, last) = self.refusals.entry(field).or_default();
        // The browser and the site may both say no to one attempt.
        if *count > 0 && now.saturating_sub(*last) < ONE_ATTEMPT {
            return;
        }
        (*count, *last) = (*count + 1, now);
        if *count == limits.refusals {
            out.push(Signal { kind: SignalKind::ValidationError, on: label });
        }
    }

    pub(super) fn tick(&mut self, now: Millis, out: &mut Vec<Signal>) {
        if let Some(current) = self.current.take_if(|current| now >= current.deadline) {
            self.told.insert(current.field);
            out.push(Signal { kind: SignalKind::Hesitation, on: current.label });
        }
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.current.as_ref().map(|current| current.deadline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_stop_on_an_empty_field_is_hesitation_once() {
        let (mut fields, mut out) = (Fields::default(), Vec::new());
        let limits = Thresholds::default();
        fields.focused(0, 7, "IBAN".into(), false, &limits);
        fields.tick(9_999, &mut out);
        assert!(out.is_empty());
        fields.tick(10_000, &mut out);
        fields.focused(20_000, 7, "IBAN".into(), false, &limits);
        fields.tick(60_000, &mut out);
        assert_eq!(out, [Signal { kind: SignalKind::Hesitation, on: "IBAN".into() }]);
    }

    #[test]
    fn typing_leaving_or_a_filled_field_is_not() {
        let (mut fields, mut out) = (Fields::default(), Vec::new());
        let limits = Thresholds::default();
        fields.focused(0, 1, "Name".into(), false, &limits);
        fields.input(1);
        fields.tick(20_000, &mut out);
        fields.focused(30_000, 2, "Mail".into(), false, &limits);
        fields.left();
        fields.focused(60_000, 3, "City".into(), true, &limits);
        fields.tick(99_000, &mut out);
        assert!(out.is_empty(), "{out:?}");
    }

    #[test]
    fn the_second_refusal_of_one_field_is_a_signal() {
        let (mut fields, mut out) = (Fields::default(), Vec::new());
        let limits = Thresholds::default();
        for (at, field) in [(0, 1), (10, 1), (20, 2), (2_000, 1), (4_000, 1)] {
            fields.refused(at, field, format!("field {field}"), &limits, &mut out);
        }
        assert_eq!(out, [Signal { kind: SignalKind::ValidationError, on: "field 1".into() }]);
    }
}
