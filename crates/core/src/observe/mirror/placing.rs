//! Where nodes go: inserts, moves, removes, and the telling of it all.

use std::collections::{HashMap, HashSet};

use alongside_protocol::page::{NodeId, Op, PageFrame};

use super::{
    Applied, Mirror,
    batch::{Batch, Change},
};
use crate::observe::{diff::staying, tree::Kind};

impl Mirror {
    pub(super) fn finish(&mut self, mut batch: Batch) -> Applied {
        let fields = std::mem::take(&mut batch.fields);
        if batch.reset {
            for (parent, children) in std::mem::take(&mut batch.lists) {
                self.adopt(parent, children, &mut batch);
            }
            return Applied { frame: self.snapshot(), fields };
        }
        let mut ops = Vec::new();
        self.place(&mut batch, &mut ops);
        for change in std::mem::take(&mut batch.changes) {
            self.tell(change, &mut batch, &mut ops);
        }
        let frame =
            (!ops.is_empty()).then(|| PageFrame { reset: None, strings: batch.strings.into_table(), ops });
        Applied { frame, fields }
    }

    pub(super) fn adopt(&mut self, parent: NodeId, children: Vec<NodeId>, batch: &mut Batch) {
        let known: Vec<NodeId> = children.into_iter().filter(|&child| self.tree.contains(child)).collect();
        let above = self.tree.get(parent).map(|node| (node.level, node.edited));
        for &child in &known {
            if let Some(node) = self.tree.get_mut(child) {
                node.parent = parent;
            }
            if let Some((level, edited)) = above {
                self.tighten(child, level, edited, batch);
            }
        }
        if let Some(node) = self.tree.get_mut(parent) {
            node.children = known;
        }
    }

    /// Turns new lists of children into inserts, moves and removes.
    pub(super) fn place(&mut self, batch: &mut Batch, ops: &mut Vec<Op>) {
        let mut old_lists = HashMap::new();
        let mut origin = HashMap::new();
        let lists = std::mem::take(&mut batch.lists);
        for (parent, _) in &lists {
            let children = self.tree.get(*parent).map(|node| node.children.clone());
            old_lists.entry(*parent).or_insert_with(|| children.unwrap_or_default());
        }
        for (parent, children) in &lists {
            for &child in children {
                if let Some(node) = self.tree.get(child) {
                    origin.entry(child).or_insert(node.parent);
                }
            }
            self.adopt(*parent, children.clone(), batch);
        }
        // From the top down: then no node is ever placed inside one of its own
        // descendants on the way.
        let mut order: Vec<(usize, NodeId)> =
            old_lists.keys().map(|&parent| (self.tree.depth(parent), parent)).collect();
        order.sort_unstable();
        let mut placed = HashSet::new();
        let shadows: Vec<NodeId> =
            batch.fresh.iter().copied().filter(|&id| self.is_shadow_root(id)).collect();
        for (_, parent) in order {
            let Some(new) = self.tree.get(parent).map(|node| node.children.clone()) else {
                continue;
            };
            if shadows.contains(&parent) && placed.insert(parent) {
                self.insert(parent, 0, batch, ops);
            }
            let old = &old_lists[&parent];
            let kept: Vec<NodeId> = old
                .iter()
                .copied()
                .filter(|child| origin.get(child).is_none_or(|&from| from == parent))
                .collect();
            let stays = staying(&kept, &new);
            let mut previous = 0;
            for (&child, stays) in new.iter().zip(stays) {
                if batch.fresh.contains(&child) && placed.insert(child) {
                    self.insert(child, previous, batch, ops);
                } else if !stays {
                    self.leave(origin.get(&child).copied(), child, &old_lists);
                    ops.push(Op::Move { parent, previous, node: child });
                }
                previous = child;
            }
        }
        let mut leaving: Vec<NodeId> = Vec::new();
        for (parent, old) in &old_lists {
            let gone = old.iter().filter(|child| {
                let listed = self.tree.get(*parent).is_some_and(|node| node.children.contains(child));
                !listed && self.tree.get(**child).is_some_and(|node| node.parent == *parent)
            });
            leaving.extend(gone);
        }
        leaving.sort_unstable();
        for node in leaving {
            self.tree.drop_with_all(node);
            ops.push(Op::Remove { node });
        }
    }

    pub(super) fn is_shadow_root(&self, id: NodeId) -> bool {
        self.tree.get(id).is_some_and(|node| matches!(node.kind, Kind::ShadowRoot))
    }

    pub(super) fn insert(&self, node: NodeId, previous: NodeId, batch: &mut Batch, ops: &mut Vec<Op>) {
        let Some(parent) = self.tree.get(node).map(|node| node.parent) else {
            return;
        };
        if let Some(content) = self.tree.content(node, &mut batch.strings) {
            ops.push(Op::Insert { parent, previous, node, content });
        }
    }

    /// Takes a moved node off its old parent's list, when that list was not part
    /// of the batch.
    pub(super) fn leave(
        &mut self,
        from: Option<NodeId>,
        child: NodeId,
        lists: &HashMap<NodeId, Vec<NodeId>>,
    ) {
        let Some(from) = from.filter(|from| !lists.contains_key(from)) else {
            return;
        };
        if let Some(node) = self.tree.get_mut(from) {
            node.children.retain(|&known| known != child);
        }
    }

    pub(super) fn tell(&self, change: Change, batch: &mut Batch, ops: &mut Vec<Op>) {
        let known = |id| self.tree.contains(id);
        let strings = &mut batch.strings;
        match change {
            // A new element came with its attributes and text.
            Change::Attribute(id, ..) if batch.fresh.contains(&id) => {}
            Change::Text(id, _) if batch.fresh.contains(&id) && self.tree.element(id).is_none() => {}
            Change::Attribute(node, name, value) if known(node) => ops.push(Op::Attribute {
                node,
                name: strings.reference(&name),
                value: value.map(|value| strings.reference(&value)),
            }),
            Change::Text(node, text) if known(node) => {
                ops.push(Op::Text { node, text: strings.reference(&text) })
            }
            Change::Field(node, shown) if known(node) => {
                ops.push(Op::Field { node, state: shown.state(strings) })
            }
            Change::Sheets(root, sheets) if known(root) => ops.push(Op::Sheets {
                root,
                sheets: sheets.iter().map(|sheet| strings.reference(sheet)).collect(),
            }),
            Change::Scroll(node, x, y) if known(node) => ops.push(Op::Scroll { node, x, y }),
            Change::Viewport(width, height) => ops.push(Op::Viewport { width, height }),
            Change::Focus(node) => ops.push(Op::Focus { node }),
            _ => {}
        }
    }
}
