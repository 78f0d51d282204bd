//! Struggles are told while they happen.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

use wasm_bindgen::JsCast;

fn listen(handle: &alongside::Handle) -> wasm_bindgen::JsValue {
    let heard = js(
        "(() => { const heard = []; return { heard, fn: (e) => heard.push(`${e.takenBack ? 'not ' : ''}${e.signal} ${e.on}`) }; })()",
    );
    let listener = js_sys::Reflect::get(&heard, &"fn".into()).unwrap();
    handle.on("signal", listener.unchecked_into()).unwrap();
    heard
}

/// Runs a line of the page's own script.
fn run(script: &str) {
    js_sys::eval(script).unwrap();
}

fn heard(list: &wasm_bindgen::JsValue) -> Vec<String> {
    let list = js_sys::Array::from(&js_sys::Reflect::get(list, &"heard".into()).unwrap());
    // What a test puts into the page comes late to a page that was loaded long ago.
    list.iter().filter_map(|text| text.as_string()).filter(|text| !text.starts_with("slow-page")).collect()
}

fn heard_of_slowness(list: &wasm_bindgen::JsValue) -> bool {
    let list = js_sys::Array::from(&js_sys::Reflect::get(list, &"heard".into()).unwrap());
    list.iter().filter_map(|text| text.as_string()).any(|text| text.starts_with("slow-page"))
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
async fn what_is_masked_has_no_name_in_a_signal() {
    page(
        "<div class=mine><button id=ruled>Quentin</button></div><div data-alongside-privacy=hide><span id=inner></span></div>
         <button id=held>Pay <b data-alongside-privacy=mask-all-text>Quentin</b></button>
         <button id=named aria-labelledby=who><i>x</i></button><p data-alongside-privacy=hidden><span id=who>Quentin</span></p>
         <button id=open>Pay <i hidden>Quentin</i></button>",
    );
    let host = on_page("#inner");
    run(
        "document.querySelector('#inner').attachShadow({ mode: 'open' }).innerHTML = '<button>Quentin</button>'",
    );
    let deep = host.shadow_root().unwrap().first_element_child().unwrap();
    let handle = start("{ privacy: { rules: { '.mine': 'mask-all-text' } } }");
    let list = listen(&handle);
    // What the page does at its start would answer a click.
    sleep(250).await;
    let others = ["#ruled", "#held", "#named", "#open"].map(on_page);
    for (at, element) in [deep.unchecked_into()].into_iter().chain(others).enumerate() {
        element.click();
        until(&format!("dead click {at}"), || heard(&list).len() == at + 1).await;
    }
    let nameless = ["dead-click "; 4].map(str::to_owned);
    assert_eq!(heard(&list), [&nameless[..], &["dead-click Pay".to_owned()]].concat());
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
        // Left, and sent again.
        run(
            "document.querySelector('#iban').dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }))",
        );
    }
    until("the repeated refusal", || heard(&list).contains(&"validation-error IBAN".to_owned())).await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn an_answer_in_the_shadow_of_what_was_clicked_is_one() {
    page("<div id=host></div>");
    run("{ const root = document.querySelector('#host').attachShadow({ mode: 'open' }); \
         root.innerHTML = '<button>Menu</button>'; \
         root.querySelector('button').onclick = () => setTimeout(() => root.append('here'), 30); }");
    let handle = start("{}");
    let list = listen(&handle);
    run("document.querySelector('#host').shadowRoot.querySelector('button').click()");
    sleep(1_200).await;
    assert_eq!(heard(&list), Vec::<String>::new());
    handle.stop();
}

#[wasm_bindgen_test]
async fn what_is_no_struggle_is_not_told() {
    page(
        "<button id=plus>+</button><button id=file>Choose</button><input type=file id=hidden hidden>\
          <button id=late>Load</button><p id=text>Text</p>",
    );
    run("document.querySelector('#plus').onclick = (e) => e.target.toggleAttribute('data-on')");
    run("document.querySelector('#late').onclick = async (e) => { \
         await fetch('/'); await new Promise((d) => setTimeout(d, 300)); e.target.append('ed'); }");
    run("document.querySelector('#file').onclick = () => { \
         document.querySelector('#hidden').dispatchEvent(new MouseEvent('click', { bubbles: true })); }");
    let handle = start("{}");
    let list = listen(&handle);
    for _ in 0..10 {
        on_page("#plus").click();
        sleep(30).await;
    }
    // The page's own tasks come between what a customer does.
    on_page("#file").click();
    sleep(60).await;
    on_page("#late").click();
    sleep(60).await;
    run(
        "document.querySelector('#text').dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true }))",
    );
    sleep(1_300).await;
    assert_eq!(heard(&list), Vec::<String>::new());
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_click_that_waits_for_a_request_is_slow_and_not_dead() {
    page("<button id=find>Find</button>");
    run("document.querySelector('#find').onclick = async (e) => { \
         await fetch('/'); await new Promise((d) => setTimeout(d, 1400)); e.target.append('!'); }");
    let handle = start("{ signals: { slowClick: 1000, deadForGood: 4000 } }");
    let list = listen(&handle);
    // The arrival itself would be an answer.
    sleep(50).await;
    on_page("#find").click();
    until("the slow click", || heard(&list) == ["slow-click Find"]).await;
    sleep(600).await;
    assert_eq!(heard(&list), ["slow-click Find"]);
    handle.stop();
}

#[wasm_bindgen_test]
async fn errors_after_a_click() {
    page("<button id=pay>Pay</button>");
    run("document.querySelector('#pay').onclick = (e) => { e.target.toggleAttribute('data-on'); \
         window.dispatchEvent(new ErrorEvent('error', { error: new Error('4111 1111'), message: '4111 1111' })); }");
    let handle = start("{}");
    let list = listen(&handle);
    // A browser's own note, a request that was given up, an extension: none is the page's.
    run("window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop' }))");
    on_page("#pay").click();
    until("the error click", || heard(&list) == ["error-click Pay"]).await;
    sleep(1_100).await;
    run("document.querySelector('#pay').onclick = (e) => { e.target.toggleAttribute('data-on'); \
         const reason = new DOMException('', 'AbortError'); const promise = Promise.resolve(); \
         window.dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason })); }");
    on_page("#pay").click();
    sleep(100).await;
    assert_eq!(heard(&list), ["error-click Pay"]);
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_request_that_is_refused() {
    page("<p>Basket</p>");
    let handle = start("{}");
    let list = listen(&handle);
    sleep(50).await;
    run("fetch('/no-such-basket'); fetch('/')");
    until("the failed request", || heard(&list) == ["failed-request /no-such-basket"]).await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_page_whose_server_or_content_is_late() {
    page("<p>Slow</p>");
    let handle = start("{ signals: { slowServer: 0 } }");
    let list = listen(&handle);
    until("the slow server", || heard_of_slowness(&list)).await;
    handle.stop();
    let handle = start("{ signals: { slowServer: 600000, slowPage: 1 } }");
    let list = listen(&handle);
    until("the late content", || heard_of_slowness(&list)).await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn pages_back_and_forth_and_a_form_that_is_left() {
    page("<form id=form><label>Name <input id=name></label><label>Mail <input></label></form>");
    let before = web_sys::window().unwrap().location().href().unwrap();
    let handle = start("{ signals: { thrashing: 4 } }");
    let list = listen(&handle);
    let go = |path: &str| run(&format!("history.pushState(null, '', '{path}')"));
    for path in ["/list", "/item", "/list", "/item"] {
        sleep(600).await;
        go(path);
    }
    sleep(300).await;
    assert_eq!(heard(&list), ["quick-back /item", "quick-back /list", "thrashing /list"]);
    // The focus event comes by itself only to a window that has the system's focus.
    run("{ const name = document.querySelector('#name'); \
         name.dispatchEvent(new FocusEvent('focusin', { bubbles: true })); \
         name.dispatchEvent(new InputEvent('input', { bubbles: true })); }");
    sleep(600).await;
    go("/away");
    run("document.querySelector('#form').remove()");
    until("the form", || heard(&list).last().is_some_and(|one| one == "form-abandonment /item")).await;
    handle.stop();
    go(&before);
}

#[wasm_bindgen_test]
async fn the_pointer_on_its_way_out() {
    page("<p>Basket</p>");
    let handle = start("{ signals: { exitIntent: 0 } }");
    let list = listen(&handle);
    sleep(50).await;
    let leave = |y: i32, buttons: u32| {
        run(&format!(
            "document.documentElement.dispatchEvent(new MouseEvent('mouseleave', {{ clientY: {y}, buttons: {buttons} }}))"
        ));
    };
    leave(400, 0);
    leave(-1, 1);
    sleep(700).await;
    assert_eq!(heard(&list), Vec::<String>::new(), "out at the side, and in the middle of a drag");
    if js("matchMedia('(hover: hover)').matches").is_truthy() {
        leave(-1, 0);
        until("the way out", || heard(&list).iter().any(|one| one.starts_with("exit-intent"))).await;
    }
    handle.stop();
}

#[wasm_bindgen_test]
async fn help_is_offered_without_taking_the_focus() {
    page("<button id=pay>Pay</button><input id=field>");
    let options =
        "{ phone: '+353 20 913 0142', when: [{ signal: ['rage-click'], on: 'PAY', then: 'offer-help' }] }";
    let handle = start(options);
    let list = listen(&handle);
    sleep(50).await;
    on_page("#field").focus().unwrap();
    // What the focus selects and scrolls is over.
    sleep(200).await;
    for _ in 0..3 {
        on_page("#pay").click();
        sleep(40).await;
    }
    until("the offer", || is_shown(".panel")).await;
    assert_eq!(heard(&list), ["rage-click Pay"]);
    assert_eq!(text(".status"), "Is something not working? We are happy to help.");
    assert_eq!(document().active_element().unwrap().id(), "field", "the focus stays where it was");
    until("it is said", || text(".live").contains("happy to help")).await;
    assert!(find("[data-testid=phone]").is_some());
    button("Close").click();
    until("it is closed", || !is_shown(".panel")).await;
    sleep(1_100).await;
    for _ in 0..3 {
        on_page("#pay").click();
        sleep(40).await;
    }
    sleep(200).await;
    assert!(!is_shown(".panel"), "dismissed for the visit");
    handle.stop();
}
