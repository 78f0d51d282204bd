//! The element of the current step, and what is heard of it: where it goes, and
//! what the customer does with it when it is in a frame of its own.

use std::rc::Weak;

use alongside_browser::guard::guard;
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Element, EventTarget, HtmlElement, ShadowRoot};

use super::{activity, dom};
use crate::run::App;

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = follow)]
    fn follow_in_page(
        element: &Element,
        ours: &HtmlElement,
        places: bool,
        moved: &JsValue,
    ) -> Result<Function, JsValue>;
}

/// Tells whether an element has come into sight or gone out of it, and with `places`
/// (by `None`) of its every move; dropping it ends that.
#[must_use = "it ends when it is dropped"]
pub(crate) struct Following {
    stop: Function,
    _moved: Closure<dyn FnMut(Option<bool>)>,
}

impl Following {
    pub(crate) fn new(
        element: &Element,
        ours: &HtmlElement,
        places: bool,
        mut moved: impl FnMut(Option<bool>) + 'static,
    ) -> Option<Self> {
        let moved = Closure::<dyn FnMut(Option<bool>)>::new(move |seen| guard(|| moved(seen)));
        let stop = follow_in_page(element, ours, places, moved.as_ref()).ok()?;
        Some(Self { stop, _moved: moved })
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        // It only takes listeners away.
        let _ = self.stop.call0(&JsValue::NULL);
    }
}

/// The current step's target.
pub(super) struct Targeted {
    pub(super) element: Element,
    /// The search that found it, and where in it.
    pub(super) found: (u32, usize),
    _listeners: Vec<EventListener>,
}

impl Targeted {
    pub(super) fn new(app: &Weak<App>, element: Element, found: (u32, usize)) -> Self {
        let mut listeners = listen_in_frame(app, &element);
        let root = dom::get_root_node(&element);
        if root.dyn_ref::<ShadowRoot>().is_some() {
            // It is not heard of outside of the shadow root.
            listeners.push(listen(app, &root, "change"));
        }
        Self { element, found, _listeners: listeners }
    }

    /// Whether an event on this path is one on it.
    pub(super) fn is_on(&self, path: &Array) -> bool {
        path.includes(&self.element, 0)
    }
}

/// What happens in a frame is not heard of outside of it.
fn listen_in_frame(app: &Weak<App>, element: &Element) -> Vec<EventListener> {
    let Some(document) = dom::owner_document(element).filter(|own| super::document().as_ref() != Some(own))
    else {
        return Vec::new();
    };
    ["click", "input", "change"].into_iter().map(|name| listen(app, &document, name)).collect()
}

fn listen(app: &Weak<App>, target: &EventTarget, name: &'static str) -> EventListener {
    let app = app.clone();
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(target, name, options, move |event| {
        guard(|| {
            if let Some(app) = app.upgrade() {
                activity::in_frame(&app, event);
            }
        });
    })
}
