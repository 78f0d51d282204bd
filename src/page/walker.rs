//! The walker in `js/page/walker`, held from Rust.

use alongside_core::privacy::{FieldMode, Level, Rules};
use js_sys::{Array, Object, Reflect, WeakSet};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::{Document, Element, HtmlElement};

use super::{dom, sealed};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn walk(
        document: &Document,
        rules: &Array,
        names: &Object,
        unseen: u32,
        sealed: &WeakSet,
        ours: &JsValue,
        deliver: &JsValue,
    ) -> Result<Walker, JsValue>;

    type Walker;

    #[wasm_bindgen(method)]
    fn modes(this: &Walker, pairs: &[u32]);

    #[wasm_bindgen(method)]
    fn pace(this: &Walker, milliseconds: u32);

    #[wasm_bindgen(method)]
    fn node(this: &Walker, id: u32) -> JsValue;

    #[wasm_bindgen(method)]
    fn stop(this: &Walker);
}

/// A running walker; dropping it stops it.
pub(crate) struct Walk {
    walker: Walker,
    _deliver: Closure<dyn FnMut(Vec<u32>, String)>,
}

impl Walk {
    /// Starts; the first batch is delivered before this returns.
    pub(crate) fn start(
        rules: &Rules,
        ours: &HtmlElement,
        mut deliver: impl FnMut(Vec<u32>, String) + 'static,
    ) -> Option<Self> {
        let document = super::document()?;
        let names = Object::new();
        for (name, level) in Level::NAMES {
            // A plain object takes any property.
            let _ = Reflect::set(&names, &name.into(), &level_number(level).into());
        }
        let unseen = rules.unseen().map_or(0, level_number);
        let valid = rules.selectors.iter().filter(|(selector, _)| dom::is_selector(selector));
        let rules: Array = valid
            .map(|(selector, level)| Array::of2(&selector.into(), &JsValue::from(level_number(*level))))
            .collect();
        let deliver = Closure::<dyn FnMut(Vec<u32>, String)>::new(move |numbers, strings| {
            alongside_browser::guard::guard(|| deliver(numbers, strings));
        });
        let walker =
            walk(&document, &rules, &names, unseen, &sealed::known(), ours, deliver.as_ref()).ok()?;
        Some(Self { walker, _deliver: deliver })
    }

    pub(crate) fn modes(&self, modes: &[(u32, FieldMode)]) {
        let pairs: Vec<u32> = modes.iter().flat_map(|(id, mode)| [*id, mode.number()]).collect();
        self.walker.modes(&pairs);
    }

    pub(crate) fn pace(&self, milliseconds: u32) {
        self.walker.pace(milliseconds);
    }

    pub(crate) fn element(&self, node: u32) -> Option<Element> {
        self.walker.node(node).dyn_into().ok()
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        self.walker.stop();
    }
}

/// The walker counts levels from 1: 0 is no rule.
fn level_number(level: Level) -> u32 {
    match level {
        Level::Show => 1,
        Level::MaskInputs => 2,
        Level::MaskAllText => 3,
        Level::Hide => 4,
    }
}
