//! Adding up what agrees and what does not.

use super::{
    Score,
    weights::{ENOUGH, GAINED, LOST, Weight},
};

/// The likeness of two properties that are the same.
pub(super) const SAME: u32 = 1000;

/// What agrees, of what says something.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    like: u32,
    of: u32,
}

impl Tally {
    /// A property that both have. What it says lies between its two weights.
    pub(super) fn both(&mut self, weight: Weight, likeness: u32) {
        let counts = weight.agrees * likeness + weight.differs * (SAME - likeness);
        self.like += counts / SAME * likeness;
        self.of += counts / SAME * SAME;
    }

    /// A property that only one of them has.
    pub(super) fn one(&mut self, weight: Weight, was_there: bool) {
        self.of += weight.differs * if was_there { LOST } else { GAINED };
    }

    /// A property that one, both or none of them have. It is compared only when
    /// both have it and it is not the same; what can't be compared says little.
    pub(super) fn text(
        &mut self,
        weight: Weight,
        old: &str,
        new: &str,
        compare: &mut dyn FnMut() -> Option<u32>,
    ) {
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {}
            (false, false) if old == new => self.both(weight, SAME),
            (false, false) => match compare() {
                Some(likeness) => self.both(weight, likeness),
                None => self.one(weight, false),
            },
            (gained, _) => self.one(weight, !gained),
        }
    }

    /// Together with another.
    pub(super) fn and(self, other: Self) -> Self {
        Self { like: self.like + other.like, of: self.of + other.of }
    }

    /// In per mille; 0 when nothing says anything.
    pub(super) fn score(self) -> Score {
        let score = (u64::from(self.like) * 1000).checked_div(u64::from(self.of)).unwrap_or(0);
        Score(u16::try_from(score).unwrap_or(1000))
    }

    /// Whether enough agrees to speak of an identity at all.
    pub(super) fn is_enough(self) -> bool {
        self.like >= ENOUGH * SAME
    }
}
