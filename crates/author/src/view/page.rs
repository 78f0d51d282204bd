//! The page that author mode is open on: what is asked of it, and done with it.

use std::cell::RefCell;

use alongside_protocol::flow::Fingerprint;
use js_sys::{Array, Function, JSON, Promise};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, EventTarget, HtmlAnchorElement, HtmlElement, ShadowRoot, Storage, Url,
    Window,
};

use super::{preview::Hearing, relay::Relay};

#[wasm_bindgen]
extern "C" {
    /// The handle that the SDK's `start()` gives.
    #[derive(Clone)]
    pub type Alongside;

    #[wasm_bindgen(method, catch)]
    fn matches(this: &Alongside, target: &JsValue) -> Result<usize, JsValue>;

    #[wasm_bindgen(method)]
    pub(super) fn guide(this: &Alongside, flow: &JsValue) -> Promise;

    #[wasm_bindgen(method)]
    pub(super) fn flows(this: &Alongside, documents: &JsValue, options: &JsValue);

    #[wasm_bindgen(method, catch)]
    pub(super) fn on(this: &Alongside, event: &str, listener: &Function) -> Result<JsValue, JsValue>;

    type Visible;

    #[wasm_bindgen(method, catch, js_name = checkVisibility)]
    fn check_visibility(this: &Visible) -> Result<bool, JsValue>;
}

/// What the views need of the page.
pub(super) struct Shell {
    pub(super) alongside: Alongside,
    pub(super) fingerprint: Function,
    /// Tells a function of the events that the page's own code sends; gives one that ends it.
    pub(super) hear: Function,
    pub(super) host: HtmlElement,
    pub(super) root: ShadowRoot,
    /// The small window of the last preview.
    pub(super) phone: RefCell<Option<Window>>,
    /// What hears of the end of the last preview.
    pub(super) hearing: RefCell<Option<Hearing>>,
    /// Where versions are kept, if anywhere.
    pub(super) relay: Option<Relay>,
}

impl Shell {
    /// How many elements fit each target, given as JSON.
    pub(super) fn counts(&self, targets: &[String]) -> Vec<usize> {
        let count = |target: &String| self.alongside.matches(&JSON::parse(target).ok()?).ok();
        targets.iter().map(|target| count(target).unwrap_or(0)).collect()
    }

    /// What an element is known by.
    pub(super) async fn known_by(&self, element: &Element) -> Option<Fingerprint> {
        let promise: Promise = self.fingerprint.call1(&JsValue::NULL, element).ok()?.dyn_into().ok()?;
        serde_wasm_bindgen::from_value(JsFuture::from(promise).await.ok()?).ok()
    }
}

/// Whether an element is drawn.
pub(super) fn is_visible(element: &Element) -> bool {
    element.unchecked_ref::<Visible>().check_visibility().unwrap_or(false)
}

pub(super) fn window() -> Option<Window> {
    web_sys::window()
}

/// The page's window, for listeners.
pub(super) fn root() -> EventTarget {
    js_sys::global().unchecked_into()
}

/// The page's whole address.
pub(super) fn address() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// The page's path, with its fragment when that is a route.
pub(super) fn path() -> String {
    let Some(location) = window().map(|window| window.location()) else { return "/".to_owned() };
    let path = location.pathname().unwrap_or_else(|_| "/".to_owned());
    match location.hash() {
        Ok(hash) if hash.starts_with("#/") => path + &hash,
        _ => path,
    }
}

/// What the tab remembers by this key: it outlives a page load.
pub(super) fn remembered(key: &str) -> Option<String> {
    memory()?.get_item(key).ok()?
}

/// Has the tab remember something, or forget it. Where it has no memory (left), a page load
/// forgets.
pub(super) fn remember(key: &str, value: Option<&str>) {
    let Some(memory) = memory() else { return };
    let _ = match value {
        Some(value) => memory.set_item(key, value),
        None => memory.remove_item(key),
    };
}

fn memory() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// Gives the author a file.
pub(super) fn download(name: &str, text: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = window()?.document()?.create_element("a").ok()?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address).ok()
}
