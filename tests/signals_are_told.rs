//! Struggles are told while they happen.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

use wasm_bindgen::JsCast;

fn listen(handle: &alongside::Handle) -> wasm_bindgen::JsValue {
    let heard =
        js("(() => { const heard = []; return { heard, fn: (e) => heard.push(`${e.kind} ${e.on}`) }; })()");
    let listener = js_sys::Reflect::get(&heard, &"fn".into()).unwrap();
    handle.on("signal", listener.unchecked_into()).unwrap();
    heard
}

fn heard(list: &wasm_bindgen::JsValue) -> Vec<String> {
    let list = js_sys::Array::from(&js_sys::Reflect::get(list, &"heard".into()).unwrap());
    list.iter().filter_map(|text| text.as_string()).collect()
}

#[wasm_bindgen_test]
async fn rage_and_dead_clicks() {
    page("<button id=dead>Nothing happens</button><button id=live>Works</button>");
    js_sys::eval("document.querySelector('#live').onclick = (e) => e.target.toggleAttribute('data-on')")
        .unwrap();
    let handle = start("{}");
    let list = listen(&handle);
    on_page("#live").click();
    sleep(250).await;
    assert_eq!(heard(&list), Vec::<String>::new(), "an answered click is no signal");
    on_page("#dead").click();
    until("the dead click", || heard(&list) == ["dead-click Nothing happens"]).await;
    for _ in 0..3 {
        on_page("#live").click();
        sleep(40).await;
    }
    until("the rage click", || heard(&list).contains(&"rage-click Works".to_owned())).await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn hesitation_and_refusals() {
    page("<label for=iban>IBAN</label><input id=iban>");
    let handle = start("{ signals: { hesitation: 200 } }");
    let list = listen(&handle);
    on_page("#iban").focus().unwrap();
    // A page without the system's focus fires no focus events by itself.
    js_sys::eval("document.querySelector('#iban').dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }))").unwrap();
    until("the hesitation", || heard(&list) == ["hesitation IBAN"]).await;
    for _ in 0..2 {
        on_page("#iban").set_attribute("aria-invalid", "true").unwrap();
        sleep(350).await;
    }
    until("the repeated refusal", || heard(&list).contains(&"validation-error IBAN".to_owned())).await;
    handle.stop();
}
