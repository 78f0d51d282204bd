//! Payment card numbers by content: 13 to 19 digits (ISO/IEC 7812-1) that pass
//! the Luhn check of its annex B, in groups or not, in one text or over several.
//!
//! A number that is being typed is no card before its last digit, and by then most
//! of it would be known. So digits that stand as on a card (4-4-4-…, 4-6-…), and
//! in a typed value any that begin as a card's do, are sealed from the twelfth on:
//! eleven are fewer than PCI DSS 3.4.1 lets anybody see.

use std::borrow::Cow;

const SHORTEST: usize = 13;
const LONGEST: usize = 19;
/// From here on a number that looks like a card's is taken for one.
const BEGUN: usize = 12;

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

/// Stands between two texts while they are looked at as one.
const BETWEEN: char = '\0';

/// Neighbouring texts, in the order in which they are read, with the digits of
/// every card number replaced that begins in one and ends in another; `None` when
/// there is none.
pub(super) fn across(texts: &[&str]) -> Option<Vec<String>> {
    let digits = texts.iter().flat_map(|text| text.chars()).filter(|&letter| digit(letter).is_some());
    digits.take(BEGUN).nth(BEGUN - 1)?;
    let mut letters = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            letters.push(BETWEEN);
        }
        letters.extend(text.chars().filter(|&letter| letter != BETWEEN));
    }
    if !seal(&mut letters, Source::Shown) {
        return None;
    }
    Some(letters.split(|&letter| letter == BETWEEN).map(|text| text.iter().collect()).collect())
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
        // Where one text ends and the next begins, the group may go on.
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

/// Whether digits look like a card number that is not whole yet: the first digit is
/// a bank's (2 to 6, ISO/IEC 7812-1), and they are typed, or grouped as on a card.
fn begins(digits: &[u32], groups: &[usize], source: Source) -> bool {
    let is_bank = matches!(digits.first(), Some(2..=6));
    let is_grouped = match groups {
        [4, 4, 4, rest @ ..] => rest.iter().all(|group| *group <= 4),
        [4, 6, rest @ ..] => rest.iter().sum::<usize>() >= 2,
        _ => false,
    };
    is_bank && (source == Source::Typed || is_grouped)
}

/// How many characters join two groups, if that is what these are: one separator,
/// or the border of two texts with nothing but separators around it.
fn joined(letters: &[char]) -> usize {
    let between = letters.iter().take_while(|letter| separates(**letter)).count();
    let is_followed = letters.get(between).is_some_and(|letter| digit(*letter).is_some());
    if is_followed && (between == 1 || letters[..between].contains(&BETWEEN)) { between } else { 0 }
}

fn separates(letter: char) -> bool {
    letter == BETWEEN
        || letter == '-'
        || ('\u{2010}'..='\u{2013}').contains(&letter)
        || letter.is_whitespace()
}

/// ASCII digits, and those that a keyboard for Arabic, Persian, or full width writes.
fn digit(letter: char) -> Option<u32> {
    let zero = match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        _ => return None,
    };
    Some(u32::from(letter) - u32::from(zero))
}

fn luhn(from_the_right: impl Iterator<Item = u32>) -> bool {
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

    #[test]
    fn a_card_over_several_texts_is_sealed_in_each() {
        let sealed = |texts: &[&str]| across(texts).map(|texts| texts.join("|"));
        assert_eq!(sealed(&["Card 4111", "1111", "1111", "1111."]).unwrap(), "Card ••••|••••|••••|••••.");
        assert_eq!(sealed(&["4111 1111 ", "\n ", " 1111 1111"]).unwrap(), "•••• •••• |\n | •••• ••••");
        assert_eq!(sealed(&["4", "1", "1", "1", "111111111111"]).unwrap(), "•|•|•|•|••••••••••••");
        assert_eq!(
            sealed(&["order 4111", "1111 1111 and 1112"]),
            Some("order ••••|•••• •••• and 1112".into())
        );
        assert_eq!(sealed(&["2024", "1", "31"]), None);
    }
}
