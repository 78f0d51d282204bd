//! One call and several tabs: one holds it, the others show it and can control it, and it
//! goes on in one of them when the holder is closed.

mod support;

use serde_json::json;
use support::{
    agent::Agent,
    axe::Axe,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    packets::is_still_the_first_call,
    stage::Stage,
    tabs::{closes, goes_to, opens, tab},
    tone::{hears, hears_nothing},
};
use thirtyfour::WindowHandle;

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;
const OVERLAY: &str = "alongside-overlay";
const STATUS: &str = "[data-testid=status]";

/// A customer and an agent who talk, and the tab that holds the call.
async fn talk(stage: &Stage) -> (Agent, Customer, WindowHandle) {
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    allows_microphone(&customer.browser, &stage.demo.bank).await;
    customer.talks().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    let holder = tab(&customer.browser).await;
    (agent, customer, holder)
}

/// As a browser does that remembers what the customer has once answered.
async fn allows_microphone(browser: &Browser, origin: &str) {
    let given = json!({ "permission": { "name": "microphone" }, "setting": "granted", "origin": origin });
    browser.protocol("Browser.setPermission", given).await;
}

async fn shows_the_call(customer: &Customer) {
    customer.is_accompanied().await;
    customer.opens_panel().await;
    customer.browser.says(STATUS, "Your call with").await;
    customer.browser.says(STATUS, "is in another tab").await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    customer.is_offered(&["bring-here"]).await;
    let calls = customer.browser.run("return [__calls.length, __microphones.length]", vec![]).await;
    assert_eq!(calls, json!([0, 0]), "it only shows it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_goes_on_in_another_tab() {
    let stage = Stage::set().await;
    let (agent, customer, holder) = talk(&stage).await;
    let browser = &customer.browser;

    let other = opens(browser, &format!("{}/help.html", stage.demo.bank)).await;
    shows_the_call(&customer).await;
    agent.browser.says("[data-testid=sight]", "The customer is looking at another tab").await;
    browser.click("[data-testid=mute]").await;
    agent.browser.says("[data-testid=customer-line]", "The customer is muted.").await;
    hears_nothing(&agent.browser).await;
    browser.click("[data-testid=mute]").await;
    hears(&agent.browser, CUSTOMER).await;
    customer.says("written in the second tab").await;
    agent.reads("written in the second tab").await;
    agent.says("read in both").await;
    customer.reads("read in both").await;
    let mut axe = Axe::fetched();
    axe.check(browser, "call-in-another-tab", OVERLAY).await;

    // A page load of the holder moves nothing.
    goes_to(browser, &holder).await;
    browser.reload().await;
    customer.is_accompanied().await;
    browser.says("[data-testid=call-state]", "Connected").await;
    hears(&agent.browser, CUSTOMER).await;
    goes_to(browser, &other).await;
    browser.says(STATUS, "is in another tab").await;
    let lines = browser.run("return __calls.length", vec![]).await;
    assert_eq!(lines, json!(0), "it went on where it was");

    closes(browser, &holder, &other).await;
    browser.until("a line of this tab's own", "window.__calls.length === 1", vec![]).await;
    browser.says("[data-testid=call-state]", "Connected").await;
    hears(&agent.browser, CUSTOMER).await;
    hears(browser, AGENT).await;
    customer.reads("read in both").await;
    agent.copy("the page of the tab that is left", "copy.title.includes('Help')", vec![]).await;
    agent.browser.says("[data-testid=pace]", "Live").await;
    assert_eq!(browser.violations().await, json!([]));

    browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    customer.has_hung_up().await;
    axe.found_nothing();
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_the_tab_shows_it_brings_it_over_and_hangs_up() {
    let stage = Stage::set().await;
    let (agent, customer, holder) = talk(&stage).await;
    let browser = &customer.browser;

    // A window that the page opens begins with a copy of what the tab keeps.
    browser.run("window.open(location.href)", vec![]).await;
    let windows = browser.driver().windows().await.unwrap();
    let copy = windows.into_iter().find(|window| *window != holder).unwrap();
    goes_to(browser, &copy).await;
    browser.prepare_tab().await;
    browser.goto(&format!("{}/help.html", stage.demo.bank)).await;
    shows_the_call(&customer).await;
    goes_to(browser, &holder).await;
    is_still_the_first_call(browser).await;

    // The next page of the holder opens in the shell's frame; who looks on sees no change.
    browser.click("a[href='/accounts.html']").await;
    browser.enters_frame().await;
    customer.is_accompanied().await;
    browser.says("[data-testid=call-state]", "Connected").await;
    goes_to(browser, &copy).await;
    customer.browser.says(STATUS, "is in another tab").await;
    browser.click("[data-testid=mute]").await;
    agent.browser.says("[data-testid=customer-line]", "The customer is muted.").await;
    goes_to(browser, &holder).await;
    is_still_the_first_call(browser).await;

    goes_to(browser, &copy).await;
    browser.click("[data-testid=mute]").await;
    browser.click("[data-testid=bring-here]").await;
    browser.until("a line of this tab's own", "window.__calls.length === 1", vec![]).await;
    hears(browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    goes_to(browser, &holder).await;
    browser.enters_frame().await;
    browser.says(STATUS, "is in another tab").await;
    browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    goes_to(browser, &copy).await;
    customer.has_hung_up().await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_stops_us_below_the_shells_frame_ends_the_call_for_all_tabs() {
    let stage = Stage::set().await;
    let (agent, customer, holder) = talk(&stage).await;
    let browser = &customer.browser;
    let other = opens(browser, &format!("{}/help.html", stage.demo.bank)).await;
    shows_the_call(&customer).await;

    goes_to(browser, &holder).await;
    browser.click("a[href='/accounts.html']").await;
    browser.enters_frame().await;
    customer.is_accompanied().await;
    browser.says("[data-testid=call-state]", "Connected").await;
    browser.leaves_frame().await;
    is_still_the_first_call(browser).await;
    browser.run("return alongside.ready.then((handle) => handle.stop())", vec![]).await;

    agent.stage_is("ended").await;
    goes_to(browser, &other).await;
    customer.has_hung_up().await;
    let calls = browser.run("return [__calls.length, __microphones.length]", vec![]).await;
    assert_eq!(calls, json!([0, 0]), "nothing goes on here");
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}
