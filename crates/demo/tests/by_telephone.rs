//! A telephone call and a page that belong together, by a code that is said.

mod support;

use serde_json::{Value, json};
use support::{agent::Agent, axe::Axe, browser::Microphone::Denied, customer::Customer, stage::Stage};

/// A site with a number to call.
const PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Help</title>
<meta name="viewport" content="width=device-width">
<script src="/alongside/script.js" data-site="northbank" data-relay="ws://localhost:7400/customer"
  data-phone="+353 20 913 0142" async></script></head>
<body><main><h1>How to reach us</h1><p id="hint">We are here every day.</p>
<label>Your name <input id="name"></label></main></body></html>"#;

#[tokio::test(flavor = "multi_thread")]
async fn the_code_that_the_customer_says_opens_their_page() {
    let mut axe = Axe::fetched();
    let (stage, _tap) = Stage::tapped_with(&[("index.html", PAGE)]).await;
    let customer = Customer::arrive(&stage.demo.bank, Denied).await;
    customer.opens_panel().await;
    customer.is_offered(&["leave-message", "phone", "phone-with-page"]).await;
    customer.browser.says("[data-testid=phone-with-page]", "Whoever you tell it sees this page").await;
    axe.check(&customer.browser, "phone-offered", "alongside-overlay").await;
    customer.browser.click("[data-testid=phone-with-page]").await;
    let read = "/^\\d{3} \\d{3}$/.exec(window.__words('[data-testid=phone-code]'))?.[0]";
    let code = customer.browser.until("a code to say", read, vec![]).await;
    let code = code.as_str().unwrap();
    customer.is_offered(&["phone", "cancel"]).await;
    let dialled = "window.__find('[data-testid=phone]').getAttribute('href') === 'tel:+353209130142'";
    customer.browser.until("the number", dialled, vec![]).await;
    axe.check(&customer.browser, "phone-code", "alongside-overlay").await;

    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let browser = &agent.browser;
    browser.sees_no("[data-testid=accept]").await;
    axe.check(browser, "console-phone-code", "html").await;
    let wrong = if code.ends_with('1') { "100 000" } else { "100 001" };
    for (typed, says) in [("12 34", "six digits"), (wrong, "no customer has this code now")] {
        browser.write("[data-testid=phone-code]", typed).await;
        browser.click("[data-testid=phone-code-open]").await;
        let said = "document.querySelector('[data-testid=notice]')?.textContent.toLowerCase().includes(arguments[0])";
        browser.until(says, said, vec![json!(says)]).await;
    }
    browser.write("[data-testid=phone-code]", code).await;
    browser.click("[data-testid=phone-code-open]").await;
    agent.stage_is("active").await;
    browser.says("[data-testid=on-phone]", "On the telephone.").await;
    agent.copy("the page", "copy.querySelector('h1').textContent === 'How to reach us'", vec![]).await;
    customer.browser.says("[data-testid=status]", "Robin sees this page.").await;
    customer.is_offered(&["end"]).await;
    agent.says("I am the one on the telephone").await;
    customer.reads("I am the one on the telephone").await;
    agent.points_at("#name").await;
    customer.is_pointed_at("#name").await;
    axe.check(&customer.browser, "phone-active", "alongside-overlay").await;
    axe.check(browser, "console-on-phone", "html").await;
    let calls = customer.browser.run("return window.__calls.length", vec![]).await;
    assert_eq!(calls, Value::from(0), "the call is the telephone's");

    customer.browser.click("[data-testid=end]").await;
    agent.stage_is("ended").await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
    axe.found_nothing();
}
