//! Reads what the page's walker packs: one array of numbers, one table of
//! strings. `js/page/walker` is the other half; the numbers are those of its `numbers.js`.

use alongside_protocol::page::{Layer, Namespace, NodeId};
use thiserror::Error;

use crate::privacy::Level;

/// One operation of the walker, with its strings resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawOp<'a> {
    /// A node the core has not seen.
    Node {
        /// Its number.
        id: NodeId,
        /// Its parent's (or host's) number; 0 for the document.
        parent: NodeId,
        /// The privacy rule that names this very element, if any.
        level: Option<Level>,
        /// What it is.
        node: RawNode<'a>,
    },
    /// Children of a node, in order, from a position on.
    Children {
        /// The parent.
        parent: NodeId,
        /// How many stand before these, as told before.
        offset: usize,
        /// Whether others may follow, which the walker has not come to yet.
        more: bool,
        /// The children's numbers.
        children: Vec<NodeId>,
    },
    /// Nodes that are no longer part of the page.
    Forget {
        /// Their numbers.
        nodes: Vec<NodeId>,
    },
    /// The privacy rule of a known element is another one now; its attributes
    /// and texts follow, with all that is in it.
    Level {
        /// The element.
        id: NodeId,
        /// The rule's level, if one names it.
        level: Option<Level>,
    },
    /// An attribute of a known element.
    Attribute {
        /// The element.
        id: NodeId,
        /// Its name.
        name: &'a str,
        /// Its value; `None` when it was removed.
        value: Option<&'a str>,
    },
    /// The text of a known text node.
    Text {
        /// The node.
        id: NodeId,
        /// The text.
        text: &'a str,
    },
    /// The rules of a style element, or of a link whose sheet was edited.
    Rules {
        /// The element.
        id: NodeId,
        /// The rules.
        rules: &'a str,
    },
    /// A field that was sealed before it came back as a new node: it stays so.
    Sealed {
        /// The field.
        id: NodeId,
    },
    /// The state of a form field, as far as the core said it may be read.
    Field {
        /// The field.
        id: NodeId,
        /// The state.
        field: Field<'a>,
    },
    /// The adopted style sheets of a document or shadow root.
    Sheets {
        /// The document or shadow root.
        root: NodeId,
        /// The rules of each sheet.
        sheets: Vec<&'a str>,
    },
    /// Where a scroller stands, in CSS pixels.
    Scroll {
        /// The element or document.
        id: NodeId,
        /// From the left, and from the top.
        at: (i32, i32),
    },
    /// The layout viewport, and which colours are asked for.
    Viewport {
        /// Width and height, in CSS pixels.
        size: (u32, u32),
        /// Whether dark ones.
        dark: bool,
    },
    /// Which element has the focus; 0 for none.
    Focus {
        /// The element.
        id: NodeId,
    },
    /// What is selected: node and offset of either end; nodes 0 for nothing.
    Selection {
        /// Where it begins, and where it ends.
        ends: [(NodeId, u32); 2],
    },
    /// How a dialog or popover is shown.
    Layer {
        /// The element.
        id: NodeId,
        /// How.
        layer: Layer,
    },
    /// The size of the box that stands for a hidden element, in CSS pixels.
    Box {
        /// The element.
        id: NodeId,
        /// Width and height.
        size: (u32, u32),
    },
    /// The walker has come to the end of the page for the first time.
    Walked,
}

/// A new node, as the walker saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawNode<'a> {
    /// The page's document (its parent is 0): everything before it is forgotten.
    Page {
        /// Whether the page is in quirks mode.
        quirks: bool,
        /// Whether all of it is edited in place (`designMode`).
        edited: bool,
        /// Its layout viewport.
        viewport: (u32, u32),
        /// Whether the browser asks for dark colours.
        dark: bool,
        /// Its base address.
        base: &'a str,
    },
    /// The document of a same-origin frame, its parent.
    Document {
        /// Whether it is in quirks mode.
        quirks: bool,
        /// Whether all of it is edited in place.
        edited: bool,
        /// Its base address.
        base: &'a str,
    },
    /// The doctype.
    Doctype {
        /// Its name.
        name: &'a str,
    },
    /// An element.
    Element {
        /// Qualified name.
        name: Named<'a>,
        /// Vocabulary.
        namespace: Namespace,
        /// The size of the box that stands for it when a rule hides it.
        hidden: Option<(u32, u32)>,
        /// Names and values.
        attributes: Vec<Attribute<'a>>,
    },
    /// Text.
    Text {
        /// The text.
        text: &'a str,
    },
    /// A comment; not read.
    Comment,
    /// An open shadow root; its parent is the host.
    ShadowRoot,
    /// What a template holds; its parent is the template.
    Fragment,
}

/// A string of the batch, with its place in the table: what the policy says of it
/// need be asked only once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// Its place.
    pub index: u32,
    /// The string.
    pub text: &'a str,
}

/// An attribute of a new element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its qualified name.
    pub name: Named<'a>,
    /// Its value.
    pub value: Named<'a>,
}

/// A form field's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// Only how long the value is.
    Length(u32),
    /// The value.
    Value(&'a str),
    /// Whether it is checked, and whether it is neither.
    Checked(bool, bool),
    /// Which options are selected.
    Selected(Vec<u32>),
}

/// The walker's numbers make no sense: a bug on our side, never the page's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the walker's batch is garbled at position {at}")]
pub struct RawError {
    /// Position in the array.
    pub at: usize,
}

/// The operations of a batch, one after the other.
#[derive(Debug)]
pub struct Ops<'a> {
    numbers: &'a [u32],
    strings: &'a [&'a str],
    at: usize,
}

