//! The page as it travels. A stream of frames goes from the page to whoever
//! looks at it; the first one of a stream starts from nothing. The [`Encoder`]
//! keeps what the reader knows (strings, shapes), the [`Decoder`] keeps the same
//! by reading. `docs/protocol.md` has every byte.

mod decode;
mod digest;
mod encode;
mod expand;
mod held;
mod limits;
mod model;
mod picture;
mod plant;
mod shape;
mod wire;

use std::sync::Arc;

pub use decode::{Decoder, PageError};
pub use digest::{Digest, digests, folded, own_digest};
pub use encode::{Encoder, Frame, Sprout, SproutKind};
pub use held::Held;
pub(crate) use limits::KEPT;
pub use limits::{
    FRAME_OPERATIONS, FRAME_WEIGHT, MOST_BYTES, MOST_COPIED, MOST_NODES, SHAPE_WEIGHT, TABLE, WAITING,
};
pub use model::{Model, ModelError};
pub use picture::{PICTURE_BYTES, picture_kind};

/// A node's number, given by the page's walker, never used twice in a visit.
/// 0 stands for "no node".
pub type NodeId = u32;

/// The first 16 bytes of the SHA-256 of a style sheet's rules.
pub type SheetHash = [u8; 16];

/// The version of the page frames' encoding, the first byte of each.
pub const PAGE_VERSION: u8 = 2;

/// One frame, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Present when the stream starts anew: forget everything before.
    pub head: Option<PageHead>,
    /// What the policy and the line say of this batch.
    pub note: Note,
    /// The changes, in the order in which they are applied.
    pub ops: Vec<Op>,
}

/// What a snapshot says of the page as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHead<T = Arc<str>> {
    /// Address against which relative ones resolve, without query or fragment.
    pub base: T,
    /// Whether the page is laid out in quirks mode.
    pub quirks: bool,
    /// Layout viewport, in CSS pixels.
    pub viewport: (u32, u32),
    /// Whether the customer's browser asks for dark colours.
    pub dark: bool,
}

/// What comes with every batch, whatever it changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Note {
    /// The hash of the policy under which the batch was made.
    pub policy: u32,
    /// How much was taken out of this batch, by class; see [`REDACTIONS`].
    pub redacted: [u32; REDACTIONS.len()],
    /// How long the changes waited for the line, in milliseconds.
    pub delay: u32,
}

/// The classes by which redactions are counted, in the order of
/// [`Note::redacted`].
pub const REDACTIONS: [&str; 8] =
    ["typed", "sealed", "text", "attribute", "address", "style", "card", "hidden"];

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// A new node, placed right after `previous` (0: as the first child).
    Insert {
        /// The parent, already known to the replica (0: the replica's root).
        parent: NodeId,
        /// The sibling it follows.
        previous: NodeId,
        /// Its own number.
        node: NodeId,
        /// What it is.
        content: Content,
    },
    /// A known node (with all it holds) goes to another place.
    Move {
        /// The new parent.
        parent: NodeId,
        /// The sibling it now follows (0: it becomes the first child).
        previous: NodeId,
        /// The node that moves.
        node: NodeId,
    },
    /// A node leaves, with all it holds.
    Remove {
        /// The node that leaves.
        node: NodeId,
    },
    /// All children of a node leave; its shadow root stays.
    Empty {
        /// The node that is empty then.
        node: NodeId,
    },
    /// An attribute is set, or removed when `value` is absent.
    Attribute {
        /// The element.
        node: NodeId,
        /// The attribute's qualified name.
        name: Arc<str>,
        /// Its new value.
        value: Option<Arc<str>>,
    },
    /// The text of a text node.
    Text {
        /// The text node.
        node: NodeId,
        /// Its new text.
        text: Arc<str>,
    },
    /// The rules of a `<style>` or `<link>` element, as the page's scripts left them.
    Rules {
        /// The element.
        node: NodeId,
        /// Its rules.
        sheet: Sheet,
    },
    /// The state of a form field.
    Field {
        /// The field.
        node: NodeId,
        /// What the policy lets the agent see of it.
        state: FieldState,
    },
    /// The adopted style sheets of a document or shadow root, in order.
    Sheets {
        /// The document or shadow root.
        root: NodeId,
        /// Each sheet.
        sheets: Vec<Sheet>,
    },
    /// How far an element (or a document) is scrolled, in CSS pixels.
    Scroll {
        /// The scroller.
        node: NodeId,
        /// From the left edge; negative in right-to-left pages.
        x: i32,
        /// From the top edge.
        y: i32,
    },
    /// The layout viewport changed size, or the browser asks for other colours.
    Viewport {
        /// Width, in CSS pixels.
        width: u32,
        /// Height, in CSS pixels.
        height: u32,
        /// Whether it asks for dark ones.
        dark: bool,
    },
    /// The element that has the focus (0: none).
    Focus {
        /// The element.
        node: NodeId,
    },
    /// What is selected: a node and an offset in it for either end; nodes 0
    /// when nothing is.
    Selection {
        /// Where the selection begins: the anchor.
        anchor: (NodeId, u32),
        /// Where it ends: the focus.
        focus: (NodeId, u32),
    },
    /// How an element stands in the top layer.
    Layer {
        /// The dialog or popover.
        node: NodeId,
        /// How.
        layer: Layer,
    },
    /// The size of the box that stands for a hidden element, in CSS pixels.
    Size {
        /// The element.
        node: NodeId,
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
    /// A picture of an element that has no other copy: canvas, video, or an
    /// image behind the site's log-in.
    Picture {
        /// The element.
        node: NodeId,
        /// The bytes of a WebP, PNG or JPEG image; empty when the one that was
        /// told is to be shown no longer.
        bytes: Vec<u8>,
    },
    /// The tree is, after the operations before this one, of this digest.
    Check {
        /// See [`Model::digest`].
        digest: u64,
    },
    /// The page goes; another one follows in the same visit.
    Leaving,
    /// The customer shows nothing for a while, or again.
    Paused {
        /// Whether nothing is shown.
        paused: bool,
    },
    /// The stream ends here: the page is not shown any more, until it goes and the next
    /// one comes. All else between customer and agent goes on.
    Ended {
        /// Why.
        why: Ended,
    },
}

