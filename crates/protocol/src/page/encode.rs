//! Writes frames.

use std::{
    borrow::Borrow,
    collections::HashMap,
    hash::{BuildHasherDefault, Hash},
};

use rustc_hash::FxHasher;

use super::{
    Ended, FieldState, KEPT, Layer, Namespace, NodeId, Note, PAGE_VERSION, PageHead, Sheet, TABLE,
    shape::{flag, op},
    wire::{put_bytes, put_number, put_signed},
};
use crate::{Wireable, WireablePicture};

type Map<K> = HashMap<K, u32, BuildHasherDefault<FxHasher>>;

/// A node that is about to be inserted, in preorder with all that comes with it.
#[derive(Debug, Clone, Copy)]
pub struct Sprout<'a, T> {
    /// Its number.
    pub node: NodeId,
    /// How many of the sprouts after it are its children.
    pub children: u32,
    /// What it is.
    pub kind: SproutKind<'a, T>,
}

/// What a sprout is; see [`Content`](super::Content).
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the same as `Content`, borrowed")]
pub enum SproutKind<'a, T> {
    Document { quirks: bool, base: &'a T },
    Doctype(&'a T),
    Element { name: &'a T, namespace: Namespace, attributes: &'a [(T, T)], hidden: Option<(u32, u32)> },
    Text(&'a T),
    Comment,
    ShadowRoot,
    Fragment,
}

/// The writer's end of a stream of frames.
#[derive(Debug)]
pub struct Encoder<T> {
    pub(super) strings: Map<T>,
    pub(super) shapes: Map<Box<[u32]>>,
    serial: u32,
    forgotten: bool,
}

impl<T> Default for Encoder<T> {
    fn default() -> Self {
        Self { strings: Map::default(), shapes: Map::default(), serial: 0, forgotten: false }
    }
}

/// A frame that is being written.
#[derive(Debug)]
pub struct Frame<'a, T> {
    pub(super) encoder: &'a mut Encoder<T>,
    note: Note,
    head: Option<Vec<u8>>,
    pub(super) out: Vec<u8>,
    pub(super) last: NodeId,
}

impl<T: Wireable + Clone + Eq + Hash + Borrow<str>> Encoder<T> {
    /// Begins a frame; with a head it begins the stream anew.
    pub fn frame(&mut self, head: Option<&PageHead<T>>, note: Note) -> Frame<'_, T> {
        let full = self.strings.len() >= TABLE || self.shapes.len() >= TABLE;
        if head.is_some() || full {
            self.strings.clear();
            self.shapes.clear();
            self.forgotten = true;
        }
        let head = head.map(|head| {
            let mut out = Vec::new();
            put_bytes(head.base.borrow().as_bytes(), &mut out);
            out.push(u8::from(head.quirks) | u8::from(head.dark) << 1);
            put_number(head.viewport.0, &mut out);
            put_number(head.viewport.1, &mut out);
            out
        });
        Frame { encoder: self, note, head, out: Vec::new(), last: 0 }
    }
}

