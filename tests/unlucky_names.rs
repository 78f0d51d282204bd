//! A form's fields shadow its own properties by their names, and named elements those of
//! the document. A page with such names is guided, read and watched like any other.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use common::{recorded::*, *};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Everything that we ask of an element, and a few more.
const NAMES: &str = "nodeType parentNode parentElement firstChild nextSibling isConnected ownerDocument textContent \
    getRootNode compareDocumentPosition localName namespaceURI prefix attributes shadowRoot children \
    firstElementChild lastElementChild previousElementSibling nextElementSibling clientWidth clientHeight \
    scrollLeft scrollTop getAttribute hasAttribute matches closest getBoundingClientRect getClientRects \
    querySelector querySelectorAll checkVisibility elements host id title name childNodes contains scrollIntoView";

/// What we ask of a document, and a few more.
const OF_DOCUMENTS: &str = "activeElement adoptedStyleSheets addEventListener baseURI body childNodes compatMode \
    contains cookie createTreeWalker defaultView designMode documentElement firstChild forms getElementById \
    getSelection head hidden isConnected nodeType ownerDocument parentNode scrollingElement styleSheets title";

/// Puts an image or a form with each of these names on the page, until `names.remove()`.
fn shadow_the_document(names: &str) {
    js_sys::eval(&format!(
        "window.names = document.querySelector('main').appendChild(document.createElement('div')); \
         names.innerHTML = '{names}'.split(' ').map((name, at) => (at % 2 ? `<img name=${{name}} alt=x>` : `<form name=${{name}}></form>`)).join('')"
    ))
    .unwrap();
    assert!(js("document.baseURI instanceof Element && document.designMode instanceof Element").is_truthy());
}

/// A form with a field for each of these names, between a heading and its button.
fn unlucky(form: &str) {
    let fields: String = NAMES.split_whitespace().map(|name| format!("<input name={name}>")).collect();
    page(&format!(
        "<h1>Apply</h1><form name=host {form}><label>Email <input id=mail required></label>{fields}\
         <h2>Your wishes</h2><button type=button id=go>Go on</button></form>\
         <div itemscope itemtype='https://schema.org/Product'><form><input name=children><input name=hasAttribute>\
         <b itemprop=name>Tent</b></form></div>"
    ));
}

