//! The customer looks at what the agent sees, and keeps it to themselves for a while.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use serde_json::{Value, json};
use support::{
    agent::Agent, browser::Browser, browser::Microphone::Speaks, customer::Customer, stage::Stage,
};
use thirtyfour::Key;

/// The customer's own copy: its frame.
const FRAME: &str = "window.__find('[data-testid=view] iframe')";

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_looks_on_and_pauses() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(1000)).await;
    let customer = Customer::arrive(&format!("{}/open/details.html", stage.demo.bank), Speaks(600)).await;
    let browser = &customer.browser;
    customer.asks_to_write().await;
    browser.sees_no("[data-testid=view-toggle]").await;
    agent.reads_of_customer(&["Chat", "Accept"]).await;
    agent.accepts().await;
    agent.copy("the page", "copy.getElementById('fullname')", vec![]).await;
    assert_eq!(browser.run(&format!("return !!{FRAME}"), vec![]).await, json!(false), "nobody looks yet");

    browser.click("[data-testid=view-toggle]").await;
    own(browser, "the page", "copy.getElementById('fullname')").await;
    browser.write("#fullname", "Ada Morgan").await;
    own(browser, "a masked name", "copy.getElementById('fullname').value").await;
    assert_eq!(browser.run(&typed("Ada"), vec![]).await, json!(false), "as masked as the agent's");
    is_a_picture(browser).await;
    keeps_to_the_policy(browser).await;
    pauses(&customer, &agent).await;
    is_gone_once_it_is_closed(&customer).await;

    assert_eq!(browser.violations().await, json!([]));
    agent.browser.close().await;
    customer.browser.close().await;
    stage.strike().await;
}

/// The copy is under the site's policy, which allows neither inline styles nor a `base`.
async fn keeps_to_the_policy(browser: &Browser) {
    let listen = format!(
        "window.__inside = [];
         {FRAME}.contentDocument.addEventListener('securitypolicyviolation',
             ({{ violatedDirective }}) => window.__inside.push(violatedDirective));
         document.querySelector('h1').style.color = 'rgb(1, 2, 3)'"
    );
    browser.run(&listen, vec![]).await;
    let shown = "copy.defaultView.getComputedStyle(copy.querySelector('h1')).color === 'rgb(1, 2, 3)'";
    own(browser, "a style that a script has set", shown).await;
    own(browser, "the page's own base", "!copy.querySelector('base') && copy.baseURI === location.href")
        .await;
    assert_eq!(browser.run("return window.__inside", vec![]).await, json!([]));
}

/// It is all there to see, small, and takes neither pointer nor focus.
async fn is_a_picture(browser: &Browser) {
    let small = format!(
        "(({{ left, right, top, bottom }}, stage) => right - left > 60 && bottom - top <= innerHeight * 0.4 + 1 &&
            left >= stage.left - 1 && right <= stage.right + 1 && bottom <= stage.bottom + 1)(
            {FRAME}.getBoundingClientRect(), window.__find('[data-testid=view]').getBoundingClientRect())"
    );
    browser.until("a small picture of the whole window", &small, vec![]).await;
    browser.run("window.__find('[data-testid=view-pause]').focus()", vec![]).await;
    browser.press(Key::Tab).await;
    let inside =
        format!("return document.querySelector('alongside-overlay').shadowRoot.activeElement === {FRAME}");
    assert_eq!(browser.run(&inside, vec![]).await, json!(false));
}

async fn pauses(customer: &Customer, agent: &Agent) {
    let browser = &customer.browser;
    let seen_by_agent = "return document.querySelector('.room:not(.away) [data-testid=mirror]')\
        .contentDocument.body.textContent.includes('Kept to myself')";
    shortcut(browser).await;
    browser.says("[data-testid=status]", "Paused: Robin sees nothing.").await;
    agent.browser.until("a room that says so", "document.querySelector('[data-sight=paused]')", vec![]).await;
    browser.run("document.querySelector('h1').textContent = 'Kept to myself'", vec![]).await;
    // Longer than the walker gathers, several times over.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(agent.browser.run(seen_by_agent, vec![]).await, json!(false));
    assert_eq!(browser.run(&typed("Kept to myself"), vec![]).await, json!(false), "nor is it in the picture");
    browser.click("[data-testid=view-pause]").await;
    browser.says("[data-testid=status]", "Robin sees this page.").await;
    agent.copy("what had waited", "copy.body.textContent.includes('Kept to myself')", vec![]).await;
    own(browser, "what had waited", "copy.body.textContent.includes('Kept to myself')").await;
    agent
        .browser
        .until("a room that is live", "!document.querySelector('[data-sight=paused]')", vec![])
        .await;
}

async fn is_gone_once_it_is_closed(customer: &Customer) {
    let browser = &customer.browser;
    browser.click("[data-testid=view-toggle]").await;
    browser.until("no copy", &format!("!{FRAME}"), vec![]).await;
    browser.click("[data-testid=view-toggle]").await;
    own(browser, "the page again", "copy.getElementById('fullname')").await;
    browser.click("[data-testid=end]").await;
    browser.until("no copy after the end", &format!("!{FRAME}"), vec![]).await;
    browser.sees_no("[data-testid=view-toggle]").await;
    shortcut(browser).await;
    browser.says("[data-testid=notice]", "The conversation is over.").await;
}

async fn shortcut(browser: &Browser) {
    let held = browser.driver().action_chain().key_down(Key::Alt).key_down(Key::Shift);
    held.key_down('p').key_up('p').key_up(Key::Shift).key_up(Key::Alt).perform().await.unwrap();
}

fn typed(text: &str) -> String {
    format!(
        "return ((copy) => copy.body.textContent.includes('{text}') ||
            [...copy.querySelectorAll('input')].some(({{ value }}) => value.includes('{text}')))({FRAME}.contentDocument)"
    )
}

async fn own(browser: &Browser, what: &str, expression: &str) -> Value {
    let script = format!("((copy) => copy && ({expression}))({FRAME}?.contentDocument)");
    browser.until(what, &script, vec![]).await
}
