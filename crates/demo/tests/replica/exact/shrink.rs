//! Makes a run that fails small: changes are left out while it still does.

use std::time::{Duration, Instant};

use super::run::{Played, Run};
use crate::stage::Stage;

/// How long it is worth trying.
const WITHIN: Duration = Duration::from_secs(25);
/// A run that failed once fails early; changes that nothing announces must not look like it.
const PATIENCE: u32 = 2500;

/// What came of the run with as few changes as still make it fail.
pub(crate) async fn shrunk(stage: &Stage, run: &Run, played: Played) -> Result<Played, String> {
    let end = Instant::now() + WITHIN;
    let steps_of = |played: &Played| played.changes.iter().map(|(at, _)| *at).collect::<Vec<_>>();
    let mut best = (steps_of(&played), played);
    let mut chunk = best.0.len().div_ceil(2);
    while chunk > 0 {
        let mut from = 0;
        while from < best.0.len() && Instant::now() < end {
            let keep: Vec<u64> = best
                .0
                .iter()
                .enumerate()
                .filter(|(at, _)| !(from..from + chunk).contains(at))
                .map(|(_, step)| *step)
                .collect();
            let again = Run { keep: Some(keep), patience: PATIENCE, ..run.clone() }.play(stage).await?;
            if again.differences.is_empty() {
                from += chunk;
            } else {
                // It may have failed before it came to the last of them.
                best = (steps_of(&again), again);
            }
        }
        chunk /= 2;
    }
    Ok(best.1)
}
