//! The holder goes: by a page load, after which its tab comes back, or for good. A browser
//! does not tell a page which it is; that the customer then looks at another tab does.

use super::{Ask, Lock};
use crate::Millis;

/// How long the next page of the holder's tab may take, in milliseconds, before another
/// tab goes on without it. Longer, and a customer who has gone to another site is silent
/// for as long.
const RETURNS: Millis = 3_000;

/// How long a free lock may be ahead of the holder's last word, in milliseconds: the two
/// come by different ways, and a page that leaves is busy.
const LAST_WORD: Millis = 400;

/// A tab that came to the front so shortly before the holder's last word, in milliseconds,
/// came there because of it.
const BECAUSE: Millis = 500;

/// A tab that follows, and the lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wait {
    /// It waits for the lock. `goes` is until when the holder's tab may come back, and
    /// whether it is on its way to another page.
    Queued { goes: Option<(Millis, bool)> },
    /// It has the lock, and goes on with the conversation at `due`; `loads` as above.
    Granted { due: Millis, loads: bool, speaks: bool },
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
            Self::Taking => Self::Granted { due: now, loads: false, speaks: true },
            Self::Queued { goes } => {
                // Without a word it has crashed, or the word is on its way.
                let (due, loads) = goes.unwrap_or((now + LAST_WORD, false));
                Self::Granted { due, loads, speaks }
            }
            Self::Granted { due, loads, .. } => Self::Granted { due, loads, speaks },
        };
        false
    }

    /// The holder's page goes; the customer looks at this tab since `front`.
    pub(super) fn holder_goes(
        &mut self,
        now: Millis,
        will_load: bool,
        front: Option<Millis>,
        out: &mut Vec<Ask>,
    ) {
        match self {
            Self::Granted { due, loads, .. } => (*due, *loads) = (now + RETURNS, will_load),
            Self::Queued { goes } => *goes = Some((now + RETURNS, will_load)),
            Self::Standing { .. } | Self::Taking => {}
        }
        if front.is_some_and(|since| now.saturating_sub(since) < BECAUSE) {
            self.comes_to_front(now, out);
        }
    }

    /// The customer looks at this tab now: one that is closed is not waited for.
    pub(super) fn comes_to_front(&mut self, now: Millis, out: &mut Vec<Ask>) {
        match self {
            Self::Granted { due, loads: false, .. } => *due = now,
            // Another tab may have the lock, and wait.
            Self::Queued { goes: Some((until, false)) } => {
                *until = now;
                out.push(Ask::Lock(Lock::Take));
            }
            _ => {}
        }
    }

    /// A tab that the customer looks at has taken the lock first; says whether to wait for
    /// it again.
    pub(super) fn lost(&mut self) -> bool {
        let had = matches!(self, Self::Granted { .. });
        if had {
            *self = Self::Queued { goes: None };
        }
        had
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
            Self::Granted { due, speaks, .. } if now >= due => return Some(speaks),
            Self::Standing { until } if now >= until => {
                *self = Self::Queued { goes: None };
                out.push(Ask::Lock(Lock::Want));
            }
            _ => {}
        }
        None
    }
}
