//! What the agent sees, small, in the panel; and the key that pauses it.

use std::{cell::RefCell, rc::Rc};

use alongside_browser::{guard::guard, replica::Replica};
use alongside_core::{
    engage::ViewState,
    engine::Input,
    words::{Language, Word},
};
use alongside_protocol::page::{Decoder, SheetHash};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlElement, HtmlIFrameElement, KeyboardEvent};

use super::{
    Feed,
    dom::{Maker, append, empty, set},
};

/// The one key, as `aria-keyshortcuts` has it: no browser and no screen reader uses it.
const KEY: &str = "Alt+Shift+P";

/// How much of the window's height the picture takes at most.
const SHARE: f64 = 0.3;

/// The two buttons, and below them what the agent sees.
pub(super) struct Sight {
    make: Maker,
    language: Language,
    element: HtmlElement,
    toggle: HtmlButtonElement,
    pause: HtmlButtonElement,
    /// The picture and what is said over it.
    stage: HtmlElement,
    picture: HtmlElement,
    words: HtmlElement,
    shown: Rc<RefCell<Option<ViewState>>>,
    copy: Rc<RefCell<Option<Copy>>>,
    key: RefCell<Option<EventListener>>,
    _listeners: Vec<EventListener>,
}

/// The copy itself, while somebody looks at it.
struct Copy {
    frame: HtmlIFrameElement,
    replica: Replica,
    decoder: Decoder,
}

impl Sight {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let shown: Rc<RefCell<Option<ViewState>>> = Rc::default();
        let now = |is: fn(&ViewState) -> bool| {
            let shown = Rc::clone(&shown);
            move || shown.borrow().as_ref().is_some_and(is)
        };
        let (open, paused) = (now(|view| view.open), now(|view| view.paused));
        let element = make.element("div", "sight");
        set(&element, "role", "group");
        let (toggle, toggling) = make.button("quiet", "", move || Some(Input::ShowView(!open())));
        set(&toggle, "aria-controls", "sight");
        set(&toggle, "data-testid", "view-toggle");
        let (pause, pausing) = make.button("quiet", "", move || Some(Input::PauseView(!paused())));
        set(&pause, "aria-keyshortcuts", KEY);
        set(&pause, "title", KEY);
        set(&pause, "data-testid", "view-pause");
        let buttons = make.element("div", "row");
        append(&buttons, &[&toggle, &pause]);
        let stage = make.element("div", "sight-stage");
        stage.set_id("sight");
        let picture = make.element("div", "picture");
        set(&picture, "role", "img");
        set(&picture, "data-testid", "view");
        let words = make.element("p", "sight-words");
        append(&stage, &[&picture, &words]);
        append(&element, &[&buttons, &stage]);
        Self {
            make: make.clone(),
            language,
            element,
            toggle,
            pause,
            stage,
            picture,
            words,
            shown,
            copy: Rc::default(),
            key: RefCell::default(),
            _listeners: vec![toggling, pausing],
        }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn show(&self, view: Option<&ViewState>) {
        *self.shown.borrow_mut() = view.cloned();
        self.element.set_hidden(view.is_none());
        let Some(view) = view else { return self.release() };
        if self.key.borrow().is_none() {
            *self.key.borrow_mut() = self.listen_for_key();
        }
        let label = self.language.say_with(Word::AgentSees, &[&view.agent]);
        self.toggle.set_text_content(Some(&label));
        set(&self.toggle, "aria-expanded", if view.open { "true" } else { "false" });
        for element in [&self.element, &self.picture] {
            set(element, "aria-label", &label);
        }
        let word = if view.paused { Word::ResumeView } else { Word::PauseView };
        self.pause.set_text_content(Some(self.language.say(word)));
        self.stage.set_hidden(!view.open);
        set(&self.stage, "data-paused", if view.paused { "true" } else { "false" });
        let words = view.paused.then(|| self.language.say_with(Word::ViewPaused, &[&view.agent]));
        self.words.set_text_content(words.as_deref());
        self.words.set_hidden(!view.paused);
        self.fit();
    }

