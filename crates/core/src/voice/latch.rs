use crate::Millis;

/// Readings in a row without the fault that end it.
const FINE: u32 = 2;

/// A fault that must last before it counts, and is over only when it has stayed away: so
/// nothing that is said of it flickers.
#[derive(Debug, Clone)]
pub(super) struct Latch {
    /// How long it must last, in milliseconds.
    after: Millis,
    /// When all was well last.
    fine_at: Millis,
    /// Readings in a row in which all was well.
    fine: u32,
    on: bool,
}

impl Latch {
    pub(super) fn new(after: Millis, now: Millis) -> Self {
        Self { after, fine_at: now, fine: 0, on: false }
    }

    /// Takes in whether the fault shows.
    pub(super) fn see(&mut self, now: Millis, faulty: bool) {
        if faulty {
            self.fine = 0;
            self.on |= now.saturating_sub(self.fine_at) >= self.after;
        } else {
            self.fine += 1;
            self.fine_at = now;
            self.on &= self.fine < FINE;
        }
    }

    /// What would be a fault is none at the moment: somebody muted, a line is down.
    pub(super) fn clear(&mut self, now: Millis) {
        *self = Self::new(self.after, now);
    }

    pub(super) fn is_on(&self) -> bool {
        self.on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_counts_once_it_has_lasted_and_ends_once_it_stays_away() {
        let mut latch = Latch::new(4_000, 0);
        let mut seen = Vec::new();
        let faults = [true, true, false, true, false, false, true];
        for (at, faulty) in faults.into_iter().enumerate() {
            latch.see(2_000 * (at as Millis + 1), faulty);
            seen.push(latch.is_on());
        }
        assert_eq!(seen, [false, true, true, true, true, false, false]);
    }

    #[test]
    fn what_is_no_fault_any_more_is_gone_at_once() {
        let mut latch = Latch::new(4_000, 0);
        latch.see(4_000, true);
        assert!(latch.is_on());
        latch.clear(5_000);
        latch.see(6_000, true);
        assert!(!latch.is_on());
    }
}
