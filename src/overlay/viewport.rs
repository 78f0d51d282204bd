//! The part of the page that the customer sees: less than the window under pinch
//! zoom, or while an on-screen keyboard is open.

use alongside_core::guide::placement::Rect;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, EventTarget};

/// The browser's visual viewport, where it has one.
pub(crate) fn visual() -> Option<EventTarget> {
    let visual = Reflect::get(crate::page::window()?.as_ref(), &"visualViewport".into()).ok()?;
    visual.is_object().then(|| visual.unchecked_into())
}

/// Whether the customer sees less than the window: something fixed to the window
/// may then be out of sight.
pub(super) fn is_partial() -> bool {
    let (seen, whole) = (seen(), whole());
    // A scroll bar's width, and what rounding leaves, make no difference.
    seen.width + 24 < whole.width || seen.height + 24 < whole.height
}

/// What the customer sees, in pixels of the window.
pub(super) fn seen() -> Rect {
    let Some(visual) = visual() else { return whole() };
    let number = |name: &str| Reflect::get(&visual, &JsValue::from(name)).ok()?.as_f64();
    let rect = || {
        Some(Rect {
            x: number("offsetLeft")? as i32,
            y: number("offsetTop")? as i32,
            width: number("width")? as i32,
            height: number("height")? as i32,
        })
    };
    rect().unwrap_or_else(whole)
}

fn whole() -> Rect {
    let root: Option<Element> = crate::page::dom::root();
    let (width, height) = root.map_or((0, 0), |root| (root.client_width(), root.client_height()));
    Rect { x: 0, y: 0, width, height }
}
