//! Milliseconds since the Unix epoch that never run backwards.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    began: Instant,
    epoch: Duration,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self {
            began: Instant::now(),
            epoch: SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
        }
    }

    pub(crate) fn now(&self) -> u64 {
        let now = self.epoch + self.began.elapsed();
        u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
    }
}
