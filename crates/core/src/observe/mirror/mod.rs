//! The page's mirror: takes the walker's batches in, keeps a redacted copy of the
//! page, and gives out what an agent's replica must be told, merged.

mod batch;
mod changing;
mod placing;

use alongside_protocol::page::{NodeId, Op, PageFrame, PageHead};

use super::{
    raw::{RawError, RawNode, RawOp, read},
    strings::Strings,
    tree::{Element, Kind, Node, Tree},
};
use crate::privacy::{FieldFacts, FieldMode, Level, Policy, Redacted, field_mode, is_sealed};
use batch::{Batch, Change, Key};

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

    /// The level a node's text is under; what the customer edits counts as masked.
    #[must_use]
    pub fn level_of(&self, node: NodeId) -> Level {
        self.tree.get(node).map_or(Level::Hide, |known| match &known.kind {
            Kind::Element(element) if element.hidden.is_some() => Level::Hide,
            _ if known.edited => known.level.max(Level::MaskAllText),
            _ => known.level,
        })
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
