//! What words say on a page: one that many of its elements have tells none of them.

use super::words::{Reading, Words};

/// Elements that may have a word before it says less.
const FEW: u32 = 3;

/// More than these do not matter: a word says something even then.
const MOST: u32 = 29;

/// A word that none has counts like one that so many have.
const NOWHERE: u32 = 3;

/// What a word is weighed in, so that a part of its weight is a number.
const PARTS: u32 = 64;

/// About how many elements of a page have a word in their name. Words are counted in
/// a table that is not searched, so that now and then two count as one.
pub(super) struct Common {
    counts: Vec<u8>,
}

impl Common {
    /// Counts the words of all names.
    pub(super) fn of<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut counts = vec![0_u8; (names.len() * 16).next_power_of_two()];
        let mut words = Words::default();
        for name in names {
            words.clear().read(name, Reading::Text);
            for stem in words.stems() {
                let at = place(stem, counts.len());
                counts[at] = counts[at].saturating_add(1);
            }
        }
        Self { counts }
    }

    /// Weighs each word by how few have it: inverse document frequency (Sparck Jones
    /// 1972). "Change email" and "Edit email" are alike where all others are changed,
    /// too.
    pub(super) fn weigh(&self, words: &mut Words) {
        words.weigh(|stem, weight| {
            let count = u32::from(self.counts[place(stem, self.counts.len())]);
            // A word that is nowhere on the page any more tells none of them, either.
            let count = if count == 0 { NOWHERE } else { count.min(MOST) };
            weight * PARTS / (FEW + count)
        });
    }

    /// The same words, weighed.
    pub(super) fn weighed(&self, mut words: Words) -> Words {
        self.weigh(&mut words);
        words
    }
}

fn place(stem: u32, of: usize) -> usize {
    stem as usize & (of - 1)
}
