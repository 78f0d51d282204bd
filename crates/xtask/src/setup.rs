//! Installing what is missing: everything pinned, everything that is ours in
//! `target/tools`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::plan::Plan;
use crate::process::{find, run_quietly};
use crate::workspace::Workspace;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// Makes the package and runs the SDK's tests in a browser.
const WASM_PACK: &str = "0.15.1";
/// Drives Firefox in the end-to-end tests.
const GECKODRIVER: &str = "0.37.1";
/// Brings `wasm-opt`; Debian's is too old for today's wasm.
pub(crate) const BINARYEN: &str = "132.0.0";
/// Bundles and shortens our JavaScript.
pub(crate) const ESBUILD: &str = "0.28.2";
/// Checks the types we ship.
const TYPESCRIPT: &str = "7.0.2";

/// Where this is set, the tests of networks are left out, and what they need is not wanted.
const NO_NAMESPACES: &str = "ALONGSIDE_NO_NAMESPACES";

/// How much of it is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// To build the package and the console.
    Build,
    /// To build and to test, in browsers.
    Tests,
}

/// Adds what is missing. What can't be installed from here is said at once,
/// before anything long starts.
pub(crate) fn plan<'a>(workspace: &'a Workspace, need: Need, plan: &mut Plan<'a>) -> Result<()> {
    compiler()?;
    node()?;
    fetch(workspace, plan)?;
    wasm_target(workspace, plan)?;
    cargo_tools(workspace, need, plan)?;
    npm_tools(workspace, need, plan);
    if need == Need::Tests {
        programs(plan)?;
    }
    Ok(())
}

/// The Chromium driver the tests use.
pub(crate) fn chromedriver() -> Result<PathBuf> {
    find("chromedriver").context("chromedriver is missing: run `cargo xtask setup`")
}

fn compiler() -> Result<()> {
    let named = std::env::var_os("CC").is_some();
    if named || ["cc", "gcc", "clang"].into_iter().any(|name| find(name).is_some()) {
        return Ok(());
    }
    bail!("A C compiler is missing: install it with `apt-get install build-essential`");
}

fn node() -> Result<()> {
    if find("node").is_some() && find("npm").is_some() {
        return Ok(());
    }
    bail!("Node is missing: install it with `apt-get install nodejs npm`");
}

/// Brings every crate at once, so that a missing network is found (and named)
/// here and not in the middle of a build.
fn fetch<'a>(workspace: &'a Workspace, plan: &mut Plan<'a>) -> Result<()> {
    let lock = fs::read(workspace.path("Cargo.lock")).unwrap_or_default();
    let record = workspace.path("target/tools/fetched.lock");
    if fs::read(&record).is_ok_and(|fetched| fetched == lock) {
        return Ok(());
    }
    plan.add("Fetching the crates", move || {
        run_quietly(workspace.cargo().args(["fetch", "--target", "host-tuple", "--target", WASM_TARGET]))?;
        fs::create_dir_all(workspace.path("target/tools"))
            .and_then(|()| fs::copy(workspace.path("Cargo.lock"), record))
            .context("target/tools can't be written")?;
        Ok(())
    });
    Ok(())
}

fn wasm_target<'a>(workspace: &'a Workspace, plan: &mut Plan<'a>) -> Result<()> {
    let answer = workspace
        .command("rustc")
        .args(["--print", "sysroot"])
        .output()
        .context("rustc can't be started: install Rust with rustup")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&answer.stdout).trim());
    if sysroot.join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!(
            "The target {WASM_TARGET} is missing, and without rustup it must come from where your Rust came from"
        );
    }
    plan.add(format!("Adding the target {WASM_TARGET}"), || {
        run_quietly(workspace.command("rustup").args(["target", "add", WASM_TARGET]))
    });
    Ok(())
}

fn cargo_tools<'a>(workspace: &'a Workspace, need: Need, plan: &mut Plan<'a>) -> Result<()> {
    // The tool must be the very version of the library, so the lock decides.
    let bindgen = workspace.locked_version("wasm-bindgen")?;
    // Its own lock asks for a crate that was withdrawn.
    let mut wanted = vec![
        ("wasm-bindgen-cli", "wasm-bindgen", bindgen, "--no-default-features"),
        ("wasm-pack", "wasm-pack", WASM_PACK.to_owned(), "--locked"),
    ];
    if need == Need::Tests {
        wanted.push(("geckodriver", "geckodriver", GECKODRIVER.to_owned(), "--locked"));
    }
    let installed = fs::read_to_string(workspace.path("target/tools/.crates.toml")).unwrap_or_default();
    wanted.retain(|(package, program, version, _)| {
        let here =
            workspace.path("target/tools/bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
        !(installed.contains(&format!("\"{package} {version} (")) && here.is_file())
    });

    // They share most of their dependencies, compiled once in here.
    let build = workspace.path("target/tools/build");
    let last = wanted.len();
    for (index, (package, _, version, option)) in wanted.into_iter().enumerate() {
        let build = build.clone();
        plan.add(format!("Installing {package} {version}"), move || {
            run_quietly(
                workspace
                    .cargo()
                    .args(["install", package, "--version", &format!("={version}")])
                    // They run for seconds: an optimised build never pays.
                    .args([option, "--debug", "--force", "--root", "target/tools"])
                    .env("CARGO_TARGET_DIR", &build)
                    .env("CARGO_PROFILE_DEV_DEBUG", "false"),
            )?;
            if index + 1 == last {
                fs::remove_dir_all(&build).context("target/tools/build can't be removed")?;
            }
            Ok(())
        });
    }
    Ok(())
}

