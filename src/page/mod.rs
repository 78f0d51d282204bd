//! The page as the engine needs it: what is on it, what happens on it.

mod activity;
mod field;
mod form;
mod locate;
mod name;
mod route;
mod walker;

use std::{
    cell::{Cell, RefCell},
    rc::Weak,
};

use alongside_browser::guard::guard;
use alongside_core::{
    engine::Input,
    guide::target::Candidate,
    observe::signals::{self, Happening},
    privacy::{FieldMode, Level},
};
use alongside_protocol::flow::Target;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

pub(crate) use name::described;
pub(crate) use walker::Walk;

use crate::run::App;
use activity::{Activity, Observer};

/// Changes of the page are told at most this often, in milliseconds.
const TELL_EVERY: u32 = 80;

pub(crate) struct Page {
    app: Weak<App>,
    host: HtmlElement,
    located: RefCell<(u32, Vec<Element>)>,
    handles: RefCell<Vec<JsValue>>,
    target: RefCell<Option<Element>>,
    activity: RefCell<Option<Activity>>,
    watching: RefCell<Option<Observer>>,
    told_later: RefCell<Option<Timeout>>,
    path: RefCell<String>,
    awaited: RefCell<Vec<EventListener>>,
    walk: RefCell<Option<Walk>>,
    released: Cell<bool>,
}

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<Document> {
    window()?.document()
}

impl Page {
    pub(crate) fn new(app: Weak<App>, host: HtmlElement) -> Self {
        Self {
            app,
            host,
            located: RefCell::default(),
            handles: RefCell::default(),
            target: RefCell::default(),
            activity: RefCell::default(),
            watching: RefCell::default(),
            told_later: RefCell::default(),
            path: RefCell::default(),
            awaited: RefCell::default(),
            walk: RefCell::default(),
            released: Cell::new(false),
        }
    }

    /// Begins to tell what happens, and where the customer is.
    pub(crate) fn start(&self) {
        *self.activity.borrow_mut() = Activity::listen(&self.app);
        self.check_route();
        self.check_form();
    }

    /// Lets go of everything.
    pub(crate) fn release(&self) {
        self.released.set(true);
        *self.activity.borrow_mut() = None;
        *self.watching.borrow_mut() = None;
        *self.told_later.borrow_mut() = None;
        self.awaited.borrow_mut().clear();
        *self.walk.borrow_mut() = None;
        self.handles.borrow_mut().clear();
        *self.located.borrow_mut() = (0, Vec::new());
        *self.target.borrow_mut() = None;
    }

    /// Keeps an element, or a function that finds one, for a flow's target.
    pub(crate) fn keep_handle(&self, handle: JsValue) -> u32 {
        let mut handles = self.handles.borrow_mut();
        handles.push(handle);
        handles.len() as u32 - 1
    }

    pub(crate) fn locate(&self, token: u32, target: &Target) -> Vec<Candidate> {
        let elements = match target.handle {
            Some(handle) => self.handed_over(handle).into_iter().collect(),
            None => locate::elements(target, &self.host),
        };
        let candidates = locate::candidates(&elements);
        *self.located.borrow_mut() = (token, elements);
        candidates
    }

    fn handed_over(&self, handle: u32) -> Option<Element> {
        let value = self.handles.borrow().get(handle as usize).cloned()?;
        let value = match value.dyn_ref::<js_sys::Function>() {
            // What the site's function throws means that there is no element now.
            Some(find) => find.call0(&JsValue::NULL).ok()?,
            None => value,
        };
        value.dyn_into::<Element>().ok().filter(|element| element.is_connected())
    }

    pub(crate) fn located(&self, token: u32, index: usize) -> Option<Element> {
        let located = self.located.borrow();
        (located.0 == token).then(|| located.1.get(index).cloned()).flatten()
    }

    pub(crate) fn set_target(&self, target: Option<Element>) {
        *self.target.borrow_mut() = target;
    }

    /// Whether an event on this path is one on the current target.
    fn on_target(&self, path: &js_sys::Array) -> bool {
        let target = self.target.borrow();
        target.as_ref().is_some_and(|target| path.includes(target, 0))
    }

    pub(crate) fn go_to(&self, path: &str) {
        if let Some(window) = window() {
            // Only a path of this site ever comes here; the browser says no to the rest.
            let _ = window.location().assign(path);
        }
    }

    /// Tells when the site dispatches one of these events on the document.
    pub(crate) fn await_events(&self, names: &[String]) {
        let Some(document) = document() else { return };
        let listen = |name: &String| {
            let (app, event_name) = (self.app.clone(), name.clone());
            EventListener::new(&document, name.clone(), move |_| {
                guard(|| {
                    if let Some(app) = app.upgrade() {
                        app.feed(Input::SiteEvent(event_name.clone()));
                    }
                });
            })
        };
        *self.awaited.borrow_mut() = names.iter().map(listen).collect();
    }

    /// Watches for changes of the page's elements, or stops.
    pub(crate) fn watch(&self, watch: bool) {
        let observer = watch.then(|| Observer::of_page(self.app.clone())).flatten();
        *self.watching.borrow_mut() = observer;
    }

    /// Something changed: tells it soon, and once for many changes.
    fn changed(&self) {
        if self.released.get() || self.told_later.borrow().is_some() {
            return;
        }
        let app = self.app.clone();
        // That something changed at all answers a click, and that can't wait.
        if let Some(app) = app.upgrade() {
            app.feed(Input::Happened(Happening::Activity(signals::Activity::Page)));
        }
        *self.told_later.borrow_mut() = Some(Timeout::new(TELL_EVERY, move || {
            guard(|| {
                let Some(app) = app.upgrade() else { return };
                *app.page.told_later.borrow_mut() = None;
                app.page.check_route();
                app.overlay.follow();
                app.feed(Input::PageChanged);
            });
        }));
    }

    /// Starts the walker, or stops it.
    pub(crate) fn mirror(&self, rules: Option<&[(String, Level)]>) {
        *self.walk.borrow_mut() = None;
        if let Some(rules) = rules {
            let app = self.app.clone();
            let walk = Walk::start(rules, &self.host, move |numbers, strings| {
                if let Some(app) = app.upgrade() {
                    app.feed(Input::PageBatch { numbers, strings });
                }
            });
            *self.walk.borrow_mut() = walk;
        }
    }

    pub(crate) fn field_modes(&self, modes: &[(u32, FieldMode)]) {
        if let Some(walk) = &*self.walk.borrow() {
            walk.modes(modes);
        }
    }

    /// The element behind a node of the mirror.
    pub(crate) fn mirrored(&self, node: u32) -> Option<Element> {
        self.walk.borrow().as_ref()?.element(node)
    }

    pub(crate) fn check_route(&self) {
        let path = route::path();
        if *self.path.borrow() != path {
            self.path.borrow_mut().clone_from(&path);
            if let Some(app) = self.app.upgrade() {
                app.feed(Input::Arrived { path, heading: route::heading() });
            }
        }
    }

    pub(crate) fn check_form(&self) {
        if let Some(app) = self.app.upgrade() {
            app.feed(Input::Form(form::progress()));
        }
    }
}
