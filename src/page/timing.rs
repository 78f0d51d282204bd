//! What the browser measures: requests of the page's own code, and how the page came.

use std::rc::Weak;

use alongside_browser::guard::guard;
use alongside_core::observe::signals::{Happening, Request};
use alongside_core::{Millis, engine::Input};
use alongside_protocol::message::SignalCause;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{PerformanceObserver, PerformanceObserverEntryList};

use super::{dom, window};
use crate::run::{App, now};

/// Running observers; dropping them ends them.
pub(super) struct Timing {
    _observers: Vec<Observed>,
}

struct Observed {
    observer: PerformanceObserver,
    _closure: Closure<dyn FnMut(PerformanceObserverEntryList)>,
}

impl Timing {
    /// Begins to listen. The page must have been told of already.
    pub(super) fn listen(app: &Weak<App>) -> Self {
        tell_of_server(app);
        let requests = app.clone();
        let content = app.clone();
        let observers = [
            Observed::new("resource", false, move |entry| tell_of_request(&requests, entry)),
            Observed::new("largest-contentful-paint", true, move |entry| {
                // Of a page in the background the browser paints nothing.
                if !was_hidden(number(entry, "startTime")) {
                    let took = since_activation(number(entry, "startTime"));
                    let size = number(entry, "size") as u32;
                    tell(&content, Happening::Slow { cause: SignalCause::Content, took, size });
                }
            }),
        ];
        Self { _observers: observers.into_iter().flatten().collect() }
    }
}

impl Observed {
    fn new(kind: &str, buffered: bool, act: impl Fn(&JsValue) + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut(PerformanceObserverEntryList)>::new(
            move |list: PerformanceObserverEntryList| {
                guard(|| list.get_entries().iter().for_each(|entry| act(&entry)));
            },
        );
        let observer = PerformanceObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        let options = crate::api::object([("type", kind.into()), ("buffered", buffered.into())]);
        // A browser that does not measure it says so by an error.
        let observe: Function = Reflect::get(&observer, &"observe".into()).ok()?.dyn_into().ok()?;
        observe.call1(&observer, &options).ok()?;
        Some(Self { observer, _closure: closure })
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whether this page was loaded again.
pub(super) fn is_reload() -> bool {
    navigation().is_some_and(|entry| text(&entry, "type") == "reload")
}

fn tell(app: &Weak<App>, happening: Happening) {
    if let Some(app) = app.upgrade() {
        app.feed(Input::Happened(happening));
    }
}

fn tell_of_server(app: &Weak<App>) {
    let Some(entry) = navigation() else { return };
    let first_byte = number(&entry, "responseStart");
    if first_byte > 0.0 && !was_hidden(first_byte) {
        tell(
            app,
            Happening::Slow { cause: SignalCause::Server, took: since_activation(first_byte), size: 0 },
        );
    }
}

fn tell_of_request(app: &Weak<App>, entry: &JsValue) {
    if !matches!(text(entry, "initiatorType").as_str(), "fetch" | "xmlhttprequest") {
        return;
    }
    let ago = performance().map_or(0.0, |clock| call(&clock, "now")) - number(entry, "startTime");
    let request = Request {
        began: now().saturating_sub(ago.max(0.0) as Millis),
        status: number(entry, "responseStatus") as u16,
        address: text(entry, "name"),
        page: window().and_then(|window| window.location().host().ok()).unwrap_or_default(),
        online: window().is_none_or(|window| window.navigator().on_line()),
    };
    tell(app, Happening::Request(request));
}

/// Whether the page was in the background at some time before, as far as the
/// browser tells.
fn was_hidden(before: f64) -> bool {
    let hidden = |entry: JsValue| text(&entry, "name") == "hidden" && number(&entry, "startTime") < before;
    dom::is_page_hidden() || entries("visibility-state").iter().any(hidden)
}

/// A page that was loaded ahead begins when it is shown.
fn since_activation(at: f64) -> Millis {
    let shown = navigation().map_or(0.0, |entry| number(&entry, "activationStart"));
    (at - shown).max(0.0) as Millis
}

fn navigation() -> Option<JsValue> {
    Some(entries("navigation").get(0)).filter(JsValue::is_object)
}

fn entries(kind: &str) -> Array {
    let found = performance().and_then(|clock| {
        let get: Function = Reflect::get(&clock, &"getEntriesByType".into()).ok()?.dyn_into().ok()?;
        get.call1(&clock, &kind.into()).ok()?.dyn_into().ok()
    });
    found.unwrap_or_default()
}

fn performance() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"performance".into()).ok().filter(JsValue::is_object)
}

fn call(of: &JsValue, method: &str) -> f64 {
    let method = Reflect::get(of, &method.into()).ok().and_then(|method| method.dyn_into::<Function>().ok());
    let result = method.and_then(|method| method.call0(of).ok());
    result.and_then(|number| number.as_f64()).unwrap_or_default()
}

fn number(of: &JsValue, key: &str) -> f64 {
    Reflect::get(of, &key.into()).ok().and_then(|value| value.as_f64()).unwrap_or_default()
}

fn text(of: &JsValue, key: &str) -> String {
    Reflect::get(of, &key.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
