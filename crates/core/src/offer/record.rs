use serde::{Deserialize, Serialize};

use super::{Cap, MOST_TIMES, hash};
use crate::Millis;

/// The most offers that are remembered.
pub const MOST_OFFERS: usize = 100;

/// The form of the bytes; another build's are as good as none.
const VERSION: u8 = 1;

/// What the browser keeps of a customer's offers: a random number that is no name, and when
/// each offer was shown or dismissed. It never leaves the browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    version: u8,
    customer: u64,
    /// The one that was touched last is the last.
    offers: Vec<Kept>,
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
        Self { version: VERSION, customer: random, offers: Vec::new() }
    }

    /// Reads what was kept; what is garbled or of another form is as good as nothing.
    #[must_use]
    pub fn read(bytes: &[u8], random: u64) -> Self {
        let known = postcard::take_from_bytes::<Self>(bytes).ok().filter(|(record, rest)| {
            let bounded = record.offers.len() <= MOST_OFFERS
                && record.offers.iter().all(|kept| kept.shown.len() <= usize::from(MOST_TIMES));
            record.version == VERSION && rest.is_empty() && bounded
        });
        known.map_or_else(|| Self::new(random), |(record, _)| record)
    }

    /// What is to be kept; at most some 18 KiB.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        // Serialising into a growing vector can't fail.
        postcard::to_allocvec(self).unwrap_or_default()
    }

    /// The customer's number, for [`Experiment::arm`](super::Experiment::arm).
    #[must_use]
    pub fn customer(&self) -> u64 {
        self.customer
    }

    /// Whether the offer with this id may be shown: within its cap, and never dismissed.
    #[must_use]
    pub fn allows(&self, id: &str, cap: Cap, now: Millis, visit_began: Millis) -> bool {
        let key = hash(&[id.as_bytes()]);
        let kept = self.offers.iter().find(|kept| kept.key == key);
        kept.is_none_or(|kept| !kept.dismissed && cap.allows(&kept.shown, now, visit_began))
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
