//! Transitions of flows as DOM events on the document: who listens there needs no handle.

use alongside_core::engine::Event;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit};

use crate::page;

/// The DOM event that an event is told by, when it is a transition of a flow.
pub(super) fn dom_name(event: &Event) -> Option<&'static str> {
    match event {
        Event::Step { .. } => Some("alongside:step"),
        Event::Flow { .. } => Some("alongside:flow"),
        Event::Route { .. } => Some("alongside:route"),
        Event::Heal { .. } => Some("alongside:heal"),
        Event::Offer { .. } => Some("alongside:offer"),
        Event::Signal { .. } | Event::Reason { .. } | Event::Engagement { .. } | Event::Problem { .. } => {
            None
        }
    }
}

/// Dispatches a DOM event on the document. What a listener throws, the browser reports.
pub(super) fn dispatch(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_detail(detail);
    let Some(document) = page::window().and_then(|window| window.document()) else { return };
    let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) else { return };
    if let Some(dispatch) = own_dispatch() {
        // Refused is only an event that is under way already.
        let _ = dispatch.call1(&document, &event);
    }
}

/// The browser's own `dispatchEvent`: the document's may be shadowed by a form of that name.
fn own_dispatch() -> Option<Function> {
    let target: Object = Reflect::get(&js_sys::global(), &"EventTarget".into()).ok()?.dyn_into().ok()?;
    let prototype = Reflect::get(&target, &"prototype".into()).ok()?;
    Reflect::get(&prototype, &"dispatchEvent".into()).ok()?.dyn_into().ok()
}
