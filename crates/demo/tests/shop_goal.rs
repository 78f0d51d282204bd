//! A customer who begins anywhere, wanders, and is taken to the order all the same.

mod support;

use serde_json::json;
use support::{axe::Axe, browser::Microphone::Denied, customer::Customer, stage::Stage};

const OVERLAY: &str = "alongside-overlay";

#[tokio::test(flavor = "multi_thread")]
async fn the_way_follows_the_customer_from_an_empty_basket_to_the_order() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/basket.html", stage.demo.shop), Denied).await;
    let browser = &customer.browser;
    let mut axe = Axe::fetched();
    customer.starts("buy").await;

    // Nothing is in it: the checkout would lead nowhere.
    customer.is_shown("Your basket is empty").await;
    axe.check(browser, "safe-step", OVERLAY).await;
    // What only shows them something can be done for them.
    browser.click("[data-testid=do-step]").await;
    browser.is_at("/").await;
    customer.is_shown("Choose what you need").await;

    // They wander off, to a page that is none of the way.
    browser.click("a[href='/c/kitchen.html']").await;
    browser.is_at("/c/kitchen.html").await;
    customer.is_shown("Choose what you need").await;
    browser.click("main a[href='/p/tarn-bottle.html']").await;
    customer.is_shown("Put it into your basket").await;
    browser.click("label[for=size-0-75-litre]").await;
    browser.click("#add-to-basket").await;
    customer.is_shown("It is in your basket").await;

    // Back to the shelf: from there the basket is nearer now.
    browser.click("a[href='/c/camp.html']").await;
    browser.is_at("/c/camp.html").await;
    customer.is_shown("Your basket is here").await;
    axe.check(browser, "new-route", OVERLAY).await;
    browser.click("#basket-link").await;
    customer.is_shown("Is this what you want?").await;
    assert_eq!(browser.violations().await, json!([]));
    axe.found_nothing();
    customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn straight_to_a_place() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/p/tarn-bottle.html", stage.demo.shop), Denied).await;
    let browser = &customer.browser;
    browser.click("label[for=size-0-75-litre]").await;
    browser.click("#add-to-basket").await;
    browser.says("#added-words", "added").await;
    browser.run("void alongside.ready.then((handle) => handle.go('payment'))", vec![]).await;
    // A link of the site is followed for them, the checkout is theirs to begin.
    browser.is_at("/basket.html").await;
    customer.is_shown("Is this what you want?").await;
    browser.click("#checkout").await;
    customer.is_shown("Where we send the receipt").await;
    // What sends a form is never done for them.
    browser.goto(&format!("{}/checkout/payment.html", stage.demo.shop)).await;
    customer.is_accompanied().await;
    customer.heard_of("flow", "told.flow === 'go:payment' && told.outcome === 'completed'").await;
    customer.browser.close().await;
    stage.strike().await;
}
