use alongside_core::{
    offer::OfferView,
    words::{Language, Word},
};
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::says::Says;
use crate::{
    options::Theme,
    overlay::{
        INLINE,
        dom::{Maker, append, set},
        style,
    },
    page::dom,
};

/// Words in an element of the page that is there for them. It is taken away when dropped.
pub(super) struct Inline {
    pub(super) says: OfferView,
    host: HtmlElement,
    _listeners: Vec<EventListener>,
}

impl Inline {
    /// In the page's element for this offer; `None` while there is none.
    pub(super) fn put(make: &Maker, language: Language, theme: &Theme, says: &OfferView) -> Option<Self> {
        let id = says.id.replace('\\', "\\\\").replace('"', "\\\"");
        let slot = dom::on_page(&format!("[data-alongside-offer=\"{id}\"]"))?;
        let host = make.element(INLINE, "");
        let root = style::shadow_root(&host, theme).ok()?;
        let surface = make.element("div", "surface inline");
        style::set_language_and_scheme(&surface, language, theme);
        set(&surface, "data-testid", "inline");
        set(&surface, "role", "region");
        set(&surface, "aria-labelledby", "inline-title");
        let content = Says::new(make, language, says, Word::Dismiss);
        content.title.set_id("inline-title");
        content.put(make, &surface);
        append(&slot, &[&host]);
        root.append_child(&surface).ok()?;
        Some(Self { says: says.clone(), host: host.unchecked_into(), _listeners: content.listeners })
    }

    /// Whether the page still has it.
    pub(super) fn is_there(&self) -> bool {
        self.host.is_connected()
    }
}

impl Drop for Inline {
    fn drop(&mut self) {
        self.host.remove();
    }
}
