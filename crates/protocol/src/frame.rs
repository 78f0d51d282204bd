//! The envelope of everything on a socket: `kind (u8) · sequence (varint) ·
//! length (varint) · payload`.
//!
//! A reader skips a kind it does not know, so new kinds need no new version.
//! Sequence 0 marks a frame that is not counted (greetings, acknowledgements).

use thiserror::Error;

/// The longest payload a peer accepts, in bytes: a first snapshot of a very
/// large page stays well below it.
pub const MAX_PAYLOAD: usize = 8 * 1024 * 1024;

/// One frame as it stands in a received buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Which message the payload holds; unknown kinds are skipped.
    pub kind: u8,
    /// Place in the sender's numbered stream, from 1; 0 when not counted.
    pub sequence: u64,
    /// The encoded message.
    pub payload: &'a [u8],
}

/// Why bytes are not a frame, or a frame not a message.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FrameError {
    /// The buffer ends inside a frame.
    #[error("the frame is cut short: {expected} bytes expected, {found} found")]
    Short {
        /// How many bytes were needed.
        expected: usize,
        /// How many were there.
        found: usize,
    },
    /// A length or sequence number is longer than its type allows.
    #[error("the frame header is not a valid number")]
    Number,
    /// The payload is longer than [`MAX_PAYLOAD`].
    #[error("the frame holds {found} bytes, at most {MAX_PAYLOAD} are accepted")]
    TooLarge {
        /// The length that the header claims.
        found: usize,
    },
    /// The payload does not decode as the message its kind names.
    #[error("the payload of a `{message}` frame is garbled")]
    Payload {
        /// The message's name.
        message: &'static str,
    },
}

/// Appends one frame to `out`.
pub fn encode_into(kind: u8, sequence: u64, payload: &[u8], out: &mut Vec<u8>) {
    out.reserve(payload.len() + 16);
    out.push(kind);
    put_varint(sequence, out);
    put_varint(payload.len() as u64, out);
    out.extend_from_slice(payload);
}

/// Reads the first frame of `bytes` and returns it with the rest.
///
/// # Errors
/// [`FrameError`] when the bytes are no frame or the payload is too long.
pub fn decode(bytes: &[u8]) -> Result<(Frame<'_>, &[u8]), FrameError> {
    let (&kind, rest) = bytes.split_first().ok_or(FrameError::Short { expected: 1, found: 0 })?;
    let (sequence, rest) = take_varint(rest)?;
    let (length, rest) = take_varint(rest)?;
    let length = usize::try_from(length).map_err(|_| FrameError::Number)?;
    if length > MAX_PAYLOAD {
        return Err(FrameError::TooLarge { found: length });
    }
    let (payload, rest) =
        rest.split_at_checked(length).ok_or(FrameError::Short { expected: length, found: rest.len() })?;
    Ok((Frame { kind, sequence, payload }, rest))
}

fn put_varint(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn take_varint(bytes: &[u8]) -> Result<(u64, &[u8]), FrameError> {
    let mut value = 0u64;
    for (index, &byte) in bytes.iter().enumerate().take(10) {
        let part = u64::from(byte & 0x7f);
        let shifted = part.checked_shl(7 * index as u32).unwrap_or(0);
        if shifted >> (7 * index) != part {
            return Err(FrameError::Number);
        }
        value |= shifted;
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[index + 1..]));
        }
    }
    if bytes.len() < 10 {
        return Err(FrameError::Short { expected: bytes.len() + 1, found: bytes.len() });
    }
    Err(FrameError::Number)
}
