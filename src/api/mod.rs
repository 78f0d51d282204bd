//! The exports.

mod context;
mod data_layer;
mod events;
mod flows;
mod handle;
mod observe;
mod rehearsal;
mod transitions;
mod types;

pub(crate) use events::{Listeners, outcome_object};
pub(crate) use flows::Flows;
pub use handle::{Handle, VisitContext, fingerprint, start};
pub use observe::{Recording, Replica, record};

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A plain JavaScript object.
pub(crate) fn object<'k>(entries: impl IntoIterator<Item = (&'k str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // A plain object refuses no key.
        let _ = Reflect::set(&object, &key.into(), &value);
    }
    object.into()
}

/// A number that no other page load has.
pub(crate) fn random() -> u64 {
    (js_sys::Math::random() * 1e15) as u64
}

/// An `Error` with one sentence.
pub(crate) fn error(message: &str) -> JsValue {
    js_sys::Error::new(&format!("alongside: {message}")).into()
}
