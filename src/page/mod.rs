//! The page as the engine needs it: what is on it, what happens on it.

mod activity;
mod clicks;
mod context;
mod deed;
pub(crate) mod dom;
mod field;
mod find;
mod form;
mod heard;
mod locate;
mod name;
mod observer;
mod picture;
mod route;
mod sealed;
mod struggles;
pub(crate) mod tabs;
mod target;
mod timing;
mod walker;

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Weak,
};

use alongside_browser::guard::guard;
use alongside_core::{
    engine::{Engine, Input},
    guide::{Awaited, FieldEntry},
    observe::signals::{self, Happening},
    privacy::{FieldMode, Label, Rules},
};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::{Document, Element, HtmlElement, Window};

pub(crate) use find::fingerprint;
pub(crate) use heard::value as told;
pub(crate) use observer::Observer;
pub(crate) use sealed::Passwords;
pub(crate) use target::Following;
pub(crate) use walker::Walk;

use crate::run::App;
use activity::Activity;
use context::Reader;
use route::Routes;
use struggles::Struggles;
use tabs::Tabs;
use target::Targeted;

/// Changes of the page are told at most this often, in milliseconds.
const TELL_EVERY: u32 = 80;

pub(crate) struct Page {
    app: Weak<App>,
    host: HtmlElement,
    /// What the last searches found, by their tokens.
    located: RefCell<VecDeque<(u32, Vec<Element>)>>,
    handles: RefCell<Vec<JsValue>>,
    /// The trees that the last search looked through.
    roots: RefCell<Vec<JsValue>>,
    target: RefCell<Option<Targeted>>,
    /// What was clicked last, and all that it is in.
    clicked: RefCell<js_sys::Array>,
    activity: RefCell<Option<Activity>>,
    struggles: Struggles,
    routes: RefCell<Option<Routes>>,
    /// Selectors of what is masked, and of what is not read at all.
    closed: RefCell<(String, String)>,
    watching: RefCell<Option<Observer>>,
    told_later: RefCell<Option<Timeout>>,
    changed_again: Cell<bool>,
    path: RefCell<String>,
    reader: Reader,
    awaited: RefCell<Vec<EventListener>>,
    walk: RefCell<Option<Walk>>,
    tabs: RefCell<Option<Tabs>>,
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
            roots: RefCell::default(),
            target: RefCell::default(),
            clicked: RefCell::default(),
            activity: RefCell::default(),
            struggles: Struggles::default(),
            routes: RefCell::default(),
            closed: RefCell::default(),
            watching: RefCell::default(),
            told_later: RefCell::default(),
            changed_again: Cell::new(false),
            path: RefCell::default(),
            reader: Reader::default(),
            awaited: RefCell::default(),
            walk: RefCell::default(),
            tabs: RefCell::default(),
            released: Cell::new(false),
        }
    }

    /// Begins to tell what happens, and where the customer is.
    pub(crate) fn start(&self) {
        self.released.set(false);
        if let Some(app) = self.app.upgrade() {
            *self.closed.borrow_mut() = app.engine(Engine::closed_parts);
        }
        *self.activity.borrow_mut() = Activity::listen(&self.app);
        self.struggles.listen(&self.app);
        *self.routes.borrow_mut() = Routes::listen(&self.app);
        self.is_in_front();
        self.tell_width();
        self.check_route();
        self.struggles.begin(&self.app);
        self.check_form();
    }

    /// Lets go of everything.
    pub(crate) fn release(&self) {
        self.released.set(true);
        self.path.take();
        *self.activity.borrow_mut() = None;
        self.struggles.release();
        *self.routes.borrow_mut() = None;
        *self.watching.borrow_mut() = None;
        *self.told_later.borrow_mut() = None;
        self.reader.forget();
        self.awaited.borrow_mut().clear();
        *self.walk.borrow_mut() = None;
        self.handles.borrow_mut().clear();
        self.roots.borrow_mut().clear();
        *self.tabs.borrow_mut() = None;
        self.located.borrow_mut().clear();
        *self.clicked.borrow_mut() = js_sys::Array::new();
        *self.target.borrow_mut() = None;
    }

    /// Whether an event on this path is one on the current target.
    fn on_target(&self, path: &js_sys::Array) -> bool {
        self.target.borrow().as_ref().is_some_and(|target| target.is_on(path))
    }

    fn clicked(&self, path: js_sys::Array) {
        *self.clicked.borrow_mut() = path;
    }

    /// Reads the state of the current target, a field, as it is now.
    pub(crate) fn judge(&self) {
        let element = self.target.borrow().as_ref().map(|target| target.element.clone());
        let field = element.and_then(|element| field::now(&element));
        if let (Some(app), Some(field)) = (self.app.upgrade(), field) {
            app.feed(Input::TargetField { field, entry: FieldEntry::Judged });
        }
    }

    /// What the current target, a field, has against what is in it.
    pub(crate) fn refusal(&self) -> Option<String> {
        self.target.borrow().as_ref().and_then(|target| field::refusal(&target.element))
    }

    pub(crate) fn go_to(&self, path: &str) {
        if let Some(window) = window() {
            // Only a path of this site ever comes here; the browser says no to the rest.
            let _ = window.location().assign(path);
        }
    }

    /// Tells when the site dispatches one of these events on the document.
    pub(crate) fn await_events(&self, awaited: &[Awaited]) {
        let Some(document) = document() else { return };
        let listen = |awaited: &Awaited| {
            let (app, awaited) = (self.app.clone(), awaited.clone());
            EventListener::new(&document, awaited.name.clone(), move |event| {
                guard(|| {
                    if let Some(app) = app.upgrade() {
                        let detail = heard::detail(event, &awaited.paths);
                        app.feed(Input::SiteEvent { name: awaited.name.clone(), detail });
                    }
                });
            })
        };
        *self.awaited.borrow_mut() = awaited.iter().map(listen).collect();
    }

    /// Watches for changes of the page's elements, or stops.
    pub(crate) fn watch(&self, watch: bool) {
        let observer = watch.then(|| Observer::of_page(self.app.clone())).flatten();
        if let Some(observer) = &observer {
            observer.add(&self.roots.borrow());
        }
        *self.watching.borrow_mut() = observer;
    }

    /// Watches the open shadow roots on a path, too, while anything is watched.
    fn watch_also(&self, path: &js_sys::Array) {
        if let Some(observer) = &*self.watching.borrow() {
            let shadow = |node: &JsValue| js_sys::Reflect::get(node, &"shadowRoot".into()).ok();
            let own = path.iter().filter_map(|node| shadow(&node)).filter(JsValue::is_object);
            // The first one is the document itself, which is watched already.
            let roots: Vec<JsValue> = std::iter::once(JsValue::NULL).chain(own).collect();
            observer.add(&roots);
        }
    }

    fn weak(&self) -> Weak<App> {
        self.app.clone()
    }

    /// Something of the page may look otherwise now.
    pub(crate) fn moved(&self) {
        self.changed();
    }

    /// Something changed: tells it at once, and of what follows once for many changes.
    fn changed(&self) {
        if self.released.get() {
            return;
        }
        if self.told_later.borrow().is_some() {
            self.changed_again.set(true);
            return;
        }
        let app = self.app.clone();
        *self.told_later.borrow_mut() = Some(Timeout::new(TELL_EVERY, move || {
            guard(|| {
                let Some(app) = app.upgrade() else { return };
                *app.page.told_later.borrow_mut() = None;
                if app.page.changed_again.take() {
                    app.page.changed();
                }
            });
        }));
        let Some(app) = self.app.upgrade() else { return };
        // That something changed at all answers a click.
        app.feed(Input::Happened(Happening::Activity(signals::Activity::Page)));
        self.check_route();
        app.overlay.follow();
        app.feed(Input::PageChanged);
        let seen = app.overlay.settle_offers(self);
        if !seen.is_empty() {
            app.feed(Input::OffersSeen(seen));
        }
    }

    /// How wide the window is.
    pub(crate) fn tell_width(&self) {
        let width = window().and_then(|window| window.inner_width().ok()).and_then(|width| width.as_f64());
        if let (Some(app), Some(width)) = (self.app.upgrade(), width) {
            app.feed(Input::Width(width as u32));
        }
    }

    /// Starts the walker, or stops it.
    pub(crate) fn mirror(&self, rules: Option<&Rules>) {
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

    pub(crate) fn mirror_pace(&self, milliseconds: u32) {
        if let Some(walk) = &*self.walk.borrow() {
            walk.pace(milliseconds);
        }
    }

    /// A name of an element, with the level that it is under.
    fn label(&self, element: &Element, name: String) -> Label {
        name::under(element, &self.closed.borrow().0, name)
    }

    /// What an element is called, for people.
    pub(crate) fn described(&self, element: &Element) -> Label {
        self.label(element, name::described(element))
    }

    /// The element behind a node of the mirror.
    pub(crate) fn mirrored(&self, node: u32) -> Option<Element> {
        self.walk.borrow().as_ref()?.element(node)
    }

    pub(crate) fn check_form(&self) {
        if let Some(app) = self.app.upgrade() {
            let (closed, hidden) = &*self.closed.borrow();
            let form = form::progress(closed, hidden);
            app.feed(Input::Form(form));
        }
    }
}
