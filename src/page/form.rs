use alongside_core::engine::FormNow;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement};

use super::{document, field, name};

/// How far the page's form is: the one with the focus, else the first that asks
/// for something.
pub(super) fn progress() -> Option<FormNow> {
    let document = document()?;
    let active = document.active_element();
    let focused = active.as_ref().and_then(|element| element.closest("form").ok().flatten());
    let form = focused.or_else(|| document.query_selector("form:has([required])").ok().flatten())?;
    let form: HtmlFormElement = form.dyn_into().ok()?;
    let mut now = FormNow::default();
    let elements = form.elements();
    let mut groups = Vec::new();
    for index in 0..elements.length() {
        let Some(element) = elements.item(index) else { continue };
        if !element.has_attribute("required")
            || !field::is_field(&element)
            || !once_a_group(&element, &mut groups)
        {
            continue;
        }
        let state = field::now(&element).unwrap_or_default();
        now.fields += 1;
        now.done += u16::from(state.filled && state.valid);
        now.errors += u16::from(element.get_attribute("aria-invalid").is_some_and(|value| value != "false"));
    }
    let current = active.filter(|element| field::is_field(element) && form.contains(Some(element)));
    now.current = current.map(|element| name::label(&element));
    (now.fields > 0).then_some(now)
}

/// Radio buttons of one name are one question.
fn once_a_group(element: &Element, seen: &mut Vec<String>) -> bool {
    let group =
        element.get_attribute("name").filter(|_| element.get_attribute("type").as_deref() == Some("radio"));
    match group {
        Some(group) if seen.contains(&group) => false,
        Some(group) => {
            seen.push(group);
            true
        }
        None => true,
    }
}
