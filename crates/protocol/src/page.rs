//! The page as it travels: a snapshot is a batch of operations that starts from
//! nothing, a mutation batch is one that starts from what the peer already has.
//! One way to apply both.

use serde::{Deserialize, Serialize};

use crate::{Wireable, frame::FrameError};

/// A node's number, given by the page's walker, never used twice in a visit.
/// 0 stands for "no node".
pub type NodeId = u32;

/// An index into [`PageFrame::strings`].
pub type StringRef = u32;

/// One batch of changes to the replica.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageFrame<T> {
    /// Present on a snapshot: forget everything and start with this page.
    pub reset: Option<PageHead<T>>,
    /// Every text of this batch, once.
    pub strings: Vec<T>,
    /// The changes, in the order in which they are applied.
    pub ops: Vec<Op>,
}

/// What a snapshot says of the page as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageHead<T> {
    /// Address against which relative ones resolve, without query or fragment.
    pub base: T,
    /// Whether the page is laid out in quirks mode.
    pub quirks: bool,
    /// Layout viewport, in CSS pixels.
    pub viewport: (u32, u32),
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// An attribute is set, or removed when `value` is absent.
    Attribute {
        /// The element.
        node: NodeId,
        /// The attribute's qualified name.
        name: StringRef,
        /// Its new value.
        value: Option<StringRef>,
    },
    /// The text of a text node, or the rules of a `<style>` element.
    Text {
        /// The text node or style element.
        node: NodeId,
        /// Its new text.
        text: StringRef,
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
        /// The text of each sheet.
        sheets: Vec<StringRef>,
    },
    /// How far an element (or the document) is scrolled, in CSS pixels.
    Scroll {
        /// The scroller.
        node: NodeId,
        /// From the left edge; negative in right-to-left pages.
        x: i32,
        /// From the top edge.
        y: i32,
    },
    /// The layout viewport changed size, in CSS pixels.
    Viewport {
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
    /// The element that has the focus (0: none).
    Focus {
        /// The element.
        node: NodeId,
    },
}

/// What a new node is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// The document itself; the first operation of a snapshot.
    Document,
    /// `<!doctype …>`.
    Doctype {
        /// The doctype's name, mostly `html`.
        name: StringRef,
    },
    /// An element without its children.
    Element {
        /// Qualified name, as the page has it.
        name: StringRef,
        /// Which vocabulary it belongs to.
        namespace: Namespace,
        /// Names and values, as the policy returned them.
        attributes: Vec<(StringRef, StringRef)>,
        /// Set when the policy hides the element: a box of this size stands for
        /// it, in CSS pixels.
        hidden: Option<(u32, u32)>,
    },
    /// Text.
    Text {
        /// The text, as the policy returned it.
        text: StringRef,
    },
    /// A comment; its text is never read.
    Comment,
    /// The open shadow root of its parent.
    ShadowRoot,
}

/// The vocabularies a page is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    MathMl,
}

/// What an agent sees of a form field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldState {
    /// Something is there or not, nothing more; `length` is rounded up to
    /// 0, 4, 8, 16 or 32 characters.
    Masked {
        /// The rounded length.
        length: u8,
    },
    /// The value as it stands (only where the policy says `show`).
    Value {
        /// The value.
        text: StringRef,
    },
    /// A checkbox or radio button (only where the policy says `show`).
    Checked {
        /// Whether it is checked.
        checked: bool,
    },
    /// A list's chosen options (only where the policy says `show`).
    Selected {
        /// Their positions, from 0.
        indices: Vec<u32>,
    },
}

impl<T: Wireable> PageFrame<T> {
    /// The bytes of this frame.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        // Serialising into a growing vector can't run out of room, and no type
        // here has a length that postcard must guess.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}

impl PageFrame<String> {
    /// Reads a page frame.
    ///
    /// # Errors
    /// [`FrameError::Payload`] when the bytes are no page frame.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        postcard::from_bytes(bytes).map_err(|_| FrameError::Payload { message: "Page" })
    }

    /// The text behind a reference, when the frame holds it.
    #[must_use]
    pub fn string(&self, reference: StringRef) -> Option<&str> {
        self.strings.get(reference as usize).map(String::as_str)
    }
}
