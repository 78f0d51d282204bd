//! Every test there is, the quick ones first.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::package::{copy, remove};
use crate::plan::Plan;
use crate::process::{run as show, run_quietly};
use crate::setup::{Need, chromedriver};
use crate::stamp::files_under;
use crate::workspace::Workspace;
use crate::{console, lint, package, script, setup, verify};

const PARTS: [&str; 6] = ["native", "browser", "types", "lint", "verify", "e2e"];

/// Seconds: the runner's own 20 are short on a busy machine.
const BROWSER_TIMEOUT: &str = "120";

/// Runs all parts, or the one that is named.
pub(crate) fn run(workspace: &Workspace, args: &[String]) -> Result<()> {
    if let Some(unknown) = args.iter().find(|arg| !PARTS.contains(&arg.as_str())) {
        bail!("`{unknown}` is no part of the tests: {}", PARTS.join(", "));
    }
    let wanted = |part: &str| args.is_empty() || args.iter().any(|arg| arg == part);

    let mut plan = Plan::default();
    if PARTS.iter().any(|part| *part != "native" && wanted(part)) {
        setup::plan(workspace, Need::Tests, &mut plan)?;
    }
    if wanted("native") {
        plan.check("Native tests", || native(workspace));
    }
    if wanted("types") || wanted("lint") || wanted("verify") || wanted("e2e") {
        package::plan(workspace, &mut plan)?;
    }
    if wanted("e2e") {
        console::plan(workspace, &mut plan)?;
    }
    if wanted("verify") {
        verify::fetch(workspace, &mut plan);
    }
    if wanted("types") {
        plan.check("js/page.js is made of js/page", || script::check(workspace));
        plan.check("Types of the npm package", || types(workspace));
    }
    if wanted("lint") {
        plan.check("Flow documents read by `alongside lint`", || lint::test(workspace));
    }
    if wanted("browser") {
        plan.check("Browser tests of the SDK", || sdk(workspace));
        plan.check("Browser tests of the browser layer", || browser_layer(workspace));
    }
    if wanted("verify") {
        plan.check("Flows walked by `alongside verify`", || verify::test(workspace));
    }
    if wanted("e2e") {
        plan.check("End-to-end tests", || {
            show(workspace.cargo().args(["test", "--package", "alongside-demo", "--no-fail-fast"]))
        });
    }
    plan.run()
}

/// Of the browser's crates too: what they decide without a browser. The
/// end-to-end tests wait for what they need.
fn native(workspace: &Workspace) -> Result<()> {
    show(workspace.cargo().args(["test", "--workspace", "--exclude", "alongside-demo"]).arg("--no-fail-fast"))
}

/// By wasm-pack, as anybody would run them by hand.
fn sdk(workspace: &Workspace) -> Result<()> {
    show(
        workspace
            .command("wasm-pack")
            .args(["test", "--headless", "--chrome", "--mode", "no-install"])
            .arg("--chromedriver")
            .arg(chromedriver()?)
            .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_TIMEOUT),
    )
}

fn browser_layer(workspace: &Workspace) -> Result<()> {
    show(
        workspace
            .cargo()
            .args(["test", "--package", "alongside-browser", "--lib", "--tests", "--no-fail-fast"])
            .args(["--target", "wasm32-unknown-unknown"])
            .env("CHROMEDRIVER", chromedriver()?)
            .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
            .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_TIMEOUT),
    )
}

/// Installs the package the way a team would and compiles `tests/types`
/// against it, by both rules for finding a package's types.
fn types(workspace: &Workspace) -> Result<()> {
    let consumer = workspace.path("target/consumer");
    remove(&consumer)?;
    fs::create_dir_all(&consumer).context("target/consumer can't be made")?;
    let mut count = 0;
    for file in files_under(&workspace.path("tests/types"))? {
        if let Some(name) = file.file_name().filter(|_| file.extension() == Some("ts".as_ref())) {
            copy(&file, &consumer.join(name))?;
            count += 1;
        }
    }
    if count == 0 {
        bail!("tests/types has no .ts file to check");
    }
    fs::write(consumer.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")
        .context("target/consumer can't be written")?;
    run_quietly(
        workspace
            .command("npm")
            .args(["pack", "--silent", "--pack-destination", "../target/consumer"])
            .current_dir(workspace.path("pkg")),
    )?;
    let package = format!("./alongside-{}.tgz", env!("CARGO_PKG_VERSION"));
    run_quietly(
        workspace
            .command("npm")
            .args(["install", "--offline", "--ignore-scripts", "--no-fund", "--no-audit"])
            .arg(package)
            .current_dir(&consumer),
    )?;
    for (resolution, module) in [("bundler", "esnext"), ("nodenext", "nodenext")] {
        let config = format!(
            "{{ \"compilerOptions\": {{ \"strict\": true, \"noEmit\": true, \"target\": \"es2022\", \
             \"lib\": [\"es2022\", \"dom\", \"dom.iterable\"], \"types\": [], \
             \"module\": \"{module}\", \"moduleResolution\": \"{resolution}\" }}, \
             \"include\": [\"*.ts\"] }}\n"
        );
        fs::write(consumer.join("tsconfig.json"), config).context("target/consumer can't be written")?;
        run_quietly(workspace.command("tsc").args(["--project", "target/consumer"]))
            .with_context(|| format!("moduleResolution `{resolution}`"))?;
    }
    Ok(())
}
