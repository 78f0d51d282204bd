//! A page in the frame over the page that holds the call.

use std::rc::Weak;

use alongside_browser::{guard::guard, shell};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::*};

use crate::{run::App, voice::Media};

/// This page as the one that has the visit and the call.
pub(super) struct Guest {
    keeper: JsValue,
    /// Called when another page takes both over, or, with `true`, when they are to end.
    hand_over: JsValue,
}

impl Guest {
    /// This page, when it is in such a frame.
    pub(super) fn in_frame(app: Weak<App>) -> Option<Self> {
        let keeper = shell::around()?;
        let hand_over = Closure::<dyn Fn(JsValue)>::new(move |over: JsValue| {
            guard(|| match app.upgrade() {
                // The page below was stopped, and only this one has a line to say so.
                Some(app) if over.is_truthy() => app.stop(),
                Some(app) => app.hand_over(),
                None => {}
            });
        });
        Some(Self { keeper, hand_over: hand_over.into_js_value() })
    }

    /// Has the visit and the call handed over to this page.
    pub(super) fn take(&self) {
        self.call("take");
    }

    /// Whether the page below stays; when the window goes, it is told first.
    pub(super) fn keeps_call(&self) -> bool {
        !Reflect::get(&self.keeper, &"gone".into()).is_ok_and(|gone| gone.is_truthy())
    }

    /// This page has them no longer.
    pub(super) fn drop_out(&self) {
        self.call("drop");
    }

    fn call(&self, name: &str) {
        let function = Reflect::get(&self.keeper, &name.into()).ok();
        if let Some(function) = function.and_then(|function| function.is_function().then_some(function)) {
            // Another version of us may be there: what it refuses, the rejoin makes up for.
            let _ = function.unchecked_into::<Function>().call1(&self.keeper, &self.hand_over);
        }
    }
}

/// The call's media where the pages of the frame leave them for each other.
pub(super) fn kept_media() -> Option<Media> {
    let media = Reflect::get(&shell::keeper()?, &"media".into()).ok()?;
    media.is_object().then_some(Media(media))
}

pub(super) fn keep_media(media: Option<Media>) {
    if let Some(keeper) = shell::keeper() {
        let media = media.map_or(JsValue::NULL, |media| media.0);
        // An object of our own, open to everything.
        let _ = Reflect::set(&keeper, &"media".into(), &media);
    }
}
