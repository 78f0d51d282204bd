//! Flows, places and moves are made, named and deleted on the page, and all of it is undone.

use alongside_protocol::flow::FlowDocument;

use crate::support::{author::Author, stage::Stage};

#[tokio::test(flavor = "multi_thread")]
async fn a_place_with_a_move_to_it_and_a_flow_that_leads_there() {
    let stage = Stage::set().await;
    let author = Author::opens(&format!("{}/c/camp.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.unfolds("places").await;
    author.presses("add-place").await;
    author.sees("panel.querySelector('[data-testid=place-id]').value === 'camp'").await;
    author.sees("panel.querySelector('[data-testid=place-path]').value === '/c/camp.html'").await;
    author.enters("place-id").await;
    browser.press("tents\n").await;
    author.presses("entry").await;
    author.presses("pick-landmark").await;
    browser.click("main h1").await;
    author.says("landmark", "The heading “Camp” can be seen.").await;

    author.selects("move-from", "all-products").await;
    author.selects("move-to", "tents").await;
    author.presses("add-move").await;
    author.says("track", "Move all-products → tents").await;
    author.presses("pick").await;
    browser.click("nav a[href='/c/camp.html']").await;
    author.presses("add-step").await;
    author.unfolds("more").await;
    author.presses("safe").await;
    author.sees("[...panel.querySelectorAll('.graph li')].some((one) => one.textContent === 'all-products to tents: 1 step')").await;
    author
        .sees("[...panel.querySelectorAll('.graph g text')].some((one) => one.textContent === 'tents')")
        .await;

    author.presses("flow-to").await;
    author.says("track", "Flow flow-4").await;
    author.says("moves", "all-products → tents").await;
    author.sees("panel.querySelector('.graph .goal')").await;
    author.unfolds("about").await;
    author.enters("flow-id").await;
    browser.press("find-tents\n").await;
    author.enters("flow-title-de").await;
    browser.press("Zelte finden").await;
    author.presses("delete-place").await;
    author.says("notice", "The flow find-tents leads to this place; delete the flow first.").await;

    author.presses("export").await;
    let exported = browser.until("the file", "window.__exported", vec![]).await;
    let document: FlowDocument = serde_json::from_str(exported.as_str().unwrap()).unwrap();
    let set = document.checked().unwrap();
    let flow = &set.flows[3];
    assert_eq!((flow.id.as_str(), flow.goal.as_deref()), ("find-tents", Some("tents")));
    assert_eq!(flow.title.as_ref().unwrap().for_locale("de"), "Zelte finden");
    assert!(set.map.places.last().unwrap().entry);
    let one = set.map.moves.last().unwrap();
    assert_eq!((one.to.as_str(), one.steps[0].safe), ("tents", true));

    author.presses("delete-flow").await;
    author.presses("delete-place").await;
    author.says("changes", "").await;
    author.sees("panel.querySelectorAll('[data-testid=changes] li').length === 0").await;
    // All of it comes back, and goes again.
    author.presses("undo").await;
    author.presses("undo").await;
    author.says("track", "Flow find-tents").await;
    author.sees("(() => { const undo = panel.querySelector('[data-testid=undo]'); undo.click(); return undo.disabled; })()").await;
    author.sees("panel.querySelectorAll('[data-testid=changes] li').length === 0").await;
    author.customer.browser.close().await;
    stage.strike().await;
}
