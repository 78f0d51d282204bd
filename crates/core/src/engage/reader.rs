//! Another agent who reads along: whom the one the customer is with has asked for help.

use super::{Ask, Engage};
use crate::words::Word;

impl Engage {
    /// Who reads along from now on, by name; nobody any more. Each time the customer hears
    /// and sees it, since somebody else is shown this page.
    pub fn reads_along(&mut self, colleague: Option<String>, out: &mut Vec<Ask>) {
        let Some(agent) = self.agent().map(str::to_owned) else { return };
        let before = std::mem::replace(&mut self.reader, colleague);
        if self.reader == before {
            return;
        }
        if self.reader.is_some() {
            self.open = true;
        }
        let said = match (&self.reader, &before) {
            (Some(_), _) => self.who_reads(&agent),
            (None, Some(before)) => Some(self.language.say_with(Word::ReadsNoMore, &[before])),
            (None, None) => None,
        };
        out.extend(said.map(Ask::Announce));
    }

    /// That somebody reads along, in a sentence.
    pub(super) fn who_reads(&self, agent: &str) -> Option<String> {
        let colleague = self.reader.as_deref()?;
        Some(self.language.say_with(Word::ReadsAlong, &[agent, colleague, colleague, agent]))
    }
}
