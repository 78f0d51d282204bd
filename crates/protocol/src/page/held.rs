//! A node of a copy, and how much it holds; how much a batch holds that waits.

use super::{Batch, Content, FieldState, Layer, NodeId, Op, Sheet};

/// What an entry of a list takes beside its text, in bytes: the pointers and lengths of
/// an attribute's two strings, or of a sheet, on a 64-bit machine.
const ENTRY: usize = 32;

/// A node of a [`Model`](super::Model).
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// Its parent; 0 for the page's document.
    pub parent: NodeId,
    /// Its children, in order.
    pub children: Vec<NodeId>,
    /// Its shadow root, or a template's content.
    pub beside: Option<NodeId>,
    /// What it is.
    pub content: Content,
    /// The state of a field.
    pub field: Option<FieldState>,
    /// A root's adopted style sheets, or the rules of a style element.
    pub sheets: Vec<Sheet>,
    /// Where it is shown.
    pub layer: Layer,
    /// How far it is scrolled.
    pub scroll: (i32, i32),
}

impl Held {
    /// Bytes of what it holds: text, names, values, rules, and 32 for each attribute
    /// and sheet. A string that several nodes share counts for each of them.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let field = self.field.as_ref().map_or(0, FieldState::bytes);
        self.content.bytes() + field + self.sheets.iter().map(Sheet::bytes).sum::<usize>()
    }
}

impl Content {
    fn bytes(&self) -> usize {
        match self {
            Self::Document { base, .. } => base.len(),
            Self::Doctype { name } => name.len(),
            Self::Text { text } => text.len(),
            Self::Element { name, attributes, .. } => {
                let each = attributes.iter().map(|(name, value)| ENTRY + name.len() + value.len());
                name.len() + each.sum::<usize>()
            }
            Self::Comment | Self::ShadowRoot | Self::Fragment => 0,
        }
    }
}

impl FieldState {
    fn bytes(&self) -> usize {
        match self {
            Self::Value { text } => text.len(),
            Self::Selected { indices } => size_of_val(indices.as_slice()),
            Self::Masked { .. } | Self::Checked { .. } => 0,
        }
    }
}

impl Sheet {
    fn bytes(&self) -> usize {
        match self {
            Self::Rules(rules) => ENTRY + rules.len(),
            Self::Hash(_) => ENTRY,
        }
    }
}

impl Batch {
    /// About how much memory its operations take, in bytes: for who keeps batches until
    /// they can be applied. A string that several of them share counts for each.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let held = self.ops.iter().map(|op| match op {
            Op::Insert { content, .. } => content.bytes(),
            Op::Attribute { value, .. } => value.as_ref().map_or(0, |value| value.len()),
            Op::Text { text, .. } => text.len(),
            Op::Rules { sheet, .. } => sheet.bytes(),
            Op::Sheets { sheets, .. } => sheets.iter().map(Sheet::bytes).sum(),
            Op::Field { state, .. } => state.bytes(),
            Op::Picture { bytes, .. } => bytes.len(),
            _ => 0,
        });
        size_of_val(self.ops.as_slice()) + held.sum::<usize>()
    }
}
