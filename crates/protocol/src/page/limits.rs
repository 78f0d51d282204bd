//! What a frame, the tables and a copy of a page hold at most, so that whoever writes
//! the bytes has no say in how much memory they take.

use std::ops::RangeInclusive;

/// Nodes of a page that is shown at most: five times the largest pages that we measure.
/// A writer with more of them ends its stream.
pub const MOST_NODES: usize = 1 << 18;

/// Nodes of a copy at most. What has left is told after what came in its place: for a
/// moment a copy holds both.
pub const MOST_COPIED: usize = 2 * MOST_NODES;

/// Bytes of text, names, values and rules in a copy at most; see
/// [`Held::bytes`](super::Held::bytes).
pub const MOST_BYTES: usize = 128 * 1024 * 1024;

/// Batches that wait until there is a document to write them to, and their bytes, at
/// most; see [`Batch::bytes`](super::Batch::bytes).
pub const WAITING: (usize, usize) = (256, 64 * 1024 * 1024);

/// What a shape brings along at most, nodes and attributes with their values: no
/// byte of a frame stands for more than that.
pub const SHAPE_WEIGHT: u32 = 64;

/// What a frame makes at most, by the same count. A writer of ours makes 4,000 nodes
/// a frame, and a shape fixes at most nine attributes of each.
pub const FRAME_WEIGHT: u32 = 1 << 16;

/// Operations of a frame at most, each node that it makes or removes being one. A writer
/// of ours stops at 4 MiB of changes; most take four bytes or more, a removal one.
pub const FRAME_OPERATIONS: usize = 1 << 21;

/// Strings and shapes that both sides keep at most; beyond it the writer starts
/// its tables anew.
pub const TABLE: usize = 1 << 15;

/// A string is kept for reference when its length in bytes is in this range:
/// shorter ones cost no more than a reference, longer ones seldom come again.
pub(crate) const KEPT: RangeInclusive<usize> = 2..=512;
