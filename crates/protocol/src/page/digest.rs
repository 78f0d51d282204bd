//! A digest of the tree: two copies with the same digest are the same page.

use std::borrow::Borrow;

use super::{FieldState, NodeId, Sheet, SproutKind};

/// The offset and prime of 64-bit FNV-1a (Fowler, Noll, Vo): it must find
/// mistakes, not withstand anybody.
const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// A digest that is being made.
#[derive(Debug, Clone, Copy)]
pub struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(OFFSET)
    }
}

impl Digest {
    /// What it comes to.
    #[must_use]
    pub fn value(self) -> u64 {
        self.0
    }

    /// A number more.
    pub fn number(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(PRIME).rotate_left(29);
    }

    /// A text more.
    pub fn text(&mut self, text: &str) {
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        words.iter().for_each(|word| self.number(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let word = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.number(word);
        }
        self.number(text.len() as u64);
    }

    fn sheet<T: Borrow<str>>(&mut self, sheet: &Sheet<T>) {
        match sheet {
            Sheet::Rules(rules) => self.text(rules.borrow()),
            Sheet::Hash(hash) => hash.iter().for_each(|byte| self.number(u64::from(*byte))),
        }
    }
}

/// What a node is by itself: its number, its content and its state.
pub fn own_digest<T: Borrow<str>>(
    node: NodeId,
    kind: SproutKind<'_, T>,
    field: Option<&FieldState<T>>,
    sheets: &[Sheet<T>],
) -> u64 {
    let mut digest = Digest::default();
    digest.number(u64::from(node));
    match kind {
        SproutKind::Document { quirks, .. } => digest.number(1 + u64::from(quirks)),
        SproutKind::Doctype(name) => digest.text(name.borrow()),
        SproutKind::Text(text) => digest.text(text.borrow()),
        SproutKind::Comment => digest.number(4),
        SproutKind::ShadowRoot => digest.number(5),
        SproutKind::Fragment => digest.number(6),
        SproutKind::Element { name, namespace, attributes, hidden } => {
            digest.text(name.borrow());
            digest.number(namespace as u64);
            digest.number(hidden.map_or(0, |_| 1));
            // The order of attributes is not kept by whoever rebuilds them.
            let sum = attributes.iter().fold(0u64, |sum, (name, value)| {
                let mut one = Digest::default();
                one.text(name.borrow());
                one.text(value.borrow());
                sum.wrapping_add(one.value())
            });
            digest.number(sum);
        }
    }
    match field {
        None => {}
        Some(FieldState::Masked { length }) => digest.number(u64::from(*length) + 10),
        Some(FieldState::Value { text }) => digest.text(text.borrow()),
        Some(FieldState::Checked { checked, mixed }) => {
            digest.number(100 + u64::from(*checked) + 2 * u64::from(*mixed));
        }
        Some(FieldState::Selected { indices }) => {
            digest.number(200);
            indices.iter().for_each(|index| digest.number(u64::from(*index)));
        }
    }
    sheets.iter().for_each(|sheet| digest.sheet(sheet));
    digest.value()
}

/// A digest with that of a node inside it: the last one comes first.
#[must_use]
pub fn folded(digest: u64, inner: u64) -> u64 {
    (digest.rotate_left(7) ^ inner).wrapping_mul(PRIME)
}

/// The digests of a subtree, each with its node, the root's first. `look` gives
/// of a node its own digest and all that is in it, in order, what stands beside
/// its children first.
#[must_use]
pub fn digests(root: NodeId, look: &dyn Fn(NodeId) -> Option<(u64, Vec<NodeId>)>) -> Vec<(NodeId, u64)> {
    let mut order: Vec<(NodeId, usize, u64)> = Vec::new();
    let mut todo = vec![(root, usize::MAX)];
    while let Some((node, parent)) = todo.pop() {
        let Some((own, inner)) = look(node) else { continue };
        let at = order.len();
        order.push((node, parent, own));
        todo.extend(inner.into_iter().rev().map(|child| (child, at)));
    }
    for at in (0..order.len()).rev() {
        let (_, parent, digest) = order[at];
        if let Some(above) = order.get_mut(parent) {
            above.2 = folded(above.2, digest);
        }
    }
    order.into_iter().map(|(node, _, digest)| (node, digest)).collect()
}
