//! Masked text keeps its shape, so that the layout holds: words and line breaks
//! stay, their letters and exact lengths do not. A word in a wide script stays
//! wide, and one that is written from the right stays so.

/// Rounds a length up to its class.
pub(super) fn length_class(length: usize) -> usize {
    match length {
        0 => 0,
        1..=2 => 2,
        3..=4 => 4,
        5..=8 => 8,
        9..=12 => 12,
        longer => longer.next_multiple_of(16),
    }
}

/// What a letter needs of the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Narrow,
    Wide,
    Hebrew,
    Arabic,
}

impl Script {
    /// The script of a letter; what has none takes that of the letters beside it.
    fn of(letter: char) -> Option<Self> {
        Some(match letter {
            // A digit of a card stood there.
            '•' => Self::Narrow,
            '\u{0}'..='\u{7f}' if letter.is_ascii_alphanumeric() => Self::Narrow,
            '\u{0}'..='\u{a9}'
            | '\u{300}'..='\u{36f}'
            | '\u{2000}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' => return None,
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Self::Arabic,
            // East Asian Width (UAX 11), in blocks; and pictures.
            '\u{1100}'..='\u{115f}'
            | '\u{2e80}'..='\u{a4cf}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe4f}'
            | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1f300}'..='\u{1faff}'
            | '\u{20000}'..='\u{3fffd}' => Self::Wide,
            _ => Self::Narrow,
        })
    }

    /// The letter that stands for all others.
    fn mask(self) -> char {
        match self {
            Self::Narrow => 'x',
            Self::Wide => '〇',
            Self::Hebrew => 'ם',
            Self::Arabic => 'س',
        }
    }
}

/// The text with every word replaced by as many letters as its length class.
pub(super) fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut script, mut length) = (None::<Script>, 0);
    for letter in text.chars() {
        if letter.is_whitespace() {
            word(&mut out, script.take(), std::mem::take(&mut length));
            out.push(letter);
            continue;
        }
        let next = Script::of(letter);
        if next.is_some() && script.is_some() && next != script {
            word(&mut out, script, std::mem::take(&mut length));
        }
        script = next.or(script);
        length += 1;
    }
    word(&mut out, script, length);
    out
}

fn word(out: &mut String, script: Option<Script>, length: usize) {
    let mask = script.unwrap_or(Script::Narrow).mask();
    out.extend(std::iter::repeat_n(mask, length_class(length)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_line_breaks_stay_letters_do_not() {
        assert_eq!(masked("Jane Doe\n of Leeds"), "xxxx xxxx\n xx xxxxxxxx");
        assert_eq!(masked("(4,711.00 €)"), "xxxxxxxxxxxx xx");
    }

    #[test]
    fn what_is_wide_stays_wide_and_what_runs_leftwards_still_does() {
        assert_eq!(masked("東京都 Tokyo"), "〇〇〇〇 xxxxxxxx");
        assert_eq!(masked("東京Tokyo"), "〇〇xxxxxxxx");
        assert_eq!(masked("שלום! مرحبا"), "םםםםםםםם سسسسسسسس");
    }

    #[test]
    fn masking_what_is_masked_changes_nothing() {
        let once = masked("a bb ccc dddd 12345 123456789 1234567890123 (東京) שלום");
        assert_eq!(masked(&once), once);
    }
}
