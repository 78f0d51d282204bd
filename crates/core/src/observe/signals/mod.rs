//! What a customer struggles with, found while it happens.

mod click;
mod field;

use alongside_protocol::message::SignalKind;

use crate::Millis;
use click::Clicks;
use field::Fields;

/// When something counts as a struggle. The rules for clicks are those that
/// Datadog's browser SDK publishes: a chain is clicks on one target within 100 px
/// and a second of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Clicks of one chain that make it rage.
    pub rage_clicks: usize,
    /// Time in which they must fall.
    pub rage_window: Millis,
    /// Distance they may be apart, in CSS pixels.
    pub rage_distance: i32,
    /// Time in which the page must answer a click.
    pub dead_after: Millis,
    /// Time on an empty field, or on a step, before it is hesitation.
    pub hesitation: Millis,
    /// How often the same field must be refused.
    pub refusals: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            rage_clicks: 3,
            rage_window: 1_000,
            rage_distance: 100,
            dead_after: 100,
            hesitation: 10_000,
            refusals: 2,
        }
    }
}

/// A struggle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Of which kind.
    pub kind: SignalKind,
    /// The element's name as the page has it; not yet redacted.
    pub on: String,
}

/// One thing that the page or the customer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A click (or tap).
    Click(Click),
    /// The page answered something, or the customer went on.
    Activity(Activity),
    /// A field got the focus.
    FieldFocused {
        /// The element.
        field: u32,
        /// Its label.
        label: String,
        /// Whether something is in it.
        filled: bool,
    },
    /// The customer typed or chose.
    FieldInput {
        /// The element.
        field: u32,
    },
    /// A field lost the focus.
    FieldLeft,
    /// A field was refused.
    FieldRefused {
        /// The element.
        field: u32,
        /// Its label.
        label: String,
    },
}

/// A click, as far as the rules need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Click {
    /// The element.
    pub target: u32,
    /// Its name.
    pub label: String,
    /// Position in the viewport, in CSS pixels.
    pub at: (i32, i32),
    /// A field, link or canvas: what it does can't be seen from outside.
    pub opaque: bool,
    /// A modifier key was down.
    pub modified: bool,
}

/// What counts as an answer to a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// The document changed, a request, a navigation, a dialog, a focus, an input.
    Page,
    /// The customer scrolled or selected: the next click starts a new chain.
    Reading,
    /// The tab went to the background.
    Hidden,
}

/// Watches for every kind of signal.
#[derive(Debug, Default)]
pub struct Signals {
    thresholds: Thresholds,
    clicks: Clicks,
    fields: Fields,
}

impl Signals {
    /// With thresholds of the site's own.
    #[must_use]
    pub fn new(thresholds: Thresholds) -> Self {
        Self { thresholds, ..Self::default() }
    }

    /// Takes in what happened and gives the signals it completes.
    pub fn handle(&mut self, now: Millis, happening: Happening, out: &mut Vec<Signal>) {
        match happening {
            Happening::Click(click) => self.clicks.click(now, click, &self.thresholds, out),
            Happening::Activity(activity) => self.clicks.activity(now, activity, &self.thresholds),
            Happening::FieldFocused { field, label, filled } => {
                self.clicks.activity(now, Activity::Page, &self.thresholds);
                self.fields.focused(now, field, label, filled, &self.thresholds);
            }
            Happening::FieldInput { field } => {
                self.clicks.activity(now, Activity::Page, &self.thresholds);
                self.fields.input(field);
            }
            Happening::FieldLeft => self.fields.left(),
            Happening::FieldRefused { field, label } => {
                self.clicks.activity(now, Activity::Page, &self.thresholds);
                self.fields.refused(now, field, label, &self.thresholds, out);
            }
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Signal>) {
        self.clicks.tick(now, out);
        self.fields.tick(now, out);
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        [self.clicks.deadline(), self.fields.deadline()].into_iter().flatten().min()
    }

    /// Whether a click waits for an answer: only then must the page be watched.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        self.clicks.deadline().is_some()
    }
}
