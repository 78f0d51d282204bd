//! Payment card numbers by content: 13 to 19 digits (ISO/IEC 7812-1) that pass
//! the Luhn check of its annex B, in groups or not. Those that go over several texts
//! are found in `neighbours.rs`.
//!
//! A number that is being typed is no card before its last digit, and by then most
//! of it would be known. So digits that stand as on a card (4-4-4-…, 4-6-…), and
//! in a typed value any that begin as a card's do, are sealed from the twelfth on:
//! eleven are fewer than PCI DSS 3.4.1 lets anybody see.

use std::borrow::Cow;

pub(super) const SHORTEST: usize = 13;
pub(super) const LONGEST: usize = 19;
/// From here on a number that looks like a card's is taken for one.
pub(super) const BEGUN: usize = 12;

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The page shows it.
    Shown,
    /// The customer is typing it.
    Typed,
    /// It draws: numbers in a row are coordinates, and only one that is whole can be a
    /// card's.
    Drawn,
}

/// The text with the digits of every card number replaced.
pub(super) fn without_cards(text: &str, source: Source) -> Cow<'_, str> {
    if text.len() < BEGUN || text.chars().filter(|&letter| digit(letter).is_some()).nth(BEGUN - 1).is_none() {
        return Cow::Borrowed(text);
    }
    let mut letters: Vec<char> = text.chars().collect();
    if seal(&mut letters, source) { Cow::Owned(letters.into_iter().collect()) } else { Cow::Borrowed(text) }
}

/// Replaces the digits of every card number; whether there was one.
fn seal(letters: &mut [char], source: Source) -> bool {
    let mut found = false;
    let mut at = 0;
    while at < letters.len() {
        if digit(letters[at]).is_none() {
            at += 1;
        } else if let Some(end) = card_from(letters, at, source) {
            found = true;
            for letter in &mut letters[at..end] {
                if digit(*letter).is_some() {
                    *letter = '•';
                }
            }
            at = end;
        } else {
            at += letters[at..].iter().take_while(|letter| digit(**letter).is_some()).count();
        }
    }
    found
}

/// Where the card number ends that begins at `start`, the first digit of a group.
/// It takes whole groups only, so that a longer number is no card by chance.
fn card_from(letters: &[char], start: usize, source: Source) -> Option<usize> {
    // A fraction that a script has worked out.
    if source == Source::Drawn && start > 0 && letters[start - 1] == '.' {
        return None;
    }
    let mut digits = Vec::new();
    let mut groups = Vec::new();
    let mut found = None;
    let mut at = start;
    loop {
        let before = digits.len();
        while let Some(digit) = letters.get(at).and_then(|letter| digit(*letter)) {
            digits.push(digit);
            at += 1;
        }
        groups.push(digits.len() - before);
        let is_card = (SHORTEST..=LONGEST).contains(&digits.len())
            && digits.iter().any(|&digit| digit != 0)
            && (source == Source::Typed || is_written(&groups))
            && luhn(digits.iter().rev().copied());
        if is_card || (BEGUN..=LONGEST).contains(&digits.len()) && begins(&digits, &groups, source) {
            found = Some(at);
        }
        let next = joined(&letters[at..]);
        if digits.len() > LONGEST || next == 0 || source == Source::Drawn {
            return found;
        }
        at += next;
    }
}

/// Whether the first digits are those of a card's issuer (ISO/IEC 7812-1): 3 to 6, or
/// 2200 to 2720 (Mir, and Mastercard's second series), which no year of today is.
pub(super) fn begins_as_card(digits: &[u32]) -> bool {
    match *digits {
        [3..=6, ..] => true,
        [a, b, c, d, ..] => (2200..=2720).contains(&(((a * 10 + b) * 10 + c) * 10 + d)),
        _ => false,
    }
}

/// Whether card numbers are written in such groups: whole, in groups of two to six
/// with one of another length at most (6-13), or each digit by itself. Numbers of a
/// table or of a list pass the Luhn check one time in ten.
fn is_written(groups: &[usize]) -> bool {
    let others = groups.iter().filter(|length| !(2..=6).contains(*length)).count();
    others <= 1 || groups.iter().all(|length| *length == 1)
}

