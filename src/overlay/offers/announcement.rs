use std::cell::RefCell;

use alongside_core::{
    engine::Input,
    offer::OfferView,
    words::{Language, Word},
};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use super::says::Says;
use crate::overlay::{
    anchor::Anchor,
    dom::{Maker, empty, listen, set},
};

/// A banner along the upper edge, or a dialog in the middle.
pub(super) struct Announcement {
    make: Maker,
    language: Language,
    banner: HtmlElement,
    anchor: Anchor,
    modal: HtmlDialogElement,
    shown: RefCell<Option<Shown>>,
}

struct Shown {
    view: (OfferView, bool),
    modal: bool,
    _listeners: Vec<EventListener>,
}

impl Announcement {
    pub(super) fn new(make: &Maker, language: Language) -> Self {
        let banner = make.element("section", "banner");
        set(&banner, "data-testid", "banner");
        let modal = make.element("dialog", "modal");
        set(&modal, "data-testid", "modal");
        for (part, title) in [(&banner, "banner-title"), (&modal, "modal-title")] {
            set(part, "aria-labelledby", title);
        }
        Self {
            make: make.clone(),
            language,
            anchor: Anchor::new(banner.clone()),
            banner,
            modal: modal.unchecked_into(),
            shown: RefCell::default(),
        }
    }

    pub(super) fn elements(&self) -> [&HtmlElement; 2] {
        [&self.banner, &self.modal]
    }

    /// Shows it, or none. What came new is to be said aloud, unless the focus goes there.
    pub(super) fn show(&self, view: Option<&(OfferView, bool)>) -> Option<String> {
        if self.shown.borrow().as_ref().map(|shown| &shown.view) == view {
            return None;
        }
        let before = self.shown.take();
        let Some((says, wants_modal)) = view else {
            if before.is_some_and(|before| before.modal) {
                self.modal.close();
            }
            self.anchor.hide();
            empty(&self.banner);
            empty(&self.modal);
            return None;
        };
        let is_new = before.as_ref().is_none_or(|before| before.view.0.id != says.id);
        // Nobody is torn out of a field: there it comes as a banner.
        let modal = if is_new { *wants_modal && !is_in_field() } else { before.is_some_and(|b| b.modal) };
        let (part, id): (&HtmlElement, _) =
            if modal { (&self.modal, "modal-title") } else { (&self.banner, "banner-title") };
        empty(part);
        let mut content = Says::new(&self.make, self.language, says, Word::NotNow);
        content.title.set_id(id);
        content.put(&self.make, part);
        let (feed, offer) = (self.make.feed.clone(), says.id.clone());
        content.listeners.push(listen(&self.modal, "cancel", move |event| {
            event.prevent_default();
            feed.send(Input::DismissOffer(offer.clone()));
        }));
        let words = content.words();
        *self.shown.borrow_mut() =
            Some(Shown { view: (says.clone(), *wants_modal), modal, _listeners: content.listeners });
        if modal {
            // Refused only when it is not in the document, or open already.
            let _ = self.modal.show_modal();
            return None;
        }
        self.mount();
        is_new.then_some(words)
    }

    /// Puts it in the top layer, where it belongs there.
    pub(super) fn mount(&self) {
        let shown = self.shown.borrow().as_ref().map(|shown| shown.modal);
        match shown {
            Some(true) if !self.modal.open() => drop(self.modal.show_modal()),
            Some(false) => self.anchor.show(None),
            _ => {}
        }
    }
}

/// Whether the customer is in a field, or in a frame that may have one.
fn is_in_field() -> bool {
    let active = crate::page::document().and_then(|document| document.active_element());
    active.is_some_and(|element| {
        crate::page::dom::closest(&element, "input,select,textarea,iframe,[contenteditable]").is_some()
    })
}
