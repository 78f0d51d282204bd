//! A call between two engines: Firefox at one end, Chromium at the other.

mod support;

use serde_json::json;
use support::{
    agent::Agent,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    packets::{count, is_still_the_first_call, longest_gap, way},
    stage::Stage,
    tone::{hears, hears_nothing},
};

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;

/// Longest time without a packet, in milliseconds; for machines so busy that looking
/// comes late, too.
const NO_GAP: f64 = 3_000.0;

async fn talk(customer: &Customer, agent: &Agent) {
    customer.talks().await;
    // The line is up before the answer; one that is not would make way for a new one.
    let up = "window.__calls.at(-1)?.peer.connectionState === 'connected'";
    for browser in [&customer.browser, &agent.browser] {
        browser.until("a line that is prepared", up, vec![]).await;
    }
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    count(&customer.browser).await;
    count(&agent.browser).await;
}

async fn is_seen(customer: &Customer, agent: &Agent) {
    let heading =
        customer.browser.run("return document.querySelector('h1').textContent.trim()", vec![]).await;
    let same = "copy.querySelector('h1')?.textContent.trim() === arguments[0]";
    agent.copy("the customer's page", same, vec![heading]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_in_firefox_talks_over_a_page_load() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let firefox = Browser::open_firefox("customer", Speaks(CUSTOMER)).await;
    let customer = Customer::arrive_by(firefox, &stage.demo.bank).await;
    let browser = &customer.browser;
    talk(&customer, &agent).await;
    is_seen(&customer, &agent).await;
    let line = way(browser).await;

    // To the next page, with the call below it.
    browser.run("window.__before = true", vec![]).await;
    browser.click("#site-nav a[href='/help.html']").await;
    browser.enters_frame().await;
    browser.is_at("/help.html").await;
    customer.is_accompanied().await;
    is_seen(&customer, &agent).await;
    browser.leaves_frame().await;
    assert_eq!(browser.run("return window.__before", vec![]).await, json!(true), "the first document stays");
    hears(browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    for browser in [browser, &agent.browser] {
        is_still_the_first_call(browser).await;
        let (gap, packets) = longest_gap(browser).await;
        assert!(gap < NO_GAP, "{}: {gap:.0} ms without a packet", browser.name);
        assert!(packets > 0, "{} counts", browser.name);
    }
    assert_eq!(way(browser).await, line, "nothing was negotiated anew");
    assert_eq!(browser.run("return window.__microphones.length", vec![]).await, json!(1));

    browser.enters_frame().await;
    customer.opens_panel().await;
    browser.click("[data-testid=mute]").await;
    hears_nothing(&agent.browser).await;
    browser.click("[data-testid=mute]").await;
    hears(&agent.browser, CUSTOMER).await;
    agent.points_at("h1").await;
    customer.is_pointed_at("h1").await;
    browser.click("[data-testid=hang-up]").await;
    browser.says("[data-testid=notice]", "The conversation is over.").await;
    agent.stage_is("ended").await;
    browser.leaves_frame().await;
    customer.has_hung_up().await;

    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}
