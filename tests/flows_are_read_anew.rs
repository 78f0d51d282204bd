//! Flow documents take the place of those that `start()` was given.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const PAGE: &str = "<button id=a>A</button>";

fn document(id: &str, title: &str) -> String {
    format!("{{ version: 3, flows: [{{ id: '{id}', steps: [{{ target: '#a', title: '{title}' }}] }}] }}")
}

#[wasm_bindgen_test]
async fn what_is_asked_for_after_them_is_meant_of_them() {
    page(PAGE);
    let handle = start(&format!("{{ flows: {} }}", document("pay", "Old")));
    let ended = handle.guide(js("'pay'"));
    step_titled("Old").await;
    handle.flows(&js(&format!("[{}]", document("pay", "New"))), wasm_bindgen::JsValue::UNDEFINED).unwrap();
    // The one that runs goes on as it was.
    button("Finish").click();
    assert_eq!(outcome(ended).await, "completed");
    let ended = handle.guide(js("'pay'"));
    step_titled("New").await;
    button("Finish").click();
    assert_eq!(outcome(ended).await, "completed");
    handle.stop();
}

#[wasm_bindgen_test]
async fn the_last_ones_hold_whichever_come_first() {
    page(PAGE);
    let handle = start("{}");
    // It has to be fetched; the next one is there.
    let late = format!(
        "'data:application/json,' + encodeURIComponent(JSON.stringify({}))",
        document("late", "Late")
    );
    handle.flows(&js(&late), wasm_bindgen::JsValue::UNDEFINED).unwrap();
    handle.flows(&js(&document("last", "Last")), wasm_bindgen::JsValue::UNDEFINED).unwrap();
    let ended = handle.guide(js("'last'"));
    step_titled("Last").await;
    sleep(200).await;
    assert!(refusal(handle.guide(js("'late'"))).await.contains("there is no flow \"late\""));
    button("Finish").click();
    assert_eq!(outcome(ended).await, "completed");
    handle.stop();
}
