//! `alongside lint`: mistakes in flow documents, without a browser. In the npm package it
//! is a module of its own, for Node: no customer fetches it.

use std::env;
use std::path::Path;

use anyhow::{Context, Result};

use crate::package::{WASM, bind, remove};
use crate::process::run as show;
use crate::workspace::Workspace;

/// Its folder in `js` and in the package.
pub(crate) const FOLDER: &str = "lint";

/// What is compiled for it: without the program, which is JavaScript there.
pub(crate) const PACKAGE: [&str; 3] = ["--package", "alongside-lint", "--no-default-features"];

/// Puts the module where the package has it.
pub(crate) fn assemble(workspace: &Workspace, stage: &Path) -> Result<()> {
    let folder = stage.join(FOLDER);
    bind(workspace, WASM, "alongside_lint", &folder)?;
    // Public types are in `index.d.ts`.
    remove(&folder.join("alongside_lint.d.ts"))?;
    remove(&folder.join("alongside_lint_bg.wasm.d.ts"))
}

/// Reads the documents that the arguments name.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    show(
        workspace
            .cargo()
            .args(["run", "--quiet", "--package", "alongside-lint", "--manifest-path"])
            .arg(workspace.path("Cargo.toml"))
            .arg("--")
            .args(args)
            // The files that the arguments name are where the person stands.
            .current_dir(env::current_dir().context("the current folder is gone")?),
    )
}

/// The package's program, over the demo's documents, and the package's function.
pub(crate) fn test(workspace: &Workspace) -> Result<()> {
    show(workspace.command("node").args(["--test", "tests/lint/lint.test.mjs"]))
}
