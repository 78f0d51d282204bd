use crate::Millis;

const DAY: Millis = 24 * 60 * 60 * 1_000;

/// The most times that a cap can count: so many are remembered.
pub const MOST_TIMES: u8 = 16;

/// How often an offer may be shown to one customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// Once, and never again.
    Once,
    /// So many times in a period.
    Times {
        /// From 1 to [`MOST_TIMES`]; more counts as that.
        times: u8,
        /// The period.
        per: Per,
    },
}

/// The period of a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// The last 24 hours.
    Day,
    /// The last seven days.
    Week,
    /// Since the visit began.
    Visit,
}

impl Cap {
    /// Whether one more is within the cap, after it was shown at these times. What was
    /// shown in the future, by a clock that has been set back, counts as shown now.
    #[must_use]
    pub fn allows(self, shown: &[Millis], now: Millis, visit_began: Millis) -> bool {
        let (times, since) = match self {
            Self::Once => return shown.is_empty(),
            Self::Times { times, per: Per::Visit } => (times, visit_began),
            Self::Times { times, per: Per::Day } => (times, now.saturating_sub(DAY - 1)),
            Self::Times { times, per: Per::Week } => (times, now.saturating_sub(7 * DAY - 1)),
        };
        let count = shown.iter().filter(|at| **at >= since).count();
        count < usize::from(times.min(MOST_TIMES))
    }
}