fn npm_tools<'a>(workspace: &'a Workspace, need: Need, plan: &mut Plan<'a>) {
    let mut wanted = vec![("binaryen", BINARYEN), ("esbuild", ESBUILD)];
    if need == Need::Tests {
        wanted.push(("typescript", TYPESCRIPT));
    }
    let modules = workspace.path("target/tools/npm/node_modules");
    wanted.retain(|(package, version)| {
        let manifest = modules.join(package).join("package.json");
        !fs::read_to_string(manifest).unwrap_or_default().contains(&format!("\"version\": \"{version}\""))
    });
    if wanted.is_empty() {
        return;
    }
    let wanted: Vec<String> =
        wanted.into_iter().map(|(package, version)| format!("{package}@{version}")).collect();
    plan.add(format!("Installing {}", wanted.join(" and ")), move || {
        run_quietly(
            workspace
                .command("npm")
                .args(["install", "--prefix", "target/tools/npm", "--save-exact"])
                // They work as they come; nobody's script runs here.
                .args([
                    "--ignore-scripts",
                    "--no-fund",
                    "--no-audit",
                    "--prefer-offline",
                    "--fetch-retries=1",
                ])
                .args(&wanted),
        )
    });
}

/// Chromium with its driver, and Firefox (Firefox's driver is a cargo tool); another
/// implementation of WebRTC; and what makes networks of the tests' own, with a TURN server
/// in them.
fn programs(plan: &mut Plan<'_>) -> Result<()> {
    let chromium =
        ["chromium", "chromium-browser", "google-chrome"].into_iter().any(|name| find(name).is_some());
    let firefox = ["firefox-esr", "firefox"].into_iter().any(|name| find(name).is_some());
    let mut missing = Vec::new();
    if !chromium || find("chromedriver").is_none() {
        missing.extend(["chromium", "chromium-driver"]);
    }
    if !firefox {
        missing.push("firefox-esr");
    }
    if !has_aiortc() {
        missing.push("python3-aiortc");
    }
    if std::env::var_os(NO_NAMESPACES).is_none() {
        let networks =
            [("turnserver", "coturn"), ("ip", "iproute2"), ("iptables", "iptables"), ("openssl", "openssl")];
        missing.extend(
            networks.into_iter().filter(|(name, _)| find(name).is_none()).map(|(_, package)| package),
        );
    }
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let root = Command::new("id").arg("-u").output();
    if find("apt-get").is_none() || !root.is_ok_and(|answer| answer.stdout == b"0\n") {
        bail!("What the tests need is missing: install it with `sudo apt-get install {names}`");
    }
    plan.add(format!("Installing {names}"), move || {
        let apt = || {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive");
            command
        };
        run_quietly(apt().args(["update", "--quiet"]))?;
        let _quiet = Quiet::begins()?;
        run_quietly(apt().args(["install", "--quiet", "--yes", "--no-install-recommends"]).args(missing))
    });
    Ok(())
}

/// For Debian's own Python, which the test asks, too: another one has other packages.
fn has_aiortc() -> bool {
    let found = Command::new("/usr/bin/python3").args(["-c", "import aiortc"]).output();
    found.is_ok_and(|answer| answer.status.success())
}

/// While it is there, Debian installs without starting anything: else it would open a TURN
/// server to the world. A machine that has a rule of its own (a container) keeps that.
struct Quiet(Option<&'static str>);

impl Quiet {
    fn begins() -> Result<Self> {
        let rule = "/usr/sbin/policy-rc.d";
        if fs::exists(rule).unwrap_or(true) {
            return Ok(Self(None));
        }
        let quiet = Self(Some(rule));
        // 101: "action forbidden by policy" (invoke-rc.d).
        fs::write(rule, "#!/bin/sh\nexit 101\n").with_context(|| format!("{rule} can't be written"))?;
        run_quietly(Command::new("chmod").args(["755", rule]))?;
        Ok(quiet)
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        if let Some(rule) = self.0 {
            // Left behind it would only keep quiet what the next installation brings.
            let _ = fs::remove_file(rule);
        }
    }
}
