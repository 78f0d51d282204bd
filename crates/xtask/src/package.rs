//! The npm package: `pkg/` from the SDK and the hand-written entries in `js/`.
//!
//! wasm-pack makes it, from the same dev build as the tests. What ships is then
//! linked once more: with the rlib beside the cdylib, which the tests need, cargo
//! leaves link-time optimisation out, and wasm-pack can't ask for the cdylib
//! alone, which is 14 % smaller (gzip).

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::lint;
use crate::plan::Plan;
use crate::process::{run, run_quietly};
use crate::script;
use crate::setup::{BINARYEN, ESBUILD};
use crate::stamp::{Stamp, files_under};
use crate::workspace::Workspace;

const INPUTS: [&str; 18] = [
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "crates/author/Cargo.toml",
    "crates/author/src",
    "crates/browser/Cargo.toml",
    "crates/browser/src",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "crates/lint/Cargo.toml",
    "crates/lint/src",
    "crates/protocol/Cargo.toml",
    "crates/protocol/src",
    "docs/flow.schema.json",
    "js",
    "src",
    ".cargo/config.toml",
];

/// What the manifest names; without them there is no package.
const ENTRIES: [&str; 8] = [
    "author.js",
    "author.d.ts",
    "cli.js",
    "index.js",
    "index.d.ts",
    "observe.js",
    "observe.d.ts",
    "script.js",
];

/// The profile of what customers load: size before all.
pub(crate) const WASM: &str = "wasm";

/// And of what the site's own people do: quick to build, with the console's dependencies.
const RELEASE: &str = "release";

/// Author mode, which customers never load.
const AUTHOR: &str = "author";

/// What the program `alongside` is made of, beside `cli.js`.
const PROGRAM: [&str; 2] = [lint::FOLDER, "verify"];

/// What every browser we support has. `--all-features` would give wasm that
/// none of them loads.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Adds building the package, unless nothing changed.
pub(crate) fn plan<'a>(workspace: &'a Workspace, plan: &mut Plan<'a>) -> Result<()> {
    let pkg = workspace.path("pkg");
    let stamp = Stamp::new(
        workspace,
        "package",
        &INPUTS,
        &[include_str!("package.rs"), include_str!("lint.rs"), include_str!("script.rs"), BINARYEN, ESBUILD],
    )?;
    if stamp.holds_for(&pkg)? {
        return Ok(());
    }
    for entry in ENTRIES {
        if !workspace.path("js").join(entry).is_file() {
            bail!("js/{entry} is missing: the npm package names it");
        }
    }
    // Made aside and moved: half a package is never seen.
    let stage = workspace.path("target/package");
    let staged = stage.clone();
    plan.add("Making the npm package with wasm-pack", move || {
        remove(&staged)?;
        script::bundle(workspace)?;
        run_quietly(
            workspace
                .command("wasm-pack")
                .args(["build", "--dev", "--target", "web", "--mode", "no-install"])
                .args(["--out-name", "alongside", "--out-dir", "target/package"]),
        )
    });
    plan.add("Linking what ships, optimised for size", || {
        compile(workspace, WASM, &["--package", "alongside"])?;
        compile(workspace, WASM, &lint::PACKAGE)
    });
    plan.add("Linking author mode", || compile(workspace, RELEASE, &["--package", "alongside-author"]));
    plan.add("Putting the npm package together", move || {
        assemble(workspace, &stage)?;
        remove(&pkg)?;
        fs::rename(&stage, &pkg).context("pkg/ can't be written")?;
        stamp.record(&pkg)
    });
    Ok(())
}

fn compile(workspace: &Workspace, profile: &str, package: &[&str]) -> Result<()> {
    run(workspace
        .cargo()
        .arg("rustc")
        .args(package)
        .args(["--lib", "--crate-type", "cdylib"])
        .args(["--profile", profile, "--target", "wasm32-unknown-unknown"])
        .args(short_names(workspace)))
}

/// Panic messages name source files: by short names that are the same on every machine.
pub(crate) fn short_names(workspace: &Workspace) -> [String; 2] {
    let mut flags = vec![format!("--remap-path-prefix={}=.", workspace.path("").display())];
    for registry in registries() {
        flags.push(format!("--remap-path-prefix={}=", registry.display()));
    }
    ["--config".to_owned(), format!("target.wasm32-unknown-unknown.rustflags={flags:?}")]
}

/// The folders that hold the sources of the crates.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let Some(sources) = home.map(|home| home.join("registry/src")) else {
        return Vec::new();
    };
    fs::read_dir(sources).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
}

