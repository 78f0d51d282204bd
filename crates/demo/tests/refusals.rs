//! What can't be had is said in words, with the next way forward.

mod support;

use alongside_relay::Hours;
use serde_json::json;
use support::{
    agent::Agent,
    axe::Axe,
    browser::Microphone::{Denied, Speaks},
    customer::Customer,
    stage::Stage,
};
use tokio::sync::Mutex;

/// One test at a time: each has browsers of its own.
static ALONE: Mutex<()> = Mutex::const_new(());

/// The first way that the panel offers.
const FIRST: &str = ".actions :first-child";

#[tokio::test(flavor = "multi_thread")]
async fn without_a_microphone_the_customer_writes() {
    let _alone = ALONE.lock().await;
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Denied).await;
    let denied =
        json!({ "permission": { "name": "microphone" }, "setting": "denied", "origin": stage.demo.bank });
    customer.browser.protocol("Browser.setPermission", denied).await;

    customer.talks().await;
    customer.browser.says("[data-testid=notice]", "The microphone is blocked for this site").await;
    customer.browser.says(FIRST, "Write to us").await;
    customer.browser.sees("[data-testid=talk]").await;
    customer.asks_to_write().await;
    agent.reads_of_customer(&["Chat", "Accept"]).await;
    agent.accepts().await;
    customer.browser.says("[data-testid=status]", "Robin sees this page").await;
    customer.browser.sees_no("[data-testid=notice]").await;
    customer.says("Which branch is open today?").await;
    agent.reads("Which branch is open today?").await;
    agent.says("Galway, until five.").await;
    customer.reads("Galway, until five.").await;

    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_agent_the_customer_leaves_a_message_that_the_team_finds() {
    let _alone = ALONE.lock().await;
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Speaks(600)).await;

    customer.opens_panel().await;
    customer.browser.says("[data-testid=status]", "Nobody is free right now.").await;
    customer.is_offered(&["leave-message"]).await;
    let mut axe = Axe::fetched();
    axe.check(&customer.browser, "nobody-there", "alongside-overlay").await;
    customer.browser.click("[data-testid=leave-message]").await;
    customer.browser.says("[data-testid=status]", "Write your message here").await;
    customer.says("Please ring me at noon: 085 123 4567").await;
    customer.reads("Please ring me at noon").await;
    axe.check(&customer.browser, "message", "alongside-overlay").await;
    // Who has left a message need not stay.
    customer.browser.close().await;

    let agent = Agent::logs_in(&stage.demo, Denied).await;
    agent.reads_of_customer(&["Message", "Accept"]).await;
    agent.accepts().await;
    agent.reads("Please ring me at noon").await;
    agent.browser.close().await;
    stage.strike().await;
    axe.found_nothing();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_is_closed_says_when_it_opens() {
    let _alone = ALONE.lock().await;
    // Open on one minute a week, which is not now.
    let monday = vec!["9:00-9:01".to_owned()];
    let hours = Hours { zone: "UTC".into(), monday, ..Hours::default() };
    let stage = Stage::with_hours(hours).await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Speaks(600)).await;
    customer.opens_panel().await;
    customer
        .browser
        .says("[data-testid=status]", "We are closed right now. We are here again on Monday")
        .await;
    customer.browser.says("[data-testid=status]", "9:00").await;
    customer.is_offered(&["leave-message"]).await;
    let mut axe = Axe::fetched();
    axe.check(&customer.browser, "closed", "alongside-overlay").await;
    axe.found_nothing();
    customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_relay_there_is_guidance_and_talk_says_why_not() {
    let _alone = ALONE.lock().await;
    let stage = Stage::without_relay().await;
    let customer = Customer::arrive(&format!("{}/open/", stage.demo.bank), Speaks(600)).await;

    customer.starts("open-account").await;
    customer.is_shown("Choose the account that suits you").await;
    customer.browser.click("#account-student").await;
    customer.talks().await;
    customer.browser.says("[data-testid=notice]", "We can't reach our people right now.").await;
    customer.browser.click("#start").await;
    customer.browser.is_at("/open/details.html").await;
    customer.is_shown("Your name, as in your passport").await;

    customer.browser.close().await;
    stage.strike().await;
}
