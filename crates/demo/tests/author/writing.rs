//! A step is picked, written and exported, and what ends it is proposed.

use alongside_protocol::flow::FlowDocument;
use serde_json::json;
use thirtyfour::Key;

use crate::support::{author::Author, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_step_is_picked_written_moved_undone_exported_and_run() {
    let stage = Stage::set().await;
    writes(Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await).await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn so_it_is_in_firefox() {
    let stage = Stage::set().await;
    writes(Author::opens_in_firefox(&format!("{}/returns.html?author", stage.demo.shop)).await).await;
    stage.strike().await;
}

async fn writes(author: Author) {
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

    // Another language has its fields, too.
    author.unfolds("more").await;
    author.enters("language").await;
    browser.press("fr").await;
    browser.press(Key::Enter).await;
    author
        .sees(
            "[...panel.querySelectorAll('.step legend')].map((one) => one.textContent).join() === 'en,de,fr'",
        )
        .await;
    author.enters("step-title-fr").await;
    browser.press("Les tentes").await;

    author.presses("export").await;
    let exported = browser.until("the file", "window.__exported", vec![]).await;
    let document: FlowDocument = serde_json::from_str(exported.as_str().unwrap()).unwrap();
    let flows = document.checked().unwrap().flows;
    let ids: Vec<&str> = flows[2].steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["order", "step-3", "send"]);
    assert_eq!(flows[2].steps[1].title.for_locale("en"), third);
    assert_eq!(flows[2].steps[1].title.for_locale("fr"), "Les tentes");

    author.chooses("Flow return").await;
    author.presses("preview").await;
    customer.is_shown(first).await;
    browser.write("#order", "FW-204817").await;
    browser.press(Key::Tab).await;
    customer.is_shown(third).await;
    assert_eq!(browser.violations().await, json!([]));

    browser.click(".card .close:not(.help)").await;
    author.says("notice", "The preview has ended: closed.").await;
    author.customer.browser.close().await;
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
    // Where the link leads is what the step ends by without a choice.
    author.says("done", "The customer is on /c/camp.html.").await;
    author
        .sees("([...panel.querySelectorAll('[data-testid=offers] button')].find(offer => offer.textContent.includes('camp:chosen')).click(), true)")
        .await;
    author.says("done", "The site says “camp:chosen”.").await;
    author
        .sees("panel.querySelector('[data-testid=undo]').title === 'Undo: change when step 1 is done'")
        .await;
    // What was done before the page was loaded is undone step by step, too.
    author.presses("undo").await;
    author.sees("panel.querySelector('[data-testid=undo]').title === 'Undo: add step 1'").await;
    author.presses("undo").await;
    author.sees("panel.querySelector('[data-testid=undo]').title.startsWith('Undo: add flow')").await;
    assert_eq!(browser.violations().await, json!([]));
    author.customer.browser.close().await;
    stage.strike().await;
}
