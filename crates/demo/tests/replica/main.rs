//! The copy that an agent sees is the page, after any sequence of changes: node by
//! node in Chromium and in Firefox, and by its picture for the demo's sites.
//!
//! `ALONGSIDE_SEEDS=1-400` plays more than the usual runs, `ALONGSIDE_SEEDS=7` one;
//! `ALONGSIDE_GROUPS=tree,texts` only changes of these groups (`exact/changes/index.js`).
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

mod exact;
mod house;
mod pictures;
#[path = "../behaviours/stage/mod.rs"]
#[allow(dead_code, unused_imports, reason = "these tests have no use for guidance")]
mod stage;

use std::{pin::Pin, process::ExitCode, sync::Arc, time::Duration};

use stage::{Engine, Stage, Trials};

/// What a test does with a browser.
type Play = dyn Fn(Arc<Stage>) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send>> + Send + Sync;

/// One test: what it is called, and what it does with a browser. What it returns is
/// why it failed.
pub(crate) struct Case {
    pub(crate) name: String,
    play: Box<Play>,
}

impl Case {
    pub(crate) fn new<F>(name: String, play: impl Fn(Arc<Stage>) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), String>> + Send + 'static,
    {
        Self { name, play: Box::new(move |stage| Box::pin(play(stage))) }
    }
}

/// No test takes longer, whatever a browser does: making a failure small runs it
/// again and again.
const LONGEST: Duration = Duration::from_secs(300);

fn main() -> ExitCode {
    let mut trials = Trials::of_at_most(LONGEST);
    for case in exact::all().into_iter().chain(pictures::all()) {
        let case = Arc::new(case);
        for engine in Engine::ALL {
            let (played, host) = (Arc::clone(&case), case.name.replace([':', ' '], "-"));
            trials.add(engine, &case.name, host, false, move |stage| (played.play)(Arc::new(stage)));
        }
    }
    trials.run()
}
