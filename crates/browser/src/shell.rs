//! The in-place shell as the pages around a call see it: an object of the window that
//! holds the call, found by a symbol, tells which frame of it the next page is in.
//!
//! Both pages are of the same site, so one uses the other's objects directly. What the
//! other window made is of other classes of the same names: nothing here may ask for
//! the class of an object.

use js_sys::{Array, Function, Object, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Window;

/// The key of the object; `js/page/shell` and `js/index.js` have the same.
const KEY: &str = "alongside.shell";

/// The object in `outer` when `inner` is the frame of its shell.
#[must_use]
pub fn holding(inner: &Window, outer: &Window) -> Option<JsValue> {
    let keeper = Reflect::get(outer, &Symbol::for_(KEY)).ok().filter(JsValue::is_object)?;
    let frame = Reflect::get(&keeper, &"frame".into()).ok()?;
    // Another site's frame has no element for us.
    let own = inner.frame_element().ok()??;
    Object::is(&frame, &own).then_some(keeper)
}

/// The object that holds the call when this page is in the shell's frame.
#[must_use]
pub fn around() -> Option<JsValue> {
    let window = web_sys::window()?;
    holding(&window, &window.parent().ok()??)
}

/// The window whose objects a call is made of: what a page in the shell's frame makes of
/// its own is gone with it.
#[must_use]
pub fn home() -> Option<Window> {
    let window = web_sys::window()?;
    let outer = window.parent().ok()??;
    Some(if holding(&window, &outer).is_some() { outer } else { window })
}

/// The object that holds a call for the pages in the shell's frame, while there is one.
#[must_use]
pub fn keeper() -> Option<JsValue> {
    Reflect::get(home()?.as_ref(), &Symbol::for_(KEY)).ok().filter(JsValue::is_object)
}

/// Makes an object of a class of that window.
///
/// # Errors
/// The browser's own, or that there is no such class.
pub fn make(class: &str, given: &Array) -> Result<JsValue, JsValue> {
    make_in(&home().ok_or(JsValue::UNDEFINED)?, class, given)
}

/// Makes an object of a class of this window.
///
/// # Errors
/// The browser's own, or that there is no such class.
pub(crate) fn make_in(window: &Window, class: &str, given: &Array) -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(window, &class.into())?.unchecked_into();
    Reflect::construct(&class, given)
}

/// Takes a value for what it is known to be, by whatever window it was made.
pub(crate) fn taken<T: JsCast>(value: JsValue) -> Option<T> {
    value.is_object().then(|| value.unchecked_into())
}
