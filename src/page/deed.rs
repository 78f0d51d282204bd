//! What we do in the page for a customer: one click, and only a harmless one.

use alongside_core::guide::harmless::{Deed, is_harmless};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::{Page, dom};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = leadsOn)]
    fn leads_on(element: &Element) -> bool;

    #[wasm_bindgen(js_name = isInForm)]
    fn is_in_form(element: &Element) -> bool;

    #[wasm_bindgen(js_name = isInControl)]
    fn is_in_control(element: &Element) -> bool;

    #[wasm_bindgen(js_name = canClick)]
    fn can_click(element: &Element) -> bool;

    fn opens(element: &Element) -> bool;

    fn click(element: &Element);
}

/// Whether a click on it follows a link of this site or opens a section, and no more.
pub(super) fn harmless(element: &Element) -> bool {
    let attribute = |name| dom::get_attribute(element, name).unwrap_or_default().to_ascii_lowercase();
    let tag = dom::local_name(element);
    can_click(element)
        && is_harmless(Deed {
            tag: &tag,
            kind: &attribute("type"),
            role: &attribute("role"),
            leads_on: tag == "a" && leads_on(element),
            opens: opens(element),
            in_form: is_in_form(element),
            in_control: is_in_control(element),
        })
}

impl Page {
    /// Clicks what a search has found, when that is harmless still.
    pub(crate) fn act(&self, at: (u32, usize)) {
        let located = self.located.borrow();
        let found = located.iter().find(|(token, _)| *token == at.0);
        let element = found.and_then(|(_, elements)| elements.get(at.1)).cloned();
        drop(located);
        if let Some(element) = element.filter(harmless) {
            click(&element);
        }
    }
}
