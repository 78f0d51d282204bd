//! What a site says about recording its calls.

use std::collections::BTreeMap;

use alongside_protocol::message::RecordingTerms;
use serde::Deserialize;

use crate::hours::Mistake;

/// The longest text that customers read in their panel, in characters: a paragraph.
const LONGEST: usize = 400;

/// Whether agents may ask customers to record a call, and what customers read then.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recording {
    /// Whether they may; without it there is no recording at all.
    pub allowed: bool,
    /// What recordings are for, by language: `{ en = "…", de = "…" }`.
    pub purpose: BTreeMap<String, String>,
    /// Where they are kept, and for how long, by language.
    pub kept: BTreeMap<String, String>,
}

impl Recording {
    /// Checks what types alone can't say.
    pub(crate) fn check(&self) -> Result<(), Mistake> {
        for (field, texts) in [("purpose", &self.purpose), ("kept", &self.kept)] {
            if self.allowed && texts.is_empty() {
                let expected = "a text in one language at least, such as `{ en = \"…\" }`";
                return Err((field.to_owned(), expected, "none".to_owned()));
            }
            for (language, text) in texts {
                let length = text.trim().chars().count();
                if !(1..=LONGEST).contains(&length) {
                    let field = format!("{field}.{language}");
                    let found = format!("{length} characters");
                    return Err((field, "a text of 1 to 400 characters", found));
                }
            }
        }
        Ok(())
    }

    /// What customers are told; nothing where no recording is allowed.
    pub(crate) fn terms(&self) -> Option<RecordingTerms> {
        let all = |texts: &BTreeMap<String, String>| {
            texts.iter().map(|(language, text)| (language.clone(), text.trim().to_owned())).collect()
        };
        self.allowed.then(|| RecordingTerms { purpose: all(&self.purpose), kept: all(&self.kept) })
    }
}
