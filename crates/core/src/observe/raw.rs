//! Reads what the page's walker packs: one array of numbers, one table of
//! strings. `js/walker.js` is the other half; the numbers below are its own.

use alongside_protocol::page::{Namespace, NodeId};
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
    /// All children of a node, in order.
    Children {
        /// The parent.
        parent: NodeId,
        /// The children's numbers.
        children: Vec<NodeId>,
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
    /// The text of a known text node, or the rules of a style element.
    Text {
        /// The node.
        id: NodeId,
        /// The text.
        text: &'a str,
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
        /// From the left.
        x: i32,
        /// From the top.
        y: i32,
    },
    /// The layout viewport, in CSS pixels.
    Viewport {
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
    /// Which element has the focus; 0 for none.
    Focus {
        /// The element.
        id: NodeId,
    },
}

/// A new node, as the walker saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawNode<'a> {
    /// The document: everything before it is forgotten.
    Document {
        /// Whether the page is in quirks mode.
        quirks: bool,
        /// Its layout viewport.
        viewport: (u32, u32),
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
        name: &'a str,
        /// Vocabulary.
        namespace: Namespace,
        /// The size of the box that stands for it when a rule hides it.
        hidden: Option<(u32, u32)>,
        /// Names and values.
        attributes: Vec<(&'a str, &'a str)>,
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
}

/// A form field's state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// Only how long the value is.
    Length(u32),
    /// The value.
    Value(&'a str),
    /// Whether it is checked.
    Checked(bool),
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

struct Reader<'a> {
    numbers: &'a [u32],
    strings: &'a [&'a str],
    at: usize,
}

impl<'a> Reader<'a> {
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

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Result<T, RawError>) -> Result<Vec<T>, RawError> {
        let count = self.number()? as usize;
        if count > self.numbers.len() - self.at {
            return self.wrong();
        }
        (0..count).map(|_| item(self)).collect()
    }

    fn node(&mut self) -> Result<RawNode<'a>, RawError> {
        Ok(match self.number()? {
            1 => {
                let name = self.string()?;
                let namespace = match self.number()? {
                    0 => Namespace::Html,
                    1 => Namespace::Svg,
                    2 => Namespace::MathMl,
                    _ => return self.wrong(),
                };
                let hides = self.number()? == 1;
                let size = (self.number()?, self.number()?);
                let attributes = self.list(|reader| Ok((reader.string()?, reader.string()?)))?;
                RawNode::Element { name, namespace, hidden: hides.then_some(size), attributes }
            }
            3 => RawNode::Text { text: self.string()? },
            8 => RawNode::Comment,
            9 => RawNode::Document {
                quirks: self.number()? == 1,
                viewport: (self.number()?, self.number()?),
                base: self.string()?,
            },
            10 => RawNode::Doctype { name: self.string()? },
            11 => RawNode::ShadowRoot,
            _ => return self.wrong(),
        })
    }

    fn op(&mut self) -> Result<RawOp<'a>, RawError> {
        Ok(match self.number()? {
            1 => {
                let (id, parent) = (self.number()?, self.number()?);
                let level = self.number()?.checked_sub(1).and_then(Level::numbered);
                RawOp::Node { id, parent, level, node: self.node()? }
            }
            2 => RawOp::Children { parent: self.number()?, children: self.list(Self::number)? },
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
                    2 => Field::Checked(self.number()? == 1),
                    3 => Field::Selected(self.list(Self::number)?),
                    _ => return self.wrong(),
                };
                RawOp::Field { id, field }
            }
            6 => RawOp::Sheets { root: self.number()?, sheets: self.list(Self::string)? },
            7 => RawOp::Scroll {
                id: self.number()?,
                x: self.number()?.cast_signed(),
                y: self.number()?.cast_signed(),
            },
            8 => RawOp::Viewport { width: self.number()?, height: self.number()? },
            9 => RawOp::Focus { id: self.number()? },
            _ => {
                self.at -= 1;
                return self.wrong();
            }
        })
    }
}

/// Reads a batch.
///
/// # Errors
/// [`RawError`] with the position at which it stops making sense.
pub fn read<'a>(numbers: &'a [u32], strings: &'a [&'a str]) -> Result<Vec<RawOp<'a>>, RawError> {
    let mut reader = Reader { numbers, strings, at: 0 };
    let mut ops = Vec::new();
    while reader.at < numbers.len() {
        ops.push(reader.op()?);
    }
    Ok(ops)
}
