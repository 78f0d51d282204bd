//! A wrong option, flow or name gets one sentence that names it; nothing else is disturbed.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn start_error(options: &str) -> String {
    message(&alongside::start(js(options)).err().unwrap())
}

#[wasm_bindgen_test]
fn options_of_start() {
    page("");
    for (options, expected) in [
        (
            "{ consent: 'maybe' }",
            "alongside: start(): option `consent`: expected one of unknown, granted, denied, found \"maybe\"",
        ),
        (
            "{ relay: 'ws://x' }",
            "alongside: start(): option `site`: expected the site's public key, because `relay` is given; found none",
        ),
        (
            "{ privacy: { level: 'open' } }",
            "alongside: start(): option `privacy`: expected one of show, mask-inputs, mask-all-text, hide, found \"open\"",
        ),
        (
            "{ pictures: 'ondemand' }",
            "alongside: start(): option `pictures`: expected one of `on-demand`, `never`, found `ondemand`; did you mean `on-demand`?",
        ),
        (
            "{ privacy: { rules: { 'p[': 'hide' } } }",
            "alongside: start(): option `privacy.rules`: expected a CSS selector, found \"p[\"",
        ),
        (
            "{ signals: { hesitation: -1 } }",
            "alongside: start(): option `signals.hesitation`: expected a whole number, found -1",
        ),
        (
            "{ signals: { rageClicks: 1 } }",
            "alongside: start(): option `signals.rageClicks`: expected at least 2, found 1",
        ),
        (
            "{ signals: { off: ['exit'] } }",
            "alongside: start(): option `signals.off[0]`: expected one of rage-click, dead-click, hesitation, validation-error, slow-click, error-click, thrashing, quick-back, form-abandonment, exit-intent, slow-page, failed-request, found \"exit\"",
        ),
        (
            "{ when: [{ signal: 'rage-click', then: 'reload' }] }",
            "alongside: start(): option `when[0].then`: expected offer-help, tell-agent, or an object with the id of a flow, found \"reload\"",
        ),
        (
            "{ when: [{ signal: 'rage-click', place: 'checkout', then: 'offer-help' }] }",
            "alongside: start(): option `when[0].place`: a place is a path that begins with / such as \"/checkout/*\"",
        ),
        (
            "{ theme: 'blue' }",
            "alongside: start(): option `theme`: expected auto, light or dark, found \"blue\"",
        ),
    ] {
        assert_eq!(start_error(options), expected);
    }
    assert!(document().query_selector("alongside-overlay").unwrap().is_none(), "the page is untouched");
    let unknown = start_error("{ flow: [] }");
    assert!(
        unknown.starts_with("alongside: start(): option `flow`: expected one of the fields `site`, `relay`")
            && unknown.ends_with("found `flow`; did you mean `flows`?"),
        "{unknown}"
    );
}

#[wasm_bindgen_test]
async fn flows_given_to_guide() {
    page("<button id=a>A</button>");
    let handle = start("{}");
    for (flow, expected) in [
        (
            "{ steps: [{ target: '#a', title: 'A', colour: 1 }] }",
            "alongside: guide() `steps[0].colour`: expected one of the fields `id`, `place`, `target`, `title`, `text`, `placement`, `done`, `wait`, `safe`, `missing`, found `colour`",
        ),
        (
            "{ steps: [{ title: 'A' }] }",
            "alongside: guide() `steps[0]`: expected the field `target`, found none",
        ),
        (
            "{ steps: [{ target: 7, title: 'A' }] }",
            "alongside: guide() `steps[0].target`: expected a CSS selector, or an object such as { \"role\": \"button\", \"name\": \"Continue\" }, found 7",
        ),
        (
            "{ steps: [{ target: '#a', title: 'A', missing: 'skip' }] }",
            "alongside: guide(): steps[0].missing: since version 2 this is `wait`, such as { \"then\": \"skip\" }",
        ),
        ("{ steps: [] }", "alongside: guide(): steps: expected at least one step, found none"),
    ] {
        assert_eq!(refusal(handle.guide(js(flow))).await, expected);
    }
    assert_eq!(
        refusal(handle.guide("open".into())).await,
        "alongside: there is no flow \"open\"; known are: none"
    );
    // Nothing else is disturbed.
    let done = handle.guide(js("{ steps: [{ target: '#a', title: 'Still works' }] }"));
    step_titled("Still works").await;
    button("Finish").click();
    assert_eq!(outcome(done).await, "completed");
    handle.stop();
}

#[wasm_bindgen_test]
async fn documents_and_events() {
    page("");
    let handle = start("{ flows: [{ version: 4, flows: [] }, '/no-such-file.json'] }");
    let heard = js("(() => { const heard = []; return { heard, fn: (e) => heard.push(e.message) }; })()");
    let listener = js_sys::Reflect::get(&heard, &"fn".into()).unwrap();
    handle.on("problem", wasm_bindgen::JsCast::unchecked_into(listener)).unwrap();
    let list = js_sys::Array::from(&js_sys::Reflect::get(&heard, &"heard".into()).unwrap());
    let _ = &list;
    until("both problems", || {
        js_sys::Array::from(&js_sys::Reflect::get(&heard, &"heard".into()).unwrap()).length() == 2
    })
    .await;
    let list = js_sys::Array::from(&js_sys::Reflect::get(&heard, &"heard".into()).unwrap());
    assert_eq!(list.get(0).as_string().unwrap(), "option `flows`: version: expected 1, 2 or 3, found 4");
    assert_eq!(list.get(1).as_string().unwrap(), "flows /no-such-file.json: the server answered 404");
    let error = handle.on("click", js_sys::Function::new_no_args("")).unwrap_err();
    assert_eq!(
        message(&error),
        "alongside: on(): expected one of step, flow, route, heal, offer, signal, reason, engagement, problem, found \"click\""
    );
    handle.stop();
}

#[wasm_bindgen_test]
async fn markup_in_a_text_is_text() {
    page("<button id=a>A</button>");
    let handle = start("{}");
    let _ =
        handle.guide(js("{ steps: [{ target: '#a', title: '<img src=x onerror=\"window.hacked = 1\">' }] }"));
    until("the step", || is_shown(".card")).await;
    assert_eq!(find(".title").unwrap().child_element_count(), 0);
    assert!(js("window.hacked === undefined").is_truthy());
    handle.stop();
}
