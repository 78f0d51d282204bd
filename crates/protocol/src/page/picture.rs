//! Pictures of what has no other copy.

/// The longest picture, in bytes: ours, so that one is never more than a good half
/// of what may be under way on the line at a time.
pub const PICTURE_BYTES: usize = 128 * 1024;

/// What kind of picture some bytes are, by the first of them: the subtype of its
/// media type. None when they are no WebP, PNG or JPEG.
#[must_use]
pub fn picture_kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}
