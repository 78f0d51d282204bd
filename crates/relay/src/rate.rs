//! A token bucket.

/// Lets `burst` things through at once and `per_second` for long.
#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    per_second: f64,
    burst: f64,
    left: f64,
    at: u64,
}

impl Bucket {
    pub(crate) fn new(per_second: u32, burst: u32, now: u64) -> Self {
        Self { per_second: f64::from(per_second), burst: f64::from(burst), left: f64::from(burst), at: now }
    }

    /// Takes `count` tokens; `false` when there are not that many.
    pub(crate) fn take(&mut self, count: usize, now: u64) -> bool {
        let passed = now.saturating_sub(self.at) as f64 / 1000.0;
        self.at = now;
        self.left = (self.left + passed * self.per_second).min(self.burst);
        let count = count as f64;
        if count > self.left {
            return false;
        }
        self.left -= count;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_then_only_the_rate() {
        let mut bucket = Bucket::new(10, 3, 0);
        assert!(bucket.take(3, 0));
        assert!(!bucket.take(1, 50));
        assert!(bucket.take(1, 100));
        assert!(!bucket.take(1, 100));
        assert!(bucket.take(3, 10_000));
        assert!(!bucket.take(1, 10_000));
    }
}
