use alongside_protocol::message::{Measure, SignalCause, SignalKind};
use serde::{Deserialize, Serialize};

use super::{FormFacts, Signal, Subject, Thresholds};
use crate::Millis;

/// A form that goes away within this time after one of its buttons was pressed
/// goes on: to its next page, or to what the button does.
const GOES_ON: Millis = 10_000;

/// Forms that are begun and left.
#[derive(Debug, Default)]
pub(super) struct Forms {
    /// The form that the customer is in, and whether it is one to fill in.
    entered: Option<(u32, bool)>,
    begun: Option<Begun>,
    left: Option<LeftForm>,
}

/// The form in which the customer has entered something last.
#[derive(Debug)]
struct Begun {
    form: u32,
    /// The path of its page.
    path: String,
    fields: Vec<u32>,
    pressed: Option<Millis>,
}

/// A form on an earlier page that was left half done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftForm {
    path: String,
    fields: u32,
}

impl Forms {
    pub(super) fn restore(&mut self, left: Option<LeftForm>) {
        self.left = left;
    }

    pub(super) fn entered(&mut self, facts: &FormFacts) {
        self.entered = Some((facts.form, facts.is_to_fill_in()));
    }

    pub(super) fn input(&mut self, form: u32, field: u32, path: &str) {
        if self.entered != Some((form, true)) {
            return;
        }
        let fresh = || Begun { form, path: path.to_owned(), fields: Vec::new(), pressed: None };
        let begun = self.begun.take().filter(|begun| begun.form == form).unwrap_or_else(fresh);
        let begun = self.begun.insert(begun);
        begun.pressed = None;
        if !begun.fields.contains(&field) {
            begun.fields.push(field);
        }
    }

    pub(super) fn pressed(&mut self, now: Millis, form: u32) {
        if let Some(begun) = self.begun.as_mut().filter(|begun| begun.form == form) {
            begun.pressed = Some(now);
        }
    }

    pub(super) fn submitted(&mut self, form: u32) {
        self.begun.take_if(|begun| begun.form == form);
    }

    /// The form that is left when the page goes now.
    pub(super) fn left(&self, now: Millis, limits: &Thresholds) -> Option<LeftForm> {
        let begun = self.begun.as_ref()?;
        let goes_on = begun.pressed.is_some_and(|at| now.saturating_sub(at) <= GOES_ON);
        let counts = !goes_on && begun.fields.len() >= limits.abandoned_fields.max(1);
        counts.then(|| LeftForm { path: begun.path.clone(), fields: begun.fields.len() as u32 })
    }

    /// The page went on without the form.
    pub(super) fn gone(&mut self, now: Millis, limits: &Thresholds, out: &mut Vec<Signal>) {
        if let Some(left) = self.left(now, limits) {
            out.push(abandoned(left));
        }
        self.begun = None;
    }

    /// The next page is there. The same page again is no leaving: it was loaded
    /// anew, or the server has sent the form back.
    pub(super) fn arrived(&mut self, path: &str, reload: bool, out: &mut Vec<Signal>) {
        if let Some(left) = self.left.take().filter(|left| !reload && left.path != path) {
            out.push(abandoned(left));
        }
    }
}

fn abandoned(left: LeftForm) -> Signal {
    let evidence = [(Measure::Fields, u64::from(left.fields))];
    Signal::new(SignalKind::FormAbandonment, Subject::Path(left.path), SignalCause::LeftForm, &evidence)
}
