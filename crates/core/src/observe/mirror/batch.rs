use std::collections::{HashMap, HashSet};

use alongside_protocol::page::NodeId;

use crate::{
    observe::{strings::Strings, tree::Shown},
    privacy::{FieldMode, Redacted},
};

/// What one batch has changed so far.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) strings: Strings,
    pub(super) fresh: HashSet<NodeId>,
    pub(super) lists: Vec<(NodeId, Vec<NodeId>)>,
    /// The last word on each attribute, text and state, in order of first change.
    pub(super) changes: Vec<Change>,
    pub(super) place: HashMap<Key, usize>,
    pub(super) fields: Vec<(NodeId, FieldMode)>,
    pub(super) reset: bool,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Attribute(NodeId, String),
    Text(NodeId),
    Field(NodeId),
    Sheets(NodeId),
    Scroll(NodeId),
    Viewport,
    Focus,
}

pub(super) enum Change {
    Attribute(NodeId, Redacted, Option<Redacted>),
    Text(NodeId, Redacted),
    Field(NodeId, Shown),
    Sheets(NodeId, Vec<Redacted>),
    Scroll(NodeId, i32, i32),
    Viewport(u32, u32),
    Focus(NodeId),
}

impl Batch {
    /// Keeps the last of several changes to one thing.
    pub(super) fn change(&mut self, key: Key, change: Change) {
        if let Some(&at) = self.place.get(&key) {
            self.changes[at] = change;
        } else {
            self.place.insert(key, self.changes.len());
            self.changes.push(change);
        }
    }
}
