use alongside_core::guide::FieldNow;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::{dom, sealed};

/// Whether an element is something a customer enters into.
pub(super) fn is_field(element: &Element) -> bool {
    let kind = dom::get_attribute(element, "type").unwrap_or_default();
    match dom::local_name(element).as_str() {
        "input" => !matches!(kind.as_str(), "submit" | "button" | "reset" | "image" | "hidden"),
        "select" | "textarea" => true,
        _ => dom::get_attribute(element, "contenteditable").is_some_and(|value| value != "false"),
    }
}

/// What a field's own validity says; nothing of what is no field.
pub(super) fn now(element: &Element) -> Option<FieldNow> {
    is_field(element).then(|| read(element))
}

/// The same of whatever may be one: also custom elements that take part in a form
/// (they have no `validity`, but match `:invalid`), and what is made by roles. A
/// sealed field's value is not touched.
pub(super) fn read(element: &Element) -> FieldNow {
    // Every kind of field has these, without a class that they share.
    let validity = Reflect::get(element, &"validity".into()).unwrap_or(JsValue::UNDEFINED);
    let says = |key: &str| Reflect::get(&validity, &key.into()).is_ok_and(|value| value.is_truthy());
    let native = !validity.is_undefined();
    let is_sealed = sealed::is_sealed(element);
    let refuses = if native { !says("valid") } else { matches(element, ":invalid") };
    let filled = if native && element.has_attribute("required") {
        !says("valueMissing")
    } else if element.local_name().contains('-') && is_required(element) {
        !refuses
    } else {
        has_value(element, is_sealed)
    };
    FieldNow { filled, valid: !refuses && !is_refused(element) }
}

/// Whether it must be filled, also by the word of its group.
pub(super) fn is_required(element: &Element) -> bool {
    element.has_attribute("required")
        || is_set(element, "aria-required")
        || group(element).is_some_and(|group| is_set(&group, "aria-required"))
}

/// Whether the site shows it, or its group, as wrong.
pub(super) fn is_refused(element: &Element) -> bool {
    is_set(element, "aria-invalid") || group(element).is_some_and(|group| is_set(&group, "aria-invalid"))
}

/// An ARIA attribute that is there and not `false`; an empty one is as none.
fn is_set(element: &Element, name: &str) -> bool {
    element.get_attribute(name).is_some_and(|value| !matches!(value.as_str(), "" | "false"))
}

/// The question that a radio button is an answer to.
fn group(element: &Element) -> Option<Element> {
    let is_radio = matches(element, "input[type=radio i]");
    is_radio.then(|| element.closest("[role=radiogroup],fieldset").ok().flatten())?
}

/// By a selector that not every browser knows.
fn matches(element: &Element, selector: &str) -> bool {
    element.matches(selector).unwrap_or(false)
}

fn has_value(element: &Element, is_sealed: bool) -> bool {
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    if is_sealed {
        // The browser knows without our reading it: by the placeholder, or, where
        // there is none, by what the customer or their password manager did.
        return if attribute("placeholder").is_empty() {
            matches(element, ":user-valid") || matches(element, ":autofill")
        } else {
            !matches(element, ":placeholder-shown")
        };
    }
    // By tag and not by class: an element of a frame has its frame's classes.
    match element.local_name().as_str() {
        "input" => {
            let input: &HtmlInputElement = element.unchecked_ref();
            match input.type_().as_str() {
                "checkbox" | "radio" => input.checked(),
                _ => !input.value().is_empty(),
            }
        }
        "select" => !element.unchecked_ref::<HtmlSelectElement>().value().is_empty(),
        "textarea" => !element.unchecked_ref::<HtmlTextAreaElement>().value().is_empty(),
        _ => match attribute("role").as_str() {
            "checkbox" | "switch" => attribute("aria-checked") == "true",
            "radiogroup" | "listbox" => {
                let chosen = element.query_selector("[aria-checked=true],[aria-selected=true]");
                chosen.is_ok_and(|chosen| chosen.is_some())
            }
            "spinbutton" => !attribute("aria-valuenow").is_empty(),
            _ => element.text_content().is_some_and(|text| !text.trim().is_empty()),
        },
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
