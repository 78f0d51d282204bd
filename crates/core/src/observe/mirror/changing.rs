//! What changes at a node that stays: attributes, text, fields, sheets, levels.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use alongside_protocol::page::{FieldState, NodeId, Sheet};
use rustc_hash::FxHasher;

use super::{
    Mirror,
    adding::{facts, is_editable},
    size::{LONGEST_ATTRIBUTES, LONGEST_TEXT, cut},
};
use crate::{
    observe::{
        raw::Field,
        tree::{Element, Kind, NodeMap, Text},
    },
    privacy::{Bearer, FieldMode, Level, Policy, Redacted, field_mode, is_sealed},
};

/// What has changed at nodes the replica has, each thing once.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) attributes: NodeMap<Vec<Redacted>>,
    pub(super) texts: Set,
    pub(super) fields: Set,
    pub(super) sheets: Set,
    pub(super) scrolls: Set,
    pub(super) layers: Set,
    pub(super) sizes: Set,
    pub(super) viewport: bool,
}

pub(super) type Set = HashSet<NodeId, BuildHasherDefault<FxHasher>>;

impl Changes {
    fn attribute(&mut self, id: NodeId, name: &Redacted) {
        let names = self.attributes.entry(id).or_default();
        if !names.contains(name) {
            names.push(name.clone());
        }
    }

    pub(super) fn text(&mut self, id: NodeId) {
        self.texts.insert(id);
    }

    pub(super) fn scroll(&mut self, id: NodeId) {
        self.scrolls.insert(id);
    }

    pub(super) fn layer(&mut self, id: NodeId) {
        self.layers.insert(id);
    }

    pub(super) fn size(&mut self, id: NodeId) {
        self.sizes.insert(id);
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.viewport && self.len() == 0
    }

    pub(super) fn len(&self) -> usize {
        let sets = [&self.texts, &self.fields, &self.sheets, &self.scrolls, &self.layers, &self.sizes];
        self.attributes.values().map(Vec::len).sum::<usize>()
            + sets.iter().map(|set| set.len()).sum::<usize>()
    }

    /// Keeps what is of these nodes.
    pub(super) fn retain(&mut self, keeps: impl Fn(NodeId) -> bool) {
        self.attributes.retain(|id, _| keeps(*id));
        for set in [
            &mut self.texts,
            &mut self.fields,
            &mut self.sheets,
            &mut self.scrolls,
            &mut self.layers,
            &mut self.sizes,
        ] {
            set.retain(|id| keeps(*id));
        }
    }
}

impl Mirror {
    pub(super) fn set_attribute(
        &mut self,
        id: NodeId,
        name: &str,
        value: Option<&str>,
        fields: &mut Vec<(NodeId, FieldMode)>,
    ) {
        let policy = self.policy;
        let Some(level) = self.tree.get(id).map(|node| node.level) else {
            return;
        };
        if value.is_some_and(|value| is_editable(name, value)) {
            self.tighten(id, level, true, fields);
        }
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        if element.hidden.is_some() {
            return;
        }
        let safe_name = policy.name(name);
        let mut counting = policy.counting(&mut self.redacted);
        let safe = value.and_then(|value| counting.attribute_of(level, element.bearer(), name, value));
        let at = element.attributes.iter().position(|(known, _)| *known == safe_name);
        let length = |(name, value): &(Redacted, Redacted)| name.as_str().len() + value.as_str().len();
        let others = element.attributes.iter().filter(|(known, _)| *known != safe_name);
        let taken = others.map(length).sum::<usize>() + safe_name.as_str().len();
        let safe = safe.filter(|safe| taken + safe.as_str().len() <= LONGEST_ATTRIBUTES);
        let changed = match (safe, at) {
            (Some(value), Some(at)) if element.attributes[at].1 == value => false,
            (Some(value), Some(at)) => {
                element.attributes[at].1 = value;
                true
            }
            (Some(value), None) => {
                element.attributes.push((safe_name.clone(), value));
                true
            }
            (None, Some(at)) => {
                element.attributes.remove(at);
                true
            }
            (None, None) => false,
        };
        if changed {
            if matches!(name, "src" | "srcset") {
                self.forget_picture(id);
            }
            self.to_tell.changes.attribute(id, &safe_name);
        }
        if matches!(name, "type" | "autocomplete" | "name" | "id") {
            self.judge_field(id, (name, value.unwrap_or_default()), fields);
        }
    }

