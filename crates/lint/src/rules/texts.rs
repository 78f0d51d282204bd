//! Texts in several languages.

use std::collections::{BTreeMap, BTreeSet};

use alongside_protocol::flow::{Message, Text};

use crate::{
    finding::Rule,
    site::{Broken, Site, Spot},
};

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of a step or an offer: one line, with values.
    Title,
    /// The text of one: Markdown, with values.
    Body,
    /// What stands as it is: the name of a flow or a place, a button, an item of a list.
    Name,
}

/// Every text of the documents.
pub(super) fn texts<'s>(site: &'s Site<'_>) -> impl Iterator<Item = (Spot, Kind, &'s Text)> {
    let flows = site.flows().map(|(spot, flow)| (spot, flow.title.as_ref()));
    let places = site.places().map(|(spot, place)| (spot, place.title.as_ref()));
    let names = flows.chain(places).filter_map(|(spot, title)| Some((spot.at(".title"), Kind::Name, title?)));
    let steps = site.steps().flat_map(|(spot, _, step)| {
        let text = step.text.as_ref().map(|text| (spot.at(".text"), Kind::Body, text));
        [(spot.at(".title"), Kind::Title, &step.title)].into_iter().chain(text)
    });
    let offers = site.offers().flat_map(|(spot, offer)| {
        offer.texts().map(move |(path, text)| (spot.at(&format!(".{path}")), kind(&path), text))
    });
    names.chain(steps).chain(offers)
}

/// Of a text of an offer, by its path.
fn kind(path: &str) -> Kind {
    match path {
        "announcement.title" | "hotspot.title" => Kind::Title,
        "announcement.text" | "hotspot.text" => Kind::Body,
        _ => Kind::Name,
    }
}

/// The path of a text in a language.
pub(super) fn within(spot: &Spot, tag: &str) -> Spot {
    if tag.is_empty() { spot.clone() } else { spot.at(&format!(".{tag}")) }
}

/// Languages that other texts have, and values that the same text has in another language.
pub(super) fn missing(site: &Site<'_>) -> Vec<Broken> {
    let mut languages = BTreeMap::new();
    for (_, _, text) in texts(site) {
        for (tag, _) in text.iter().filter(|(tag, _)| !tag.is_empty()) {
            languages.entry(tag.to_ascii_lowercase()).or_insert(tag);
        }
    }
    let mut broken = Vec::new();
    for (spot, kind, text) in texts(site) {
        broken.extend(untranslated(&spot, text, &languages));
        if kind != Kind::Name {
            broken.extend(unvalued(&spot, text));
        }
    }
    broken
}

fn untranslated(spot: &Spot, text: &Text, languages: &BTreeMap<String, &str>) -> Vec<Broken> {
    let listed = |join: &dyn Fn(&&str) -> String| languages.values().map(join).collect::<Vec<_>>().join(", ");
    let only = text.iter().any(|(tag, _)| tag.is_empty());
    if only && !languages.is_empty() {
        let problem = format!(
            "this is one text for all languages, and other texts are in {}",
            listed(&|tag| format!("`{tag}`"))
        );
        let fix = format!(
            "write it by language, {{ {} }}, also where the words are the same",
            listed(&|tag| format!("\"{tag}\": \"…\""))
        );
        return vec![spot.clone().breaks(Rule::MissingLanguage, problem, fix)];
    }
    let lacks = languages.iter().filter(|(tag, _)| !is_in(text, tag));
    lacks
        .map(|(_, tag)| {
            let problem = format!("there is no text in `{tag}`, which other texts have");
            within(spot, tag).breaks(Rule::MissingLanguage, problem, format!("add `\"{tag}\": \"…\"`"))
        })
        .collect()
}

/// Whether a text is there in a language: under its tag, under a shorter one, or, for a
/// language alone, under that of any region. Customers get the text of these, too.
fn is_in(text: &Text, tag: &str) -> bool {
    text.iter().filter(|(_, words)| !words.trim().is_empty()).any(|(known, _)| {
        let known = known.to_ascii_lowercase();
        known == tag || is_part(&known, tag) || !tag.contains('-') && is_part(tag, &known)
    })
}

/// Whether a tag is that of the language alone, or less precise in another way.
fn is_part(shorter: &str, tag: &str) -> bool {
    tag.strip_prefix(shorter).is_some_and(|rest| rest.starts_with('-'))
}

fn unvalued(spot: &Spot, text: &Text) -> Vec<Broken> {
    let parsed: Vec<(&str, Message)> =
        text.iter().filter_map(|(tag, words)| Some((tag, Message::parse(words).ok()?))).collect();
    let mut broken = Vec::new();
    let mut names = BTreeSet::new();
    for (tag, message) in &parsed {
        for name in message.names().into_iter().filter(|&name| names.insert(name.to_owned())) {
            for (other, _) in parsed.iter().filter(|(_, message)| !message.names().contains(&name)) {
                let problem = format!("the value {{{name}}} is in the text in `{tag}` and not in this one");
                let fix = format!("put {{{name}}} into the text in `{other}`, or take it out of the other");
                broken.push(within(spot, other).breaks(Rule::MissingValue, problem, fix));
            }
        }
    }
    broken
}
