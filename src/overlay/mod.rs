//! What the customer sees of us: one host element, one open shadow root, all of
//! it in the top layer. Nothing is written to the site's own elements.

mod actions;
mod anchor;
mod beside_call;
mod callback;
mod chat;
mod devices;
mod dom;
mod home;
mod offers;
mod panel;
mod pointer;
mod prompt;
mod recording;
mod scroll;
mod sight;
mod step;
mod style;
mod tasks;
pub(crate) mod viewport;
mod wording;

use std::{cell::RefCell, rc::Weak};

use alongside_core::{
    engage::PanelView,
    engine::Input,
    guide::StepView,
    offer::OffersView,
    words::{Language, Word},
};
use alongside_protocol::page::SheetHash;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, Node};

use crate::{
    options::Theme,
    page::{self, Observer},
    run::App,
};
use offers::Offers;
use panel::Panel;
use pointer::Pointer;
use step::StepCard;

/// The tag of our one element in the page.
pub(crate) const HOST: &str = "alongside-overlay";

/// And of those that stand in elements that the page has for them.
pub(crate) const INLINE: &str = "alongside-inline";

pub(crate) struct Overlay {
    host: HtmlElement,
    live: HtmlElement,
    step: StepCard,
    panel: Panel,
    pointer: Pointer,
    offers: Offers,
    language: Language,
    announcing: RefCell<Option<Timeout>>,
    feed: Feed,
    /// The step on the screen, and its target.
    shown: RefCell<Option<(StepView, Option<Element>)>>,
    /// While we live in something of the page's that may go away with us.
    lodging: RefCell<Option<Observer>>,
}

/// How the overlay reaches the app: set once the app exists.
#[derive(Clone, Default)]
struct Feed(std::rc::Rc<RefCell<Weak<App>>>);

impl Feed {
    fn send(&self, input: Input) {
        let app = self.0.borrow().upgrade();
        if let Some(app) = app {
            app.feed(input);
        }
    }

    fn with(&self, act: impl FnOnce(&App)) {
        let app = self.0.borrow().upgrade();
        if let Some(app) = app {
            act(&app);
        }
    }
}

impl Overlay {
    /// Builds it, and puts it at the end of the document, unseen.
    pub(crate) fn new(language: Language, theme: &Theme, feed: &OverlayFeed) -> Result<Self, JsValue> {
        let document = page::document().ok_or_else(|| crate::api::error("there is no document"))?;
        let host: HtmlElement = document.create_element(HOST)?.unchecked_into();
        let root = style::shadow_root(&host, theme)?;
        let make = dom::Maker::new(document.clone(), feed.0.clone());
        let surface = make.element("div", "surface");
        style::set_language_and_scheme(&surface, language, theme);
        let live = make.element("div", "live");
        live.set_attribute("role", "status")?;
        live.set_attribute("aria-live", "polite")?;
        let step = StepCard::new(&make, language)?;
        let panel = Panel::new(&make, language)?;
        let pointer = Pointer::new(&make)?;
        let offers = Offers::new(&make, language, theme);
        let [banner, modal, marks] = offers.elements();
        for part in
            [&live, marks, banner, modal, panel.element(), step.spot(), step.card(), pointer.element()]
        {
            surface.append_child(part)?;
        }
        root.append_child(&surface)?;
        let at: Element = page::dom::root().ok_or_else(|| crate::api::error("there is no document"))?;
        at.append_child(&host)?;
        panel.mount();
        Ok(Self {
            host,
            live,
            step,
            panel,
            pointer,
            offers,
            language,
            announcing: RefCell::default(),
            feed: feed.0.clone(),
            shown: RefCell::default(),
            lodging: RefCell::default(),
        })
    }

    pub(crate) fn host(&self) -> HtmlElement {
        self.host.clone()
    }

    pub(crate) fn show_step(&self, view: &StepView, target: Option<&Element>) {
        *self.shown.borrow_mut() = Some((view.clone(), target.cloned()));
        self.live_beside(target);
        let is_new = self.step.show(view, target);
        self.panel.beside_step(true);
        if is_new {
            // The veil is for the page, not for the way to a person.
            self.panel.raise();
            let (number, of) = (view.number.to_string(), view.of.to_string());
            let place = self.language.say_with(Word::StepOf, &[&number, &of]);
            self.announce(&format!("{place}: {}", self.step.words()));
        }
    }

    /// Goes through the motions of showing a step, unseen; not while one is shown.
    pub(crate) fn rehearse(&self, view: &StepView) {
        if self.shown.borrow().is_none() {
            self.step.rehearse(view);
        }
    }

    /// Says what the field has against what is in it, in its own words.
    pub(crate) fn show_refusal(&self, words: Option<String>) {
        let words = words.unwrap_or_else(|| self.language.say(Word::FillIn).to_owned());
        self.step.warn(&words);
        self.announce(&words);
    }

