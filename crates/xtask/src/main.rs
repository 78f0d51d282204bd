//! `cargo xtask`: the commands a contributor and the build server use.
//!
//! A command adds its parts to one [`plan::Plan`], which then runs them with
//! numbers and times. Whatever is already there adds no part, so a second run
//! of anything is quick.

mod bench;
mod console;
mod demo;
mod lint;
mod package;
mod plan;
mod process;
mod script;
mod setup;
mod stamp;
mod test;
mod verify;
mod workspace;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Result, bail};
use plan::{Plan, say};
use setup::Need;
use workspace::Workspace;

const HELP: &str = "\
cargo xtask <command>

  setup   install what building and testing need, into target/tools
          (and Chromium, its driver and Firefox from Debian, when missing)
  build   build the npm package into pkg/ and the agent's console into
          target/console/
  demo    build what changed and start the demo; Ctrl-C stops all of it
          (arguments are handed on to the demo)
  test    run every test; or one part: native, browser, types, lint, verify,
          e2e
  lint    find mistakes in flow documents, by file and line
          (FILE…, and more: see docs/lint.md)
  verify  walk a flow in a real browser against a running site
          (--flow F --site URL, and more: see docs/verify.md)
  bench   measure the package beside its peers, into bench/results/
  help    print this

Only what is missing or has changed is done again.";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Without a stderr there is nobody to tell.
            let _ = writeln!(io::stderr(), "\nxtask: {failure:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut args = env::args().skip(1);
    let command = args.next();
    let rest: Vec<String> = args.collect();
    if !matches!(command.as_deref(), Some("demo" | "lint" | "test" | "verify")) {
        no_more(&rest)?;
    }

    let workspace = Workspace::find()?;
    match command.as_deref() {
        None | Some("help" | "--help" | "-h") => {
            say(HELP);
            Ok(())
        }
        Some("setup") => {
            let mut plan = Plan::default();
            setup::plan(&workspace, Need::Tests, &mut plan)?;
            plan.run()?;
            say("Everything is set up.");
            Ok(())
        }
        Some("build") => {
            let mut plan = Plan::default();
            setup::plan(&workspace, Need::Build, &mut plan)?;
            package::plan(&workspace, &mut plan)?;
            console::plan(&workspace, &mut plan)?;
            plan.run()?;
            say("The npm package is in pkg/, the console in target/console/.");
            Ok(())
        }
        Some("demo") => demo::run(&workspace, &rest),
        Some("test") => test::run(&workspace, &rest),
        Some("lint") => lint::run(&workspace, &rest),
        Some("verify") => verify::run(&workspace, &rest),
        Some("bench") => bench::run(&workspace),
        Some(other) => bail!("`{other}` is no command: see `cargo xtask help`"),
    }
}

fn no_more(rest: &[String]) -> Result<()> {
    match rest.first() {
        Some(extra) => bail!("`{extra}` is one argument too many: see `cargo xtask help`"),
        None => Ok(()),
    }
}
