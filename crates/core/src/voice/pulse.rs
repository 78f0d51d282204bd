//! Whether sound still comes. A browser calls a line lost about five seconds after its
//! last packet (measured: 5.1 s in Chromium when the address is another one); by then
//! people have long asked whether anybody is there. Sound that has come all the time and
//! stops tells it ten times as early, on both sides.

use crate::Millis;

/// Time between two looks, in milliseconds.
pub const LOOK: Millis = 50;

/// How long sound must have come without a pause before its end means anything, in
/// milliseconds: whoever sends nothing while nobody speaks (RFC 7587, DTX) pauses more often.
const STEADY: Millis = 2_000;

/// What is a pause: with DTX a packet comes every 400 ms, without one every 20 ms.
const PAUSE: Millis = 300;

/// Silence that means that the way is lost, in milliseconds: Wi-Fi that looks for its next
/// station is quiet for up to about 300 ms.
const STOPPED: Millis = 500;

/// How much later the agent's side says so: the customer's looks for a new way first, and
/// two that look at once cost time: a new socket of the agent's loses what is on its way.
const SECOND: Millis = 500;

/// Looks that must have found nothing: one alone, after the page was busy, proves nothing.
const LOOKS: u32 = 4;

/// Time before the same silence is told again, and what a try to find a new way has.
const AGAIN: Millis = 2_000;

/// What a look has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beat {
    /// Sound comes, or nothing can be said.
    Fine,
    /// It may have stopped: the packets should be counted now.
    Doubtful,
    /// It has stopped, if not one packet has come since they were counted: sound that
    /// comes and is not played is no matter of the network's.
    Stopped,
}

/// The looks at one line's sound.
#[derive(Debug, Clone)]
pub struct Pulse {
    after: Millis,
    /// What was played last, and when that was another one than before.
    mark: Option<f64>,
    came_at: Millis,
    steady_since: Millis,
    /// Looks since then that found nothing.
    looks: u32,
    doubted: bool,
    rests_until: Millis,
}

impl Pulse {
    /// For a new line, of the customer's side or of the agent's.
    #[must_use]
    pub fn new(customer: bool) -> Self {
        let after = if customer { STOPPED } else { STOPPED + SECOND };
        Self { after, mark: None, came_at: 0, steady_since: 0, looks: 0, doubted: false, rests_until: 0 }
    }

    /// Takes in when the sound that was played last came, by any clock, or nothing where
    /// none was, or the line is down.
    pub fn look(&mut self, now: Millis, mark: Option<f64>) -> Beat {
        if mark.is_none() || mark != self.mark {
            if self.mark.is_none() || now.saturating_sub(self.came_at) > PAUSE {
                self.steady_since = now;
            }
            (self.mark, self.came_at, self.looks, self.doubted) = (mark, now, 0, false);
            return Beat::Fine;
        }
        self.looks += 1;
        if self.looks < LOOKS || self.came_at.saturating_sub(self.steady_since) < STEADY {
            return Beat::Fine;
        }
        let still = now.saturating_sub(self.came_at);
        if still >= self.after && self.doubted && now >= self.rests_until {
            self.rests_until = now + AGAIN;
            Beat::Stopped
        } else if still >= self.after / 2 && !self.doubted {
            self.doubted = true;
            Beat::Doubtful
        } else {
            Beat::Fine
        }
    }

    /// The connection is closed, and not by us: the page has taken away the frame it was
    /// in. Says whether that is to be told now.
    pub fn gone(&mut self, now: Millis) -> bool {
        let told = now >= self.rests_until;
        if told {
            self.rests_until = now + AGAIN;
        }
        told
    }

    /// Somebody looks for a new way already: that has its time.
    pub fn tried(&mut self, now: Millis) {
        self.rests_until = now + AGAIN;
    }
}

#[cfg(test)]
mod tests;
