//! The library as the npm package has it: `js/lint` calls this.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Finding, report};

/// What was found.
#[wasm_bindgen]
pub struct Report {
    findings: Vec<Finding>,
}

#[wasm_bindgen]
impl Report {
    /// Reads the documents of one site: the names of the files, the text of each, and the
    /// ids of places that the site's code leads to.
    #[must_use]
    pub fn of(files: Vec<String>, texts: Vec<String>, goals: Vec<String>) -> Self {
        let files: Vec<_> = files.into_iter().zip(texts).collect();
        Self { findings: crate::lint(&files, &goals) }
    }

    /// For people.
    #[must_use]
    pub fn text(&self) -> String {
        report::text(&self.findings)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        report::json(&self.findings)
    }

    /// Whether it is all right.
    #[must_use]
    pub fn passes(&self, deny_warnings: bool) -> bool {
        report::passes(&self.findings, deny_warnings)
    }
}