/// Why a page is not shown any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// What was read of it made no sense twice.
    Unreadable,
    /// It has more than [`MOST_NODES`] nodes.
    TooLarge,
}

/// A style sheet: its rules, or the hash under which the relay keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet<T = Arc<str>> {
    /// The rules themselves.
    Rules(T),
    /// What they are known by.
    Hash(SheetHash),
}

/// Where a dialog or popover is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layer {
    /// In the page, or not at all.
    #[default]
    None,
    /// A modal dialog.
    Modal,
    /// An open popover.
    Popover,
}

/// What a new node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content<T = Arc<str>> {
    /// A document: the page's own (the first node of a snapshot), or that of the
    /// same-origin frame which is its parent.
    Document {
        /// Whether it is laid out in quirks mode.
        quirks: bool,
        /// Address against which a frame's relative ones resolve, without query or
        /// fragment; empty for the page's own document, whose head has it.
        base: T,
    },
    /// `<!doctype …>`.
    Doctype {
        /// The doctype's name, mostly `html`.
        name: T,
    },
    /// An element without its children.
    Element {
        /// Qualified name, as the page has it.
        name: T,
        /// Which vocabulary it belongs to.
        namespace: Namespace,
        /// Names and values, as the policy returned them.
        attributes: Vec<(T, T)>,
        /// Set when the policy hides the element: a box of this size stands for
        /// it, in CSS pixels.
        hidden: Option<(u32, u32)>,
    },
    /// Text.
    Text {
        /// The text, as the policy returned it.
        text: T,
    },
    /// A comment; its text is never read.
    Comment,
    /// The open shadow root of its parent.
    ShadowRoot,
    /// What a `<template>` holds.
    Fragment,
}

impl<T> Content<T> {
    /// An attribute of an element, by its name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&T>
    where
        T: AsRef<str>,
    {
        let Self::Element { attributes, .. } = self else { return None };
        attributes.iter().find(|(known, _)| known.as_ref() == name).map(|(_, value)| value)
    }

    /// The same, borrowed: for a writer, and for its digest.
    #[must_use]
    pub fn sprout(&self) -> SproutKind<'_, T> {
        match self {
            Self::Document { quirks, base } => SproutKind::Document { quirks: *quirks, base },
            Self::Doctype { name } => SproutKind::Doctype(name),
            Self::Element { name, namespace, attributes, hidden } => {
                SproutKind::Element { name, namespace: *namespace, attributes, hidden: *hidden }
            }
            Self::Text { text } => SproutKind::Text(text),
            Self::Comment => SproutKind::Comment,
            Self::ShadowRoot => SproutKind::ShadowRoot,
            Self::Fragment => SproutKind::Fragment,
        }
    }

    /// Whether it stands beside its parent's children: a shadow root, a
    /// template's content, a frame's document.
    #[must_use]
    pub fn is_beside(&self) -> bool {
        matches!(self, Self::ShadowRoot | Self::Fragment | Self::Document { .. })
    }
}

/// The vocabularies a page is made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Namespace {
    /// HTML.
    #[default]
    Html,
    /// SVG.
    Svg,
    /// MathML.
    MathMl,
}

impl Namespace {
    /// By its number on the wire, and the walker's.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        [Self::Html, Self::Svg, Self::MathMl].into_iter().nth(number as usize)
    }
}

/// What an agent sees of a form field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldState<T = Arc<str>> {
    /// Something is there or not, nothing more; `length` is rounded up to
    /// 0, 4, 8, 16 or 32 characters.
    Masked {
        /// The rounded length.
        length: u8,
    },
    /// The value as it stands (only where the policy says `show`).
    Value {
        /// The value.
        text: T,
    },
    /// A checkbox or radio button (only where the policy says `show`).
    Checked {
        /// Whether it is checked.
        checked: bool,
        /// Whether it is neither.
        mixed: bool,
    },
    /// A list's chosen options, or a button without a label: none (only where the
    /// policy says `show`).
    Selected {
        /// Their positions, from 0.
        indices: Vec<u32>,
    },
}
