//! What the page does while the author does a step by hand: what could say that it is done.

use alongside_browser::guard::guard;
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Function;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, Event, HtmlInputElement};

use super::{Desk, page};
use crate::{
    app::Input,
    strength::{name, named},
    watched::{Sign, Watched},
};

/// What a customer would take for a sign that something has happened.
const SIGNS: &str = "h1,h2,h3,[role=alert],[role=status],[role=dialog],dialog,button,a[href],input,select,\
    textarea,[data-testid]";
/// What could be seen on a page that is longer is not all looked at.
const MOST: usize = 300;
/// The key of the tab's memory that holds what is watched: a press may load another page.
const WATCHED: &str = "alongside.author.watched";

type Held = StoredValue<Option<Watched>, LocalStorage>;

/// Whether the author is doing the step.
#[derive(Clone, Copy)]
pub(super) struct Watching {
    on: RwSignal<bool>,
    watched: Held,
    ears: StoredValue<Option<Ears>, LocalStorage>,
}

/// What is heard of the page; no more once dropped.
struct Ears {
    _listeners: [EventListener; 2],
    stop: Option<Function>,
    _told: Closure<dyn Fn(String)>,
}

impl Drop for Ears {
    fn drop(&mut self) {
        if let Some(stop) = &self.stop {
            // It throws nothing.
            let _ = stop.call0(&JsValue::NULL);
        }
    }
}

impl Watching {
    pub(super) fn new() -> Self {
        let (watched, ears) = (StoredValue::new_local(None), StoredValue::new_local(None));
        let watching = Self { on: RwSignal::new(false), watched, ears };
        // Another step is looked at: this one is watched no more.
        on_cleanup(forget);
        watching
    }

    pub(super) fn is_on(self) -> bool {
        self.on.get()
    }

    /// Begins, or ends and tells what has happened.
    pub(super) fn turn(self, desk: Desk) {
        if !self.on.get_untracked() {
            spawn_local(async move {
                let watched = Watched { path: page::path(), signs: signs(desk).await, ..Watched::default() };
                // Another step may be looked at by now.
                if self.on.try_get_untracked() == Some(false) {
                    keep(&watched);
                    self.watched.set_value(Some(watched));
                    self.ears.set_value(Some(ears(desk, self.watched)));
                    self.on.set(true);
                }
            });
            return;
        }
        self.on.set(false);
        self.ears.set_value(None);
        forget();
        if let Some(watched) = self.watched.try_update_value(Option::take).flatten() {
            spawn_local(tell(desk, watched));
        }
    }
}

/// Goes on after a page load: the press that the author was watched for loaded this page.
pub(super) fn resume(desk: Desk) {
    let kept = page::remembered(WATCHED);
    forget();
    if let Some(watched) = kept.and_then(|json| Watched::read(&json)) {
        spawn_local(async move {
            tell(desk, watched).await;
            desk.focus(".offers button".to_owned());
        });
    }
}

async fn tell(desk: Desk, watched: Watched) {
    let now = signs(desk).await;
    desk.input(Input::Did(watched.until(&page::path(), &now)));
}

fn keep(watched: &Watched) {
    page::remember(WATCHED, Some(&watched.written()));
}

fn forget() {
    page::remember(WATCHED, None);
}

fn note(held: Held, change: impl FnOnce(&mut Watched)) {
    held.try_update_value(|held| {
        if let Some(watched) = held {
            change(watched);
            keep(watched);
        }
    });
}

fn ears(desk: Desk, held: Held) -> Ears {
    let on = |name: &'static str, heard: fn(&mut Watched, &Event)| {
        let host = desk.shell().host.clone();
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&page::root(), name, options, move |event| {
            guard(|| {
                let ours = event.target().is_some_and(|target| target == *host.as_ref());
                if !ours {
                    note(held, |watched| heard(watched, event));
                }
            });
        })
    };
    let told = Closure::<dyn Fn(String)>::new(move |event| {
        guard(|| note(held, |watched| watched.heard(event)));
    });
    let stop = desk.shell().hear.call1(&JsValue::NULL, told.as_ref()).ok();
    Ears {
        _listeners: [on("click", |watched, _| watched.clicked = true), on("change", changed)],
        stop: stop.and_then(|stop| stop.dyn_into().ok()),
        _told: told,
    }
}

fn changed(watched: &mut Watched, event: &Event) {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if field.is_none_or(|field| !field.value().is_empty()) {
        watched.filled = true;
    }
}

/// The signs that can be seen now.
async fn signs(desk: Desk) -> Vec<Sign> {
    let found = page::window().and_then(|window| window.document()?.query_selector_all(SIGNS).ok());
    let Some(found) = found else { return Vec::new() };
    let elements = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    let seen: Vec<Element> = elements.filter(page::is_visible).take(MOST).collect();
    let mut signs = Vec::new();
    for element in seen {
        let print = desk.shell().known_by(&element).await;
        // What has no name would be a riddle in a list.
        if let Some((print, words)) = print.and_then(|print| name(&print).map(|words| (print, words))) {
            signs.push(Sign { target: named(&print), words });
        }
    }
    signs
}