/// Whether digits look like a card number that is not whole yet: they begin as a
/// card's do, and they are typed, or grouped as on a card.
fn begins(digits: &[u32], groups: &[usize], source: Source) -> bool {
    if source == Source::Drawn {
        return false;
    }
    let is_bank = begins_as_card(digits);
    let is_grouped = match groups {
        [4, 4, 4, rest @ ..] => rest.iter().all(|group| *group <= 4),
        [4, 6, rest @ ..] => rest.iter().sum::<usize>() >= 2,
        _ => false,
    };
    is_bank && (source == Source::Typed || is_grouped)
}

/// How many characters join two groups: one separator.
fn joined(letters: &[char]) -> usize {
    match letters {
        [between, next, ..] if separates(*between) && digit(*next).is_some() => 1,
        _ => 0,
    }
}

pub(super) fn separates(letter: char) -> bool {
    letter == '-' || ('\u{2010}'..='\u{2013}').contains(&letter) || letter.is_whitespace()
}

/// ASCII digits, and those that a keyboard for Arabic, Persian, or full width writes.
pub(super) fn digit(letter: char) -> Option<u32> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(letter) - u32::from(zero))
}

pub(super) fn luhn(from_the_right: impl Iterator<Item = u32>) -> bool {
    let sum: u32 = from_the_right
        .enumerate()
        .map(|(index, digit)| match (index % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Cow<'_, str> {
        without_cards(text, Source::Shown)
    }

    #[test]
    fn card_numbers_are_sealed_however_they_are_grouped() {
        for card in [
            "4111111111111111",
            "4111 1111 1111 1111",
            "4111-1111-1111-1111",
            "3782\u{202f}822463\u{202f}10005",
        ] {
            let text = format!("it is {card}, thanks");
            let sealed = shown(&text);
            assert!(!sealed.contains("1111") && !sealed.contains("8224"), "{sealed}");
            assert!(sealed.starts_with("it is •") && sealed.ends_with("•, thanks"), "{sealed}");
        }
        assert_eq!(shown("４１１１ １１１１ １１１１ １１１１"), "•••• •••• •••• ••••");
    }

    #[test]
    fn other_numbers_stay() {
        let texts = [
            "order 4111111111111112",
            "call 020 7946 0018",
            "0000000000000000",
            "from 2024 2025 2026 on",
            "£1,250.00",
            "EAN 4006381333931 7",
            // Numbers in a row: these pass the Luhn check.
            "12 2 22 8 12 14 2 8 12 2",
            "3 11 22 2 13 21 11 13 3 11",
        ];
        for text in texts {
            assert!(matches!(shown(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn numbers_are_sealed_as_cards_are_written() {
        for card in ["622202 1234567890128", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "41 11 11 11 11 11 11 11"] {
            assert!(!shown(card).contains(|letter: char| letter.is_ascii_digit()), "{card}");
        }
    }

    #[test]
    fn drawings_keep_their_points() {
        // Polygons of the Feather icons; half of them pass the Luhn check somewhere.
        for points in [
            "12 2 22 8.5 22 15.5 12 22 2 15.5 2 8.5 12 2",
            "13 2 3 14 12 14 11 22 21 10 12 10 13 2",
            "1 6 1 22 8 18 16 22 23 18 23 2 16 6 8 2 1 6",
            "23 7 16 12 23 17 23 7",
            "22 12 16 12 14 15 10 15 8 12 2 12",
            "2400 1200 3600 1800",
            "M0.4111111111111111 3",
        ] {
            assert_eq!(without_cards(points, Source::Drawn), points);
        }
        assert_eq!(without_cards("M0 4111111111111111", Source::Drawn), "M0 ••••••••••••••••");
    }

    #[test]
    fn a_number_that_is_being_typed_is_sealed_before_it_is_a_card() {
        assert_eq!(shown("4111 1111 1111"), "•••• •••• ••••");
        assert_eq!(shown("4111 1111 1111 1"), "•••• •••• •••• •");
        assert_eq!(without_cards("411111111111", Source::Typed), "••••••••••••");
        assert_eq!(without_cards("41111111111", Source::Typed), "41111111111");
        assert_eq!(without_cards("120794600180", Source::Typed), "120794600180");
    }
}
