//! A member of the team saves flows to the relay with a code from the console, and rolls back;
//! pages that take their flows from there have them at once.

mod support;

use alongside_protocol::flow::FlowSet;
use serde_json::{Value, json};
use support::{
    agent::Agent, author::Author, axe::Axe, browser::Microphone::Denied, customer::Customer, stage::Stage,
};

/// Starts the SDK as a page would whose script tag names the relay's address for its flows.
const FROM_RELAY: &str = "return (async ([relay]) => {
  (await alongside.ready).stop();
  const { start } = await import('/alongside/index.js');
  window.alongside = { ready: start({ site: 'fieldware', flows: `${relay}/flows/fieldware` }) };
  (await alongside.ready).guide('return');
})(arguments)";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_is_what_customers_are_shown_until_it_is_rolled_back() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    agent.browser.click("[data-testid=tab-flows]").await;
    agent
        .browser
        .until(
            "a code",
            "((shop) => shop && (shop.click(), true))([...document.querySelectorAll('[data-testid=writing-code]')]
               .find((one) => one.textContent === 'Fieldware'))",
            vec![],
        )
        .await;
    agent.browser.sees("[data-testid=writing-code-value]").await;
    let code = agent
        .browser
        .run("return document.querySelector('[data-testid=writing-code-value]').value", vec![])
        .await;
    let code = code.as_str().unwrap();
    let mut axe = Axe::fetched();
    axe.check(&agent.browser, "writing-code", "main").await;

    let author = Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.presses("to-versions").await;
    author.enters("code").await;
    browser.press("no code of anybody").await;
    author.presses("use-code").await;
    author.says("saving", "The code is wrong or has ended").await;
    author.enters("code").await;
    browser.press(code).await;
    author.presses("use-code").await;
    author.says("versions", "Fieldware, as Robin").await;
    author.says("would-change", "The first version here is the whole document: 3 flows").await;
    author.presses("save").await;
    author.says("saving", "Saved as version 1.").await;
    author.says("would-change", "Nothing is different").await;

    // A second version says something else.
    author.chooses("Flow return").await;
    author.sees("(panel.querySelector('.steps .name').click(), true)").await;
    author.enters("step-title").await;
    browser.press("Your number").await;
    author.says("would-change", "changed from “Your order number” to “Your number”").await;
    // The code outlives the page.
    browser.reload().await;
    author.customer.is_accompanied().await;
    author.sees("(panel.querySelector('[data-testid=versions]').open = true)").await;
    author.presses("save").await;
    author.says("saving", "Saved as version 2.").await;

    let customer = Customer::arrive(&format!("{}/returns.html", stage.demo.shop), Denied).await;
    customer.starts("return").await;
    customer.is_shown("Your number").await;

    author.presses("look").await;
    author.says("history", "changed from “Your number” to “Your order number”").await;
    author.presses("roll-back").await;
    author.says("saving", "Version 1 is the newest again, as version 3.").await;
    author.says("history", "Version 3").await;
    author.sees("panel.querySelector('[data-testid=undo]').title.startsWith('Undo')").await;
    customer.browser.reload().await;
    customer.is_accompanied().await;
    let relay = vec![Value::from(stage.demo.console.clone())];
    customer.browser.run(FROM_RELAY, relay).await;
    customer.is_shown("Your order number").await;

    let document = ureq::get(format!("{}/flows/fieldware", stage.demo.console)).call();
    let document = document.unwrap().body_mut().read_to_string().unwrap();
    assert!(FlowSet::read(&serde_json::from_str(&document).unwrap()).is_ok());

    // Somebody else saves meanwhile: nothing of theirs is lost unseen.
    let theirs = document.replace("Your order number", "The number of your order");
    let saved = ureq::post(format!("{}/api/sites/fieldware/versions", stage.demo.console))
        .header("authorization", format!("Bearer {code}"))
        .header("content-type", "application/json")
        .send(json!({ "base": 3, "document": theirs }).to_string());
    assert_eq!(saved.unwrap().status(), 201);
    author.sees("(panel.querySelector('.steps .name').click(), true)").await;
    author.enters("step-title").await;
    browser.press("Mine").await;
    author.presses("save").await;
    author.says("saving", "Version 4 was saved by Robin in the meantime").await;
    author.says("overlooked", "did not begin from it").await;
    author.says("save", "Put it in place of version 4").await;
    author.says("would-change", "changed from “The number of your order” to “Mine”").await;
    author.presses("take-up").await;
    author.says("would-change", "Nothing is different").await;
    author.sees("panel.querySelector('[data-testid=undo]').title === 'Undo: take up version 4'").await;
    author.presses("undo").await;
    author.says("would-change", "changed from “The number of your order” to “Mine”").await;
    author.sees("!panel.querySelector('[data-testid=overlooked]')").await;
    for browser in [browser, &customer.browser] {
        assert_eq!(browser.violations().await, json!([]));
    }
    axe.check(browser, "author-versions", "main").await;
    axe.found_nothing();
    agent.browser.close().await;
    customer.browser.close().await;
    author.customer.browser.close().await;
    stage.strike().await;
}
