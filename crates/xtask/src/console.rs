//! The agent's console: `target/console/`, served by the relay.

use std::fs;

use anyhow::{Context, Result};

use crate::package::{copy, remove, short_names};
use crate::plan::Plan;
use crate::process::{run, run_quietly};
use crate::stamp::{Stamp, files_under};
use crate::workspace::Workspace;

const INPUTS: [&str; 11] = [
    "Cargo.lock",
    "Cargo.toml",
    "crates/browser/Cargo.toml",
    "crates/browser/src",
    "crates/console/Cargo.toml",
    "crates/console/src",
    "crates/console/static",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "crates/protocol/Cargo.toml",
    "crates/protocol/src",
];

/// Adds building the console, unless nothing changed.
pub(crate) fn plan<'a>(workspace: &'a Workspace, plan: &mut Plan<'a>) -> Result<()> {
    let output = workspace.path("target/console");
    let stamp = Stamp::new(workspace, "console", &INPUTS, &[include_str!("console.rs")])?;
    if stamp.holds_for(&output)? {
        return Ok(());
    }
    plan.add("Building the agent's console", move || {
        // Optimised: a long page is rebuilt as fast as the customer changes it.
        run(workspace
            .cargo()
            .args(["build", "--package", "alongside-console", "--release"])
            .args(["--target", "wasm32-unknown-unknown"])
            .args(short_names(workspace)))?;
        remove(&output)?;
        run_quietly(
            workspace
                .command("wasm-bindgen")
                .args(["--target", "web", "--no-typescript", "--out-name", "console"])
                .arg("--out-dir")
                .arg(&output)
                .arg(workspace.wasm_artefact("release/alongside-console.wasm")),
        )?;
        let pages = workspace.path("crates/console/static");
        for file in files_under(&pages)? {
            let place = output.join(file.strip_prefix(&pages).unwrap_or(&file));
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder).context("target/console can't be written")?;
            }
            copy(&file, &place)?;
        }
        stamp.record(&output)
    });
    Ok(())
}
