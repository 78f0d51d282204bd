//! The page that author mode is open on: what is asked of it, and done with it.

use std::cell::RefCell;

use alongside_protocol::flow::Fingerprint;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Element, EventTarget, HtmlAnchorElement, HtmlElement, ShadowRoot, Storage, Url,
    Window,
};

use super::relay::Relay;

#[wasm_bindgen]
extern "C" {
    /// The handle that the SDK's `start()` gives.
    #[derive(Clone)]
    pub type Alongside;

    #[wasm_bindgen(method, catch)]
    fn matches(this: &Alongside, target: &JsValue) -> Result<usize, JsValue>;

    #[wasm_bindgen(method)]
    fn guide(this: &Alongside, flow: &JsValue) -> Promise;

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

    /// Runs a flow, given as JSON, in this page, and says how it ended.
    pub(super) async fn guide(&self, flow: &str) -> String {
        ending(guided(&self.alongside, flow)).await
    }

    /// The same on this page in a window as small as a phone: a window, not a frame, since
    /// in a frame the SDK leaves all to the page around it.
    pub(super) async fn guide_on_phone(&self, flow: &str) -> String {
        if let Some(before) = self.phone.take() {
            // One that the author has closed is closed.
            let _ = before.close();
        }
        let Some(phone) = open_phone() else { return "The browser opened no window.".to_owned() };
        self.phone.replace(Some(phone.clone()));
        for _ in 0..PATIENCE {
            TimeoutFuture::new(AGAIN_MS).await;
            if let Some(alongside) = running_in(&phone) {
                return ending(guided(&alongside, flow)).await;
            }
        }
        "Alongside did not start in the small window.".to_owned()
    }
}

/// Looks for the SDK in another window: how often, and how many milliseconds apart.
const PATIENCE: u32 = 100;
const AGAIN_MS: u32 = 100;

fn guided(alongside: &Alongside, flow: &str) -> Promise {
    alongside.guide(&JSON::parse(flow).unwrap_or(JsValue::UNDEFINED))
}

/// By this name `js/author.js` knows not to open author mode there once more.
fn open_phone() -> Option<Window> {
    let address = window()?.location().href().ok()?;
    let size = "popup,width=390,height=844";
    window()?.open_with_url_and_target_and_features(&address, "alongside-phone", size).ok()?
}

/// The handle of the SDK in a window, kept where `js/index.js` keeps it.
fn running_in(window: &Window) -> Option<Alongside> {
    let host = window.document()?.query_selector("alongside-overlay").ok()??;
    let handle = Reflect::get(&host, &js_sys::Symbol::for_("alongside.handle").into()).ok()?;
    handle.is_object().then(|| handle.unchecked_into())
}

/// How a preview ended, in a sentence.
async fn ending(guided: Promise) -> String {
    match JsFuture::from(guided).await {
        Ok(outcome) => {
            let word = Reflect::get(&outcome, &"outcome".into()).ok().and_then(|word| word.as_string());
            format!("The preview has ended: {}.", word.unwrap_or_default())
        }
        Err(error) => {
            let error = error.dyn_into::<js_sys::Error>().map(|error| String::from(error.message()));
            error.unwrap_or_else(|_| "The preview can't be shown.".to_owned())
        }
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

/// The page's path, with its fragment when that is a route.
pub(super) fn path() -> String {
    let Some(location) = window().map(|window| window.location()) else { return "/".to_owned() };
    let path = location.pathname().unwrap_or_else(|_| "/".to_owned());
    match location.hash() {
        Ok(hash) if hash.starts_with("#/") => path + &hash,
        _ => path,
    }
}

/// The tab's memory: what was written outlives a page load.
pub(super) fn memory() -> Option<Storage> {
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
