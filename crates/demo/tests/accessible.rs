//! axe-core finds nothing in what is ours, on a phone and a desk, by day and by
//! night. Pictures of every state are left in `target/screenshots`.

mod support;

use support::{
    agent::Agent, axe::Axe, browser::Browser, browser::Microphone::Speaks, customer::Customer, stage::Stage,
};

const OVERLAY: &str = "alongside-overlay";

/// One that is drawn, one that is empty, one that nobody asks for.
const CANVASES: &str = "document.querySelector('main').prepend(...[220, 0, 0].map((width) => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 300, height: 140 });
        const context = canvas.getContext('2d');
        context.fillStyle = 'steelblue';
        context.fillRect(20, 20, width, 100);
        return canvas;
    }));";

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing() {
    let mut axe = Axe::fetched();
    let stage = Stage::set().await;

    let stranger = Browser::open("stranger", Speaks(1000)).await;
    stranger.goto(&stage.demo.console).await;
    stranger.sees("[data-testid=login-submit]").await;
    axe.check(&stranger, "console-login", "html").await;
    stranger.close().await;

    let agent = Agent::logs_in(&stage.demo, Speaks(1000)).await;
    let customer = Customer::arrive(&format!("{}/open/details.html", stage.demo.bank), Speaks(600)).await;
    customer.opens_panel().await;
    axe.check(&customer.browser, "panel", OVERLAY).await;
    customer.starts("open-account").await;
    customer.browser.sees("[role=dialog].card").await;
    customer.browser.goto(&format!("{}/open/", stage.demo.bank)).await;
    customer.is_accompanied().await;
    customer.browser.click("#account-everyday").await;
    customer.browser.click("#start").await;
    customer.is_shown("Your name, as in your passport").await;
    axe.check(&customer.browser, "step", OVERLAY).await;

    customer.asks_to_write().await;
    agent.reads_of_customer(&["Chat", "Accept"]).await;
    axe.check(&agent.browser, "console-desk", "html").await;
    agent.accepts().await;
    customer.says("Which name do you need?").await;
    agent.reads("Which name do you need?").await;
    agent.says("The one in your passport, please.").await;
    customer.reads("The one in your passport").await;
    agent.copy("the page", "copy.getElementById('fullname')", vec![]).await;
    axe.check(&customer.browser, "chat", OVERLAY).await;
    axe.check(&agent.browser, "console-chat", "html").await;

    let copied = "window.__find('[data-testid=view] iframe')?.contentDocument?.getElementById('fullname')";
    customer.browser.click("[data-testid=view-toggle]").await;
    customer.browser.until("what the agent sees", copied, vec![]).await;
    axe.check(&customer.browser, "view", OVERLAY).await;
    customer.browser.click("[data-testid=view-pause]").await;
    customer.browser.says("[data-testid=status]", "Paused").await;
    axe.check(&customer.browser, "view-paused", OVERLAY).await;
    agent.browser.says("[data-testid=sight]", "Paused by the customer").await;
    axe.check(&agent.browser, "console-paused", "html").await;
    customer.browser.click("[data-testid=view-pause]").await;
    customer.browser.click("[data-testid=view-toggle]").await;

    customer.browser.run(CANVASES, vec![]).await;
    for (asked, answer) in [(1, "New picture"), (2, "Try again")] {
        let stand_in = format!(".pictures > :nth-child({asked})");
        agent.browser.click(&format!("{stand_in} button")).await;
        agent.browser.says(&stand_in, answer).await;
    }
    axe.check(&agent.browser, "console-pictures", "html").await;
    let cleared = "document.querySelectorAll('canvas').forEach((canvas) => canvas.remove())";
    customer.browser.run(cleared, vec![]).await;

    customer.talks().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    agent.points_at("#birthdate").await;
    customer.is_pointed_at("#birthdate").await;
    axe.check(&customer.browser, "call", OVERLAY).await;
    axe.check(&agent.browser, "console-room", "html").await;

    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
    axe.found_nothing();
}
