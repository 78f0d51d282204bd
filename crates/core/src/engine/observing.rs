//! Observation's part of the loop.

use alongside_protocol::{
    flow::Value,
    message::{EvidenceSource, FactKind, FormProgress, Reason, Status},
};

use super::{Command, Consent, Engine, Event};
use crate::{
    Millis,
    observe::signals::{Activity, Happening},
    privacy::{Level, Redacted},
};

impl Engine {
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
            self.path = path;
            let shown = self.config.policy.path(&self.path);
            self.reasoning.read(EvidenceSource::Path, &self.path, &shown);
            self.fact(now, FactKind::Page { path: shown }, out);
        }
        let heading = self.config.policy.label(Level::default(), &self.heading);
        self.reasoning.read(EvidenceSource::Heading, &self.heading, &heading);
        self.happened(now, Happening::Activity(Activity::Page), out);
        let hash = if fragment.is_empty() { "" } else { "#" };
        self.place = format!("{}{hash}{fragment}", self.path);
        let at = self.place.clone();
        self.guided(now, out, |guide, asks| guide.arrived(now, &at, asks));
    }

    pub(super) fn chose(&mut self, label: &str) {
        let shown = self.config.policy.label(Level::default(), label);
        self.reasoning.read(EvidenceSource::Choice, label, &shown);
    }

    pub(super) fn page_changed(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.happened(now, Happening::Activity(Activity::Page), out);
        self.guided(now, out, |guide, asks| guide.page_changed(asks));
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
        self.fact(now, FactKind::Context { key: key.to_owned(), value: shown }, out);
        self.guided(now, out, |guide, asks| guide.told(now, key, value, asks));
    }

    pub(super) fn consent(&mut self, consent: Consent, out: &mut Vec<Command>) {
        self.config.consent = consent;
        if consent == Consent::Denied {
            // At once, and in the middle of whatever is going on.
            self.engaging(out, |engage, asks| engage.leave(asks));
            self.stop_mirror(out);
            self.engage =
                crate::engage::Engage::new(self.config.policy, self.language, self.engage.call_number());
            self.linked(out, |link, asks| link.want(false, asks));
            self.link.forget();
            self.journey.clear();
            self.for_agent.clear();
            self.told.status = None;
            self.told.remember = false;
            self.customer = None;
            out.push(Command::Forget);
        }
    }

    pub(super) fn status(&self) -> Status<Redacted> {
        let policy = &self.config.policy;
        let form = self.form.as_ref().map(|form| FormProgress {
            fields: form.fields,
            done: form.done,
            errors: form.errors,
            current: form.current.as_ref().map(|label| policy.label(Level::default(), label)),
        });
        Status {
            path: policy.path(&self.path),
            reason: self.reasoning.guess(),
            form,
            flow: self.guide.position(),
            customer: self.customer.as_ref().map(|who| policy.told_by_site(who)),
        }
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
