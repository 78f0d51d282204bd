use std::{
    collections::{HashMap, HashSet},
    hash::BuildHasherDefault,
};

use alongside_protocol::page::{FieldState, Layer, Namespace, NodeId, Sheet, SheetHash, SproutKind};
use rustc_hash::FxHasher;

use super::mirror::DOCUMENT;
use crate::privacy::{FieldMode, Level, Redacted};

pub(super) type NodeMap<V> = HashMap<NodeId, V, BuildHasherDefault<FxHasher>>;

/// Our copy of the page, of redacted text alone: whatever is asked of it later
/// can't hold more than the policy let in.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: NodeMap<Node>,
}

#[derive(Debug)]
pub(super) struct Node {
    /// 0 for the page's document, and for a node that stands nowhere just now.
    pub(super) parent: NodeId,
    /// May name nodes that have gone elsewhere meanwhile: see [`Tree::children`].
    pub(super) children: Vec<NodeId>,
    /// Shadow root, template content or a frame's document; 0 for none.
    pub(super) beside: NodeId,
    /// The rule that names this very node.
    pub(super) rule: Level,
    /// The strictest of its own and its ancestors'.
    pub(super) level: Level,
    /// Inside something the customer edits in place.
    pub(super) edited: bool,
    /// The frame in which the replica was told of it; 0 for never.
    pub(super) told: u32,
    /// The parent under which the replica has it.
    pub(super) told_at: NodeId,
    /// The digest of all that is in it; to be made anew unless `is_folded`.
    pub(super) digest: u64,
    /// Whether the digest is that of the node as it is now. Where it is not, it is not
    /// further up, either.
    pub(super) is_folded: bool,
    pub(super) kind: Kind,
    pub(super) extra: Option<Box<Extra>>,
}

/// What few nodes have.
#[derive(Debug, Default)]
pub(super) struct Extra {
    pub(super) scroll: (i32, i32),
    pub(super) sheets: Vec<Sheet<Redacted>>,
    pub(super) layer: Layer,
}

#[derive(Debug)]
pub(super) enum Kind {
    Document { quirks: bool, base: Redacted },
    Doctype(Redacted),
    Element(Box<Element>),
    Text(Text),
    Comment,
    ShadowRoot,
    Fragment,
}

#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) text: Redacted,
    /// Whether it is the page's own, letter by letter.
    pub(super) whole: bool,
    /// What it is by itself, when it is sealed for what stands beside it.
    pub(super) alone: Option<Box<Text>>,
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
    pub(super) field: Option<FieldState<Redacted>>,
}

impl Node {
    pub(super) fn extra(&mut self) -> &mut Extra {
        self.extra.get_or_insert_default()
    }

    pub(super) fn sheets(&self) -> &[Sheet<Redacted>] {
        self.extra.as_ref().map_or(&[], |extra| &extra.sheets)
    }

    pub(super) fn sprout(&self) -> SproutKind<'_, Redacted> {
        match &self.kind {
            Kind::Document { quirks, base } => SproutKind::Document { quirks: *quirks, base },
            Kind::Doctype(name) => SproutKind::Doctype(name),
            Kind::Text(text) => SproutKind::Text(&text.text),
            Kind::Comment => SproutKind::Comment,
            Kind::ShadowRoot => SproutKind::ShadowRoot,
            Kind::Fragment => SproutKind::Fragment,
            Kind::Element(element) => SproutKind::Element {
                name: &element.name,
                namespace: element.namespace,
                attributes: &element.attributes,
                hidden: element.hidden,
            },
        }
    }

    pub(super) fn is_beside(&self) -> bool {
        matches!(self.kind, Kind::ShadowRoot | Kind::Fragment | Kind::Document { .. })
    }
}

impl Tree {
    pub(super) fn clear(&mut self) {
        self.nodes.clear();
    }

    /// The hashes that style sheets of the page are told by.
    pub(super) fn sheets_in_use(&self) -> HashSet<SheetHash> {
        let sheets = self.nodes.values().flat_map(Node::sheets);
        let hashed = sheets.filter_map(|sheet| match sheet {
            Sheet::Hash(hash) => Some(*hash),
            Sheet::Rules(_) => None,
        });
        hashed.collect()
    }

    pub(super) fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(&id)
    }

    /// A node that changes: digests above it are to be made anew.
    pub(super) fn get_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.unfold(id);
        self.nodes.get_mut(&id)
    }

    /// A node whose digest stays: for where it stands and what was told of it. Who takes
    /// it from a parent, or changes what it is after all, calls [`Tree::unfold`].
    pub(super) fn place_mut(&mut self, id: NodeId) -> Option<&mut Node> {
        self.nodes.get_mut(&id)
    }

    pub(super) fn contains(&self, id: NodeId) -> bool {
        self.nodes.contains_key(&id)
    }

    pub(super) fn add(&mut self, id: NodeId, node: Node) {
        if let Some(before) = self.nodes.insert(id, node) {
            self.unfold(before.parent);
        }
    }

    pub(super) fn forget(&mut self, id: NodeId) -> Option<Node> {
        let node = self.nodes.remove(&id)?;
        self.unfold(node.parent);
        Some(node)
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn element_mut(&mut self, id: NodeId) -> Option<&mut Element> {
        match &mut self.get_mut(id)?.kind {
            Kind::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The children that a node really has.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let listed = self.nodes.get(&id).map_or(&[][..], |node| &node.children);
        listed
            .iter()
            .copied()
            .filter(move |child| self.nodes.get(child).is_some_and(|node| node.parent == id))
    }

    /// Everything in a node, what stands beside its children first.
    pub(super) fn inside(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let beside = self.nodes.get(&id).map_or(0, |node| node.beside);
        Some(beside).filter(|beside| self.contains(*beside)).into_iter().chain(self.children(id))
    }

    /// How deep in the page a node stands; none when it stands nowhere just now.
    pub(super) fn depth(&self, id: NodeId) -> Option<usize> {
        let mut at = id;
        for depth in 0..=self.nodes.len() {
            match self.nodes.get(&at)?.parent {
                0 => return (at == DOCUMENT).then_some(depth),
                parent => at = parent,
            }
        }
        None
    }
}
