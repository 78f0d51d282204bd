//! What was a secret once stays one: a password that is shown is a password still.

use alongside_core::privacy::{self, FieldFacts};
use js_sys::{Function, WeakSet};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{Document, Element};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = watchPasswords)]
    fn watch_passwords(document: &Document, known: &WeakSet) -> Result<Function, JsValue>;
}

thread_local! {
    /// Every field that was seen as a sealed one.
    static KNOWN: WeakSet = WeakSet::new();
}

/// All of them, as the walker wants them.
pub(super) fn known() -> WeakSet {
    KNOWN.with(Clone::clone)
}

/// Remembers the passwords of a page, before one of them is shown; dropping it ends that.
#[must_use = "it ends when it is dropped"]
pub(crate) struct Passwords {
    stop: Function,
}

impl Passwords {
    pub(crate) fn watch() -> Option<Self> {
        let stop = watch_passwords(&super::document()?, &known()).ok()?;
        Some(Self { stop })
    }
}

impl Drop for Passwords {
    fn drop(&mut self) {
        // It only takes listeners away.
        let _ = self.stop.call0(&JsValue::NULL);
    }
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
