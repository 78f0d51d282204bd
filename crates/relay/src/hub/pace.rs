//! How fast calls are taken while everybody is busy: measured, or not said.

use std::collections::VecDeque;

use super::io::Millis;

/// Calls that are remembered at most.
const CALLS: usize = 20;
/// Fewer than this tell nothing.
const ENOUGH: usize = 5;
/// A call that ended longer ago tells nothing of now.
const RECENT: Millis = 2 * 60 * 60 * 1000;

/// How long the latest calls of a site took.
#[derive(Debug, Default)]
pub(super) struct Pace {
    /// When each ended, and how long it took, oldest first.
    calls: VecDeque<(Millis, Millis)>,
}

impl Pace {
    pub(super) fn call_took(&mut self, now: Millis, took: Millis) {
        self.calls.push_back((now, took));
        if self.calls.len() > CALLS {
            self.calls.pop_front();
        }
    }

    /// Seconds from one call taken to the next with so many agents, all of them on a
    /// call: between the quartiles of what was measured.
    pub(super) fn of(&self, agents: usize, now: Millis) -> Option<(u32, u32)> {
        let recent = self.calls.iter().filter(|(ended, _)| now.saturating_sub(*ended) <= RECENT);
        let mut took: Vec<Millis> = recent.map(|(_, took)| *took).collect();
        if took.len() < ENOUGH || agents == 0 {
            return None;
        }
        took.sort_unstable();
        let quarter = took.len() / 4;
        let seconds = |took: Millis| u32::try_from(took / 1000 / agents as u64).unwrap_or(u32::MAX);
        Some((seconds(took[quarter]), seconds(took[took.len() - 1 - quarter])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_little_is_nothing_and_the_quartiles_are_shared_by_the_agents() {
        let mut pace = Pace::default();
        for minutes in [10, 2, 4, 3] {
            pace.call_took(1_000, minutes * 60_000);
            assert_eq!(pace.of(1, 1_000), None);
        }
        pace.call_took(2_000, 5 * 60_000);
        assert_eq!(pace.of(1, 2_000), Some((180, 300)), "of 2, 3, 4, 5 and 10 minutes");
        assert_eq!(pace.of(2, 2_000), Some((90, 150)));
        assert_eq!(pace.of(0, 2_000), None);
    }

    #[test]
    fn what_was_long_ago_is_no_measure_of_now() {
        let mut pace = Pace::default();
        (0..5).for_each(|_| pace.call_took(1_000, 60_000));
        assert_eq!(pace.of(1, 1_000 + RECENT), Some((60, 60)));
        assert_eq!(pace.of(1, 1_001 + RECENT), None);
    }
}
