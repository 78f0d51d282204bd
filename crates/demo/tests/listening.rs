//! Without a microphone the customer hears the agent and answers in writing; a voice
//! that the browser holds back is one tap away.

mod support;

use support::{
    agent::Agent,
    axe::Axe,
    browser::Microphone::{Missing, Speaks},
    customer::Customer,
    stage::Stage,
    tone::hears,
};

const AGENT: u32 = 1000;

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_listens_and_types_over_a_page_load_with_sound_held_back() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    // As browsers are outside of tests: no sound before the customer has pressed something.
    let strict = &["--autoplay-policy=document-user-activation-required"];
    let address = format!("{}/help.html", stage.demo.bank);
    let customer = Customer::arrive_with(&address, Missing, strict).await;
    let browser = &customer.browser;

    // Without a microphone, listening is what is offered.
    customer.talks().await;
    browser.says("[data-testid=notice]", "No microphone was found").await;
    customer.listens().await;
    agent.reads_of_customer(&["Listens and types", "Accept"]).await;
    agent.accepts().await;
    browser.says("[data-testid=call-state]", "You are listening. Answer in writing.").await;
    hears(browser, AGENT).await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    agent.browser.says("[data-testid=customer-line]", "answers in writing").await;
    browser.sees_no("[data-testid=mute]").await;
    customer.says("I hear you.").await;
    agent.reads("I hear you.").await;
    let mut axe = Axe::fetched();
    axe.check(browser, "listening", "alongside-overlay").await;

    // A page that nobody has pressed anything on.
    browser.goto(&format!("{}/transfer.html", stage.demo.bank)).await;
    browser.says("[data-testid=hear]", "Tap to hear Robin").await;
    axe.check(browser, "sound-blocked", "alongside-overlay").await;
    browser.click("[data-testid=hear]").await;
    browser.sees_no("[data-testid=hear]").await;
    browser.says("[data-testid=call-state]", "You are listening.").await;

    browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    customer.has_hung_up().await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
    axe.found_nothing();
}
