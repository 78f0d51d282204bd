//! The site of a test: a page that records itself, and beside it a window with the copy.

use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::time::sleep;

use crate::stage::{Page, Stage};

const SCRIPT: &str = "text/javascript";
const HTML: &str = "text/html; charset=utf-8";

/// Everything under `exact/`, by its address.
const FILES: [(&str, &str, &str); 21] = [
    ("/exact/changes/attributes.js", SCRIPT, include_str!("exact/changes/attributes.js")),
    ("/exact/changes/fields.js", SCRIPT, include_str!("exact/changes/fields.js")),
    ("/exact/changes/index.js", SCRIPT, include_str!("exact/changes/index.js")),
    ("/exact/changes/roots.js", SCRIPT, include_str!("exact/changes/roots.js")),
    ("/exact/changes/styles.js", SCRIPT, include_str!("exact/changes/styles.js")),
    ("/exact/changes/tree.js", SCRIPT, include_str!("exact/changes/tree.js")),
    ("/exact/changes/view.js", SCRIPT, include_str!("exact/changes/view.js")),
    ("/exact/compare.js", SCRIPT, include_str!("exact/compare.js")),
    ("/exact/console.html", HTML, include_str!("exact/console.html")),
    ("/exact/console.js", SCRIPT, include_str!("exact/console.js")),
    ("/exact/exceptions.js", SCRIPT, include_str!("exact/exceptions.js")),
    ("/exact/inner.html", HTML, include_str!("exact/inner.html")),
    ("/exact/page.html", HTML, include_str!("exact/page.html")),
    ("/exact/page.js", SCRIPT, include_str!("exact/page.js")),
    ("/exact/pictures.js", SCRIPT, include_str!("exact/pictures.js")),
    ("/exact/play.js", SCRIPT, include_str!("exact/play.js")),
    ("/exact/sheet.css", "text/css", include_str!("exact/sheet.css")),
    ("/exact/spoil.js", SCRIPT, include_str!("exact/spoil.js")),
    ("/exact/state.js", SCRIPT, include_str!("exact/state.js")),
    ("/exact/storm.js", SCRIPT, include_str!("exact/storm.js")),
    ("/exact/world.js", SCRIPT, include_str!("exact/world.js")),
];

/// How long one run of a page may take on a busy machine.
const LONGEST_RUN: Duration = Duration::from_secs(120);

/// Gives the site its files, and the page under test in both of a browser's modes.
pub(crate) fn furnish(stage: &Stage) {
    for (path, kind, content) in FILES {
        stage.put(path, Page::as_it_is(kind, content));
    }
    let page = include_str!("exact/page.html");
    stage.put("/standards", Page::as_it_is(HTML, &format!("<!doctype html>{page}")));
    stage.put("/quirks", Page::as_it_is(HTML, page));
}

/// Opens a page afresh and gives the outcome of what it is told to do.
pub(crate) async fn outcome(stage: &Stage, path: &str, what: &str) -> Result<Value, String> {
    stage.visit(path).await;
    stage.until("the page is ready", "window.exact?.ready").await;
    stage.ask(&format!("(exact.{what}, true)")).await;
    let end = Instant::now() + LONGEST_RUN;
    loop {
        let outcome = stage.ask("exact.outcome").await;
        if let Some(broken) = outcome["broken"].as_str() {
            return Err(format!("{what}: {broken}"));
        }
        if !outcome.is_null() {
            return Ok(outcome);
        }
        if Instant::now() > end {
            return Err(format!("{what}: no outcome in {} s", LONGEST_RUN.as_secs()));
        }
        sleep(Duration::from_millis(40)).await;
    }
}

/// The strings of a list.
pub(crate) fn strings(list: &Value) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|line| Some(line.as_str()?.to_owned())).collect()
}
