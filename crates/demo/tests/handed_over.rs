//! From one agent to another: the colleague reads along first, and the customer hears the
//! one until the other is heard.
#![expect(clippy::print_stdout, reason = "what was measured is for whoever runs it")]
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use support::{
    agent::Agent,
    axe::Axe,
    browser::{
        Browser,
        Microphone::{Denied, Speaks},
    },
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

/// What the customer's live region has said since the last look.
const LIVE: &str =
    "document.querySelector('alongside-overlay').shadowRoot.querySelector('.live').textContent";

#[tokio::test(flavor = "multi_thread")]
async fn a_colleague_reads_along_and_the_customer_knows_and_reads_nothing_of_what_agents_write() {
    const SECRET: &str = "Between the two of us";
    let (stage, tap) = Stage::tapped().await;
    let password = stage.hires("ben", "Ben").await;
    let robin = Agent::logs_in(&stage.demo, Denied).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    customer.asks_to_write().await;
    robin.accepts().await;
    customer.says("My card is gone").await;
    robin.reads("My card is gone").await;
    let ben = Agent::logs_in_at(&stage.demo.console, "ben", &password, Denied).await;

    asks(&robin, "Do you know this?").await;
    ben.browser.says("[data-testid=offer-note]", "Do you know this?").await;
    let rooms = "document.querySelectorAll('[data-testid=room]').length";
    assert_eq!(ben.browser.run(&format!("return {rooms}"), vec![]).await, 0, "asked, Ben sees nothing yet");
    ben.browser.click("[data-testid=offer-read]").await;
    ben.stage_is("reads-along").await;
    const READS: &str = "Robin has asked Ben to help. Ben sees what Robin sees, and reads along.";
    let says = |text: &str| format!("{LIVE}.includes({text:?})");
    customer.browser.until("that Ben reads along, in the live region", &says(READS), vec![]).await;
    customer.browser.says("[data-testid=status]", READS).await;
    robin.browser.says("[data-testid=hand-over-state]", "Ben reads along").await;

    // Ben has it all, live, and can change nothing.
    ben.reads("My card is gone").await;
    ben.copy("the page", "copy.querySelector('h1')", vec![]).await;
    customer.browser.run("document.querySelector('h1').textContent = 'Another heading'", vec![]).await;
    let another = "copy.querySelector('h1')?.textContent === 'Another heading'";
    ben.copy("the page as it changes", another, vec![]).await;
    robin.copy("the same page", another, vec![]).await;
    let shut = "return ['chat-input', 'chat-send', 'point-toggle'].every((id) => \
        document.querySelector(`[data-testid=${id}]`).disabled)";
    assert_eq!(ben.browser.run(shut, vec![]).await, true);

    // The line between the two agents.
    robin.browser.write("[data-testid=aside-input]", SECRET).await;
    robin.browser.click("[data-testid=aside-send]").await;
    ben.browser.says("[data-testid=asides]", SECRET).await;
    robin.browser.says("[data-testid=asides]", SECRET).await;
    let mut axe = Axe::fetched();
    axe.check(&ben.browser, "reads-along", "body").await;
    axe.check(&customer.browser, "is-read-along", "alongside-overlay").await;
    ben.browser.write("[data-testid=aside-input]", "Not my field").await;
    ben.browser.click("[data-testid=offer-decline]").await;
    robin.browser.says("[data-testid=notice]", "Ben can't take over: “Not my field”.").await;
    let none = format!("{rooms} === 0");
    ben.browser.until("nothing of it is left on Ben's screen", &none, vec![]).await;
    let over = says("Ben does not read along any more.");
    customer.browser.until("that it is over, in the live region", &over, vec![]).await;

    // Asked again, Ben reads along over a page load, and takes it.
    asks(&robin, "Please, then").await;
    ben.browser.click("[data-testid=offer-read]").await;
    ben.stage_is("reads-along").await;
    customer.browser.goto(&format!("{}/help.html", stage.demo.bank)).await;
    customer.is_accompanied().await;
    customer.browser.says("[data-testid=status]", READS).await;
    ben.copy("the next page", "copy.title.includes('Help')", vec![]).await;
    robin.browser.write("[data-testid=aside-input]", SECRET).await;
    robin.browser.click("[data-testid=aside-send]").await;
    ben.browser.says("[data-testid=asides]", SECRET).await;
    ben.browser.click("[data-testid=offer-accept]").await;
    ben.stage_is("active").await;
    robin.stage_is("ended").await;
    customer.browser.says("[data-testid=status]", "Ben sees this page. What you type is masked.").await;
    ben.says("I am Ben").await;
    customer.reads("I am Ben").await;

    let told = tap.came_to_the_pages();
    let holds = |text: &str| told.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("I am Ben"), "the tap has what the customer is told");
    for kept in [SECRET, "Not my field", "Do you know this?", "Please, then"] {
        assert!(!holds(kept), "{kept:?} went to the customer's page");
    }
    for browser in [customer.browser, robin.browser, ben.browser] {
        browser.close().await;
    }
    stage.strike().await;
    axe.found_nothing();
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
    customer
        .browser
        .until(
            "who it is now, in the live region",
            &format!("{LIVE}.includes('You are with Ben now')"),
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
