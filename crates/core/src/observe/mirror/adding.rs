//! Nodes that are new, and nodes that go.

use std::{collections::HashMap, hash::BuildHasherDefault};

use alongside_protocol::page::{Namespace, NodeId, PageHead};
use rustc_hash::FxHasher;

use super::{
    DOCUMENT, Mirror,
    size::{LONGEST_ATTRIBUTES, LONGEST_TEXT, cut},
};
use crate::{
    observe::{
        raw::{Attribute, Named, RawNode},
        tree::{Element, Kind, Node, Text},
    },
    privacy::{Bearer, Counts, FieldFacts, FieldMode, Level, Redacted, field_mode, is_sealed},
};

/// What the policy said in this batch, so that it is asked once about each of the
/// attributes that come again and again.
#[derive(Default)]
pub(super) struct Cache {
    names: HashMap<u32, Redacted, BuildHasherDefault<FxHasher>>,
    attributes: HashMap<AttributeKey, (Option<Redacted>, Counts), BuildHasherDefault<FxHasher>>,
}

/// The element's name and role, the attribute's name and its value by their places,
/// and what else the policy goes by.
type AttributeKey = (u32, u32, u32, u32, Level, Namespace);

impl Mirror {
    pub(super) fn add(
        &mut self,
        id: NodeId,
        parent: NodeId,
        rule: Option<Level>,
        raw: &RawNode<'_>,
        cache: &mut Cache,
        fields: &mut Vec<(NodeId, FieldMode)>,
    ) {
        let rule = rule.unwrap_or(Level::Show);
        let (mut level, mut edited) = (self.policy.level.max(rule), false);
        if let RawNode::Page { quirks, viewport, dark, base, .. } = raw {
            self.tree.clear();
            self.near.begin_anew();
            self.pictures.clear();
            (self.walked, self.frames) = (false, 0);
            (self.focus, self.selection) = Default::default();
            let (base, quirks) = (self.policy.address(base), *quirks);
            self.head = Some(PageHead { base, quirks, viewport: *viewport, dark: *dark });
            self.begin_anew();
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
        edited |= matches!(raw, RawNode::Page { edited: true, .. } | RawNode::Document { edited: true, .. });
        let kind = match raw {
            RawNode::Page { quirks, .. } => Kind::Document { quirks: *quirks, base: self.policy.name("") },
            RawNode::Document { quirks, base, .. } => {
                Kind::Document { quirks: *quirks, base: self.policy.address(base) }
            }
            RawNode::Doctype { name } => Kind::Doctype(self.policy.name(name)),
            RawNode::Comment => Kind::Comment,
            RawNode::ShadowRoot => Kind::ShadowRoot,
            RawNode::Fragment => Kind::Fragment,
            RawNode::Text { text } => Kind::Text(self.safe_text(level, edited, text)),
            RawNode::Element { name, namespace, hidden, attributes } => {
                edited |= name.text == "textarea"
                    || attributes.iter().any(|one| is_editable(one.name.text, one.value.text));
                let facts = raw_facts(name.text, attributes);
                let sealed = facts.is_some_and(|facts| is_sealed(&facts));
                let mode = facts.map_or(FieldMode::Sealed, |facts| field_mode(&facts, level));
                if facts.is_some() {
                    self.redacted.field(mode);
                    fields.push((id, mode));
                }
                let sent = if hidden.is_some() {
                    self.redacted.hidden += 1;
                    Vec::new()
                } else {
                    self.safe_attributes(level, *name, *namespace, attributes, cache)
                };
                let policy = self.policy;
                Kind::Element(Box::new(Element {
                    name: cache.names.entry(name.index).or_insert_with(|| policy.name(name.text)).clone(),
                    namespace: *namespace,
                    attributes: sent,
                    hidden: *hidden,
                    sealed,
                    mode,
                    field: None,
                }))
            }
        };
        let node = Node {
            parent: 0,
            children: Vec::new(),
            beside: 0,
            rule,
            level,
            edited,
            told: 0,
            told_at: 0,
            digest: 0,
            is_folded: false,
            kind,
            extra: None,
        };
        let beside = node.is_beside() && parent != 0;
        self.frames += usize::from(beside && matches!(node.kind, Kind::Document { .. }));
        self.tree.add(id, node);
        self.near.add(id);
        if beside {
            self.changes_inside(parent);
            self.tree.get_mut(parent).into_iter().for_each(|host| host.beside = id);
            self.tree.get_mut(id).into_iter().for_each(|node| node.parent = parent);
        }
        // A new node is on no list yet; until then its level stands by itself.
        debug_assert!(id != DOCUMENT || parent == 0, "the page's document has no parent");
    }

    pub(super) fn safe_text(&mut self, level: Level, edited: bool, text: &str) -> Text {
        let text = cut(text, LONGEST_TEXT);
        let mut policy = self.policy.counting(&mut self.redacted);
        let safe = if edited { policy.edited(level, text) } else { policy.text(level, text) };
        Text { whole: safe.as_str() == text, text: safe, alone: None }
    }

    fn safe_attributes(
        &mut self,
        level: Level,
        element: Named<'_>,
        namespace: Namespace,
        attributes: &[Attribute<'_>],
        cache: &mut Cache,
    ) -> Vec<(Redacted, Redacted)> {
        let policy = self.policy;
        let mut safe = Vec::with_capacity(attributes.len());
        let mut room = LONGEST_ATTRIBUTES;
        let role = attributes.iter().find(|one| one.name.text == "role").map(|one| one.value);
        let of =
            Bearer { element: element.text, namespace, role: role.map(|role| role.text).unwrap_or_default() };
        let role = role.map_or(u32::MAX, |role| role.index);
        for Attribute { name, value } in attributes {
            let key = (element.index, role, name.index, value.index, level, namespace);
            let (sent, counts) = cache.attributes.entry(key).or_insert_with(|| {
                let mut counts = Counts::default();
                let mut policy = policy.counting(&mut counts);
                (policy.attribute_of(level, of, name.text, value.text), counts)
            });
            self.redacted += *counts;
            let length = |sent: &Redacted| name.text.len() + sent.as_str().len();
            if let Some(sent) = sent.as_ref().filter(|sent| length(sent) <= room) {
                room -= length(sent);
                let name = cache.names.entry(name.index).or_insert_with(|| policy.name(name.text));
                safe.push((name.clone(), sent.clone()));
            }
        }
        safe
    }

    /// A node is no longer part of the page.
    pub(super) fn forget(&mut self, id: NodeId) {
        let Some(node) = self.tree.forget(id) else { return };
        if node.told >= self.to_tell.since && node.told != 0 {
            self.to_tell.gone.push((id, node.told_at));
        }
        self.to_tell.lists.remove(&id);
        self.frames -= usize::from(matches!(node.kind, Kind::Document { .. })).min(self.frames);
        // What is in it may live on, on a list that is still to come.
        for inner in node.children.iter().copied().chain([node.beside]) {
            if let Some(orphan) = self.tree.get_mut(inner).filter(|inner| inner.parent == id) {
                orphan.parent = 0;
                self.to_tell.taken.insert(inner);
            }
        }
        if let Some(host) = self.tree.get_mut(node.parent)
            && host.beside == id
        {
            host.beside = 0;
        }
    }
}

pub(super) fn is_editable(name: &str, value: &str) -> bool {
    name == "contenteditable" && !value.eq_ignore_ascii_case("false")
}

fn is_field(tag: &str) -> bool {
    matches!(tag, "input" | "textarea" | "select")
}

fn raw_facts<'a>(tag: &'a str, attributes: &[Attribute<'a>]) -> Option<FieldFacts<'a>> {
    if !is_field(tag) {
        return None;
    }
    let of = |wanted: &'static str| {
        attributes.iter().find(|one| one.name.text == wanted).map_or("", |one| one.value.text)
    };
    Some(facts_of(tag, of))
}

/// What is known of a field from the attributes that were let in.
pub(super) fn facts(element: &Element) -> Option<FieldFacts<'_>> {
    let tag = element.name.as_str();
    if !is_field(tag) {
        return None;
    }
    let of = |wanted: &'static str| {
        let found = element.attributes.iter().find(|(name, _)| name.as_str() == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    Some(facts_of(tag, of))
}

fn facts_of<'a>(tag: &'a str, of: impl Fn(&'static str) -> &'a str) -> FieldFacts<'a> {
    FieldFacts { tag, kind: of("type"), autocomplete: of("autocomplete"), name: of("name"), id: of("id") }
}
