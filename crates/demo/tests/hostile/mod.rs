//! Pages that try to act: our own, one idea a file, and OWASP's.
#![allow(unreachable_pub, reason = "shared between the files of a test")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

pub mod console;
pub mod forger;
pub mod house;
pub mod sink;

use std::{fs, path::Path};

use serde::Deserialize;

/// Parses a page and tells its tree, for the forger.
pub const TREE: &str = include_str!("tree.js");

/// Does to a page all that a person could: points, clicks, types, sends.
pub const ACT: &str = include_str!("act.js");

/// One page that tries to act.
pub struct Vector {
    /// Its place in the corpus: what it fires names it.
    pub number: usize,
    pub name: String,
    pub html: String,
    /// Whether it does anything in today's Chromium, where nobody stops it.
    pub fires: bool,
}

#[derive(Deserialize)]
struct Owasp {
    vectors: Vec<OwaspVector>,
}

#[derive(Deserialize)]
struct OwaspVector {
    name: String,
    fires: bool,
    html: String,
}

/// All of them, aimed at the sink on this port.
pub fn corpus(sink: u16) -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut pages: Vec<_> =
        fs::read_dir(folder.join("pages")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let own = pages.into_iter().map(|file| {
        let html = fs::read_to_string(&file).unwrap();
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        (name, !html.lines().next().unwrap().contains("Nothing to be seen of it"), html)
    });
    let owasp: Owasp = toml::from_str(&fs::read_to_string(folder.join("owasp.toml")).unwrap()).unwrap();
    let owasp = owasp.vectors.into_iter().map(|one| (format!("OWASP: {}", one.name), one.fires, one.html));
    own.chain(owasp)
        .enumerate()
        .map(|(number, (name, fires, html))| Vector { number, name, fires, html: aimed(&html, number, sink) })
        .collect()
}

/// What the corpus leaves open: MARK is a script that tells, SINK an address of
/// the third party, with which both name the vector.
pub fn aimed(text: &str, number: usize, sink: u16) -> String {
    let nested = format!("{}<img src=x: onerror=MARK>", "<div>".repeat(1_000));
    text.replace("NESTED", &nested)
        .replace("MEGABYTE", &"a".repeat(1 << 20))
        .replace("MARK", "top.hit(NUMBER)")
        .replace("SINK", "http:BARE")
        .replace("BARE", "//127.0.0.1:PORT/vNUMBER")
        .replace("PORT", &sink.to_string())
        .replace("NUMBER", &number.to_string())
}
