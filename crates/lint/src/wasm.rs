//! The library as the npm package has it: `js/lint` calls this.

use wasm_bindgen::{JsError, prelude::wasm_bindgen};

use crate::{Finding, Options, Rule, report};

/// What was found.
#[wasm_bindgen]
pub struct Report {
    findings: Vec<Finding>,
}

#[wasm_bindgen]
impl Report {
    /// Reads the documents of one site: the names of the files, the text of each, and the
    /// ids of places that the site's code leads to; not told are the warnings of the rules
    /// in `allowed`.
    ///
    /// # Errors
    /// Fails in one sentence when `allowed` names what is no warning.
    pub fn of(
        files: Vec<String>,
        texts: Vec<String>,
        goals: Vec<String>,
        allowed: Vec<String>,
    ) -> Result<Self, JsError> {
        let allowed = allowed.iter().map(|name| Rule::allowable(name)).collect::<Result<_, _>>();
        let options = Options { goals, allowed: allowed.map_err(|error| JsError::new(&error))? };
        let files: Vec<_> = files.into_iter().zip(texts).collect();
        Ok(Self { findings: crate::lint(&files, &options) })
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
