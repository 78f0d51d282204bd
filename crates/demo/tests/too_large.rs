//! A page of more nodes than are shown: the agent reads so, nothing of it is left with
//! them, and the conversation goes on until there is a page again.

mod support;

use support::{agent::Agent, browser::Microphone::Denied, customer::Customer, stage::Stage};

/// More comments than the 262,144 nodes that a page may have.
const GROW: &str = "for (let list = 0; list < 27; list++) {
    const items = document.createElement('ul');
    for (let item = 0; item < 10000; item++) items.append(document.createComment(''));
    document.body.append(items);
}";

#[tokio::test(flavor = "multi_thread")]
async fn the_agent_is_told_that_a_page_is_too_large_to_show() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let customer = Customer::arrive(&stage.demo.bank, Denied).await;
    customer.asks_to_write().await;
    agent.reads_of_customer(&["Chat", "Accept"]).await;
    agent.accepts().await;
    agent.copy("the page", "copy.querySelector('h1')", vec![]).await;
    customer.browser.says("[data-testid=status]", "Robin sees this page.").await;

    customer.browser.run(GROW, vec![]).await;
    agent.browser.says("[data-testid=sight]", "This page is too large to show").await;
    agent.copy("nothing of the page", "!copy.querySelector('h1')", vec![]).await;
    customer.browser.says("[data-testid=status]", "Robin can't see this page.").await;
    let problem = customer.heard_of("problem", "told.message.startsWith('the page has more than')").await;
    assert!(problem.is_object(), "{problem}");
    agent.says("Can you still read this?").await;
    customer.reads("Can you still read this?").await;

    customer.browser.reload().await;
    customer.is_accompanied().await;
    agent.copy("the page again", "copy.querySelector('h1')", vec![]).await;
    customer.browser.says("[data-testid=status]", "Robin sees this page.").await;
    agent.browser.close().await;
    customer.browser.close().await;
    stage.strike().await;
}
