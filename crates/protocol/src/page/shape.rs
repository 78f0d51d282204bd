//! Shapes: what subtrees that look alike have in common. A row of a table is
//! sent once as a shape; every other one is its number and the texts that fill
//! its holes.

use super::Namespace;

/// Whether an attribute belongs to the shape; all others are holes. These are the
/// design's, and the same wherever the shape is.
pub(super) fn is_of_shape(attribute: &str) -> bool {
    matches!(
        attribute,
        "class" | "role" | "type" | "scope" | "viewBox" | "d" | "fill" | "xmlns" | "aria-hidden"
    )
}

/// What a shape's child is, as a number: a text, a comment, or another shape.
pub(super) const TEXT: u32 = 0;
pub(super) const COMMENT: u32 = 1;
pub(super) const SHAPES: u32 = 2;

/// The heads of a tree on the wire.
pub(super) mod tree {
    pub(crate) const TEXT: u32 = 0;
    pub(crate) const COMMENT: u32 = 1;
    pub(crate) const ELEMENT: u32 = 2;
    pub(crate) const SHADOW: u32 = 3;
    pub(crate) const DOCUMENT: u32 = 4;
    pub(crate) const DOCTYPE: u32 = 5;
    pub(crate) const FRAGMENT: u32 = 6;
    pub(crate) const HIDDEN: u32 = 7;
    /// From here on: a shape, by its number.
    pub(crate) const SHAPES: u32 = 8;
}

/// Stands where the number of trees is expected, which is never 0: the
/// definition of a shape follows.
pub(super) const DEFINE: u32 = 0;

/// The operations on the wire.
pub(super) mod op {
    pub(crate) const INSERT: u8 = 1;
    pub(crate) const MOVE: u8 = 2;
    pub(crate) const REMOVE: u8 = 3;
    pub(crate) const EMPTY: u8 = 4;
    pub(crate) const ATTRIBUTE: u8 = 5;
    pub(crate) const TEXT: u8 = 6;
    pub(crate) const RULES: u8 = 7;
    pub(crate) const FIELD: u8 = 8;
    pub(crate) const SHEETS: u8 = 9;
    pub(crate) const SCROLL: u8 = 10;
    pub(crate) const VIEWPORT: u8 = 11;
    pub(crate) const FOCUS: u8 = 12;
    pub(crate) const SELECTION: u8 = 13;
    pub(crate) const LAYER: u8 = 14;
    pub(crate) const PICTURE: u8 = 15;
    pub(crate) const CHECK: u8 = 16;
    pub(crate) const LEAVING: u8 = 17;
    pub(crate) const PAUSED: u8 = 18;
    pub(crate) const SIZE: u8 = 19;
    pub(crate) const ENDED: u8 = 20;
}

/// Bits of a frame's second byte.
pub(super) mod flag {
    /// The stream starts anew; a head follows.
    pub(crate) const HEAD: u8 = 1;
    /// The tables start anew.
    pub(crate) const TABLES: u8 = 2;
}

/// A shape as a reader keeps it.
#[derive(Debug, Clone)]
pub(super) struct Shape<T> {
    pub(super) name: T,
    pub(super) namespace: Namespace,
    /// Names, and values where they belong to the shape.
    pub(super) attributes: Vec<(T, Option<T>)>,
    /// [`TEXT`], [`COMMENT`], or a shape's number from [`SHAPES`] on.
    pub(super) children: Vec<u32>,
    /// How many nodes it makes, itself included, and attributes that it brings along.
    pub(super) weight: u32,
}
