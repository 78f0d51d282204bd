use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio_util::task::TaskTracker;

use crate::{clock::Clock, config::Config, desk::Desk, login::Failures, store::Store};

/// What every request may need.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    pub(crate) failures: Failures,
    /// One permit for each customer who may connect.
    pub(crate) customers: Arc<Semaphore>,
    /// Checking a password takes memory: only so many at a time.
    pub(crate) checks: Semaphore,
    /// Every connection holds a token of it, so that stopping can wait for them.
    pub(crate) tasks: TaskTracker,
}
