//! Transitions of flows for a team's data layer, the list that a tag manager reads. What
//! stands there leaves the page by the team's own tags, so that only ids of flows and
//! steps, outcomes and numbers go in, and no text of the page.

use alongside_core::engine::Event;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{
    error,
    events::{flow_outcome, offer_object, step_outcome},
    object,
};

/// Whether there is something to push to.
///
/// # Errors
/// A sentence that says what was expected and what came.
pub(super) fn check(layer: &JsValue) -> Result<(), JsValue> {
    if push_of(layer).is_some() {
        return Ok(());
    }
    let found =
        if layer.is_null() { "null".to_owned() } else { layer.js_typeof().as_string().unwrap_or_default() };
    let expected = "an array or another object with push(), such as window.dataLayer";
    Err(error(&format!("dataLayer(): expected {expected}, found {found}")))
}

/// Pushes an event, when it is a transition of a flow; `name` is that of `on()`.
///
/// # Errors
/// What the site's `push()` throws.
pub(super) fn push(layer: &JsValue, event: &Event, name: &str) -> Result<(), JsValue> {
    let entry = match event {
        Event::Step { flow, step, outcome } => object([
            ("flow", flow.into()),
            ("step", step.into()),
            ("outcome", outcome.map_or("shown", step_outcome).into()),
        ]),
        Event::Flow { flow, outcome } => {
            object([("flow", flow.into()), ("outcome", flow_outcome(outcome).into())])
        }
        Event::Route { flow, steps } => object([("flow", flow.into()), ("steps", (*steps as u32).into())]),
        Event::Offer { offer, notice, arm } => offer_object(offer, *notice, arm.as_ref()),
        Event::Heal { flow, step, score, .. } => object([
            ("flow", flow.into()),
            ("step", step.into()),
            ("score", (f64::from(*score) / 1_000.0).into()),
        ]),
        Event::Signal { .. } | Event::Reason { .. } | Event::Engagement { .. } | Event::Problem { .. } => {
            return Ok(());
        }
    };
    let entry = object([("event", format!("alongside_{name}").into()), ("alongside", entry)]);
    // Asked for anew: a tag manager puts its own in its place when it comes.
    push_of(layer).map_or(Ok(()), |push| push.call1(layer, &entry).map(drop))
}

fn push_of(layer: &JsValue) -> Option<Function> {
    if !layer.is_object() {
        return None;
    }
    Reflect::get(layer, &"push".into()).ok()?.dyn_into().ok()
}
