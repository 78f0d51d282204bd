//! Observation's part of the loop.

use alongside_protocol::{
    flow::Value,
    message::{EvidenceSource, FactKind, FormProgress, FromCustomer, Reason, Status},
    tree::Tree,
};

use super::{Command, Consent, Engine, Event};
use crate::{
    Millis,
    observe::{
        context::{self, PageContext},
        signals::{Activity, Happening},
    },
    privacy::{Label, Level, Redacted},
};

/// The status is told at most this often.
const STATUS_EVERY: Millis = 300;

/// The longest name of a thing that the site tells, in characters.
const LONGEST_KEY: usize = 100;

impl Engine {
    /// What the page says of itself, as far as an agent may be told, once it has been
    /// read.
    #[must_use]
    pub fn page_context(&self) -> Option<&PageContext> {
        self.context.as_ref()
    }

    /// Selectors of the parts of the page whose text is masked, and of those of which
    /// nothing is read at all.
    #[must_use]
    pub fn closed_parts(&self) -> (String, String) {
        let rules = &self.config.rules;
        (rules.closing(Level::MaskAllText), rules.closing(Level::Hide))
    }

    /// Whether something of the page itself may leave: the customer is with a person,
    /// or has agreed.
    pub(super) fn may_tell_of_page(&self) -> bool {
        self.engage.is_engaged() || self.config.consent == Consent::Granted
    }

    pub(super) fn arrived(
        &mut self,
        now: Millis,
        path: String,
        fragment: &str,
        heading: String,
        out: &mut Vec<Command>,
    ) {
        let moved = path != self.path;
        self.heading = heading;
        if moved {
            // What the page before said of itself is not this one's.
            self.context = None;
            self.board.arrives();
            self.path = path;
            self.reading.arrived(now);
            let shown = self.config.policy.path(&self.path);
            self.reasoning.read(EvidenceSource::Path, &self.path, &shown);
            self.fact(now, FactKind::Page { path: shown }, out);
        }
        if !moved {
            self.reading.changed(now);
        }
        let heading = self.config.policy.label(Level::default(), &self.heading);
        self.reasoning.read(EvidenceSource::Heading, &self.heading, &heading);
        self.happened(now, Happening::Activity(Activity::Page), out);
        let hash = if fragment.is_empty() { "" } else { "#" };
        self.place = format!("{}{hash}{fragment}", self.path);
        let at = self.place.clone();
        self.guided(now, out, |guide, asks| guide.arrived(now, &at, asks));
    }

    pub(super) fn chose(&mut self, label: &Label) {
        let shown = self.config.policy.label(label.level, &label.text);
        self.reasoning.read(EvidenceSource::Choice, &label.text, &shown);
    }

    pub(super) fn page_changed(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.happened(now, Happening::Activity(Activity::Page), out);
        if self.may_tell_of_page() {
            self.reading.changed(now);
        }
        self.guided(now, out, |guide, asks| guide.page_changed(asks));
    }

    pub(super) fn page_read(&mut self, found: &Tree) {
        let read = context::read(found, &self.config.policy);
        if let Some(heading) = read.heading() {
            self.reasoning.read(EvidenceSource::Heading, heading.as_str(), heading);
        }
        for name in &read.about.trail {
            self.reasoning.read(EvidenceSource::Heading, name.as_str(), name);
        }
        self.reasoning.about(&read.about, &self.config.policy);
        self.context = Some(read);
    }

    pub(super) fn context(
        &mut self,
        now: Millis,
        key: &str,
        value: Value,
        text: &str,
        out: &mut Vec<Command>,
    ) {
        let shown = self.config.policy.told_by_site(text);
        let reason = match (key, text) {
            ("reason", "buy") => Some(Reason::Buy),
            ("reason", "care") => Some(Reason::Care),
            ("reason", "fix") => Some(Reason::Fix),
            _ => None,
        };
        if let Some(reason) = reason {
            self.reasoning.told(reason, EvidenceSource::Site, shown.clone());
        }
        self.fact(now, FactKind::Context { key: key.chars().take(LONGEST_KEY).collect(), value: shown }, out);
        self.guided(now, out, |guide, asks| guide.told(now, key, value, asks));
    }

    pub(super) fn consent(&mut self, consent: Consent, out: &mut Vec<Command>) {
        self.config.consent = consent;
        if consent == Consent::Denied {
            // At once, and in the middle of whatever is going on.
            self.engaging(out, |engage, asks| engage.leave(asks));
            self.stop_mirror(out);
            self.end_view(out);
            self.engage = crate::engage::Engage::new(
                self.config.policy,
                self.language,
                self.config.calls,
                self.engage.call_number(),
            );
            self.linked(out, |link, asks| link.want(false, asks));
            self.link.forget();
            self.journey.clear();
            self.for_agent.clear();
            self.told.status = None;
            self.told.remember = false;
            self.customer = None;
            out.push(Command::Forget);
            self.board.forget(self.config.random);
            out.push(Command::KeepRecord(None));
        }
    }

    pub(super) fn tell_status(&mut self, now: Millis, out: &mut Vec<Command>) {
        let status = self.status();
        // Before the page is known there is nothing to say of it.
        let unknown = self.path.is_empty();
        if unknown || !self.may_tell() || self.told.status.as_ref() == Some(&status) {
            self.told.status_due = None;
            return;
        }
        match self.told.status_due {
            Some(due) if now < due => {}
            None if self.told.status.is_some() => self.told.status_due = Some(now + STATUS_EVERY),
            _ => {
                self.told.status_due = None;
                self.told.status = Some(status.clone());
                self.tell(&FromCustomer::Status(status), out);
            }
        }
    }

    pub(super) fn status(&self) -> Status<Redacted> {
        let policy = &self.config.policy;
        // A pause is for all that the page shows: only the journey goes on.
        let paused = self.view.is_paused();
        let about = self.context.as_ref().filter(|_| self.may_tell_of_page() && !paused);
        Status {
            path: policy.path(&self.path),
            reason: self.reasoning.guess(),
            form: self.form().map(|form| FormProgress { current: form.current.filter(|_| !paused), ..form }),
            flow: self.guide.position().filter(|_| !self.preview),
            customer: self.customer.as_ref().map(|who| policy.told_by_site(who)),
            about: about.map(|context| Box::new(context.about.clone())),
        }
    }

    /// How far the form in use is, as an agent is told.
    #[must_use]
    pub fn form(&self) -> Option<FormProgress<Redacted>> {
        let label = |label: &String| self.config.policy.label(Level::default(), label);
        self.form.as_ref().map(|form| FormProgress {
            fields: form.fields,
            done: form.done,
            errors: form.errors,
            // What it is called is text; where that is masked the field has no name.
            current: form.current.as_ref().map(label).filter(|name| !name.as_str().is_empty()),
        })
    }

    pub(super) fn tell_reason(&mut self, out: &mut Vec<Command>) {
        let Some(guess) = self.reasoning.guess() else { return };
        if self.told.reason == Some((guess.reason, guess.confidence)) {
            return;
        }
        self.told.reason = Some((guess.reason, guess.confidence));
        out.push(Command::Emit(Event::Reason {
            reason: guess.reason,
            confidence: guess.confidence,
            evidence: guess.evidence.iter().map(|one| one.text.as_str().to_owned()).collect(),
        }));
    }
}
