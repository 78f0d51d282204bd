//! What can be done now: a button for each, the most useful first.

use std::cell::RefCell;

use alongside_core::{
    engage::{Action, PanelView},
    engine::Input,
    words::{Language, Word},
};
use gloo_events::EventListener;
use web_sys::HtmlElement;

use super::{
    callback::day_and_hour,
    dom::{Maker, append, empty, set},
    panel::SPEECH,
};

const MICROPHONE: &str = "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4";
const SOUND: &str = "M4 10v4h4l5 4V6l-5 4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11";
const PHONE: &str = "M6 3h4l1 5-2 2a12 12 0 0 0 5 5l2-2 5 1v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z";
const WAY: &str = "M5 12h14M13 6l6 6-6 6";

pub(super) struct Actions {
    make: Maker,
    language: Language,
    element: HtmlElement,
    listeners: RefCell<Vec<EventListener>>,
}

impl Actions {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let element = make.element("div", "actions");
        Self { make: make.clone(), language, element, listeners: RefCell::default() }
    }

    pub(super) fn element(&self) -> &HtmlElement {
        &self.element
    }

    pub(super) fn release(&self) {
        self.listeners.borrow_mut().clear();
    }

    /// Says whether who had the focus in it has lost it.
    pub(super) fn show(&self, view: &PanelView) -> bool {
        let focused = self.element.matches(":focus-within").unwrap_or(false);
        empty(&self.element);
        let mut listeners = Vec::new();
        for action in &view.actions {
            let element = match action {
                Action::Phone(number) => self.phone(number),
                _ => {
                    let (button, listener) = self.action(action, view);
                    listeners.push(listener);
                    button
                }
            };
            append(&self.element, &[&element]);
        }
        *self.listeners.borrow_mut() = listeners;
        focused
    }

    fn action(&self, action: &Action, view: &PanelView) -> (HtmlElement, EventListener) {
        let (icon, label, hint, id, input) = match action {
            Action::Hear(_) => (SOUND, Word::Hear, Some(Word::HearHint), "hear", Input::Hear),
            Action::BringHere => {
                (WAY, Word::BringHere, Some(Word::BringHereHint), "bring-here", Input::BringHere)
            }
            Action::LeaveMessage => (
                SPEECH,
                Word::LeaveMessage,
                Some(Word::LeaveMessageHint),
                "leave-message",
                Input::LeaveMessage,
            ),
            Action::TakeBack => (WAY, Word::TakeBack, None, "take-back", Input::Leave),
            Action::Listen => (SOUND, Word::Listen, Some(Word::ListenHint), "listen", Input::Listen),
            Action::Cancel => (WAY, Word::Cancel, None, "cancel", Input::Leave),
            Action::Talk => (MICROPHONE, Word::Talk, Some(Word::TalkHint), "talk", Input::Talk),
            Action::Write => (SPEECH, Word::Write, Some(Word::WriteHint), "write", Input::Chat),
            Action::PhoneWithPage => (
                PHONE,
                Word::PhoneWithPage,
                Some(Word::PhoneWithPageHint),
                "phone-with-page",
                Input::PhoneWithPage,
            ),
            Action::EndPhone => (WAY, Word::EndPhone, None, "end", Input::Leave),
            Action::End => (WAY, Word::EndChat, None, "end", Input::Leave),
            Action::CallBack => {
                (PHONE, Word::CallMeAt, Some(Word::CallMeHint), "call-back", Input::ChooseCallback(true))
            }
            Action::ChangeCallback => {
                (WAY, Word::ChangeCallback, None, "change-callback", Input::ChooseCallback(true))
            }
            Action::CancelCallback => (WAY, Word::CancelCallback, None, "cancel-callback", Input::Leave),
            Action::CloseForm => (WAY, Word::Cancel, None, "close-form", Input::ChooseCallback(false)),
            Action::Leave | Action::Phone(_) => (WAY, Word::Leave, None, "leave", Input::Leave),
        };
        let agent = if let Action::Hear(agent) = action { agent } else { "" };
        let class = if hint.is_some() { "choice" } else { "quiet" };
        let (button, listener) = self.make.button(class, "", move || Some(input.clone()));
        set(&button, "data-testid", id);
        if let Some(hint) = hint {
            let words = self.make.element("span", "words");
            let hint = self.language.say(hint);
            let label = match action {
                Action::Talk => view.talk.clone(),
                Action::CallBack => {
                    let first = view.callback.offered.map(|at| day_and_hour(self.language, at));
                    self.language.say_with(label, &[first.as_deref().unwrap_or_default()])
                }
                _ => self.language.say_with(label, &[agent]),
            };
            append(&words, &[&self.make.text("strong", "", &label), &self.make.text("span", "", hint)]);
            append(&button, &[&self.make.icon(icon), &words]);
        } else {
            button.set_text_content(Some(self.language.say(label)));
        }
        (button.into(), listener)
    }

    fn phone(&self, number: &str) -> HtmlElement {
        let link = self.make.element("a", "choice");
        let dialled: String =
            number.chars().filter(|character| character.is_ascii_digit() || *character == '+').collect();
        set(&link, "href", &format!("tel:{dialled}"));
        set(&link, "data-testid", "phone");
        let label = self.language.say_with(Word::CallUs, &[number]);
        append(&link, &[&self.make.icon(PHONE), &self.make.text("strong", "", &label)]);
        link
    }
}
