//! The page's mirror: takes the walker's batches in, keeps a redacted copy of the
//! page, and gives out what an agent's replica must be told, merged.

use std::collections::{HashMap, HashSet};

use alongside_protocol::page::{NodeId, Op, PageFrame, PageHead};

use super::{
    diff::staying,
    raw::{Field, RawError, RawNode, RawOp, read},
    strings::Strings,
    tree::{Element, Kind, Node, Shown, Tree},
};
use crate::privacy::{FieldFacts, FieldMode, Level, Policy, Redacted, field_mode, is_sealed};

/// The number of the document node.
pub const DOCUMENT: NodeId = 1;

/// What a batch led to.
#[derive(Debug, Default)]
pub struct Applied {
    /// What the replica must be told; `None` when nothing visible changed.
    pub frame: Option<PageFrame<Redacted>>,
    /// Fields that are new or whose mode changed, with what may be read of each.
    pub fields: Vec<(NodeId, FieldMode)>,
}

/// Our copy of the page, and the policy it was made under.
#[derive(Debug, Default)]
pub struct Mirror {
    policy: Policy,
    tree: Tree,
    head: Option<PageHead<Redacted>>,
    focus: NodeId,
}

/// What one batch has changed so far.
#[derive(Default)]
struct Batch {
    strings: Strings,
    fresh: HashSet<NodeId>,
    lists: Vec<(NodeId, Vec<NodeId>)>,
    /// The last word on each attribute, text and state, in order of first change.
    changes: Vec<Change>,
    place: HashMap<Key, usize>,
    fields: Vec<(NodeId, FieldMode)>,
    reset: bool,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Attribute(NodeId, String),
    Text(NodeId),
    Field(NodeId),
    Sheets(NodeId),
    Scroll(NodeId),
    Viewport,
    Focus,
}

enum Change {
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
    fn change(&mut self, key: Key, change: Change) {
        if let Some(&at) = self.place.get(&key) {
            self.changes[at] = change;
        } else {
            self.place.insert(key, self.changes.len());
            self.changes.push(change);
        }
    }
}