    /// The walker reads nothing of a field whose kind has changed until it is told
    /// again. One that turns into a secret is sealed from then on.
    fn judge_field(&mut self, id: NodeId, told: (&str, &str), fields: &mut Vec<(NodeId, FieldMode)>) {
        let Some(level) = self.tree.get(id).map(|node| node.level) else {
            return;
        };
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        let Some(mut facts) = facts(element) else {
            return;
        };
        // What the policy keeps to itself still says what kind of field it is.
        match told.0 {
            "type" => facts.kind = told.1,
            "autocomplete" => facts.autocomplete = told.1,
            "name" => facts.name = told.1,
            _ => facts.id = told.1,
        }
        let (sealed, mode) = (element.sealed || is_sealed(&facts), field_mode(&facts, level));
        if sealed {
            return self.seal_field(id, fields);
        }
        element.mode = mode;
        fields.push((id, mode));
    }

    /// Nothing of a field is read or told from now on.
    pub(super) fn seal_field(&mut self, id: NodeId, fields: &mut Vec<(NodeId, FieldMode)>) {
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        if !element.sealed {
            element.sealed = true;
            element.field = Some(FieldState::Masked { length: 0 });
            self.to_tell.changes.fields.insert(id);
        }
        element.mode = FieldMode::Sealed;
        fields.push((id, FieldMode::Sealed));
    }

    /// Another rule names this element, or none.
    pub(super) fn set_level(
        &mut self,
        id: NodeId,
        level: Option<Level>,
        fields: &mut Vec<(NodeId, FieldMode)>,
    ) {
        let Some(node) = self.tree.get_mut(id) else { return };
        node.rule = level.unwrap_or(Level::Show);
        // What stands nowhere just now stays as strict as where it stood.
        let (parent, own) = (node.parent, node.level);
        let above = self.tree.get(parent).map_or(own, |node| node.level).max(self.policy.level);
        let mut todo = vec![(id, above)];
        while let Some((id, above)) = todo.pop() {
            let Some(node) = self.tree.get_mut(id) else { continue };
            let (level, edited) = (above.max(node.rule), node.edited);
            if level > node.level {
                self.tighten(id, level, edited, fields);
            } else if level < node.level {
                // What was kept back comes again from the walker.
                node.level = level;
                if let Kind::Element(element) = &mut node.kind
                    && let Some(mode) = facts(element).map(|facts| field_mode(&facts, level))
                    && !element.sealed
                {
                    element.mode = mode;
                    fields.push((id, mode));
                }
            } else {
                continue;
            }
            todo.extend(self.tree.inside(id).map(|inner| (inner, level)));
        }
    }

    /// What comes under a stricter element, or can be edited in place from now on,
    /// is as strict from now on, with all it holds.
    pub(super) fn tighten(
        &mut self,
        id: NodeId,
        level: Level,
        edited: bool,
        fields: &mut Vec<(NodeId, FieldMode)>,
    ) {
        let policy = self.policy;
        let mut todo = vec![(id, level, edited)];
        while let Some((id, level, edited)) = todo.pop() {
            let Some(node) = self.tree.get_mut(id) else { continue };
            let (level, edited) = (node.level.max(level), node.edited || edited);
            if (level, edited) == (node.level, node.edited) {
                continue;
            }
            (node.level, node.edited) = (level, edited);
            let mut sheets_changed = false;
            if let Some(extra) = &mut node.extra {
                for sheet in &mut extra.sheets {
                    let rules = match sheet {
                        Sheet::Rules(rules) => rules.as_str(),
                        Sheet::Hash(hash) => self.sheets.get(hash).map_or("", Redacted::as_str),
                    };
                    *sheet = Sheet::Rules(policy.css(level, rules));
                    sheets_changed = true;
                }
            }
            match &mut node.kind {
                Kind::Text(text) => {
                    if text.may_join() {
                        self.near.change(id);
                    }
                    let known = text.by_itself();
                    let strict = if edited {
                        policy.edited(level, known.text.as_str())
                    } else {
                        policy.text(level, known.text.as_str())
                    };
                    *text = Text { whole: known.whole && strict == known.text, text: strict, alone: None };
                    self.to_tell.changes.texts.insert(id);
                }
                Kind::Element(element) => {
                    element.tighten(id, level, &policy, &mut self.to_tell.changes, fields);
                }
                _ => {}
            }
            if sheets_changed {
                self.to_tell.changes.sheets.insert(id);
            }
            todo.extend(self.tree.inside(id).map(|child| (child, level, edited)));
        }
    }

