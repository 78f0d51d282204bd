//! Word from the browser that the network is another one.

use std::cell::RefCell;

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use crate::callback::Callback;

/// Listens for a network that is back, or of another kind; dropping it ends that.
#[must_use = "nobody listens when this is dropped"]
pub struct Network {
    _listeners: Vec<EventListener>,
}

impl Network {
    /// Calls back at `online`, and where the browser has Network Information, when
    /// the kind of connection (Wi-Fi, cellular) changes. Its `change` event alone says
    /// little: it also comes whenever the estimated speed is another one.
    pub fn watch(mut on: impl FnMut() + 'static) -> Self {
        let on = Callback::new(move |()| on());
        let mut listeners = Vec::new();
        let Some(window) = web_sys::window() else { return Self { _listeners: listeners } };
        let back = on.clone();
        listeners.push(EventListener::new(&window, "online", move |_| back.call(())));
        let connection = get(&window.navigator(), "connection");
        if let Some(target) = connection.dyn_ref::<EventTarget>() {
            let known = RefCell::new(kind(&connection));
            let connection = connection.clone();
            listeners.push(EventListener::new(target, "change", move |_| {
                let now = kind(&connection);
                if known.replace(now.clone()) != now {
                    on.call(());
                }
            }));
        }
        Self { _listeners: listeners }
    }
}

/// `wifi`, `cellular` and so on; `None` where the browser does not tell.
fn kind(connection: &JsValue) -> Option<String> {
    get(connection, "type").as_string()
}

fn get(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED)
}
