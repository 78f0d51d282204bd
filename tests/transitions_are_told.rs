//! Each transition of a flow reaches the document and a data layer, until `stop()`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FLOW: &str = "{ id: 'pay', steps: [{ id: 'one', target: '#a', title: 'One' }, { id: 'two', target: '#b', title: 'Two' }] }";
const PAGE: &str = "<button id=a>A</button><button id=b>B</button>";

/// What a script of the page comes to.
fn run(script: &str) -> String {
    js_sys::eval(script).unwrap().as_string().unwrap_or_default()
}

/// Listens on the window, so that only what bubbles is heard.
fn listen() {
    run(
        "window.heard = []; window.hear ??= (event) => heard.push(event.type + (event.cancelable ? '!' : ' ') + JSON.stringify(event.detail)); \
         for (const name of ['step', 'flow']) addEventListener('alongside:' + name, hear)",
    );
}

fn heard() -> String {
    run("heard.join('\\n')")
}

async fn walk(handle: &alongside::Handle) {
    let ended = handle.guide(js(FLOW));
    step_titled("One").await;
    button("Next").click();
    step_titled("Two").await;
    button("Finish").click();
    assert_eq!(outcome(ended).await, "completed");
}

#[wasm_bindgen_test]
async fn on_the_document_with_the_same_detail() {
    page(PAGE);
    listen();
    let handle = start("{}");
    walk(&handle).await;
    let wanted = [
        r#"alongside:step {"flow":"pay","step":"one"}"#,
        r#"alongside:step {"flow":"pay","step":"one","outcome":"done"}"#,
        r#"alongside:step {"flow":"pay","step":"two"}"#,
        r#"alongside:step {"flow":"pay","step":"two","outcome":"done"}"#,
        r#"alongside:flow {"flow":"pay","outcome":"completed"}"#,
    ];
    assert_eq!(heard(), wanted.join("\n"));
    handle.stop();
}

#[wasm_bindgen_test]
async fn also_where_a_form_has_the_name_of_what_we_call() {
    page(&format!("{PAGE}<form name=dispatchEvent></form>"));
    assert!(js("document.dispatchEvent instanceof Element").is_truthy());
    listen();
    let handle = start("{}");
    walk(&handle).await;
    assert!(heard().contains(r#"{"flow":"pay","outcome":"completed"}"#), "{}", heard());
    handle.stop();
    page("");
}

#[wasm_bindgen_test]
async fn not_after_stop() {
    page(PAGE);
    let handle = start("{}");
    let ended = handle.guide(js(FLOW));
    step_titled("One").await;
    run("window.layer = []");
    handle.data_layer(js("layer")).unwrap();
    handle.stop();
    assert_eq!(outcome(ended).await, "stopped");
    listen();
    run("layer.length = 0");
    let again = start("{}");
    walk(&again).await;
    again.stop();
    assert!(!heard().is_empty());
    assert_eq!(run("JSON.stringify(layer)"), "[]", "the second start knows nothing of the first's layer");
    run("heard.length = 0");
    sleep(150).await;
    assert_eq!(heard(), "");
}

#[wasm_bindgen_test]
async fn a_data_layer_gets_ids_and_outcomes_alone() {
    page(PAGE);
    run("window.layer = [{ event: 'theirs' }]");
    let handle = start("{}");
    let off = handle.data_layer(js("layer")).unwrap();
    // As a tag manager does when it comes: it puts a function of its own in the place of the array's.
    run("layer.push = (...entries) => Array.prototype.push.apply(layer, entries)");
    walk(&handle).await;
    let wanted = r#"[{"event":"theirs"},{"event":"alongside_step","alongside":{"flow":"pay","step":"one","outcome":"shown"}},{"event":"alongside_step","alongside":{"flow":"pay","step":"one","outcome":"done"}},{"event":"alongside_step","alongside":{"flow":"pay","step":"two","outcome":"shown"}},{"event":"alongside_step","alongside":{"flow":"pay","step":"two","outcome":"done"}},{"event":"alongside_flow","alongside":{"flow":"pay","outcome":"completed"}}]"#;
    assert_eq!(run("JSON.stringify(layer)"), wanted);
    off.call0(&wasm_bindgen::JsValue::NULL).unwrap();
    walk(&handle).await;
    assert_eq!(run("JSON.stringify(layer)"), wanted, "its function has ended it");
    handle.stop();
}

#[wasm_bindgen_test]
async fn those_of_a_preview_are_told_to_functions_alone() {
    page(PAGE);
    listen();
    run("window.layer = []; window.told = []");
    let handle = start("{}");
    handle.data_layer(js("layer")).unwrap();
    handle.on("flow", js("(detail) => told.push(detail.outcome)").into()).unwrap();
    let documents = js(&format!("[{{ version: 3, flows: [{FLOW}] }}]"));
    handle.flows(&documents, js("{ preview: true }")).unwrap();
    let ended = handle.guide("pay".into());
    step_titled("One").await;
    button("Next").click();
    step_titled("Two").await;
    button("Finish").click();
    assert_eq!(outcome(ended).await, "completed");
    assert_eq!(run("told.join()"), "completed");
    assert_eq!((heard(), run("JSON.stringify(layer)")), (String::new(), "[]".to_owned()));

    handle.flows(&documents, wasm_bindgen::JsValue::UNDEFINED).unwrap();
    let _ended = handle.guide("pay".into());
    step_titled("One").await;
    assert_eq!(heard(), r#"alongside:step {"flow":"pay","step":"one"}"#);
    let wrong = handle.flows(&documents, js("{ previev: true }")).unwrap_err();
    assert!(message(&wrong).contains("`previev`"), "{}", message(&wrong));
    handle.stop();
}

#[wasm_bindgen_test]
async fn whoever_throws_breaks_nothing() {
    page(PAGE);
    listen();
    run(
        "window.thrower = () => { throw new Error('theirs') }; document.addEventListener('alongside:step', thrower); \
         window.quiet = (event) => event.preventDefault(); addEventListener('error', quiet)",
    );
    let handle = start("{}");
    handle.on("step", js("() => { throw new Error('theirs') }").into()).unwrap();
    handle.data_layer(js("{ push() { throw new Error('theirs') } }")).unwrap();
    walk(&handle).await;
    assert_eq!(heard().lines().count(), 5);
    handle.stop();
    run("document.removeEventListener('alongside:step', thrower); removeEventListener('error', quiet)");
}

#[wasm_bindgen_test]
fn what_is_no_data_layer_is_named() {
    page("");
    let handle = start("{}");
    let wrong = |layer: &str| message(&handle.data_layer(js(layer)).unwrap_err());
    let expected = "alongside: dataLayer(): expected an array or another object with push(), such as window.dataLayer, found";
    assert_eq!(wrong("undefined"), format!("{expected} undefined"));
    assert_eq!(wrong("null"), format!("{expected} null"));
    assert_eq!(wrong("'dataLayer'"), format!("{expected} string"));
    handle.stop();
}
