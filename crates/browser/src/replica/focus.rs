//! What has the customer's focus is marked: the copy itself never takes any.

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use super::documents::owner;

/// Empty on the element itself, `within` on the shadow hosts and frames around it.
const FOCUS: &str = "data-alongside-focus";

/// Marks an element and what it is in, in place of what was marked before.
pub(super) fn mark(element: Option<Element>, before: &[Element]) -> Vec<Element> {
    for marked in before {
        // What has left the copy has no mark to lose.
        let _ = marked.remove_attribute(FOCUS);
    }
    let around = |inner: &Element| {
        // A root without a host is a document, whose window may be in a frame.
        let host = inner.get_root_node().unchecked_into::<ShadowRoot>();
        let host = js_sys::Reflect::get(&host, &"host".into()).ok().filter(|host| host.is_object());
        host.map(JsCast::unchecked_into::<Element>).or_else(|| {
            let window = owner(inner)?.default_view()?;
            window.frame_element().ok().flatten()
        })
    };
    let ours = web_sys::window().and_then(|window| window.document());
    let in_copy = |element: &Element| ours.is_some() && element.owner_document() != ours;
    let marked: Vec<Element> = std::iter::successors(element, around).take_while(in_copy).collect();
    for (depth, element) in marked.iter().enumerate() {
        let _ = element.set_attribute(FOCUS, if depth == 0 { "" } else { "within" });
    }
    marked
}
