//! Writes trees, and the shapes they have in common.

use std::{borrow::Borrow, hash::Hash};

use super::{
    Frame, KEPT, Namespace, NodeId, SHAPE_WEIGHT, Sprout, SproutKind, TABLE,
    encode::Encoder,
    shape::{self, is_of_shape, op, tree},
    wire::put_number,
};
use crate::Wireable;

impl<T: Wireable + Clone + Eq + Hash + Borrow<str>> Frame<'_, T> {
    /// Puts trees one after the other behind `previous`.
    pub fn insert(&mut self, parent: NodeId, previous: NodeId, sprouts: &[Sprout<'_, T>]) {
        if sprouts.is_empty() {
            return;
        }
        self.op(op::INSERT, parent);
        self.id(previous);
        self.numbers(sprouts);
        let (sizes, codes) = self.shapes_of(sprouts);
        let mut roots = 0;
        let mut at = 0;
        while at < sprouts.len() {
            roots += 1;
            at += sizes[at] as usize;
        }
        put_number(roots, &mut self.out);
        let mut at = 0;
        while at < sprouts.len() {
            at = self.tree(sprouts, &sizes, &codes, at);
        }
    }

    /// The numbers of the nodes, as runs of consecutive ones.
    fn numbers(&mut self, sprouts: &[Sprout<'_, T>]) {
        let mut runs: Vec<(NodeId, u32)> = Vec::new();
        for sprout in sprouts {
            match runs.last_mut() {
                Some((first, length)) if first.wrapping_add(*length) == sprout.node => *length += 1,
                _ => runs.push((sprout.node, 1)),
            }
        }
        put_number(runs.len() as u32, &mut self.out);
        for (first, length) in runs {
            self.id(first);
            put_number(length, &mut self.out);
            self.last = first.wrapping_add(length);
        }
    }

    /// The size of every sprout's subtree and its code as a shape's child, and on
    /// the way the definitions of shapes that are new. Children come before their
    /// parents, hence backwards.
    fn shapes_of(&mut self, sprouts: &[Sprout<'_, T>]) -> (Vec<u32>, Vec<Option<u32>>) {
        let mut sizes = vec![1u32; sprouts.len()];
        let mut weights = vec![1u32; sprouts.len()];
        let mut codes = vec![None; sprouts.len()];
        let mut key = Vec::new();
        for at in (0..sprouts.len()).rev() {
            let sprout = &sprouts[at];
            let mut child = at + 1;
            key.clear();
            let mut fits = true;
            for _ in 0..sprout.children {
                let Some(&size) = sizes.get(child) else { break };
                match codes[child] {
                    Some(code) => key.push(code),
                    None => fits = false,
                }
                sizes[at] += size;
                weights[at] += weights[child];
                child += size as usize;
            }
            if let SproutKind::Element { attributes, .. } = sprout.kind {
                weights[at] += attributes.iter().filter(|(name, value)| is_fixed(name, value)).count() as u32;
            }
            codes[at] = match sprout.kind {
                SproutKind::Text(_) => Some(shape::TEXT),
                SproutKind::Comment => Some(shape::COMMENT),
                SproutKind::Element { name, namespace, attributes, hidden: None }
                    if fits && weights[at] <= SHAPE_WEIGHT =>
                {
                    self.shape(name, namespace, attributes, &mut key)
                }
                _ => None,
            };
        }
        (sizes, codes)
    }

    /// The code of a shape, defined here if it is new. `key` holds the codes of
    /// its children and is used up.
    fn shape(
        &mut self,
        name: &T,
        namespace: Namespace,
        attributes: &[(T, T)],
        key: &mut Vec<u32>,
    ) -> Option<u32> {
        let children = key.len();
        let mut known = true;
        let mut symbol = |encoder: &Encoder<T>, text: &T| match encoder.strings.get(text.borrow()) {
            Some(&symbol) => symbol,
            None => {
                known = false;
                0
            }
        };
        key.push(u32::MAX);
        key.push(namespace as u32);
        key.push(symbol(self.encoder, name));
        for (name, value) in attributes {
            key.push(symbol(self.encoder, name));
            key.push(if is_fixed(name, value) { symbol(self.encoder, value) } else { u32::MAX });
        }
        if known && let Some(&number) = self.encoder.shapes.get(key.as_slice()) {
            return Some(number + shape::SHAPES);
        }
        let room = 1 + attributes.len() * 2;
        if attributes.len() > SHAPE_WEIGHT as usize
            || self.encoder.shapes.len() >= TABLE
            || self.encoder.strings.len() + room >= TABLE
            || name.borrow().len() > *KEPT.end()
            || attributes.iter().any(|(name, _)| name.borrow().len() > *KEPT.end())
        {
            return None;
        }
        self.out.push(shape::DEFINE as u8);
        self.string(name, true);
        self.out.push(namespace as u8);
        put_number(attributes.len() as u32, &mut self.out);
        for (name, value) in attributes {
            self.string(name, true);
            if is_fixed(name, value) {
                self.out.push(1);
                self.string(value, true);
            } else {
                self.out.push(0);
            }
        }
        put_number(children as u32, &mut self.out);
        for code in &key[..children] {
            put_number(*code, &mut self.out);
        }
        // Now that its strings are known, they have numbers.
        let symbol = |text: &T| self.encoder.strings.get(text.borrow()).copied().unwrap_or_default();
        key.truncate(children + 2);
        key.push(symbol(name));
        for (name, value) in attributes {
            key.push(symbol(name));
            key.push(if is_fixed(name, value) { symbol(value) } else { u32::MAX });
        }
        let number = self.encoder.shapes.len() as u32;
        self.encoder.shapes.insert(key.as_slice().into(), number);
        Some(number + shape::SHAPES)
    }

    /// Writes the head of the tree at `at`, with its holes if it is a shape;
    /// gives the position after what it has written.
    fn tree(&mut self, sprouts: &[Sprout<'_, T>], sizes: &[u32], codes: &[Option<u32>], at: usize) -> usize {
        let sprout = &sprouts[at];
        if let Some(number) = codes[at].and_then(|code| code.checked_sub(shape::SHAPES)) {
            put_number(tree::SHAPES + number, &mut self.out);
            let end = at + sizes[at] as usize;
            for inner in &sprouts[at..end] {
                match inner.kind {
                    SproutKind::Text(text) => self.hole(text),
                    SproutKind::Element { attributes, .. } => {
                        for (name, value) in attributes {
                            if !is_fixed(name, value) {
                                self.hole(value);
                            }
                        }
                    }
                    _ => {}
                }
            }
            return end;
        }
        match sprout.kind {
            SproutKind::Text(text) => {
                self.out.push(tree::TEXT as u8);
                self.hole(text);
            }
            SproutKind::Comment => self.out.push(tree::COMMENT as u8),
            SproutKind::Doctype(name) => {
                self.out.push(tree::DOCTYPE as u8);
                self.hole(name);
            }
            SproutKind::Element { name, namespace, hidden: Some((width, height)), .. } => {
                self.out.push(tree::HIDDEN as u8);
                self.string(name, true);
                self.out.push(namespace as u8);
                put_number(width, &mut self.out);
                put_number(height, &mut self.out);
            }
            SproutKind::Element { name, namespace, attributes, hidden: None } => {
                self.out.push(tree::ELEMENT as u8);
                self.string(name, true);
                self.out.push(namespace as u8);
                put_number(attributes.len() as u32, &mut self.out);
                for (name, value) in attributes {
                    self.string(name, true);
                    self.hole(value);
                }
                put_number(sprout.children, &mut self.out);
            }
            SproutKind::ShadowRoot => self.holder(tree::SHADOW, sprout.children),
            SproutKind::Fragment => self.holder(tree::FRAGMENT, sprout.children),
            SproutKind::Document { quirks, base } => {
                self.out.push(tree::DOCUMENT as u8);
                self.out.push(u8::from(quirks));
                self.hole(base);
                put_number(sprout.children, &mut self.out);
            }
        }
        at + 1
    }

    fn holder(&mut self, head: u32, children: u32) {
        self.out.push(head as u8);
        put_number(children, &mut self.out);
    }
}

fn is_fixed<T: Borrow<str>>(name: &T, value: &T) -> bool {
    value.borrow().len() <= *KEPT.end() && is_of_shape(name.borrow())
}
