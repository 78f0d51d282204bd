//! A call whose other end is neither ours nor a browser's: the real SDK in Chromium, and
//! aiortc, which has an ICE, DTLS, SRTP and SCTP of its own.
#![allow(unreachable_pub, reason = "shared between the files of a test")]
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "what goes wrong fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod agent;
mod line;

use std::time::Duration;

use alongside_protocol::message::{CallFromAgent, CallState, Caption, RtcSignal, Stage};
use serde_json::json;
use tokio::time::sleep;

use self::{
    agent::Foreign,
    line::Line,
    support::{
        browser::{Browser, Microphone::Speaks},
        customer::Customer,
        packets::{count, is_other_way, is_still_the_first_call, longest_gap, way},
        stage::Stage as Demo,
        tone::hears,
    },
};

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;

/// Longest time without a packet, in milliseconds; for machines so busy that looking
/// comes late, too.
const NO_GAP: f64 = 3_000.0;

const CODE: &str = "window.__find('[data-testid=call-code-digits]')?.textContent";

#[tokio::test(flavor = "multi_thread")]
async fn a_call_with_another_implementation_of_webrtc() {
    if let Some(why) = Line::why_not() {
        panic!("{why}");
    }
    let stage = Demo::set().await;
    let agent = Foreign::logs_in(&stage.demo, AGENT, CUSTOMER).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    let browser = &customer.browser;

    // The line is prepared while the customer waits, with nothing on it.
    customer.talks().await;
    agent.line_is("connected").await;
    agent.line_is("open").await;
    let prepared = "window.__calls.at(-1)?.peer.connectionState === 'connected'";
    browser.until("a line that is up before the answer", prepared, vec![]).await;
    assert_eq!(agent.listened(), 0, "nothing is heard before the answer");
    agent.accepts().await;
    browser.says("[data-testid=call-state]", "Connected").await;
    hears(browser, AGENT).await;
    agent.hears().await;
    count(browser).await;

    has_one_code(browser, &agent).await;
    tell_each_other(&customer, &agent).await;
    finds_another_way(browser, &agent).await;
    is_negotiated_from_there(browser, &agent).await;

    is_still_the_first_call(browser).await;
    assert_eq!(agent.calls(), 1);
    browser.click("[data-testid=hang-up]").await;
    customer.has_hung_up().await;
    // By what comes on the line itself: nobody has told it.
    agent.until("the end of the sound", |seen| seen.over.then_some(())).await;
    let ended = |stage: &Stage| matches!(stage, Stage::Ended { .. });
    agent.until("the end", |seen| seen.stage.as_ref().is_some_and(ended).then_some(())).await;
    customer.browser.close().await;
    stage.strike().await;
}

/// As long as the other side says nothing there is no code, and the call goes on without.
async fn has_one_code(browser: &Browser, agent: &Foreign) {
    agent.is_told_muted(false).await;
    assert_eq!(browser.run(&format!("return {CODE} ?? ''"), vec![]).await, "");
    let code = agent.makes_code().await;
    browser.until("the same code", &format!("{CODE} === arguments[0]"), vec![code.into()]).await;
}

/// What each does, on the call's own channel; and a customer who is muted is not heard.
async fn tell_each_other(customer: &Customer, agent: &Foreign) {
    let state = CallState { connected: true, number: CallState::numbered(1, 1), ..CallState::default() };
    agent.says_on_call(&CallFromAgent::State(state));
    agent.says_on_call(&CallFromAgent::Caption(Caption { at: 1, text: "In writing, too".into() }));
    customer.reads("In writing, too").await;
    customer.browser.click("[data-testid=mute]").await;
    agent.hears_nothing().await;
    agent.is_told_muted(true).await;
    customer.browser.click("[data-testid=mute]").await;
    agent.hears().await;
}

/// The customer is on another network: both sides name new ways, and the sound goes on.
async fn finds_another_way(browser: &Browser, agent: &Foreign) {
    let (before, since) = (way(browser).await, agent.listened());
    // Only Chromium opens another connection, and is known by this; the others restart.
    let online = "Object.defineProperty(document, 'featurePolicy', { value: undefined }); dispatchEvent(new Event('online'))";
    browser.run(online, vec![]).await;
    is_other_way(browser, before).await;
    agent.until("our answer", |seen| (seen.ours.len() == 2).then_some(())).await;
    let ways = agent.ways();
    assert_ne!(ways[0], ways[1], "the other side has names of its own for it");
    let taken = "window.__calls.at(-1).peer.remoteDescription.sdp.includes(arguments[0])";
    let name = format!("a=ice-ufrag:{}\r\n", ways[1]);
    browser.until("the answer in the browser", taken, vec![name.into()]).await;
    // Long enough for a way that does not hold to be lost.
    sleep(Duration::from_secs(8)).await;
    hears(browser, AGENT).await;
    agent.hears().await;
    let ends = [longest_gap(browser).await, agent.longest_gap(since)];
    for (end, (gap, packets)) in ["customer", "agent"].into_iter().zip(ends) {
        assert!(gap < NO_GAP, "{end}: {gap:.0} ms without sound");
        assert!(packets > 300, "{end}: {packets} packets");
    }
}

/// The other side makes an offer, and our page answers.
async fn is_negotiated_from_there(browser: &Browser, agent: &Foreign) {
    agent.asks_line(json!({ "do": "offer" }));
    let answer = |signal: &RtcSignal| matches!(signal, RtcSignal::Answer { .. });
    agent.until("an answer", |seen| seen.customers.last().is_some_and(answer).then_some(())).await;
    hears(browser, AGENT).await;
    agent.hears().await;
}
