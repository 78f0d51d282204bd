//! Measurements beside the peers; what is measured is in `bench/`.

use std::fs;

use anyhow::Result;

use crate::plan::Plan;
use crate::process::{run as show, run_quietly};
use crate::setup::Need;
use crate::workspace::Workspace;
use crate::{package, setup};

/// Builds the package if it changed, fetches the peers, measures all of them.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let mut plan = Plan::default();
    setup::plan(workspace, Need::Tests, &mut plan)?;
    package::plan(workspace, &mut plan)?;
    if !peers_are_here(workspace) {
        plan.add("Fetching the peers from npm", || {
            run_quietly(workspace.command("npm").arg("ci").current_dir(workspace.path("bench")))
        });
    }
    for (what, script) in [
        ("Measuring sizes", "bench/size.mjs"),
        ("Checking behaviours, library by library", "bench/behaviours.mjs"),
        ("Measuring the first step, a whole flow and idling", "bench/tours.mjs"),
        ("Finding recorded targets on redesigned pages", "bench/healing.mjs"),
        ("Timing a search by likeness", "bench/likeness.mjs"),
    ] {
        plan.add(what, move || show(workspace.command("node").arg(script)));
    }
    plan.run()
}

/// npm writes its own lock last; an older one belongs to another list.
fn peers_are_here(workspace: &Workspace) -> bool {
    let time = |path: &str| fs::metadata(workspace.path(path)).and_then(|facts| facts.modified());
    match (time("bench/package-lock.json"), time("bench/node_modules/.package-lock.json")) {
        (Ok(wanted), Ok(installed)) => installed >= wanted,
        _ => false,
    }
}