    /// Draws a frame of the page; `None` when nobody looks any more.
    pub(super) fn draw(&self, bytes: Option<&[u8]>) {
        let Some(bytes) = bytes else { return self.clear() };
        if self.copy.borrow().is_none() {
            let begun = self.begin();
            if begun.is_none() {
                // A page that allows no such frame: nothing stays half open.
                self.make.feed.send(Input::ShowView(false));
            }
            *self.copy.borrow_mut() = begun;
        }
        if let Some(copy) = &mut *self.copy.borrow_mut() {
            let drawn = copy.decoder.read(bytes).is_ok_and(|batch| copy.replica.apply(&batch).is_ok());
            if drawn {
                ask_for_rules(&copy.replica, &self.make.feed);
            } else {
                self.make.feed.send(Input::ViewStrayed);
            }
        }
        self.fit();
    }

    /// Learns the rules behind a hash.
    pub(super) fn learn(&self, hash: SheetHash, rules: &str) {
        if let Some(copy) = &mut *self.copy.borrow_mut() {
            copy.replica.learn(hash, rules);
        }
    }

    /// As wide as the panel, and not too high.
    pub(super) fn fit(&self) {
        let copy = self.copy.borrow();
        let (Some(copy), Some(window)) = (&*copy, web_sys::window()) else { return };
        let ((width, height), room) = (copy.replica.viewport(), f64::from(self.picture.client_width()));
        let window_height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        if width == 0 || height == 0 || room == 0.0 {
            return;
        }
        let (width, height) = (f64::from(width), f64::from(height));
        let scale = (room / width).min(window_height * SHARE / height);
        let aside = (room - width * scale) / 2.0;
        // Our own elements, and properties that every browser has.
        let _ =
            copy.frame.style().set_property("transform", &format!("translateX({aside}px) scale({scale})"));
        let _ = self.picture.style().set_property("block-size", &format!("{}px", height * scale));
    }

    /// Lets go of the copy and the key.
    pub(super) fn release(&self) {
        *self.key.borrow_mut() = None;
        self.clear();
    }

    fn clear(&self) {
        *self.copy.borrow_mut() = None;
        empty(&self.picture);
        let _ = self.picture.style().remove_property("block-size");
    }

    fn begin(&self) -> Option<Copy> {
        let frame: HtmlIFrameElement = self.make.element("iframe", "").unchecked_into();
        // It is a picture: nobody gets into it, by pointer, key or screen reader.
        set(&frame, "inert", "");
        append(&self.picture, &[&frame]);
        let replica = Replica::without_markup(frame.clone()).ok()?;
        let own = web_sys::window().and_then(|window| window.location().origin().ok());
        replica.load_from(own.as_slice());
        let feed = self.make.feed.clone();
        replica.on_error(move |_| feed.send(Input::ViewStrayed));
        // What waited for the frame's document is drawn when that has come.
        let (copy, feed) = (Rc::downgrade(&self.copy), self.make.feed.clone());
        replica.on_change(move |()| {
            if let Some(copy) = copy.upgrade()
                && let Ok(copy) = copy.try_borrow()
                && let Some(copy) = &*copy
            {
                ask_for_rules(&copy.replica, &feed);
            }
        });
        Some(Copy { frame, replica, decoder: Decoder::default() })
    }

    fn listen_for_key(&self) -> Option<EventListener> {
        let window = web_sys::window()?;
        // Before the page, which may keep keys to itself.
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        let (shown, feed) = (Rc::clone(&self.shown), self.make.feed.clone());
        Some(EventListener::new_with_options(&window, "keydown", options, move |event| {
            guard(|| {
                let pressed = event.dyn_ref::<KeyboardEvent>().is_some_and(is_key);
                let paused = shown.borrow().as_ref().map(|view| view.paused);
                if let (true, Some(paused)) = (pressed, paused) {
                    event.prevent_default();
                    feed.send(Input::PauseView(!paused));
                }
            })
        }))
    }
}

/// Where Alt makes other signs of letters, the place of the key counts.
fn is_key(event: &KeyboardEvent) -> bool {
    let key = event.key();
    let is_p = key.eq_ignore_ascii_case("p") || (!key.is_ascii() && event.code() == "KeyP");
    is_p && event.alt_key() && event.shift_key() && !event.ctrl_key() && !event.meta_key() && !event.repeat()
}

fn ask_for_rules(replica: &Replica, feed: &Feed) {
    let lacking = replica.lacking();
    if !lacking.is_empty() {
        feed.send(Input::ViewLacks(lacking));
    }
}
