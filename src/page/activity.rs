//! What the page and the customer do, told to the engine.

use std::{
    cell::Cell,
    rc::{Rc, Weak},
};

use alongside_browser::{guard::guard, network::Network};
use alongside_core::{
    engine::Input,
    guide::FieldEntry,
    observe::signals::{Activity as Answer, Focus, Happening, RefusedField},
};
use alongside_protocol::message::SignalCause;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect, WeakMap};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, EventTarget, HtmlIFrameElement, MouseEvent, Node, PageTransitionEvent, StorageEvent,
};

use super::{Passwords, clicks, document, dom, field, name, observer::Observer, window};
use crate::{
    overlay::{self, viewport},
    run::App,
    storage,
};

/// What is done at an event.
type Act = Box<dyn Fn(&App, &Event)>;

/// The listeners of a page; dropping it removes them.
pub(super) struct Activity {
    _listeners: Vec<EventListener>,
    _refusals: Option<Observer>,
    _passwords: Option<Passwords>,
    _network: Network,
}

impl Activity {
    pub(super) fn listen(app: &Weak<App>) -> Option<Self> {
        let (window, document) = (window()?, document()?);
        let keys = Keys::default();
        let passwords = Passwords::watch();
        let mut listeners = Vec::new();
        let mut on = |target: &EventTarget, name: &'static str, act: Act| {
            let app = app.clone();
            let options = EventListenerOptions::run_in_capture_phase();
            listeners.push(EventListener::new_with_options(target, name, options, move |event| {
                guard(|| {
                    if let Some(app) = app.upgrade() {
                        act(&app, event);
                    }
                });
            }));
        };
        let clicked = keys.clone();
        let read = Rc::new(Cell::new(0));
        let heard = Rc::clone(&read);
        on(
            &document,
            "click",
            Box::new(move |app, event| {
                // What the page scrolls now is its answer, and must be heard.
                heard.set(0);
                clicks::click(app, event, &clicked, app.page.struggles.pressed.get());
            }),
        );
        on(
            &document,
            "pointerdown",
            Box::new(|app, event| {
                let at = event.dyn_ref::<MouseEvent>().map(|event| (event.client_x(), event.client_y()));
                app.page.struggles.pressed.set(at);
            }),
        );
        let submitted = keys.clone();
        on(
            &document,
            "submit",
            Box::new(move |app, event| {
                if let Some(form) = subject(event) {
                    app.page.struggles.submitted(app, &form, &submitted);
                }
            }),
        );
        let focused = keys.clone();
        on(&document, "focusin", Box::new(move |app, event| focus(app, event, &focused)));
        on(
            &document,
            "focusout",
            Box::new(|app, _| {
                app.feed(Input::Happened(Happening::FieldLeft));
                app.page.check_form();
            }),
        );
        let typed = keys.clone();
        on(&document, "input", Box::new(move |app, event| input(app, event, &typed)));
        on(&document, "change", Box::new(|app, event| changed(app, event, true)));
        let refused = keys.clone();
        on(
            &document,
            "invalid",
            Box::new(move |app, event| {
                if let Some(element) = subject(event) {
                    refuse(app, &element, &refused, SignalCause::BrowserCheck);
                }
            }),
        );
        for name in ["scroll", "selectionchange"] {
            let told = Rc::clone(&read);
            on(
                &document,
                name,
                Box::new(move |app, _| {
                    let now = crate::run::now();
                    if now > told.get() + 100 && (name == "scroll" || is_selecting()) {
                        told.set(now);
                        app.feed(Input::Happened(Happening::Activity(Answer::Reading)));
                    }
                }),
            );
        }
        on(
            &document,
            "visibilitychange",
            Box::new(|app, _| {
                app.page.is_in_front();
                if dom::is_page_hidden() {
                    app.feed(Input::Happened(Happening::Activity(Answer::Hidden)));
                }
            }),
        );
        on(&document, "scrollend", Box::new(|app, _| app.overlay.check()));
        on(&window, "pagehide", Box::new(|app, _| app.leave()));
        on(
            &window,
            "pageshow",
            Box::new(|app, event| {
                let restored =
                    event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
                if restored {
                    app.page.is_in_front();
                    app.page.check_route();
                    app.page.changed();
                }
            }),
        );
        // A frame that has loaded is full of elements, and nothing of the page changed.
        on(
            &document,
            "load",
            Box::new(|app, event| {
                let frame = event.target().and_then(|target| target.dyn_into::<HtmlIFrameElement>().ok());
                if frame.is_some() {
                    app.page.changed();
                }
            }),
        );
        on(&window, "resize", Box::new(|app, _| app.overlay.refit()));
        on(&window, "resize", Box::new(|app, _| app.page.tell_width()));
        on(
            &window,
            "storage",
            Box::new(|app, event| {
                let key = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key);
                if let (Some(storage::RECORD), Some(record)) = (key.as_deref(), storage::record()) {
                    app.feed(Input::RecordKept(record));
                }
            }),
        );
        if let Some(visual) = viewport::visual() {
            for name in ["resize", "scroll"] {
                on(&visual, name, Box::new(|app, _| app.overlay.refit()));
            }
        }
        on(
            &document,
            "toggle",
            Box::new(|app, _| {
                app.overlay.settle();
                app.page.changed();
            }),
        );
        let app_of_refusals = app.clone();
        let refusals = Observer::of_refusals(move |element| {
            if let Some(app) = app_of_refusals.upgrade() {
                if dom::get_attribute(element, "aria-invalid").as_deref() == Some("true") {
                    refuse(&app, element, &keys, SignalCause::SiteCheck);
                }
                if app.page.on_target(&Array::of1(element)) {
                    tell_field(&app, element, FieldEntry::Judged);
                }
                app.page.check_form();
            }
        });
        let app = app.clone();
        let network = Network::watch(move || {
            if let Some(app) = app.upgrade() {
                app.feed(Input::NetworkChanged);
            }
        });
        Some(Self { _listeners: listeners, _refusals: refusals, _passwords: passwords, _network: network })
    }
}

