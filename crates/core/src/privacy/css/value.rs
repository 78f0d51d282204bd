//! What a value of a style sheet says.

use std::borrow::Cow;

/// Words of CSS that a custom property may hold; any other word may be a person's.
const WORDS: [&str; 64] = [
    "absolute",
    "auto",
    "baseline",
    "black",
    "block",
    "bold",
    "border-box",
    "both",
    "bottom",
    "calc",
    "center",
    "clamp",
    "color-mix",
    "column",
    "contain",
    "content-box",
    "cover",
    "cubic-bezier",
    "currentcolor",
    "dashed",
    "dotted",
    "ease",
    "ease-in",
    "ease-in-out",
    "ease-out",
    "end",
    "fixed",
    "flex",
    "flex-end",
    "flex-start",
    "grid",
    "hidden",
    "hsl",
    "hsla",
    "important",
    "in",
    "inherit",
    "initial",
    "inline",
    "inset",
    "italic",
    "left",
    "linear",
    "max",
    "min",
    "minmax",
    "none",
    "normal",
    "nowrap",
    "oklch",
    "relative",
    "repeat",
    "rgb",
    "rgba",
    "right",
    "row",
    "solid",
    "srgb",
    "start",
    "top",
    "transparent",
    "unset",
    "var",
    "white",
];

const UNITS: [&str; 25] = [
    "", "%", "ch", "cqw", "deg", "dvh", "dvw", "em", "ex", "fr", "lh", "lvh", "ms", "px", "pt", "rad", "rem",
    "rlh", "s", "svh", "turn", "vh", "vmax", "vmin", "vw",
];

/// Digits that a measure has at most, before and after its point.
const DIGITS: usize = 4;

/// Whether a value is made of measures, colours and words of CSS alone.
pub(super) fn is_measure(value: &str) -> bool {
    let mut rest = value.trim();
    while let Some(first) = rest.chars().next() {
        let end = rest
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.%#+".contains(letter)))
            .unwrap_or(rest.len());
        if end == 0 {
            if !(first.is_ascii_whitespace() || "(),/*!".contains(first)) {
                return false;
            }
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        if !(is_number(word) || is_color(word) || is_word(word)) {
            return false;
        }
        rest = after;
    }
    true
}

fn is_word(word: &str) -> bool {
    // A reference to another custom property says no more than the rules do.
    word.starts_with("--")
        || matches!(word, "-" | "+")
        || WORDS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

fn is_number(word: &str) -> bool {
    let word = word.trim_start_matches(['-', '+']);
    let end = word.find(|letter: char| !(letter.is_ascii_digit() || letter == '.')).unwrap_or(word.len());
    let (number, unit) = word.split_at(end);
    let mut parts = number.split('.');
    let fits = |part: Option<&str>| part.is_none_or(|part| part.len() <= DIGITS);
    !number.is_empty()
        && fits(parts.next())
        && fits(parts.next())
        && parts.next().is_none()
        && UNITS.contains(&unit)
}

fn is_color(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|hex| {
        matches!(hex.len(), 3 | 4 | 6 | 8) && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// Whether a string could be read: an icon, a bullet or a quotation mark can't.
pub(super) fn says_something(text: &str) -> bool {
    let is_icon = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
    unescaped(text).chars().any(|letter| letter.is_alphanumeric() && !is_icon(letter))
}

/// The text that stands behind escapes (CSS Syntax 3, 4.3.7).
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        let mut code = 0;
        let mut count = 0;
        while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(16)).filter(|_| count < 6) {
            code = code * 16 + digit;
            count += 1;
            letters.next();
        }
        if count == 0 {
            out.extend(letters.next().filter(|letter| *letter != '\n'));
        } else {
            out.push(char::from_u32(code).unwrap_or('\u{fffd}'));
            letters.next_if(|letter| letter.is_ascii_whitespace());
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn measures_are_measures_and_names_are_not() {
        for value in
            ["3", "40%", "-1.25rem", "#0af", "rgb(0 0 0 / 50%)", "calc(var(--gap) * 2)", "1px solid red", ""]
        {
            assert_eq!(is_measure(value), !value.contains("red"), "{value}");
        }
        for value in ["Jane", "4711000815", "\"Jane\"", "url(x)", "12345px", "4711jane", "#jane", "1.2.3"] {
            assert!(!is_measure(value), "{value}");
        }
    }

    #[test]
    fn escapes_hide_nothing() {
        assert_eq!(unescaped(r"\4a ane\@x\000041b\\"), "Jane@xAb\\");
        assert!(says_something(r"\4a") && !says_something(r"\f101") && !says_something("→ •"));
    }
}
