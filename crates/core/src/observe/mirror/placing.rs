//! Where nodes go: lists of children come in, insertions, moves and removals go
//! out.

use std::collections::BTreeSet;

use alongside_protocol::page::{Frame, NodeId, Sprout};

use super::{Mirror, ToTell, changing::Set};
use crate::{
    observe::{
        diff::staying,
        tree::{Kind, Node, NodeMap, Tree},
    },
    privacy::{FieldMode, Redacted},
};

impl ToTell {
    /// Whether the replica has the node.
    pub(super) fn has(&self, tree: &Tree, id: NodeId) -> bool {
        tree.get(id).is_some_and(|node| node.told != 0 && node.told >= self.since)
    }
}

impl Mirror {
    /// What is in a node changes: keeps what the replica has there.
    pub(super) fn changes_inside(&mut self, parent: NodeId) {
        if self.to_tell.lists.contains_key(&parent) || !self.to_tell.has(&self.tree, parent) {
            return;
        }
        let known = self.tree.children(parent).filter(|&child| {
            self.to_tell.has(&self.tree, child)
                && self.tree.get(child).is_some_and(|node| node.told_at == parent)
        });
        let known = known.collect();
        self.to_tell.lists.insert(parent, known);
    }

    /// These children stand in a node, from a position on.
    pub(super) fn list(
        &mut self,
        parent: NodeId,
        offset: usize,
        more: bool,
        listed: &[NodeId],
        fields: &mut Vec<(NodeId, FieldMode)>,
    ) {
        if !self.tree.contains(parent) {
            return;
        }
        self.changes_inside(parent);
        let old: Vec<NodeId> = self.tree.children(parent).collect();
        let (level, edited) = self.tree.get(parent).map(|node| (node.level, node.edited)).unwrap_or_default();
        let (stay, rest) = old.split_at(offset.min(old.len()));
        let mut children = stay.to_vec();
        for &child in rest {
            if let Some(node) = self.tree.place_mut(child) {
                node.parent = 0;
            }
        }
        for &child in listed {
            let Some(node) = self.tree.place_mut(child) else { continue };
            let before = std::mem::replace(&mut node.parent, parent);
            children.push(child);
            if node.told != 0 && node.told_at != parent {
                self.to_tell.taken.insert(child);
            }
            let is_laxer = level > node.level || (edited && !node.edited);
            if before != parent {
                self.tree.unfold(before);
            }
            if is_laxer {
                self.tighten(child, level, edited, fields);
            }
        }
        for &child in rest {
            let Some(node) = self.tree.place_mut(child).filter(|node| node.parent == 0) else { continue };
            if more {
                node.parent = parent;
                children.push(child);
            } else if self.to_tell.has(&self.tree, child) {
                self.to_tell.taken.insert(child);
            }
        }
        // With those that have gone since: what stood between others may be one of them.
        let listed_before = self.tree.get_mut(parent).map(|node| std::mem::take(&mut node.children));
        self.note_neighbours(parent, &listed_before.unwrap_or_default(), &children);
        if let Some(node) = self.tree.get_mut(parent) {
            node.children = children;
        }
    }

    /// Tells insertions and moves until the frame is full. Parents that are left
    /// over stay for the next one.
    pub(super) fn tell_places(&mut self, frame: &mut Frame<'_, Redacted>, room: usize) {
        let mut room = room;
        let deep = |tree: &Tree, id: NodeId| Some((tree.depth(id)?, id));
        let mut order: BTreeSet<(usize, NodeId)> =
            self.to_tell.lists.keys().filter_map(|&parent| deep(&self.tree, parent)).collect();
        // From the top down: then no node is ever placed inside one of its own
        // descendants on the way.
        while let Some(&(depth, parent)) = order.first()
            && room > 0
        {
            order.remove(&(depth, parent));
            let Some(old) = self.to_tell.lists.remove(&parent) else { continue };
            if !self.to_tell.has(&self.tree, parent) {
                continue;
            }
            let mut later = BTreeSet::new();
            self.tell_children(parent, &old, frame, &mut room, &mut later);
            order.extend(later.into_iter().filter_map(|id| deep(&self.tree, id)));
        }
    }

    /// Whether there are lists that can be told: one whose parent stands nowhere
    /// waits until it does.
    pub(super) fn owes_places(&self) -> bool {
        self.to_tell.lists.keys().any(|&parent| self.tree.depth(parent).is_some())
    }

    fn tell_children(
        &mut self,
        parent: NodeId,
        old: &[NodeId],
        frame: &mut Frame<'_, Redacted>,
        room: &mut usize,
        later: &mut BTreeSet<NodeId>,
    ) {
        let new: Vec<NodeId> = self.tree.children(parent).collect();
        let beside = self.tree.get(parent).map_or(0, |node| node.beside);
        if self.tree.contains(beside) && !self.to_tell.has(&self.tree, beside) {
            self.tell_new(parent, 0, &[beside], frame, room, later);
        }
        let is_there = |mirror: &Self, child: &NodeId| {
            mirror.to_tell.has(&mirror.tree, *child)
                && mirror.tree.get(*child).is_some_and(|node| node.told_at == parent)
        };
        let kept: Vec<NodeId> = old.iter().copied().filter(|child| is_there(self, child)).collect();
        let stays = staying(&kept, &new);
        let (mut previous, mut at, mut full) = (0, 0, false);
        while at < new.len() {
            let child = new[at];
            if self.to_tell.has(&self.tree, child) {
                if !stays[at] && self.holds_frame(child) {
                    // Moved, a frame would load anew: its copy is made anew.
                    frame.remove(&[child]);
                    self.untell(child);
                    continue;
                }
                if !stays[at] {
                    frame.place(parent, previous, child);
                    self.tree.place_mut(child).into_iter().for_each(|node| node.told_at = parent);
                }
                previous = child;
                at += 1;
                continue;
            }
            let run = new[at..].iter().take_while(|child| !self.to_tell.has(&self.tree, **child)).count();
            let told = self.tell_new(parent, previous, &new[at..at + run], frame, room, later);
            at += run;
            if let Some(last) = told.checked_sub(1) {
                previous = new[at - run + last];
            }
            full |= told < run;
        }
        if full {
            // What found no room comes with the next frame; all else is in place.
            let told = new.into_iter().filter(|child| self.to_tell.has(&self.tree, *child)).collect();
            self.to_tell.lists.insert(parent, told);
        }
    }

