use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use alongside_core::words::Language;

use super::dom::set;
use crate::options::{Scheme, Theme};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = ShadowRoot)]
    type StyledRoot;

    #[wasm_bindgen(method, setter, js_name = adoptedStyleSheets)]
    fn set_adopted_style_sheets(this: &StyledRoot, sheets: &js_sys::Array);
}

/// In this order: the later of two rules that are as specific holds.
const STYLE: &str =
    concat!(include_str!("overlay.css"), include_str!("offers/offers.css"), include_str!("panel.css"));

/// The host's shadow root with the overlay's style: constructed sheets, because a
/// strict policy of the site refuses every other kind.
pub(super) fn shadow_root(host: &HtmlElement, theme: &Theme) -> Result<ShadowRoot, JsValue> {
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))?;
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(STYLE)?;
    root.unchecked_ref::<StyledRoot>().set_adopted_style_sheets(&js_sys::Array::of1(&sheet));
    let properties =
        [("--accent", &theme.accent), ("--on-accent", &theme.on_accent), ("--font", &theme.font)];
    for (property, value) in properties {
        if let Some(value) = value {
            host.style().set_property(property, value)?;
        }
    }
    Ok(root)
}

/// On what holds all of ours in a shadow root.
pub(super) fn set_language_and_scheme(surface: &HtmlElement, language: Language, theme: &Theme) {
    surface.set_lang(language.tag());
    if theme.scheme != Scheme::Auto {
        set(surface, "data-scheme", if theme.scheme == Scheme::Dark { "dark" } else { "light" });
    }
}
