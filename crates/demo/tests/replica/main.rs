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

use libtest_mimic::{Arguments, Failed, Trial};
use stage::{Engine, Pool, Server, Stage};
use tokio::runtime::Runtime;

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
    let mut arguments = Arguments::from_args();
    // One for each browser, whatever the machine has.
    arguments.test_threads.get_or_insert(4);
    let runtime = Arc::new(Runtime::new().unwrap());
    let server = runtime.block_on(Server::start());
    let pool = Pool::new();
    let mut trials = Vec::new();
    for case in exact::all().into_iter().chain(pictures::all()) {
        let case = Arc::new(case);
        for engine in Engine::ALL {
            let (runtime, server, pool, case) =
                (Arc::clone(&runtime), server.clone(), Arc::clone(&pool), Arc::clone(&case));
            trials.push(Trial::test(format!("{}::{}", engine.name(), case.name), move || {
                runtime.block_on(async {
                    let played = async {
                        let host = case.name.replace([':', ' '], "-");
                        let stage = Arc::new(Stage::set(&pool, &server, engine, &host, false).await);
                        (case.play)(stage).await.map_err(Failed::from)
                    };
                    tokio::time::timeout(LONGEST, played)
                        .await
                        .unwrap_or_else(|_| Err(format!("it took over {} s", LONGEST.as_secs()).into()))
                })
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime.block_on(pool.close());
    conclusion.exit_code()
}
