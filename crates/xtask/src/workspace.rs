//! Where things are, and commands that find the pinned tools first.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The checkout this tool was started for.
pub(crate) struct Workspace {
    root: PathBuf,
    cargo_target: PathBuf,
}

impl Workspace {
    /// Finds the workspace this crate belongs to.
    pub(crate) fn find() -> Result<Self> {
        // Set by `cargo run`; the other one holds when the binary is started by itself.
        let manifest_dir =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let root = Path::new(&manifest_dir)
            .ancestors()
            .nth(2)
            .context("the workspace can't be found: start me with `cargo xtask`")?
            .to_path_buf();
        // Relative to where the person stands; the commands run in the root.
        let cargo_target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder).context("CARGO_TARGET_DIR is not a folder")?,
            None => root.join("target"),
        };
        Ok(Self { root, cargo_target })
    }

    /// A path in the checkout.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// What cargo built for the page, such as `wasm/alongside.wasm`.
    pub(crate) fn wasm_artefact(&self, relative: &str) -> PathBuf {
        self.cargo_target.join("wasm32-unknown-unknown").join(relative)
    }

    /// A command that runs in the root and finds the pinned tools first.
    pub(crate) fn command(&self, program: &str) -> Command {
        let pinned = [self.path("target/tools/bin"), self.path("target/tools/npm/node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let paths = pinned.into_iter().chain(env::split_paths(&inherited));
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command.env("CARGO_TARGET_DIR", &self.cargo_target);
        // A folder with a colon in its name can't be on a PATH; then the
        // inherited one is as good as it gets.
        if let Ok(path) = env::join_paths(paths) {
            command.env("PATH", path);
        }
        command
    }

    /// The cargo that started this tool.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = self.command("cargo");
        // It sets these for this crate; they are wrong for everybody else's.
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("CARGO_PKG_") {
                command.env_remove(name);
            }
        }
        command.env_remove("CARGO_MANIFEST_DIR");
        command.env_remove("CARGO_MANIFEST_PATH");
        command
    }

    /// The version of a package in Cargo.lock.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let lock = fs::read_to_string(self.path("Cargo.lock")).context("Cargo.lock can't be read")?;
        version_in(&lock, package).map(str::to_owned).with_context(|| format!("Cargo.lock has no {package}"))
    }
}

fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let heading = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_for_exactly_the_package_asked_for() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm-pack"), None);
    }
}
