use std::cell::RefCell;

use alongside_core::{
    engine::Input,
    words::{Language, Word},
};
use alongside_protocol::message::{ChatLine, Speaker};
use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::dom::{Maker, append, empty, listen, set};

/// The conversation: what was said, and where to say something.
pub(super) struct Chat {
    make: Maker,
    language: Language,
    element: HtmlElement,
    log: HtmlElement,
    shown: RefCell<Vec<ChatLine>>,
    _listeners: Vec<EventListener>,
}

impl Chat {
    pub(super) fn new(make: &Maker, language: Language) -> Result<Self, JsValue> {
        let element = make.element("div", "chat");
        let log = make.element("ol", "log");
        for (name, value) in [("aria-label", language.say(Word::Chat)), ("tabindex", "0")] {
            log.set_attribute(name, value)?;
        }
        let form = make.element("form", "compose");
        let input: HtmlTextAreaElement = make.element("textarea", "input").unchecked_into();
        input.set_rows(1);
        input.set_attribute("aria-label", language.say(Word::Message))?;
        input.set_placeholder(language.say(Word::Message));
        let (send, _) = make.button("main", language.say(Word::Send), || None);
        send.set_type("submit");
        append(&form, &[&input, &send]);
        append(&element, &[&log, &form]);
        let (feed, field) = (make.feed.clone(), input.clone());
        let say = move || {
            let text = field.value();
            if !text.trim().is_empty() {
                field.set_value("");
                feed.send(Input::Say(text));
            }
        };
        let by_key = say.clone();
        let submitting = listen(&form, "submit", move |event| {
            event.prevent_default();
            say();
        });
        let typing = listen(&input, "keydown", move |event| {
            let enter = event
                .dyn_ref::<KeyboardEvent>()
                .is_some_and(|event| event.key() == "Enter" && !event.shift_key() && !event.is_composing());
            if enter {
                event.prevent_default();
                by_key();
            }
        });
        Ok(Self {
            make: make.clone(),
            language,
            element,
            log,
            shown: RefCell::default(),
            _listeners: vec![submitting, typing],
        })
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn show(&self, lines: Option<&[ChatLine]>) {
        self.element.set_hidden(lines.is_none());
        let lines = lines.unwrap_or_default();
        let mut shown = self.shown.borrow_mut();
        if !lines.starts_with(&shown) {
            empty(&self.log);
            shown.clear();
        }
        for line in &lines[shown.len()..] {
            let item = self.make.element("li", "");
            set(&item, "data-from", if line.from == Speaker::Customer { "customer" } else { "agent" });
            if line.from == Speaker::Customer {
                append(
                    &item,
                    &[&self.make.text("span", "who", &format!("{}: ", self.language.say(Word::You)))],
                );
            }
            append(&item, &[&self.make.text("span", "said", &line.text)]);
            append(&self.log, &[&item]);
            shown.push(line.clone());
        }
        self.log.set_scroll_top(self.log.scroll_height());
    }
}
