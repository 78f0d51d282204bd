use serde::{Deserialize, Serialize};

use alongside_protocol::flow::{Cap, MOST_TIMES};

use super::{allows, hash};
use crate::{Millis, guide::Waypoint};

/// The most offers that are remembered.
pub const MOST_OFFERS: usize = 100;

/// The most flows that are remembered as completed.
const MOST_COMPLETED: usize = 100;

/// A flow that was left unfinished is forgotten after this.
const GOES_ON: Millis = 30 * 24 * 60 * 60 * 1_000;

/// The form of the bytes; another build's are as good as none.
const VERSION: u8 = 2;

/// What the browser keeps of a customer over their visits: a random number that is no name,
/// when each offer was shown or dismissed, which flows were completed, and the one that was
/// not. It never leaves the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    version: u8,
    customer: u64,
    /// The one that was touched last is the last.
    offers: Vec<Kept>,
    /// Hashes of the ids of flows that were completed, the latest last.
    completed: Vec<u64>,
    /// The flow that was under way last, and when.
    unfinished: Option<(Millis, Waypoint)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    /// A hash of the offer's id.
    key: u64,
    /// When it was shown, the latest last.
    shown: Vec<Millis>,
    dismissed: bool,
}

impl Record {
    /// A clean one, with a random number for the customer.
    #[must_use]
    pub fn new(random: u64) -> Self {
        Self {
            version: VERSION,
            customer: random,
            offers: Vec::new(),
            completed: Vec::new(),
            unfinished: None,
        }
    }

    /// Reads what was kept; what is garbled or of another form is as good as nothing.
    #[must_use]
    pub fn read(bytes: &[u8], random: u64) -> Self {
        let known = postcard::take_from_bytes::<Self>(bytes).ok().filter(|(record, rest)| {
            let bounded = record.offers.len() <= MOST_OFFERS
                && record.completed.len() <= MOST_COMPLETED
                && record.offers.iter().all(|kept| kept.shown.len() <= usize::from(MOST_TIMES));
            record.version == VERSION && rest.is_empty() && bounded
        });
        known.map_or_else(|| Self::new(random), |(record, _)| record)
    }

    /// What is to be kept; at most some 19 KiB, with short ids of flows and steps.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        // Serialising into a growing vector can't fail.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The customer's number, for [`arm`](super::arm).
    #[must_use]
    pub fn customer(&self) -> u64 {
        self.customer
    }

    /// Whether the offer with this id may be shown: within its cap, and never dismissed.
    #[must_use]
    pub fn allows(&self, id: &str, cap: Cap, now: Millis, visit_began: Millis) -> bool {
        let key = hash(&[id.as_bytes()]);
        let kept = self.offers.iter().find(|kept| kept.key == key);
        kept.is_none_or(|kept| !kept.dismissed && allows(cap, &kept.shown, now, visit_began))
    }

    /// The offer with this id was shown.
    pub fn shown(&mut self, id: &str, now: Millis) {
        self.touch(id, |kept| {
            if kept.shown.len() >= usize::from(MOST_TIMES) {
                kept.shown.remove(0);
            }
            kept.shown.push(now);
        });
    }

    /// The customer has dismissed the offer with this id: it does not come again.
    pub fn dismissed(&mut self, id: &str) {
        self.touch(id, |kept| kept.dismissed = true);
    }

    /// Whether the flow with this id was ever completed, as far as is remembered.
    #[must_use]
    pub fn has_completed(&self, flow: &str) -> bool {
        self.completed.contains(&hash(&[flow.as_bytes()]))
    }

    /// The flow that was left unfinished in the last 30 days, and where.
    #[must_use]
    pub fn unfinished(&self, now: Millis) -> Option<&Waypoint> {
        self.unfinished.as_ref().filter(|(at, _)| now.saturating_sub(*at) < GOES_ON).map(|(_, step)| step)
    }

    /// A flow is at a step.
    pub fn under_way(&mut self, now: Millis, at: Waypoint) {
        self.unfinished = Some((now, at));
    }

    /// A flow is over.
    pub fn over(&mut self, flow: &str, completed: bool) {
        if self.unfinished.as_ref().is_some_and(|(_, at)| at.flow == flow) {
            self.unfinished = None;
        }
        if completed {
            let key = hash(&[flow.as_bytes()]);
            self.completed.retain(|known| *known != key);
            if self.completed.len() >= MOST_COMPLETED {
                self.completed.remove(0);
            }
            self.completed.push(key);
        }
    }

    fn touch(&mut self, id: &str, change: impl FnOnce(&mut Kept)) {
        let key = hash(&[id.as_bytes()]);
        let known = self.offers.iter().position(|kept| kept.key == key);
        let mut kept = match known {
            Some(at) => self.offers.remove(at),
            None => Kept { key, shown: Vec::new(), dismissed: false },
        };
        change(&mut kept);
        if self.offers.len() >= MOST_OFFERS {
            // What was dismissed is forgotten last.
            let oldest = self.offers.iter().position(|kept| !kept.dismissed);
            self.offers.remove(oldest.unwrap_or_default());
        }
        self.offers.push(kept);
    }
}
