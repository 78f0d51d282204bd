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
            && luhn(digits.iter().rev().copied());
        if is_card || (BEGUN..=LONGEST).contains(&digits.len()) && begins(&digits, &groups, source) {
            found = Some(at);
        }
        let next = joined(&letters[at..]);
        if digits.len() > LONGEST || next == 0 {
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

/// Whether digits look like a card number that is not whole yet: they begin as a
/// card's do, and they are typed, or grouped as on a card.
fn begins(digits: &[u32], groups: &[usize], source: Source) -> bool {
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
        ];
        for text in texts {
            assert!(matches!(shown(text), Cow::Borrowed(same) if same == text), "{text}");
        }
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
