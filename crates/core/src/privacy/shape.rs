//! Masked text keeps its shape, so that the layout holds: words and line breaks
//! stay, their letters and exact lengths do not.

/// Rounds a length up to its class.
pub(super) fn length_class(length: usize) -> usize {
    match length {
        0 => 0,
        1..=2 => 2,
        3..=4 => 4,
        5..=8 => 8,
        9..=12 => 12,
        _ => 16,
    }
}

/// The text with every word replaced by as many `x` as its length class.
pub(super) fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = 0;
    for character in text.chars().chain(['\u{0}']) {
        if character.is_whitespace() || character == '\u{0}' {
            out.extend(std::iter::repeat_n('x', length_class(word)));
            word = 0;
            if character != '\u{0}' {
                out.push(character);
            }
        } else {
            word += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_line_breaks_stay_letters_do_not() {
        assert_eq!(masked("Jane Doe\n of Leeds"), "xxxx xxxx\n xx xxxxxxxx");
    }

    #[test]
    fn masking_what_is_masked_changes_nothing() {
        let once = masked("a bb ccc dddd 12345 123456789 1234567890123");
        assert_eq!(masked(&once), once);
    }
}
