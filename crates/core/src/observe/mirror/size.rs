//! How much of one thing is told, and how much one frame holds: whatever a page is, no
//! frame is larger than the relay takes.

use crate::observe::tree::{Kind, Node};
use alongside_protocol::page::{FieldState, Sheet};

/// The longest text of a node or value of a field that is told, in bytes; the rest is
/// cut off. Masked, each of its bytes may become three.
pub(super) const LONGEST_TEXT: usize = 1024 * 1024;

/// The longest rules of one style sheet that are told, in bytes; the rest is cut off.
pub(super) const LONGEST_SHEET: usize = 4 * 1024 * 1024;

/// Bytes of one element's attributes that are told; one that finds no room is left out.
pub(super) const LONGEST_ATTRIBUTES: usize = 1024 * 1024;

/// A frame of so many bytes takes no more changes. The largest one on top of it is still
/// within [`MAX_PAYLOAD`](alongside_protocol::frame::MAX_PAYLOAD).
pub(super) const FULL: usize = 4 * 1024 * 1024;

/// Bytes that count as one more node.
const A_NODE: usize = 1024;

/// The beginning of a text, of so many bytes at most.
pub(super) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

impl Node {
    /// How many nodes of a frame's room it takes.
    pub(super) fn weight(&self) -> usize {
        let own = match &self.kind {
            Kind::Text(text) => text.text.as_str().len(),
            Kind::Element(element) => {
                let field = match &element.field {
                    Some(FieldState::Value { text }) => text.as_str().len(),
                    _ => 0,
                };
                field + element.attributes.iter().map(|(_, value)| value.as_str().len()).sum::<usize>()
            }
            _ => 0,
        };
        let sheets = self.extra.iter().flat_map(|extra| &extra.sheets).map(|sheet| match sheet {
            Sheet::Rules(rules) => rules.as_str().len(),
            Sheet::Hash(hash) => hash.len(),
        });
        1 + (own + sheets.sum::<usize>()) / A_NODE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(cut("aé", 3), "aé");
        assert_eq!(cut("aé", 2), "a");
        assert_eq!(cut("é", 1), "");
    }
}
