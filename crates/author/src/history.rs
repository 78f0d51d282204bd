//! Undo and redo over everything.

use std::collections::VecDeque;

use crate::{document::Document, edit::Edit};

/// Changes that can be undone; older ones are forgotten.
const MOST: usize = 200;

/// A document and how it came to be.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    now: Document,
    /// What each change did, and what was before it.
    past: VecDeque<(String, Document)>,
    /// What each undone change did, and what was after it; the next one last.
    future: Vec<(String, Document)>,
    /// The last change, while the next may go on with it.
    last: Option<Edit>,
}

impl History {
    pub(crate) fn of(document: Document) -> Self {
        Self { now: document, ..Self::default() }
    }

    pub(crate) fn now(&self) -> &Document {
        &self.now
    }

    /// Makes a change; says whether it changed anything.
    pub(crate) fn change(&mut self, edit: Edit) -> bool {
        let Some(after) = edit.applied(&self.now).filter(|after| *after != self.now) else { return false };
        let before = std::mem::replace(&mut self.now, after);
        self.future.clear();
        if !self.last.as_ref().is_some_and(|last| edit.continues(last)) {
            self.past.push_back((edit.label(), before));
        }
        if self.past.len() > MOST {
            self.past.pop_front();
        }
        self.last = Some(edit);
        true
    }

    /// What was undone, if there was anything.
    pub(crate) fn undo(&mut self) -> Option<String> {
        let (label, before) = self.past.pop_back()?;
        let after = std::mem::replace(&mut self.now, before);
        self.future.push((label.clone(), after));
        self.last = None;
        Some(label)
    }

    /// What was done again, if there was anything.
    pub(crate) fn redo(&mut self) -> Option<String> {
        let (label, after) = self.future.pop()?;
        let before = std::mem::replace(&mut self.now, after);
        self.past.push_back((label.clone(), before));
        self.last = None;
        Some(label)
    }

    /// What undo would undo, and redo do again.
    pub(crate) fn labels(&self) -> (Option<&str>, Option<&str>) {
        (
            self.past.back().map(|(label, _)| label.as_str()),
            self.future.last().map(|(label, _)| label.as_str()),
        )
    }
}
