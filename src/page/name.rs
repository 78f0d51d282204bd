//! What an element is called, by `js/page/name.js`.

use wasm_bindgen::prelude::wasm_bindgen;
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

/// An element in a word or two, for people: its name, else its role or tag.
pub(crate) fn described(element: &Element) -> String {
    let name: String = name(element).chars().take(80).collect();
    if !name.is_empty() {
        return name;
    }
    let role = role(element);
    if role.is_empty() { element.local_name() } else { role }
}
