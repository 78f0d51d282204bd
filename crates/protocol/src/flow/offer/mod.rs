//! What a site offers its customers beside its flows: announcements, hotspots and
//! checklists; to whom, how often, and which of several variants.

mod audience;
mod experiment;

use std::collections::BTreeSet;

use serde::Deserialize;

pub use audience::{Audience, Cap, Device, MOST_TIMES};
pub use experiment::{ArmOf, Experiment, Variant};

use super::{FlowProblem, Target, Tests, Text};

/// One offer: an announcement, a hotspot, or a checklist.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an offer")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = super::schema::offer))]
pub struct Offer {
    /// Its id: what the customer has dismissed is remembered by it.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub id: String,
    /// Something to say.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub announcement: Option<Announcement>,
    /// A mark on an element, with something to say about it.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub hotspot: Option<Hotspot>,
    /// Several things to do, in the panel, with how many are done.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub checklist: Option<Checklist>,
    /// Whom it is for; everybody when not given.
    #[serde(default, rename = "for")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub audience: Audience,
    /// How often one customer is shown it: once when not given for a modal or a banner,
    /// for the others until it is dismissed.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub often: Option<Cap>,
    /// The variant of an experiment that it belongs to.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub arm: Option<ArmOf>,
}

/// Something to say.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an announcement")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Announcement {
    /// Where it is said.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub form: Form,
    /// A short heading.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>"))]
    pub title: Text,
    /// A sentence or two.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub text: Option<Text>,
    /// The id of the flow that its button starts.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flow: Option<String>,
    /// What the button says; "Show me how" when not given.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub button: Option<Text>,
}

/// Where something is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Form {
    /// Along the upper edge of the window, over the page.
    #[default]
    Banner,
    /// In the middle, and the page waits; as a banner while the customer is in a field.
    Modal,
    /// In the element of the page with `data-alongside-offer="ID"`.
    Inline,
}

/// A mark on an element, with something to say about it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a hotspot")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hotspot {
    /// The element.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Target"))]
    pub target: Target,
    /// A short heading.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>"))]
    pub title: Text,
    /// A sentence or two.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub text: Option<Text>,
    /// The id of the flow that its button starts.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub flow: Option<String>,
    /// What the button says; "Show me how" when not given.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>", optional))]
    pub button: Option<Text>,
}

/// Several things to do, with how many are done.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a checklist")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checklist {
    /// Its name.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>"))]
    pub title: Text,
    /// What there is to do.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<ChecklistItem>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an item of a checklist")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChecklistItem {
    /// What it is.
    #[cfg_attr(feature = "typescript", tsify(type = "string | Record<string, string>"))]
    pub title: Text,
    /// The id of the flow that leads through it. Once that was completed, it is done.
    pub flow: String,
    /// What must be so of what the site has told with `context.set()` for it to be done,
    /// too.
    #[serde(default)]
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, string | number | boolean | Test>", optional)
    )]
    pub done: Tests,
}

impl Offer {
    /// The ids of the flows that it leads to, each with the path of the field that says so.
    pub fn flows(&self) -> impl Iterator<Item = (String, &str)> {
        let announced = self.announcement.iter().map(|one| ("announcement.flow", one.flow.as_deref()));
        let marked = self.hotspot.iter().map(|one| ("hotspot.flow", one.flow.as_deref()));
        let single = announced.chain(marked).filter_map(|(path, flow)| Some((path.to_owned(), flow?)));
        let listed = self.checklist.iter().flat_map(|list| {
            let items = list.items.iter().enumerate();
            items.map(|(at, item)| (format!("checklist.items[{at}].flow"), item.flow.as_str()))
        });
        single.chain(listed)
    }

    /// What it says, each with the path of the field.
    pub fn texts(&self) -> impl Iterator<Item = (String, &Text)> {
        fn of<'a>(
            kind: &'a str,
            title: &'a Text,
            text: Option<&'a Text>,
            button: Option<&'a Text>,
        ) -> impl Iterator<Item = (String, &'a Text)> {
            [("title", Some(title)), ("text", text), ("button", button)]
                .into_iter()
                .filter_map(move |(name, text)| Some((format!("{kind}.{name}"), text?)))
        }
        let announced = self
            .announcement
            .iter()
            .flat_map(|one| of("announcement", &one.title, one.text.as_ref(), one.button.as_ref()));
        let marked = self
            .hotspot
            .iter()
            .flat_map(|one| of("hotspot", &one.title, one.text.as_ref(), one.button.as_ref()));
        let listed = self.checklist.iter().flat_map(|list| {
            let items = list.items.iter().enumerate();
            let items = items.map(|(at, item)| (format!("checklist.items[{at}].title"), &item.title));
            std::iter::once(("checklist.title".to_owned(), &list.title)).chain(items)
        });
        announced.chain(marked).chain(listed)
    }
}

/// Checks what types can't, of all the offers and experiments of a document.
pub(super) fn check(offers: &[Offer], experiments: &[Experiment]) -> Result<(), FlowProblem> {
    let wrong = |path: String, problem: String| Err(FlowProblem::Map { path, problem });
    let mut ids = BTreeSet::new();
    for (at, experiment) in experiments.iter().enumerate() {
        let problem = experiment.problem();
        if let Some((field, problem)) = problem {
            return wrong(format!("experiments[{at}]{field}"), problem);
        }
        if !ids.insert(experiment.id.as_str()) {
            let problem = format!("\"{}\" is already the id of another experiment", experiment.id);
            return wrong(format!("experiments[{at}].id"), problem);
        }
    }
    ids.clear();
    for (at, offer) in offers.iter().enumerate() {
        let path = |field: &str| format!("offers[{at}]{field}");
        if offer.id.is_empty() {
            return wrong(path(".id"), "expected a name, found none".to_owned());
        }
        if !ids.insert(offer.id.as_str()) {
            return wrong(path(".id"), format!("\"{}\" is already the id of another offer", offer.id));
        }
        let kinds = [offer.announcement.is_some(), offer.hotspot.is_some(), offer.checklist.is_some()];
        let kinds = kinds.into_iter().filter(|is| *is).count();
        if kinds != 1 {
            let problem = format!("expected one of announcement, hotspot and checklist, found {kinds}");
            return wrong(path(""), problem);
        }
        if offer.checklist.as_ref().is_some_and(|list| list.items.is_empty()) {
            return wrong(path(".checklist.items"), "expected at least one item, found none".to_owned());
        }
        if let Some(problem) = offer.often.and_then(Cap::problem) {
            return wrong(path(".often"), problem);
        }
        for (name, text) in offer.texts() {
            if let Some((locale, problem)) = text.problems().into_iter().next() {
                let dot = if locale.is_empty() { "" } else { "." };
                return Err(FlowProblem::Text { path: path(&format!(".{name}{dot}{locale}")), problem });
            }
        }
        if let Some(arm) = &offer.arm {
            // An experiment may stand in one document only: with the offers that it compares.
            let known = experiments.iter().find(|one| one.id == arm.experiment);
            let Some(known) = known else {
                let problem = format!("there is no experiment \"{}\" in this document", arm.experiment);
                return wrong(path(".arm.experiment"), problem);
            };
            if !known.variants.iter().any(|variant| variant.id == arm.variant) {
                let problem = format!("experiment \"{}\" has no variant \"{}\"", known.id, arm.variant);
                return wrong(path(".arm.variant"), problem);
            }
        }
    }
    Ok(())
}
