//! A customer of the bank who begins anywhere, asks for too much, and comes to where they
//! want to be all the same.

mod support;

use serde_json::json;
use support::{browser::Microphone::Denied, customer::Customer, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_above_the_balance_is_led_over() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Denied).await;
    let browser = &customer.browser;
    customer.starts("transfer").await;

    // Nothing on this page leads there.
    customer.is_shown("Home is here").await;
    browser.click("[data-testid=do-step]").await;
    browser.is_at("/").await;
    customer.is_shown("Transfers begin here").await;
    browser.click("#task-transfer").await;
    customer.is_shown("Who gets the money?").await;
    browser.write("#payee", "Lee Lettings\t").await;
    customer.is_shown("Their IBAN").await;
    browser.write("#iban", "IE29 AIBK 9311 5212 3456 78\t").await;
    customer.is_shown("How much?").await;
    browser.write("#from-account", "Everyday").await;
    browser.write("#amount", "5000\t").await;

    // The other account has that much.
    customer.is_shown("You have less than that").await;
    browser.write("#from-account", "Rainy Day savings\t").await;
    browser.sees_no("#amount-error").await;
    customer.is_shown("Look it over").await;
    browser.click("#review-transfer").await;
    customer.is_shown("Confirm the transfer").await;
    // Who looks again is led there again.
    browser.click("#transfer-cancel").await;
    customer.is_shown("Look it over").await;
    browser.click("#review-transfer").await;
    customer.is_shown("Confirm the transfer").await;
    browser.click("#transfer-confirm").await;
    browser.is_at("/transfer-done.html").await;
    customer.is_accompanied().await;
    customer.heard_of("flow", "told.flow === 'transfer' && told.outcome === 'completed'").await;
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_at_the_end_is_filled_in() {
    let stage = Stage::set().await;
    // What was entered is gone with the tab that it was entered in.
    let customer = Customer::arrive(&format!("{}/open/review.html", stage.demo.bank), Denied).await;
    let browser = &customer.browser;
    customer.starts("open-account").await;
    customer.is_shown("Is everything right?").await;
    browser.click("#open-account").await;
    customer.is_shown("Something is still missing").await;
    browser.click("#review-list a[href='/open/details.html']").await;
    browser.is_at("/open/details.html").await;
    customer.is_shown("Your name, as in your passport").await;
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_card_payments_are_reported_from_any_page() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/open/address.html", stage.demo.bank), Denied).await;
    let browser = &customer.browser;
    customer.starts("dispute").await;
    customer.is_shown("Card payments are here").await;
    browser.click("[data-testid=do-step]").await;
    browser.is_at("/dispute/").await;
    customer.is_shown("Which payment is it?").await;
    browser.click("label[for=payment-p3]").await;
    browser.click("#continue").await;
    customer.is_shown("What is wrong with it?").await;
    browser.click("label[for=reason-twice]").await;
    browser.click("#send-report").await;
    browser.is_at("/dispute/done.html").await;
    customer.is_accompanied().await;
    customer.heard_of("flow", "told.flow === 'dispute' && told.outcome === 'completed'").await;
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}
