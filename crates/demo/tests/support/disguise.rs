//! The shapes in which a text may be in bytes.

/// Whether the bytes hold these.
pub fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    // The first byte rules out almost every place at once.
    let Some((&first, rest)) = needle.split_first() else { return true };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|&byte| byte == first) {
        if bytes[from + at + 1..].starts_with(rest) {
            return true;
        }
        from += at + 1;
    }
    false
}

/// Every shape that a text may travel in, and what it is called.
pub fn disguises(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = text.as_bytes();
    let reversed: String = text.chars().rev().collect();
    let wide = |turn: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(turn).collect::<Vec<u8>>();
    let every = |format: fn(&u8) -> String| bytes.iter().map(format).collect::<String>().into_bytes();
    let escaped = |plus: bool| {
        let one = |byte: &u8| match byte {
            b' ' if plus => "+".to_owned(),
            byte if byte.is_ascii_alphanumeric() || b"-_.~".contains(byte) => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        bytes.iter().map(one).collect::<String>().into_bytes()
    };
    let letters = |format: fn(char) -> String| text.chars().map(format).collect::<String>().into_bytes();
    let mut shapes = vec![
        ("UTF-8", bytes.to_vec()),
        ("UTF-16, little end first", wide(u16::to_le_bytes)),
        ("UTF-16, big end first", wide(u16::to_be_bytes)),
        ("reversed", reversed.into_bytes()),
        ("hex", every(|byte| format!("{byte:02x}"))),
        ("hex, capitals", every(|byte| format!("{byte:02X}"))),
        ("percent-encoded", escaped(false)),
        ("form-encoded", escaped(true)),
        ("JSON escapes", letters(|letter| format!("\\u{:04x}", u32::from(letter)))),
        ("HTML entities", letters(|letter| format!("&#{};", u32::from(letter)))),
        ("HTML entities, hex", letters(|letter| format!("&#x{:x};", u32::from(letter)))),
        ("percent-encoded throughout", every(|byte| format!("%{byte:02X}"))),
    ];
    for before in 0..3 {
        for (name, signs) in [("base64", b"+/"), ("base64 for addresses", b"-_")] {
            shapes.push((name, base64(bytes, before, signs)));
        }
    }
    shapes
}

/// The characters that stand for nothing but `bytes`, with so many bytes before
/// them in their group of three.
fn base64(bytes: &[u8], before: usize, signs: &[u8; 2]) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let bit = |at: usize| bytes[at / 8] >> (7 - at % 8) & 1;
    let letter = |from: usize| {
        let value = (from..from + 6).fold(0, |value, at| value << 1 | usize::from(bit(at)));
        LETTERS.get(value).copied().unwrap_or_else(|| signs[value - 62])
    };
    // The first bits share a character with the byte before them.
    let first = (6 - before * 8 % 6) % 6;
    (first..bytes.len() * 8 - 5).step_by(6).map(letter).collect()
}

#[test]
fn the_disguises_are_right() {
    let all = disguises("Öl 7");
    let of = |name: &str| {
        all.iter().filter(|(known, _)| *known == name).map(|(_, shape)| shape.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("hex")[0], b"c3966c2037");
    assert_eq!(of("percent-encoded")[0], b"%C3%96l%207");
    assert_eq!(of("JSON escapes")[0], b"\\u00d6\\u006c\\u0020\\u0037");
    assert_eq!(of("HTML entities")[0], b"&#214;&#108;&#32;&#55;");
    assert_eq!(of("UTF-16, big end first")[0], b"\0\xd6\0l\0 \x007");
    // printf 'Öl 7' | base64; the same with "x" and with "xy" before it.
    assert!(b"w5ZsIDc=".starts_with(&of("base64")[0]));
    assert!(holds(b"eMOWbCA3", &of("base64")[1]));
    assert!(holds(b"eHnDlmwgNw==", &of("base64")[2]));
}
