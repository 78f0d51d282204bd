//! What the shop offers beside its flows: on the page, in the panel, on a phone.

mod support;

use serde_json::json;
use thirtyfour::Key;

use support::{axe::Axe, browser::Microphone::Denied, customer::Customer, stage::Stage};

const OVERLAY: &str = "alongside-overlay";

async fn tells(customer: &Customer, key: &str, value: &str) {
    let script = format!("void alongside.ready.then((handle) => handle.context.set({{ {key}: {value} }}))");
    customer.browser.run(&script, vec![]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_says_what_is_new_where_it_matters() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/mend.html", stage.demo.shop), Denied).await;
    let browser = &customer.browser;
    let mut axe = Axe::fetched();

    // In the page, and at an element of it.
    let inline =
        "document.querySelector('alongside-inline')?.shadowRoot.querySelector('.title')?.textContent";
    browser.until("words in the page", &format!("{inline} === 'Not sure what it is?'"), vec![]).await;
    axe.check(browser, "inline", "alongside-inline").await;
    browser.click(".dot").await;
    browser.says("[data-testid=tip]", "inside the seam").await;
    axe.check(browser, "hotspot", OVERLAY).await;
    browser.click("[data-testid=tip] .close").await;
    browser.sees_no("[data-testid=tip]").await;

    // The site says more, and more is offered.
    tells(&customer, "reason", "'fix'").await;
    browser.says("[data-testid=banner]", "Parts for older tents are back").await;
    axe.check(browser, "banner", OVERLAY).await;
    browser.click("[data-testid=banner] [data-testid=dismiss-offer]").await;
    browser.sees_no("[data-testid=banner]").await;

    // The panel has the list.
    customer.opens_panel().await;
    browser.says("[data-testid=checklist]", "0 of 2 done").await;
    tells(&customer, "asked", "true").await;
    browser.says("[data-testid=checklist]", "1 of 2 done").await;
    axe.check(browser, "checklist", OVERLAY).await;
    browser.click("[data-testid=checklist] .item").await;
    customer.is_shown("Choose what you need").await;
    axe.found_nothing();
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_is_asked_once() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/mend.html", stage.demo.shop), Denied).await;
    let browser = &customer.browser;
    let mut axe = Axe::fetched();
    tells(&customer, "newcomer", "true").await;
    browser.says("[data-testid=modal]", "New here?").await;
    axe.check(browser, "modal", OVERLAY).await;
    browser.press(Key::Escape).await;
    browser.press("\u{e00c}").await;
    browser.sees_no("[data-testid=modal]").await;
    browser.reload().await;
    customer.is_accompanied().await;
    tells(&customer, "newcomer", "true").await;
    browser.sees(".dot").await;
    browser.sees_no("[data-testid=modal]").await;
    axe.found_nothing();
    customer.browser.close().await;
    stage.strike().await;
}
