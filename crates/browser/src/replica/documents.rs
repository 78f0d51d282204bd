//! The documents of the copy: the frame's own, and those of same-origin frames in
//! the page.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, HtmlIFrameElement, Node, ShadowRoot};

use super::frame::{HOUSE, sheet};

/// Marks what is ours in the copy, for whoever compares it with the page.
pub(super) const OWN: &str = "data-alongside-base";

/// Says how large a canvas is, for the rule that makes it so.
const CANVAS: &str = "data-alongside-canvas";

/// One document of the copy.
pub(super) struct Copied {
    pub(super) document: Document,
    /// Ours in every tree of the document; sheets of another one are refused.
    house: Option<CssStyleSheet>,
    /// What relative addresses are relative to.
    pub(super) base: String,
}

/// All documents that hold a part of the copy.
#[derive(Default)]
pub(super) struct Documents {
    list: Vec<Copied>,
}

impl Documents {
    /// Takes a document in, empties it, and gives it our style sheet.
    pub(super) fn open(&mut self, document: &Document, base: &str) {
        while let Some(child) = document.first_child() {
            if document.remove_child(&child).is_err() {
                break;
            }
        }
        let allowed = base.starts_with("https://") || base.starts_with("http://");
        let base = if allowed { base.to_owned() } else { String::new() };
        self.list.retain(|known| known.document != *document && known.document.default_view().is_some());
        self.list.push(Copied { document: document.clone(), house: sheet(document, HOUSE, ""), base });
        self.adopt(document, &Array::new());
    }

    fn of(&self, node: &Node) -> Option<&Copied> {
        let owner = owner(node)?;
        self.list.iter().find(|known| known.document == owner)
    }

    /// Gives a document or shadow root its style sheets, ours first.
    pub(super) fn adopt(&self, root: &Node, sheets: &Array) {
        if let Some(house) = self.of(root).and_then(|known| known.house.as_ref()) {
            sheets.unshift(house);
        }
        // Documents and shadow roots have the same property.
        root.unchecked_ref::<ShadowRoot>().set_adopted_style_sheets(&JsValue::from(sheets));
    }

    /// A style sheet for a tree of the copy.
    pub(super) fn sheet(&self, root: &Node, rules: &str) -> Option<CssStyleSheet> {
        let known = self.of(root)?;
        sheet(&known.document, rules, &known.base)
    }

    /// A browser without scripts shows what is in a canvas instead of it: ours is
    /// as large as the page's, unless a rule of the site says otherwise.
    pub(super) fn give_size(&self, canvas: &Element) {
        let pixels = |name: &str, usual: u32| {
            canvas.get_attribute(name).and_then(|value| value.parse().ok()).unwrap_or(usual)
        };
        // What the HTML standard gives a canvas without a size.
        let (width, height) = (pixels("width", 300), pixels("height", 150));
        let size = format!("{width}x{height}");
        if canvas.get_attribute(CANVAS).as_ref() == Some(&size) {
            return;
        }
        let _ = canvas.set_attribute(CANVAS, &size);
        let rule = format!(
            ":where([{CANVAS}=\"{size}\"]){{width:{width}px;height:{height}px;aspect-ratio:{width}/{height}}}"
        );
        for house in self.list.iter().filter_map(|known| known.house.as_ref()) {
            let _ = house.insert_rule(&rule);
        }
    }

    /// Puts our `base` to the front of a head that has just come.
    pub(super) fn give_base(&self, head: &Element) {
        let Some(known) = self.of(head).filter(|known| !known.base.is_empty()) else { return };
        if head.first_element_child().is_some_and(|first| first.has_attribute(OWN)) {
            return;
        }
        // In a frame of the page itself it is there without, and the page's policy may forbid it.
        let now = known.document.base_uri().ok().flatten().unwrap_or_default();
        if now.split(['?', '#']).next() == Some(&known.base) {
            return;
        }
        if let Ok(base) = known.document.create_element("base") {
            let _ = base.set_attribute("href", &known.base);
            let _ = base.set_attribute(OWN, "");
            let _ = head.insert_before(&base, head.first_child().as_ref());
        }
    }
}

/// The document a node belongs to; a document is its own.
pub(super) fn owner(node: &Node) -> Option<Document> {
    if node.node_type() == Node::DOCUMENT_NODE {
        return Some(node.clone().unchecked_into());
    }
    node.owner_document()
}

/// An empty document in a frame of the copy, in the mode of the page's.
pub(super) fn written(frame: &HtmlIFrameElement, quirks: bool, policy: &str) -> Option<Document> {
    let document = frame.content_document()?;
    let open = js_sys::Reflect::get(&document, &JsValue::from_str("open")).ok()?;
    // Written, not loaded: it is there at once, and in the right mode.
    let open: js_sys::Function = open.dyn_into().ok()?;
    open.call0(&document).ok()?;
    let write: js_sys::Function =
        js_sys::Reflect::get(&document, &JsValue::from_str("write")).ok()?.dyn_into().ok()?;
    let doctype = if quirks { "" } else { "<!doctype html>" };
    let markup = format!("{doctype}<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    write.call1(&document, &JsValue::from_str(&markup)).ok()?;
    let close: js_sys::Function =
        js_sys::Reflect::get(&document, &JsValue::from_str("close")).ok()?.dyn_into().ok()?;
    close.call0(&document).ok()?;
    frame.content_document()
}
