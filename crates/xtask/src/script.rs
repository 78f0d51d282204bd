//! Our JavaScript: `js/page.js` from the files in `js/page`, and the package's
//! files without what only people read.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::process::run_quietly;
use crate::workspace::Workspace;

/// In the repository, so that `wasm-pack` alone builds and tests the SDK.
const BUNDLE: &str = "js/page.js";

/// Makes `js/page.js` anew.
pub(crate) fn bundle(workspace: &Workspace) -> Result<()> {
    bundle_to(workspace, &workspace.path(BUNDLE))
}

/// Fails when `js/page.js` is not what the files in `js/page` make.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let made = workspace.path("target/page.js");
    bundle_to(workspace, &made)?;
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} can't be read", path.display()));
    if read(&made)? != read(&workspace.path(BUNDLE))? {
        bail!("{BUNDLE} is not what js/page makes: run `cargo xtask build` and commit it");
    }
    Ok(())
}

fn bundle_to(workspace: &Workspace, path: &Path) -> Result<()> {
    run_quietly(
        workspace
            .command("esbuild")
            .args([
                "js/page/index.js",
                "--bundle",
                "--format=esm",
                "--log-level=warning",
                "--allow-overwrite",
            ])
            .arg("--banner:js=// Made of the files in js/page by `cargo xtask build`: edit those.")
            .arg(format!("--outfile={}", path.display())),
    )
}

/// Takes out of a module what a browser does not need.
pub(crate) fn minify(workspace: &Workspace, module: &Path) -> Result<()> {
    run_quietly(
        workspace
            .command("esbuild")
            .arg(module)
            .args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning", "--allow-overwrite"])
            .arg(format!("--outfile={}", module.display())),
    )
}
