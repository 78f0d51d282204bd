//! Card numbers that go over several texts of the page: told only as far as all of
//! the texts around a change, read as one, may be.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use alongside_protocol::page::NodeId;
use rustc_hash::FxHasher;

use super::Mirror;
use crate::{
    observe::{
        beside::{Beside, Member},
        tree::{Kind, Text},
    },
    privacy::{Neighbour, Redacted},
};

/// Where texts of this batch may be read on with others.
#[derive(Debug, Default)]
pub(super) struct Near {
    /// Nodes from this number on are new in this batch: their texts are all in
    /// `texts`, so nobody need look for them.
    new_from: NodeId,
    newest: NodeId,
    /// Texts with digits at an end.
    texts: Vec<NodeId>,
    /// Nodes with others beside them now, or with another text.
    changed: Vec<NodeId>,
}

impl Near {
    pub(super) fn batch(&mut self) {
        self.new_from = self.newest.saturating_add(1);
    }

    pub(super) fn add(&mut self, id: NodeId) {
        self.newest = self.newest.max(id);
    }

    /// Nodes are numbered from the start again.
    pub(super) fn begin_anew(&mut self) {
        *self = Self::default();
    }

    /// What is around a node, and it itself, may be read otherwise now.
    pub(super) fn change(&mut self, id: NodeId) {
        self.changed.push(id);
    }
}

impl Mirror {
    /// A node had these children and has those now.
    pub(super) fn note_neighbours(&mut self, parent: NodeId, old: &[NodeId], new: &[NodeId]) {
        let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let (old, rest) = (&old[start..], &new[start..]);
        if old.is_empty() && rest.is_empty() {
            return;
        }
        let end = old.iter().rev().zip(rest.iter().rev()).take_while(|(old, new)| old == new).count();
        for (at, &child) in rest[..rest.len() - end].iter().enumerate() {
            if child >= self.near.new_from {
                if self.text(child).is_some_and(Text::may_go_on) {
                    self.near.texts.push(child);
                }
            } else if old.get(at) != Some(&child) {
                self.near.change(child);
            }
        }
        if parent < self.near.new_from {
            let before = start.checked_sub(1).map_or(parent, |last| new[last]);
            let after = new.get(new.len() - end).copied().unwrap_or(parent);
            self.near.change(before);
            self.near.change(after);
        }
    }

    /// Judges all that the batch has brought side by side.
    pub(super) fn judge_neighbours(&mut self) {
        let mut todo = std::mem::take(&mut self.near.texts);
        let mut changed = std::mem::take(&mut self.near.changed);
        if todo.is_empty() && changed.is_empty() {
            return;
        }
        changed.sort_unstable();
        changed.dedup();
        let mut beside = Beside::new(&self.tree);
        todo.extend(changed.into_iter().flat_map(|node| beside.around(node)));
        todo.sort_unstable();
        todo.dedup();
        // What is sealed goes by what the texts are by themselves: all of it is found
        // before any of it changes.
        let mut judged: HashSet<NodeId, BuildHasherDefault<FxHasher>> = HashSet::default();
        let mut verdicts = Vec::new();
        for middle in todo {
            let run = beside.run(middle);
            let texts: Vec<Neighbour<'_>> = run.iter().filter_map(|member| self.neighbour(member)).collect();
            let sealed = if texts.len() > 1 { self.policy.neighbours(&texts) } else { None };
            let mut sealed = sealed.unwrap_or_default().into_iter();
            for member in run {
                let verdict = sealed.next().flatten();
                if member.near && judged.insert(member.id) {
                    verdicts.push((member.id, verdict));
                }
            }
        }
        for (id, verdict) in verdicts {
            self.seal(id, verdict);
        }
    }

    fn text(&self, id: NodeId) -> Option<&Text> {
        match &self.tree.get(id)?.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    fn neighbour(&self, member: &Member) -> Option<Neighbour<'_>> {
        let text = self.text(member.id)?.by_itself().text.as_str();
        Some(Neighbour { text, apart: member.apart })
    }

    /// Shows a text sealed, or as it is by itself.
    fn seal(&mut self, id: NodeId, sealed: Option<Redacted>) {
        // Most stay what they are, and so do their digests.
        let Some(node) = self.tree.place_mut(id) else { return };
        let Kind::Text(text) = &mut node.kind else { return };
        let told = text.text.clone();
        let alone = text.alone.take().map_or_else(|| text.clone(), |alone| *alone);
        *text = match sealed {
            Some(sealed) => Text { text: sealed, whole: false, alone: Some(Box::new(alone)) },
            None => alone,
        };
        if text.text != told {
            self.redacted.card += u32::from(text.alone.is_some());
            self.to_tell.changes.text(id);
            self.tree.unfold(id);
        }
    }
}
