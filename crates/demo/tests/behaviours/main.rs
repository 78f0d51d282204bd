//! What a web team will test first: every behaviour by its name, in Chromium and in
//! Firefox, with default settings and real clicks, keys and navigation.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

/// The behaviours of a file, by the names of their functions.
macro_rules! behaviours {
    ($area:literal, $ways:expr, $($name:ident),+ $(,)?) => {
        pub(crate) fn all() -> Vec<crate::Behaviour> {
            vec![$(crate::Behaviour {
                area: $area,
                name: stringify!($name),
                ways: $ways,
                play: |stage| Box::pin($name(stage)),
            }),+]
        }
    };
}

mod act;
mod axe;
mod guest;
mod journey;
mod keys;
mod missing;
mod place;
mod reader;
mod stack;
mod stage;
mod target;

use std::{pin::Pin, process::ExitCode, sync::Arc, time::Duration};

use libtest_mimic::{Arguments, Trial};
use stage::{Engine, Pool, Server, Stage};
use tokio::runtime::Runtime;

/// What must be true of guidance in a real browser.
pub(crate) struct Behaviour {
    area: &'static str,
    name: &'static str,
    /// How the card may be anchored.
    ways: &'static [Way],
    play: fn(Stage) -> Pin<Box<dyn Future<Output = ()> + Send>>,
}

/// How the card comes to its target.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By whatever the browser has.
    Native,
    /// By measuring, as in a browser without anchor positioning.
    Measured,
}

/// Where how the card is placed does not matter.
pub(crate) const AS_IT_IS: &[Way] = &[Way::Native];

/// No test takes longer, whatever a browser does.
const LONGEST: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    // One for each browser, whatever the machine has.
    arguments.test_threads.get_or_insert(4);
    let runtime = Arc::new(Runtime::new().unwrap());
    let server = runtime.block_on(Server::start());
    let pool = Pool::new();
    let all = [
        target::all(),
        missing::all(),
        place::all(),
        stack::all(),
        act::all(),
        journey::all(),
        keys::all(),
        guest::all(),
        reader::all(),
        axe::all(),
    ];
    let mut trials = Vec::new();
    for behaviour in all.into_iter().flatten() {
        for &way in behaviour.ways {
            for engine in Engine::ALL {
                let Behaviour { area, name, play, .. } = behaviour;
                let suffix = if way == Way::Measured { " (measured)" } else { "" };
                let (runtime, server, pool) = (Arc::clone(&runtime), server.clone(), Arc::clone(&pool));
                trials.push(Trial::test(format!("{}::{area}::{name}{suffix}", engine.name()), move || {
                    runtime.block_on(async {
                        let played = async {
                            play(Stage::set(&pool, &server, engine, name, way == Way::Measured).await).await;
                        };
                        tokio::time::timeout(LONGEST, played)
                            .await
                            .map_err(|_| "it took over a minute".into())
                    })
                }));
            }
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime.block_on(pool.close());
    conclusion.exit_code()
}
