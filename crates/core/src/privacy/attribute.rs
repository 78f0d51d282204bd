//! Attributes are sent by allow-list: one that nobody thought of stays at home.

use alongside_protocol::page::Namespace;

use super::{Level, address, css, shape};

/// Attributes that only shape the page. ARIA's are those whose values are tokens
/// or references; the ones that hold text are not here.
const SHAPING: [&str; 84] = [
    "align",
    "aria-atomic",
    "aria-busy",
    "aria-controls",
    "aria-current",
    "aria-describedby",
    "aria-disabled",
    "aria-expanded",
    "aria-haspopup",
    "aria-hidden",
    "aria-invalid",
    "aria-labelledby",
    "aria-level",
    "aria-live",
    "aria-modal",
    "aria-multiline",
    "aria-orientation",
    "aria-owns",
    "aria-pressed",
    "aria-required",
    "aria-selected",
    "aria-sort",
    "autocomplete",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "charset",
    "class",
    "color",
    "cols",
    "colspan",
    "contenteditable",
    "controls",
    "dir",
    "disabled",
    "draggable",
    "enterkeyhint",
    "face",
    "for",
    "form",
    "headers",
    "height",
    "hidden",
    "id",
    "inert",
    "inputmode",
    "is",
    "lang",
    "list",
    "loading",
    "max",
    "maxlength",
    "media",
    "method",
    "min",
    "minlength",
    "multiple",
    "name",
    "novalidate",
    "nowrap",
    "open",
    "part",
    "pattern",
    "popover",
    "popovertarget",
    "readonly",
    "rel",
    "required",
    "reversed",
    "role",
    "rows",
    "rowspan",
    "scope",
    "size",
    "slot",
    "span",
    "spellcheck",
    "start",
    "step",
    "tabindex",
    "type",
    "valign",
    "width",
];

const ADDRESSES: [&str; 7] = ["href", "src", "action", "poster", "background", "cite", "xlink:href"];

/// Visible text that lives in an attribute: its shape is part of the layout.
const VISIBLE: [&str; 2] = ["placeholder", "label"];

/// Never sent, at no level: code, and values that the field's mode rules.
fn never(name: &str) -> bool {
    name.starts_with("on")
        || matches!(name, "value" | "checked" | "selected" | "srcdoc" | "nonce" | "integrity" | "http-equiv")
}

/// What of an attribute may be sent, if anything.
pub(super) fn allowed(level: Level, namespace: Namespace, name: &str, value: &str) -> Option<String> {
    if never(name) || level == Level::Hide {
        return None;
    }
    if ADDRESSES.contains(&name) {
        // A reference within the same drawing is a shape, not an address.
        let inside = namespace == Namespace::Svg && value.starts_with('#');
        return Some(if inside || level == Level::Show { value.to_owned() } else { address::bare(value) });
    }
    match level {
        Level::Show => Some(value.to_owned()),
        Level::Hide => None,
        Level::MaskInputs | Level::MaskAllText => {
            if name == "style" {
                Some(css::without_strings(value))
            } else if VISIBLE.contains(&name) {
                Some(shape::masked(value))
            } else if SHAPING.binary_search(&name).is_ok() || draws(namespace, name) {
                Some(value.to_owned())
            } else if name.starts_with("data-") {
                // Style sheets select on its presence; the value stays here.
                Some(String::new())
            } else {
                None
            }
        }
    }
}

/// In drawings and formulas attributes are geometry, unless they are text.
fn draws(namespace: Namespace, name: &str) -> bool {
    namespace != Namespace::Html
        && !name.starts_with("aria-")
        && !name.starts_with("data-")
        && !matches!(name, "title" | "alt" | "desc")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(level: Level, name: &str, value: &str) -> Option<String> {
        allowed(level, Namespace::Html, name, value)
    }

    #[test]
    fn the_list_is_sorted() {
        assert!(SHAPING.is_sorted());
    }

    #[test]
    fn by_default_no_attribute_carries_text() {
        for name in ["title", "alt", "aria-label", "content", "value", "onclick", "data-name", "x-user"] {
            let sent = html(Level::MaskInputs, name, "Jane Doe").unwrap_or_default();
            assert!(!sent.contains("Jane"), "{name} sent {sent}");
        }
        assert_eq!(html(Level::MaskInputs, "placeholder", "Jane Doe").unwrap(), "xxxx xxxx");
        assert_eq!(html(Level::MaskInputs, "class", "card wide").unwrap(), "card wide");
        assert_eq!(html(Level::MaskInputs, "href", "/a?name=Jane#Doe").unwrap(), "/a");
    }

    #[test]
    fn a_value_is_never_an_attribute() {
        assert_eq!(html(Level::Show, "value", "Jane"), None);
        assert_eq!(html(Level::Show, "onclick", "steal()"), None);
    }
}
