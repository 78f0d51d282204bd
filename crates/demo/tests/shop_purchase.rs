//! Something is bought at the shop by the flow, over a card that is declined.

mod support;

use serde_json::json;
use support::{browser::Microphone::Denied, customer::Customer, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn the_flow_leads_over_a_declined_card_to_the_order() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/p/tarn-bottle.html", stage.demo.shop), Denied).await;
    let browser = &customer.browser;
    let mut complaints = Vec::new();

    browser.click("label[for=size-0-75-litre]").await;
    browser.click("#add-to-basket").await;
    browser.says("#added-words", "added").await;
    customer.starts("buy").await;

    // The way begins where the customer is.
    customer.is_shown("It is in your basket").await;
    browser.click("#go-to-basket").await;
    browser.is_at("/basket.html").await;
    customer.is_shown("Is this what you want?").await;
    complaints.extend(browser.complaints().await);
    browser.click("#checkout").await;

    browser.is_at("/checkout/").await;
    customer.is_shown("Where we send the receipt").await;
    browser.write("#email", "ada@example.org\t").await;
    customer.is_shown("Where we send the parcel").await;
    for (field, value) in [
        ("#name", "Ada Morgan"),
        ("#address", "12 Quay Street"),
        ("#city", "Galway"),
        ("#postcode", "H91 AB34"),
        ("#country", "Ireland"),
    ] {
        browser.click(field).await;
        browser.write(field, value).await;
    }
    complaints.extend(browser.complaints().await);
    browser.click("#continue").await;

    browser.is_at("/checkout/payment.html").await;
    customer.is_shown("Your card").await;
    for (field, value) in
        [("#card-number", "4000 0000 0000 0002"), ("#card-expiry", "12 / 39"), ("#card-cvc", "123")]
    {
        browser.click(field).await;
        browser.write(field, value).await;
    }
    browser.click("#pay").await;
    browser.says(".problems", "Your bank declined this card").await;
    // The step waits for the order, not for the button, and for a way over what is in it.
    customer.is_shown("Your bank said no").await;

    browser.run("document.getElementById('card-number').select()", vec![]).await;
    browser.write("#card-number", "4111 1111 1111 1111").await;
    complaints.extend(browser.complaints().await);
    browser.click("#pay").await;
    browser.is_at("/checkout/done.html").await;
    customer.is_accompanied().await;
    browser.sees_no("[role=dialog].card").await;
    customer.heard_of("flow", "told.flow === 'buy' && told.outcome === 'completed'").await;

    complaints.extend(browser.complaints().await);
    assert_eq!(complaints, Vec::<String>::new());
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}
