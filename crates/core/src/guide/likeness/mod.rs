//! Likeness: which element of a page that was redesigned is the one that was
//! recorded, and whether that is sure enough to point at it.
//!
//! Works on plain records of properties and needs no page.

mod common;
mod facets;
mod says;
mod similarity;
mod tally;
mod weights;
mod words;

use alongside_protocol::flow::Fingerprint;

use similarity::{Recorded, Room};
use tally::Tally;
use weights::{MARGIN, TELLING, THRESHOLD};

/// How like two elements are, in per mille of what can be compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u16);

impl Score {
    /// The same in everything that can be compared.
    pub const SAME: Self = Self(1000);

    /// From 0 to 1000.
    #[must_use]
    pub const fn per_mille(self) -> u16 {
        self.0
    }

    /// Whether it is so far behind another that the two can be told apart.
    fn is_behind(self, best: Self) -> bool {
        self.0 + MARGIN <= best.0
    }
}

/// Which candidate is the recorded element. Positions are those in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This one.
    Found {
        /// Which.
        at: usize,
        /// How like it is.
        score: Score,
    },
    /// One of two, at least: pointing at either would be a guess.
    Unsure {
        /// The one that is most like it.
        best: usize,
        /// How like that is.
        score: Score,
        /// One that could as well be meant.
        runner_up: usize,
        /// How like that is.
        runner_up_score: Score,
    },
    /// None is like it.
    None {
        /// One that is somewhat like it all the same; there may be others.
        best: Option<(usize, Score)>,
    },
}

/// A candidate that was compared in full.
#[derive(Clone, Copy)]
struct Compared {
    at: usize,
    score: Score,
    rest: Tally,
    enough: bool,
}

/// Finds the recorded element among what the page has now.
///
/// The order of the candidates makes no difference but to which of two equal ones
/// is named first.
#[must_use]
pub fn score(target: &Fingerprint, candidates: &[Fingerprint]) -> Verdict {
    match unchanged(target, candidates) {
        (Some(at), None) => return Verdict::Found { at, score: Score::SAME },
        (Some(best), Some(runner_up)) => {
            return Verdict::Unsure { best, score: Score::SAME, runner_up, runner_up_score: Score::SAME };
        }
        (None, _) => {}
    }
    let target = Recorded::new(target, candidates);
    let mut room = Room::default();
    // These of all; the rest takes time and is only compared where it could matter.
    let names: Vec<Tally> = candidates.iter().map(|found| target.called(found, &mut room)).collect();
    let kinds: Vec<Tally> =
        names.iter().zip(candidates).map(|(name, found)| name.and(target.kind(found))).collect();
    let ways: Vec<Tally> = candidates.iter().map(|found| target.way(found, &mut room)).collect();
    let at_best = |at: usize| kinds[at].and(ways[at]).and(target.rest_at_best(&candidates[at])).score();
    let mut compare = |at: usize| {
        let rest = ways[at].and(target.rest(&candidates[at], &mut room));
        let all = kinds[at].and(rest);
        Compared { at, score: all.score(), rest, enough: names[at].and(rest).is_enough() }
    };

    let at_bests: Vec<Score> = (0..candidates.len()).map(at_best).collect();
    let Some(first) = (0..candidates.len()).max_by_key(|&at| at_bests[at]) else {
        return Verdict::None { best: None };
    };
    let mut best = compare(first);
    let mut next: Option<Compared> = None;
    for at in (0..candidates.len()).filter(|&at| at != first) {
        if at_bests[at].is_behind(best.score.max(Score(THRESHOLD))) {
            continue;
        }
        let mut other = compare(at);
        if (other.score, other.enough) > (best.score, best.enough) {
            std::mem::swap(&mut best, &mut other);
        }
        if next.is_none_or(|next| other.score > next.score) {
            next = Some(other);
        }
    }

    if best.score.0 < THRESHOLD || !best.enough {
        return Verdict::None { best: Some((best.at, best.score)) };
    }
    let close = next.filter(|next| !next.score.is_behind(best.score));
    let other = close.or_else(|| {
        let telling = best.rest.score().0 >= TELLING;
        // Nor is it sure when another is called what this one no longer is.
        let renamed = kinds[best.at].score().0 < THRESHOLD;
        let least = if telling { Score::SAME } else { kinds[best.at].score() };
        let alike = |at: &usize| *at != best.at && kinds[*at].score() >= least;
        let twins = (0..candidates.len()).filter(|_| renamed || !telling).filter(alike);
        twins.map(&mut compare).max_by_key(|twin| twin.score)
    });
    match other {
        Some(other) => Verdict::Unsure {
            best: best.at,
            score: best.score,
            runner_up: other.at,
            runner_up_score: other.score,
        },
        None => Verdict::Found { at: best.at, score: best.score },
    }
}

