//! A flow walked in a real browser: `alongside verify`, with pinned tools.

use std::env;

use anyhow::{Context, Result};

use crate::plan::Plan;
use crate::process::{run as show, run_quietly};
use crate::setup::Need;
use crate::workspace::Workspace;
use crate::{package, setup};

/// What it drives the browser with, and checks with.
const PEERS: [&str; 2] = ["axe-core", "playwright-core"];

/// Builds the package if it changed, and walks as the arguments say.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    let mut plan = Plan::default();
    setup::plan(workspace, Need::Tests, &mut plan)?;
    package::plan(workspace, &mut plan)?;
    fetch(workspace, &mut plan);
    plan.run()?;
    show(
        workspace
            .command("node")
            .arg(workspace.path("pkg/cli.js"))
            .arg("verify")
            .args(args)
            .env("NODE_PATH", workspace.path("tests/verify/node_modules"))
            // The files that the arguments name are where the person stands.
            .current_dir(env::current_dir().context("the current folder is gone")?),
    )
}

/// Adds fetching what is missing.
pub(crate) fn fetch<'a>(workspace: &'a Workspace, plan: &mut Plan<'a>) {
    let modules = workspace.path("tests/verify/node_modules");
    if PEERS.iter().all(|peer| modules.join(peer).join("package.json").is_file()) {
        return;
    }
    plan.add("Fetching playwright-core and axe-core from npm", || {
        run_quietly(
            workspace
                .command("npm")
                .args(["ci", "--ignore-scripts", "--no-fund", "--no-audit"])
                .current_dir(workspace.path("tests/verify")),
        )
    });
}

/// Its own tests, and the demo's flows.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    show(workspace.command("node").args([
        "--test",
        "tests/verify/parts.test.mjs",
        "tests/verify/verify.test.mjs",
        "tests/verify/redesigns.test.mjs",
    ]))
}
