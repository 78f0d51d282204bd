//! What the page and the customer do, told to the engine.

use std::{cell::Cell, rc::Weak};

use alongside_browser::guard::guard;
use alongside_core::{
    engine::Input,
    guide::FieldEntry,
    observe::signals::{Activity as Answer, Click, Happening},
};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::{Array, WeakMap};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{
    Element, Event, EventTarget, HtmlIFrameElement, MouseEvent, MutationObserver, MutationObserverInit, Node,
    PageTransitionEvent,
};

use super::{document, field, name, window};
use crate::{overlay::viewport, run::App};

/// What is done at an event.
type Act = Box<dyn Fn(&App, &Event)>;

/// The listeners of a page; dropping it removes them.
pub(super) struct Activity {
    _listeners: Vec<EventListener>,
    _refusals: Option<Observer>,
}

impl Activity {
    pub(super) fn listen(app: &Weak<App>) -> Option<Self> {
        let (window, document) = (window()?, document()?);
        let keys = Keys::default();
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
        on(&document, "click", Box::new(move |app, event| click(app, event, &clicked)));
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
                    refuse(app, &element, &refused);
                }
            }),
        );
        for name in ["scroll", "selectionchange"] {
            let told = Cell::new(0);
            on(
                &document,
                name,
                Box::new(move |app, _| {
                    let now = crate::run::now();
                    if now > told.get() + 100 {
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
                if document_is_hidden() {
                    app.feed(Input::Happened(Happening::Activity(Answer::Hidden)));
                }
            }),
        );
        on(&document, "scrollend", Box::new(|app, _| app.overlay.check()));
        for name in ["popstate", "hashchange"] {
            on(&window, name, Box::new(|app, _| app.page.check_route()));
        }
        on(&window, "pagehide", Box::new(|app, _| app.feed(Input::Leaving)));
        on(
            &window,
            "pageshow",
            Box::new(|app, event| {
                let restored =
                    event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
                if restored {
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
        on(&window, "online", Box::new(|app, _| app.feed(Input::Online)));
        on(&window, "resize", Box::new(|app, _| app.overlay.refit()));
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
        if let Ok(navigation) = js_sys::Reflect::get(&window, &"navigation".into())
            && let Some(navigation) = navigation.dyn_ref::<EventTarget>()
        {
            on(navigation, "currententrychange", Box::new(|app, _| app.page.check_route()));
        }
        let app_of_refusals = app.clone();
        let refusals = Observer::of_refusals(move |element| {
            if let Some(app) = app_of_refusals.upgrade() {
                if element.get_attribute("aria-invalid").as_deref() == Some("true") {
                    refuse(&app, element, &keys);
                }
                if app.page.on_target(&Array::of1(element)) {
                    tell_field(&app, element, FieldEntry::Judged);
                }
                app.page.check_form();
            }
        });
        Some(Self { _listeners: listeners, _refusals: refusals })
    }
}

/// Numbers for elements, so that the core can tell them apart.
#[derive(Clone, Default)]
struct Keys {
    known: WeakMap,
    last: std::rc::Rc<Cell<u32>>,
}

impl Keys {
    fn of(&self, element: &Element) -> u32 {
        if let Some(key) = self.known.get(element).as_f64() {
            return key as u32;
        }
        self.last.set(self.last.get() + 1);
        self.known.set(element, &JsValue::from(self.last.get()));
        self.last.get()
    }
}

/// The innermost element of an event, also inside open shadow roots; ours are
/// nobody's business.
fn subject(event: &Event) -> Option<Element> {
    let path = event.composed_path();
    let ours = path
        .iter()
        .any(|node| node.dyn_ref::<Element>().is_some_and(|node| node.local_name() == crate::overlay::HOST));
    let node: Node = path.get(0).unchecked_into();
    // By its kind and not by its class: an element of a frame has its frame's classes.
    (node.node_type() == Node::ELEMENT_NODE && !ours).then(|| node.unchecked_into())
}

fn click(app: &App, event: &Event, keys: &Keys) {
    let Some(element) = subject(event) else { return };
    let acting =
        element.closest("a,button,summary,label,input,select,textarea,canvas,[role=button],[role=link]");
    let acting = acting.ok().flatten();
    let opaque = acting.as_ref().is_some_and(|element| {
        element.matches("a[href],label,input,select,textarea,canvas,summary").unwrap_or(false)
    });
    let target = acting.as_ref().unwrap_or(&element);
    // What is no button, link or field has no name, only content, and that stays here.
    let label = acting.as_ref().map_or_else(|| element.local_name(), name::described);
    if let Some(click) = event.dyn_ref::<MouseEvent>() {
        app.feed(Input::Happened(Happening::Click(Click {
            target: keys.of(target),
            label: label.clone(),
            at: (click.client_x(), click.client_y()),
            opaque,
            modified: click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key(),
        })));
    }
    if acting.is_some_and(|element| !field::is_field(&element)) {
        app.feed(Input::Chose { label });
    }
    let path = event.composed_path();
    let on_target = app.page.on_target(&path);
    app.page.clicked(path);
    app.feed(if on_target { Input::TargetClicked } else { Input::ClickedElsewhere });
}

fn focus(app: &App, event: &Event, keys: &Keys) {
    let Some(element) = subject(event).filter(field::is_field) else { return };
    let filled = field::now(&element).is_some_and(|now| now.filled);
    let (field, label) = (keys.of(&element), name::label(&element));
    app.feed(Input::Happened(Happening::FieldFocused { field, label, filled }));
    app.page.check_form();
}

fn input(app: &App, event: &Event, keys: &Keys) {
    let Some(element) = subject(event) else { return };
    app.feed(Input::Happened(Happening::FieldInput { field: keys.of(&element) }));
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
                let pressing = format!("{}:active", crate::overlay::HOST);
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

fn refuse(app: &App, element: &Element, keys: &Keys) {
    let (field, label) = (keys.of(element), name::label(element));
    app.feed(Input::Happened(Happening::FieldRefused { field, label }));
}

fn document_is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// A running `MutationObserver`; dropping it disconnects it.
pub(crate) struct Observer {
    observer: MutationObserver,
    options: MutationObserverInit,
    seen: WeakMap,
    _closure: Closure<dyn FnMut(Array)>,
}

impl Observer {
    /// Tells that the page's elements have changed.
    pub(super) fn of_page(app: Weak<App>) -> Option<Self> {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_attributes(true);
        options.set_character_data(true);
        options.set_subtree(true);
        Self::new(&options, move |_| {
            if let Some(app) = app.upgrade() {
                app.page.changed();
            }
        })
    }

    /// Tells of every element that the site marks as wrong, or as right again.
    fn of_refusals(mut tell: impl FnMut(&Element) + 'static) -> Option<Self> {
        let options = MutationObserverInit::new();
        options.set_attribute_filter(&Array::of1(&"aria-invalid".into()));
        options.set_subtree(true);
        Self::new(&options, move |records| {
            for record in records.iter() {
                let target = record.unchecked_into::<web_sys::MutationRecord>().target();
                if let Some(element) = target.as_ref().and_then(|target| target.dyn_ref::<Element>()) {
                    tell(element);
                }
            }
        })
    }

    /// Tells that elements were put in or taken out.
    pub(crate) fn of_children(mut tell: impl FnMut() + 'static) -> Option<Self> {
        let options = MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        Self::new(&options, move |_| tell())
    }

    fn new(options: &MutationObserverInit, mut act: impl FnMut(Array) + 'static) -> Option<Self> {
        let closure = Closure::<dyn FnMut(Array)>::new(move |records| guard(|| act(records)));
        let observer = MutationObserver::new(closure.as_ref().unchecked_ref()).ok()?;
        observer.observe_with_options(document()?.as_ref(), options).ok()?;
        let options = options.clone();
        Some(Self { observer, options, seen: WeakMap::new(), _closure: closure })
    }

    /// Watches these trees, too: shadow roots, and the documents of frames.
    pub(super) fn add(&self, roots: &[JsValue]) {
        for root in roots.iter().skip(1).filter(|root| !self.seen.has(root.unchecked_ref())) {
            self.seen.set(root.unchecked_ref(), &JsValue::TRUE);
            // One that has gone meanwhile has nothing to tell.
            let _ = self.observer.observe_with_options(root.unchecked_ref(), &self.options);
        }
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
