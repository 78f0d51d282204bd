//! The state of form fields, as far as the policy tells it.

use alongside_protocol::page::FieldState;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement};

/// Types whose value is text; the others refuse a mask, and one throws.
const TEXT: [&str; 7] = ["text", "search", "tel", "url", "email", "password", "number"];

/// Whether what an input holds is its label.
pub(super) fn is_button(input: &HtmlInputElement) -> bool {
    matches!(input.type_().as_str(), "submit" | "reset" | "button")
}

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
        // A button without a label: the browser gives it one.
        ("input", FieldState::Selected { indices }) if indices.is_empty() => {
            let _ = field.remove_attribute("value");
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

/// Selects part of what is in a text field, backwards when the end comes first: the
/// browser scrolls to where it ends.
pub(super) fn select(field: &Element, anchor: u32, focus: u32) {
    let (from, to, direction) =
        if focus < anchor { (focus, anchor, "backward") } else { (anchor, focus, "forward") };
    // Fields of other types refuse it.
    let _ = match field.local_name().as_str() {
        "input" => {
            let input = field.unchecked_ref::<HtmlInputElement>();
            input.set_selection_range_with_direction(from, to, direction)
        }
        _ => {
            let text = field.unchecked_ref::<HtmlTextAreaElement>();
            text.set_selection_range_with_direction(from, to, direction)
        }
    };
}

fn mask(length: u8) -> String {
    "•".repeat(usize::from(length))
}
