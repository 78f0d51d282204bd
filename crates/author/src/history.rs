//! Undo and redo over everything.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::{document::Document, edit::Edit, tree::line};

/// Changes that can be undone; older ones are forgotten.
const MOST: usize = 200;

/// How much of the past, and as much of the future, outlives a page load, in bytes of JSON: a
/// tab's memory holds about five million letters of a site, and the site wants some, too.
const MOST_KEPT: usize = 500_000;

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

/// What outlives a page load: documents as JSON, the nearest change last.
#[derive(Serialize, Deserialize)]
struct Kept {
    now: String,
    past: Vec<(String, String)>,
    future: Vec<(String, String)>,
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

    /// What can be undone and done again, as JSON, as far as it is kept.
    pub(crate) fn kept(&self) -> String {
        let kept =
            Kept { now: line(&self.now.root), past: nearest(&self.past), future: nearest(&self.future) };
        // Texts make no invalid JSON.
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// Takes up what was [`kept`](Self::kept), when it is about the document as it is now.
    pub(crate) fn take_up(&mut self, kept: &str) {
        let Ok(Kept { now, past, future }) = serde_json::from_str(kept) else { return };
        if now != line(&self.now.root) {
            return;
        }
        let read = |changes: Vec<(String, String)>| -> Option<Vec<_>> {
            changes.into_iter().map(|(label, json)| Some((label, Document::read(&json).ok()?))).collect()
        };
        if let (Some(past), Some(future)) = (read(past), read(future)) {
            self.past = past.into();
            self.future = future;
            self.last = None;
        }
    }

    /// What undo would undo, and redo do again.
    pub(crate) fn labels(&self) -> (Option<&str>, Option<&str>) {
        (
            self.past.back().map(|(label, _)| label.as_str()),
            self.future.last().map(|(label, _)| label.as_str()),
        )
    }
}

/// As many changes as are kept, the nearest last.
fn nearest<'a, I>(changes: I) -> Vec<(String, String)>
where
    I: IntoIterator<Item = &'a (String, Document), IntoIter: DoubleEndedIterator>,
{
    let mut room = MOST_KEPT;
    let mut kept: Vec<_> = changes
        .into_iter()
        .rev()
        .map_while(|(label, document)| {
            let json = line(&document.root);
            room = room.checked_sub(json.len())?;
            Some((label.clone(), json))
        })
        .collect();
    kept.reverse();
    kept
}
