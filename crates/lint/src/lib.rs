//! What is wrong with flow documents, as far as it can be seen without a browser: each
//! finding with file, line, column and what to do.
//!
//! First what the page's own reader says of each document, then, over all of them
//! together, what customers would meet: places without a way, targets that find two
//! elements, texts without a translation. `docs/lint.md` has every rule with an example.
#![forbid(unsafe_code)]

mod finding;
pub mod report;
mod rules;
mod site;
mod source;
mod unreadable;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use finding::{Finding, Rule, Severity};

use site::{Document, Site};
use source::Source;

/// What the documents do not tell.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The ids of places that the site's code leads to, with `go()` or `guide({ goal })`.
    pub goals: Vec<String>,
    /// The warnings that the site can do without: see [`Rule::allowable`].
    pub allowed: Vec<Rule>,
}

/// Reads the documents of one site, `(file name, text)` each, and says what is wrong with
/// them, by file and line.
#[must_use]
pub fn lint(files: &[(String, String)], options: &Options) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut documents = Vec::new();
    for (file, text) in files {
        match Source::read(text) {
            Ok(source) => match source.document() {
                Ok(set) => documents.push(Document { file, source, set }),
                Err(found) => {
                    let at = source.position(&found.path);
                    findings.push(found.at(file, at));
                }
            },
            Err((found, at)) => findings.push(found.at(file, at)),
        }
    }
    let site = Site::new(documents, &options.goals, findings.is_empty());
    findings.extend(rules::all(&site));
    findings.retain(|finding| !options.allowed.contains(&finding.rule));
    let order = |finding: &Finding| files.iter().position(|(file, _)| *file == finding.file);
    findings.sort_by(|one, other| {
        (order(one), one.line, one.column).cmp(&(order(other), other.line, other.column))
    });
    findings
}