impl Mirror {
    /// An empty mirror.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        Self { policy, ..Self::default() }
    }

    /// Takes in one batch of the walker.
    ///
    /// # Errors
    /// [`RawError`] when the batch is garbled; the mirror is then as before.
    pub fn apply(&mut self, numbers: &[u32], strings: &[&str]) -> Result<Applied, RawError> {
        let ops = read(numbers, strings)?;
        let mut batch = Batch::default();
        for op in ops {
            self.take(op, &mut batch);
        }
        Ok(self.finish(batch))
    }

    /// The page from the start, for a replica that has nothing.
    #[must_use]
    pub fn snapshot(&self) -> Option<PageFrame<Redacted>> {
        let head = self.head.clone()?;
        let mut strings = Strings::default();
        let mut ops = self.tree.build(DOCUMENT, &mut strings);
        if self.focus != 0 {
            ops.push(Op::Focus { node: self.focus });
        }
        Some(PageFrame { reset: Some(head), strings: strings.into_table(), ops })
    }

    /// Whether a node is part of the page now.
    #[must_use]
    pub fn contains(&self, node: NodeId) -> bool {
        self.tree.contains(node)
    }

    fn take(&mut self, op: RawOp<'_>, batch: &mut Batch) {
        match op {
            RawOp::Node { id, parent, level, node } => self.add(id, parent, level, &node, batch),
            RawOp::Children { parent, children } => {
                if self.tree.contains(parent) {
                    batch.lists.push((parent, children));
                }
            }
            RawOp::Attribute { id, name, value } => self.set_attribute(id, name, value, batch),
            RawOp::Text { id, text } => self.set_text(id, text, batch),
            RawOp::Field { id, field } => self.set_field(id, &field, batch),
            RawOp::Sheets { root, sheets } => {
                let Some(node) = self.tree.get_mut(root) else {
                    return;
                };
                node.sheets = sheets.iter().map(|rules| self.policy.css(node.level, rules)).collect();
                batch.change(Key::Sheets(root), Change::Sheets(root, node.sheets.clone()));
            }
            RawOp::Scroll { id, x, y } => {
                let Some(node) = self.tree.get_mut(id) else {
                    return;
                };
                node.scroll = (x, y);
                batch.change(Key::Scroll(id), Change::Scroll(id, x, y));
            }
            RawOp::Viewport { width, height } => {
                if let Some(head) = &mut self.head {
                    head.viewport = (width, height);
                }
                batch.change(Key::Viewport, Change::Viewport(width, height));
            }
            RawOp::Focus { id } => {
                self.focus = if self.tree.contains(id) { id } else { 0 };
                batch.change(Key::Focus, Change::Focus(self.focus));
            }
        }
    }

    fn add(&mut self, id: NodeId, parent: NodeId, rule: Option<Level>, raw: &RawNode<'_>, batch: &mut Batch) {
        let (mut level, mut edited) = (self.policy.level, false);
        if let RawNode::Document { quirks, viewport, base } = raw {
            self.tree.clear();
            *batch = Batch { reset: true, ..Batch::default() };
            self.focus = 0;
            self.head =
                Some(PageHead { base: self.policy.address(base), quirks: *quirks, viewport: *viewport });
        } else {
            let Some(above) = self.tree.get(parent) else {
                return;
            };
            // What is inside a hidden box does not exist for us.
            if matches!(&above.kind, Kind::Element(element) if element.hidden.is_some()) {
                return;
            }
            level = level.max(above.level);
            edited = above.edited;
        }
        level = level.max(rule.unwrap_or(Level::Show));
        let kind = match raw {
            RawNode::Document { .. } => Kind::Document,
            RawNode::Doctype { name } => Kind::Doctype(self.policy.name(name)),
            RawNode::Comment => Kind::Comment,
            RawNode::ShadowRoot => Kind::ShadowRoot,
            RawNode::Text { text } if edited => Kind::Text(self.policy.edited(level, text)),
            RawNode::Text { text } => Kind::Text(self.policy.text(level, text)),
            RawNode::Element { name, namespace, hidden, attributes } => {
                edited |=
                    *name == "textarea" || attributes.iter().any(|(name, value)| is_editable(name, value));
                let facts = facts(name, attributes);
                let sealed = facts.is_some_and(|facts| is_sealed(&facts));
                if let Some(facts) = facts {
                    batch.fields.push((id, field_mode(&facts, level)));
                }
                let sent = attributes.iter().filter_map(|(name, value)| {
                    let value = self.policy.attribute(level, *namespace, name, value)?;
                    Some((self.policy.name(name), value))
                });
                Kind::Element(Box::new(Element {
                    name: self.policy.name(name),
                    namespace: *namespace,
                    attributes: if hidden.is_some() { Vec::new() } else { sent.collect() },
                    hidden: *hidden,
                    sealed,
                    mode: facts.map_or(FieldMode::Sealed, |facts| field_mode(&facts, level)),
                    field: None,
                    rules: None,
                }))
            }
        };
        if matches!(kind, Kind::ShadowRoot)
            && let Some(host) = self.tree.get_mut(parent)
        {
            host.shadow = Some(id);
        }
        let (children, sheets) = (Vec::new(), Vec::new());
        self.tree
            .add(id, Node { parent, children, shadow: None, level, edited, kind, scroll: (0, 0), sheets });
        batch.fresh.insert(id);
    }

    fn set_attribute(&mut self, id: NodeId, name: &str, value: Option<&str>, batch: &mut Batch) {
        let policy = self.policy;
        let Some(level) = self.tree.get(id).map(|node| node.level) else {
            return;
        };
        if value.is_some_and(|value| is_editable(name, value)) {
            self.tighten(id, level, true, batch);
        }
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        let safe_name = policy.name(name);
        let safe_value = value.and_then(|value| policy.attribute(level, element.namespace, name, value));
        let at = element.attributes.iter().position(|(known, _)| *known == safe_name);
        match (&safe_value, at) {
            (Some(value), Some(at)) => element.attributes[at].1 = value.clone(),
            (Some(value), None) => element.attributes.push((safe_name.clone(), value.clone())),
            (None, Some(at)) => drop(element.attributes.remove(at)),
            (None, None) => return self.seal_if_told(id, name, value, batch),
        }
        batch.change(Key::Attribute(id, name.to_owned()), Change::Attribute(id, safe_name, safe_value));
        self.seal_if_told(id, name, value, batch);
    }

    /// A field that turns into a secret one is sealed from then on.
    fn seal_if_told(&mut self, id: NodeId, name: &str, value: Option<&str>, batch: &mut Batch) {
        let Some(level) = self.tree.get(id).map(|node| node.level) else {
            return;
        };
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        let value = value.unwrap_or_default();
        let Some(facts) = facts(element.name.as_str(), &[(name, value)]) else {
            return;
        };
        if !element.sealed && is_sealed(&facts) {
            element.sealed = true;
            element.mode = FieldMode::Sealed;
            element.field = Some(Shown::Masked(0));
            batch.fields.push((id, FieldMode::Sealed));
            batch.change(Key::Field(id), Change::Field(id, Shown::Masked(0)));
        } else if element.sealed && name == "type" {
            // The walker must not take the new type for a new field.
            batch.fields.push((id, FieldMode::Sealed));
        } else if name == "type" {
            element.mode = field_mode(&facts, level);
            batch.fields.push((id, element.mode));
        }
    }

    /// What comes under a stricter element, or can be edited in place from now on,
    /// is as strict from now on, with all it holds.
    fn tighten(&mut self, id: NodeId, level: Level, edited: bool, batch: &mut Batch) {
        let policy = self.policy;
        let mut todo = vec![(id, level, edited)];
        while let Some((id, level, edited)) = todo.pop() {
            let Some(node) = self.tree.get_mut(id) else { continue };
            let (level, edited) = (node.level.max(level), node.edited || edited);
            if (level, edited) == (node.level, node.edited) {
                continue;
            }
            (node.level, node.edited) = (level, edited);
            match &mut node.kind {
                Kind::Text(text) if edited => *text = policy.edited(level, text.as_str()),
                Kind::Text(text) => *text = policy.text(level, text.as_str()),
                Kind::Element(element) => element.tighten(id, level, &policy, batch),
                _ => {}
            }
            if let Kind::Text(text) = &node.kind {
                batch.change(Key::Text(id), Change::Text(id, text.clone()));
            }
            todo.extend(node.shadow.iter().chain(&node.children).map(|&child| (child, level, edited)));
        }
    }

    fn set_text(&mut self, id: NodeId, text: &str, batch: &mut Batch) {
        let policy = self.policy;
        let Some(node) = self.tree.get_mut(id) else {
            return;
        };
        let (level, edited) = (node.level, node.edited);
        let safe = match &mut node.kind {
            Kind::Text(known) => {
                *known = if edited { policy.edited(level, text) } else { policy.text(level, text) };
                known.clone()
            }
            Kind::Element(element) => {
                let rules = policy.css(level, text);
                element.rules = Some(rules.clone());
                rules
            }
            _ => return,
        };
        batch.change(Key::Text(id), Change::Text(id, safe));
    }

    fn set_field(&mut self, id: NodeId, field: &Field<'_>, batch: &mut Batch) {
        let policy = self.policy;
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        // The walker was told what to read; this is the second lock on the door.
        let shown = match (element.mode, field) {
            (FieldMode::Sealed, _) => return,
            (_, Field::Length(length)) => Shown::Masked(rounded(*length)),
            (FieldMode::Length, _) => return,
            (FieldMode::Value, Field::Value(text)) => Shown::Value(policy.value(text)),
            (FieldMode::Value, Field::Checked(checked)) => Shown::Checked(*checked),
            (FieldMode::Value, Field::Selected(indices)) => Shown::Selected(indices.clone()),
        };
        element.field = Some(shown.clone());
        batch.change(Key::Field(id), Change::Field(id, shown));
    }

    fn finish(&mut self, mut batch: Batch) -> Applied {
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

    fn adopt(&mut self, parent: NodeId, children: Vec<NodeId>, batch: &mut Batch) {
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
    fn place(&mut self, batch: &mut Batch, ops: &mut Vec<Op>) {
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

    fn is_shadow_root(&self, id: NodeId) -> bool {
        self.tree.get(id).is_some_and(|node| matches!(node.kind, Kind::ShadowRoot))
    }

    fn insert(&self, node: NodeId, previous: NodeId, batch: &mut Batch, ops: &mut Vec<Op>) {
        let Some(parent) = self.tree.get(node).map(|node| node.parent) else {
            return;
        };
        if let Some(content) = self.tree.content(node, &mut batch.strings) {
            ops.push(Op::Insert { parent, previous, node, content });
        }
    }

    /// Takes a moved node off its old parent's list, when that list was not part
    /// of the batch.
    fn leave(&mut self, from: Option<NodeId>, child: NodeId, lists: &HashMap<NodeId, Vec<NodeId>>) {
        let Some(from) = from.filter(|from| !lists.contains_key(from)) else {
            return;
        };
        if let Some(node) = self.tree.get_mut(from) {
            node.children.retain(|&known| known != child);
        }
    }

    fn tell(&self, change: Change, batch: &mut Batch, ops: &mut Vec<Op>) {
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

impl Element {
    /// Takes back what the stricter level does not let out.
    fn tighten(&mut self, id: NodeId, level: Level, policy: &Policy, batch: &mut Batch) {
        let namespace = self.namespace;
        self.attributes.retain_mut(|(name, value)| {
            let strict = policy.attribute(level, namespace, name.as_str(), value.as_str());
            if strict.as_ref() != Some(value) {
                let key = Key::Attribute(id, name.as_str().to_owned());
                batch.change(key, Change::Attribute(id, name.clone(), strict.clone()));
            }
            strict.map(|strict| *value = strict).is_some()
        });
        if let Some(rules) = &mut self.rules {
            *rules = policy.css(level, rules.as_str());
            batch.change(Key::Text(id), Change::Text(id, rules.clone()));
        }
        let known: Vec<(&str, &str)> =
            self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mode = facts(self.name.as_str(), &known).map(|facts| field_mode(&facts, level));
        if let Some(mode) = mode.filter(|mode| !self.sealed && *mode != self.mode) {
            self.mode = mode;
            self.field = Some(Shown::Masked(0));
            batch.fields.push((id, mode));
            batch.change(Key::Field(id), Change::Field(id, Shown::Masked(0)));
        }
    }
}

fn is_editable(name: &str, value: &str) -> bool {
    name == "contenteditable" && !value.eq_ignore_ascii_case("false")
}

/// Length classes of a masked value; see [`FieldState::Masked`](alongside_protocol::page::FieldState::Masked).
fn rounded(length: u32) -> u8 {
    match length {
        0 => 0,
        1..=4 => 4,
        5..=8 => 8,
        9..=16 => 16,
        _ => 32,
    }
}

fn facts<'a>(tag: &'a str, attributes: &[(&'a str, &'a str)]) -> Option<FieldFacts<'a>> {
    if !matches!(tag, "input" | "textarea" | "select") {
        return None;
    }
    let of = |wanted| attributes.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| *value);
    Some(FieldFacts {
        tag,
        kind: of("type"),
        autocomplete: of("autocomplete"),
        name: of("name"),
        id: of("id"),
    })
}
