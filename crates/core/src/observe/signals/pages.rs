use alongside_protocol::message::{Measure, SignalCause, SignalKind};
use serde::{Deserialize, Serialize};

use super::{Signal, Subject, Thresholds};
use crate::Millis;

/// A shorter stay is the site's own forwarding.
const FORWARDED: Millis = 500;

/// Pages in a row that are remembered.
const MOST: usize = 12;

/// Quick backs, and thrashing between two pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pages {
    trail: Vec<Stay>,
    /// Pages that were told of as left at once.
    told: Vec<u32>,
}

/// A stay on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stay {
    /// A hash of its path and query.
    page: u32,
    path: String,
    since: Millis,
    /// The customer has read on, chosen or entered something there.
    used: bool,
}

impl Pages {
    pub(super) fn arrived(
        &mut self,
        now: Millis,
        address: &str,
        path: String,
        limits: &Thresholds,
        out: &mut Vec<Signal>,
    ) {
        let page = hash(address);
        if let Some(last) = self.trail.last()
            && now.saturating_sub(last.since) < FORWARDED
        {
            self.trail.pop();
        }
        if self.trail.last().is_some_and(|last| last.page == page) {
            return;
        }
        self.quick_back(now, page, limits, out);
        self.trail.push(Stay { page, path, since: now, used: false });
        self.thrashing(now, limits, out);
        let surplus = self.trail.len().saturating_sub(MOST.max(limits.thrashing));
        self.trail.drain(..surplus);
    }

    fn quick_back(&mut self, now: Millis, page: u32, limits: &Thresholds, out: &mut Vec<Signal>) {
        let [.., before, left] = &self.trail[..] else { return };
        let stayed = now.saturating_sub(left.since);
        if before.page != page || left.used || stayed >= limits.quick_back || self.told.contains(&left.page) {
            return;
        }
        let on = Subject::Path(left.path.clone());
        let evidence = [(Measure::Milliseconds, stayed)];
        out.push(Signal::new(SignalKind::QuickBack, on, SignalCause::Returned, &evidence));
        self.told.push(left.page);
    }

    fn thrashing(&mut self, now: Millis, limits: &Thresholds, out: &mut Vec<Signal>) {
        let Some(from) = self.trail.len().checked_sub(limits.thrashing.max(3)) else { return };
        let row = &self.trail[from..];
        let took = now.saturating_sub(row[0].since);
        let in_turn = row.iter().zip(&row[2..]).all(|(one, next)| one.page == next.page);
        if !in_turn || took > limits.thrashing_window {
            return;
        }
        let on = Subject::Path(row[0].path.clone());
        let evidence = [(Measure::Pages, row.len() as u64), (Measure::Milliseconds, took)];
        out.push(Signal::new(SignalKind::Thrashing, on, SignalCause::BackAndForth, &evidence));
        // The next round counts from here.
        let here = self.trail.len() - 1;
        self.trail.drain(..here);
    }

    /// The customer does something with the page.
    pub(super) fn used(&mut self) {
        if let Some(here) = self.trail.last_mut() {
            here.used = true;
        }
    }

    /// The path of the page.
    pub(super) fn path(&self) -> &str {
        self.trail.last().map_or("", |here| &here.path)
    }
}

/// FNV-1a, 32 bits: only to tell a visit's few pages apart.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
