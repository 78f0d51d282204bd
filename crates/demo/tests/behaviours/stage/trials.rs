//! Tests in a browser, each with a stage of its own and with an end to its time.

use std::{process::ExitCode, sync::Arc, time::Duration};

use libtest_mimic::{Arguments, Failed, Trial};
use tokio::runtime::Runtime;

use super::{Engine, Pool, Server, Stage};

/// Tests that share a pool of browsers and a server.
pub(crate) struct Trials {
    runtime: Arc<Runtime>,
    server: Server,
    pool: Arc<Pool>,
    /// No test takes longer, whatever a browser does.
    longest: Duration,
    all: Vec<Trial>,
}

impl Trials {
    pub(crate) fn of_at_most(longest: Duration) -> Self {
        let runtime = Arc::new(Runtime::new().unwrap());
        let server = runtime.block_on(Server::start());
        Self { runtime, server, pool: Pool::new(), longest, all: Vec::new() }
    }

    /// One more test in this browser; `host` names its site, and what it returns is why
    /// it failed.
    pub(crate) fn add<F: Future<Output = Result<(), String>>>(
        &mut self,
        engine: Engine,
        name: &str,
        host: String,
        measured: bool,
        play: impl FnOnce(Stage) -> F + Send + 'static,
    ) {
        let (runtime, server, pool) =
            (Arc::clone(&self.runtime), self.server.clone(), Arc::clone(&self.pool));
        let longest = self.longest;
        self.all.push(Trial::test(format!("{}::{name}", engine.name()), move || {
            runtime.block_on(async {
                let played = async {
                    let stage = Stage::set(&pool, &server, engine, &host, measured).await;
                    play(stage).await.map_err(Failed::from)
                };
                tokio::time::timeout(longest, played)
                    .await
                    .unwrap_or_else(|_| Err(format!("it took over {} s", longest.as_secs()).into()))
            })
        }));
    }

    /// Plays them all, or those that the command line names.
    pub(crate) fn run(self) -> ExitCode {
        let mut arguments = Arguments::from_args();
        // One for each browser, whatever the machine has.
        arguments.test_threads.get_or_insert(4);
        let conclusion = libtest_mimic::run(&arguments, self.all);
        self.runtime.block_on(self.pool.close());
        conclusion.exit_code()
    }
}
