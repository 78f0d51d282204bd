//! Why there is no microphone, as real Chromium tells it: every reason apart, in words,
//! with what is left. Pictures of the panel are left in `target/screenshots`.

mod support;

use serde_json::json;
use support::{
    axe::Axe,
    browser::Microphone::{self, Denied, Missing, Speaks},
    customer::Customer,
    stage::Stage,
};
use tokio::sync::Mutex;

/// One test at a time: each has a browser of its own.
static ALONE: Mutex<()> = Mutex::const_new(());

const OVERLAY: &str = "alongside-overlay";
const NOTICE: &str = "[data-testid=notice]";
const PROMPT: &str = "[data-testid=prompt]";

/// A page of the bank that leads to a relay nobody needs here.
const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Bank</title>\
    <meta name=viewport content='width=device-width'><link rel=icon href=data:,>\
    <script src=/alongside/script.js data-site=northbank data-relay=ws://127.0.0.1:9/customer async>\
    </script></head><body><h1>Your account</h1></body></html>";
const TALK: &str = "alongside.ready.then((handle) => handle.talk())";

struct Visit {
    stage: Stage,
    customer: Customer,
}

impl Visit {
    async fn at_the_bank(microphone: Microphone, more: &[&str]) -> Self {
        let (stage, _tap) = Stage::tapped_with(&[("index.html", PAGE)]).await;
        let customer = Customer::arrive_with(&stage.demo.bank, microphone, more).await;
        Self { stage, customer }
    }

    async fn sets(&self, setting: &str) {
        let permission = json!({
            "permission": { "name": "microphone" }, "setting": setting, "origin": self.stage.demo.bank,
        });
        self.customer.browser.protocol("Browser.setPermission", permission).await;
    }

    /// The panel on a phone and a desk, by day and by night, as axe and people see it.
    async fn is_looked_at(&self, state: &str) {
        let mut axe = Axe::fetched();
        axe.check(&self.customer.browser, state, OVERLAY).await;
        axe.found_nothing();
    }

