//! What a person sets on their machine: the window's size, less motion, forced colours,
//! two fingers on the glass.

use std::sync::Arc;

use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::{
    common::{command::FormatRequestData, requestdata::RequestData},
    session::handle::SessionHandle,
};

use super::{Engine, Stage};

/// A command of geckodriver that WebDriver does not have.
#[derive(Debug)]
struct Gecko(&'static str, Value);

impl FormatRequestData for Gecko {
    fn format_request(&self, session: &thirtyfour::SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/{}", self.0)).add_body(self.1.clone())
    }
}

/// Runs a script in Firefox itself, where its preferences and its window are.
async fn in_firefox(session: &Arc<SessionHandle>, script: &str) {
    session.cmd(Gecko("moz/context", json!({ "context": "chrome" }))).await.unwrap();
    let ran = session.cmd(Gecko("execute/sync", json!({ "script": script, "args": [] }))).await;
    session.cmd(Gecko("moz/context", json!({ "context": "content" }))).await.unwrap();
    ran.unwrap_or_else(|error| panic!("{script}: {error}"));
}

const FIREFOX_RESET: &str = "
    gBrowser.selectedBrowser.style.cssText = '';
    for (const name of ['ui.prefersReducedMotion', 'browser.display.document_color_use'])
      Services.prefs.clearUserPref(name);";

impl Stage {
    /// As a person's machine is at first.
    pub(super) async fn reset(&self) {
        match self.engine() {
            Engine::Chromium => {
                self.lent.protocol("Emulation.clearDeviceMetricsOverride", json!({})).await;
                self.lent.protocol("Emulation.setEmulatedMedia", json!({ "features": [] })).await;
                self.lent.protocol("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
            }
            Engine::Firefox => in_firefox(self.session(), FIREFOX_RESET).await,
        }
    }

    /// A viewport of this size.
    pub(crate) async fn viewport(&self, width: u32, height: u32) {
        match self.engine() {
            Engine::Chromium => {
                let size =
                    json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.lent.protocol("Emulation.setDeviceMetricsOverride", size).await;
            }
            Engine::Firefox => {
                let style =
                    format!("flex: none; width: {width}px; height: {height}px; max-height: {height}px");
                let script = format!("gBrowser.selectedBrowser.style.cssText = '{style}'");
                in_firefox(self.session(), &script).await;
            }
        }
        self.until("the window has its size", &format!("innerWidth === {width} && innerHeight === {height}"))
            .await;
    }

    /// Asks pages for less motion.
    pub(crate) async fn less_motion(&self) {
        match self.engine() {
            Engine::Chromium => self.media("prefers-reduced-motion", "reduce").await,
            Engine::Firefox => {
                in_firefox(self.session(), "Services.prefs.setIntPref('ui.prefersReducedMotion', 1)").await;
            }
        }
    }

    /// Takes pages' colours away.
    pub(crate) async fn forced_colours(&self) {
        match self.engine() {
            Engine::Chromium => self.media("forced-colors", "active").await,
            Engine::Firefox => {
                in_firefox(
                    self.session(),
                    "Services.prefs.setIntPref('browser.display.document_color_use', 2)",
                )
                .await;
            }
        }
    }

    async fn media(&self, name: &str, value: &str) {
        let features = json!({ "features": [{ "name": name, "value": value }] });
        self.lent.protocol("Emulation.setEmulatedMedia", features).await;
    }

    /// Zooms in with two fingers, on the upper left corner. Real in Chromium; Firefox has
    /// no way to do it from outside, so the page was given a visual viewport of our own.
    pub(crate) async fn pinch(&self, scale: f64) {
        match self.engine() {
            Engine::Chromium => {
                self.lent.protocol("Emulation.setPageScaleFactor", json!({ "pageScaleFactor": scale })).await;
            }
            Engine::Firefox => {
                let change = format!(
                    "Object.assign(visualViewport.now, {{ scale: {scale}, width: innerWidth / {scale}, \
                     height: innerHeight / {scale} }}); visualViewport.dispatchEvent(new Event('resize'))"
                );
                self.run(&change).await;
            }
        }
    }
}

/// A visual viewport that a test can change: the on-screen keyboard shrinks it, and so do
/// two fingers, and no driver can do either everywhere.
pub(crate) const OWN_VISUAL_VIEWPORT: &str = "
    class VisualViewport extends EventTarget {
      now = { offsetLeft: 0, offsetTop: 0, scale: 1 };
      get width() { return this.now.width ?? document.documentElement.clientWidth; }
      get height() { return this.now.height ?? document.documentElement.clientHeight; }
      get offsetLeft() { return this.now.offsetLeft; }
      get offsetTop() { return this.now.offsetTop; }
      get pageLeft() { return scrollX + this.offsetLeft; }
      get pageTop() { return scrollY + this.offsetTop; }
      get scale() { return this.now.scale; }
    }
    const own = new VisualViewport();
    Object.defineProperty(window, 'visualViewport', { get: () => own, configurable: true });";
