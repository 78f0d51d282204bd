use alongside_protocol::message::{Measure, SignalCause, SignalKind};

use super::{Request, Signal, Subject, Thresholds, host};
use crate::Millis;

/// A page that tries again, and gets what it asked for, has helped itself.
const TRIES_AGAIN: Millis = 800;

/// Paths that are told of on one page, at most: a page whose server is down.
const MOST: usize = 20;

/// Requests that are refused or fail.
#[derive(Debug, Default)]
pub(super) struct Requests {
    failed: Vec<Failed>,
    /// Paths that were told of: who asks every second is told of once.
    told: Vec<String>,
}

/// A request that failed, and may yet be tried again.
#[derive(Debug)]
struct Failed {
    /// When it is told of.
    due: Millis,
    path: String,
    /// The HTTP status; 0 without a connection.
    status: u16,
}

impl Requests {
    pub(super) fn ended(&mut self, now: Millis, request: &Request, limits: &Thresholds) {
        let Some((host, path)) = host::parts(&request.address) else { return };
        if !host::is_own(host, &request.page) {
            return;
        }
        let status = request.status;
        // Without a status and with a connection it was given up, as far as can be seen.
        // That somebody has not signed in is an answer, and no failure.
        let failed = if status == 0 { !request.online } else { status >= limits.failed_status };
        if !failed || status == 401 {
            if status != 0 {
                self.failed.retain(|earlier| earlier.path != path);
            }
            return;
        }
        let known =
            self.told.iter().any(|told| told == path) || self.failed.iter().any(|one| one.path == path);
        if !known && self.told.len() + self.failed.len() < MOST {
            self.failed.push(Failed { due: now + TRIES_AGAIN, path: path.to_owned(), status });
        }
    }

    pub(super) fn tick(&mut self, now: Millis, out: &mut Vec<Signal>) {
        let Self { failed, told } = self;
        failed.retain(|Failed { due, path, status }| {
            if now < *due {
                return true;
            }
            let cause = match status {
                0 => SignalCause::Offline,
                500.. => SignalCause::Server,
                _ => SignalCause::Refused,
            };
            let evidence = [(Measure::Status, u64::from(*status))];
            let evidence = if *status == 0 { &[][..] } else { &evidence[..] };
            out.push(Signal::new(SignalKind::FailedRequest, Subject::Path(path.clone()), cause, evidence));
            told.push(path.clone());
            false
        });
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.failed.iter().map(|one| one.due).min()
    }
}
