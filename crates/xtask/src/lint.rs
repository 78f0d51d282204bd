//! `alongside lint`: mistakes in flow documents, without a browser.

use std::env;

use anyhow::{Context, Result};

use crate::process::run as show;
use crate::workspace::Workspace;

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