    fn holds_frame(&self, id: NodeId) -> bool {
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            let Some(node) = self.tree.get(id).filter(|_| self.frames > 0) else { return false };
            if matches!(node.kind, Kind::Document { .. }) {
                return true;
            }
            todo.extend(self.tree.inside(id));
        }
        false
    }

    /// Tells nodes that the replica does not have, as one run of siblings. Gives
    /// how many of them found room.
    fn tell_new(
        &mut self,
        parent: NodeId,
        previous: NodeId,
        run: &[NodeId],
        frame: &mut Frame<'_, Redacted>,
        room: &mut usize,
        later: &mut BTreeSet<NodeId>,
    ) -> usize {
        let mut order: Vec<(NodeId, u32)> = Vec::new();
        let mut roots = 0;
        let number = self.to_tell.frame;
        for &root in run {
            if *room == 0 {
                break;
            }
            roots += 1;
            let mut todo = vec![(root, parent)];
            while let Some((id, above)) = todo.pop() {
                let Some(node) = self.tree.place_mut(id) else { continue };
                *room = room.saturating_sub(node.weight());
                (node.told, node.told_at) = (number, above);
                let inside: Vec<NodeId> = self.tree.inside(id).collect();
                let known = inside.iter().any(|child| self.to_tell.has(&self.tree, *child));
                let weight = inside.iter().filter_map(|child| self.tree.get(*child)).map(Node::weight);
                // What is to come takes room already.
                let wanted = weight.sum::<usize>() + todo.len();
                if !inside.is_empty() && (known || *room == 0 || wanted > *room) {
                    // Without its children, which come behind.
                    order.push((id, 0));
                    self.to_tell.lists.insert(id, Vec::new());
                    later.insert(id);
                    continue;
                }
                order.push((id, inside.len() as u32));
                todo.extend(inside.into_iter().rev().map(|child| (child, id)));
            }
        }
        let tree = &self.tree;
        let sprouts: Vec<Sprout<'_, Redacted>> = order
            .iter()
            .filter_map(|&(node, children)| Some(Sprout { node, children, kind: tree.get(node)?.sprout() }))
            .collect();
        frame.insert(parent, previous, &sprouts);
        for (node, _) in &order {
            self.tell_state(*node, frame);
        }
        roots
    }

    /// Tells what has left.
    pub(super) fn tell_gone(&mut self, frame: &mut Frame<'_, Redacted>) {
        let gone = std::mem::take(&mut self.to_tell.gone);
        let mut leaving: Vec<(NodeId, NodeId)> = Vec::new();
        // What was taken off a list and stands on none that the replica knows leaves,
        // too; it comes back as new.
        for id in std::mem::take(&mut self.to_tell.taken) {
            let Some(node) = self.tree.get(id) else { continue };
            if node.told_at != node.parent && self.to_tell.has(&self.tree, id) {
                leaving.push((id, node.told_at));
                self.untell(id);
            }
        }
        let all: NodeMap<()> = gone.iter().chain(&leaving).map(|&(id, _)| (id, ())).collect();
        // What goes with its parent need not be named.
        leaving.extend(gone.into_iter().filter(|(_, parent)| !all.contains_key(parent)));
        leaving.retain(|(_, parent)| self.to_tell.has(&self.tree, *parent));
        leaving.sort_unstable();
        let mut by_parent: NodeMap<usize> = NodeMap::default();
        for (_, parent) in &leaving {
            *by_parent.entry(*parent).or_default() += 1;
        }
        by_parent.retain(|parent, left| {
            let beside = self.tree.get(*parent).is_none_or(|node| node.beside != 0);
            *left > 1 && !beside && self.tree.children(*parent).next().is_none()
        });
        let mut emptied: Vec<NodeId> = by_parent.keys().copied().collect();
        emptied.sort_unstable();
        emptied.into_iter().for_each(|parent| frame.empty(parent));
        let left = leaving.into_iter().filter(|(_, parent)| !by_parent.contains_key(parent));
        let left: Vec<NodeId> = left.map(|(id, _)| id).collect();
        frame.remove(&left);
    }

    /// The replica no longer has a node, nor what is in it there.
    pub(super) fn untell(&mut self, id: NodeId) {
        let mut todo = vec![id];
        let mut untold = Set::default();
        while let Some(id) = todo.pop() {
            untold.insert(id);
            let Some(node) = self.tree.place_mut(id) else { continue };
            node.told = 0;
            let inside = self.tree.inside(id);
            let there = inside.filter(|child| self.tree.get(*child).is_some_and(|node| node.told_at == id));
            todo.extend(there);
        }
        // What had left it has left with it.
        self.to_tell.gone.retain(|(_, parent)| !untold.contains(parent));
    }
}
