//! The line is up before anybody answers, with nothing on it; then both are heard at once.
#![expect(clippy::print_stdout, reason = "what was measured is for whoever runs it")]
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{
    agent::Agent,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    packets::is_still_the_first_call,
    stage::Stage,
    tone::hears,
};
use tokio::time::sleep;

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;

/// What this side has sent of sound, and whether there is anything to send.
const SENT: &str = r"
const { peer } = window.__calls.at(-1);
const counted = [...(await peer.getStats()).values()].filter(({ type }) => type === 'outbound-rtp');
return [
  counted.reduce((sum, { packetsSent }) => sum + packetsSent, 0),
  peer.getSenders().filter(({ track }) => track).length,
];
";

/// Notes when the agent accepts, by the clock that both browsers read.
const ACCEPTED: &str = r"
addEventListener('click', ({ target, timeStamp }) => {
  if (target.closest('[data-testid=accept]')) window.__accepted = performance.timeOrigin + timeStamp;
}, true);
";

/// Notes when the first packet of sound came. The page may be too busy to look at once:
/// it is reckoned back from the last one, a packet for every 20 ms.
const FIRST: &str = r"
(async () => {
  for (;;) {
    for (const report of (await window.__calls.at(-1).peer.getStats()).values()) {
      if (report.type === 'inbound-rtp' && report.packetsReceived > 0) {
        window.__first = report.lastPacketReceivedTimestamp - (report.packetsReceived - 1) * 20;
        return;
      }
    }
    await new Promise((again) => setTimeout(again));
  }
})();
";

async fn is_up(browser: &Browser) {
    let up = "window.__calls.at(-1)?.peer.connectionState === 'connected'";
    browser.until("a line that is up before the answer", up, vec![]).await;
}

async fn sends_nothing(browser: &Browser) {
    let script = format!("return (async () => {{ {SENT} }})()");
    assert_eq!(browser.run(&script, vec![]).await, json!([0, 0]), "{}", browser.name);
}

async fn number(browser: &Browser, name: &str) -> f64 {
    let value: Value = browser.until(name, &format!("window.{name}"), vec![]).await;
    value.as_f64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_heard_before_the_answer_and_everything_right_after_it() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    customer.talks().await;
    customer.browser.says("[data-testid=status]", "number 1 in the queue").await;
    agent.reads_of_customer(&["Voice", "Accept"]).await;
    for browser in [&customer.browser, &agent.browser] {
        is_up(browser).await;
    }
    let microphones = "window.__microphones.length";
    agent.browser.until("a microphone that is ready", microphones, vec![]).await;
    // Long enough for a hundred packets.
    sleep(Duration::from_secs(2)).await;
    for browser in [&customer.browser, &agent.browser] {
        sends_nothing(browser).await;
        browser.run(FIRST, vec![]).await;
    }
    customer.browser.sees_no("[data-testid=call-state]").await;

    agent.browser.run(ACCEPTED, vec![]).await;
    agent.accepts().await;
    let accepted = number(&agent.browser, "__accepted").await;
    for (browser, whose) in [(&customer.browser, "the agent"), (&agent.browser, "the customer")] {
        let first = number(browser, "__first").await;
        println!("{:.0} ms from the answer to the first packet of {whose}", first - accepted);
    }
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    for browser in [&customer.browser, &agent.browser] {
        is_still_the_first_call(browser).await;
    }
    customer.browser.click("[data-testid=mute]").await;
    customer.browser.click("[data-testid=hang-up]").await;
    customer.has_hung_up().await;
    agent.stage_is("ended").await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_the_queue_leaves_no_line_and_no_microphone_behind() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    customer.talks().await;
    for browser in [&customer.browser, &agent.browser] {
        is_up(browser).await;
    }
    customer.browser.click("[data-testid=leave]").await;
    customer.has_hung_up().await;
    let over = "window.__calls.every(({ peer }) => peer.connectionState === 'closed') && \
        window.__microphones.every((track) => track.readyState === 'ended')";
    agent.browser.until("the agent's end of the line", over, vec![]).await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}
