//! Pictures of what has no other copy: canvas, video, images behind a log-in.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Shows a picture in the place of an element; nothing when there are no bytes or
/// they are no picture.
pub(super) fn show(element: &Element, bytes: &[u8]) {
    let Some(kind) = kind(bytes) else { return };
    let binary: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let Some(text) = web_sys::window().and_then(|window| window.btoa(&binary).ok()) else { return };
    let address = format!("data:image/{kind};base64,{text}");
    if element.local_name() == "img" {
        let _ = element.remove_attribute("srcset");
        let _ = element.set_attribute("src", &address);
        return;
    }
    let style = element.unchecked_ref::<HtmlElement>().style();
    let _ = style.set_property("background", &format!("center / 100% 100% no-repeat url({address})"));
}

/// What kind of picture it is, by its first bytes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("png"),
        [0xff, 0xd8, 0xff, ..] => Some("jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}
