use alongside_protocol::flow::{Cap, MOST_TIMES};

use crate::Millis;

const DAY: Millis = 24 * 60 * 60 * 1_000;

/// Whether one more is within the cap, after it was shown at these times. What was
/// shown in the future, by a clock that has been set back, counts as shown now.
#[must_use]
pub fn allows(cap: Cap, shown: &[Millis], now: Millis, visit_began: Millis) -> bool {
    let (times, since) = match cap {
        Cap::Once => return shown.is_empty(),
        Cap::Always => return true,
        Cap::PerVisit(times) => (times, visit_began),
        Cap::PerDay(times) => (times, now.saturating_sub(DAY - 1)),
        Cap::PerWeek(times) => (times, now.saturating_sub(7 * DAY - 1)),
    };
    let count = shown.iter().filter(|at| **at >= since).count();
    count < usize::from(times.min(MOST_TIMES))
}
