//! Roles and the elements that have them without saying so (ARIA in HTML).

/// Roles with the elements that have them (ARIA in HTML), for the roles that
/// guidance points at.
const ROLES: [(&str, &str); 18] = [
    ("button", "button,summary,input[type=button],input[type=submit],input[type=reset],input[type=image]"),
    ("link", "a[href],area[href]"),
    (
        "textbox",
        "input:not([type]),input[type=text],input[type=email],input[type=tel],input[type=url],input[type=password],textarea",
    ),
    ("searchbox", "input[type=search]"),
    ("spinbutton", "input[type=number]"),
    ("slider", "input[type=range]"),
    ("checkbox", "input[type=checkbox]"),
    ("radio", "input[type=radio]"),
    ("combobox", "select:not([multiple])"),
    ("listbox", "select[multiple],select[size]"),
    ("heading", "h1,h2,h3,h4,h5,h6"),
    ("navigation", "nav"),
    ("main", "main"),
    ("form", "form"),
    ("dialog", "dialog"),
    ("table", "table"),
    ("img", "img,svg"),
    ("list", "ul,ol"),
];

/// The selector of every element that can have a role; `role` is escaped.
pub(super) fn selector(role: &str) -> String {
    let implied = ROLES.iter().find(|(known, _)| *known == role).map_or("", |(_, elements)| *elements);
    let comma = if implied.is_empty() { "" } else { "," };
    format!("[role=\"{role}\"]{comma}{implied}")
}
/// The role that an element has without a `role` attribute.
#[must_use]
pub fn implied_role(tag: &str, kind: &str, has_href: bool) -> &'static str {
    match (tag, kind) {
        ("a" | "area", _) if has_href => "link",
        ("button" | "summary", _) | ("input", "button" | "submit" | "reset" | "image") => "button",
        ("input", "search") => "searchbox",
        ("input", "number") => "spinbutton",
        ("input", "range") => "slider",
        ("input", "checkbox") => "checkbox",
        ("input", "radio") => "radio",
        ("input" | "textarea", _) => "textbox",
        ("select", _) => "combobox",
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => "heading",
        ("nav", _) => "navigation",
        ("img" | "svg", _) => "img",
        ("ul" | "ol", _) => "list",
        ("main", _) => "main",
        ("form", _) => "form",
        ("dialog", _) => "dialog",
        ("table", _) => "table",
        _ => "",
    }
}
