//! What only signs of struggle need: errors, the pointer's way out, forms that are
//! begun, and the pages of the visit.

use std::{
    cell::{Cell, RefCell},
    rc::Weak,
};

use alongside_browser::guard::guard;
use alongside_core::{
    engine::Input,
    observe::signals::{Activity, Failure, FormFacts, Happening, Place},
};
use alongside_protocol::message::SignalCause;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, MouseEvent};

use super::{
    activity::Keys,
    document, dom, route,
    timing::{self, Timing},
    window,
};
use crate::run::App;

/// Time for the page to draw its next route, in milliseconds.
const DRAWN: u32 = 300;

/// What a form may ask by, and its buttons.
const FIELDS: &str = "input,select,textarea,button";

/// Of these, described at most.
const MOST: u32 = 200;

/// Listeners of their own, and what they remember.
#[derive(Default)]
pub(super) struct Struggles {
    listeners: RefCell<Vec<EventListener>>,
    timing: RefCell<Option<Timing>>,
    /// The form something was entered in last.
    begun: RefCell<Option<Element>>,
    place: RefCell<Option<Place>>,
    looks: RefCell<Option<Timeout>>,
    begins: RefCell<Option<Timeout>>,
    ready: Cell<bool>,
    pub(super) pressed: Cell<Option<(i32, i32)>>,
}

impl Struggles {
    pub(super) fn listen(&self, app: &Weak<App>) {
        let Some((window, document)) = window().zip(document()) else { return };
        let mut listeners = Vec::new();
        // At the window and in the bubble phase: a picture that is missing is no error.
        let mut on = |target: &EventTarget, name: &'static str, tells: fn(&Event) -> Option<Happening>| {
            let app = app.clone();
            listeners.push(EventListener::new(target, name, move |event| {
                guard(|| {
                    if let (Some(app), Some(happening)) = (app.upgrade(), tells(event)) {
                        app.feed(Input::Happened(happening));
                    }
                });
            }));
        };
        on(&window, "error", |event| failed(event, "error", SignalCause::ScriptError));
        on(&window, "unhandledrejection", |event| failed(event, "reason", SignalCause::Rejection));
        if let Some(root) = dom::root().filter(|_| has_pointer()) {
            on(&root, "mouseleave", |event| {
                let event = event.dyn_ref::<MouseEvent>().filter(|event| event.buttons() == 0)?;
                Some(Happening::PointerLeft { y: event.client_y() })
            });
            on(&root, "mouseenter", |_| Some(Happening::PointerBack));
        }
        // A window of the browser's own opens, or another tab, or something is copied.
        for name in ["blur", "beforeprint"] {
            on(&window, name, |_| Some(Happening::Activity(Activity::Page)));
        }
        for name in ["copy", "fullscreenchange"] {
            on(&document, name, |_| Some(Happening::Activity(Activity::Page)));
        }
        if let Ok(navigation) = Reflect::get(&window, &"navigation".into())
            && let Some(navigation) = navigation.dyn_ref::<EventTarget>()
        {
            on(navigation, "navigate", |_| Some(Happening::Activity(Activity::Page)));
        }
        *self.listeners.borrow_mut() = listeners;
    }

    /// Tells of this page, in a moment: whoever called `start()` wants to hear it.
    pub(super) fn begin(&self, app: &Weak<App>) {
        let me = app.clone();
        *self.begins.borrow_mut() = Some(Timeout::new(0, move || {
            guard(|| {
                let Some(app) = me.upgrade() else { return };
                app.page.struggles.ready.set(true);
                app.page.struggles.arrived(&app);
                *app.page.struggles.timing.borrow_mut() = Some(Timing::listen(&me));
            });
        }));
    }

    pub(super) fn release(&self) {
        self.listeners.borrow_mut().clear();
        *self.timing.borrow_mut() = None;
        *self.begun.borrow_mut() = None;
        *self.looks.borrow_mut() = None;
        *self.begins.borrow_mut() = None;
    }

    /// The form of a field; one that the customer begins with is described first.
    pub(super) fn form_of(&self, app: &App, field: &Element, keys: &Keys) -> Option<u32> {
        let found = dom::closest(field, dom::FORM)?;
        let form = keys.of(&found);
        if self.begun.borrow().as_ref() != Some(&found) {
            let (path, fields) = (dom::path(&found), dom::within(&found, FIELDS, MOST));
            *self.begun.borrow_mut() = Some(found);
            app.feed(Input::Happened(Happening::FormEntered(FormFacts { form, path, fields })));
        }
        Some(form)
    }

    pub(super) fn submitted(&self, app: &App, form: &Element, keys: &Keys) {
        self.begun.borrow_mut().take_if(|known| known == form);
        app.feed(Input::Happened(Happening::FormSubmitted { form: keys.of(form) }));
    }

    /// Tells of the page the customer is on, when it is another one.
    pub(super) fn arrived(&self, app: &App) {
        if !self.ready.get() {
            return;
        }
        let place = Place { path: route::path(), query: route::query(), fragment: route::fragment() };
        let before = self.place.replace(Some(place.clone()));
        if before.as_ref() == Some(&place) {
            return;
        }
        let moved = before.as_ref().is_some_and(|before| before.page() != place.page());
        let reload = before.is_none() && timing::is_reload();
        app.feed(Input::Happened(Happening::Arrived { place, reload }));
        if moved && self.begun.borrow().is_some() {
            let app = app.page.weak();
            *self.looks.borrow_mut() = Some(Timeout::new(DRAWN, move || {
                guard(|| {
                    if let Some(app) = app.upgrade() {
                        app.page.struggles.look_after_form(&app);
                    }
                });
            }));
        }
    }

    /// Whether the form is still there after a change of route.
    fn look_after_form(&self, app: &App) {
        let gone = self.begun.borrow().as_ref().is_some_and(|form| !dom::is_laid_out(form));
        if gone {
            *self.begun.borrow_mut() = None;
            app.feed(Input::Happened(Happening::FormGone));
        }
    }
}

/// That something failed, and never what.
fn failed(event: &Event, key: &str, cause: SignalCause) -> Option<Happening> {
    let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let thrown = get(event, key);
    let name = if thrown.is_object() { get(&thrown, "name").as_string() } else { None };
    let file = get(event, "filename").as_string().unwrap_or_default();
    Some(Happening::ScriptFailed(Failure {
        cause,
        thrown: !thrown.is_undefined() && !thrown.is_null(),
        name: name.unwrap_or_default(),
        scheme: file.split_once("://").map_or_else(String::new, |(scheme, _)| scheme.to_owned()),
    }))
}

/// Whether there is a pointer that can leave the page.
fn has_pointer() -> bool {
    let query = window().and_then(|window| window.match_media("(hover: hover)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
