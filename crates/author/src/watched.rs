//! What the page did while the author did a step by hand, also over a page load.

use serde::{Deserialize, Serialize};

use crate::postconditions::{Happened, Seen};

/// More would be no list to choose from.
const MOST: usize = 6;

/// How the page was before a step, and what was heard since. The tab's memory keeps it
/// over a page load.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Watched {
    /// The page's path.
    pub path: String,
    /// What could be seen.
    pub signs: Vec<Sign>,
    /// Something of the page was clicked.
    pub clicked: bool,
    /// A field was filled.
    pub filled: bool,
    /// Names of the events that the page's own code sent, the first one first.
    pub events: Vec<String>,
}

/// An element that a customer would take for a sign that something has happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sign {
    /// A target that means it, as JSON.
    pub target: String,
    /// What it is called.
    pub words: String,
}

impl Watched {
    /// Reads what was kept; none when it is no longer readable.
    #[must_use]
    pub fn read(json: &str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// It as JSON, for the tab's memory.
    #[must_use]
    pub fn written(&self) -> String {
        // It has nothing that JSON has not.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The page's code sent an event.
    pub fn heard(&mut self, event: String) {
        if !self.events.contains(&event) {
            self.events.push(event);
        }
    }

    /// What has happened, by how the page is now. Signs are compared by the targets that
    /// mean them: one that could be seen before would hold at once.
    #[must_use]
    pub fn until(self, path: &str, now: &[Sign]) -> Happened {
        let (appeared, gone) = (missing(now, &self.signs), missing(&self.signs, now));
        // On another page everything else of the page before is gone, too.
        let stayed = path == self.path;
        Happened {
            clicked: self.clicked,
            filled: self.filled,
            path: (!stayed).then(|| path.to_owned()),
            appeared,
            gone: if stayed { gone } else { Vec::new() },
            events: self.events.into_iter().take(MOST).collect(),
        }
    }
}

fn missing(from: &[Sign], among: &[Sign]) -> Vec<Seen> {
    let mut found = Vec::<Seen>::new();
    let mut signs: Vec<&Sign> =
        from.iter().filter(|sign| among.iter().all(|one| one.target != sign.target)).collect();
    // A number is seldom the same for the next customer.
    signs.sort_by_key(|sign| sign.words.contains(|one: char| one.is_ascii_digit()));
    for sign in signs {
        let Ok(target) = serde_json::from_str(&sign.target) else { continue };
        if found.len() < MOST && found.iter().all(|seen| seen.target != target) {
            found.push(Seen { target, words: sign.words.clone() });
        }
    }
    found
}
