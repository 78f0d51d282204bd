//! A page whose objects throw while they are read is read once more from its beginning,
//! and one that goes on to throw is told no longer, and said so.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::{recorded::*, *};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// `fails(object, property)` makes the next look at a property throw, and `times()` says
/// how often that came to pass; `said` are the warnings.
const TOOLS: &str = "{
    let thrown = 0;
    window.fails = (object, property) => Object.defineProperty(object, property, {
        configurable: true,
        get() { delete object[property]; thrown += 1; throw new Error('once'); },
    });
    window.times = () => thrown;
    window.said = [];
    console.warn = (words) => said.push(words);
}";

const PAGE: &str = "<style>p { color: green }</style><p id=first>First</p><ul><li>One</li><li>Two</li></ul>\
    <input id=k7 type=password><input id=open value=Open><p id=last>Last</p>";

fn run(code: &str) {
    js_sys::eval(code).unwrap();
}

fn count(expression: &str) -> u32 {
    js(expression).as_f64().unwrap() as u32
}

/// The copy holds what the page holds.
async fn is_exact(recorded: &Recorded) {
    let frame = rebuilt(recorded).await;
    let mirrored = frame.content_document().unwrap();
    assert_eq!(outline(&mirrored.get_element_by_id("page").unwrap()), outline(&on_page("#page")));
    let field =
        |id: &str| mirrored.get_element_by_id(id).unwrap().unchecked_into::<web_sys::HtmlInputElement>();
    assert_eq!(field("open").value(), on_page("#open").unchecked_into::<web_sys::HtmlInputElement>().value());
    frame.remove();
}

/// Records a page with one failure in what `fails` does, and goes on to change it.
async fn survives(before: &str, during: &str) {
    run(TOOLS);
    page(PAGE);
    run(before);
    let recorded = record("'show'");
    sleep(100).await;
    run("document.querySelector('#k7').type = 'text'");
    sleep(100).await;
    run(during);
    until("it has thrown", || count("times()") == 1).await;
    sleep(150).await;
    enter(&on_page("#k7"), "Sesame-4711", true);
    enter(&on_page("#open"), "Opened", true);
    run("document.querySelector('#last').append(' and least'); document.querySelector('li').remove()");
    sleep(250).await;
    is_exact(&recorded).await;
    assert!(!holds(&recorded, "Sesame"), "what was sealed before it began anew is sealed");
    assert_eq!(count("said.length"), 1, "it was said once: {before} {during}");
    recorded.recording.stop();
}

#[wasm_bindgen_test]
async fn in_its_first_slice() {
    survives("fails(document.querySelector('#first').firstChild, 'data')", "").await;
    // Before there is anything to tell.
    survives(
        "{ const sheet = new CSSStyleSheet(); fails(sheet, 'media'); document.adoptedStyleSheets = [sheet] }",
        "",
    )
    .await;
    run("document.adoptedStyleSheets = []");
}

#[wasm_bindgen_test]
async fn when_a_change_is_read() {
    let text = "{ const text = document.querySelector('#first').firstChild; fails(text, 'data'); text.nodeValue = 'Changed' }";
    survives("", text).await;
    survives(
        "",
        "fails(document.querySelector('style'), 'sheet'); document.querySelector('#first').remove()",
    )
    .await;
}

#[wasm_bindgen_test]
async fn when_something_is_heard() {
    let loads = "{ const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = 'data:text/css,b{}'; \
        document.querySelector('#first').append(link); setTimeout(() => { fails(link, 'sheet'); link.dispatchEvent(new Event('load')) }, 60) }";
    survives("", loads).await;
}

#[wasm_bindgen_test]
async fn when_it_looks_at_what_nothing_announces() {
    survives("", "fails(document.querySelector('style').sheet, 'media')").await;
    survives("", "fails(document.querySelector('#open'), 'value')").await;
}

#[wasm_bindgen_test]
async fn and_ends_when_it_fails_again() {
    run(TOOLS);
    page(PAGE);
    let recorded = record("'show'");
    sleep(100).await;
    for times in 1..=2 {
        run(
            "{ const text = document.querySelector('#first').firstChild; fails(text, 'data'); text.nodeValue = 'Changed' }",
        );
        until("it has thrown", || count("times()") == times).await;
        sleep(150).await;
    }
    assert_eq!(count("said.length"), 2);
    assert!(js("said[1].endsWith('; the recording ends')").is_truthy());
    run("document.querySelector('#last').append('Kunigunde')");
    sleep(200).await;
    assert!(holds(&recorded, "Changed") && !holds(&recorded, "Kunigunde"), "nothing more is told");
    recorded.recording.stop();
}
