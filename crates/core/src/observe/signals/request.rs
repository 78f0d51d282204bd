use alongside_protocol::message::{Measure, SignalCause, SignalKind};

use super::{Request, Signal, Subject, Thresholds};
use crate::Millis;

/// A page that tries again, and gets what it asked for, has helped itself.
const TRIES_AGAIN: Millis = 800;

/// Paths that are told of on one page, at most: a page whose server is down.
const MOST: usize = 20;

/// Requests that are refused or fail.
#[derive(Debug, Default)]
pub(super) struct Requests {
    failed: Vec<(Millis, Request)>,
    /// Paths that were told of: who asks every second is told of once.
    told: Vec<String>,
}

impl Requests {
    pub(super) fn ended(&mut self, now: Millis, request: Request, limits: &Thresholds) {
        // That somebody has not signed in is an answer, and no failure.
        let failed = request.offline || request.status >= limits.failed_status && request.status != 401;
        if !failed {
            if request.status != 0 {
                self.failed.retain(|(_, earlier)| earlier.path != request.path);
            }
            return;
        }
        let known = self.told.contains(&request.path)
            || self.failed.iter().any(|(_, earlier)| earlier.path == request.path);
        if request.own && !known && self.told.len() + self.failed.len() < MOST {
            self.failed.push((now + TRIES_AGAIN, request));
        }
    }

    pub(super) fn tick(&mut self, now: Millis, out: &mut Vec<Signal>) {
        let Self { failed, told } = self;
        failed.retain(|(due, request)| {
            if now < *due {
                return true;
            }
            let cause = match request.status {
                0 => SignalCause::Offline,
                500.. => SignalCause::Server,
                _ => SignalCause::Refused,
            };
            let evidence = [(Measure::Status, u64::from(request.status))];
            let evidence = if request.status == 0 { &[][..] } else { &evidence[..] };
            let on = Subject::Path(request.path.clone());
            out.push(Signal::new(SignalKind::FailedRequest, on, cause, evidence));
            told.push(request.path.clone());
            false
        });
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.failed.iter().map(|(due, _)| *due).min()
    }
}
