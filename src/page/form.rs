use alongside_core::{
    engine::FormNow,
    observe::context::{FieldSeen, progress as counted},
};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Document, Element};

use super::{document, field};

#[wasm_bindgen(module = "/js/page.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = formInUse)]
    fn form_in_use(document: &Document, closed: &str, hidden: &str) -> Result<Form, JsValue>;

    type Form;

    #[wasm_bindgen(method, getter)]
    fn fields(this: &Form) -> Array;

    #[wasm_bindgen(method, getter)]
    fn groups(this: &Form) -> Vec<u32>;

    #[wasm_bindgen(method, getter)]
    fn label(this: &Form) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn own(this: &Form) -> bool;
}

/// How far the form in use is. Of what is under `closed` no label is read, of what is
/// under `hidden` nothing.
pub(super) fn progress(closed: &str, hidden: &str) -> Option<FormNow> {
    let form = form_in_use(&document()?, closed, hidden).ok()?;
    let own = form.own();
    let fields = form.fields().into_iter().zip(form.groups()).map(|(element, group)| {
        let element: Element = element.unchecked_into();
        let now = field::read(&element);
        FieldSeen {
            group,
            required: field::is_required(&element),
            done: now.filled && now.valid,
            wrong: field::is_refused(&element) || own && element.matches(":user-invalid").unwrap_or(false),
        }
    });
    counted(&fields.collect::<Vec<_>>(), form.label())
}
