//! Frames of the same site share the tab's storage; none may take another's visit.

mod support;

use std::time::Duration;

use serde_json::json;
use support::{
    agent::Agent,
    browser::{Browser, Microphone::Denied},
    customer::Customer,
    stage::Stage,
};
use tokio::time::sleep;

const TAG: &str = "<script src=/alongside/script.js data-site=northbank \
    data-relay=ws://localhost:7400/customer async></script>";

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Frames</title>\
         <link rel=icon href=data:,>{head}</head><body><main>{body}</main></body></html>"
    )
}

/// In how many of the page's frames an overlay of its own is.
const IN_FRAMES: &str = "[...document.querySelectorAll('iframe')]\
    .filter(({ contentDocument }) => contentDocument.querySelector('alongside-overlay')).length";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_and_its_frame_are_one_visit() {
    let outer = page(TAG, "<h1>Outer</h1><iframe src=/inner.html></iframe>");
    let inner = page(TAG, "<h2>Inner</h2>");
    let (stage, tap) = Stage::tapped_with(&[("index.html", &outer), ("inner.html", &inner)]).await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = Customer::arrive(&stage.demo.bank, Denied).await;
    // The frame's own `start()` has an answer: the handle of the page around it.
    let same = "Promise.all([window, document.querySelector('iframe').contentWindow]\
        .map(({ alongside }) => alongside?.ready)).then(([outer, inner]) => Boolean(outer) && outer === inner)";
    customer.browser.until("one handle", same, vec![]).await;
    customer.asks_to_write().await;
    agent.accepts().await;
    agent
        .copy("both documents", "copy.querySelector('iframe').contentDocument.querySelector('h2')", vec![])
        .await;
    // The frame goes to another page of the site, which starts it again.
    customer.browser.run("document.querySelector('iframe').src = '/inner.html?again'", vec![]).await;
    customer.browser.until("one handle again", same, vec![]).await;
    sleep(Duration::from_secs(3)).await;
    assert_eq!(tap.connections(), 1, "nobody else has called");
    assert_eq!(customer.browser.run(&format!("return {IN_FRAMES}"), vec![]).await, json!(0));
    agent.stage_is("active").await;
    let warned = customer.browser.driver().browser_log().await.unwrap();
    let told = |line: &str| line.contains("it runs in the page around this frame");
    assert!(warned.iter().any(|entry| told(&entry.message)), "the console says so");
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_beside_each_other_are_visits_of_their_own() {
    let outer = page("", "<iframe src=/inner.html></iframe><iframe src=/inner.html?b></iframe>");
    let inner = page(TAG, "<h2>Inner</h2>");
    let (stage, tap) = Stage::tapped_with(&[("index.html", &outer), ("inner.html", &inner)]).await;
    let browser = Browser::open("customer", Denied).await;
    browser.goto(&stage.demo.bank).await;
    browser.until("both run", &format!("{IN_FRAMES} === 2"), vec![]).await;
    sleep(Duration::from_secs(4)).await;
    assert_eq!(tap.connections(), 2, "neither takes the other's place");
    // Each goes on with its own after a load.
    let kept = "return Object.keys(sessionStorage).filter((key) => key.startsWith('alongside')).sort()";
    browser.run("for (const { contentWindow } of document.querySelectorAll('iframe')) contentWindow.location.reload()", vec![]).await;
    sleep(Duration::from_secs(1)).await;
    browser.until("both run again", &format!("{IN_FRAMES} === 2"), vec![]).await;
    sleep(Duration::from_secs(4)).await;
    assert_eq!(tap.connections(), 4, "a call each, and no more");
    assert_eq!(browser.run(kept, vec![]).await, json!(["alongside#0", "alongside#1"]));
    browser.close().await;
    stage.strike().await;
}
