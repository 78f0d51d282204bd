//! Payment card numbers by content: 13 to 19 digits (ISO/IEC 7812-1) that pass
//! the Luhn check of its annex B, with single spaces or hyphens between them.

const SHORTEST: usize = 13;
const LONGEST: usize = 19;

/// The text with the digits of every card number replaced.
pub(super) fn without_cards(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut sealed: Option<Vec<char>> = None;
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        if let Some(end) = card_from(&characters, at) {
            for character in &mut sealed.get_or_insert_with(|| characters.clone())[at..end] {
                if character.is_ascii_digit() {
                    *character = '•';
                }
            }
            at = end;
        } else {
            at += characters[at..].iter().take_while(|character| character.is_ascii_digit()).count();
        }
    }
    sealed.map_or_else(|| text.to_owned(), |out| out.into_iter().collect())
}

/// Where the card number ends that begins at `start`, the first digit of a group.
/// It takes whole groups only, so that a longer number is no card by chance.
fn card_from(characters: &[char], start: usize) -> Option<usize> {
    let mut digits = Vec::new();
    let mut found = None;
    let mut at = start;
    loop {
        while let Some(digit) = characters.get(at).and_then(|character| character.to_digit(10)) {
            digits.push(digit);
            at += 1;
        }
        if (SHORTEST..=LONGEST).contains(&digits.len())
            && digits.iter().any(|&digit| digit != 0)
            && luhn(digits.iter().rev().copied())
        {
            found = Some(at);
        }
        let joined = matches!(characters.get(at), Some(' ' | '-' | '\u{a0}'))
            && characters.get(at + 1).is_some_and(char::is_ascii_digit);
        if digits.len() > LONGEST || !joined {
            return found;
        }
        at += 1;
    }
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

    #[test]
    fn card_numbers_are_sealed_however_they_are_grouped() {
        for card in ["4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111"] {
            let sealed = without_cards(&format!("it is {card}, thanks"));
            assert!(!sealed.contains("1111"), "{sealed}");
            assert!(sealed.starts_with("it is •") && sealed.ends_with("•, thanks"), "{sealed}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in ["order 4111111111111112", "call 020 7946 0018", "0000000000000000", "£1,250.00"] {
            assert_eq!(without_cards(text), text);
        }
    }
}
