//! A call on a network that changes, and without its relay: the sound goes on, and
//! what was said meanwhile is not lost and not said twice.

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{
    agent::Agent,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    packets::{count, is_other_way, is_still_the_first_call, longest_gap, way},
    process::Process,
    stage::Stage,
    tone::{hears, hears_nothing},
};
use tokio::time::sleep;

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;

/// Looked for ten times a second, on a machine that is busy.
const NO_GAP: f64 = 1_000.0;

async fn talk(customer: &Customer, agent: &Agent) {
    customer.talks().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    count(&customer.browser).await;
    count(&agent.browser).await;
}

async fn nothing_was_missed(browsers: [&Browser; 2]) {
    for browser in browsers {
        let (gap, packets) = longest_gap(browser).await;
        assert!(gap < NO_GAP, "{}: {gap:.0} ms without a packet", browser.name);
        assert!(packets > 100, "{}: {packets} packets", browser.name);
        is_still_the_first_call(browser).await;
    }
}

/// How often each of these was said, in a list of lines.
async fn times(browser: &Browser, lines: &str, said: &[&str]) -> Value {
    let script = format!(
        "const lines = [...({lines})].map(({{ textContent }}) => textContent);
        return arguments[0].map((said) => lines.filter((line) => line.includes(said)).length)"
    );
    browser.run(&script, vec![json!(said)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_is_killed_does_not_touch_the_sound() {
    let mut demo = Process::start();
    let agent = Agent::logs_in_at(&demo.console, &demo.name, &demo.password, Speaks(AGENT)).await;
    let customer = Customer::arrive(&demo.bank, Speaks(CUSTOMER)).await;
    talk(&customer, &agent).await;
    customer.opens_panel().await;
    customer.says("before").await;
    agent.reads("before").await;

    demo.kill();
    let cut = "document.querySelector('[data-testid=link-state]')?.textContent !== ''";
    agent.browser.until("a console without a relay", cut, vec![]).await;
    sleep(Duration::from_secs(5)).await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    customer.says("meanwhile").await;
    agent.browser.click("[data-testid=mute]").await;
    hears_nothing(&customer.browser).await;

    demo.start_again();
    agent.reads("meanwhile").await;
    customer.reads("meanwhile").await;
    customer.browser.says("[data-testid=call-state]", "muted").await;
    agent.stage_is("active").await;
    agent.says("after").await;
    customer.reads("after").await;
    agent.browser.click("[data-testid=mute]").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;

    nothing_was_missed([&customer.browser, &agent.browser]).await;
    let said = ["before", "meanwhile", "after"];
    let page = "document.querySelector('alongside-overlay').shadowRoot.querySelectorAll('.log li')";
    assert_eq!(times(&customer.browser, page, &said).await, json!([1, 1, 1]));
    let console = "document.querySelectorAll('[data-testid=chat-log] li')";
    assert_eq!(times(&agent.browser, console, &said).await, json!([1, 1, 1]));
    let asked = "return window.__microphones.length";
    assert_eq!(customer.browser.run(asked, vec![]).await, 1, "nobody is asked for the microphone again");
    // The copy of the page is there again, and followed.
    agent.copy("the page", "copy.querySelector('h1')", vec![]).await;
    customer.browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    customer.browser.close().await;
    agent.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_network_on_either_side_is_a_new_way_and_a_new_socket_and_no_gap() {
    let (stage, tap) = Stage::tapped().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    talk(&customer, &agent).await;
    for browser in [&customer.browser, &agent.browser] {
        let (before, sockets) = (way(browser).await, tap.connections());
        browser.run("dispatchEvent(new Event('online'))", vec![]).await;
        is_other_way(browser, before).await;
        // Only the customer's socket goes by the tap.
        while tap.connections() < sockets + usize::from(browser.name == "customer") {
            sleep(Duration::from_millis(50)).await;
        }
        let settled = "window.__calls.at(-1).peer.signalingState === 'stable' && \
            window.__calls.at(-1).peer.connectionState === 'connected'";
        browser.until("a line that is settled", settled, vec![]).await;
    }
    customer.opens_panel().await;
    customer.says("on another network").await;
    agent.reads("on another network").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    // Long enough for a way that does not hold to be lost.
    sleep(Duration::from_secs(8)).await;
    nothing_was_missed([&customer.browser, &agent.browser]).await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_lost_is_found_again_in_the_same_call() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    // What is to lose something must be known before the call.
    loses(&customer.browser, 0).await;
    talk(&customer, &agent).await;
    let before = way(&customer.browser).await;
    loses(&customer.browser, 100).await;
    customer.browser.says("[data-testid=call-state]", "Connecting").await;
    agent.browser.says("[data-testid=voice-state]", "Interrupted").await;
    loses(&customer.browser, 0).await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    is_other_way(&customer.browser, before).await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    is_still_the_first_call(&customer.browser).await;
    is_still_the_first_call(&agent.browser).await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

/// Lets the browser lose so many of a hundred packets of its calls.
async fn loses(browser: &Browser, percent: u8) {
    let conditions = json!({
        "offline": false, "latency": 1, "downloadThroughput": -1, "uploadThroughput": -1,
        "packetLoss": percent,
    });
    browser.protocol("Network.enable", json!({})).await;
    browser.protocol("Network.emulateNetworkConditions", conditions).await;
}