    async fn ends(self) {
        self.customer.browser.close().await;
        self.stage.strike().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_blocked_microphone_is_said_so() {
    let _alone = ALONE.lock().await;
    let visit = Visit::at_the_bank(Denied, &[]).await;
    visit.sets("denied").await;
    visit.customer.talks().await;
    visit.customer.browser.says(NOTICE, "The microphone is blocked for this site").await;
    visit.customer.is_offered(&["write", "listen", "talk"]).await;
    visit.is_looked_at("denied").await;
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_question_is_pointed_at_until_it_is_answered() {
    let _alone = ALONE.lock().await;
    let visit = Visit::at_the_bank(Denied, &[]).await;
    let browser = &visit.customer.browser;
    visit.sets("prompt").await;
    // Without a window Chromium answers each question at once: here nobody does.
    browser.run("navigator.mediaDevices.getUserMedia = () => new Promise(() => {})", vec![]).await;
    visit.customer.talks().await;
    browser.says(PROMPT, "Your browser asks for the microphone up here: choose “Allow”.").await;
    let live = "document.querySelector('alongside-overlay').shadowRoot.querySelector('.live').textContent";
    browser
        .until(
            "it is announced",
            &format!("{live}.includes('asks for the microphone: choose “Allow”.')"),
            vec![],
        )
        .await;
    let stands = "const root = document.querySelector('alongside-overlay').shadowRoot;
        const callout = root.querySelector('[data-testid=prompt]');
        const { left, top, right, bottom } = callout.getBoundingClientRect();
        const { x, y } = { x: (left + right) / 2, y: (top + bottom) / 2 };
        return {
          place: callout.dataset.place, beginsLeft: left < innerWidth / 2,
          inWindow: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
          letsThrough: root.elementFromPoint(x, y) !== callout,
          focusInIt: callout.contains(root.activeElement),
        }";
    let expected = json!({
        "place": "left", "beginsLeft": true, "inWindow": true, "letsThrough": true, "focusInIt": false,
    });
    assert_eq!(browser.run(stands, vec![]).await, expected);
    visit.is_looked_at("prompt-open").await;
    // The answer is there before the microphone is.
    visit.sets("granted").await;
    browser.sees_no(PROMPT).await;
    visit.customer.is_offered(&["cancel"]).await;
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_microphone_that_is_allowed_and_slow_is_not_asked_for() {
    let _alone = ALONE.lock().await;
    let visit = Visit::at_the_bank(Denied, &[]).await;
    let browser = &visit.customer.browser;
    visit.sets("granted").await;
    browser.run("navigator.mediaDevices.getUserMedia = () => new Promise(() => {})", vec![]).await;
    visit.customer.talks().await;
    browser.says("[data-testid=status]", "Please allow the microphone").await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    browser.sees_no(PROMPT).await;
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_nobody_answers_is_spoken_of_and_stays_open() {
    let _alone = ALONE.lock().await;
    let visit = Visit::at_the_bank(Denied, &[]).await;
    // Without a window Chromium answers each question at once, by no.
    let open = "navigator.mediaDevices.getUserMedia = () => new Promise(() => {})";
    visit.customer.browser.run(open, vec![]).await;
    visit.customer.talks().await;
    visit.customer.browser.says("[data-testid=status]", "Please allow the microphone").await;
    visit.customer.is_offered(&["cancel"]).await;
    visit.customer.browser.says("[data-testid=status]", "Your browser is still asking").await;
    visit.customer.is_offered(&["write", "listen", "cancel"]).await;
    visit.is_looked_at("prompt-ignored").await;
    visit.customer.browser.click("[data-testid=cancel]").await;
    visit.customer.is_offered(&["talk", "write"]).await;
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_microphone_is_told_from_one_in_use() {
    let _alone = ALONE.lock().await;
    let visit = Visit::at_the_bank(Missing, &[]).await;
    visit.sets("granted").await;
    visit.customer.talks().await;
    visit.customer.browser.says(NOTICE, "No microphone was found").await;
    visit.customer.is_offered(&["write", "listen", "talk"]).await;
    visit.ends().await;

    let visit = Visit::at_the_bank(Speaks(600), &[]).await;
    // No machine of a test has a second program: the browser's error, by its name.
    let held = "navigator.mediaDevices.getUserMedia = () => \
        Promise.reject(new DOMException('Could not start audio source', 'NotReadableError'))";
    visit.customer.browser.run(held, vec![]).await;
    visit.customer.talks().await;
    visit.customer.browser.says(NOTICE, "Another program is using the microphone").await;
    visit.customer.is_offered(&["write", "listen", "talk"]).await;
    visit.is_looked_at("in-use").await;
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_frame_without_the_policy_is_offered_no_talk() {
    let _alone = ALONE.lock().await;
    let outer = "<!doctype html><html lang=en><title>Outer</title><body>\
        <iframe src=/index.html allow=\"microphone 'none'\" width=600 height=700></iframe></body></html>";
    let (stage, _tap) = Stage::tapped_with(&[("index.html", PAGE), ("outer.html", outer)]).await;
    let address = format!("{}/index.html", stage.demo.bank);
    let customer = Customer::arrive(&address, Speaks(600)).await;
    // The same page on its own.
    customer.opens_panel().await;
    customer.is_offered(&["talk", "write"]).await;
    customer.browser.goto(&format!("{}/outer.html", stage.demo.bank)).await;
    customer.browser.driver().enter_frame(0).await.unwrap();
    customer.is_accompanied().await;
    customer.opens_panel().await;
    customer.is_offered(&["listen", "write"]).await;
    customer.browser.run(TALK, vec![]).await;
    customer.browser.says(NOTICE, "This part of the page may not use the microphone").await;
    customer.is_offered(&["write", "listen"]).await;
    let visit = Visit { stage, customer };
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_https_is_offered_no_talk() {
    let _alone = ALONE.lock().await;
    let (stage, _tap) = Stage::tapped_with(&[("index.html", PAGE)]).await;
    let port = stage.demo.bank.rsplit(':').next().unwrap().to_owned();
    // Only `localhost` is trusted without https.
    let here = &["--host-resolver-rules=MAP bank.test 127.0.0.1"];
    let customer = Customer::arrive_with(&format!("http://bank.test:{port}/"), Speaks(600), here).await;
    customer.opens_panel().await;
    customer.is_offered(&["listen", "write"]).await;
    customer.browser.run(TALK, vec![]).await;
    customer.browser.says(NOTICE, "This page is not secure (https)").await;
    customer.is_offered(&["write", "listen"]).await;
    let visit = Visit { stage, customer };
    visit.is_looked_at("insecure").await;
    visit.ends().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_without_webrtc_is_offered_no_call() {
    let _alone = ALONE.lock().await;
    let (stage, _tap) = Stage::tapped_with(&[("index.html", PAGE)]).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(600)).await;
    let without = json!({ "source": "delete window.RTCPeerConnection" });
    customer.browser.protocol("Page.addScriptToEvaluateOnNewDocument", without).await;
    customer.browser.reload().await;
    customer.is_accompanied().await;
    customer.opens_panel().await;
    customer.is_offered(&["write"]).await;
    customer.browser.run(TALK, vec![]).await;
    customer.browser.says(NOTICE, "This browser can't make calls").await;
    customer.is_offered(&["write"]).await;
    let visit = Visit { stage, customer };
    visit.is_looked_at("no-webrtc").await;
    visit.ends().await;
}
