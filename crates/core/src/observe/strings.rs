use std::collections::HashMap;

use alongside_protocol::page::StringRef;

use crate::privacy::Redacted;

/// The strings of one frame, each once.
#[derive(Debug, Default)]
pub(super) struct Strings {
    table: Vec<Redacted>,
    known: HashMap<Redacted, StringRef>,
}

impl Strings {
    pub(super) fn reference(&mut self, text: &Redacted) -> StringRef {
        if let Some(&reference) = self.known.get(text) {
            return reference;
        }
        let reference = self.table.len() as StringRef;
        self.table.push(text.clone());
        self.known.insert(text.clone(), reference);
        reference
    }

    pub(super) fn into_table(self) -> Vec<Redacted> {
        self.table
    }
}
