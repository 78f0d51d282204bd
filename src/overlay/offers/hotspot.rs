use std::rc::Rc;

use alongside_core::{
    engine::Input,
    offer::HotspotView,
    words::{Language, Word},
};
use alongside_protocol::flow::Placement;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlButtonElement, HtmlElement, KeyboardEvent};

use super::says::Says;
use crate::{
    overlay::{
        anchor::{Anchor, Fit, Held},
        dom::{Maker, append, listen, set},
    },
    page::Following,
};

/// A mark at the corner of an element, and a card with what is said of it. Both are
/// taken away when dropped.
pub(super) struct Hotspot {
    pub(super) view: HotspotView,
    pub(super) target: Element,
    mark: HtmlElement,
    card: HtmlElement,
    mark_anchor: Rc<Anchor>,
    card_anchor: Rc<Anchor>,
    _following: Option<Following>,
    _listeners: Vec<EventListener>,
}

impl Hotspot {
    pub(super) fn put(
        make: &Maker,
        language: Language,
        into: &HtmlElement,
        view: &HotspotView,
        target: Element,
    ) -> Self {
        let mark = make.element("div", "hotspot");
        set(&mark, "data-testid", "hotspot");
        let card = make.element("div", "card tip");
        for (name, value) in [("role", "dialog"), ("data-testid", "tip"), ("tabindex", "-1")] {
            set(&card, name, value);
        }
        let mut content = Says::new(make, language, &view.says, Word::Dismiss);
        let title = content.title.text_content().unwrap_or_default();
        set(&card, "aria-label", &title);
        let (mark_anchor, card_anchor) =
            (Rc::new(Anchor::new(mark.clone())), Rc::new(Anchor::new(card.clone())));
        let dot: HtmlButtonElement = make.element("button", "dot").unchecked_into();
        dot.set_type("button");
        set(&dot, "aria-label", &language.say_with(Word::Tip, &[&title]));
        set(&dot, "aria-haspopup", "dialog");
        set(&dot, "aria-expanded", "false");
        let head = make.element("div", "head");
        let close: HtmlButtonElement = make.element("button", "close").unchecked_into();
        close.set_type("button");
        set(&close, "aria-label", language.say(Word::Close));
        append(&close, &[&make.icon("M6 6l12 12M18 6L6 18")]);
        append(&head, &[&content.title.clone(), &close]);
        content.put(make, &card);
        // The heading stands beside the button that closes.
        let _ = card.prepend_with_node_1(&head);
        let _ = head.prepend_with_node_1(&content.title);
        append(&mark, &[&dot]);
        append(into, &[&mark, &card]);

        let fold = {
            let (card_anchor, dot, card) = (Rc::clone(&card_anchor), dot.clone(), card.clone());
            move || {
                let focused = card.matches(":focus-within").unwrap_or(false);
                card_anchor.hide();
                set(&dot, "aria-expanded", "false");
                if focused {
                    let _ = dot.focus();
                }
            }
        };
        let open = {
            let (card_anchor, dot, card, target) =
                (Rc::clone(&card_anchor), dot.clone(), card.clone(), target.clone());
            let (fold, feed, offer) = (fold.clone(), make.feed.clone(), view.says.id.clone());
            move || {
                if card.matches(":popover-open").unwrap_or(false) {
                    return fold();
                }
                card_anchor.show(Some(Held::new(&target, Fit::Beside(Placement::Auto), false)));
                set(&dot, "aria-expanded", "true");
                let _ = card.focus();
                feed.send(Input::OfferOpened(offer.clone()));
            }
        };
        content.listeners.push(listen(&dot, "click", move |_| open()));
        let folds = fold.clone();
        content.listeners.push(listen(&close, "click", move |_| folds()));
        content.listeners.push(listen(&card, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                event.prevent_default();
                event.stop_propagation();
                fold();
            }
        }));
        mark_anchor.show(Some(Held::new(&target, Fit::Around(0), false)));
        let (spot, tip) = (Rc::clone(&mark_anchor), Rc::clone(&card_anchor));
        let following = Following::new(&target, &card, true, move |seen| {
            spot.place();
            tip.place();
            if let Some(seen) = seen {
                spot.set_seen(seen);
                tip.set_seen(seen);
            }
        });
        Self {
            view: view.clone(),
            target,
            mark,
            card,
            mark_anchor,
            card_anchor,
            _following: following,
            _listeners: content.listeners,
        }
    }

    pub(super) fn mount(&self) {
        self.mark_anchor.show(Some(Held::new(&self.target, Fit::Around(0), false)));
    }

    pub(super) fn follow(&self) {
        self.mark_anchor.place();
        self.card_anchor.place();
    }
}

impl Drop for Hotspot {
    fn drop(&mut self) {
        self.mark.remove();
        self.card.remove();
    }
}
