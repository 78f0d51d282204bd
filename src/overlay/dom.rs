use alongside_browser::guard::guard;
use alongside_core::engine::Input;
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlButtonElement, HtmlElement};

use super::Feed;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Makes the overlay's elements.
#[derive(Clone)]
pub(super) struct Maker {
    document: Document,
    pub(super) feed: Feed,
}

impl Maker {
    pub(super) fn new(document: Document, feed: Feed) -> Self {
        Self { document, feed }
    }

    pub(super) fn element(&self, tag: &str, class: &str) -> HtmlElement {
        // Only our own literal tag names come here, and none is invalid.
        let element = self.document.create_element(tag).map_or_else(|_| JsValue::NULL, JsValue::from);
        let element: HtmlElement = element.unchecked_into();
        if !class.is_empty() {
            element.set_class_name(class);
        }
        element
    }

    pub(super) fn text(&self, tag: &str, class: &str, text: &str) -> HtmlElement {
        let element = self.element(tag, class);
        element.set_text_content(Some(text));
        element
    }

    /// Adds text that is text.
    pub(super) fn append_text(&self, into: &Element, text: &str) {
        // It only fails for what can't have children, and all of ours can.
        let _ = into.append_child(&self.document.create_text_node(text));
    }

    /// A button that leads to an input.
    pub(super) fn button(
        &self,
        class: &str,
        label: &str,
        input: impl Fn() -> Option<Input> + 'static,
    ) -> (HtmlButtonElement, EventListener) {
        let button: HtmlButtonElement = self.element("button", class).unchecked_into();
        button.set_type("button");
        button.set_text_content(Some(label));
        let feed = self.feed.clone();
        let listener = listen(&button, "click", move |_| {
            if let Some(input) = input() {
                feed.send(input);
            }
        });
        (button, listener)
    }

    /// A drawn sign, `path` within 24 by 24; what it means is said beside it.
    pub(super) fn icon(&self, path: &str) -> Element {
        let svg = self.document.create_element_ns(Some(SVG), "svg");
        let drawn = self.document.create_element_ns(Some(SVG), "path");
        match (svg, drawn) {
            (Ok(svg), Ok(drawn)) => {
                for (name, value) in [("viewBox", "0 0 24 24"), ("aria-hidden", "true"), ("class", "icon")] {
                    set(&svg, name, value);
                }
                set(&drawn, "d", path);
                let _ = svg.append_child(&drawn);
                svg
            }
            _ => self.element("span", "icon").into(),
        }
    }
}

/// Listens without a chance to harm the page once we are gone.
pub(super) fn listen(element: &Element, name: &'static str, act: impl Fn(&Event) + 'static) -> EventListener {
    let options = gloo_events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(element, name, options, move |event| guard(|| act(event)))
}

/// Sets an attribute of an element of ours.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    // Only our own literal names come here, and none is invalid.
    let _ = element.set_attribute(name, value);
}

/// Removes an element's children.
pub(super) fn empty(element: &Element) {
    element.set_text_content(None);
}

/// Adds children.
pub(super) fn append(parent: &Element, children: &[&Element]) {
    for child in children {
        // An element takes any other that does not contain it.
        let _ = parent.append_child(child);
    }
}
