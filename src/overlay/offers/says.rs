use alongside_core::{
    engine::Input,
    offer::OfferView,
    words::{Language, Word},
};
use alongside_protocol::flow::direction;
use gloo_events::EventListener;
use web_sys::{Element, HtmlElement};

use crate::overlay::{
    dom::{Maker, append, set},
    wording,
};

/// What an offer says, and its button; and the one that ends it for good.
pub(super) struct Says {
    pub(super) title: HtmlElement,
    pub(super) text: HtmlElement,
    pub(super) buttons: Vec<HtmlElement>,
    pub(super) listeners: Vec<EventListener>,
}

impl Says {
    /// `never` is what the button says that ends it for good.
    pub(super) fn new(make: &Maker, language: Language, view: &OfferView, never: Word) -> Self {
        let tag = view.language.as_deref().unwrap_or_else(|| language.tag());
        let title = make.text("h2", "title", &wording::heading(&view.title, tag, &view.values));
        let text = make.element("div", "text");
        wording::render(make, &text, &wording::filled(&view.text, tag, &view.values));
        text.set_hidden(view.text.is_empty());
        for part in [&title, &text] {
            match &view.language {
                Some(tag) => {
                    set(part, "lang", tag);
                    set(part, "dir", direction(tag).as_str());
                }
                None => set(part, "dir", "auto"),
            }
        }
        let (mut buttons, mut listeners) = (Vec::new(), Vec::new());
        if let Some(label) = &view.button {
            let offer = view.id.clone();
            let (button, listener) =
                make.button("main", label, move || Some(Input::TakeOffer { offer: offer.clone(), item: 0 }));
            set(&button, "data-testid", "take-offer");
            if let Some(tag) = &view.language {
                set(&button, "lang", tag);
            }
            buttons.push(button.into());
            listeners.push(listener);
        }
        let offer = view.id.clone();
        let (button, listener) =
            make.button("quiet", language.say(never), move || Some(Input::DismissOffer(offer.clone())));
        set(&button, "data-testid", "dismiss-offer");
        buttons.insert(0, button.into());
        listeners.push(listener);
        Self { title, text, buttons, listeners }
    }

    /// All of it in an element of ours.
    pub(super) fn put(&self, make: &Maker, into: &Element) {
        let feet = make.element("div", "feet");
        let buttons: Vec<&Element> = self.buttons.iter().map(AsRef::as_ref).collect();
        append(&feet, &buttons);
        append(into, &[&self.title, &self.text, &feet]);
    }

    /// What it says, for a voice.
    pub(super) fn words(&self) -> String {
        let text = |element: &HtmlElement| element.text_content().unwrap_or_default();
        format!("{}. {}", text(&self.title), text(&self.text)).trim_end_matches(". ").to_owned()
    }
}
