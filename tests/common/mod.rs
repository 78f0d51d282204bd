//! What the browser tests share: a page to stand on, and eyes into the overlay.
#![allow(dead_code, reason = "each test file uses its part of it")]

pub(crate) mod recorded;

use alongside::Handle;
use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

pub(crate) fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Puts a page under the test, in a container of its own.
pub(crate) fn page(html: &str) -> HtmlElement {
    web_sys::window().unwrap().session_storage().unwrap().unwrap().clear().unwrap();
    web_sys::window().unwrap().local_storage().unwrap().unwrap().clear().unwrap();
    if let Some(old) = document().get_element_by_id("page") {
        old.remove();
    }
    let container: HtmlElement = document().create_element("main").unwrap().unchecked_into();
    container.set_id("page");
    container.set_inner_html(html);
    document().body().unwrap().append_child(&container).unwrap();
    container
}

/// A JavaScript value, as a page would write it.
pub(crate) fn js(source: &str) -> JsValue {
    js_sys::eval(&format!("({source})")).unwrap()
}

pub(crate) fn start(options: &str) -> Handle {
    alongside::start(js(options)).unwrap()
}

pub(crate) async fn sleep(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// Waits until it holds; fails when it does not within four seconds.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        sleep(20).await;
    }
    panic!("never came true: {what}\n{}", outline());
}

fn outline() -> String {
    find("div.surface").map(|surface| surface.inner_html()).unwrap_or_default()
}

/// An element of the overlay.
pub(crate) fn find(selector: &str) -> Option<HtmlElement> {
    let host = document().query_selector("alongside-overlay").unwrap()?;
    host.shadow_root()?.query_selector(selector).unwrap()?.dyn_into().ok()
}

pub(crate) fn text(selector: &str) -> String {
    find(selector).and_then(|element| element.text_content()).unwrap_or_default()
}

pub(crate) fn is_shown(selector: &str) -> bool {
    find(selector).is_some_and(|element| {
        let rect = element.get_bounding_client_rect();
        rect.width() > 0.0 && rect.height() > 0.0
    })
}

pub(crate) fn on_page(selector: &str) -> HtmlElement {
    document().query_selector(selector).unwrap().unwrap().unchecked_into()
}

pub(crate) async fn step_titled(title: &str) {
    until(&format!("the step {title:?}"), || is_shown(".card") && text(".title") == title).await;
}

pub(crate) fn button(label: &str) -> HtmlElement {
    let host = document().query_selector("alongside-overlay").unwrap().unwrap();
    let buttons = host.shadow_root().unwrap().query_selector_all("button").unwrap();
    (0..buttons.length())
        .filter_map(|index| buttons.get(index)?.dyn_into::<HtmlElement>().ok())
        .find(|button| {
            let name =
                button.get_attribute("aria-label").or_else(|| button.text_content()).unwrap_or_default();
            name == label && button.get_bounding_client_rect().width() > 0.0
        })
        .unwrap_or_else(|| panic!("no button {label:?} is shown"))
}

/// Types into a field; `commit` as by leaving it.
pub(crate) fn enter(field: &HtmlElement, value: &str, commit: bool) {
    field.unchecked_ref::<HtmlInputElement>().set_value(value);
    let event = |name: &str| {
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        options.set_composed(true);
        web_sys::Event::new_with_event_init_dict(name, &options).unwrap()
    };
    field.dispatch_event(&event("input")).unwrap();
    if commit {
        field.dispatch_event(&event("change")).unwrap();
    }
}

pub(crate) fn press(element: &Element, key: &str) -> bool {
    let options = web_sys::KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    options.set_composed(true);
    options.set_cancelable(true);
    let event = web_sys::KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    element.dispatch_event(&event).unwrap()
}

/// A property of what a promise gives.
pub(crate) async fn outcome(promise: Promise) -> String {
    let settled = JsFuture::from(promise).await.unwrap();
    js_sys::Reflect::get(&settled, &"outcome".into()).unwrap().as_string().unwrap()
}

/// The message of a rejected promise.
pub(crate) async fn refusal(promise: Promise) -> String {
    message(&JsFuture::from(promise).await.unwrap_err())
}

pub(crate) fn message(error: &JsValue) -> String {
    error.unchecked_ref::<js_sys::Error>().message().into()
}
