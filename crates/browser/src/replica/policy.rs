//! What of the customer's page may exist in the copy. The sandbox and the
//! frame's policy would stop it too; this stops it a third time, and spares the
//! console a complaint per page.

/// How an element is rebuilt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// As it is.
    Plain,
    /// By name only, without attributes: it must not do what it is there for.
    Inert,
    /// As a labelled box: it would load a page of its own.
    Box,
    /// As a frame that loads nothing: what is in it is copied, too.
    Frame,
}

/// Elements that load a page of their own.
const EMBEDDED: [&str; 6] = ["applet", "embed", "fencedframe", "frame", "object", "portal"];

/// How an element of this qualified name is rebuilt.
pub(super) fn kind(name: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    // `svg:script` and the like come with a prefix.
    match name.rsplit(':').next() {
        Some("script") => Kind::Inert,
        _ if name == "iframe" => Kind::Frame,
        _ if EMBEDDED.contains(&name.as_str()) => Kind::Box,
        _ => Kind::Plain,
    }
}

/// Attributes that act, load, navigate, or fail in another document: a script
/// or style sheet fetched with `crossorigin` or `integrity` would be refused
/// here although the customer has it.
const NEVER: [&str; 13] = [
    "autofocus",
    "crossorigin",
    "formtarget",
    "http-equiv",
    "imagesrcset",
    "integrity",
    "is",
    "manifest",
    "nonce",
    "ping",
    "popovertarget",
    "srcdoc",
    "target",
];

/// Link relations that only show something; all others fetch or navigate.
const LINKS: [&str; 4] = ["stylesheet", "alternate", "icon", "canonical"];

/// Whether an attribute of an element with this local name may be set.
pub(super) fn allows(element: &str, name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name.starts_with("on") || NEVER.contains(&name.as_str()) || acts(value) {
        return false;
    }
    match element.to_ascii_lowercase().as_str() {
        "base" => name != "href",
        "link" if name == "rel" => value
            .split_ascii_whitespace()
            .all(|relation| LINKS.iter().any(|known| relation.eq_ignore_ascii_case(known))),
        _ => true,
    }
}

/// Whether a value is an address that runs something. Asked of every attribute:
/// SVG animations carry addresses in attributes of any name.
fn acts(value: &str) -> bool {
    // Browsers skip white space and control characters in a scheme.
    let mut scheme = value
        .chars()
        .filter(|letter| !letter.is_whitespace() && !letter.is_control())
        .map(|letter| letter.to_ascii_lowercase());
    let head: String = scheme.by_ref().take(15).collect();
    if head.starts_with("javascript:") || head.starts_with("vbscript:") {
        return true;
    }
    head.starts_with("data:") && !head.starts_with("data:image/") && !head.starts_with("data:font/")
}

#[cfg(test)]
mod tests {
    use super::{Kind, allows, kind};

    #[test]
    fn handlers_and_actions_are_never_set() {
        for name in ["onclick", "ONLOAD", "srcdoc", "target", "http-equiv", "nonce"] {
            assert!(!allows("a", name, "x"), "{name}");
        }
        assert!(allows("a", "href", "/accounts"));
        assert!(allows("div", "style", "color: red"));
    }

    #[test]
    fn addresses_that_run_something_are_refused_in_any_attribute() {
        for value in [
            "javascript:alert(1)",
            " JaVa\tScript:alert(1)",
            "\u{1}javascript:x",
            "data:text/html,<script>",
            "vbscript:x",
        ] {
            assert!(!allows("set", "to", value), "{value:?}");
        }
        assert!(allows("img", "src", "data:image/png;base64,AA=="));
    }

    #[test]
    fn only_links_that_show_something_keep_their_relation() {
        assert!(allows("link", "rel", "alternate Stylesheet"));
        assert!(!allows("link", "rel", "preload"));
        assert!(!allows("link", "rel", "stylesheet modulepreload"));
        assert!(!allows("BASE", "href", "https://other.example/"));
    }

    #[test]
    fn embedded_pages_are_boxes_and_scripts_are_empty() {
        assert_eq!(kind("OBJECT"), Kind::Box);
        assert_eq!(kind("iframe"), Kind::Frame);
        assert_eq!(kind("svg:script"), Kind::Inert);
        assert_eq!(kind("noscript"), Kind::Plain);
    }
}
