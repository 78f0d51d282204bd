//! A member of the team writes a step on the live page; customers load nothing of it.

mod support;

use alongside_protocol::flow::FlowDocument;
use serde_json::{Value, json};
use support::{
    browser::{Browser, Microphone::Denied, SOON},
    customer::Customer,
    stage::Stage,
};
use thirtyfour::Key;

/// The panel is closed to the page; a test must see into it, and into the file it gives.
const BEFORE: &str = "{
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  if (this.localName === 'alongside-author') window.__author = root;
  return root;
};
const give = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  void blob.text().then((text) => { window.__exported = text; });
  return give.call(URL, blob);
};
}";

/// What the author does and sees.
struct Author<'b>(&'b Browser);

impl Author<'_> {
    async fn sees(&self, expression: &str) -> Value {
        let expression = format!("((panel) => panel && ({expression}))(window.__author)");
        self.0.until(&expression, &expression, vec![]).await
    }

    /// Chooses a flow or a move by its name.
    async fn chooses(&self, track: &str) {
        let track = json!(track);
        self.sees(&format!(
            "[...panel.querySelectorAll('[data-testid=track] option')]
               .filter((option) => option.textContent === {track})
               .map((option) => {{
                 option.selected = true;
                 option.parentElement.dispatchEvent(new Event('change', {{ bubbles: true }}));
               }}).length === 1"
        ))
        .await;
    }

    async fn presses(&self, id: &str) {
        self.sees(&format!(
            "[...panel.querySelectorAll('[data-testid={id}]:not(:disabled)')].map((one) => one.click()).length > 0"
        ))
        .await;
    }

    async fn says(&self, id: &str, words: &str) {
        let words = json!(words);
        self.sees(&format!("panel.querySelector('[data-testid={id}]')?.textContent.includes({words})")).await;
    }

    async fn has_steps(&self, titles: [&str; 3]) {
        let titles = json!(titles);
        self.sees(&format!(
            "JSON.stringify([...panel.querySelectorAll('.steps .name')].map((one) => one.textContent)) \
             === JSON.stringify({titles})"
        ))
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_picked_written_moved_undone_exported_and_run() {
    let stage = Stage::set().await;
    let browser = Browser::open("author", Denied).await;
    browser.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": BEFORE })).await;
    let customer = Customer::arrive_by(browser, &format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &customer.browser;
    let author = Author(browser);

    author.chooses("Flow return").await;

    // A link is picked: the page does not follow it.
    author.presses("pick").await;
    browser.click("nav a[href='/c/camp.html']").await;
    author.says("notice", "element").await;
    browser.is_at("/returns.html").await;
    author.presses("add-step").await;
    let [first, second] = ["Your order number", "Tell us what happened"];
    author.has_steps([first, second, "Camp"]).await;

    // The keyboard is in its heading already.
    author
        .sees("panel.activeElement?.dataset.testid === 'step-title' && (panel.activeElement.select(), true)")
        .await;
    browser.press("Look here for tents").await;
    let third = "Look here for tents";
    author.has_steps([first, second, third]).await;

    author.sees("(panel.querySelector('.steps li:nth-child(3) .name').focus(), true)").await;
    let keys = browser.driver().action_chain().key_down(Key::Alt).send_keys(Key::Up).key_up(Key::Alt);
    keys.perform().await.unwrap();
    author.has_steps([first, third, second]).await;
    author.says("changes", "return / step-3: step added as number 2").await;
    author.sees("panel.querySelector('[data-testid=undo]').title === 'Undo: move step 3'").await;
    author.presses("undo").await;
    author.has_steps([first, second, third]).await;
    author.presses("redo").await;
    author.has_steps([first, third, second]).await;

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
    customer.browser.close().await;
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
