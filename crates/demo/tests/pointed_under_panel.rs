//! On a phone the panel lies over the page: what the agent points at is seen all the same,
//! and no ring lies around a button of the panel.

mod support;

use serde_json::json;
use support::{agent::Agent, browser::Microphone::Speaks, customer::Customer, stage::Stage};

const PHONE: (u32, u32) = (360, 740);
const TARGET: &str = "main details:nth-of-type(4) summary";
const OPEN: &str = "window.__words('[data-testid=panel]') !== null";

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_makes_room_for_what_is_pointed_at_but_not_while_it_is_written_in() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(1000)).await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Speaks(600)).await;
    let (width, height) = PHONE;
    let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    customer.browser.protocol("Emulation.setDeviceMetricsOverride", screen).await;
    customer.talks().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;

    agent.points_at(TARGET).await;
    customer.browser.sees_no("[data-testid=panel]").await;
    customer.is_pointed_at(TARGET).await;
    let launcher = "window.__find('[data-testid=launcher]').matches(':focus')";
    customer.browser.until("the focus where the panel opens again", launcher, vec![]).await;

    // Pointed at nothing, and again while the customer writes.
    agent.browser.click("[data-testid=point-toggle]").await;
    customer.is_pointed_at_nothing().await;
    customer.opens_panel().await;
    customer.browser.write(".chat .input", "Where is").await;
    agent.points_at(TARGET).await;
    customer.is_pointed_at(TARGET).await;
    assert_eq!(customer.browser.run(&format!("return {OPEN}"), vec![]).await, json!(true));

    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}
