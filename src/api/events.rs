use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_core::{engine::Event, guide::Outcome, offer::Notice};
use alongside_protocol::{
    flow::Fingerprint,
    message::{Channel, Reason, StepOutcome},
};
use js_sys::{Array, Function};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::{data_layer, object, transitions};

/// Names of the events that `on()` knows.
const NAMES: [&str; 9] =
    ["step", "flow", "route", "heal", "offer", "signal", "reason", "engagement", "problem"];

/// What of the site's own wants to know.
#[derive(Default, Clone)]
pub(crate) struct Listeners {
    list: Rc<RefCell<Vec<(u32, Listener)>>>,
    last: Rc<RefCell<u32>>,
    /// Transitions of flows are told to functions alone.
    kept: Rc<Cell<bool>>,
}

#[derive(Clone)]
enum Listener {
    /// A function, and the event it is for.
    Function(String, Function),
    /// A list that transitions of flows are pushed to.
    DataLayer(JsValue),
}

impl Listeners {
    /// Adds one and returns the function that removes it.
    pub(crate) fn add(&self, event: &str, listener: Function) -> Result<Function, JsValue> {
        if !NAMES.contains(&event) {
            let known = NAMES.join(", ");
            return Err(super::error(&format!("on(): expected one of {known}, found \"{event}\"")));
        }
        Ok(self.keep(Listener::Function(event.to_owned(), listener)))
    }

    /// Adds a data layer and returns the function that removes it.
    pub(crate) fn add_data_layer(&self, layer: JsValue) -> Result<Function, JsValue> {
        data_layer::check(&layer)?;
        Ok(self.keep(Listener::DataLayer(layer)))
    }

    fn keep(&self, listener: Listener) -> Function {
        *self.last.borrow_mut() += 1;
        let id = *self.last.borrow();
        self.list.borrow_mut().push((id, listener));
        let list = Rc::clone(&self.list);
        let remove = Closure::<dyn FnMut()>::new(move || list.borrow_mut().retain(|(known, _)| *known != id));
        remove.into_js_value().unchecked_into()
    }

    pub(crate) fn emit(&self, event: &Event) {
        if let Event::Problem { message, .. } = event {
            web_sys::console::warn_1(&format!("alongside: {message}").into());
        }
        let (name, detail) = described(event);
        // They may add and remove listeners: the list must not be borrowed then.
        let wanted: Vec<Listener> = self.list.borrow().iter().map(|(_, listener)| listener.clone()).collect();
        for listener in wanted {
            let called = match &listener {
                Listener::Function(event, function) if event == name => {
                    function.call1(&JsValue::NULL, &detail).map(drop)
                }
                Listener::DataLayer(_) if self.kept.get() => Ok(()),
                Listener::DataLayer(layer) => data_layer::push(layer, event, name),
                Listener::Function(..) => Ok(()),
            };
            // What the site's function throws is the site's, and must be seen there.
            if let Err(thrown) = called {
                web_sys::console::error_1(&thrown);
            }
        }
        if let Some(name) = transitions::dom_name(event).filter(|_| !self.kept.get()) {
            transitions::dispatch(name, &detail);
        }
    }

    /// Whether transitions of flows are kept from data layers and from the document: those of
    /// a preview are nothing that analytics should count.
    pub(crate) fn keep_to_themselves(&self, kept: bool) {
        self.kept.set(kept);
    }

    pub(crate) fn clear(&self) {
        self.list.borrow_mut().clear();
    }
}

