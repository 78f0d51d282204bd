//! Everything of ours at the bank, without a mouse.

mod support;

use serde_json::{Value, json};
use support::{
    browser::{Browser, Microphone::Denied, SOON},
    customer::Customer,
    stage::Stage,
};
use thirtyfour::Key;

/// Longer than any page has things to stop at.
const ALL_AROUND: usize = 80;

/// What has the focus, in the page or in the overlay, and whether one sees it.
const FOCUS: &str = "
const outer = document.activeElement;
const inner = outer?.shadowRoot?.activeElement ?? outer;
if (!inner) return null;
const style = getComputedStyle(inner);
const seen = inner.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
return { is: inner.matches(arguments[0]), seen, ours: outer !== inner, what: inner.outerHTML.slice(0, 120) };";

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_is_walked_by_keyboard() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/transfer.html", stage.demo.bank), Denied).await;
    let browser = &customer.browser;

    // Open and close: the focus comes back to where it was.
    tabs_to(browser, "[data-testid=launcher]").await;
    browser.press(Key::Enter).await;
    browser.sees("[data-testid=panel]").await;
    has_focus(browser, "[data-testid=panel]").await;
    browser.press(Key::Escape).await;
    browser.sees_no("[data-testid=panel]").await;
    has_focus(browser, "[data-testid=launcher]").await;

    browser.press(Key::Enter).await;
    has_focus(browser, "[data-testid=panel]").await;
    tabs_to(browser, "[data-flow=transfer]").await;
    browser.press(Key::Enter).await;
    customer.is_shown("Who gets the money?").await;

    // The page's own field, typed in without the focus being taken away.
    tabs_to(browser, "#payee").await;
    browser.press("Ada Morgan").await;
    has_focus(browser, "#payee").await;
    browser.press(Key::Tab).await;
    customer.is_shown("Their IBAN").await;
    tabs_to(browser, "#iban").await;

    tabs_to(browser, ".card .feet .quiet").await;
    browser.press(Key::Enter).await;
    customer.is_shown("Who gets the money?").await;
    tabs_to(browser, ".card .feet .main:not([hidden])").await;
    browser.press(Key::Enter).await;
    customer.is_shown("Their IBAN").await;
    is_in(browser, "inside the card", "[role=dialog].card *").await;

    // Escape in the card closes it, and the focus goes where it came from.
    browser.press(Key::Escape).await;
    browser.sees_no("[role=dialog].card").await;
    is_in(browser, "back in the page or at the launcher", "a[href], input, button, select").await;

    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}

async fn focus(browser: &Browser, selector: &str) -> Value {
    browser.run(FOCUS, vec![selector.into()]).await
}

/// Presses Tab until the focus is there; on the way it can always be seen in
/// what is ours.
async fn tabs_to(browser: &Browser, selector: &str) {
    let mut way = Vec::new();
    while focus(browser, selector).await["is"] != true {
        assert!(way.len() < ALL_AROUND, "Tab never comes to {selector}:\n{}", way.join("\n"));
        browser.press(Key::Tab).await;
        let now = focus(browser, selector).await;
        assert!(now["ours"] != true || now["seen"] == true, "the focus is not to be seen on {now}");
        way.push(now["what"].to_string());
    }
}

async fn has_focus(browser: &Browser, selector: &str) {
    is_in(browser, &format!("at {selector}"), selector).await;
}

async fn is_in(browser: &Browser, what: &str, selector: &str) {
    let mut last = Value::Null;
    let there = browser
        .poll(SOON, async || {
            last = focus(browser, selector).await;
            (last["is"] == true).then_some(())
        })
        .await;
    assert!(there.is_some(), "the focus is not {what}: {last}");
}
