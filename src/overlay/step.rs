use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_core::{
    engine::Input,
    guide::{StepNotice, StepView},
    words::{Language, Word},
};
use alongside_protocol::flow::{Placement, direction};
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlButtonElement, HtmlElement, KeyboardEvent};

use super::{
    anchor::{Anchor, Fit, Held, is_followed},
    dom::{Maker, append, empty, listen, set},
    scroll, wording,
};
use crate::{page::Following, run::App};

/// Space between the target and the ring around it.
const RING: i32 = 6;

/// The step: a ring around the target, and a card beside it.
pub(super) struct StepCard {
    make: Maker,
    language: Language,
    spot: HtmlElement,
    card: HtmlElement,
    spot_anchor: Rc<Anchor>,
    card_anchor: Rc<Anchor>,
    following: RefCell<Option<(Element, bool, Following)>>,
    count: HtmlElement,
    bar: HtmlElement,
    title: HtmlElement,
    text: HtmlElement,
    notice: HtmlElement,
    back: HtmlButtonElement,
    next: HtmlButtonElement,
    there: HtmlButtonElement,
    act: HtmlButtonElement,
    shown: RefCell<Option<(String, String)>>,
    /// What the field has against what is in it, as the customer was told.
    warning: RefCell<Option<String>>,
    /// Where the focus was before it came to the card.
    came_from: Rc<RefCell<Option<HtmlElement>>>,

    /// The card was taken away with the focus in it; gone when no step follows at
    /// once.
    left: Rc<Cell<bool>>,
    leaving: RefCell<Option<Timeout>>,
    _listeners: Vec<EventListener>,
}

