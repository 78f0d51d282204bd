//! During a call the line to write in is in sight, also on a small telephone and while the
//! customer looks at what the agent sees. Pictures are left in `target/screenshots`.

mod support;

use serde_json::json;
use support::{agent::Agent, browser::Microphone::Speaks, customer::Customer, stage::Stage};

/// Whether a press in the middle of the line to write in gets there, and the panel as it
/// opens is not scrolled.
const IN_REACH: &str = "(() => {
    const root = document.querySelector('alongside-overlay').shadowRoot;
    const [panel, input] = ['.panel', '.compose .input'].map((one) => root.querySelector(one));
    const { left, top, right, bottom } = input.getBoundingClientRect();
    return innerWidth === arguments[0] && panel.scrollTop === 0 && top >= 0 && bottom <= innerHeight
      && root.elementFromPoint((left + right) / 2, (top + bottom) / 2) === input;
})()";

#[tokio::test(flavor = "multi_thread")]
async fn who_looks_at_what_the_agent_sees_can_write_without_scrolling() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(1000)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(600)).await;
    let browser = &customer.browser;
    customer.talks().await;
    agent.accepts().await;
    browser.says("[data-testid=call-state]", "Connected").await;
    for line in ["Good morning, what can I do for you?", "Take your time.", "I see your accounts now."] {
        agent.says(line).await;
        customer.reads(line).await;
    }
    browser.click("[data-testid=view-toggle]").await;
    let copied = "window.__find('[data-testid=view] iframe')?.contentDocument?.querySelector('h1')";
    browser.until("what the agent sees", copied, vec![]).await;
    for (width, height) in [(360, 640), (1280, 720)] {
        let screen =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        browser.protocol("Emulation.setDeviceMetricsOverride", screen).await;
        browser
            .until(&format!("a line to write in at {width} by {height}"), IN_REACH, vec![width.into()])
            .await;
        let picture = support::stage::root().join(format!("target/screenshots/chat-in-reach-{width}.png"));
        browser.driver().screenshot(&picture).await.unwrap();
    }
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}
