//! Pictures of what has no other copy: canvas, video, images behind a log-in.

use alongside_protocol::page::{Content, NodeId, picture_kind};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::frame::MirrorFrame;

impl MirrorFrame {
    /// Shows a picture in the place of an element; without bytes, or with some that are
    /// no picture, what was there before.
    pub(super) fn picture(&mut self, node: NodeId, element: &Element, bytes: &[u8]) {
        match address(bytes) {
            Some(address) => {
                show(element, &address);
                self.tree.pictures.insert(node, address);
            }
            None => {
                self.tree.pictures.remove(&node);
                self.take_away(node, element);
            }
        }
    }

    /// The page has set the element's own style, and ours went with the old one.
    pub(super) fn picture_again(&self, node: NodeId, element: &Element) {
        if let Some(address) = self.tree.pictures.get(&node)
            && element.local_name() != "img"
        {
            show(element, address);
        }
    }

    fn take_away(&self, node: NodeId, element: &Element) {
        let held = self.model.get(node).map(|held| &held.content);
        let own = |name| held.and_then(|content: &Content| content.attribute(name)).map(AsRef::as_ref);
        // Ours is in the first of them.
        for name in if element.local_name() == "img" { ["src", "srcset"] } else { ["style", "poster"] } {
            self.attribute(node, element, name, own(name));
        }
    }
}

fn address(bytes: &[u8]) -> Option<String> {
    let kind = picture_kind(bytes)?;
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let text = web_sys::window()?.btoa(&binary).ok()?;
    Some(format!("data:image/{kind};base64,{text}"))
}

fn show(element: &Element, address: &str) {
    let local = element.local_name();
    if local == "img" {
        let _ = element.remove_attribute("srcset");
        let _ = element.set_attribute("src", address);
        return;
    }
    // A poster would stand before it.
    let _ = element.remove_attribute("poster");
    // A video keeps its proportions in its box, a canvas fills it.
    let size = if local == "video" { "contain" } else { "100% 100%" };
    let background = format!("center / {size} no-repeat content-box url({address})");
    let style = element.unchecked_ref::<HtmlElement>().style();
    let _ = style.set_property_with_priority("background", &background, "important");
}
