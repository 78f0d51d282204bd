//! What the page does while the author does a step by hand: what could say that it is done.

use std::rc::Rc;

use alongside_browser::guard::guard;
use gloo_events::{EventListener, EventListenerOptions};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{Desk, page};
use crate::{
    app::Input,
    postconditions::{Happened, Seen},
    strength::{heading, named},
};

/// What a customer would take for a sign that something has happened.
const SIGNS: &str = "h1,h2,h3,[role=alert],[role=status],[role=dialog],dialog,button,a[href],input,select,\
    textarea,[data-testid]";
/// More would be no list to choose from.
const MOST: usize = 6;

/// How it was before the step.
struct Before {
    path: String,
    signs: Vec<Element>,
    clicked: Rc<std::cell::Cell<bool>>,
    filled: Rc<std::cell::Cell<bool>>,
    _listeners: [EventListener; 2],
}

/// Whether the author is doing the step.
#[derive(Clone, Copy)]
pub(super) struct Watching {
    on: RwSignal<bool>,
    before: StoredValue<Option<Before>, LocalStorage>,
}

impl Watching {
    pub(super) fn new(_: Desk) -> Self {
        Self { on: RwSignal::new(false), before: StoredValue::new_local(None) }
    }

    pub(super) fn is_on(self) -> bool {
        self.on.get()
    }

    /// Begins, or ends and tells what has happened.
    pub(super) fn turn(self, desk: Desk) {
        let before = self.before.try_update_value(Option::take).flatten();
        match before {
            Some(before) => {
                self.on.set(false);
                spawn_local(async move {
                    let happened = compare(desk, before).await;
                    desk.input(Input::Did(happened));
                });
            }
            None => {
                self.before.set_value(look(desk));
                self.on.set(true);
            }
        }
    }
}

fn look(desk: Desk) -> Option<Before> {
    let window = page::window()?;
    let (clicked, filled) = (Rc::default(), Rc::default());
    let on = |name: &'static str, seen: &Rc<std::cell::Cell<bool>>| {
        let (seen, shell) = (Rc::clone(seen), desk.shell());
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window, name, options, move |event| {
            guard(|| {
                let target = event.target();
                let ours = target.as_ref().is_some_and(|target| *target == *shell.host.as_ref());
                let empty = target
                    .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
                    .is_some_and(|field| field.value().is_empty());
                let emptied = event.type_() == "change" && empty;
                if !(ours || emptied) {
                    seen.set(true);
                }
            });
        })
    };
    let listeners = [on("click", &clicked), on("change", &filled)];
    Some(Before { path: page::path(), signs: signs(), clicked, filled, _listeners: listeners })
}

async fn compare(desk: Desk, before: Before) -> Happened {
    let now = signs();
    let path = Some(page::path()).filter(|path| *path != before.path);
    let missing = |from: &[Element], among: &[Element]| -> Vec<Element> {
        from.iter().filter(|sign| !among.contains(sign)).take(MOST).cloned().collect()
    };
    let (came, went) = (missing(&now, &before.signs), missing(&before.signs, &now));
    Happened {
        clicked: before.clicked.get(),
        filled: before.filled.get(),
        path,
        appeared: seen(desk, came).await,
        gone: seen(desk, went).await,
        events: Vec::new(),
    }
}

async fn seen(desk: Desk, elements: Vec<Element>) -> Vec<Seen> {
    let mut all = Vec::new();
    for element in elements {
        if let Some(print) = desk.shell().known_by(&element).await {
            all.push(Seen { target: named(&print), words: heading(&print) });
        }
    }
    all
}

/// The signs that can be seen now.
fn signs() -> Vec<Element> {
    let found = page::window().and_then(|window| window.document()?.query_selector_all(SIGNS).ok());
    let Some(found) = found else { return Vec::new() };
    let elements = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<Element>().ok());
    elements.filter(page::is_visible).collect()
}