    pub(super) fn set_text(&mut self, id: NodeId, text: &str) {
        let Some(node) = self.tree.get(id) else {
            return;
        };
        let safe = self.safe_text(node.level, node.edited, text);
        if let Some(node) = self.tree.get_mut(id)
            && let Kind::Text(known) = &mut node.kind
        {
            if known.text != safe.text {
                self.to_tell.changes.texts.insert(id);
            }
            if known.may_join() || safe.may_join() {
                self.near.change(id);
            }
            *known = safe;
        }
    }

    pub(super) fn set_field(&mut self, id: NodeId, field: &Field<'_>) {
        let policy = self.policy;
        let Some(element) = self.tree.element_mut(id) else {
            return;
        };
        // The walker was told what to read; this is the second lock on the door.
        let shown = match (element.mode, field) {
            (FieldMode::Sealed, _) => return,
            (_, Field::Length(length)) => {
                self.redacted.field(FieldMode::Length);
                FieldState::Masked { length: rounded(*length) }
            }
            (FieldMode::Length, _) => return,
            (FieldMode::Value, Field::Value(text)) => {
                FieldState::Value { text: policy.value(cut(text, LONGEST_TEXT)) }
            }
            (FieldMode::Value, Field::Checked(checked, mixed)) => {
                FieldState::Checked { checked: *checked, mixed: *mixed }
            }
            (FieldMode::Value, Field::Selected(indices)) => FieldState::Selected { indices: indices.clone() },
        };
        if element.field.as_ref() != Some(&shown) {
            element.field = Some(shown);
            self.to_tell.changes.fields.insert(id);
        }
    }
}

impl Element {
    /// What the policy goes by.
    fn bearer(&self) -> Bearer<'_> {
        let role = role(&self.attributes).map(Redacted::as_str).unwrap_or_default();
        Bearer { element: self.name.as_str(), namespace: self.namespace, role }
    }

    /// Takes back what the stricter level does not let out.
    fn tighten(
        &mut self,
        id: NodeId,
        level: Level,
        policy: &Policy,
        changes: &mut Changes,
        fields: &mut Vec<(NodeId, FieldMode)>,
    ) {
        let mut attributes = std::mem::take(&mut self.attributes);
        let role = role(&attributes).cloned();
        let role = role.as_ref().map(Redacted::as_str).unwrap_or_default();
        let of = Bearer { element: self.name.as_str(), namespace: self.namespace, role };
        attributes.retain_mut(|(name, value)| {
            let strict = policy.attribute_of(level, of, name.as_str(), value.as_str());
            if strict.as_ref() != Some(value) {
                changes.attribute(id, name);
            }
            strict.map(|strict| *value = strict).is_some()
        });
        self.attributes = attributes;
        let mode = facts(self).map(|facts| field_mode(&facts, level));
        if let Some(mode) = mode.filter(|mode| !self.sealed && *mode != self.mode) {
            self.mode = mode;
            self.field = Some(FieldState::Masked { length: 0 });
            fields.push((id, mode));
            changes.fields.insert(id);
        }
    }
}

fn role(attributes: &[(Redacted, Redacted)]) -> Option<&Redacted> {
    attributes.iter().find(|(name, _)| name.as_str() == "role").map(|(_, role)| role)
}

/// Length classes of a masked value; see [`FieldState::Masked`].
fn rounded(length: u32) -> u8 {
    match length {
        0 => 0,
        1..=4 => 4,
        5..=8 => 8,
        9..=16 => 16,
        _ => 32,
    }
}
