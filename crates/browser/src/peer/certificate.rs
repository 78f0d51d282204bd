//! The certificate of a line, which all of its connections have: its code (see
//! `alongside_core::voice::code`) then stays what it is.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::shell;

thread_local! {
    /// One for the next line: to make it takes a moment, and a line is made at once.
    static NEXT: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Has one made for the next line, unless there is one.
pub fn prepare() {
    spawn_local(prepared());
}

/// The same, and waits until it is there: usually a few milliseconds.
pub async fn prepared() {
    if NEXT.with_borrow(Option::is_some) {
        return;
    }
    // Without one a line makes its own, and has one connection.
    if let Some(made) = generate()
        && let Ok(certificate) = JsFuture::from(made).await
    {
        NEXT.with_borrow_mut(|next| *next = Some(certificate));
    }
}

/// The one for a new line, once it is there.
pub(super) fn take() -> Option<JsValue> {
    NEXT.take()
}

fn generate() -> Option<Promise> {
    let class = Reflect::get(shell::home()?.as_ref(), &"RTCPeerConnection".into()).ok()?;
    let generate: Function = Reflect::get(&class, &"generateCertificate".into()).ok()?.dyn_into().ok()?;
    // What browsers make by themselves.
    let how = Object::new();
    Reflect::set(&how, &"name".into(), &"ECDSA".into()).ok()?;
    Reflect::set(&how, &"namedCurve".into(), &"P-256".into()).ok()?;
    let made = generate.call1(&class, &how).ok()?;
    made.is_object().then(|| made.unchecked_into())
}
