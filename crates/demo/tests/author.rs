//! A member of the team writes a step on the live page; customers load nothing of it.

mod support;

use alongside_protocol::flow::FlowDocument;
use serde_json::{Value, json};
use support::{
    author::Author,
    browser::{Microphone::Denied, SOON},
    customer::Customer,
    stage::Stage,
};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_picked_written_moved_undone_exported_and_run() {
    let stage = Stage::set().await;
    let author = Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let customer = &author.customer;
    let browser = &customer.browser;

    author.chooses("Flow return").await;

    // A link is picked: the page does not follow it.
    author.presses("pick").await;
    browser.click("nav a[href='/c/camp.html']").await;
    author.says("notice", "element").await;
    browser.is_at("/returns.html").await;
    author.presses("add-step").await;
    let [first, second] = ["Your order number", "Tell us what happened"];
    author.has_steps(&[first, second, "Camp"]).await;

    // The keyboard is in its heading already.
    author
        .sees("panel.activeElement?.dataset.testid === 'step-title' && (panel.activeElement.select(), true)")
        .await;
    browser.press("Look here for tents").await;
    let third = "Look here for tents";
    author.has_steps(&[first, second, third]).await;

    author.sees("(panel.querySelector('.steps li:nth-child(3) .name').focus(), true)").await;
    let keys = browser.driver().action_chain().key_down(Key::Alt).send_keys(Key::Up).key_up(Key::Alt);
    keys.perform().await.unwrap();
    author.has_steps(&[first, third, second]).await;
    author.says("changes", "return / step-3: step added as number 2").await;
    author.sees("panel.querySelector('[data-testid=undo]').title === 'Undo: move step 3'").await;
    author.presses("undo").await;
    author.has_steps(&[first, second, third]).await;
    author.presses("redo").await;
    author.has_steps(&[first, third, second]).await;

    // What was written outlives the page.
    browser.reload().await;
    customer.is_accompanied().await;
    author.says("changes", "return / step-3: step added as number 2").await;

    author.presses("export").await;
    let exported = browser.until("the file", "window.__exported", vec![]).await;
    let document: FlowDocument = serde_json::from_str(exported.as_str().unwrap()).unwrap();
    let flows = document.checked().unwrap().flows;
    let ids: Vec<&str> = flows[2].steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["order", "step-3", "send"]);
    assert_eq!(flows[2].steps[1].title.for_locale("en"), third);

    author.chooses("Flow return").await;
    author.presses("preview").await;
    customer.is_shown(first).await;
    browser.write("#order", "FW-204817").await;
    browser.press(Key::Tab).await;
    customer.is_shown(third).await;
    assert_eq!(browser.violations().await, json!([]));

    browser.click(".card .close:not(.help)").await;
    author.says("notice", "The preview has ended: closed.").await;

    // The same in a window as small as a phone.
    author.presses("phone").await;
    browser
        .poll(SOON, async || {
            let windows = browser.driver().windows().await.ok()?;
            let [_, phone] = windows.as_slice() else { return None };
            browser.driver().switch_to_window(phone.clone()).await.ok()
        })
        .await
        .unwrap();
    let title = "document.querySelector('alongside-overlay')?.shadowRoot.querySelector('.card .title')";
    browser
        .until("the step on a phone", &format!("{title}?.textContent === arguments[0]"), vec![first.into()])
        .await;
    // How large it is, a headless browser decides by itself.
    let alone = browser.run("return !document.querySelector('alongside-author')", vec![]).await;
    assert_eq!(alone, json!(true), "customers have no author mode");
    author.customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_press_does_is_proposed_on_the_page_that_it_loads() {
    let stage = Stage::set().await;
    let author = Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.presses("add-flow").await;
    author.presses("pick").await;
    browser.click("nav a[href='/c/camp.html']").await;
    author.presses("add-step").await;
    author.presses("watch").await;
    author.sees("panel.querySelector('[data-testid=watch]').dataset.watching === 'true'").await;
    browser
        .run("dispatchEvent(new Event('unheard')); document.dispatchEvent(new Event('camp:chosen'))", vec![])
        .await;
    browser.click("nav a[href='/c/camp.html']").await;
    browser.is_at("/c/camp.html").await;
    author.says("offers", "The customer is on /c/camp.html.").await;
    author.says("offers", "The site says “camp:chosen”.").await;
    author.sees("!panel.querySelector('[data-testid=offers]').textContent.includes('unheard')").await;
    author.sees("(panel.querySelector('[data-testid=offers] button').click(), true)").await;
    author.says("done", "The customer is on /c/camp.html.").await;
    author
        .sees("panel.querySelector('[data-testid=undo]').title === 'Undo: change when step 1 is done'")
        .await;
    assert_eq!(browser.violations().await, json!([]));
    author.customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_loads_not_a_byte_of_it() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/returns.html", stage.demo.shop), Denied).await;
    customer.starts("return").await;
    customer.is_shown("Your order number").await;
    let loaded = "return performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)";
    let loaded = customer.browser.run(loaded, vec![]).await;
    let loaded: Vec<&str> = loaded.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(loaded.contains(&"/alongside/alongside_bg.wasm"), "{loaded:?}");
    assert!(!loaded.iter().any(|path| path.contains("author")), "{loaded:?}");
    // Nor could it: nothing that a customer loads names it.
    for entry in ["script.js", "index.js", "observe.js", "alongside.js"] {
        let text = std::fs::read_to_string(support::stage::root().join("pkg").join(entry)).unwrap();
        assert!(!text.contains("author.js"), "{entry}");
    }
    customer.browser.close().await;
    stage.strike().await;
}
