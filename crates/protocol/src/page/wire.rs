//! Numbers and strings, byte by byte.

use super::{FRAME_WEIGHT, PageError};

pub(super) fn put_number(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A signed number, small ones of either sign in few bytes.
pub(super) fn put_signed(value: i32, out: &mut Vec<u8>) {
    put_number(((value << 1) ^ (value >> 31)).cast_unsigned(), out);
}

pub(super) fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put_number(bytes.len() as u32, out);
    out.extend_from_slice(bytes);
}

/// Reads forward; every read that goes beyond the end is an error.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How much may still be made of the frame; see [`FRAME_WEIGHT`].
    room: u32,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, room: FRAME_WEIGHT }
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(super) fn garbled<T>(&self) -> Result<T, PageError> {
        Err(PageError::Garbled { at: self.at })
    }

    /// How many bytes are left: no list can have more items than that.
    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// Nodes and attributes that are about to be made.
    pub(super) fn make(&mut self, weight: u32) -> Result<(), PageError> {
        match self.room.checked_sub(weight) {
            Some(room) => {
                self.room = room;
                Ok(())
            }
            None => self.garbled(),
        }
    }

    pub(super) fn byte(&mut self) -> Result<u8, PageError> {
        let Some(&byte) = self.bytes.get(self.at) else {
            return self.garbled();
        };
        self.at += 1;
        Ok(byte)
    }

    pub(super) fn next_is(&self, byte: u8) -> bool {
        self.bytes.get(self.at) == Some(&byte)
    }

    pub(super) fn number(&mut self) -> Result<u32, PageError> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let part = u32::from(byte & 0x7f);
            if shift == 28 && part > 0x0f {
                return self.garbled();
            }
            value |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        self.garbled()
    }

    pub(super) fn signed(&mut self) -> Result<i32, PageError> {
        let value = self.number()?;
        Ok((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// The length of a list whose items take at least a byte each.
    pub(super) fn count(&mut self) -> Result<usize, PageError> {
        let count = self.number()? as usize;
        if count > self.left() { self.garbled() } else { Ok(count) }
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], PageError> {
        match self.bytes.get(self.at..).and_then(|rest| rest.get(..length)) {
            Some(taken) => {
                self.at += length;
                Ok(taken)
            }
            None => self.garbled(),
        }
    }

    pub(super) fn bytes(&mut self) -> Result<&'a [u8], PageError> {
        let length = self.count()?;
        self.take(length)
    }

    pub(super) fn text(&mut self) -> Result<&'a str, PageError> {
        let bytes = self.bytes()?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text),
            Err(_) => self.garbled(),
        }
    }
}
