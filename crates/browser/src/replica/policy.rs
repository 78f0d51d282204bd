//! What of the customer's page may exist in the copy, and from where the copy
//! may load. The sandbox and the frame's policy would stop what acts, too; this
//! stops it a third time, and spares the console a complaint per page.

/// The Content-Security-Policy of the copy's document: only what shows, and that
/// from `sources` alone, which are origins such as `https://cdn.example`. A
/// picture from anywhere else would tell its server that an agent is looking.
pub(super) fn document_policy(sources: &[String]) -> String {
    // It is written into an attribute and a header's grammar.
    let plain = |source: &&String| {
        source.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:/[]".contains(&byte))
    };
    let sources: String = sources.iter().filter(plain).map(|source| format!(" {source}")).collect();
    format!(
        "default-src 'none'; img-src data:{sources}; style-src 'unsafe-inline'{sources}; \
         font-src data:{sources}; form-action 'none'"
    )
}

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

/// Elements that load a page of their own, or ask a person for a permission in
/// the console's name.
const EMBEDDED: [&str; 8] =
    ["applet", "embed", "fencedframe", "frame", "geolocation", "object", "permission", "portal"];

/// How an element of this qualified name is rebuilt.
pub(super) fn kind(name: &str) -> Kind {
    let name = name.to_ascii_lowercase();
    // `svg:script` and `html:iframe` are what their last part says.
    match name.rsplit(':').next() {
        Some("script") => Kind::Inert,
        Some("iframe") if name == "iframe" => Kind::Frame,
        Some(local) if local == "iframe" || EMBEDDED.contains(&local) => Kind::Box,
        _ => Kind::Plain,
    }
}

/// Attributes that act, load, navigate, or fail in another document: a script
/// or style sheet fetched with `crossorigin` or `integrity` would be refused
/// here although the customer has it.
const NEVER: [&str; 17] = [
    "attributionsrc",
    "autofocus",
    "commandfor",
    "crossorigin",
    "formtarget",
    "http-equiv",
    "imagesrcset",
    "integrity",
    "interestfor",
    "is",
    "manifest",
    "nonce",
    "ping",
    "popovertarget",
    "referrerpolicy",
    "srcdoc",
    "target",
];

/// What of a frame says which page it gets, and what that may do: the copy is given
/// the page.
const OF_FRAMES: [&str; 8] =
    ["allow", "allowfullscreen", "credentialless", "csp", "loading", "name", "sandbox", "src"];

/// Link relations that only show something; all others fetch or navigate.
const LINKS: [&str; 4] = ["stylesheet", "alternate", "icon", "canonical"];

/// Whether an attribute of an element with this local name may be set.
pub(super) fn allows(element: &str, name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if name.starts_with("on") || NEVER.contains(&name.as_str()) || acts(value) {
        return false;
    }
    // An animation goes through a list of values.
    if name == "values" && value.split(';').any(acts) {
        return false;
    }
    match element.to_ascii_lowercase().as_str() {
        "base" => name != "href",
        "iframe" => !OF_FRAMES.contains(&name.as_str()),
        // The agent's requests name no page, whatever the customer's page wants.
        "meta" if name == "name" => !value.trim().eq_ignore_ascii_case("referrer"),
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
    use super::{Kind, allows, document_policy, kind};

    #[test]
    fn the_copy_loads_from_its_sources_and_from_nowhere_else() {
        assert_eq!(
            document_policy(&["https://a.example".into(), "https://b.example\"; script-src *".into()]),
            "default-src 'none'; img-src data: https://a.example; \
             style-src 'unsafe-inline' https://a.example; font-src data: https://a.example; \
             form-action 'none'"
        );
        assert!(document_policy(&[]).contains("img-src data:;"));
    }

    #[test]
    fn handlers_and_actions_are_never_set() {
        for name in ["onclick", "ONLOAD", "srcdoc", "target", "http-equiv", "nonce"] {
            assert!(!allows("a", name, "x"), "{name}");
        }
        assert!(allows("a", "href", "/accounts"));
        assert!(allows("div", "style", "color: red"));
    }

    #[test]
    fn a_frame_keeps_its_looks_and_gets_no_page() {
        for name in ["src", "SRC", "srcdoc", "sandbox", "name", "allow"] {
            assert!(!allows("iframe", name, "x"), "{name}");
        }
        for name in ["hidden", "lang", "data-theme", "aria-label", "frameborder"] {
            assert!(allows("iframe", name, "x"), "{name}");
        }
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
        assert!(!allows("animate", "values", "https://a.example;javascript:x"));
        assert!(allows("img", "src", "data:image/png;base64,AA=="));
    }

    #[test]
    fn only_links_that_show_something_keep_their_relation() {
        assert!(allows("link", "rel", "alternate Stylesheet"));
        assert!(!allows("link", "rel", "preload"));
        assert!(!allows("link", "rel", "stylesheet modulepreload"));
        assert!(!allows("BASE", "href", "https://other.example/"));
        assert!(!allows("meta", "name", " Referrer"));
        assert!(allows("meta", "name", "color-scheme"));
    }

    #[test]
    fn embedded_pages_are_boxes_and_scripts_are_empty() {
        assert_eq!(kind("OBJECT"), Kind::Box);
        assert_eq!(kind("IFRAME"), Kind::Frame);
        assert_eq!(kind("h:iframe"), Kind::Box);
        assert_eq!(kind("svg:script"), Kind::Inert);
        assert_eq!(kind("noscript"), Kind::Plain);
    }
}
