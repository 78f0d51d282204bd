//! What was a secret once stays one: a password that is shown is a password still.

use alongside_core::privacy::{self, FieldFacts};
use js_sys::WeakSet;
use web_sys::{Document, Element};

thread_local! {
    /// Every field that was seen as a sealed one.
    static KNOWN: WeakSet = WeakSet::new();
}

/// All of them, as the walker wants them.
pub(super) fn known() -> WeakSet {
    KNOWN.with(Clone::clone)
}

/// Remembers the passwords of a page, before one of them is shown.
pub(super) fn remember(document: &Document) {
    let Ok(passwords) = document.query_selector_all("input[type=password i]") else { return };
    KNOWN.with(|known| {
        for at in 0..passwords.length() {
            passwords.get(at).into_iter().for_each(|field| drop(known.add(&field)));
        }
    });
}

/// Whether a field is sealed by what it says now, or was by what it said before.
pub(super) fn is_sealed(element: &Element) -> bool {
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let (kind, autocomplete, name) = (attribute("type"), attribute("autocomplete"), attribute("name"));
    let (tag, id) = (element.local_name(), attribute("id"));
    let facts = FieldFacts { tag: &tag, kind: &kind, autocomplete: &autocomplete, name: &name, id: &id };
    KNOWN.with(|known| {
        let is_now = privacy::is_sealed(&facts);
        if is_now {
            known.add(element);
        }
        is_now || known.has(element)
    })
}
