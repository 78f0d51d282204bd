//! Elements of the page, by `js/page/dom.js`: a form's fields shadow its own properties
//! and methods by their names, so that asking an element itself may throw or lie.

use alongside_core::observe::signals::{ASKED, Mark};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Document, DomRect, Element, Node, ScrollIntoViewOptions};

/// What takes fields together, by markup or by role.
pub(super) const FORM: &str = "form,[role=form]";

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = localName)]
    pub(crate) fn local_name(element: &Element) -> String;

    #[wasm_bindgen(js_name = nodeType)]
    pub(super) fn node_type(node: &Node) -> u16;

    #[wasm_bindgen(js_name = getAttribute)]
    pub(super) fn get_attribute(element: &Element, name: &str) -> Option<String>;

    pub(crate) fn closest(element: &Element, selector: &str) -> Option<Element>;

    #[wasm_bindgen(catch, js_name = closest)]
    fn try_closest(element: &Element, selector: &str) -> Result<Option<Element>, JsValue>;

    #[wasm_bindgen(js_name = parentElement)]
    pub(crate) fn parent_element(element: &Element) -> Option<Element>;

    #[wasm_bindgen(js_name = ownerDocument)]
    pub(crate) fn owner_document(element: &Element) -> Option<Document>;

    #[wasm_bindgen(js_name = isHiddenPage)]
    fn is_hidden_page(document: &Document) -> bool;

    #[wasm_bindgen(js_name = documentElement)]
    fn document_element(document: &Document) -> Option<Element>;

    #[wasm_bindgen(js_name = getRootNode)]
    pub(crate) fn get_root_node(element: &Element) -> Node;

    #[wasm_bindgen(js_name = getBoundingClientRect)]
    pub(crate) fn get_bounding_client_rect(element: &Element) -> DomRect;

    #[wasm_bindgen(js_name = scrollIntoView)]
    pub(crate) fn scroll_into_view(element: &Element, options: &ScrollIntoViewOptions);

    #[wasm_bindgen(js_name = querySelector)]
    pub(crate) fn query_selector(element: &Element, selector: &str) -> Option<Element>;

    #[wasm_bindgen(catch, js_name = querySelector)]
    fn select(root: &Node, selector: &str) -> Result<Option<Element>, JsValue>;

    pub(crate) fn contains(element: &Element, other: &Element) -> bool;

    /// Whether it is in the document and has a box there.
    #[wasm_bindgen(js_name = isLaidOut)]
    pub(super) fn is_laid_out(element: &Element) -> bool;

    /// So many levels further out; it must be that deep.
    pub(super) fn ancestor(element: &Element, levels: u32) -> Element;

    /// Each element's tag, then names and values of those attributes of `names` that
    /// it has.
    #[wasm_bindgen(js_name = markup)]
    fn markup(elements: &Array, names: &Array) -> Array;

    #[wasm_bindgen(js_name = pathOf)]
    fn path_of(element: &Element) -> Array;

    #[wasm_bindgen(js_name = besideOf)]
    fn beside_of(element: &Element, most: u32) -> Array;

    #[wasm_bindgen(js_name = someOf)]
    fn some_of(element: &Element, selector: &str, most: u32) -> Array;
}

/// Whether the customer can't see the page: it is in a tab behind another one.
pub(super) fn is_page_hidden() -> bool {
    super::document().is_some_and(|document| is_hidden_page(&document))
}

/// Whether a selector is one, for this browser.
pub(crate) fn is_selector(selector: &str) -> bool {
    super::document().is_some_and(|document| select(&document, selector).is_ok())
}

/// The page's outermost element.
pub(crate) fn root() -> Option<Element> {
    document_element(&super::document()?)
}

/// The first element of the page that fits a selector.
pub(crate) fn on_page(selector: &str) -> Option<Element> {
    select(&super::document()?.into(), selector).ok().flatten()
}

/// By a selector that not every browser knows.
pub(crate) fn closest_if_known(element: &Element, selector: &str) -> Option<Element> {
    try_closest(element, selector).ok().flatten()
}

/// An element and all that it is in, up to the root of its tree.
pub(super) fn path(element: &Element) -> Vec<Mark> {
    marks(&path_of(element))
}

/// What stands beside an element, at most so many on either side.
pub(super) fn beside(element: &Element, most: u32) -> Vec<Mark> {
    marks(&beside_of(element, most))
}

/// What fits a selector in an element, at most so many.
pub(super) fn within(element: &Element, selector: &str, most: u32) -> Vec<Mark> {
    marks(&some_of(element, selector, most))
}

fn marks(elements: &Array) -> Vec<Mark> {
    let names: Array = ASKED.into_iter().map(JsValue::from).collect();
    let mark = |row: JsValue| {
        let row = row.unchecked_into::<Array>();
        let mut words = row.iter().map(|word| word.as_string().unwrap_or_default());
        let tag = words.next().unwrap_or_default();
        let mut attributes = Vec::new();
        while let (Some(name), Some(value)) = (words.next(), words.next()) {
            attributes.push((name, value));
        }
        Mark { tag, attributes }
    };
    markup(elements, &names).iter().map(mark).collect()
}
