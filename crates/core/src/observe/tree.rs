use std::collections::HashMap;

use alongside_protocol::page::{Content, FieldState, Namespace, NodeId, Op};

use super::strings::Strings;
use crate::privacy::{FieldMode, Level, Redacted};

/// Our copy of the page, of redacted text alone: whatever is asked of it later
/// can't hold more than the policy let in.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: HashMap<NodeId, Node>,
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: NodeId,
    pub(super) children: Vec<NodeId>,
    pub(super) shadow: Option<NodeId>,
    pub(super) level: Level,
    /// Inside something the customer edits in place.
    pub(super) edited: bool,
    pub(super) kind: Kind,
    pub(super) scroll: (i32, i32),
    pub(super) sheets: Vec<Redacted>,
}

#[derive(Debug)]
pub(super) enum Kind {
    Document,
    Doctype(Redacted),
    Element(Box<Element>),
    Text(Redacted),
    Comment,
    ShadowRoot,
}

#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: Redacted,
    pub(super) namespace: Namespace,
    pub(super) attributes: Vec<(Redacted, Redacted)>,
    pub(super) hidden: Option<(u32, u32)>,
    /// Once sealed, for good: a password shown as text is still a password.
    pub(super) sealed: bool,
    /// What of its state may be read; of no matter unless it is a field.
    pub(super) mode: FieldMode,
    pub(super) field: Option<Shown>,
    /// The rules of a `<style>` element.
    pub(super) rules: Option<Redacted>,
}

/// What an agent sees of a field, with its own text.
#[derive(Debug, Clone)]
pub(super) enum Shown {
    Masked(u8),
    Value(Redacted),
    Checked(bool),
    Selected(Vec<u32>),
}

impl Shown {
    pub(super) fn state(&self, strings: &mut Strings) -> FieldState {
        match self {
            Self::Masked(length) => FieldState::Masked { length: *length },
            Self::Value(text) => FieldState::Value { text: strings.reference(text) },
            Self::Checked(checked) => FieldState::Checked { checked: *checked },
            Self::Selected(indices) => FieldState::Selected { indices: indices.clone() },
        }
    }
}

impl Tree {
    pub(super) fn clear(&mut self) {
        self.nodes.clear();
    }

    pub(super) fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(&id)
    }

    pub(super) fn contains(&self, id: NodeId) -> bool {
        self.nodes.contains_key(&id)
    }

    pub(super) fn add(&mut self, id: NodeId, node: Node) {
        self.nodes.insert(id, node);
    }

    pub(super) fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.nodes.get_mut(&id)?.kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(super) fn element(&self, id: NodeId) -> Option<&Element> {
        match &self.nodes.get(&id)?.kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// How many ancestors a node has.
    pub(super) fn depth(&self, id: NodeId) -> usize {
        let mut depth = 0;
        let mut at = id;
        while let Some(node) = self.nodes.get(&at) {
            at = node.parent;
            depth += 1;
            if depth > self.nodes.len() {
                break;
            }
        }
        depth
    }

    /// Drops a node with all that is still below it.
    pub(super) fn drop_with_all(&mut self, id: NodeId) {
        let mut leaving = vec![id];
        while let Some(id) = leaving.pop() {
            if let Some(node) = self.nodes.remove(&id) {
                leaving.extend(node.shadow);
                // A child that was placed elsewhere meanwhile stays.
                leaving.extend(
                    node.children
                        .into_iter()
                        .filter(|child| self.nodes.get(child).is_some_and(|node| node.parent == id)),
                );
            }
        }
    }

    /// What a peer must be told of a new node, wherever it stands.
    pub(super) fn content(&self, id: NodeId, strings: &mut Strings) -> Option<Content> {
        Some(match &self.nodes.get(&id)?.kind {
            Kind::Document => Content::Document,
            Kind::Doctype(name) => Content::Doctype { name: strings.reference(name) },
            Kind::Text(text) => Content::Text { text: strings.reference(text) },
            Kind::Comment => Content::Comment,
            Kind::ShadowRoot => Content::ShadowRoot,
            Kind::Element(element) => Content::Element {
                name: strings.reference(&element.name),
                namespace: element.namespace,
                attributes: element
                    .attributes
                    .iter()
                    .map(|(name, value)| (strings.reference(name), strings.reference(value)))
                    .collect(),
                hidden: element.hidden,
            },
        })
    }

    /// The state of a node that its content does not hold.
    pub(super) fn state(&self, id: NodeId, strings: &mut Strings, out: &mut Vec<Op>) {
        let Some(node) = self.nodes.get(&id) else {
            return;
        };
        if let Kind::Element(element) = &node.kind {
            if let Some(rules) = &element.rules {
                out.push(Op::Text { node: id, text: strings.reference(rules) });
            }
            if let Some(shown) = &element.field {
                out.push(Op::Field { node: id, state: shown.state(strings) });
            }
        }
        if !node.sheets.is_empty() {
            let sheets = node.sheets.iter().map(|sheet| strings.reference(sheet)).collect();
            out.push(Op::Sheets { root: id, sheets });
        }
    }

    /// Every operation that builds a subtree from nothing.
    pub(super) fn build(&self, root: NodeId, strings: &mut Strings) -> Vec<Op> {
        let mut ops = Vec::new();
        let mut scrolls = Vec::new();
        let mut todo = vec![(root, 0)];
        while let Some((id, previous)) = todo.pop() {
            let Some(node) = self.nodes.get(&id) else {
                continue;
            };
            let Some(content) = self.content(id, strings) else {
                continue;
            };
            ops.push(Op::Insert { parent: node.parent, previous, node: id, content });
            self.state(id, strings, &mut ops);
            if node.scroll != (0, 0) {
                scrolls.push(Op::Scroll { node: id, x: node.scroll.0, y: node.scroll.1 });
            }
            for (at, &child) in node.children.iter().enumerate().rev() {
                let previous = at.checked_sub(1).map_or(0, |before| node.children[before]);
                todo.push((child, previous));
            }
            todo.extend(node.shadow.map(|shadow| (shadow, 0)));
        }
        // A scroller can only scroll once its content is there.
        ops.append(&mut scrolls);
        ops
    }
}
