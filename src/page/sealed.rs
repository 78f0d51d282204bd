//! What was a secret once stays one: a password that is shown is a password still.

use alongside_core::privacy::{self, FieldFacts};
use js_sys::WeakSet;
use web_sys::Element;

thread_local! {
    /// Every field that was seen as a sealed one.
    static KNOWN: WeakSet = WeakSet::new();
}

/// All of them, as the walker wants them.
pub(super) fn known() -> WeakSet {
    KNOWN.with(Clone::clone)
}

/// Whether a field is sealed by what it says now, or was by what it said before.
pub(super) fn is_sealed(element: &Element, facts: &FieldFacts<'_>) -> bool {
    KNOWN.with(|known| {
        let is_now = privacy::is_sealed(facts);
        if is_now {
            known.add(element);
        }
        is_now || known.has(element)
    })
}