impl<'a> Iterator for Ops<'a> {
    type Item = Result<RawOp<'a>, RawError>;

    fn next(&mut self) -> Option<Self::Item> {
        (self.at < self.numbers.len()).then(|| self.op())
    }
}

impl<'a> Ops<'a> {
    /// A batch: numbers, and the strings they name.
    #[must_use]
    pub fn new(numbers: &'a [u32], strings: &'a [&'a str]) -> Self {
        Self { numbers, strings, at: 0 }
    }

    fn wrong<T>(&self) -> Result<T, RawError> {
        Err(RawError { at: self.at })
    }

    fn number(&mut self) -> Result<u32, RawError> {
        let Some(&number) = self.numbers.get(self.at) else {
            return self.wrong();
        };
        self.at += 1;
        Ok(number)
    }

    fn string(&mut self) -> Result<&'a str, RawError> {
        let index = self.number()? as usize;
        match self.strings.get(index) {
            Some(text) => Ok(text),
            None => self.wrong(),
        }
    }

    fn named(&mut self) -> Result<Named<'a>, RawError> {
        let index = self.numbers.get(self.at).copied().unwrap_or_default();
        Ok(Named { index, text: self.string()? })
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Result<T, RawError>) -> Result<Vec<T>, RawError> {
        let count = self.number()? as usize;
        if count > self.numbers.len() - self.at {
            return self.wrong();
        }
        (0..count).map(|_| item(self)).collect()
    }

    fn node(&mut self, is_page: bool) -> Result<RawNode<'a>, RawError> {
        Ok(match self.number()? {
            1 => {
                let name = self.named()?;
                let Some(namespace) = Namespace::numbered(self.number()?) else { return self.wrong() };
                let hides = self.number()? == 1;
                let size = (self.number()?, self.number()?);
                let attributes =
                    self.list(|ops| Ok(Attribute { name: ops.named()?, value: ops.named()? }))?;
                RawNode::Element { name, namespace, hidden: hides.then_some(size), attributes }
            }
            3 => RawNode::Text { text: self.string()? },
            8 => RawNode::Comment,
            9 if is_page => {
                let bits = self.number()?;
                RawNode::Page {
                    quirks: bits & 1 != 0,
                    edited: bits & 2 != 0,
                    dark: bits & 4 != 0,
                    viewport: (self.number()?, self.number()?),
                    base: self.string()?,
                }
            }
            9 => {
                let (quirks, edited) = self.mode()?;
                RawNode::Document { quirks, edited, base: self.string()? }
            }
            10 => RawNode::Doctype { name: self.string()? },
            11 => RawNode::ShadowRoot,
            12 => RawNode::Fragment,
            _ => return self.wrong(),
        })
    }

    /// Quirks mode, and whether a document is edited in place.
    fn mode(&mut self) -> Result<(bool, bool), RawError> {
        let bits = self.number()?;
        Ok((bits & 1 != 0, bits & 2 != 0))
    }

    fn level(&mut self) -> Result<Option<Level>, RawError> {
        Ok(self.number()?.checked_sub(1).and_then(Level::numbered))
    }

    fn op(&mut self) -> Result<RawOp<'a>, RawError> {
        Ok(match self.number()? {
            1 => {
                let (id, parent) = (self.number()?, self.number()?);
                RawOp::Node { id, parent, level: self.level()?, node: self.node(parent == 0)? }
            }
            2 => RawOp::Children {
                parent: self.number()?,
                offset: self.number()? as usize,
                more: self.number()? == 1,
                children: self.list(Self::number)?,
            },
            3 => {
                let (id, name) = (self.number()?, self.string()?);
                let has_value = self.number()? == 1;
                let value = self.string()?;
                RawOp::Attribute { id, name, value: has_value.then_some(value) }
            }
            4 => RawOp::Text { id: self.number()?, text: self.string()? },
            5 => {
                let id = self.number()?;
                let field = match self.number()? {
                    0 => Field::Length(self.number()?),
                    1 => Field::Value(self.string()?),
                    2 => {
                        let bits = self.number()?;
                        Field::Checked(bits & 1 != 0, bits & 2 != 0)
                    }
                    3 => Field::Selected(self.list(Self::number)?),
                    _ => return self.wrong(),
                };
                RawOp::Field { id, field }
            }
            6 => RawOp::Sheets { root: self.number()?, sheets: self.list(Self::string)? },
            7 => {
                let (id, x, y) = (self.number()?, self.number()?, self.number()?);
                RawOp::Scroll { id, at: (x.cast_signed(), y.cast_signed()) }
            }
            8 => RawOp::Viewport { size: (self.number()?, self.number()?), dark: self.number()? == 1 },
            9 => RawOp::Focus { id: self.number()? },
            10 => RawOp::Forget { nodes: self.list(Self::number)? },
            11 => RawOp::Level { id: self.number()?, level: self.level()? },
            12 => RawOp::Rules { id: self.number()?, rules: self.string()? },
            13 => RawOp::Selection {
                ends: [(self.number()?, self.number()?), (self.number()?, self.number()?)],
            },
            14 => {
                let id = self.number()?;
                let layer = match self.number()? {
                    0 => Layer::None,
                    1 => Layer::Modal,
                    2 => Layer::Popover,
                    _ => return self.wrong(),
                };
                RawOp::Layer { id, layer }
            }
            15 => RawOp::Walked,
            17 => RawOp::Sealed { id: self.number()? },
            16 => RawOp::Box { id: self.number()?, size: (self.number()?, self.number()?) },
            _ => {
                self.at -= 1;
                return self.wrong();
            }
        })
    }
}
