//! When a step is done, proposed from what the page did while a person did the step.

use alongside_protocol::{flow::Fingerprint, tree::Tree};

use crate::tree::{get, map, text, words};

/// What happened on the page between the step and the next.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Happened {
    /// The step's element was clicked.
    pub clicked: bool,
    /// The step's element is a field, and something is in it.
    pub filled: bool,
    /// The page's path now, if it is another one.
    pub path: Option<String>,
    /// Elements that can be seen now.
    pub appeared: Vec<Seen>,
    /// Elements that can't be seen any more.
    pub gone: Vec<Seen>,
    /// Names of the events that the site dispatched.
    pub events: Vec<String>,
}

/// An element that came or went.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// A target that means it.
    pub target: Tree,
    /// What it is called.
    pub words: String,
}

/// A postcondition to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// What the step's `done` would be.
    pub done: Tree,
    /// It in words.
    pub sentence: String,
}

/// What a step's `done` could be, what is surest first, and the Next button last.
#[must_use]
pub fn postconditions(happened: &Happened) -> Vec<Proposed> {
    let mut all = Vec::new();
    let mut add = |done: Tree, sentence: String| {
        if all.iter().all(|known: &Proposed| known.done != done) {
            all.push(Proposed { done, sentence });
        }
    };
    if let Some(path) = &happened.path {
        add(map([("place", words(path))]), format!("The customer is on {path}."));
    }
    if happened.filled {
        add(words("valid"), "The field is filled and valid.".to_owned());
    }
    for event in &happened.events {
        add(map([("event", words(event))]), format!("The site says “{event}”."));
    }
    for seen in &happened.appeared {
        add(map([("present", seen.target.clone())]), format!("“{}” can be seen.", seen.words));
    }
    for seen in &happened.gone {
        add(map([("gone", seen.target.clone())]), format!("“{}” can't be seen any more.", seen.words));
    }
    if happened.clicked {
        add(words("click"), "The customer clicks it.".to_owned());
    }
    add(words("next"), "The customer presses Next.".to_owned());
    all
}

/// What a step at an element asks of a customer, as far as the element tells: to come where a
/// link leads, to press it, or to fill it. `path` is that of the element's page.
#[must_use]
pub fn usual(print: &Fingerprint, path: &str) -> Option<Tree> {
    let Fingerprint { tag, kind, role, href, .. } = print;
    let presses = matches!(kind.as_str(), "button" | "submit" | "reset" | "image");
    let to = href.split(['?', '#']).next().unwrap_or_default();
    match tag.as_str() {
        // On the page that it is on already, the step would be done before it is shown.
        "a" if to.starts_with('/') && !to.starts_with("//") && to != path => {
            Some(map([("place", words(to))]))
        }
        "input" | "select" | "textarea" if !presses => Some(words("valid")),
        "input" | "a" | "button" | "summary" => Some(words("click")),
        _ if is_pressed(role) => Some(words("click")),
        _ => None,
    }
}

/// What a step's `done` could be before anybody has done it: what its target tells of itself.
#[must_use]
pub fn expected(target: &Tree) -> Vec<Proposed> {
    let recorded = get(target, "fingerprint").and_then(|print| print.read::<Fingerprint>().ok());
    let usual = recorded.and_then(|print| usual(&print, &print.href));
    let usual = usual.as_ref().and_then(crate::document::as_text);
    postconditions(&Happened {
        clicked: usual == Some("click") || is_pressed(text(target, "role")),
        filled: usual == Some("valid") || !text(target, "label").is_empty(),
        ..Happened::default()
    })
}

fn is_pressed(role: &str) -> bool {
    matches!(role, "link" | "button" | "tab" | "menuitem" | "option")
}
