//! Keys belong to the page unless the focus is in the card; each step is said once.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_page_keeps_its_focus_and_its_keys() {
    page("<input id=name><button id=a>A</button>");
    let handle = start("{}");
    let field = on_page("#name");
    field.focus().unwrap();
    let _ =
        handle.guide(js("{ steps: [{ target: '#a', title: 'One' }, { target: '#name', title: 'Two' }] }"));
    step_titled("One").await;
    assert_eq!(document().active_element().unwrap().id(), "name", "focus is not taken unasked");
    for key in ["ArrowRight", "ArrowLeft", "Enter", "Escape", " "] {
        assert!(press(&field, key), "{key} in a field belongs to the page");
    }
    sleep(60).await;
    assert_eq!(text(".title"), "One");
    handle.stop();
}

#[wasm_bindgen_test]
async fn escape_in_the_card_closes_it_and_focus_returns() {
    page("<button id=a>A</button>");
    let handle = start("{}");
    on_page("#a").focus().unwrap();
    let done = handle.guide(js("{ steps: [{ target: '#a', title: 'One' }] }"));
    step_titled("One").await;
    button("Finish").focus().unwrap();
    assert!(!press(&button("Finish"), "Escape"));
    assert_eq!(outcome(done).await, "closed");
    assert_eq!(document().active_element().unwrap().id(), "a");
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_step_is_announced_with_its_place() {
    page("<button id=a>A</button>");
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: '#a', title: 'Pay here', text: 'By card.' }] }"));
    until("the announcement", || text(".live") == "Step 1 of 1: Pay here. By card.").await;
    let card = find(".card").unwrap();
    assert_eq!(card.get_attribute("role").as_deref(), Some("dialog"));
    assert_eq!(card.get_attribute("aria-labelledby").as_deref(), Some("title"));
    handle.stop();
}

#[wasm_bindgen_test]
async fn the_interface_speaks_the_customers_language() {
    page("<button id=a>A</button>");
    let handle = start("{ locale: 'de-AT' }");
    let _ = handle.guide(js("{ steps: [{ target: '#a', title: { en: 'Here', de: 'Hier' } }] }"));
    step_titled("Hier").await;
    assert_eq!(text(".count"), "Schritt 1 von 1");
    button("Fertig").click();
    handle.stop();
}
