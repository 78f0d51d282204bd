//! axe-core, asked about what is on the screen: narrow and wide, light and dark.

use std::{fs, process::Command};

use serde_json::{Value, json};

use super::{browser::Browser, stage::root};

const SCREENS: [(u32, u32); 2] = [(1280, 900), (360, 740)];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// What is on the screen and settled: no animation half-way.
const RUN: &str = "return Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))\
    .then(() => window.axe.run({ include: arguments[0] }, { resultTypes: ['violations'] }))\
    .then(({ violations, passes }) => !passes.length ? ['nothing was checked'] : violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => \
        `${id} at ${target.join(' ')}: ${failureSummary}`)))";

pub struct Axe {
    source: String,
    found: Vec<String>,
}

impl Axe {
    /// axe-core from npm, installed at the first run.
    pub fn fetched() -> Self {
        let folder = root().join("crates/demo/tests/axe");
        let file = folder.join("node_modules/axe-core/axe.min.js");
        if !file.is_file() {
            let installed =
                Command::new("npm").args(["ci", "--ignore-scripts"]).current_dir(&folder).status();
            assert!(installed.expect("npm is needed").success(), "axe-core can't be installed");
        }
        Self { source: fs::read_to_string(file).unwrap(), found: Vec::new() }
    }

    /// Checks a state of the page, and keeps a picture of it.
    pub async fn check(&mut self, browser: &Browser, state: &str, part: &str) {
        for (width, height) in SCREENS {
            for scheme in SCHEMES {
                self.check_one(browser, state, part, (width, height), scheme).await;
            }
        }
        browser.protocol("Emulation.clearDeviceMetricsOverride", json!({})).await;
        browser.protocol("Emulation.setEmulatedMedia", json!({})).await;
    }

    async fn check_one(
        &mut self,
        browser: &Browser,
        state: &str,
        part: &str,
        (width, height): (u32, u32),
        scheme: &str,
    ) {
        let screen =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.protocol("Emulation.setDeviceMetricsOverride", screen).await;
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        browser.protocol("Emulation.setEmulatedMedia", json!({ "features": features })).await;
        let drawn = "innerWidth === arguments[0] && matchMedia(`(prefers-color-scheme: ${arguments[1]})`).matches \
            && new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        browser.until("the screen", drawn, vec![width.into(), scheme.into()]).await;

        let name = format!("{state}-{width}-{scheme}");
        let pictures = root().join("target/screenshots");
        fs::create_dir_all(&pictures).unwrap();
        browser.driver().screenshot(&pictures.join(format!("{name}.png"))).await.unwrap();

        let has_axe = browser.run("return Boolean(window.axe)", vec![]).await;
        if has_axe != Value::Bool(true) {
            browser.run(&self.source, vec![]).await;
        }
        let found = browser.run(RUN, vec![part.into()]).await;
        let found: Vec<String> = serde_json::from_value(found).unwrap();
        self.found.extend(found.into_iter().map(|one| format!("{name}: {one}")));
    }

    pub fn found_nothing(self) {
        assert!(self.found.is_empty(), "{} findings:\n{}", self.found.len(), self.found.join("\n"));
    }
}
