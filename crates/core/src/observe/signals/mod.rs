//! What a customer struggles with, found while it happens. `docs/signals.md` says
//! of every kind what it is, and what it is not.

mod click;
mod clicked;
mod exit;
mod failure;
mod field;
mod form;
mod happening;
mod host;
mod mark;
mod pages;
mod place;
mod pressed;
mod request;
mod threshold;

use alongside_protocol::message::{Measure, SignalCause, SignalKind};
use serde::{Deserialize, Serialize};

pub use clicked::Clicked;
pub use failure::Failure;
pub use happening::{Activity, Click, Focus, FormFacts, Happening, RefusedField, Request};
pub use mark::{ASKED, Mark};
pub use place::Place;
pub use threshold::Thresholds;

use crate::{
    Millis,
    privacy::{Label, Level},
};
use click::Clicks;
use exit::Exit;
use field::Fields;
use form::{Forms, LeftForm};
use pages::Pages;
use request::Requests;

/// A struggle, or that one was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Of which kind.
    pub kind: SignalKind,
    /// Where; not yet redacted.
    pub on: Subject,
    /// Why, as far as the page can see.
    pub cause: SignalCause,
    /// What was counted.
    pub evidence: Vec<(Measure, u32)>,
    /// The latest such signal was none, as it turned out.
    pub taken_back: bool,
}

/// What a signal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// An element, by its name as the page has it.
    Element(Label),
    /// A page or a request, by its path.
    Path(String),
}

impl Signal {
    fn new(kind: SignalKind, on: Subject, cause: SignalCause, evidence: &[(Measure, u64)]) -> Self {
        let small =
            |&(measure, number): &(Measure, u64)| (measure, u32::try_from(number).unwrap_or(u32::MAX));
        Self { kind, on, cause, evidence: evidence.iter().map(small).collect(), taken_back: false }
    }

    /// A long stop on a step of a flow.
    #[must_use]
    pub fn on_step(title: String, waited: Millis) -> Self {
        let evidence = [(Measure::Milliseconds, waited)];
        // The site has written it, for everybody.
        let title = Label::new(Level::Show, title);
        Self::new(SignalKind::Hesitation, Subject::Element(title), SignalCause::Step, &evidence)
    }
}

/// What must be known on the next page of the visit. It stays in the tab.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pages: Pages,
    left: Option<LeftForm>,
}

/// Watches for every kind of signal.
#[derive(Debug, Default)]
pub struct Signals {
    thresholds: Thresholds,
    clicks: Clicks,
    fields: Fields,
    forms: Forms,
    pages: Pages,
    exit: Exit,
    requests: Requests,
    /// What tells this page from another.
    here: Option<String>,
    /// That this page was slow has been told.
    slow: bool,
    /// The size of the largest content that was painted in time.
    in_time: u32,
}

impl Signals {
    /// With thresholds of the site's own.
    #[must_use]
    pub fn new(thresholds: Thresholds) -> Self {
        Self { thresholds, ..Self::default() }
    }

    /// Goes on from what an earlier page of the visit has kept.
    pub fn restore(&mut self, kept: Kept) {
        self.pages = kept.pages;
        self.forms.restore(kept.left);
    }

    /// What the next page must know, when this one goes now.
    #[must_use]
    pub fn kept(&self, now: Millis) -> Kept {
        Kept { pages: self.pages.clone(), left: self.forms.left(now, &self.thresholds) }
    }

    /// Takes in what happened and gives the signals it completes.
    pub fn handle(&mut self, now: Millis, happening: Happening, out: &mut Vec<Signal>) {
        let limits = &self.thresholds;
        match happening {
            Happening::Click(click) => {
                self.fields.attempted();
                if let Some(form) = click.form.filter(|_| click.on.is_button()) {
                    self.forms.pressed(now, form);
                }
                self.clicks.click(now, click, limits, out);
            }
            Happening::ClickHandled => self.clicks.handled(now),
            Happening::Activity(activity) => {
                self.clicks.activity(now, activity, limits, out);
                match activity {
                    Activity::Page => {}
                    Activity::Reading => self.pages.used(),
                    Activity::Hidden => {
                        self.fields.left();
                        self.exit.back();
                    }
                }
            }
            Happening::FieldFocused(focus) => {
                self.clicks.activity(now, Activity::Page, limits, out);
                self.fields.focused(now, focus, limits);
            }
            Happening::FieldInput { field, form } => {
                self.clicks.activity(now, Activity::Page, limits, out);
                self.pages.used();
                // What a browser fills in by itself, it fills in everywhere at once.
                if let Some(form) = form.filter(|_| self.fields.has_focus(field)) {
                    self.forms.input(form, field, self.pages.path());
                }
                self.fields.input(field);
            }
            Happening::FormEntered(form) => self.forms.entered(&form),
            Happening::FieldLeft => {
                self.fields.left();
                self.fields.attempted();
            }
            Happening::FieldRefused(refusal) => {
                self.clicks.activity(now, Activity::Page, limits, out);
                self.fields.refused(now, refusal, limits, out);
            }
            Happening::FormSubmitted { form } => {
                self.clicks.activity(now, Activity::Page, limits, out);
                self.fields.attempted();
                self.forms.submitted(form);
            }
            Happening::FormGone => self.forms.gone(now, limits, out),
            Happening::Arrived { place, reload } => {
                self.clicks.activity(now, Activity::Page, limits, out);
                let page = place.page();
                // Elsewhere on the same page is nowhere new.
                if self.here.as_ref() != Some(&page) {
                    self.forms.arrived(&place.path, reload, out);
                    self.pages.arrived(now, &page, place.path, limits, out);
                    self.exit.arrived(now);
                    self.here = Some(page);
                }
            }
            Happening::Slow { cause, took, size } => self.slow(cause, took, size, out),
            Happening::Request(request) => {
                self.clicks.request(&request, limits, out);
                self.requests.ended(now, &request, limits);
            }
            Happening::ScriptFailed(failure) => {
                if failure.is_of_page() {
                    self.clicks.script_failed(now, failure.cause, limits, out);
                }
            }
            Happening::PointerLeft { y } => self.exit.pointer_left(now, y, limits),
            Happening::PointerBack => self.exit.back(),
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Signal>) {
        self.clicks.tick(now, &self.thresholds, out);
        self.fields.tick(now, &self.thresholds, out);
        self.requests.tick(now, out);
        self.exit.tick(now, self.pages.path(), out);
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        let clicks = self.clicks.deadline(&self.thresholds);
        let others = [self.fields.deadline(), self.requests.deadline(), self.exit.deadline()];
        others.into_iter().flatten().chain(clicks).min()
    }

    /// Whether a click waits for an answer: only then must the page be watched.
    #[must_use]
    pub fn awaits_answer(&self) -> bool {
        self.clicks.await_answer()
    }

    fn slow(&mut self, cause: SignalCause, took: Millis, size: u32, out: &mut Vec<Signal>) {
        let limit = match cause {
            SignalCause::Server => self.thresholds.slow_server,
            _ => self.thresholds.slow_page,
        };
        if took <= limit {
            self.in_time = self.in_time.max(size);
            return;
        }
        // A page that goes on changing, as a carousel does, was there in time.
        let was_there = cause == SignalCause::Content && size / 2 < self.in_time;
        if !was_there && !self.slow {
            self.slow = true;
            let on = Subject::Path(self.pages.path().to_owned());
            out.push(Signal::new(SignalKind::SlowPage, on, cause, &[(Measure::Milliseconds, took)]));
        }
    }
}
