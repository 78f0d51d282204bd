//! The page as a plain tree, without a browser: what a replica must look like,
//! and the memory behind one in a frame.

use std::{
    collections::{HashMap, HashSet},
    hash::BuildHasherDefault,
    sync::Arc,
};

use rustc_hash::FxHasher;
use thiserror::Error;

use super::{
    Batch, Content, Held, Layer, MOST_BYTES, MOST_COPIED, NodeId, Op, PageHead,
    digest::{digests, own_digest},
};

/// Nodes that a part of the page has at most when copies are compared.
const PART: u32 = 64;

/// A page as it was told so far.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Model {
    nodes: HashMap<NodeId, Held, BuildHasherDefault<FxHasher>>,
    head: Option<PageHead>,
    root: NodeId,
    /// What all nodes hold, by [`Held::bytes`].
    bytes: usize,
}

/// Why a batch does not fit: ask for a snapshot, unless the page is too large for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ModelError {
    /// An operation names a node that is not there, or is there already.
    #[error("operation {op} names node {node}, which is not where it should be")]
    Node {
        /// Position of the operation in its batch, from 0.
        op: usize,
        /// The node.
        node: NodeId,
    },
    /// A node would end up inside itself.
    #[error("operation {op} puts node {node} inside itself")]
    Cycle {
        /// Position of the operation in its batch, from 0.
        op: usize,
        /// The node.
        node: NodeId,
    },
    /// The page is larger than a copy may be: what it is too much for is left as it was.
    #[error(
        "operation {op} makes the copy too large: {MOST_COPIED} nodes and {MOST_BYTES} bytes are the most"
    )]
    TooLarge {
        /// Position of the operation in its batch, from 0.
        op: usize,
    },
    /// The copy is no longer the page.
    #[error("the copy has diverged from the page")]
    Diverged,
}

impl Model {
    /// Applies one batch.
    ///
    /// # Errors
    /// [`ModelError`], naming the operation that does not fit.
    pub fn apply(&mut self, batch: &Batch) -> Result<(), ModelError> {
        if let Some(head) = &batch.head {
            *self = Self { head: Some(head.clone()), ..Self::default() };
        }
        let mut at = 0;
        while let Some(op) = batch.ops.get(at) {
            if let Op::Remove { .. } = op {
                at += self.remove(at, &batch.ops[at..])?;
            } else {
                self.step(op, at)?;
                at += 1;
            }
        }
        Ok(())
    }

    /// A node.
    #[must_use]
    pub fn get(&self, node: NodeId) -> Option<&Held> {
        self.nodes.get(&node)
    }

    /// The page's document; 0 before it came.
    #[must_use]
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// How many nodes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// What all nodes hold, in bytes; see [`Held::bytes`].
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The digest of every subtree, the page's first.
    #[must_use]
    pub fn digests(&self) -> Vec<(NodeId, u64)> {
        digests(self.root, &|node| {
            let held = self.nodes.get(&node)?;
            let own = own_digest(node, held.content.sprout(), held.field.as_ref(), &held.sheets);
            Some((own, held.beside.iter().chain(&held.children).copied().collect()))
        })
    }

