use alongside_core::{guide::FieldNow, privacy::FieldFacts};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::sealed;

/// Whether an element is something a customer enters into.
pub(super) fn is_field(element: &Element) -> bool {
    let kind = element.get_attribute("type").unwrap_or_default();
    match element.local_name().as_str() {
        "input" => !matches!(kind.as_str(), "submit" | "button" | "reset" | "image" | "hidden"),
        "select" | "textarea" => true,
        _ => element.get_attribute("contenteditable").is_some_and(|value| value != "false"),
    }
}

/// What a field's own validity says. A sealed field's value is not touched.
pub(super) fn now(element: &Element) -> Option<FieldNow> {
    if !is_field(element) {
        return None;
    }
    // Every kind of field has these, without a class that they share.
    let validity = Reflect::get(element, &"validity".into()).unwrap_or(JsValue::UNDEFINED);
    let says = |key: &str| Reflect::get(&validity, &key.into()).is_ok_and(|value| value.is_truthy());
    let refused = element.get_attribute("aria-invalid").is_some_and(|value| value != "false");
    let valid = (validity.is_undefined() || says("valid")) && !refused;
    let required = element.has_attribute("required");
    let filled = if required { !says("valueMissing") } else { has_value(element) };
    Some(FieldNow { filled, valid })
}

fn has_value(element: &Element) -> bool {
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let (kind, autocomplete, name) = (attribute("type"), attribute("autocomplete"), attribute("name"));
    let (tag, id) = (element.local_name(), attribute("id"));
    let facts = FieldFacts { tag: &tag, kind: &kind, autocomplete: &autocomplete, name: &name, id: &id };
    if sealed::is_sealed(element, &facts) {
        return !element.matches(":placeholder-shown").unwrap_or(false);
    }
    // By tag and not by class: an element of a frame has its frame's classes.
    match tag.as_str() {
        "input" => {
            let input: &HtmlInputElement = element.unchecked_ref();
            match input.type_().as_str() {
                "checkbox" | "radio" => input.checked(),
                _ => !input.value().is_empty(),
            }
        }
        "select" => !element.unchecked_ref::<HtmlSelectElement>().value().is_empty(),
        "textarea" => !element.unchecked_ref::<HtmlTextAreaElement>().value().is_empty(),
        _ => false,
    }
}

/// What a field has against what is in it, in its own words: the browser's, the
/// site's own (`setCustomValidity`), or those that its ARIA attributes point at.
pub(super) fn refusal(element: &Element) -> Option<String> {
    let own = Reflect::get(element, &"validationMessage".into()).ok().and_then(|words| words.as_string());
    let described = || {
        let ids = ["aria-errormessage", "aria-describedby"].map(|name| element.get_attribute(name));
        let root = element.owner_document()?;
        let texts = ids.iter().flatten().flat_map(|ids| ids.split_whitespace()).filter_map(|id| {
            let words = root.get_element_by_id(id)?.text_content()?;
            Some(words.trim().to_owned()).filter(|words| !words.is_empty())
        });
        texts.into_iter().next()
    };
    own.filter(|words| !words.is_empty()).or_else(described)
}
