//! Closed, and called back at a time: chosen on the page, found and done by an agent.

mod support;

use std::time::{SystemTime, UNIX_EPOCH};

use alongside_relay::{Callbacks, Hours};
use support::{
    agent::Agent,
    axe::Axe,
    browser::Microphone::{Denied, Speaks},
    customer::Customer,
    stage::Stage,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_finds_it_closed_is_called_back() {
    // Open on one hour a week, which is not now.
    let hour = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs()) / 3_600 % 24;
    let monday = vec![if hour < 12 { "14:00-15:00".to_owned() } else { "9:00-10:00".to_owned() }];
    let hours = Hours { zone: "UTC".into(), monday, ..Hours::default() };
    let stage = Stage::that_calls_back(hours, Callbacks::default()).await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Speaks(600)).await;
    customer.opens_panel().await;
    let words = |text: &str| format!("window.__words('[data-testid=call-back]')?.includes({text:?})");
    customer.browser.until("the first time, before the click", &words("Call me on Monday"), vec![]).await;
    customer.is_offered(&["call-back", "leave-message"]).await;
    let mut axe = Axe::fetched();
    axe.check(&customer.browser, "callback-offered", "alongside-overlay").await;
    customer.browser.click("[data-testid=call-back]").await;
    customer.browser.write("[data-testid=callback-phone]", "call me").await;
    customer.browser.click("[data-testid=callback-ask]").await;
    customer.browser.says("[data-testid=notice]", "Please write a telephone number").await;
    axe.check(&customer.browser, "callback-form", "alongside-overlay").await;
    customer.browser.run("window.__find('[data-testid=callback-phone]').value = ''", vec![]).await;
    customer.browser.write("[data-testid=callback-phone]", "085 123 4567").await;
    customer.browser.write("[data-testid=callback-name]", "Ada").await;
    customer.browser.click("[data-testid=callback-ask]").await;
    customer.browser.says("[data-testid=status]", "We call you on Monday").await;
    customer.browser.says("[data-testid=launcher]", "We call you: Monday").await;
    customer.is_offered(&["change-callback", "cancel-callback"]).await;
    axe.check(&customer.browser, "callback-planned", "alongside-overlay").await;

    // It stands on the next page, too.
    customer.browser.goto(&format!("{}/help.html", stage.demo.bank)).await;
    customer.is_accompanied().await;
    customer.browser.says("[data-testid=launcher]", "We call you: Monday").await;

    let agent = Agent::logs_in(&stage.demo, Denied).await;
    agent.reads_of_customer(&["Call back", "Mon", "Accept"]).await;
    axe.check(&agent.browser, "callback-listed", "body").await;
    agent.accepts().await;
    let link =
        "document.querySelector('[data-testid=call-back-number]')?.getAttribute('href') === 'tel:0851234567'";
    agent.browser.until("the number, to be dialled", link, vec![]).await;
    agent.copy("the page of the customer, who is there", "copy.querySelector('h1')", vec![]).await;
    axe.check(&agent.browser, "callback-taken", "body").await;
    agent.browser.click("[data-testid=not-reached]").await;
    agent.stage_is("ended").await;
    agent.browser.click("[data-testid=tab-list]").await;
    agent.reads_of_customer(&["Call back", "not reached before"]).await;
    agent.accepts().await;
    agent.browser.click("[data-testid=reached]").await;
    agent.stage_is("ended").await;
    customer.browser.sees_no("[data-testid=change-callback]").await;

    for browser in [customer.browser, agent.browser] {
        browser.close().await;
    }
    stage.strike().await;
    axe.found_nothing();
}
