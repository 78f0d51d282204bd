//! The whole story at the bank: a customer is understood, guided and joined by an
//! agent, each in a browser of their own.

mod support;

use serde_json::json;
use support::{
    agent::Agent,
    browser::Microphone::Speaks,
    customer::Customer,
    outline,
    stage::Stage,
    tone::{hears, hears_nothing},
};

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_opened_with_somebody_alongside() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&format!("{}/open/", stage.demo.bank), Speaks(CUSTOMER)).await;

    is_understood(&customer, &agent).await;
    is_guided(&customer, &agent).await;
    talks(&customer, &agent).await;
    is_seen(&customer, &agent).await;
    is_shown_where(&customer, &agent).await;
    writes(&customer, &agent).await;
    mutes(&customer, &agent).await;
    goes_on_to_the_next_page(&customer, &agent).await;
    hangs_up(&customer, &agent).await;

    assert_eq!(customer.browser.violations().await, json!([]));
    assert_eq!(agent.browser.violations().await, json!([]));
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

async fn is_understood(customer: &Customer, agent: &Agent) {
    agent.reads_of_customer(&["Wants something new", "was on /open/"]).await;
    customer.browser.click("#account-everyday").await;
}

async fn is_guided(customer: &Customer, agent: &Agent) {
    let browser = &customer.browser;
    customer.starts("open-account").await;
    customer.heard_of("reason", "told.reason === 'buy' && told.evidence.length > 0").await;
    customer.is_shown("Choose the account that suits you").await;
    browser.click("#start").await;

    browser.is_at("/open/details.html").await;
    customer.is_shown("Your name, as in your passport").await;
    agent.reads_of_customer(&["step 2 of 8"]).await;
    browser.write("#fullname", "Ada Morgan\t").await;
    customer.is_shown("Your date of birth").await;

    browser.reload().await;
    browser.write("#fullname", "Ada Morgan\t").await;
    customer.is_shown("Your date of birth").await;
    browser.write("#birthdate", "05171990\t").await;
    customer.is_shown("How we reach you").await;
    browser.write("#email", "ada@example.org").await;
    browser.write("#mobile", "085 123 4567").await;
    browser.click("#continue").await;

    browser.is_at("/open/address.html").await;
    customer.is_shown("Where you live and work").await;
    browser.click("#income").await;
    agent.reads_of_customer(&["long stop", "step 5 of 8"]).await;
}

async fn talks(customer: &Customer, agent: &Agent) {
    customer.talks().await;
    customer.browser.says("[data-testid=status]", "number 1 in the queue").await;
    agent.reads_of_customer(&["Voice", "Accept"]).await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
}

async fn is_seen(customer: &Customer, agent: &Agent) {
    outline::is_the_same(customer, agent).await;
    customer.browser.write("#address", "12 Quay Street").await;
    customer.browser.write("#city", "Galway").await;
    outline::is_masked(agent, "address", "12 Quay Street").await;
    outline::is_masked(agent, "city", "Galway").await;
    // What the page writes while the agent is there.
    customer.browser.click("#continue").await;
    customer.browser.says(".problems", "things need your attention").await;
    agent.copy("the page's own message", "copy.querySelector('.problems')?.checkVisibility()", vec![]).await;
    outline::is_the_same(customer, agent).await;
    for scheme in ["dark", "light"] {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        customer.browser.protocol("Emulation.setEmulatedMedia", json!({ "features": features })).await;
        let asked = format!("copy.defaultView.matchMedia('(prefers-color-scheme: {scheme})').matches");
        agent.copy("the customer's colours", &asked, vec![]).await;
    }
}

async fn is_shown_where(customer: &Customer, agent: &Agent) {
    agent.points_at("#postcode").await;
    customer.is_pointed_at("#postcode").await;
    customer.browser.until(
        "the pointer in words",
        "/Robin.*Postcode/.test(document.querySelector('alongside-overlay').shadowRoot.querySelector('.live').textContent)",
        vec![],
    ).await;
    agent.points_at("#country").await;
    customer.is_pointed_at("#country").await;
}

async fn writes(customer: &Customer, agent: &Agent) {
    agent.says("Your postcode is on your last letter from us.").await;
    customer.reads("Your postcode is on your last letter from us.").await;
    customer.opens_panel().await;
    customer.says("Found it, thank you!").await;
    agent.reads("Found it, thank you!").await;
}

async fn mutes(customer: &Customer, agent: &Agent) {
    customer.browser.click("[data-testid=mute]").await;
    hears_nothing(&agent.browser).await;
    customer.browser.click("[data-testid=mute]").await;
    hears(&agent.browser, CUSTOMER).await;
    agent.browser.click("[data-testid=mute]").await;
    hears_nothing(&customer.browser).await;
    agent.browser.click("[data-testid=mute]").await;
    hears(&customer.browser, AGENT).await;
}

async fn goes_on_to_the_next_page(customer: &Customer, agent: &Agent) {
    let browser = &customer.browser;
    browser.run("window.__before = true", vec![]).await;
    browser.write("#postcode", "H91 AB34").await;
    browser.write("#country", "Ireland").await;
    browser.write("#employment", "Employed").await;
    browser.write("#income", "32000").await;
    browser.click("#continue").await;
    // During a call the next page opens over the one before.
    browser.enters_frame().await;
    browser.is_at("/open/security.html").await;
    browser.until("a page of its own", "!window.__before", vec![]).await;
    customer.is_accompanied().await;
    customer.is_shown("A password only you know").await;
    browser.leaves_frame().await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    browser.enters_frame().await;
    outline::is_the_same(customer, agent).await;
    agent.says("Welcome on the next page.").await;
    customer.reads("Welcome on the next page.").await;
    agent.points_at("#code").await;
    customer.is_pointed_at("#code").await;
}

async fn hangs_up(customer: &Customer, agent: &Agent) {
    customer.opens_panel().await;
    customer.browser.click("[data-testid=hang-up]").await;
    customer.browser.says("[data-testid=notice]", "The conversation is over.").await;
    customer.browser.leaves_frame().await;
    customer.has_hung_up().await;
    customer.browser.enters_frame().await;
    customer.is_pointed_at_nothing().await;
    agent.stage_is("ended").await;
    let over = "window.__calls.every(({ peer }) => peer.connectionState === 'closed') && \
        window.__microphones.every((track) => track.readyState === 'ended')";
    agent.browser.until("the agent's end of the line", over, vec![]).await;
    // The guidance stays.
    customer.is_shown("A password only you know").await;
}
