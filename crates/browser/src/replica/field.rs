//! The state of form fields, as far as the policy tells it.

use alongside_protocol::page::FieldState;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement};

/// Types whose value is text; the others refuse a mask, and one throws.
const TEXT: [&str; 7] = ["text", "search", "tel", "url", "email", "password", "number"];

/// Shows `state` on a field.
pub(super) fn show(field: &Element, state: &FieldState) {
    match (field.local_name().as_str(), state) {
        ("input", FieldState::Masked { length }) => {
            let input = field.unchecked_ref::<HtmlInputElement>();
            if TEXT.contains(&input.type_().as_str()) {
                input.set_value(&mask(*length));
            }
        }
        ("textarea", FieldState::Masked { length }) => {
            field.unchecked_ref::<HtmlTextAreaElement>().set_value(&mask(*length))
        }
        // Which option is chosen is not to be seen: none is.
        ("select", FieldState::Masked { .. }) => {
            field.unchecked_ref::<HtmlSelectElement>().set_selected_index(-1)
        }
        ("input", FieldState::Value { text }) => {
            let input = field.unchecked_ref::<HtmlInputElement>();
            // A file field throws when it is given a value.
            if input.type_() != "file" {
                input.set_value(text);
            }
        }
        ("textarea", FieldState::Value { text }) => {
            field.unchecked_ref::<HtmlTextAreaElement>().set_value(text);
        }
        ("select", FieldState::Value { text }) => {
            field.unchecked_ref::<HtmlSelectElement>().set_value(text);
        }
        ("input", FieldState::Checked { checked, mixed }) => {
            let input = field.unchecked_ref::<HtmlInputElement>();
            input.set_checked(*checked);
            input.set_indeterminate(*mixed);
        }
        // One after the other, the first would be chosen in the end.
        ("select", FieldState::Selected { indices }) if indices.is_empty() => {
            field.unchecked_ref::<HtmlSelectElement>().set_selected_index(-1)
        }
        ("select", FieldState::Selected { indices }) => {
            let options = field.unchecked_ref::<HtmlSelectElement>().options();
            for index in 0..options.length() {
                if let Some(option) = options.item(index) {
                    option.unchecked_ref::<HtmlOptionElement>().set_selected(indices.contains(&index));
                }
            }
        }
        // A state that the element can't have changes nothing.
        _ => {}
    }
}

/// Selects part of what is in a text field.
pub(super) fn select(field: &Element, from: u32, to: u32) {
    // Fields of other types refuse it.
    let _ = match field.local_name().as_str() {
        "input" => field.unchecked_ref::<HtmlInputElement>().set_selection_range(from, to),
        _ => field.unchecked_ref::<HtmlTextAreaElement>().set_selection_range(from, to),
    };
}

fn mask(length: u8) -> String {
    "•".repeat(usize::from(length))
}
