//! Reads frames. Whatever the bytes are, the answer is a batch or an error, and
//! no more is made of a frame than its length allows.

use std::sync::Arc;

use thiserror::Error;

use super::{
    Batch, Ended, FRAME_OPERATIONS, FieldState, KEPT, Layer, NodeId, Note, Op, PAGE_VERSION, PageHead, Sheet,
    TABLE,
    expand::{Ids, trees},
    shape::{Shape, flag, op},
    wire::Reader,
};

/// Why bytes are no page frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PageError {
    /// Another version wrote it.
    #[error("the page frame has version {found}, this build reads {PAGE_VERSION}")]
    Version {
        /// The version found.
        found: u8,
    },
    /// A frame before this one is missing: ask for a snapshot.
    #[error("page frame {expected} was expected, {found} came")]
    Gap {
        /// The number that was expected.
        expected: u32,
        /// The number that came.
        found: u32,
    },
    /// The bytes end inside something, or make no sense.
    #[error("the page frame is garbled at byte {at}")]
    Garbled {
        /// Position in the frame, from 0.
        at: usize,
    },
}

/// The reader's end of a stream of frames.
#[derive(Debug, Default, Clone)]
pub struct Decoder {
    tables: Tables,
    /// The number of the next frame; none before a snapshot.
    expected: Option<u32>,
}

#[derive(Debug, Default, Clone)]
pub(super) struct Tables {
    pub(super) strings: Vec<Arc<str>>,
    pub(super) shapes: Vec<Arc<Shape<Arc<str>>>>,
}

impl Tables {
    pub(super) fn string(&mut self, reader: &mut Reader<'_>) -> Result<Arc<str>, PageError> {
        let code = reader.number()?;
        let Some(known) = code.checked_sub(2) else {
            let text: Arc<str> = reader.text()?.into();
            if code == 0 {
                if self.strings.len() >= TABLE || text.len() > *KEPT.end() {
                    return reader.garbled();
                }
                self.strings.push(Arc::clone(&text));
            }
            return Ok(text);
        };
        match self.strings.get(known as usize) {
            Some(text) => Ok(Arc::clone(text)),
            None => reader.garbled(),
        }
    }

    /// A string of a shape, which is one of the table: so all shapes together hold no
    /// more text than that does.
    pub(super) fn kept(&mut self, reader: &mut Reader<'_>) -> Result<Arc<str>, PageError> {
        if reader.next_is(1) { reader.garbled() } else { self.string(reader) }
    }
}

impl Decoder {
    /// Reads one frame. After an error the stream is broken until a snapshot
    /// comes; what was read before it stays.
    ///
    /// # Errors
    /// [`PageError`]: another version, a frame that is missing, or the position
    /// at which the bytes make no sense.
    pub fn read(&mut self, bytes: &[u8]) -> Result<Batch, PageError> {
        let result = self.batch(&mut Reader::new(bytes));
        if result.is_err() {
            self.expected = None;
        }
        result
    }

    fn batch(&mut self, reader: &mut Reader<'_>) -> Result<Batch, PageError> {
        let version = reader.byte()?;
        if version != PAGE_VERSION {
            return Err(PageError::Version { found: version });
        }
        let flags = reader.byte()?;
        let serial = reader.number()?;
        let begins = flags & flag::HEAD != 0;
        if !begins && self.expected != Some(serial) {
            return Err(PageError::Gap { expected: self.expected.unwrap_or_default(), found: serial });
        }
        self.expected = Some(serial.wrapping_add(1));
        if begins || flags & flag::TABLES != 0 {
            self.tables = Tables::default();
        }
        let mut note = Note { policy: u32::from_le_bytes(array(reader)?), ..Note::default() };
        for count in &mut note.redacted {
            *count = reader.number()?;
        }
        note.delay = reader.number()?;
        let head = if begins { Some(head(reader)?) } else { None };
        let mut ops = Vec::new();
        let mut last = 0;
        while !reader.is_done() {
            self.op(reader, &mut last, &mut ops)?;
            if ops.len() > FRAME_OPERATIONS {
                return reader.garbled();
            }
        }
        Ok(Batch { head, note, ops })
    }

