//! What changes at a node that stays: attributes, text, fields, levels.

use alongside_protocol::page::NodeId;

use super::{
    Mirror,
    batch::{Batch, Change, Key},
    facts, is_editable, rounded,
};
use crate::{
    observe::{
        raw::Field,
        tree::{Element, Kind, Shown},
    },
    privacy::{FieldMode, Level, Policy, field_mode, is_sealed},
};

impl Mirror {
    pub(super) fn set_attribute(&mut self, id: NodeId, name: &str, value: Option<&str>, batch: &mut Batch) {
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
    pub(super) fn seal_if_told(&mut self, id: NodeId, name: &str, value: Option<&str>, batch: &mut Batch) {
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
    pub(super) fn tighten(&mut self, id: NodeId, level: Level, edited: bool, batch: &mut Batch) {
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

    pub(super) fn set_text(&mut self, id: NodeId, text: &str, batch: &mut Batch) {
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

    pub(super) fn set_field(&mut self, id: NodeId, field: &Field<'_>, batch: &mut Batch) {
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