impl<T: Wireable + Clone + Eq + Hash + Borrow<str>> Frame<'_, T> {
    /// The bytes; none when nothing was written.
    #[must_use]
    pub fn finish(self) -> Option<Vec<u8>> {
        if self.out.is_empty() && self.head.is_none() {
            return None;
        }
        let encoder = self.encoder;
        encoder.serial = if self.head.is_some() { 0 } else { encoder.serial.wrapping_add(1) };
        let mut out = Vec::with_capacity(self.out.len() + 48);
        out.push(PAGE_VERSION);
        let head_flag = if self.head.is_some() { flag::HEAD } else { 0 };
        out.push(head_flag | if encoder.forgotten { flag::TABLES } else { 0 });
        encoder.forgotten = false;
        put_number(encoder.serial, &mut out);
        out.extend_from_slice(&self.note.policy.to_le_bytes());
        for count in self.note.redacted {
            put_number(count, &mut out);
        }
        put_number(self.note.delay, &mut out);
        out.extend(self.head.into_iter().flatten());
        out.extend_from_slice(&self.out);
        Some(out)
    }

    /// Whether nothing was written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Bytes written so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.len()
    }

    pub(super) fn id(&mut self, node: NodeId) {
        put_signed(node.wrapping_sub(self.last).cast_signed(), &mut self.out);
        self.last = node;
    }

    pub(super) fn op(&mut self, op: u8, node: NodeId) {
        self.out.push(op);
        self.id(node);
    }

    /// 0: a string to keep; 1: one that is not kept; from 2 on: one that is known.
    pub(super) fn string(&mut self, text: &T, keep: bool) {
        if let Some(&known) = self.encoder.strings.get(text.borrow()) {
            return put_number(known + 2, &mut self.out);
        }
        let length = text.borrow().len();
        let keep = keep && length <= *KEPT.end() && self.encoder.strings.len() < TABLE;
        self.out.push(u8::from(!keep));
        put_bytes(text.borrow().as_bytes(), &mut self.out);
        if keep {
            let next = self.encoder.strings.len() as u32;
            self.encoder.strings.insert(text.clone(), next);
        }
    }

    pub(super) fn hole(&mut self, text: &T) {
        self.string(text, KEPT.contains(&text.borrow().len()));
    }

    /// A known node goes behind `previous`.
    pub fn place(&mut self, parent: NodeId, previous: NodeId, node: NodeId) {
        self.op(op::MOVE, parent);
        self.id(previous);
        self.id(node);
    }

    /// Nodes leave, with all they hold.
    pub fn remove(&mut self, nodes: &[NodeId]) {
        if nodes.is_empty() {
            return;
        }
        self.out.push(op::REMOVE);
        put_number(nodes.len() as u32, &mut self.out);
        for &node in nodes {
            self.id(node);
        }
    }

    /// All children of a node leave.
    pub fn empty(&mut self, node: NodeId) {
        self.op(op::EMPTY, node);
    }

    /// An attribute is set or, without a value, removed.
    pub fn attribute(&mut self, node: NodeId, name: &T, value: Option<&T>) {
        self.op(op::ATTRIBUTE, node);
        self.string(name, true);
        self.out.push(u8::from(value.is_some()));
        if let Some(value) = value {
            self.hole(value);
        }
    }

    /// The text of a text node.
    pub fn text(&mut self, node: NodeId, text: &T) {
        self.op(op::TEXT, node);
        self.hole(text);
    }

    /// The rules of a `<style>` or `<link>` element.
    pub fn rules(&mut self, node: NodeId, sheet: &Sheet<T>) {
        self.op(op::RULES, node);
        self.sheet(sheet);
    }

    fn sheet(&mut self, sheet: &Sheet<T>) {
        match sheet {
            Sheet::Rules(rules) => {
                self.out.push(0);
                self.hole(rules);
            }
            Sheet::Hash(hash) => {
                self.out.push(1);
                self.out.extend_from_slice(hash);
            }
        }
    }

    /// The state of a field.
    pub fn field(&mut self, node: NodeId, state: &FieldState<T>) {
        self.op(op::FIELD, node);
        match state {
            FieldState::Masked { length } => self.out.extend([0, *length]),
            FieldState::Value { text } => {
                self.out.push(1);
                self.hole(text);
            }
            FieldState::Checked { checked, mixed } => {
                self.out.extend([2, u8::from(*checked) | u8::from(*mixed) << 1]);
            }
            FieldState::Selected { indices } => {
                self.out.push(3);
                put_number(indices.len() as u32, &mut self.out);
                for &index in indices {
                    put_number(index, &mut self.out);
                }
            }
        }
    }

    /// The adopted style sheets of a document or shadow root.
    pub fn sheets(&mut self, root: NodeId, sheets: &[Sheet<T>]) {
        self.op(op::SHEETS, root);
        put_number(sheets.len() as u32, &mut self.out);
        for sheet in sheets {
            self.sheet(sheet);
        }
    }

    /// Where a scroller stands.
    pub fn scroll(&mut self, node: NodeId, x: i32, y: i32) {
        self.op(op::SCROLL, node);
        put_signed(x, &mut self.out);
        put_signed(y, &mut self.out);
    }

    /// The layout viewport, and whether dark colours are asked for.
    pub fn viewport(&mut self, (width, height): (u32, u32), dark: bool) {
        self.out.push(op::VIEWPORT);
        put_number(width, &mut self.out);
        put_number(height, &mut self.out);
        self.out.push(u8::from(dark));
    }

    /// What has the focus.
    pub fn focus(&mut self, node: NodeId) {
        self.op(op::FOCUS, node);
    }

    /// What is selected.
    pub fn selection(&mut self, anchor: (NodeId, u32), focus: (NodeId, u32)) {
        self.op(op::SELECTION, anchor.0);
        put_number(anchor.1, &mut self.out);
        self.id(focus.0);
        put_number(focus.1, &mut self.out);
    }

    /// How an element stands in the top layer.
    pub fn layer(&mut self, node: NodeId, layer: Layer) {
        self.op(op::LAYER, node);
        self.out.push(layer as u8);
    }

    /// The size of a hidden element's box.
    pub fn size(&mut self, node: NodeId, width: u32, height: u32) {
        self.op(op::SIZE, node);
        put_number(width, &mut self.out);
        put_number(height, &mut self.out);
    }

    /// A picture of an element.
    pub fn picture(&mut self, node: NodeId, picture: &impl WireablePicture) {
        self.op(op::PICTURE, node);
        put_bytes(picture.bytes(), &mut self.out);
    }

    /// The picture of an element is shown no longer.
    pub fn no_picture(&mut self, node: NodeId) {
        self.op(op::PICTURE, node);
        put_bytes(&[], &mut self.out);
    }

    /// The digest of the tree as it is now.
    pub fn check(&mut self, digest: u64) {
        self.out.push(op::CHECK);
        self.out.extend_from_slice(&digest.to_le_bytes());
    }

    /// The page goes.
    pub fn leaving(&mut self) {
        self.out.push(op::LEAVING);
    }

    /// Nothing is shown for a while, or again.
    pub fn paused(&mut self, paused: bool) {
        self.out.extend([op::PAUSED, u8::from(paused)]);
    }

    /// The page is not shown any more.
    pub fn ended(&mut self, why: Ended) {
        self.out.extend([op::ENDED, why as u8]);
    }
}
