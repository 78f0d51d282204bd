//! Elements of the copy: how they are made, and what may be set on them.

use alongside_protocol::page::{Layer, Namespace, NodeId};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement};

use super::{documents::OWN, field, frame::MirrorFrame, policy};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// Marks a box that stands for what has no copy, with the words in it.
pub(super) const BOX: &str = "data-alongside-box";

/// What a form answers for by its name (HTML Standard, 4.10.3).
const FORM_PARTS: [&str; 8] =
    ["button", "fieldset", "img", "input", "object", "output", "select", "textarea"];

/// What a document answers for by its name (HTML Standard, 3.1.7); the rest are boxes.
const DOCUMENT_PARTS: [&str; 2] = ["form", "img"];

impl MirrorFrame {
    pub(super) fn element(
        &mut self,
        node: NodeId,
        document: &Document,
        name: &str,
        namespace: Namespace,
        hidden: Option<(u32, u32)>,
    ) -> Option<Element> {
        let kind = policy::kind(name);
        let html = namespace == Namespace::Html;
        let boxed = html && kind == policy::Kind::Box;
        let space = match namespace {
            Namespace::Html => "http://www.w3.org/1999/xhtml",
            Namespace::Svg => "http://www.w3.org/2000/svg",
            Namespace::MathMl => "http://www.w3.org/1998/Math/MathML",
        };
        // The parser lets names through that the DOM refuses.
        let element = if html && !boxed && name.contains(':') {
            // The parser makes one name of `o:p`, not a prefix and a name.
            document.create_element(name)
        } else {
            document.create_element_ns(Some(space), if boxed { "div" } else { name })
        };
        let element = element.or_else(|_| document.create_element("span")).ok()?;
        if let Some((width, height)) = hidden {
            self.tree.boxes.insert(node);
            let _ = element.set_attribute(BOX, "");
            // Through the structural getter: SVG elements have a style, too.
            size(element.unchecked_ref(), "width", width);
            size(element.unchecked_ref(), "height", height);
        } else if boxed {
            let _ = element.set_attribute(BOX, "embedded page");
        } else if html && kind == policy::Kind::Frame {
            // It inherits the sandbox of the frame it is in.
            let _ = element.set_attribute(BOX, "embedded page");
            return Some(element);
        } else if kind == policy::Kind::Inert {
            self.tree.boxes.insert(node);
            let _ = element.set_attribute("type", "text/plain");
        }
        Some(element)
    }

    pub(super) fn attribute(&self, node: NodeId, element: &Element, name: &str, value: Option<&str>) {
        // What stands for another element keeps what we gave it.
        if self.tree.boxes.contains(&node) || name == BOX || name == OWN {
            return;
        }
        let local = element.local_name();
        let may_be = |value: &&str| policy::allows(&local, name, value) && !shadows(&local, name, value);
        let Some(value) = value.filter(may_be) else {
            let _ = element.remove_attribute(name);
            if local == "canvas" {
                self.documents.give_size(element);
            }
            return;
        };
        if element.has_attribute(BOX) && local != "iframe" && matches!(name, "width" | "height") {
            if let Ok(pixels) = value.parse() {
                size(element.unchecked_ref(), name, pixels);
            }
            return;
        }
        // A field that turns into a button writes what it holds into its markup.
        let written = (name == "type" && local == "input").then(|| element.get_attribute("value"));
        let space = match name.split_once(':') {
            Some(("xlink", _)) => Some(XLINK),
            Some(("xml", _)) => Some(XML),
            Some(("xmlns", _)) => Some(XMLNS),
            None if name == "xmlns" => Some(XMLNS),
            _ => None,
        };
        // A page's policy may forbid the attribute; set by its object model it is no inline style.
        if self.bare && name == "style" && is_html(element) {
            element.unchecked_ref::<HtmlElement>().style().set_css_text(value);
            return;
        }
        // Names that only the parser accepts (`@click`) mean nothing here.
        let _ = match space {
            Some(space) if !is_html(element) => element.set_attribute_ns(Some(space), name, value),
            // `setAttribute` would make small letters of it.
            None if name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                element.set_attribute_ns(None, name, value)
            }
            _ => element.set_attribute(name, value),
        };
        // In the page a button keeps it, as its label; of all others the copy's is older.
        if written == Some(None) && !field::is_button(element.unchecked_ref()) {
            let _ = element.remove_attribute("value");
        }
        if local == "canvas" {
            self.documents.give_size(element);
        }
    }
}

/// Whether an attribute names an element like something that we ask its form or its
/// document for: it would answer for them (`<input name=nodeType>`, `<img name=body>`).
/// `id` is not asked for.
fn shadows(element: &str, attribute: &str, value: &str) -> bool {
    let has = |class: &str| {
        let prototype = Reflect::get(&js_sys::global(), &class.into())
            .and_then(|class| Reflect::get(&class, &"prototype".into()));
        prototype.is_ok_and(|prototype| Reflect::has(prototype.unchecked_ref(), &value.into()) == Ok(true))
    };
    matches!(attribute, "name" | "id")
        && value != "id"
        && (FORM_PARTS.contains(&element) && has("Element")
            || DOCUMENT_PARTS.contains(&element) && has("Document"))
}

/// Puts a dialog or popover into the top layer, or takes it out. What had the
/// agent's focus keeps it.
pub(super) fn show_in_layer(element: &Element, layer: Layer) {
    let ours = web_sys::window().and_then(|window| window.document());
    let focused = ours.as_ref().and_then(Document::active_element);
    let inside = element.owner_document();
    match layer {
        Layer::Modal => {
            let _ = element.remove_attribute("open");
            call(element, "showModal");
        }
        Layer::Popover => call(element, "showPopover"),
        Layer::None if element.local_name() == "dialog" && element.matches(":modal").unwrap_or(false) => {
            // Only an open one can be closed; it may be open still, but not modal.
            let open = element.has_attribute("open");
            let _ = element.set_attribute("open", "");
            call(element, "close");
            if open {
                let _ = element.set_attribute("open", "");
            }
        }
        Layer::None => call(element, "hidePopover"),
    }
    if let Some(taken) = inside.and_then(|document| document.active_element()) {
        let _ = taken.unchecked_ref::<HtmlElement>().blur();
    }
    if ours.and_then(|document| document.active_element()) != focused
        && let Some(focused) = focused
    {
        // Whatever had it can take it back, or nothing had.
        let _ = focused.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Calls a method without arguments; a browser that does not have it, or an
/// element that is shown already, is left as it is.
fn call(element: &Element, method: &str) {
    let method = Reflect::get(element, &JsValue::from_str(method));
    if let Some(method) = method.ok().and_then(|method| method.dyn_into::<Function>().ok()) {
        let _ = method.call0(element);
    }
}

pub(super) fn size(element: &HtmlElement, side: &str, pixels: u32) {
    let _ = element.style().set_property_with_priority(side, &format!("{pixels}px"), "important");
}

fn is_html(element: &Element) -> bool {
    element.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml")
}
