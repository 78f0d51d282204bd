use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_core::{
    engine::Input,
    guide::{StepNotice, StepView},
    words::{Language, Word},
};
use alongside_protocol::flow::Placement;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlButtonElement, HtmlElement, KeyboardEvent, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use super::{
    Follower,
    anchor::{Anchor, Fit, has_room_below, is_in_view},
    dom::{Maker, append, listen, set},
};

/// Space between the target and the ring around it.
const RING: i32 = 6;

/// What a card takes below or beside its target. Without it the card would turn
/// upwards, onto the very fields that the step is about.
const ROOM: i32 = 260;

/// The step: a ring around the target, and a card beside it.
pub(super) struct StepCard {
    language: Language,
    spot: HtmlElement,
    card: HtmlElement,
    spot_anchor: Follower,
    card_anchor: Follower,
    count: HtmlElement,
    bar: HtmlElement,
    title: HtmlElement,
    text: HtmlElement,
    notice: HtmlElement,
    back: HtmlButtonElement,
    next: HtmlButtonElement,
    there: HtmlButtonElement,
    shown: RefCell<Option<(String, String)>>,
    /// Where the focus was before it came to the card.
    came_from: Rc<RefCell<Option<HtmlElement>>>,
    /// The card was taken away with the focus in it; gone when no step follows at
    /// once.
    left: Rc<Cell<bool>>,
    leaving: RefCell<Option<Timeout>>,
    _listeners: Vec<EventListener>,
}

/// What must be told when the page scrolls.
pub(super) struct StepFollower(Follower, Follower);

impl StepFollower {
    pub(super) fn place(&self) {
        self.0.place();
        self.1.place();
    }
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
        let text = make.element("p", "text");
        let notice = make.element("p", "notice");
        for part in [&title, &text, &notice] {
            part.set_id(&part.class_name());
        }
        let feet = make.element("div", "feet");
        let (back, backing) = make.button("quiet", say(Word::Back), || Some(Input::Back));
        let (there, taking) = make.button("main", say(Word::TakeMeThere), || Some(Input::TakeThere));
        let (next, going) = make.button("main", say(Word::Next), || Some(Input::Next));
        append(&feet, &[&back, &there, &next]);
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
            language,
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
            shown: RefCell::default(),
            came_from,
            left: Rc::default(),
            leaving: RefCell::default(),
            _listeners: vec![closing, helping, backing, taking, going, escape, entering],
        })
    }

    pub(super) fn spot(&self) -> &HtmlElement {
        &self.spot
    }

    pub(super) fn card(&self) -> &HtmlElement {
        &self.card
    }

    /// Shows a step; `true` when it is another than before.
    pub(super) fn show(&self, view: &StepView, target: Option<&Element>) -> bool {
        self.fill(view);
        let id = (view.flow.clone(), view.step.clone());
        let is_new = self.shown.borrow().as_ref() != Some(&id);
        *self.shown.borrow_mut() = Some(id);
        let focused = self.left.take() || self.has_focus();
        match target {
            Some(target) => {
                let fits = view.placement == Placement::Top || has_room_below(target, ROOM);
                if is_new && !(fits && is_in_view(target)) {
                    bring_into_view(target);
                }
                self.spot_anchor.show(Some((target, Fit::Around(RING))));
                self.card_anchor.show(Some((target, Fit::Beside(view.placement))));
            }
            None => {
                self.spot_anchor.hide();
                self.card_anchor.show(None);
            }
        }
        if focused && !self.has_focus() {
            // Who goes through the steps by keyboard stays in the card.
            let next = if self.next.hidden() { &self.back } else { &self.next };
            let _ = next.focus();
        }
        is_new
    }

    pub(super) fn hide(&self) {
        let focused = self.has_focus();
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

    pub(super) fn is_measured(&self) -> bool {
        self.card_anchor.is_measured()
    }

    pub(super) fn follower(&self) -> StepFollower {
        StepFollower(Rc::clone(&self.spot_anchor), Rc::clone(&self.card_anchor))
    }

    fn has_focus(&self) -> bool {
        self.card.matches(":focus-within").unwrap_or(false)
    }

    fn fill(&self, view: &StepView) {
        let (number, of) = (view.number.to_string(), view.of.to_string());
        self.count.set_text_content(Some(&self.language.say_with(Word::StepOf, &[&number, &of])));
        let share = u32::from(view.number) * 100 / u32::from(view.of.max(1));
        let _ = self.bar.style().set_property("--share", &format!("{share}%"));
        self.title.set_text_content(Some(&view.title));
        self.text.set_text_content(Some(&view.text));
        self.text.set_hidden(view.text.is_empty());
        let word = match &view.notice {
            Some(StepNotice::Elsewhere { .. }) => Some(Word::Elsewhere),
            Some(StepNotice::Missing) => Some(Word::TargetMissing),
            None => None,
        };
        self.notice.set_text_content(word.map(|word| self.language.say(word)));
        self.notice.set_hidden(word.is_none());
        let can_go = matches!(&view.notice, Some(StepNotice::Elsewhere { path: Some(_) }));
        self.there.set_hidden(!can_go);
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

/// At once: the card must not chase a target that is still on its way.
pub(super) fn bring_into_view(target: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    target.scroll_into_view_with_scroll_into_view_options(&options);
}