fn assemble(workspace: &Workspace, stage: &Path) -> Result<()> {
    bind(workspace, WASM, "alongside", stage)?;
    // In a folder of its own: nothing of it is loaded with the rest.
    let author = stage.join(AUTHOR);
    bind(workspace, RELEASE, "alongside_author", &author)?;
    remove(&author.join("alongside_author_bg.wasm.d.ts"))?;
    remove(&author.join("alongside_author.d.ts"))?;
    remove(&author.join(".gitignore"))?;
    // Types of the raw wasm exports, which nobody calls, and a `.gitignore` that
    // npm would follow.
    remove(&stage.join("alongside_bg.wasm.d.ts"))?;
    remove(&stage.join(".gitignore"))?;
    let types = stage.join("alongside.d.ts");
    let generated = fs::read_to_string(&types).context("alongside.d.ts can't be read")?;
    // wasm-bindgen's classes have `[Symbol.dispose]`, which a team's own `lib` may lack.
    fs::write(&types, format!("/// <reference lib=\"esnext.disposable\" />\n{generated}"))
        .context("alongside.d.ts can't be written")?;
    lint::assemble(workspace, stage)?;
    copy_entries(workspace, stage)?;
    for module in files_under(stage)?.iter().filter(|file| file.extension() == Some("js".as_ref())) {
        script::minify(workspace, module)?;
    }
    for document in ["README.md", "LICENSE", "docs/flow.schema.json"] {
        let source = workspace.path(document);
        if let Some(name) = source.file_name().filter(|_| source.is_file()) {
            copy(&source, &stage.join(name))?;
        }
    }
    let manifest = manifest(workspace, stage)?;
    fs::write(stage.join("package.json"), manifest).context("package.json can't be written")
}

/// Makes a module of what was compiled, with its glue and types, in a folder.
pub(crate) fn bind(workspace: &Workspace, profile: &str, name: &str, folder: &Path) -> Result<()> {
    run_quietly(
        workspace
            .command("wasm-bindgen")
            .args(["--target", "web", "--out-name", name, "--out-dir"])
            .arg(folder)
            .arg(workspace.wasm_artefact(&format!("{profile}/{name}.wasm"))),
    )?;
    let wasm = folder.join(format!("{name}_bg.wasm"));
    run_quietly(
        workspace
            .command("wasm-opt")
            .arg("-Oz")
            .args(WASM_FEATURES)
            .args(["--strip-debug", "--strip-producers"])
            .args([&wasm, Path::new("-o"), &wasm]),
    )
}

/// Copies `js/`, less the snippets that wasm-bindgen has brought already.
fn copy_entries(workspace: &Workspace, stage: &Path) -> Result<()> {
    let js = workspace.path("js");
    let mut program = Vec::new();
    for folder in PROGRAM {
        fs::create_dir_all(stage.join(folder)).context("target/package can't be written")?;
        program.extend(files_under(&js.join(folder))?);
    }
    let inside = program.iter().filter_map(|file| file.strip_prefix(&js).ok());
    ENTRIES
        .iter()
        .map(Path::new)
        .chain(inside)
        .try_for_each(|entry| copy(&js.join(entry), &stage.join(entry)))
}

fn manifest(workspace: &Workspace, stage: &Path) -> Result<String> {
    let root = fs::read_to_string(workspace.path("Cargo.toml")).context("Cargo.toml can't be read")?;
    let description = root
        .lines()
        .find_map(|line| line.strip_prefix("description = "))
        .context("the root Cargo.toml has no description")?;
    let mut files = Vec::new();
    for entry in fs::read_dir(stage).context("target/package can't be read")? {
        let name = entry.context("target/package can't be read")?.file_name();
        files.push(format!("    \"{}\"", name.to_string_lossy()));
    }
    files.sort();
    Ok(format!(
        r#"{{
  "name": "alongside",
  "version": "{version}",
  "description": {description},
  "license": "{license}",
  "repository": {{ "type": "git", "url": "git+{repository}.git" }},
  "type": "module",
  "main": "./index.js",
  "types": "./index.d.ts",
  "exports": {{
    ".": {{ "types": "./index.d.ts", "default": "./index.js" }},
    "./author": {{ "types": "./author.d.ts", "default": "./author.js" }},
    "./observe": {{ "types": "./observe.d.ts", "default": "./observe.js" }},
    "./lint": {{ "types": "./lint/index.d.ts", "default": "./lint/index.js" }},
    "./script": "./script.js",
    "./alongside_bg.wasm": "./alongside_bg.wasm",
    "./flow.schema.json": "./flow.schema.json",
    "./package.json": "./package.json"
  }},
  "bin": {{ "alongside": "cli.js" }},
  "sideEffects": ["./script.js"],
  "peerDependencies": {{ "axe-core": "^4.10.0", "playwright-core": "^1.50.0" }},
  "peerDependenciesMeta": {{ "axe-core": {{ "optional": true }}, "playwright-core": {{ "optional": true }} }},
  "files": [
{files}
  ]
}}
"#,
        // This crate's are the workspace's.
        version = env!("CARGO_PKG_VERSION"),
        license = env!("CARGO_PKG_LICENSE"),
        repository = env!("CARGO_PKG_REPOSITORY"),
        files = files.join(",\n"),
    ))
}

/// Removes a file or a folder that may not be there.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    };
    removed.with_context(|| format!("{} can't be removed", path.display()))
}

/// Copies one file.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map(|_| ()).with_context(|| format!("{} can't be copied", from.display()))
}
