//! Pictures that `js/page/picture.js` makes.

use alongside_core::engine::Input;
use alongside_protocol::{message::PictureRefusal, page::PICTURE_BYTES};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::Page;

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    fn picture(element: &Element, most: u32, brought: bool) -> Promise;
}

impl Page {
    /// Makes a picture of a node of the mirror, and tells of it when it is there.
    pub(crate) fn take_picture(&self, token: u32, node: u32, brought: bool) {
        let app = self.app.clone();
        let made = self.mirrored(node).map(|element| picture(&element, PICTURE_BYTES as u32, brought));
        wasm_bindgen_futures::spawn_local(async move {
            let picture = match made {
                Some(made) => bytes_of(JsFuture::from(made).await),
                None => Err(PictureRefusal::Gone),
            };
            alongside_browser::guard::guard(|| {
                if let Some(app) = app.upgrade() {
                    app.feed(Input::PictureTaken { token, picture });
                }
            });
        });
    }
}

fn bytes_of(made: Result<JsValue, JsValue>) -> Result<Vec<u8>, PictureRefusal> {
    let made = made.map_err(|_| PictureRefusal::Failed)?;
    if let Some(bytes) = made.dyn_ref::<Uint8Array>() {
        return Ok(bytes.to_vec());
    }
    Err(match made.as_string().as_deref() {
        Some("protected") => PictureRefusal::Protected,
        Some("brought") => PictureRefusal::Brought,
        Some("empty") => PictureRefusal::Empty,
        Some("foreign") => PictureRefusal::Foreign,
        Some("large") => PictureRefusal::Large,
        _ => PictureRefusal::Failed,
    })
}
