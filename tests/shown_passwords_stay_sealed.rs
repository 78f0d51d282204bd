//! A password that was shown as text before anybody looked on is a password still,
//! wherever on the page it is.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::{recorded::*, *};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// What the tests' scripts go by: a field with its button, and what puts it into a
/// shadow root or a frame of its own.
const TOOLS: &str = "window.field = (root) => {
    root.innerHTML = '<p>Beside it</p><input type=password><button type=button>Show</button>';
    const [input, button] = [root.querySelector('input'), root.querySelector('button')];
    button.onclick = () => { input.type = 'text'; input.value = 'Sesame-4711'; };
    window.show = () => button.click();
    window.shown = () => input.type === 'text';
    return input;
};
window.place = (selector = '#place') => document.querySelector(selector);
window.shadow = (host) => host.attachShadow({ mode: 'open' });
window.frame = (into) => {
    const frame = document.createElement('iframe');
    into.append(frame);
    return frame.contentDocument.body;
};";

/// Starts on a page with an empty place, does one thing after the other, and records
/// what has become of it.
async fn recorded_after(before: &str, after: &[&str]) -> Recorded {
    js_sys::eval(TOOLS).unwrap();
    page("<p>First</p><section id=place></section><div id=other><button>Other</button></div>");
    js_sys::eval(before).unwrap();
    let handle = start("{}");
    sleep(30).await;
    for one in after {
        js_sys::eval(one).unwrap();
        sleep(30).await;
    }
    assert!(js("shown()").is_truthy(), "it is shown as text");
    let recorded = record("'show'");
    sleep(200).await;
    recorded.recording.stop();
    handle.stop();
    recorded
}

/// A field that nobody has ever been in is not told.
async fn stays(before: &str, after: &[&str]) {
    let recorded = recorded_after(before, after).await;
    assert!(holds(&recorded, "Beside it"), "what stands beside it is told: {before} {after:?}");
    assert!(!holds(&recorded, "Sesame"), "it has left the page: {before} {after:?}");
}

#[wasm_bindgen_test]
async fn in_the_page_itself() {
    stays("", &["field(place())", "show()"]).await;
    // By no press at all.
    stays("", &["window.one = field(place())", "one.type = 'text'; one.value = 'Sesame-4711'"]).await;
}

#[wasm_bindgen_test]
async fn in_a_shadow_root() {
    stays("field(shadow(place()))", &["show()"]).await;
    stays("", &["field(shadow(place()))", "show()"]).await;
    stays("shadow(place()).innerHTML = '<div><slot></slot></div>'; field(shadow(place().shadowRoot.firstChild))", &["show()"])
        .await;
    // A field that comes later, in a shadow root that was there, by no press at all.
    stays(
        "shadow(place())",
        &["window.one = field(place().shadowRoot)", "one.type = 'text'; one.value = 'Sesame-4711'"],
    )
    .await;
}

#[wasm_bindgen_test]
async fn by_a_button_outside_of_its_shadow_root() {
    let show = "place('#other button').onclick = () => { one.type = 'text'; one.value = 'Sesame-4711' }; place('#other button').click()";
    stays("", &["window.one = field(shadow(place()))", show]).await;
    let beside = "place('#other').after(Object.assign(document.createElement('article'), { id: 'later' })); window.one = field(shadow(place('#later')))";
    stays("", &[beside, show]).await;
}

#[wasm_bindgen_test]
async fn in_a_frame() {
    stays("field(frame(place()))", &["show()"]).await;
    stays("", &["field(frame(place()))", "show()"]).await;
    stays("field(frame(shadow(place())))", &["show()"]).await;
    stays("", &["field(shadow(frame(place())))", "show()"]).await;
    let loads = "window.framed = document.createElement('iframe'); framed.srcdoc = '<p>In it</p>'; place().append(framed)";
    let waits = "new Promise((done) => setTimeout(done))";
    stays("", &[loads, waits, waits, waits, "field(framed.contentDocument.body)", "show()"]).await;
}

#[wasm_bindgen_test]
async fn on_a_long_page_near_the_press_first() {
    let long = "place('#other').insertAdjacentHTML('beforebegin', '<p><b>Row</b></p>'.repeat(60000)); field(shadow(place()))";
    let recorded = recorded_after(long, &["show()"]).await;
    assert!(!holds(&recorded, "Sesame"));
    page("");
}

#[wasm_bindgen_test]
async fn but_a_field_that_never_was_one_is_told() {
    let text =
        "shadow(place()).innerHTML = '<p>Beside it</p><input value=Open-sesame>'; window.shown = () => true";
    let recorded = recorded_after(text, &["place('#other button').click()"]).await;
    assert!(holds(&recorded, "Open-sesame"), "nothing else is sealed by it");
}

#[wasm_bindgen_test]
async fn while_it_is_recorded_and_not_yet_read() {
    js_sys::eval(TOOLS).unwrap();
    page(&format!("{}<section id=place></section>", "<p><b>Row</b></p>".repeat(20_000)));
    js_sys::eval("field(shadow(place()))").unwrap();
    let recorded = record("'show'");
    // The walk takes many slices; by now it has not come so far.
    js_sys::eval("show()").unwrap();
    until("it is told", || holds(&recorded, "Beside it")).await;
    sleep(200).await;
    assert!(!holds(&recorded, "Sesame"));
    recorded.recording.stop();
    page("");
}