    fn op(&mut self, reader: &mut Reader<'_>, last: &mut NodeId, ops: &mut Vec<Op>) -> Result<(), PageError> {
        let tables = &mut self.tables;
        let op = match reader.byte()? {
            op::INSERT => {
                let place = (id(reader, last)?, id(reader, last)?);
                let mut runs = Vec::new();
                for _ in 0..reader.count()? {
                    let first = id(reader, last)?;
                    let length = reader.number()?;
                    *last = first.wrapping_add(length);
                    runs.push((first, length));
                }
                trees(reader, tables, place, Ids(runs.into_iter(), (0, 0)), ops)?;
                return Ok(());
            }
            op::MOVE => {
                let (parent, previous) = (id(reader, last)?, id(reader, last)?);
                Op::Move { parent, previous, node: id(reader, last)? }
            }
            op::REMOVE => {
                let count = reader.count()?;
                if ops.len() + count > FRAME_OPERATIONS {
                    return reader.garbled();
                }
                for _ in 0..count {
                    ops.push(Op::Remove { node: id(reader, last)? });
                }
                return Ok(());
            }
            op::EMPTY => Op::Empty { node: id(reader, last)? },
            op::ATTRIBUTE => {
                let (node, name) = (id(reader, last)?, tables.string(reader)?);
                let value = if reader.byte()? == 1 { Some(tables.string(reader)?) } else { None };
                Op::Attribute { node, name, value }
            }
            op::TEXT => Op::Text { node: id(reader, last)?, text: tables.string(reader)? },
            op::RULES => Op::Rules { node: id(reader, last)?, sheet: sheet(reader, tables)? },
            op::FIELD => Op::Field { node: id(reader, last)?, state: field(reader, tables)? },
            op::SHEETS => {
                let root = id(reader, last)?;
                let count = reader.count()?;
                let sheets = (0..count).map(|_| sheet(reader, tables)).collect::<Result<_, _>>()?;
                Op::Sheets { root, sheets }
            }
            op::SCROLL => Op::Scroll { node: id(reader, last)?, x: reader.signed()?, y: reader.signed()? },
            op::VIEWPORT => {
                let (width, height) = (reader.number()?, reader.number()?);
                Op::Viewport { width, height, dark: reader.byte()? == 1 }
            }
            op::FOCUS => Op::Focus { node: id(reader, last)? },
            op::SELECTION => {
                let anchor = (id(reader, last)?, reader.number()?);
                Op::Selection { anchor, focus: (id(reader, last)?, reader.number()?) }
            }
            op::LAYER => {
                let node = id(reader, last)?;
                let layer = match reader.byte()? {
                    0 => Layer::None,
                    1 => Layer::Modal,
                    2 => Layer::Popover,
                    _ => return reader.garbled(),
                };
                Op::Layer { node, layer }
            }
            op::PICTURE => Op::Picture { node: id(reader, last)?, bytes: reader.bytes()?.to_vec() },
            op::CHECK => Op::Check { digest: u64::from_le_bytes(array(reader)?) },
            op::SIZE => {
                Op::Size { node: id(reader, last)?, width: reader.number()?, height: reader.number()? }
            }
            op::LEAVING => Op::Leaving,
            op::PAUSED => Op::Paused { paused: reader.byte()? == 1 },
            op::ENDED => {
                let why = match reader.byte()? {
                    0 => Ended::Unreadable,
                    1 => Ended::TooLarge,
                    _ => return reader.garbled(),
                };
                Op::Ended { why }
            }
            _ => return reader.garbled(),
        };
        ops.push(op);
        Ok(())
    }
}

fn head(reader: &mut Reader<'_>) -> Result<PageHead, PageError> {
    let base = reader.text()?.into();
    let bits = reader.byte()?;
    let (quirks, dark) = (bits & 1 != 0, bits & 2 != 0);
    Ok(PageHead { base, quirks, viewport: (reader.number()?, reader.number()?), dark })
}

fn id(reader: &mut Reader<'_>, last: &mut NodeId) -> Result<NodeId, PageError> {
    *last = last.wrapping_add(reader.signed()?.cast_unsigned());
    Ok(*last)
}

fn array<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], PageError> {
    let bytes = reader.take(N)?;
    bytes.try_into().or_else(|_| reader.garbled())
}

fn sheet(reader: &mut Reader<'_>, tables: &mut Tables) -> Result<Sheet, PageError> {
    Ok(match reader.byte()? {
        0 => Sheet::Rules(tables.string(reader)?),
        1 => Sheet::Hash(array(reader)?),
        _ => return reader.garbled(),
    })
}

fn field(reader: &mut Reader<'_>, tables: &mut Tables) -> Result<FieldState, PageError> {
    Ok(match reader.byte()? {
        0 => FieldState::Masked { length: reader.byte()? },
        1 => FieldState::Value { text: tables.string(reader)? },
        2 => {
            let bits = reader.byte()?;
            FieldState::Checked { checked: bits & 1 != 0, mixed: bits & 2 != 0 }
        }
        3 => {
            let count = reader.count()?;
            FieldState::Selected { indices: (0..count).map(|_| reader.number()).collect::<Result<_, _>>()? }
        }
        _ => return reader.garbled(),
    })
}
