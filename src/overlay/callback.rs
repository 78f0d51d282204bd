//! The form in which a time to be called back at is chosen.

use std::cell::RefCell;

use alongside_core::{
    Millis,
    engage::{CallbackView, PanelView},
    engine::Input,
    words::{Language, Word},
};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::dom::{Maker, append, empty, listen, set};

/// Times, number, name.
pub(super) struct CallbackPart {
    make: Maker,
    language: Language,
    element: HtmlElement,
    when: HtmlSelectElement,
    shown: RefCell<CallbackView>,
    _listener: EventListener,
}

impl CallbackPart {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let say = |word| language.say(word);
        let element = make.element("form", "callback");
        set(&element, "data-testid", "callback-form");
        let when: HtmlSelectElement = make.element("select", "input").unchecked_into();
        let field = |kind: &str, fills: &str, id: &str| {
            let field: HtmlInputElement = make.element("input", "input").unchecked_into();
            field.set_type(kind);
            set(&field, "autocomplete", fills);
            set(&field, "data-testid", id);
            field
        };
        let (phone, name) = (field("tel", "tel", "callback-phone"), field("text", "name", "callback-name"));
        phone.set_required(true);
        set(&when, "data-testid", "callback-when");
        let labelled: [(&HtmlElement, Word); 3] =
            [(&when, Word::CallbackWhen), (&phone, Word::CallbackNumber), (&name, Word::CallbackName)];
        for (control, word) in labelled {
            let label = make.element("label", "");
            append(&label, &[&make.text("span", "", say(word)), control]);
            append(&element, &[&label]);
        }
        let (ask, _) = make.button("main", say(Word::CallbackAsk), || None);
        ask.set_type("submit");
        set(&ask, "data-testid", "callback-ask");
        append(&element, &[&ask]);
        let (feed, chosen) = (make.feed.clone(), when.clone());
        let listener = listen(&element, "submit", move |event| {
            event.prevent_default();
            if let Ok(at) = chosen.value().parse() {
                feed.send(Input::AskCallback { at, phone: phone.value(), name: name.value() });
            }
        });
        Self { make: make.clone(), language, element, when, shown: RefCell::default(), _listener: listener }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn show(&self, view: &PanelView) {
        let before = self.shown.replace(view.callback.clone());
        let slots = view.callback.slots.as_deref().unwrap_or_default();
        self.element.set_hidden(slots.is_empty());
        if before.slots.as_deref().unwrap_or_default() == slots {
            return;
        }
        let chosen = self.when.value();
        empty(&self.when);
        for at in slots {
            let option = self.make.text("option", "", &day_and_hour(self.language, *at));
            set(&option, "value", &at.to_string());
            append(&self.when, &[&option]);
        }
        if slots.iter().any(|at| at.to_string() == chosen) {
            self.when.set_value(&chosen);
        } else if before.slots.unwrap_or_default().is_empty() && !slots.is_empty() {
            let _ = self.when.focus();
        }
    }
}

/// Further ahead than this, in milliseconds, a weekday alone may be either of two: six days.
const NEXT_WEEK: f64 = 6.0 * 24.0 * 60.0 * 60.0 * 1_000.0;

/// A day and an hour, by the customer's own clock and habits.
pub(super) fn day_and_hour(language: Language, at: Millis) -> String {
    let mut parts = vec![("weekday", "long"), ("hour", "numeric"), ("minute", "2-digit")];
    if at as f64 - js_sys::Date::now() > NEXT_WEEK {
        parts.extend([("day", "numeric"), ("month", "long")]);
    }
    let parts = parts.into_iter();
    let options = crate::api::object(parts.map(|(part, how)| (part, how.into())));
    // Of the customer's variants of the language, not of any: 9:00 is no 9:00 AM.
    let language = language.tag();
    let own = web_sys::window().and_then(|window| window.navigator().language());
    let locale = own.filter(|own| own.split('-').next() == Some(language));
    let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
    date.to_locale_string(locale.as_deref().unwrap_or(language), &options).into()
}
