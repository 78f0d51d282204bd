//! A call from one agent to another: the customer hears the one until the other is heard.
#![expect(clippy::print_stdout, reason = "what was measured is for whoever runs it")]
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use support::{
    agent::Agent,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    stage::Stage,
    tone::hears,
};

const CUSTOMER: u32 = 600;
const ROBIN: u32 = 1000;
const BEN: u32 = 1400;

/// Looked for all the time, on a machine that is busy: packets come every 20 ms.
const NO_GAP: f64 = 500.0;

/// Counts packets of sound over all lines of a page. A line that is closed says no more;
/// its last figures stay.
const COUNT: &str = r"
window.__packets = [];
const last = new Map();
(async () => {
  for (;;) {
    for (const { peer } of window.__calls) {
      if (peer.connectionState === 'closed') continue;
      for (const report of (await peer.getStats()).values()) {
        if (report.type === 'inbound-rtp') last.set(peer, report.packetsReceived);
      }
    }
    window.__packets.push([performance.now(), [...last.values()].reduce((sum, packets) => sum + packets, 0)]);
    await new Promise((again) => setTimeout(again, 20));
  }
})();
";

/// The longest time between two looks that found something new, in milliseconds.
async fn longest_gap(browser: &Browser) -> f64 {
    let looks = browser.run("return window.__packets", vec![]).await;
    let looks: Vec<(f64, u64)> = serde_json::from_value(looks).unwrap();
    let (mut longest, mut since) = (0f64, looks[0]);
    for &(at, packets) in &looks {
        if packets > since.1 {
            since = (at, packets);
        } else {
            longest = longest.max(at - since.0);
        }
    }
    longest
}

/// How each line of a page is, oldest first.
async fn calls(browser: &Browser) -> Vec<String> {
    let calls = "return window.__calls.map(({ peer }) => peer.connectionState)";
    serde_json::from_value(browser.run(calls, vec![]).await).unwrap()
}

async fn asks(agent: &Agent, note: &str) {
    let browser = &agent.browser;
    browser.click("[data-testid=hand-over]").await;
    browser.says("[data-testid=hand-over-to]", "Ben (free)").await;
    browser.write("[data-testid=hand-over-note]", note).await;
    browser.click("[data-testid=hand-over-send]").await;
    browser.says("[data-testid=hand-over-state]", "Offered to Ben").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_handed_over_with_everything_and_without_a_gap() {
    let stage = Stage::set().await;
    let password = stage.hires("ben", "Ben").await;
    let robin = Agent::logs_in(&stage.demo, Speaks(ROBIN)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    customer.talks().await;
    robin.accepts().await;
    hears(&customer.browser, ROBIN).await;
    hears(&robin.browser, CUSTOMER).await;
    customer.opens_panel().await;
    customer.says("My card is gone").await;
    robin.reads("My card is gone").await;
    let ben = Agent::logs_in_at(&stage.demo.console, "ben", &password, Speaks(BEN)).await;

    // Declined, it comes back, and the customer never hears of it.
    asks(&robin, "Needs a new card").await;
    ben.browser.says("[data-testid=offer-note]", "Needs a new card").await;
    ben.browser.click("[data-testid=offer-decline]").await;
    robin.browser.says("[data-testid=notice]", "Ben can't take over").await;
    hears(&customer.browser, ROBIN).await;

    customer.browser.run(COUNT, vec![]).await;
    let before = calls(&customer.browser).await.len();
    asks(&robin, "Needs a new card, and knows where the old one is").await;
    ben.browser.says("[data-testid=offer-note]", "knows where the old one is").await;
    ben.browser.click("[data-testid=offer-accept]").await;
    ben.stage_is("active").await;
    let live = "document.querySelector('alongside-overlay').shadowRoot.querySelector('.live').textContent";
    customer
        .browser
        .until(
            "who it is now, in the live region",
            &format!("{live}.includes('You are with Ben now')"),
            vec![],
        )
        .await;
    robin.stage_is("ended").await;
    robin.browser.says("[data-testid=engagement-stage]", "Handed over").await;
    hears(&customer.browser, BEN).await;
    hears(&ben.browser, CUSTOMER).await;
    let gap = longest_gap(&customer.browser).await;
    println!("{gap:.0} ms without a packet, at most");
    assert!(gap < NO_GAP, "{gap:.0} ms without a packet");

    // Everything is there: what was written, the page, and who may act.
    ben.reads("My card is gone").await;
    ben.copy("the page", "copy.querySelector('h1')", vec![]).await;
    ben.says("I am Ben").await;
    customer.reads("I am Ben").await;
    let after = calls(&customer.browser).await;
    assert_eq!(after.len(), before + 1, "one more line, and no other: {after:?}");
    assert_eq!(after.iter().filter(|state| *state != "closed").collect::<Vec<_>>(), ["connected"]);
    assert_eq!(customer.browser.run("return window.__microphones.length", vec![]).await, 1, "asked for once");
    let over = "window.__calls.every(({ peer }) => peer.connectionState === 'closed') && \
        window.__microphones.every((track) => track.readyState === 'ended')";
    robin.browser.until("the first agent's end of the line", over, vec![]).await;

    customer.browser.click("[data-testid=hang-up]").await;
    customer.has_hung_up().await;
    ben.stage_is("ended").await;
    for browser in [customer.browser, robin.browser, ben.browser] {
        browser.close().await;
    }
    stage.strike().await;
}
