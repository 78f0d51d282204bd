//! Everything of ours at the bank, without a mouse.

mod support;

use serde_json::json;
use support::{
    browser::Microphone::Denied,
    customer::Customer,
    keyboard::{has_focus, is_in, tabs_to},
    stage::Stage,
};
use thirtyfour::Key;

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
