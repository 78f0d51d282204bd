//! What the page says of itself, collected by `js/page/context.js`.

use alongside_protocol::tree::Tree;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{Document, HtmlElement};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = context)]
    fn collected(document: &Document, ours: &HtmlElement, closed: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = heading)]
    fn main_heading(document: &Document, closed: &str) -> Result<String, JsValue>;
}

/// Everything that the core reads; nothing, where the page has broken what we call.
pub(super) fn found(document: &Document, ours: &HtmlElement, closed: &str) -> Tree {
    let found = collected(document, ours, closed).unwrap_or(JsValue::UNDEFINED);
    serde_wasm_bindgen::from_value(found).unwrap_or(Tree::Nothing)
}

/// The page's main heading.
pub(super) fn heading(document: &Document, closed: &str) -> String {
    main_heading(document, closed).unwrap_or_default()
}
