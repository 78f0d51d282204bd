//! Card numbers that go over several texts: a group in each, a digit in each, or
//! one that markup cuts in two.
//!
//! Numbers stand side by side on pages for many reasons: pages to turn to, days of a
//! month, columns of a table. So more is asked of them than of digits in one text:
//! they begin as a card's do, and they are grouped as on a card or stand by
//! themselves.

use super::card::{BEGUN, LONGEST, SHORTEST, begins_as_card, digit, luhn, separates};

/// A text that is shown beside others; see [`Policy::neighbours`](super::Policy::neighbours).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour<'a> {
    /// The text.
    pub text: &'a str,
    /// It begins a block or a cell of its own: it does not go on where the one before
    /// it ends.
    pub apart: bool,
}

/// Whether a text can be read on with what is shown before it, and after it: there
/// is nothing but digits and what separates them at that end.
pub(crate) fn open_ends(text: &str) -> (bool, bool) {
    let is_open = |letter: Option<char>| letter.is_none_or(|letter| digit(letter).is_some());
    let mut inner = text.chars().filter(|letter| !separates(*letter));
    let mut back = text.chars().rev().filter(|letter| !separates(*letter));
    (is_open(inner.next()), is_open(back.next()))
}

/// How many digits are in a text.
pub(crate) fn digits_in(text: &str) -> usize {
    text.chars().filter(|letter| digit(*letter).is_some()).count()
}

/// Digits in one go, in one text.
struct Group {
    text: usize,
    /// Which of the text's characters is its first.
    first: usize,
    /// Where its digits are among all digits.
    from: usize,
    to: usize,
    link: Link,
    sealed: bool,
}

/// How a group follows the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// By something that is no separator, or not at all.
    None,
    /// In the same text, or with a separator between the texts.
    Spaced { apart: bool },
    /// Where one text ends and the other begins.
    Close { apart: bool },
}

