//! A replica without a browser: applies page frames to a plain tree. It is what
//! a replica in a frame must look like, for tests and for native readers.

use std::collections::HashMap;

use alongside_protocol::page::{Content, FieldState, NodeId, Op, PageFrame};
use thiserror::Error;

/// The page as a tree of plain nodes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Replica {
    nodes: HashMap<NodeId, ReplicaNode>,
}

/// A node of a [`Replica`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplicaNode {
    /// Its parent, 0 for the document.
    pub parent: NodeId,
    /// Its children, in order.
    pub children: Vec<NodeId>,
    /// Its shadow root.
    pub shadow: Option<NodeId>,
    /// Tag name, `#text`, `#comment`, `#document`, `#doctype` or `#shadow`.
    pub name: String,
    /// The text of a text node or style element.
    pub text: String,
    /// Names and values, in the order of arrival.
    pub attributes: Vec<(String, String)>,
    /// The state of a field.
    pub field: Option<FieldState>,
}

/// Why a frame does not fit the replica: ask for a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReplicaError {
    /// An operation names a node that is not there.
    #[error("operation {op} names node {node}, which the replica does not have")]
    Node {
        /// Position of the operation in its frame.
        op: usize,
        /// The node.
        node: NodeId,
    },
    /// An operation names a string beyond the table.
    #[error("operation {op} names a string that the frame does not hold")]
    String {
        /// Position of the operation in its frame.
        op: usize,
    },
    /// A node would end up inside itself.
    #[error("operation {op} puts node {node} inside itself")]
    Cycle {
        /// Position of the operation in its frame.
        op: usize,
        /// The node.
        node: NodeId,
    },
}

impl Replica {
    /// Applies one frame.
    ///
    /// # Errors
    /// [`ReplicaError`], naming the operation that does not fit.
    pub fn apply(&mut self, frame: &PageFrame<String>) -> Result<(), ReplicaError> {
        if frame.reset.is_some() {
            self.nodes.clear();
        }
        for (at, op) in frame.ops.iter().enumerate() {
            let text =
                |reference| frame.string(reference).map(str::to_owned).ok_or(ReplicaError::String { op: at });
            match op {
                Op::Insert { parent, previous, node, content } => {
                    let mut new = ReplicaNode {
                        parent: *parent,
                        children: Vec::new(),
                        shadow: None,
                        name: String::new(),
                        text: String::new(),
                        attributes: Vec::new(),
                        field: None,
                    };
                    match content {
                        Content::Document => "#document".clone_into(&mut new.name),
                        Content::Doctype { name } => new.name = format!("#doctype {}", text(*name)?),
                        Content::Comment => "#comment".clone_into(&mut new.name),
                        Content::ShadowRoot => "#shadow".clone_into(&mut new.name),
                        Content::Text { text: content } => {
                            "#text".clone_into(&mut new.name);
                            new.text = text(*content)?;
                        }
                        Content::Element { name, attributes, .. } => {
                            new.name = text(*name)?;
                            for (name, value) in attributes {
                                new.attributes.push((text(*name)?, text(*value)?));
                            }
                        }
                    }
                    self.nodes.insert(*node, new);
                    match content {
                        Content::Document => {}
                        Content::ShadowRoot => self.node(at, *parent)?.shadow = Some(*node),
                        _ => self.put(at, *parent, *previous, *node)?,
                    }
                }
                Op::Move { parent, previous, node } => {
                    if self.is_within(*parent, *node) {
                        return Err(ReplicaError::Cycle { op: at, node: *node });
                    }
                    let from = self.node(at, *node)?.parent;
                    self.node(at, from)?.children.retain(|child| child != node);
                    self.put(at, *parent, *previous, *node)?;
                }
                Op::Remove { node } => {
                    let from = self.node(at, *node)?.parent;
                    self.node(at, from)?.children.retain(|child| child != node);
                    self.drop_with_all(*node);
                }
                Op::Attribute { node, name, value } => {
                    let name = text(*name)?;
                    let value = value.map(text).transpose()?;
                    let attributes = &mut self.node(at, *node)?.attributes;
                    let place = attributes.iter().position(|(known, _)| *known == name);
                    match (value, place) {
                        (Some(value), Some(place)) => attributes[place].1 = value,
                        (Some(value), None) => attributes.push((name, value)),
                        (None, Some(place)) => drop(attributes.remove(place)),
                        (None, None) => {}
                    }
                }
                Op::Text { node, text: content } => self.node(at, *node)?.text = text(*content)?,
                Op::Field { node, state } => self.node(at, *node)?.field = Some(state.clone()),
                Op::Sheets { root, .. } => drop(self.node(at, *root)?),
                Op::Scroll { node, .. } => drop(self.node(at, *node)?),
                Op::Viewport { .. } | Op::Focus { .. } => {}
            }
        }
        Ok(())
    }

    /// A node.
    #[must_use]
    pub fn get(&self, node: NodeId) -> Option<&ReplicaNode> {
        self.nodes.get(&node)
    }

    /// The whole page as indented lines, one a node.
    #[must_use]
    pub fn outline(&self) -> String {
        let mut out = String::new();
        let mut todo = vec![(crate::observe::mirror::DOCUMENT, 0)];
        while let Some((id, depth)) = todo.pop() {
            let Some(node) = self.nodes.get(&id) else {
                continue;
            };
            out.push_str(&"  ".repeat(depth));
            out.push_str(&node.name);
            let mut attributes = node.attributes.clone();
            attributes.sort();
            for (name, value) in attributes {
                out.push_str(&format!(" {name}={value:?}"));
            }
            if !node.text.is_empty() {
                out.push_str(&format!(" {:?}", node.text));
            }
            if let Some(field) = &node.field {
                out.push_str(&format!(" {field:?}"));
            }
            out.push('\n');
            todo.extend(node.children.iter().rev().map(|&child| (child, depth + 1)));
            todo.extend(node.shadow.map(|shadow| (shadow, depth + 1)));
        }
        out
    }

    fn node(&mut self, op: usize, node: NodeId) -> Result<&mut ReplicaNode, ReplicaError> {
        self.nodes.get_mut(&node).ok_or(ReplicaError::Node { op, node })
    }

    fn put(&mut self, op: usize, parent: NodeId, previous: NodeId, node: NodeId) -> Result<(), ReplicaError> {
        let children = &mut self.node(op, parent)?.children;
        let at = match previous {
            0 => 0,
            _ => {
                1 + children
                    .iter()
                    .position(|&child| child == previous)
                    .ok_or(ReplicaError::Node { op, node: previous })?
            }
        };
        children.insert(at, node);
        self.node(op, node)?.parent = parent;
        Ok(())
    }

    fn is_within(&self, mut node: NodeId, ancestor: NodeId) -> bool {
        for _ in 0..=self.nodes.len() {
            if node == ancestor {
                return true;
            }
            match self.nodes.get(&node) {
                Some(known) => node = known.parent,
                None => return false,
            }
        }
        true
    }

    fn drop_with_all(&mut self, node: NodeId) {
        let mut leaving = vec![node];
        while let Some(id) = leaving.pop() {
            if let Some(node) = self.nodes.remove(&id) {
                leaving.extend(node.children);
                leaving.extend(node.shadow);
            }
        }
    }
}