fn seen(handle: &alongside::Handle, expression: &str) -> String {
    let read = js_sys::Function::new_with_args("page", &format!("return JSON.stringify({expression})"));
    read.call1(&JsValue::NULL, &handle.page_context()).unwrap().as_string().unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_target_in_such_a_form_is_found() {
    unlucky("");
    let handle = start("{}");
    let flow = "{ steps: [{ target: { role: 'button', name: 'Go on' }, title: 'By name' }, \
        { target: '#mail', title: 'By selector' }, { target: { text: 'Your wishes' }, title: 'By words' }] }";
    let _ = handle.guide(js(flow));
    step_titled("By name").await;
    handle.next();
    step_titled("By selector").await;
    handle.next();
    step_titled("By words").await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn such_a_form_is_itself_a_target() {
    unlucky("aria-label=Application id=form");
    let handle = start("{}");
    let _ = handle
        .guide(js("{ steps: [{ target: { role: 'form', name: 'Application' }, title: 'All of it' }] }"));
    step_titled("All of it").await;
    handle.stop();
}

#[wasm_bindgen_test]
async fn a_page_with_such_forms_is_read() {
    unlucky("aria-label=Application");
    let handle = start("{ privacy: { rules: { '.mine': 'hide' } } }");
    assert_eq!(seen(&handle, "page.headings.map((one) => one.text)"), r#"["Apply","Your wishes"]"#);
    assert_eq!(seen(&handle, "page.landmarks.map((one) => one.name)"), r#"["","Application"]"#);
    assert_eq!(seen(&handle, "page.product.name"), r#""Tent""#);
    on_page("#mail").focus().unwrap();
    assert_eq!(seen(&handle, "[page.form.fields, page.form.done, page.form.current]"), r#"[1,0,"Email"]"#);
    handle.stop();
}

#[wasm_bindgen_test]
async fn what_happens_in_such_a_form_is_watched() {
    unlucky("");
    let handle = start("{}");
    let heard = js(
        "(() => { const heard = []; return { heard, fn: (one) => heard.push(`${one.signal} ${one.on}`) }; })()",
    );
    let listener = js_sys::Reflect::get(&heard, &"fn".into()).unwrap();
    handle.on("signal", listener.unchecked_into()).unwrap();
    let before = web_sys::window().unwrap().location().href().unwrap();
    sleep(50).await;
    // On the form itself, where it has no field; it has a `click` of its own, too.
    let click = "document.querySelector('form').dispatchEvent(new MouseEvent('click', { bubbles: true }))";
    js_sys::eval(click).unwrap();
    js_sys::eval(
        "{ const field = document.querySelector('#mail'); \
           field.dispatchEvent(new FocusEvent('focusin', { bubbles: true })); \
           field.dispatchEvent(new InputEvent('input', { bubbles: true })); }",
    )
    .unwrap();
    sleep(600).await;
    js_sys::eval("history.pushState(null, '', '/away'); document.querySelector('form').remove()").unwrap();
    until("the form that was left", || {
        let list = js_sys::Array::from(&js_sys::Reflect::get(&heard, &"heard".into()).unwrap());
        list.iter().filter_map(|one| one.as_string()).any(|one| one.starts_with("form-abandonment"))
    })
    .await;
    handle.stop();
    js_sys::eval(&format!("history.pushState(null, '', '{before}')")).unwrap();
}

#[wasm_bindgen_test]
async fn a_page_whose_names_shadow_the_document_is_recorded_exactly() {
    let container =
        page("<h1>Apply</h1><p id=one>One</p><input id=two value=Open><iframe id=inner></iframe>");
    let inner = "document.querySelector('#inner').contentDocument";
    js_sys::eval(&format!("{inner}.body.innerHTML = '<p>In it</p><img name=body><form name=adoptedStyleSheets></form><img name=scrollingElement><img name=documentElement>'")).unwrap();
    shadow_the_document(OF_DOCUMENTS);
    let recorded = record("{ level: 'show', rules: { '.mine': 'hide' } }");
    sleep(150).await;
    js_sys::eval(
        "{ const sheet = new CSSStyleSheet(); sheet.replaceSync('#one { letter-spacing: 7px }'); \
           Object.getOwnPropertyDescriptor(Document.prototype, 'adoptedStyleSheets').set.call(document, [sheet]); \
           document.querySelector('#one').append(' and more'); document.querySelector('#two').focus(); }",
    )
    .unwrap();
    sleep(250).await;
    let outlined = outline(&container);
    recorded.recording.stop();
    js_sys::eval("names.remove()").unwrap();
    let frame = rebuilt(&recorded).await;
    let mirrored = frame.content_document().unwrap();
    let copy = mirrored.get_element_by_id("page").unwrap();
    assert_eq!(outline(&copy), outlined);
    assert_eq!(
        copy.query_selector_all("[name]").unwrap().length(),
        0,
        "none answers for the copy's document"
    );
    let style =
        frame.content_window().unwrap().get_computed_style(&mirrored.get_element_by_id("one").unwrap());
    assert_eq!(style.unwrap().unwrap().get_property_value("letter-spacing").unwrap(), "7px");
    assert_eq!(mirrored.compat_mode(), document().compat_mode());
    let framed: web_sys::HtmlIFrameElement = mirrored.get_element_by_id("inner").unwrap().unchecked_into();
    assert!(outline(&framed.content_document().unwrap()).contains("In it"));
    frame.remove();
}

#[wasm_bindgen_test]
async fn a_page_whose_names_shadow_the_document_is_guided() {
    page("<h1>Apply</h1><button id=go>Go on</button>");
    shadow_the_document(
        "activeElement baseURI body compatMode designMode documentElement forms head hidden title",
    );
    let handle = start("{}");
    let _ = handle.guide(js("{ steps: [{ target: { role: 'button', name: 'Go on' }, title: 'Here' }] }"));
    step_titled("Here").await;
    handle.stop();
    js_sys::eval("names.remove()").unwrap();
}