/// Of neighbouring texts, in the order in which they are read, those that have part
/// of a card number which goes over several, with its digits replaced; `None` when
/// there is no such number.
pub(super) fn sealed(texts: &[Neighbour<'_>]) -> Option<Vec<Option<String>>> {
    let mut left = BEGUN;
    let enough = texts.iter().any(|one| {
        left = left.saturating_sub(digits_in(one.text));
        left == 0
    });
    if !enough {
        return None;
    }
    let (mut groups, digits) = groups_of(texts);
    let mut begin = 0;
    while begin < groups.len() {
        let chain = 1 + groups[begin + 1..].iter().take_while(|group| group.link != Link::None).count();
        seal_in(&mut groups[begin..begin + chain], &digits);
        begin += chain;
    }
    if !groups.iter().any(|group| group.sealed) {
        return None;
    }
    let mut out = vec![None; texts.len()];
    for group in groups.iter().filter(|group| group.sealed) {
        let letters: &mut Vec<char> =
            out[group.text].get_or_insert_with(|| texts[group.text].text.chars().collect());
        letters[group.first..group.first + group.to - group.from].fill('•');
    }
    Some(out.into_iter().map(|letters| letters.map(|letters| letters.into_iter().collect())).collect())
}

fn groups_of(texts: &[Neighbour<'_>]) -> (Vec<Group>, Vec<u32>) {
    let (mut groups, mut digits): (Vec<Group>, Vec<u32>) = (Vec::new(), Vec::new());
    // What there is since the last digit.
    let (mut spaces, mut words, mut borders, mut apart) = (0, true, 0, false);
    for (text, neighbour) in texts.iter().enumerate() {
        borders += 1;
        apart |= neighbour.apart;
        for (at, letter) in neighbour.text.chars().enumerate() {
            let Some(digit) = digit(letter) else {
                if separates(letter) {
                    spaces += 1
                } else {
                    words = true
                }
                continue;
            };
            digits.push(digit);
            if let Some(last) = groups.last_mut().filter(|_| (spaces, words, borders) == (0, false, 0)) {
                last.to += 1;
                continue;
            }
            let link = match (words, borders, spaces) {
                (true, ..) => Link::None,
                (_, 0, 1) => Link::Spaced { apart: false },
                (_, 0, _) => Link::None,
                (.., 0) => Link::Close { apart },
                _ => Link::Spaced { apart },
            };
            let from = digits.len() - 1;
            groups.push(Group { text, first: at, from, to: from + 1, link, sealed: false });
            (spaces, words, borders, apart) = (0, false, 0, false);
        }
    }
    (groups, digits)
}

/// Seals every card number in groups that follow each other. What is sealed goes by
/// what is near alone, and not by where one begins to look.
fn seal_in(chain: &mut [Group], digits: &[u32]) {
    for from in 0..chain.len() {
        for to in from + 1..chain.len() {
            let number = &digits[chain[from].from..chain[to].to];
            if number.len() > LONGEST {
                break;
            }
            if chain[from].text != chain[to].text && is_card(chain, from, to, number) {
                chain[from..=to].iter_mut().for_each(|group| group.sealed = true);
            }
        }
    }
}

/// Whether the groups from one to another are a card number, or the beginning of one.
fn is_card(chain: &[Group], from: usize, to: usize, number: &[u32]) -> bool {
    if number.len() < BEGUN || !begins_as_card(number) {
        return false;
    }
    let lengths: Vec<usize> = chain[from..=to].iter().map(|group| group.to - group.from).collect();
    let inner = || chain[from + 1..=to].iter().map(|group| group.link);
    let is_close = |link: Link| matches!(link, Link::Close { .. });
    let is_all = from == 0 && to + 1 == chain.len();
    let in_one_go = inner().all(is_close)
        && !(from > 0 && is_close(chain[from].link))
        && !chain.get(to + 1).is_some_and(|next| is_close(next.link));
    if number.len() >= SHORTEST && luhn(number.iter().rev().copied()) {
        let grouped = matches!(lengths[..], [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3] | [4, 6, 4 | 5]);
        if grouped || is_all || in_one_go {
            return true;
        }
    }
    // One that is not whole yet. Columns of a table are often of four digits.
    let is_apart = |link: Link| matches!(link, Link::Spaced { apart: true } | Link::Close { apart: true });
    let begun = matches!(lengths[..], [4, 4, 4] | [4, 4, 4, 1..=4] | [4, 6, 2..=5]);
    begun && !inner().any(is_apart) || is_all && lengths.iter().all(|length| *length == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts with `|` between them, and `‖` where the next is apart.
    fn told(texts: &str) -> Option<String> {
        let mut parts = Vec::new();
        for (at, part) in texts.split('‖').enumerate() {
            for (inner, text) in part.split('|').enumerate() {
                parts.push(Neighbour { text, apart: at > 0 && inner == 0 });
            }
        }
        let sealed = sealed(&parts)?;
        let shown = sealed.iter().zip(&parts).map(|(new, old)| new.clone().unwrap_or(old.text.to_owned()));
        Some(shown.collect::<Vec<_>>().join("|"))
    }

    #[test]
    fn a_card_over_several_texts_is_sealed_in_each() {
        for (texts, expected) in [
            ("Card 4111|1111|1111|1111.", "Card ••••|••••|••••|••••."),
            ("4111 1111 |\n | 1111 1111", "•••• •••• |\n | •••• ••••"),
            ("4111‖1111‖1111‖1111", "••••|••••|••••|••••"),
            ("3782‖822463‖10005", "••••|••••••|•••••"),
            ("4|1|1|1|111111111111", "•|•|•|•|••••••••••••"),
            ("4‖1‖1‖1‖1‖1‖1‖1‖1‖1‖1‖1‖1‖1‖1‖1", "•|•|•|•|•|•|•|•|•|•|•|•|•|•|•|•"),
            ("411111111111|1111| |12/27", "••••••••••••|••••| |12/27"),
            ("4111|1111|1111|1111|12/27", "••••|••••|••••|••••|12/27"),
            ("2|4111|1111|1111|1111", "2|••••|••••|••••|••••"),
            ("order 4111|1111 1111 and 1112", "order ••••|•••• •••• and 1112"),
            ("4|1|1|1|1|1|1|1|1|1|1|1", "•|•|•|•|•|•|•|•|•|•|•|•"),
        ] {
            assert_eq!(told(texts).as_deref(), Some(expected), "{texts}");
        }
    }

    #[test]
    fn numbers_that_only_stand_side_by_side_stay() {
        let days: Vec<String> = (1..=31).map(|day| day.to_string()).collect();
        for texts in [
            "2024|1|31",
            "2019|2020|2021|2022|2023",
            "4990‖3990‖5990",
            "4111‖1111‖1111‖1112",
            "4111|1111|is|1111|1111",
            &days.join("|"),
            &days[1..].join(" | "),
            &days.join("‖"),
        ] {
            assert_eq!(told(texts), None, "{texts}");
        }
    }

    #[test]
    fn what_is_sealed_goes_by_what_is_near() {
        let chain = "4111|1111|1111|1111|12|34|4111|1111|1111|1111";
        assert_eq!(told(chain).unwrap(), "••••|••••|••••|••••|12|34|••••|••••|••••|••••");
    }

    #[test]
    fn a_text_is_open_at_an_end_where_digits_may_go_on() {
        assert_eq!(open_ends("Card 4111 "), (false, true));
        assert_eq!(open_ends("1111."), (true, false));
        assert_eq!(open_ends(" \n"), (true, true));
        assert_eq!(open_ends("a 1 b"), (false, false));
    }
}
