//! After `stop()` the page is as it was; loading twice does not double.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn the_document_is_the_same_to_the_letter() {
    page("<button id=a style='color: red'>A</button>");
    let root = document().document_element().unwrap();
    let before = root.outer_html();
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: '#a', title: 'One' }] }"));
    step_titled("One").await;
    handle.stop();
    sleep(150).await;
    assert_eq!(root.outer_html(), before);
    assert_eq!(web_sys::window().unwrap().session_storage().unwrap().unwrap().length().unwrap(), 0);
}

#[wasm_bindgen_test]
async fn while_it_runs_only_the_host_is_added() {
    let container = page("<button id=a>A</button>");
    let before = container.outer_html();
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: '#a', title: 'One' }] }"));
    step_titled("One").await;
    assert_eq!(container.outer_html(), before, "the site's elements are not written to");
    handle.stop();
}

#[wasm_bindgen_test]
fn a_second_start_gives_the_first_handle() {
    page("");
    let (one, two) = (start("{}"), start("{}"));
    assert_eq!(document().query_selector_all("alongside-overlay").unwrap().length(), 1);
    one.stop();
    two.stop();
    assert_eq!(document().query_selector_all("alongside-overlay").unwrap().length(), 0);
}

#[wasm_bindgen_test]
async fn also_when_the_site_stops_it_from_within_an_event() {
    page("<button id=a>A</button>");
    let root = document().document_element().unwrap();
    let before = root.outer_html();
    let handle = start("{}");
    let kept = handle.clone();
    let stop = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || kept.stop());
    let listener = wasm_bindgen::JsCast::unchecked_ref::<js_sys::Function>(stop.as_ref()).clone();
    handle.on("step", listener).unwrap();
    let ended = handle.guide(js("{ steps: [{ target: '#a', title: 'One' }] }"));
    assert_eq!(outcome(ended).await, "stopped");
    sleep(150).await;
    assert_eq!(root.outer_html(), before);
    assert_eq!(web_sys::window().unwrap().session_storage().unwrap().unwrap().length().unwrap(), 0);
    drop(stop);
}
