//! The holder goes: by a page load, after which its tab comes back, or for good.

use super::{Ask, Lock};
use crate::Millis;

/// How long the next page of the holder's tab may take, in milliseconds, before another
/// tab goes on without it. Longer, and a customer who has gone to another site is silent
/// for as long.
const RETURNS: Millis = 3_000;

/// How long a free lock may be ahead of the holder's last word, in milliseconds: the two
/// come by different ways.
const LAST_WORD: Millis = 100;

/// A tab that follows, and the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// It waits for the lock. `goes` is when the holder's page went, and whether its tab
    /// may come back.
    Queued { goes: Option<(Millis, bool)> },
    /// It has the lock, and goes on with the conversation at `due`.
    Granted { due: Millis, speaks: bool },
    /// The holder's next page is there: the lock is for that one.
    Standing { until: Millis },
    /// The customer wants the conversation here.
    Taking,
}

impl Wait {
    pub(super) fn stand_back(now: Millis) -> Self {
        Self::Standing { until: now + RETURNS }
    }

    /// The lock is ours; `true` when it is not for us.
    pub(super) fn taken(&mut self, now: Millis, speaks: bool) -> bool {
        *self = match *self {
            Self::Standing { .. } => return true,
            // Who pressed for it may be asked.
            Self::Taking => Self::Granted { due: now, speaks: true },
            Self::Queued { goes } => {
                let due = match goes {
                    Some((_, false)) => now,
                    Some((since, true)) => since + RETURNS,
                    // It has crashed, or its last word is on its way.
                    None => now + LAST_WORD,
                };
                Self::Granted { due, speaks }
            }
            Self::Granted { due, .. } => Self::Granted { due, speaks },
        };
        false
    }

    pub(super) fn holder_goes(&mut self, now: Millis, returns: bool) {
        match self {
            Self::Granted { due, .. } => *due = if returns { now + RETURNS } else { now },
            Self::Queued { goes } => *goes = Some((now, returns)),
            Self::Standing { .. } | Self::Taking => {}
        }
    }

    /// The holder is there, and says so.
    pub(super) fn heard(&mut self, out: &mut Vec<Ask>) {
        match self {
            Self::Taking => return,
            Self::Queued { .. } => {}
            Self::Standing { .. } => out.push(Ask::Lock(Lock::Want)),
            Self::Granted { .. } => out.extend([Ask::Lock(Lock::Drop), Ask::Lock(Lock::Want)]),
        }
        *self = Self::Queued { goes: None };
    }

    pub(super) fn due(&self) -> Option<Millis> {
        match self {
            Self::Granted { due, .. } => Some(*due),
            Self::Standing { until } => Some(*until),
            Self::Queued { .. } | Self::Taking => None,
        }
    }

    /// Whether the conversation goes on here now, and with the microphone.
    pub(super) fn is_over(&mut self, now: Millis, out: &mut Vec<Ask>) -> Option<bool> {
        match *self {
            Self::Granted { due, speaks } if now >= due => return Some(speaks),
            Self::Standing { until } if now >= until => {
                *self = Self::Queued { goes: None };
                out.push(Ask::Lock(Lock::Want));
            }
            _ => {}
        }
        None
    }
}
