//! A step ends when what it asks for holds, and not before.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn by_its_own_button() {
    page("<h1>Shop</h1><button id=a>A</button><button id=b>B</button>");
    let handle = start("{}");
    let done = handle.guide(js(
        "{ steps: [{ target: '#a', title: 'One', text: 'First.' }, { target: '#b', title: 'Two' }] }",
    ));
    step_titled("One").await;
    assert_eq!(text(".count"), "Step 1 of 2");
    assert_eq!(text(".text"), "First.");
    button("Next").click();
    step_titled("Two").await;
    button("Back").click();
    step_titled("One").await;
    button("Next").click();
    step_titled("Two").await;
    button("Finish").click();
    assert_eq!(outcome(done).await, "completed");
    assert!(!is_shown(".card") && !is_shown(".spot"));
    handle.stop();
}

#[wasm_bindgen_test]
async fn by_a_click_that_reaches_the_page_once() {
    let container = page("<button id=save>Save</button>");
    container.set_attribute("data-clicks", "").unwrap();
    js_sys::eval("document.querySelector('#save').onclick = () => { document.querySelector('#page').dataset.clicks += 'x'; }").unwrap();
    let handle = start("{}");
    let done = handle.guide(js(
        "{ steps: [{ target: { role: 'button', name: 'Save' }, title: 'Save it', done: 'click' }] }",
    ));
    step_titled("Save it").await;
    on_page("#save").click();
    assert_eq!(outcome(done).await, "completed");
    assert_eq!(container.get_attribute("data-clicks").unwrap(), "x");
    handle.stop();
}

#[wasm_bindgen_test]
async fn by_a_valid_field_once_the_customer_leaves_it() {
    page("<label for=mail>Email *</label><input id=mail type=email required>");
    let handle = start("{}");
    let done = handle.guide(js("{ steps: [{ target: { label: 'Email' }, title: 'Mail', done: 'valid' }] }"));
    step_titled("Mail").await;
    let field = on_page("#mail");
    enter(&field, "jane", true);
    sleep(150).await;
    assert_eq!(text(".title"), "Mail", "an invalid value does not end the step");
    enter(&field, "jane@example.org", false);
    until("the button that goes on", || {
        find(".card .main:not([hidden])")
            .is_some_and(|next| next.get_attribute("aria-disabled").as_deref() == Some("false"))
    })
    .await;
    assert!(is_shown(".card"), "typing is never interrupted");
    enter(&field, "jane@example.org", true);
    assert_eq!(outcome(done).await, "completed");
    handle.stop();
}

#[wasm_bindgen_test]
async fn by_an_event_of_the_site() {
    page("<button id=pay>Pay</button>");
    let handle = start("{}");
    let done = handle.guide(js("{ steps: [{ target: '#pay', title: 'Pay', done: { event: 'paid' } }] }"));
    step_titled("Pay").await;
    js_sys::eval("document.dispatchEvent(new CustomEvent('other'))").unwrap();
    sleep(60).await;
    assert!(is_shown(".card"));
    js_sys::eval("document.dispatchEvent(new CustomEvent('paid'))").unwrap();
    assert_eq!(outcome(done).await, "completed");
    handle.stop();
}

#[wasm_bindgen_test]
async fn by_reaching_a_place() {
    page("<a id=go href='#x'>Go</a>");
    let home = web_sys::window().unwrap().location().pathname().unwrap();
    let handle = start("{}");
    let done = handle.guide(js("{ steps: [{ target: '#go', title: 'Go', done: { place: '/there' } }] }"));
    step_titled("Go").await;
    js_sys::eval("history.pushState(null, '', '/there')").unwrap();
    assert_eq!(outcome(done).await, "completed");
    js_sys::eval(&format!("history.replaceState(null, '', '{home}')")).unwrap();
    handle.stop();
}
