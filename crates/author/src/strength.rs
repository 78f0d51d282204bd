//! How surely a target finds its element again, in words.

use alongside_protocol::{flow::Fingerprint, tree::Tree};

use crate::tree::{line, map, words};

/// A way to say which element is meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The target, as in a document.
    pub target: Tree,
    /// What it rests on, in words: `its role and name`.
    pub rests_on: &'static str,
}

/// A target that was chosen, and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// The target, as in a document.
    pub target: Tree,
    /// How many elements that can be seen fit it.
    pub count: usize,
    /// How surely it finds its element, and what would help.
    pub sentence: String,
    /// A target that tells it from the others, and what to add for it.
    pub better: Option<(Tree, &'static str)>,
}

/// Ways to say which element is meant, those that redesigns and translations leave alone
/// first. How many elements fit each, the page says.
#[must_use]
pub fn proposals(print: &Fingerprint) -> Vec<Proposal> {
    let mut all = Vec::new();
    let mut add = |rests_on, entries: Vec<(&str, &str)>| {
        if entries.iter().all(|(_, value)| !value.trim().is_empty()) {
            let entries = entries.into_iter().map(|(key, value)| (key.to_owned(), words(value)));
            all.push(Proposal { target: Tree::Map(entries.collect()), rests_on });
        }
    };
    add("its test id", vec![("testId", &print.test_id)]);
    add("its label", vec![("label", &print.label)]);
    let name = [&print.aria_label, &print.text, &print.alt].into_iter().find(|name| !name.is_empty());
    add("its role and name", vec![("role", &print.role), ("name", name.map_or("", String::as_str))]);
    let surroundings =
        if print.neighbour_text.is_empty() { "all it is known by" } else { "the words around it" };
    let recorded = ("fingerprint".to_owned(), recorded(print));
    all.push(Proposal { target: Tree::Map(vec![recorded]), rests_on: surroundings });
    all
}

/// Chooses among proposals by how many elements fit each: the first that means one element,
/// or else the first that fits any.
#[must_use]
pub fn strength(proposals: &[Proposal], counts: &[usize]) -> Option<Strength> {
    let counted: Vec<(&Proposal, usize)> = proposals.iter().zip(counts.iter().copied()).collect();
    let first = counted.iter().find(|(_, count)| *count > 0)?;
    let single = counted.iter().find(|(_, count)| *count == 1);
    let (proposal, count) = *first;
    let sentence = match (count, single) {
        (1, _) => format!("One element fits, by {}.", proposal.rests_on),
        (several, Some((better, _))) => {
            format!("{several} elements look like this; add {}.", better.rests_on)
        }
        (several, None) => format!(
            "{several} elements look like this, and nothing we know tells them apart; give it a data-testid."
        ),
    };
    let better = single.filter(|_| count > 1).map(|(better, _)| (better.target.clone(), better.rests_on));
    Some(Strength { target: proposal.target.clone(), count, sentence, better })
}

fn recorded(print: &Fingerprint) -> Tree {
    let mut entries: Vec<(String, Tree)> = [
        ("tag", &print.tag),
        ("type", &print.kind),
        ("name", &print.name),
        ("id", &print.id),
        ("class", &print.class),
        ("role", &print.role),
        ("ariaLabel", &print.aria_label),
        ("text", &print.text),
        ("label", &print.label),
        ("href", &print.href),
        ("alt", &print.alt),
        ("placeholder", &print.placeholder),
        ("neighbourText", &print.neighbour_text),
        ("testId", &print.test_id),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| (key.to_owned(), words(value)))
    .collect();
    if !print.attributes.is_empty() {
        let attributes = print.attributes.iter().map(|(key, value)| (key.clone(), words(value))).collect();
        entries.push(("attributes".to_owned(), Tree::Map(attributes)));
    }
    Tree::Map(entries)
}

/// A heading to begin with: what the element is called, or else what it is.
#[must_use]
pub fn heading(print: &Fingerprint) -> String {
    name(print).unwrap_or_else(|| print.tag.clone())
}

/// What people call the element, if anything.
#[must_use]
pub fn name(print: &Fingerprint) -> Option<String> {
    let names = [&print.label, &print.aria_label, &print.text, &print.alt, &print.placeholder];
    // A brace would begin a value.
    let plain = |name: &String| name.replace(['{', '}'], "").trim().chars().take(60).collect::<String>();
    names.into_iter().map(plain).find(|name| !name.is_empty())
}

/// What a postcondition names an element by: the first proposal, as JSON.
#[must_use]
pub fn named(print: &Fingerprint) -> String {
    let first = proposals(print).into_iter().next();
    line(&first.map_or_else(|| map([("css", words("body"))]), |first| first.target))
}
