//! When the page is read again: a few times after it has become another one, since
//! what it says of itself comes late, and once after something of it has changed.

use crate::Millis;

/// After a change of route, in milliseconds: with the heading, with what was in the
/// cache, with what came over the line.
const AFTER_ARRIVAL: [Millis; 3] = [300, 1_000, 3_000];

/// After anything else.
const AFTER_CHANGE: Millis = 600;

/// When the page is to be read.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    arrived: Millis,
    /// Readings since.
    read: usize,
    changed: Option<Millis>,
    waits: bool,
}

impl Reading {
    /// The customer is on another page.
    pub(crate) fn arrived(&mut self, now: Millis) {
        *self = Self { arrived: now, waits: true, ..Self::default() };
    }

    /// Something of the page may be otherwise; many changes are one.
    pub(crate) fn changed(&mut self, now: Millis) {
        self.changed.get_or_insert(now + AFTER_CHANGE);
    }

    /// When it is due.
    pub(crate) fn deadline(&self) -> Option<Millis> {
        let next = AFTER_ARRIVAL.get(self.read).filter(|_| self.waits).map(|after| self.arrived + after);
        [next, self.changed].into_iter().flatten().min()
    }

    /// Whether it is due now; it is then no more.
    pub(crate) fn is_due(&mut self, now: Millis) -> bool {
        let due = self.deadline().is_some_and(|due| due <= now);
        if due {
            self.changed = self.changed.filter(|&changed| changed > now);
            while AFTER_ARRIVAL.get(self.read).is_some_and(|after| self.arrived + after <= now) {
                self.read += 1;
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(reading: &mut Reading) -> Vec<Millis> {
        let mut times = Vec::new();
        while let Some(due) = reading.deadline() {
            assert!(reading.is_due(due));
            assert!(!reading.is_due(due), "once is enough");
            times.push(due);
        }
        times
    }

    #[test]
    fn a_page_that_rests_is_read_three_times_and_then_no_more() {
        let mut reading = Reading::default();
        assert!(times(&mut reading).is_empty());
        reading.arrived(1_000);
        assert_eq!(times(&mut reading), [1_300, 2_000, 4_000]);
    }

    #[test]
    fn many_changes_are_one_reading() {
        let mut reading = Reading::default();
        for now in [10_000, 10_200, 10_599] {
            reading.changed(now);
        }
        assert_eq!(times(&mut reading), [10_600]);
    }

    #[test]
    fn who_slept_through_all_of_it_reads_once() {
        let mut reading = Reading::default();
        reading.arrived(1_000);
        reading.changed(1_100);
        assert!(reading.is_due(99_000));
        assert_eq!(reading.deadline(), None);
    }
}