    pub(crate) fn hide_step(&self) {
        *self.shown.borrow_mut() = None;
        self.step.hide();
        self.panel.beside_step(false);
        // Out of a dialog that may close, or be taken away with us in it.
        self.live_beside(None);
    }

    /// A dialog or a menu of the page has opened or closed, or was taken away.
    pub(crate) fn settle(&self) {
        let shown = self.shown.borrow().clone();
        let target = shown.as_ref().and_then(|(_, target)| target.as_ref());
        self.live_beside(target.filter(|target| target.is_connected()));
        if let Some((view, target)) = shown {
            // What moves in the document leaves the top layer.
            self.step.show(&view, target.as_ref());
        }
    }

    pub(crate) fn show_panel(&self, view: &PanelView) {
        self.panel.show(view);
    }

    /// Shows these offers; says which can be seen.
    pub(crate) fn show_offers(&self, view: &OffersView, page: &page::Page) -> Vec<String> {
        if let Some(words) = self.offers.show(view) {
            self.announce(&words);
        }
        self.settle_offers(page)
    }

    /// The page has changed: the same for those that depend on its elements.
    pub(crate) fn settle_offers(&self, page: &page::Page) -> Vec<String> {
        let marks = self.offers.marks();
        let seen = self.offers.settle(page);
        if self.offers.marks() > marks {
            // What is about the page lies under the way to a person.
            self.panel.raise();
        }
        seen
    }

    /// Draws what the agent sees; `None` when the customer looks no longer.
    pub(crate) fn draw_view(&self, frame: Option<&[u8]>) {
        self.panel.sight.draw(frame);
    }

    pub(crate) fn learn_rules(&self, hash: SheetHash, rules: &str) {
        self.panel.sight.learn(hash, rules);
    }

    pub(crate) fn point_at(&self, element: Option<&Element>) {
        self.pointer.point_at(element);
        if element.is_some_and(|element| self.panel.covers(element)) {
            // The ring would lie around our own buttons, and seem to mean those.
            self.panel.folds_away();
        }
    }

    /// Puts what is measured where its target now is.
    pub(crate) fn follow(&self) {
        self.step.follow();
        self.offers.follow();
        self.pointer.follow();
    }

    /// Scrolling has come to rest.
    pub(crate) fn check(&self) {
        self.step.check();
    }

    /// The part of the page that can be seen has changed.
    pub(crate) fn refit(&self) {
        self.step.refit();
        self.offers.follow();
        self.pointer.refit();
        self.panel.sight.fit();
    }

    /// Says it to whoever can't see it, and once.
    pub(crate) fn announce(&self, text: &str) {
        let (live, text) = (self.live.clone(), text.to_owned());
        // A region that changes from one text to the same says nothing.
        live.set_text_content(None);
        *self.announcing.borrow_mut() = Some(Timeout::new(60, move || live.set_text_content(Some(&text))));
    }

    /// Keeps out of sight while another page is shown over this one, or comes back.
    pub(crate) fn rest(&self, rests: bool) {
        let style = self.host.style();
        // Our own element and a property of every browser.
        let _ = if rests {
            self.hide_step();
            self.pointer.point_at(None);
            style.set_property_with_priority("display", "none", "important")
        } else {
            style.remove_property("display").map(drop)
        };
    }

    /// Takes everything of ours out of the page.
    pub(crate) fn remove(&self) {
        self.step.hide();
        self.offers.release();
        *self.lodging.borrow_mut() = None;
        *self.announcing.borrow_mut() = None;
        self.panel.release();
        self.host.remove();
    }

    /// Outside an open modal dialog everything is inert, and a press outside of a
    /// menu closes it: with the target in one we go there, and back afterwards.
    fn live_beside(&self, target: Option<&Element>) {
        let Some(home) = home::home(target) else { return };
        let parent: &Node = &home;
        if self.host.parent_node().as_ref() == Some(parent) || parent.append_child(&self.host).is_err() {
            return;
        }
        // What leaves the document leaves the top layer.
        self.panel.mount();
        self.offers.mount();
        let root = page::dom::root();
        let watch = || {
            let (host, feed) = (self.host.clone(), self.feed.clone());
            Observer::of_children(move || {
                if !host.is_connected() {
                    feed.with(|app| {
                        app.overlay.settle();
                        app.page.moved();
                    });
                }
            })
        };
        *self.lodging.borrow_mut() = if root.as_ref() == Some(&home) { None } else { watch() };
    }
}

/// The overlay's way to an app that does not exist yet when it is built.
#[derive(Clone, Default)]
pub(crate) struct OverlayFeed(Feed);

impl OverlayFeed {
    pub(crate) fn connect(&self, app: Weak<App>) {
        *self.0.0.borrow_mut() = app;
    }
}
