//! Where in the page our host lives: at its end, or in a modal dialog or an open
//! menu, outside of which everything is out of reach or closes it.

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use crate::page::{self, dom};

/// The element to live in while a step points at `target`.
pub(super) fn home(target: Option<&Element>) -> Option<Element> {
    let around = target.and_then(opened_around);
    around.or_else(open_modal).or_else(dom::root)
}

/// The dialog or menu that an element of this document is in.
fn opened_around(target: &Element) -> Option<Element> {
    let ours = page::document();
    let mut element = target.clone();
    loop {
        // A browser that knows neither has neither open.
        let found = ["dialog:modal", "[popover]:popover-open"]
            .into_iter()
            .find_map(|selector| dom::closest_if_known(&element, selector));
        // Of a frame's element it is the frame that is in something of ours.
        if found.is_some() && dom::owner_document(&element) == ours {
            return found;
        }
        let root = dom::get_root_node(&element);
        element = match root.dyn_ref::<ShadowRoot>() {
            Some(root) => root.host(),
            None => dom::owner_document(&element)?.default_view()?.frame_element().ok()??,
        };
    }
}

/// The modal dialog that was opened last, as far as the document's order tells.
fn open_modal() -> Option<Element> {
    let list = page::document()?.query_selector_all("dialog:modal").ok()?;
    list.get(list.length().checked_sub(1)?)?.dyn_into().ok()
}
