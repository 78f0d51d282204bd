use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_core::engine::{Event, Input};
use alongside_protocol::flow::{Flow, FlowDocument, FlowSet, Target};
use js_sys::{Array, Function, JSON, Reflect};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;

use crate::{options, page, run::App};

/// How flow documents are read by `flows()`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FlowsOptions {
    pub(super) preview: bool,
}

/// The site's flow documents: read, or on their way.
#[derive(Default)]
pub(crate) struct Flows {
    ids: RefCell<Vec<String>>,
    loaded: RefCell<bool>,
    /// How often documents were asked for: the last ones hold, whichever come first.
    asked: Cell<u32>,
    /// Flows asked for before the documents were there: id and run.
    waiting: RefCell<Vec<(String, u32)>>,
}

impl Flows {
    /// Whether a flow is the site's, or one given to `guide()`.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.ids.borrow().iter().any(|known| known == id)
    }

    pub(crate) fn add(&self, id: &str) {
        self.ids.borrow_mut().push(id.to_owned());
    }

    /// Starts a flow by id, now or as soon as the documents are there.
    pub(crate) fn guide(&self, app: &App, flow: String, run: u32) {
        if *self.loaded.borrow() {
            app.feed(Input::Guide { flow, run });
        } else {
            self.waiting.borrow_mut().push((flow, run));
        }
    }

    /// Reads every document; one that is wrong says so and leaves the others be. What becomes
    /// of a `preview` is told to the listeners of `on()` alone.
    pub(crate) fn load(app: &Rc<App>, sources: &JsValue, preview: bool) {
        let sources: Vec<JsValue> = match sources.dyn_ref::<Array>() {
            Some(list) => list.to_vec(),
            None if sources.is_undefined() || sources.is_null() => Vec::new(),
            None => vec![sources.clone()],
        };
        // What is asked for from here on is meant of these.
        *app.flows.loaded.borrow_mut() = false;
        app.flows.asked.update(|asked| asked + 1);
        let asked = app.flows.asked.get();
        let app = Rc::downgrade(app);
        spawn_local(async move {
            let mut flows = FlowSet::default();
            let mut problems = Vec::new();
            for source in sources {
                match document(source).await {
                    Ok(read) => flows.add(read),
                    Err(problem) => problems.push(problem),
                }
            }
            let Some(app) = app.upgrade().filter(|app| app.flows.asked.get() == asked) else { return };
            for message in problems {
                app.listeners.emit(&Event::Problem { message, at: None });
            }
            for flow in &flows.flows {
                app.flows.add(&flow.id);
            }
            for place in &flows.map.places {
                app.flows.add(&Flow::to_place(place).id);
            }
            *app.flows.loaded.borrow_mut() = true;
            let preview = preview || is_verified();
            app.listeners.keep_to_themselves(preview);
            app.feed(Input::Preview(preview));
            app.feed(Input::Flows(flows));
            for (flow, run) in app.flows.waiting.take() {
                app.feed(Input::Guide { flow, run });
            }
        });
    }
}

/// Whether `alongside verify` walks here, which says so by this symbol before the page's own
/// scripts run: no customer does what it does.
fn is_verified() -> bool {
    let mark = js_sys::Symbol::for_("alongside.verify");
    Reflect::get(&js_sys::global(), &mark).is_ok_and(|mark| mark.is_truthy())
}

async fn document(source: JsValue) -> Result<FlowSet, String> {
    let (value, what) = match source.as_string() {
        Some(address) => {
            let what = format!("flows {address}");
            (fetch(&address).await.map_err(|problem| format!("{what}: {problem}"))?, what)
        }
        None => (source, "option `flows`".to_owned()),
    };
    let document: FlowDocument = options::read(value, &what)?;
    document.checked().map_err(|problem| format!("{what}: {problem}"))
}

async fn fetch(address: &str) -> Result<JsValue, String> {
    let window = page::window().ok_or("there is no window")?;
    let unreachable = |_| "it can't be fetched".to_owned();
    let response = JsFuture::from(window.fetch_with_str(address)).await.map_err(unreachable)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let text = response.text().map_err(|_| "it has no text")?;
    let text = JsFuture::from(text).await.map_err(|_| "it has no text")?;
    JSON::parse(&text.as_string().unwrap_or_default()).map_err(|error| {
        let words = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
        format!("it is not JSON: {}", words.unwrap_or_default())
    })
}

/// A flow given to `guide()`: elements and functions as targets are kept by the
/// page, the rest is read like a document. Also its text, when a later page can
/// read it again.
pub(crate) fn inline(app: &App, value: &JsValue) -> Result<(Flow, Option<String>), String> {
    let mut handles = Vec::new();
    let plain = without_handles(value, &mut handles)?;
    let mut flow: Flow = options::read(plain.clone(), "guide()")?;
    if flow.id.is_empty() {
        "inline".clone_into(&mut flow.id);
    }
    let mut flow = flow.checked().map_err(|problem| format!("guide(): {problem}"))?;
    let text = handles.is_empty().then(|| JSON::stringify(&plain).ok().map(String::from)).flatten();
    for (step, handle) in handles {
        flow.steps[step].target = Target::handle(app.page.keep_handle(handle));
    }
    Ok((flow, text))
}

/// A copy of the flow with a placeholder wherever a target is an element or a
/// function, and those by their step.
fn without_handles(value: &JsValue, handles: &mut Vec<(usize, JsValue)>) -> Result<JsValue, String> {
    let steps = Reflect::get(value, &"steps".into()).unwrap_or(JsValue::UNDEFINED);
    let Some(steps) = steps.dyn_ref::<Array>() else { return Ok(value.clone()) };
    let copied = Array::new();
    for (at, step) in steps.iter().enumerate() {
        let target = Reflect::get(&step, &"target".into()).unwrap_or(JsValue::UNDEFINED);
        let is_element = Reflect::get(&target, &"nodeType".into()).is_ok_and(|kind| kind == 1);
        if is_element || target.is_instance_of::<Function>() {
            let copy = js_sys::Object::assign(&js_sys::Object::new(), step.unchecked_ref());
            Reflect::set(&copy, &"target".into(), &"*".into())
                .map_err(|_| "guide(): the step can't be read")?;
            copied.push(&copy);
            handles.push((at, target));
        } else {
            copied.push(&step);
        }
    }
    let copy = js_sys::Object::assign(&js_sys::Object::new(), value.unchecked_ref());
    Reflect::set(&copy, &"steps".into(), &copied).map_err(|_| "guide(): the flow can't be read")?;
    Ok(copy.into())
}