impl StepCard {
    pub(super) fn new(make: &Maker, language: Language) -> Result<Self, JsValue> {
        let say = |word| language.say(word);
        let spot = make.element("div", "spot");
        let card = make.element("div", "card");
        for (name, value) in
            [("role", "dialog"), ("aria-labelledby", "title"), ("aria-describedby", "text notice")]
        {
            card.set_attribute(name, value)?;
        }
        let head = make.element("div", "head");
        let count = make.element("p", "count");
        let (close, closing) = make.button("close", "", || Some(Input::CloseStep));
        set(&close, "aria-label", say(Word::Close));
        close.append_child(&make.icon("M6 6l12 12M18 6L6 18"))?;
        // On a phone there is no room for the launcher beside the card.
        let (help, helping) = make.button("close help", "", || Some(Input::Panel(true)));
        set(&help, "aria-label", say(Word::Help));
        help.append_child(&make.icon(super::panel::SPEECH))?;
        append(&head, &[&count, &help, &close]);
        let bar = make.element("div", "bar");
        bar.append_child(&make.element("span", ""))?;
        let title = make.element("h2", "title");
        let text = make.element("div", "text");
        let notice = make.element("p", "notice");
        for part in [&title, &text, &notice] {
            part.set_id(&part.class_name());
        }
        let feet = make.element("div", "feet");
        let (back, backing) = make.button("quiet", say(Word::Back), || Some(Input::Back));
        let (there, taking) = make.button("main", say(Word::TakeMeThere), || Some(Input::TakeThere));
        let (act, acting) = make.button("main", say(Word::DoItForMe), || Some(Input::DoStep));
        set(&act, "data-testid", "do-step");
        let (next, _) = make.button("main", say(Word::Next), || None);
        let feed = make.feed.clone();
        let going = listen(&next, "click", move |_| feed.with(App::next));
        append(&feet, &[&back, &there, &act, &next]);
        append(&card, &[&head, &bar, &title, &text, &notice, &feet]);
        let came_from: Rc<RefCell<Option<HtmlElement>>> = Rc::default();
        let feed = make.feed.clone();
        // Escape is ours only while the focus is: in the page it belongs to the page.
        let escape = listen(&card, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                event.prevent_default();
                event.stop_propagation();
                feed.send(Input::CloseStep);
            }
        });
        let (from, own) = (Rc::clone(&came_from), card.clone());
        let entering = listen(&card, "focusin", move |event| {
            let related = js_sys::Reflect::get(event, &"relatedTarget".into());
            let related = related.ok().and_then(|element| element.dyn_into::<HtmlElement>().ok());
            // From one of the card's buttons to the next is no way into it.
            if let Some(element) = related.filter(|element| !own.contains(Some(element))) {
                *from.borrow_mut() = Some(element);
            }
        });
        Ok(Self {
            make: make.clone(),
            language,
            following: RefCell::default(),
            spot_anchor: Rc::new(Anchor::new(spot.clone())),
            card_anchor: Rc::new(Anchor::new(card.clone())),
            spot,
            card,
            count,
            bar,
            title,
            text,
            notice,
            back,
            next,
            there,
            act,
            shown: RefCell::default(),
            warning: RefCell::default(),
            came_from,
            left: Rc::default(),
            leaving: RefCell::default(),
            _listeners: vec![closing, helping, backing, taking, acting, going, escape, entering],
        })
    }

    pub(super) fn spot(&self) -> &HtmlElement {
        &self.spot
    }

    pub(super) fn card(&self) -> &HtmlElement {
        &self.card
    }

    /// Fills the card and empties it again.
    pub(super) fn rehearse(&self, view: &StepView) {
        self.fill(view);
        empty(&self.title);
        empty(&self.text);
    }

    /// Shows a step; `true` when it is another than before.
    pub(super) fn show(&self, view: &StepView, target: Option<&Element>) -> bool {
        let id = (view.flow.clone(), view.step.clone());
        let is_new = self.shown.borrow().as_ref() != Some(&id);
        if is_new || view.next.is_none_or(|next| next.enabled) {
            self.warning.borrow_mut().take();
        }
        self.fill(view);
        *self.shown.borrow_mut() = Some(id);
        let focused = self.left.take() || self.has_focus();
        match target {
            Some(target) => {
                if is_new {
                    scroll::show(target, view.placement == Placement::Top);
                }
                let followed = is_followed(target);
                let ring = Held::new(target, Fit::Around(RING), followed);
                let card = Held::new(target, Fit::Beside(view.placement), followed);
                self.spot_anchor.show(Some(ring));
                self.card_anchor.show(Some(card));
                self.keep_up(target);
            }
            None => {
                self.spot_anchor.hide();
                self.card_anchor.show(None);
                *self.following.borrow_mut() = None;
            }
        }
        if focused && !self.has_focus() {
            // Who goes through the steps by keyboard stays in the card.
            let next = if self.next.hidden() { &self.back } else { &self.next };
            let _ = next.focus();
        }
        is_new
    }

    /// Hears of it when the target moves.
    fn keep_up(&self, target: &Element) {
        let measured = self.card_anchor.is_measured();
        let same = |(known, places, _): &(Element, bool, Following)| known == target && *places == measured;
        if self.following.borrow().as_ref().is_some_and(same) {
            return;
        }
        let (spot, card, feed) =
            (Rc::clone(&self.spot_anchor), Rc::clone(&self.card_anchor), self.make.feed.clone());
        let following = Following::new(target, &self.card, measured, move |seen| {
            spot.place();
            card.place();
            if let Some(seen) = seen {
                spot.set_seen(seen);
                card.set_seen(seen);
                feed.with(|app| app.page.moved());
            }
        });
        *self.following.borrow_mut() = following.map(|following| (target.clone(), measured, following));
    }

    pub(super) fn hide(&self) {
        let focused = self.has_focus();
        *self.following.borrow_mut() = None;
        self.spot_anchor.hide();
        self.card_anchor.hide();
        *self.shown.borrow_mut() = None;
        if !focused {
            return;
        }
        let back_to = self.came_from.borrow().clone();
        if let Some(element) = back_to.filter(|element| element.is_connected()) {
            let _ = element.focus();
        }
        self.left.set(true);
        let (left, came_from) = (Rc::clone(&self.left), Rc::clone(&self.came_from));
        *self.leaving.borrow_mut() = Some(Timeout::new(0, move || {
            if left.take() {
                came_from.borrow_mut().take();
            }
        }));
    }

    pub(super) fn follow(&self) {
        self.spot_anchor.place();
        self.card_anchor.place();
    }

    /// Scrolling has come to rest.
    pub(super) fn check(&self) {
        self.card_anchor.check();
    }

    pub(super) fn refit(&self) {
        self.spot_anchor.refit();
        self.card_anchor.refit();
        let target = self.following.borrow().as_ref().map(|(target, ..)| target.clone());
        if let Some(target) = target {
            self.keep_up(&target);
        }
    }

    /// What is on the card, for a voice: heading, paragraphs, items and notice, each
    /// to its end.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        let lines = self.card.query_selector_all(".title, .text > p, .text li, .notice:not([hidden])");
        let count = lines.as_ref().map_or(0, |lines| lines.length());
        for line in (0..count).filter_map(|at| lines.as_ref().ok()?.get(at)?.text_content()) {
            let line = line.trim();
            if !line.is_empty() {
                let end = if line.ends_with(['.', '!', '?', ':', '…']) { "" } else { "." };
                let space = if out.is_empty() { "" } else { " " };
                out.push_str(&format!("{space}{line}{end}"));
            }
        }
        out
    }

    /// Says on the card what is wrong, until it is not or another step is shown.
    pub(super) fn warn(&self, words: &str) {
        *self.warning.borrow_mut() = Some(words.to_owned());
        self.notice.set_text_content(Some(words));
        self.notice.set_hidden(false);
    }

    fn has_focus(&self) -> bool {
        self.card.matches(":focus-within").unwrap_or(false)
    }

    fn fill(&self, view: &StepView) {
        let (number, of) = (view.number.to_string(), view.of.to_string());
        self.count.set_text_content(Some(&self.language.say_with(Word::StepOf, &[&number, &of])));
        let share = u32::from(view.number) * 100 / u32::from(view.of.max(1));
        let _ = self.bar.style().set_property("--share", &format!("{share}%"));
        let tag = view.language.as_deref().unwrap_or_else(|| self.language.tag());
        // The flow's own language, which the interface may not speak.
        for part in [&self.title, &self.text] {
            match &view.language {
                Some(tag) => {
                    set(part, "lang", tag);
                    set(part, "dir", direction(tag).as_str());
                }
                None => {
                    let _ = part.remove_attribute("lang");
                    set(part, "dir", "auto");
                }
            }
        }
        let title = wording::heading(&view.title, tag, &view.values);
        self.title.set_text_content(Some(&title));
        empty(&self.text);
        wording::render(&self.make, &self.text, &wording::filled(&view.text, tag, &view.values));
        self.text.set_hidden(view.text.is_empty());
        let word = match &view.notice {
            Some(StepNotice::Elsewhere { .. }) => Some(Word::Elsewhere),
            Some(StepNotice::Missing) => Some(Word::TargetMissing),
            Some(StepNotice::NewRoute) => Some(Word::NewRoute),
            None => None,
        };
        let warning = self.warning.borrow();
        let words = word.map(|word| self.language.say(word)).or(warning.as_deref());
        self.notice.set_text_content(words);
        self.notice.set_hidden(words.is_none());
        let can_go = matches!(&view.notice, Some(StepNotice::Elsewhere { path: Some(_) }));
        self.there.set_hidden(!can_go);
        self.act.set_hidden(!view.safe);
        self.back.set_hidden(!view.back);
        self.next.set_hidden(view.next.is_none());
        if let Some(next) = view.next {
            let word = if next.last { Word::Finish } else { Word::Next };
            self.next.set_text_content(Some(self.language.say(word)));
            // Not `disabled`: who has the focus on it would lose it.
            set(&self.next, "aria-disabled", if next.enabled { "false" } else { "true" });
        }
    }
}