/// Numbers for elements, so that the core can tell them apart.
#[derive(Clone, Default)]
pub(super) struct Keys {
    known: WeakMap,
    last: Rc<Cell<u32>>,
}

impl Keys {
    pub(super) fn of(&self, element: &Element) -> u32 {
        if let Some(key) = self.known.get(element).as_f64() {
            return key as u32;
        }
        self.last.set(self.last.get() + 1);
        self.known.set(element, &JsValue::from(self.last.get()));
        self.last.get()
    }
}

/// Author mode's panel: what a member of the team does in it is nothing that a customer does.
const AUTHOR: &str = "alongside-author";

/// The innermost element of an event, also inside open shadow roots; ours are
/// nobody's business.
pub(super) fn subject(event: &Event) -> Option<Element> {
    let path = event.composed_path();
    let ours = path.iter().any(|node| {
        node.dyn_ref::<Element>().is_some_and(|node| {
            [overlay::HOST, overlay::INLINE, AUTHOR].contains(&dom::local_name(node).as_str())
        })
    });
    let node: Node = path.get(0).unchecked_into();
    // By its kind and not by its class: an element of a frame has its frame's classes.
    (dom::node_type(&node) == Node::ELEMENT_NODE && !ours).then(|| node.unchecked_into())
}

fn focus(app: &App, event: &Event, keys: &Keys) {
    let Some(element) = subject(event) else { return };
    if !field::is_field(&element) {
        // A dialog or a heading that the page puts the focus on answers a click.
        return app.feed(Input::Happened(Happening::Activity(Answer::Page)));
    }
    let filled = field::now(&element).is_some_and(|now| now.filled);
    let by_page = element.has_attribute("autofocus") && !has_acted();
    let (field, label) = (keys.of(&element), app.page.label(&element, name::label(&element)));
    app.feed(Input::Happened(Happening::FieldFocused(Focus { field, label, filled, by_page })));
    app.page.check_form();
}

/// Whether the customer has done anything on this page; a browser that does not
/// tell is taken to have seen something.
fn has_acted() -> bool {
    let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let navigator = window().map_or(JsValue::UNDEFINED, |window| window.navigator().into());
    if navigator.is_undefined() {
        return true;
    }
    let activation = get(&navigator, "userActivation");
    !activation.is_object() || get(&activation, "hasBeenActive").is_truthy()
}

/// Whether something is selected: a caret that moves selects nothing. What is
/// selected in a field the browser does not tell.
fn is_selecting() -> bool {
    let Some(document) = document() else { return false };
    let selection = Reflect::get(&document, &"getSelection".into())
        .ok()
        .and_then(|get| get.dyn_into::<js_sys::Function>().ok())
        .and_then(|get| get.call0(&document).ok())
        .filter(JsValue::is_object);
    let kind = selection.and_then(|selection| Reflect::get(&selection, &"type".into()).ok());
    let in_field = || document.active_element().is_some_and(|element| field::is_field(&element));
    kind.and_then(|kind| kind.as_string()).is_some_and(|kind| kind == "Range") || in_field()
}

fn input(app: &App, event: &Event, keys: &Keys) {
    let Some(element) = subject(event) else { return };
    let form = app.page.struggles.form_of(app, &element, keys);
    app.feed(Input::Happened(Happening::FieldInput { field: keys.of(&element), form }));
    changed(app, event, false);
}

/// The site's own handlers run first: what they say of the field counts.
fn changed(app: &App, event: &Event, committed: bool) {
    let Some(element) = subject(event) else { return };
    let on_target = app.page.on_target(&event.composed_path());
    let app = app.page.app.clone();
    Timeout::new(0, move || {
        guard(|| {
            let Some(app) = app.upgrade() else { return };
            if on_target {
                // Who is pressing one of the card's buttons goes on by that.
                let pressing = format!("{}:active", overlay::HOST);
                let in_card = document().is_some_and(|document| {
                    document.query_selector(&pressing).is_ok_and(|found| found.is_some())
                });
                let entry = if committed && !in_card { FieldEntry::Committed } else { FieldEntry::Typing };
                tell_field(&app, &element, entry);
            }
            app.page.check_form();
        });
    })
    .forget();
}

/// What the customer does in a frame counts for the step that is there.
pub(super) fn in_frame(app: &App, event: &Event) {
    if !app.page.on_target(&event.composed_path()) {
        return;
    }
    match event.type_().as_str() {
        "click" => app.feed(Input::TargetClicked),
        name => changed(app, event, name == "change"),
    }
}

fn tell_field(app: &App, element: &Element, entry: FieldEntry) {
    if let Some(field) = field::now(element) {
        app.feed(Input::TargetField { field, entry });
    }
}

fn refuse(app: &App, element: &Element, keys: &Keys, cause: SignalCause) {
    let (field, label) = (keys.of(element), app.page.label(element, name::label(element)));
    app.feed(Input::Happened(Happening::FieldRefused(RefusedField { field, label, cause })));
}
