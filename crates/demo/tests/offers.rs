//! What the shop offers beside its flows: on the page, in the panel, on a phone.

mod support;

use serde_json::json;
use thirtyfour::Key;

use support::{
    axe::Axe,
    browser::{Browser, Microphone::Denied},
    customer::Customer,
    keyboard::{has_focus, tabs_to},
    stage::Stage,
};

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

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mouse_all_of_it_is_taken_and_sent_away() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/mend.html", stage.demo.shop), Denied).await;
    let browser = &customer.browser;

    tabs_to(browser, ".inline [data-testid=dismiss-offer]").await;
    browser.press(Key::Enter).await;
    browser.until("a page without it", "!document.querySelector('alongside-inline')", vec![]).await;

    tabs_to(browser, ".dot").await;
    browser.press(Key::Enter).await;
    browser.says("[data-testid=tip]", "inside the seam").await;
    has_focus(browser, "[data-testid=tip], [data-testid=tip] *").await;
    browser.press(Key::Escape).await;
    browser.sees_no("[data-testid=tip]").await;

    tells(&customer, "reason", "'fix'").await;
    browser.says("[data-testid=banner]", "Parts for older tents are back").await;
    tabs_to(browser, "[data-testid=banner] .main").await;
    browser.press(Key::Enter).await;
    customer.is_shown("Your order number").await;
    browser.sees_no("[data-testid=banner]").await;
    browser.goto(&format!("{}/mend.html", stage.demo.shop)).await;
    customer.is_accompanied().await;

    tabs_to(browser, "[data-testid=launcher]").await;
    browser.press(Key::Enter).await;
    tabs_to(browser, "[data-testid=checklist] .item").await;
    browser.press(Key::Enter).await;
    customer.is_shown("Choose what you need").await;
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}

/// The page as a site has it in a language that is written from right to left.
const FROM_THE_RIGHT: &str = "new MutationObserver(() => { document.documentElement.dir = 'rtl'; })
  .observe(document, { childList: true });";

#[tokio::test(flavor = "multi_thread")]
async fn on_a_page_from_right_to_left_it_is_all_at_hand() {
    let stage = Stage::set().await;
    let browser = Browser::open("customer", Denied).await;
    browser.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": FROM_THE_RIGHT })).await;
    let customer = Customer::arrive_by(browser, &format!("{}/mend.html", stage.demo.shop)).await;
    let browser = &customer.browser;
    let mut axe = Axe::fetched();
    tells(&customer, "reason", "'fix'").await;
    browser.says("[data-testid=banner]", "Parts for older tents are back").await;
    axe.check(browser, "rtl-banner", OVERLAY).await;
    browser.click("[data-testid=banner] [data-testid=dismiss-offer]").await;
    browser.click(".dot").await;
    browser.says("[data-testid=tip]", "inside the seam").await;
    axe.check(browser, "rtl-hotspot", OVERLAY).await;
    browser.click("[data-testid=tip] .close").await;
    customer.opens_panel().await;
    axe.check(browser, "rtl-checklist", OVERLAY).await;
    // The launcher is where such a page ends.
    let side = "return document.querySelector('alongside-overlay').shadowRoot
        .querySelector('[data-testid=launcher]').getBoundingClientRect().left < innerWidth / 2";
    assert_eq!(browser.run(side, vec![]).await, json!(true));
    axe.found_nothing();
    customer.browser.close().await;
    stage.strike().await;
}
