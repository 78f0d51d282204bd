//! What an element is called, by `js/page/name.js`, and under which level.

use alongside_core::privacy::{Label, Level};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::Element;

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    /// The role, given or implied.
    pub(crate) fn role(element: &Element) -> String;

    /// The accessible name. Never what a customer has typed.
    pub(crate) fn name(element: &Element) -> String;

    /// The text of a field's labels.
    pub(crate) fn label(element: &Element) -> String;
}

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = isNameClosed)]
    fn is_name_closed(element: &Element, closed: &str) -> Result<bool, JsValue>;
}

/// A name of this element, under the level of all that has a part in it. `closed` is
/// a selector of what is masked; see `Engine::closed_parts`.
pub(crate) fn under(element: &Element, closed: &str, name: String) -> Label {
    // Where the page has broken what we call, nothing is known to be open.
    let is_closed = is_name_closed(element, closed).unwrap_or(true);
    Label::new(if is_closed { Level::MaskAllText } else { Level::Show }, name)
}

/// An element in a word or two, for people: its name, else its role or tag.
pub(crate) fn described(element: &Element) -> String {
    let name: String = name(element).chars().take(80).collect();
    if !name.is_empty() {
        return name;
    }
    let role = role(element);
    if role.is_empty() { super::dom::local_name(element) } else { role }
}
