//! The microphone's level, and which microphone and loudspeaker a call uses.

use std::{cell::RefCell, rc::Rc};

use alongside_browser::guard::guard;
use alongside_core::{
    engage::{DeviceInput, DevicesView, PanelView},
    engine::Input,
    voice::Device,
    words::{Language, Word},
};
use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlElement, HtmlSelectElement};

use super::{
    Feed,
    dom::{Maker, append, empty, listen, set},
};

/// Milliseconds between two looks at the level; and for who wants little to move.
const LOOK: u32 = 100;
const LOOK_CALMLY: u32 = 1_000;

/// What a choice among devices is called.
type Choice = fn(String) -> DeviceInput;

pub(super) struct DevicesPart {
    make: Maker,
    language: Language,
    /// Not announced: it changes all the time.
    meter: HtmlElement,
    element: HtmlElement,
    microphones: HtmlSelectElement,
    speakers: HtmlSelectElement,
    /// Beside the word that nothing comes from the microphone.
    suggestion: HtmlButtonElement,
    shown: RefCell<DevicesView>,
    looking: RefCell<Option<Interval>>,
    _listeners: Vec<EventListener>,
}

impl DevicesPart {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let say = |word| language.say(word);
        let meter = make.element("div", "meter");
        for (name, value) in [("aria-hidden", "true"), ("data-testid", "level")] {
            set(&meter, name, value);
        }
        append(&meter, &[&make.element("span", "")]);
        meter.set_hidden(true);
        let element = make.element("details", "devices");
        set(&element, "data-testid", "devices");
        append(&element, &[&make.text("summary", "", say(Word::Devices))]);
        let microphones: HtmlSelectElement = make.element("select", "input").unchecked_into();
        let speakers: HtmlSelectElement = make.element("select", "input").unchecked_into();
        let mut listeners = Vec::new();
        let of: [(_, _, _, Choice); 2] = [
            (&microphones, Word::Microphone, "microphone", DeviceInput::Microphone),
            (&speakers, Word::Speaker, "speaker", DeviceInput::Speaker),
        ];
        for (select, word, id, input) in of {
            set(select, "data-testid", id);
            let label = make.element("label", "");
            append(&label, &[&make.text("span", "", say(word)), select]);
            append(&element, &[&label]);
            let (feed, chosen) = (make.feed.clone(), select.clone());
            listeners
                .push(listen(select, "change", move |_| feed.send(Input::Device(input(chosen.value())))));
        }
        let (suggestion, _) = make.button("quiet", say(Word::OtherMicrophone), || None);
        set(&suggestion, "data-testid", "other-microphone");
        let (opens, goes_to) = (element.clone(), microphones.clone());
        listeners.push(listen(&suggestion, "click", move |_| {
            set(&opens, "open", "");
            let _ = goes_to.focus();
        }));
        Self {
            make: make.clone(),
            language,
            meter,
            element,
            microphones,
            speakers,
            suggestion,
            shown: RefCell::default(),
            looking: RefCell::default(),
            _listeners: listeners,
        }
    }

    pub(super) fn parts(&self) -> [&HtmlElement; 3] {
        [&self.suggestion, &self.meter, &self.element]
    }

    pub(super) fn show(&self, view: &PanelView) {
        let devices = &view.devices;
        let speaks = view.open && !devices.microphones.is_empty();
        self.look(speaks);
        self.suggestion.set_hidden(!devices.suggest);
        self.element.set_hidden(devices.microphones.is_empty() && devices.speakers.is_empty());
        if *self.shown.borrow() == *devices {
            return;
        }
        self.fill(&self.microphones, &devices.microphones, &devices.microphone, false);
        self.fill(&self.speakers, &devices.speakers, &devices.speaker, true);
        self.shown.replace(devices.clone());
    }

    pub(super) fn release(&self) {
        self.look(false);
    }

    fn fill(&self, select: &HtmlSelectElement, devices: &[Device], used: &str, has_default: bool) {
        let label = select.parent_element().and_then(|label| label.dyn_into::<HtmlElement>().ok());
        if let Some(label) = label {
            label.set_hidden(devices.is_empty());
        }
        empty(select);
        if has_default {
            let option = self.make.text("option", "", self.language.say(Word::DefaultSpeaker));
            set(&option, "value", "");
            append(select, &[&option]);
        }
        for device in devices {
            let option = self.make.text("option", "", &device.label);
            set(&option, "value", &device.id);
            append(select, &[&option]);
        }
        select.set_value(used);
    }

    /// Looks at the level for as long as somebody sees it.
    fn look(&self, wanted: bool) {
        if wanted == self.looking.borrow().is_some() {
            return;
        }
        let feed: Feed = self.make.feed.clone();
        if !wanted {
            *self.looking.borrow_mut() = None;
            self.meter.set_hidden(true);
            feed.with(|app| app.rest_level());
            return;
        }
        let meter = Rc::new(self.meter.clone());
        let wait = if wants_calm() { LOOK_CALMLY } else { LOOK };
        let looking = Interval::new(wait, move || {
            guard(|| {
                feed.with(|app| {
                    let level = app.level();
                    meter.set_hidden(level.is_none());
                    let share = format!("{}%", (level.unwrap_or_default() * 100.0) as u32);
                    let _ = meter.style().set_property("--level", &share);
                });
            });
        });
        *self.looking.borrow_mut() = Some(looking);
    }
}

fn wants_calm() -> bool {
    let query = web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}