fn described(event: &Event) -> (&'static str, JsValue) {
    match event {
        Event::Step { flow, step, outcome } => {
            let outcome = outcome.map(step_outcome);
            ("step", object([("flow", flow.into()), ("step", step.into()), ("outcome", outcome.into())]))
        }
        Event::Route { flow, steps } => {
            ("route", object([("flow", flow.into()), ("steps", (*steps as u32).into())]))
        }
        Event::Flow { flow, outcome } => ("flow", outcome_object(flow, outcome)),
        Event::Offer { offer, notice, arm } => ("offer", offer_object(offer, *notice, arm.as_ref())),
        Event::Signal { kind, on, cause, evidence, taken_back } => {
            let evidence = evidence.iter().map(|(measure, number)| (measure.name(), (*number).into()));
            (
                "signal",
                object([
                    ("signal", kind.name().into()),
                    ("on", on.into()),
                    ("cause", cause.name().into()),
                    ("evidence", object(evidence)),
                    ("takenBack", (*taken_back).into()),
                ]),
            )
        }
        Event::Reason { reason, confidence, evidence } => {
            let reason = match reason {
                Reason::Buy => "buy",
                Reason::Care => "care",
                Reason::Fix => "fix",
            };
            let evidence: Array = evidence.iter().map(JsValue::from).collect();
            let confidence = u32::from(*confidence);
            (
                "reason",
                object([
                    ("reason", reason.into()),
                    ("confidence", confidence.into()),
                    ("evidence", evidence.into()),
                ]),
            )
        }
        Event::Engagement { stage, channel, agent } => {
            let channel = match channel {
                Channel::Chat => "chat",
                Channel::Voice => "voice",
                Channel::Listen => "listen",
                Channel::Message => "message",
                Channel::Callback => "callback",
                Channel::Phone => "phone",
            };
            let entries =
                [("stage", (*stage).into()), ("channel", channel.into()), ("agent", agent.clone().into())];
            ("engagement", object(entries))
        }
        Event::Heal { flow, step, score, old, new, changed } => {
            let changed: Array = changed.iter().map(|name| JsValue::from(*name)).collect();
            (
                "heal",
                object([
                    ("flow", flow.into()),
                    ("step", step.into()),
                    ("score", (f64::from(*score) / 1_000.0).into()),
                    ("old", plain(old)),
                    ("new", plain(new)),
                    ("changed", changed.into()),
                ]),
            )
        }
        Event::Problem { message, at } => {
            let (flow, step, reason) = match at {
                Some((flow, step, why)) => (flow.into(), step.into(), why.name().into()),
                None => (JsValue::UNDEFINED, JsValue::UNDEFINED, JsValue::UNDEFINED),
            };
            (
                "problem",
                object([("message", message.into()), ("flow", flow), ("step", step), ("reason", reason)]),
            )
        }
    }
}

/// A fingerprint as `fingerprint()` gives it.
fn plain(print: &Fingerprint) -> JsValue {
    let attributes = print.attributes.iter().map(|(name, value)| (name.as_str(), value.into()));
    object([
        ("tag", (&print.tag).into()),
        ("type", (&print.kind).into()),
        ("name", (&print.name).into()),
        ("id", (&print.id).into()),
        ("class", (&print.class).into()),
        ("role", (&print.role).into()),
        ("ariaLabel", (&print.aria_label).into()),
        ("text", (&print.text).into()),
        ("label", (&print.label).into()),
        ("href", (&print.href).into()),
        ("alt", (&print.alt).into()),
        ("placeholder", (&print.placeholder).into()),
        ("neighbourText", (&print.neighbour_text).into()),
        ("testId", (&print.test_id).into()),
        ("attributes", object(attributes)),
    ])
}

/// What has become of an offer.
pub(super) fn offer_object(offer: &str, notice: Notice, arm: Option<&(String, String)>) -> JsValue {
    let (experiment, variant) = match arm {
        Some((experiment, variant)) => (experiment.into(), variant.into()),
        None => (JsValue::UNDEFINED, JsValue::UNDEFINED),
    };
    object([
        ("offer", offer.into()),
        ("outcome", notice.name().into()),
        ("experiment", experiment),
        ("variant", variant),
    ])
}

/// How a step ended, in a word.
pub(super) fn step_outcome(outcome: StepOutcome) -> &'static str {
    match outcome {
        StepOutcome::Done => "done",
        StepOutcome::Skipped => "skipped",
        StepOutcome::Missing => "missing",
    }
}

/// How a flow ended, in a word.
pub(super) fn flow_outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Completed => "completed",
        Outcome::Closed => "closed",
        Outcome::Stopped => "stopped",
        Outcome::Failed { .. } => "failed",
    }
}

/// What `guide()` promised.
pub(crate) fn outcome_object(flow: &str, outcome: &Outcome) -> JsValue {
    let reason = match outcome {
        Outcome::Failed { because } => Some(because.clone()),
        Outcome::Completed | Outcome::Closed | Outcome::Stopped => None,
    };
    object([("flow", flow.into()), ("outcome", flow_outcome(outcome).into()), ("reason", reason.into())])
}
