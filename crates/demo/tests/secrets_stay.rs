//! What a customer types as a secret leaves the page in no shape, with an agent
//! looking on.

mod support;

use support::{
    agent::Agent,
    browser::Microphone::Denied,
    customer::Customer,
    disguise::{disguises, holds},
    outline,
    stage::Stage,
    tap::Tap,
};

const PASSWORD: &str = "marble=Kettle&7+otter";
const CODE: &str = "493817";
const CARD: &str = "4111 1111 1111 1111";
const NAME: &str = "Aurelia Quillfeather";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_leaves_the_bank() {
    let (stage, tap) = Stage::tapped().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = joined(&format!("{}/open/details.html", stage.demo.bank), &agent).await;
    let browser = &customer.browser;
    browser.write("#fullname", &format!("{NAME}\t")).await;
    outline::is_masked(&agent, "fullname", NAME).await;

    browser.goto(&format!("{}/open/security.html", stage.demo.bank)).await;
    customer.is_accompanied().await;
    agent.copy("the next page", "copy.getElementById('password')", vec![]).await;
    browser.write("#password", PASSWORD).await;
    browser.write("#code", CODE).await;
    // A password that is shown is one still.
    browser.click("#password-toggle").await;
    agent.copy("a password that is text", "copy.getElementById('password').type === 'text'", vec![]).await;
    browser.write("#password", "!").await;
    browser.click("#code-resend").await;
    agent
        .copy("a marker", "copy.getElementById('code-status').textContent.includes('new code')", vec![])
        .await;

    stayed(&tap, &[PASSWORD, CODE, NAME]);
    left(&tap, "We have sent you a new code.");
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_card_leaves_the_shop() {
    let (stage, tap) = Stage::tapped().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = joined(&format!("{}/p/tarn-bottle.html", stage.demo.shop), &agent).await;
    let browser = &customer.browser;
    customer.closes_panel().await;
    browser.click("label[for=size-1-litre]").await;
    browser.click("#add-to-basket").await;
    browser.says("#added-words", "added").await;
    browser.goto(&format!("{}/checkout/payment.html", stage.demo.shop)).await;
    customer.is_accompanied().await;
    agent.copy("the payment", "copy.getElementById('card-name')", vec![]).await;
    browser.write("#card-name", NAME).await;
    browser.write("#card-number", CARD).await;
    browser.write("#card-expiry", "12 / 20\t").await;
    browser.click("#pay").await;
    agent
        .copy("a marker", "copy.getElementById('card-expiry-error').textContent.includes('expired')", vec![])
        .await;

    stayed(&tap, &[CARD, &CARD.replace(' ', ""), NAME]);
    left(&tap, "This card has expired");
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

/// A customer with an agent at their side, who has the page before them.
async fn joined(address: &str, agent: &Agent) -> Customer {
    let customer = Customer::arrive(address, Denied).await;
    customer.asks_to_write().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=status]", "Robin sees this page").await;
    outline::is_the_same(&customer, agent).await;
    customer
}

fn stayed(tap: &Tap, secrets: &[&str]) {
    let bytes = tap.left_the_pages();
    for secret in secrets {
        for (shape, needle) in disguises(secret) {
            assert!(!holds(&bytes, &needle), "“{secret}” left the page as {shape}");
        }
    }
}

/// The search finds what did leave; otherwise it would prove nothing.
fn left(tap: &Tap, marker: &str) {
    assert!(holds(&tap.left_the_pages(), marker.as_bytes()), "“{marker}” is not in what left the page");
}
