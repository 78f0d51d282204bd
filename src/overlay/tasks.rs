//! What the customer can do by themselves, in the panel: what there is to do, what they
//! left unfinished, and the site's flows, with a search where there are many.

use std::cell::RefCell;

use alongside_core::{
    engage::PanelView,
    engine::Input,
    offer::ChecklistView,
    words::{Language, Word},
};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::dom::{Maker, append, empty, listen, set};

const DONE: &str = "M5 13l4 4L19 7";

pub(super) struct Tasks {
    make: Maker,
    language: Language,
    element: HtmlElement,
    checklist: HtmlElement,
    heading: HtmlElement,
    search: HtmlInputElement,
    list: HtmlElement,
    nothing: HtmlElement,
    shown: RefCell<Shown>,
    checklist_listeners: RefCell<Vec<EventListener>>,
    list_listeners: RefCell<Vec<EventListener>>,
    _searching: EventListener,
}

/// What was shown last: only what is new is built anew.
#[derive(Default, PartialEq)]
struct Shown {
    checklist: Option<ChecklistView>,
    go_on: Option<String>,
    flows: Vec<(String, String)>,
}

impl Tasks {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let element = make.element("div", "tasks");
        let checklist = make.element("section", "checklist");
        set(&checklist, "data-testid", "checklist");
        set(&checklist, "aria-labelledby", "checklist");
        let flows = make.element("div", "flows");
        let heading = make.text("h3", "", language.say(Word::Guides));
        let search: HtmlInputElement = make.element("input", "search").unchecked_into();
        search.set_type("search");
        set(&search, "aria-label", language.say(Word::Search));
        search.set_placeholder(language.say(Word::Search));
        set(&search, "autocomplete", "off");
        set(&search, "data-testid", "search");
        let (feed, field) = (make.feed.clone(), search.clone());
        let searching = listen(&search, "input", move |_| feed.send(Input::Search(field.value())));
        let list = make.element("ul", "");
        let nothing = make.text("p", "status", language.say(Word::NothingFound));
        set(&nothing, "role", "status");
        set(&nothing, "data-testid", "nothing-found");
        append(&flows, &[&heading, &search, &list, &nothing]);
        append(&element, &[&checklist, &flows]);
        nothing.set_hidden(true);
        checklist.set_hidden(true);
        Self {
            make: make.clone(),
            language,
            element,
            checklist,
            heading,
            search,
            list,
            nothing,
            shown: RefCell::default(),
            checklist_listeners: RefCell::default(),
            list_listeners: RefCell::default(),
            _searching: searching,
        }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn release(&self) {
        self.checklist_listeners.borrow_mut().clear();
        self.list_listeners.borrow_mut().clear();
    }

    /// Whether there is anything that can be done.
    pub(super) fn has_some(view: &PanelView) -> bool {
        !view.flows.is_empty() || view.checklist.is_some() || view.go_on.is_some() || view.searches
    }

    pub(super) fn show(&self, view: &PanelView) {
        self.element.set_hidden(!Self::has_some(view));
        self.search.set_hidden(!view.searches);
        self.heading.set_hidden(view.searches);
        self.nothing.set_hidden(!(view.searches && view.flows.is_empty()));
        // Whoever comes back to the panel begins anew.
        if !view.open && !self.search.value().is_empty() {
            self.search.set_value("");
            self.make.feed.send(Input::Search(String::new()));
        }
        let now =
            Shown { checklist: view.checklist.clone(), go_on: view.go_on.clone(), flows: view.flows.clone() };
        let before = self.shown.replace(now);
        if before.checklist != view.checklist {
            self.show_checklist(view.checklist.as_ref());
        }
        if before.flows != view.flows || before.go_on != view.go_on {
            self.show_flows(view);
        }
    }

    fn show_checklist(&self, view: Option<&ChecklistView>) {
        empty(&self.checklist);
        self.checklist.set_hidden(view.is_none());
        let mut listeners = Vec::new();
        if let Some(view) = view {
            let (all, done) = (view.items.len(), view.items.iter().filter(|(_, done)| *done).count());
            let title = self.make.text("h3", "", &view.title);
            title.set_id("checklist");
            let count = if done == all {
                self.language.say(Word::AllDone).to_owned()
            } else {
                self.language.say_with(Word::DoneOf, &[&done.to_string(), &all.to_string()])
            };
            let bar = self.make.element("div", "bar");
            append(&bar, &[&self.make.element("span", "")]);
            let _ = bar.style().set_property("--share", &format!("{}%", done * 100 / all.max(1)));
            let list = self.make.element("ul", "");
            for (at, (text, done)) in view.items.iter().enumerate() {
                let item = self.make.element("li", "");
                let offer = view.id.clone();
                let take = move || Some(Input::TakeOffer { offer: offer.clone(), item: at });
                let (button, listener) = self.make.button("flow item", "", take);
                let mark = self.make.element("span", "mark");
                append(&button, &[&mark, &self.make.text("span", "", text)]);
                if *done {
                    append(&mark, &[&self.make.icon(DONE)]);
                    append(&button, &[&self.make.text("span", "unseen", self.language.say(Word::Done))]);
                    set(&button, "data-done", "yes");
                }
                append(&item, &[&button]);
                append(&list, &[&item]);
                listeners.push(listener);
            }
            let offer = view.id.clone();
            let (never, listener) = self.make.button("quiet", self.language.say(Word::Dismiss), move || {
                Some(Input::DismissOffer(offer.clone()))
            });
            listeners.push(listener);
            append(&self.checklist, &[&title, &self.make.text("p", "count", &count), &bar, &list, &never]);
        }
        *self.checklist_listeners.borrow_mut() = listeners;
    }

    fn show_flows(&self, view: &PanelView) {
        empty(&self.list);
        let mut listeners = Vec::new();
        if let Some(title) = &view.go_on {
            let label = self.language.say_with(Word::GoOnWith, &[title]);
            let (button, listener) = self.make.button("flow go-on", &label, || Some(Input::GoOn));
            set(&button, "data-testid", "go-on");
            listeners.push(listener);
            self.add(&button);
        }
        for (id, title) in &view.flows {
            let flow = id.clone();
            let (button, listener) =
                self.make.button("flow", title, move || Some(Input::Guide { flow: flow.clone(), run: 0 }));
            set(&button, "data-flow", id);
            listeners.push(listener);
            self.add(&button);
        }
        *self.list_listeners.borrow_mut() = listeners;
    }

    fn add(&self, button: &HtmlElement) {
        let item = self.make.element("li", "");
        append(&item, &[button]);
        append(&self.list, &[&item]);
    }
}