/// The first two that are what was recorded, to the letter.
fn unchanged(target: &Fingerprint, candidates: &[Fingerprint]) -> (Option<usize>, Option<usize>) {
    if *target == Fingerprint::default() {
        return (None, None);
    }
    let mut same = (0..candidates.len()).filter(|&at| candidates[at] == *target);
    (same.next(), same.next())
}

/// The names of the properties that are not what they were, as a document writes
/// them.
#[must_use]
pub fn changed(old: &Fingerprint, new: &Fingerprint) -> Vec<&'static str> {
    let texts = [
        ("tag", &old.tag, &new.tag),
        ("type", &old.kind, &new.kind),
        ("name", &old.name, &new.name),
        ("id", &old.id, &new.id),
        ("class", &old.class, &new.class),
        ("role", &old.role, &new.role),
        ("ariaLabel", &old.aria_label, &new.aria_label),
        ("text", &old.text, &new.text),
        ("label", &old.label, &new.label),
        ("href", &old.href, &new.href),
        ("alt", &old.alt, &new.alt),
        ("placeholder", &old.placeholder, &new.placeholder),
        ("neighbourText", &old.neighbour_text, &new.neighbour_text),
        ("testId", &old.test_id, &new.test_id),
    ];
    let texts = texts.into_iter().filter(|(_, old, new)| old != new).map(|(property, ..)| property);
    texts.chain((old.attributes != new.attributes).then_some("attributes")).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fingerprint() -> impl Strategy<Value = Fingerprint> {
        let word = || prop::sample::select(vec!["", "save", "saveButton", "Save changes", "pay now", "b-1"]);
        let address = prop::sample::select(vec!["", "", "/pay", "/basket/1", "/basket/2", "#"]);
        let words = (word(), word(), word(), word(), word(), word(), word(), word());
        (words, address, any::<bool>()).prop_map(
            |((name, id, class, aria, text, near, test, other), href, link)| {
                let mut all = Fingerprint {
                    tag: if link { "a" } else { "button" }.into(),
                    name: name.into(),
                    id: id.into(),
                    class: class.into(),
                    aria_label: aria.into(),
                    text: text.into(),
                    href: href.into(),
                    neighbour_text: near.into(),
                    test_id: test.into(),
                    ..Fingerprint::default()
                };
                all.attributes.insert("data-action".into(), other.into());
                all
            },
        )
    }

    proptest! {
        #[test]
        fn no_more_could_come_of_the_rest_than_was_reckoned_with(old in fingerprint(), new in fingerprint()) {
            let candidates = [new];
            let recorded = Recorded::new(&old, &candidates);
            let mut room = Room::default();
            let kind = recorded.kind(&candidates[0]).and(recorded.called(&candidates[0], &mut room));
            let at_best = kind.and(recorded.rest_at_best(&candidates[0])).score();
            prop_assert!(kind.and(recorded.rest(&candidates[0], &mut room)).score() <= at_best);
        }
    }
}