    /// The digest of the whole page: the [`own_digest`]s of all nodes, each
    /// folded into its parent's.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digests().first().map_or(0, |(_, digest)| *digest)
    }

    /// The digests of parts of at most 64 nodes that together are most of the page.
    #[must_use]
    pub fn parts(&self) -> Vec<(NodeId, u64)> {
        let all = self.digests();
        let at: HashMap<NodeId, usize> = all.iter().enumerate().map(|(at, (node, _))| (*node, at)).collect();
        let above = |node: NodeId| self.nodes.get(&node).and_then(|held| at.get(&held.parent).copied());
        let mut sizes = vec![1u32; all.len()];
        for (at, (node, _)) in all.iter().enumerate().rev() {
            if let Some(parent) = above(*node) {
                sizes[parent] += sizes[at];
            }
        }
        let is_part = |at: usize, node: NodeId| {
            sizes[at] <= PART && above(node).is_none_or(|parent| sizes[parent] > PART)
        };
        all.iter().enumerate().filter(|(at, (node, _))| is_part(*at, *node)).map(|(_, part)| *part).collect()
    }

    fn step(&mut self, op: &Op, at: usize) -> Result<(), ModelError> {
        let unknown = |node| ModelError::Node { op: at, node };
        match op {
            Op::Insert { parent, previous, node, content } => {
                self.insert(at, *parent, *previous, *node, content)?;
            }
            Op::Move { parent, previous, node } => {
                if self.is_within(*parent, *node) {
                    return Err(ModelError::Cycle { op: at, node: *node });
                }
                self.take(*node).ok_or(unknown(*node))?;
                self.put(at, *parent, *previous, *node)?;
            }
            Op::Focus { node } if *node != 0 => drop(self.node(at, *node)?),
            Op::Empty { node } => {
                let children = std::mem::take(&mut self.node(at, *node)?.children);
                children.into_iter().for_each(|child| self.drop_with_all(child));
            }
            Op::Attribute { node, name, value } => self.change(at, *node, |held| {
                let Content::Element { attributes, .. } = &mut held.content else { return false };
                let found = attributes.iter().position(|(known, _)| known == name);
                match (value, found) {
                    (Some(value), Some(at)) => attributes[at].1 = Arc::clone(value),
                    (Some(value), None) => attributes.push((Arc::clone(name), Arc::clone(value))),
                    (None, Some(at)) => drop(attributes.remove(at)),
                    (None, None) => {}
                }
                true
            })?,
            Op::Text { node, text } => self.change(at, *node, |held| match &mut held.content {
                Content::Text { text: known } => {
                    *known = Arc::clone(text);
                    true
                }
                _ => false,
            })?,
            Op::Rules { node, sheet } => {
                self.set(at, *node, |held| held.sheets = vec![sheet.clone()])?;
            }
            Op::Sheets { root, sheets } => {
                self.set(at, *root, |held| held.sheets.clone_from(sheets))?;
            }
            Op::Field { node, state } => {
                self.set(at, *node, |held| held.field = Some(state.clone()))?;
            }
            Op::Scroll { node, x, y } => self.node(at, *node)?.scroll = (*x, *y),
            Op::Layer { node, layer } => self.node(at, *node)?.layer = *layer,
            Op::Size { node, width, height } => match &mut self.node(at, *node)?.content {
                Content::Element { hidden: Some(size), .. } => *size = (*width, *height),
                _ => return Err(unknown(*node)),
            },
            Op::Viewport { width, height, dark } => {
                if let Some(head) = &mut self.head {
                    (head.viewport, head.dark) = ((*width, *height), *dark);
                }
            }
            Op::Check { digest } => {
                if *digest != self.digest() {
                    return Err(ModelError::Diverged);
                }
            }
            // Taken together, above.
            Op::Remove { .. }
            | Op::Focus { .. }
            | Op::Selection { .. }
            | Op::Picture { .. }
            | Op::Leaving
            | Op::Paused { .. }
            | Op::Ended { .. } => {}
        }
        Ok(())
    }

    fn node(&mut self, op: usize, node: NodeId) -> Result<&mut Held, ModelError> {
        self.nodes.get_mut(&node).ok_or(ModelError::Node { op, node })
    }

    fn set(&mut self, op: usize, node: NodeId, act: impl FnOnce(&mut Held)) -> Result<(), ModelError> {
        self.change(op, node, |held| {
            act(held);
            true
        })
    }

    /// Changes what a node holds; `act` says whether it is one that can hold it.
    fn change(
        &mut self,
        op: usize,
        node: NodeId,
        act: impl FnOnce(&mut Held) -> bool,
    ) -> Result<(), ModelError> {
        let held = self.node(op, node)?;
        let before = held.bytes();
        if !act(held) {
            return Err(ModelError::Node { op, node });
        }
        let after = held.bytes();
        self.bytes = self.bytes - before + after;
        if self.bytes > MOST_BYTES { Err(ModelError::TooLarge { op }) } else { Ok(()) }
    }

    fn insert(
        &mut self,
        op: usize,
        parent: NodeId,
        previous: NodeId,
        node: NodeId,
        content: &Content,
    ) -> Result<(), ModelError> {
        if node == 0 || self.nodes.contains_key(&node) {
            return Err(ModelError::Node { op, node });
        }
        let beside = content.is_beside();
        let held = Held {
            parent,
            children: Vec::new(),
            beside: None,
            content: content.clone(),
            field: None,
            sheets: Vec::new(),
            layer: Layer::None,
            scroll: (0, 0),
        };
        if parent == 0 && self.root != 0 {
            return Err(ModelError::Node { op, node });
        }
        let bytes = self.bytes + held.bytes();
        if self.nodes.len() >= MOST_COPIED || bytes > MOST_BYTES {
            return Err(ModelError::TooLarge { op });
        }
        self.bytes = bytes;
        self.nodes.insert(node, held);
        if parent == 0 {
            self.root = node;
        } else if beside {
            self.node(op, parent)?.beside = Some(node);
        } else {
            self.put(op, parent, previous, node)?;
        }
        Ok(())
    }

    fn put(&mut self, op: usize, parent: NodeId, previous: NodeId, node: NodeId) -> Result<(), ModelError> {
        let children = &mut self.node(op, parent)?.children;
        let place = if previous == 0 {
            0
        } else {
            let before = children.iter().rposition(|child| *child == previous);
            before.ok_or(ModelError::Node { op, node: previous })? + 1
        };
        children.insert(place, node);
        self.node(op, node)?.parent = parent;
        Ok(())
    }

    /// Takes out the nodes that a run of removals begins with, and gives its length.
    /// Each list of children is gone through once: lists of ten thousand are emptied
    /// one by one.
    fn remove(&mut self, at: usize, ops: &[Op]) -> Result<usize, ModelError> {
        let run = ops.iter().map_while(|op| match op {
            Op::Remove { node } => Some(*node),
            _ => None,
        });
        let mut parents = HashSet::new();
        let (mut removed, mut fault) = (0, None);
        for node in run {
            let Some(held) = self.nodes.get(&node).filter(|_| node != self.root) else {
                fault = Some(ModelError::Node { op: at + removed, node });
                break;
            };
            parents.insert(held.parent);
            self.drop_with_all(node);
            removed += 1;
        }
        for parent in parents {
            // It may have been removed after what was in it.
            let Some(mut above) = self.nodes.remove(&parent) else { continue };
            above.children.retain(|child| self.nodes.contains_key(child));
            above.beside = above.beside.filter(|beside| self.nodes.contains_key(beside));
            self.nodes.insert(parent, above);
        }
        fault.map_or(Ok(removed), Err)
    }

    fn take(&mut self, node: NodeId) -> Option<()> {
        let parent = self.nodes.get(&node)?.parent;
        if let Some(above) = self.nodes.get_mut(&parent) {
            if let Some(at) = above.children.iter().position(|child| *child == node) {
                above.children.remove(at);
            }
            if above.beside == Some(node) {
                above.beside = None;
            }
        }
        Some(())
    }

    fn is_within(&self, node: NodeId, ancestor: NodeId) -> bool {
        let above = std::iter::successors(Some(node), |node| self.nodes.get(node).map(|held| held.parent));
        above.take(self.nodes.len() + 1).any(|node| node == ancestor)
    }

    fn drop_with_all(&mut self, node: NodeId) {
        let mut leaving = vec![node];
        while let Some(node) = leaving.pop() {
            if let Some(held) = self.nodes.remove(&node) {
                self.bytes -= held.bytes();
                leaving.extend(held.beside);
                leaving.extend(held.children);
            }
        }
    }
}
