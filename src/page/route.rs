//! Where the customer is, and how we hear that it is elsewhere: by the Navigation
//! API, or, where there is none, by all that comes with a change of route.

use std::rc::Weak;

use alongside_browser::guard::guard;
use alongside_core::engine::Input;
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MutationObserverInit, MutationRecord, NodeList};

use super::{Observer, Page, context, document, window};
use crate::run::App;

/// Without the Navigation API: how long after a click or a key the route is looked
/// at again, in milliseconds. Routers change it at once, or after a short load.
const LOOK_AFTER: [u32; 2] = [0, 400];

/// The page's path, without query and fragment.
pub(super) fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Its query, with the question mark. It never leaves the page.
pub(super) fn query() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Its fragment, without the `#`. It never leaves the page.
pub(super) fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

impl Page {
    /// Tells where the customer is, when that has changed.
    pub(crate) fn check_route(&self) {
        // The address is the other page's.
        if self.app.upgrade().is_some_and(|app| app.shell.is_open()) {
            return;
        }
        let (path, fragment) = (path(), fragment());
        let at = format!("{path}#{fragment}");
        let before = self.path.replace(at.clone());
        if before != at {
            // What was read of the route before is not this one's.
            self.reader.forget();
        }
        if before != at
            && let Some(app) = self.app.upgrade()
        {
            // On a route that has just changed the heading is still the one before's.
            let document = document().filter(|_| before.is_empty());
            let heading = document.map(|document| context::heading(&document, &self.closed.borrow().0));
            app.feed(Input::Arrived { path, fragment, heading: heading.unwrap_or_default() });
        }
        if let Some(app) = self.app.upgrade() {
            self.struggles.arrived(&app);
        }
    }
}

/// What is listened to; dropping it ends that.
pub(super) struct Routes {
    _listeners: Vec<EventListener>,
    _head: Option<Observer>,
}

impl Routes {
    pub(super) fn listen(app: &Weak<App>) -> Option<Self> {
        let (window, document) = (window()?, document()?);
        let mut listeners = Vec::new();
        let mut on = |target: &EventTarget, name: &'static str, act: fn(&App)| {
            let (app, options) = (app.clone(), EventListenerOptions::run_in_capture_phase());
            listeners.push(EventListener::new_with_options(target, name, options, move |_| {
                guard(|| {
                    if let Some(app) = app.upgrade() {
                        act(&app);
                    }
                });
            }));
        };
        for name in ["popstate", "hashchange"] {
            on(&window, name, |app| app.page.check_route());
        }
        let navigation = Reflect::get(&window, &"navigation".into()).ok();
        match navigation.as_ref().and_then(|navigation| navigation.dyn_ref::<EventTarget>()) {
            Some(navigation) => {
                on(navigation, "currententrychange", |app| app.page.check_route());
                // What the site loads for a route it takes over itself is there now.
                on(navigation, "navigatesuccess", |app| app.feed(Input::ContextChanged));
            }
            None => {
                for name in ["click", "submit", "keyup"] {
                    on(&document, name, |app| LOOK_AFTER.iter().for_each(|after| look(app, *after)));
                }
            }
        }
        // A page whose images have loaded is a page that has come to its end.
        on(&window, "load", |app| app.feed(Input::ContextChanged));
        Some(Self { _listeners: listeners, _head: watch_head(app) })
    }
}

fn look(app: &App, after: u32) {
    let app = app.weak();
    Timeout::new(after, move || {
        guard(|| {
            if let Some(app) = app.upgrade().filter(|app| !app.is_stopped()) {
                app.page.check_route();
            }
        });
    })
    .forget();
}

/// A new title or new structured data goes with a new route, and both are in the
/// head, where little else changes.
fn watch_head(app: &Weak<App>) -> Option<Observer> {
    let head = document()?.query_selector("head").ok()??;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_character_data(true);
    options.set_attribute_filter(&Array::of1(&"content".into()));
    let app = app.clone();
    Observer::within(&head, &options, move |records| {
        let speaks = records.iter().any(|record| says_something(record.unchecked_ref()));
        if let Some(app) = app.upgrade().filter(|_| speaks) {
            app.page.check_route();
            app.feed(Input::ContextChanged);
        }
    })
}

/// Style sheets come and go in the head all the time, and say nothing.
fn says_something(record: &MutationRecord) -> bool {
    let target = record.target().map(|target| target.node_name()).unwrap_or_default();
    let speaks = |nodes: NodeList| {
        (0..nodes.length()).filter_map(|at| nodes.get(at)).any(|node| {
            let name = node.node_name();
            name != "STYLE" && name != "LINK"
        })
    };
    target != "STYLE"
        && (record.type_() != "childList" || speaks(record.added_nodes()) || speaks(record.removed_nodes()))
}
