//! A call goes on over page loads: the next pages open in a frame over the one that holds
//! it, and where that can't be, the call comes back.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod forms;
mod history;
mod site;
mod twenty;

use serde_json::Value;
use support::{agent::Agent, browser::Browser, customer::Customer, packets::count, tone::hears};

pub(crate) const CUSTOMER: u32 = 600;
pub(crate) const AGENT: u32 = 1000;

/// Both talk, and what arrives is counted.
pub(crate) async fn talk(customer: &Customer, agent: &Agent) {
    customer.talks().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    count(&customer.browser).await;
    count(&agent.browser).await;
}

/// Waits until the page with this path is in the frame, with our SDK and the call; the
/// window says the same as the frame.
pub(crate) async fn is_framed(customer: &Customer, path: &str) {
    let browser = &customer.browser;
    browser.enters_frame().await;
    browser.is_at(path).await;
    customer.is_accompanied().await;
    browser.until("the call in the frame's panel", CALL, vec![]).await;
    browser.leaves_frame().await;
    let in_step = "(() => {
        const inner = document.querySelector('alongside-shell iframe')?.contentWindow;
        return inner && location.href === inner.location.href && document.title === inner.document.title
            && document.querySelector('alongside-shell iframe').title === document.title
            && location.pathname === arguments[0];
    })()";
    browser.until("address and title of the frame", in_step, vec![path.into()]).await;
}

/// Whether the panel says that sound flows, open or not.
pub(crate) const CALL: &str =
    "window.__find('[data-testid=call-state]')?.parentElement.dataset.connected === 'true'";

/// The newest count of packets of this side.
pub(crate) async fn packets(browser: &Browser) -> u64 {
    browser.run("return window.__counts.at(-1)?.[1] ?? 0", vec![]).await.as_u64().unwrap()
}

/// Waits until more have come.
pub(crate) async fn hears_on(browser: &Browser, before: u64) {
    browser.until("more packets", "window.__counts.at(-1)?.[1] > arguments[0]", vec![before.into()]).await;
}

/// How many frames of ours there are.
pub(crate) async fn shells(browser: &Browser) -> Value {
    browser.run("return document.querySelectorAll('alongside-shell').length", vec![]).await
}

/// Longest time without a packet, in milliseconds. That the call is the same one is asked
/// of the connection; this bound is for machines so busy that looking comes late, too.
pub(crate) const NO_GAP: f64 = 3_000.0;
