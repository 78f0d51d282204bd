//! Attributes are sent by allow-list: one that nobody thought of stays at home.

use std::borrow::Cow;

use alongside_protocol::page::Namespace;

use super::{
    Level,
    address::{self, Use},
    css::{self, Strictness},
    name, shape, vocabulary,
};

/// What is known of the element that an attribute stands on; empty when nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bearer<'a> {
    /// Its local name.
    pub element: &'a str,
    /// Its vocabulary.
    pub namespace: Namespace,
    /// Its attribute `role`.
    pub role: &'a str,
}

/// An attribute, and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attribute<'a> {
    pub(super) of: Bearer<'a>,
    pub(super) name: &'a str,
    pub(super) value: &'a str,
}

/// What kind of thing an attribute holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Code, and values that the field's mode rules: never sent, at no level.
    Never,
    Address,
    Style,
    /// Text that is seen: its shape is part of the layout.
    Visible,
    Other,
}

impl<'a> Attribute<'a> {
    pub(super) fn holds(&self) -> Holds {
        let name = self.name;
        match name {
            "value" if matches!(self.of.element, "li" | "progress" | "meter") => Holds::Other,
            "value" | "checked" | "selected" | "srcdoc" | "nonce" | "integrity" | "http-equiv" => {
                Holds::Never
            }
            "style" => Holds::Style,
            "placeholder" | "label" => Holds::Visible,
            "srcset" | "imagesrcset" => Holds::Address,
            _ if name.starts_with("on") => Holds::Never,
            _ if vocabulary::is_address(name) => Holds::Address,
            _ => Holds::Other,
        }
    }

    /// Whether its numbers are coordinates.
    pub(super) fn draws(&self) -> bool {
        self.name == "coords" || self.of.namespace != Namespace::Html && vocabulary::is_drawing(self.name)
    }

    /// What of it may be sent, if anything.
    pub(super) fn allowed(&self, level: Level, key: u64) -> Option<Cow<'a, str>> {
        let value = self.value;
        match (self.holds(), level) {
            (Holds::Never, _) | (_, Level::Hide) => None,
            (_, Level::Show) => Some(Cow::Borrowed(value)),
            (Holds::Address, _) => Some(self.address(key)),
            (Holds::Style, _) => Some(css::clean(key, value, Strictness::NoText)),
            (Holds::Visible, _) => Some(Cow::Owned(shape::masked(value))),
            (Holds::Other, _) => self.other(key),
        }
    }

    fn other(&self, key: u64) -> Option<Cow<'a, str>> {
        let Self { name, value, of } = *self;
        if vocabulary::is_choice(name) && !(name == "aria-selected" && of.role == "tab") {
            // Which part of a page is open is seen anyway; what was chosen in it is not.
            None
        } else if vocabulary::is_name(name) {
            Some(name::clean_list(key, value))
        } else if vocabulary::is_shaping(name) {
            Some(Cow::Borrowed(value))
        } else if name.starts_with("data-") {
            // Style sheets select on its presence; a value that is no state stays here.
            Some(Cow::Borrowed(if vocabulary::is_state(value) { value } else { "" }))
        } else if of.namespace != Namespace::Html && vocabulary::is_drawing(name) {
            // A reference (`url(#…)`) follows the name of what it refers to.
            Some(if value.contains("url(") {
                css::clean(key, value, Strictness::NoText)
            } else {
                Cow::Borrowed(value)
            })
        } else {
            None
        }
    }

    fn address(&self, key: u64) -> Cow<'a, str> {
        let Self { of: Bearer { element, namespace, .. }, name, value } = *self;
        if matches!(name, "srcset" | "imagesrcset") {
            return Cow::Owned(address::clean_set(key, value));
        }
        // What draws refers to a drawing, here or in a file of them.
        if namespace != Namespace::Html
            && let Some((file, id)) = value.split_once('#')
            && (file.is_empty() || file.ends_with(".svg"))
        {
            let (file, id) = (address::clean(key, file, Use::Part), name::clean(key, id));
            return Cow::Owned(format!("{file}#{id}"));
        }
        let is_place = match element {
            "link" | "image" | "use" | "feImage" => false,
            _ => matches!(name, "href" | "xlink:href" | "action" | "formaction" | "cite"),
        };
        address::clean(key, value, if is_place { Use::Place } else { Use::Part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(level: Level, namespace: Namespace, element: &str, name: &str, value: &str) -> Option<String> {
        let of = Bearer { element, namespace, role: "" };
        Attribute { of, name, value }.allowed(level, 7).map(Cow::into_owned)
    }

    fn html(level: Level, name: &str, value: &str) -> Option<String> {
        sent(level, Namespace::Html, "div", name, value)
    }

    #[test]
    fn below_show_no_attribute_carries_text() {
        let names = [
            "title",
            "alt",
            "content",
            "value",
            "onclick",
            "data-name",
            "x-user",
            "summary",
            "abbr",
            "download",
            "ping",
            "aria-label",
            "aria-description",
            "aria-placeholder",
            "aria-roledescription",
            "aria-valuetext",
            "aria-valuenow",
            "aria-braillelabel",
            "longdesc",
            "itemprop",
            "srcdoc",
            "accesskey",
        ];
        for name in names {
            for level in [Level::MaskInputs, Level::MaskAllText, Level::Hide] {
                for space in [Namespace::Html, Namespace::Svg, Namespace::MathMl] {
                    let sent = sent(level, space, "div", name, "Jane").unwrap_or_default();
                    assert_eq!(sent, "", "{name} {level:?} {space:?}");
                }
            }
        }
    }

    #[test]
    fn what_shapes_the_page_stays() {
        for (name, value, left) in [
            ("placeholder", "Jane Doe", "xxxx xxxx"),
            ("class", "card wide css-1q2w3e4", "card wide css-1q2w3e4"),
            ("href", "/a?name=Jane#Doe", "/a"),
            ("data-state", "open", "open"),
            ("srcset", "/a.png?Jane 1x, /b.png 2x", "/a.png 1x, /b.png 2x"),
            ("style", "--cols: 3; color: red; content: 'Jane'", "--cols: 3; color: red; content: \"\""),
            ("sizes", "(min-width: 40em) 50vw", "(min-width: 40em) 50vw"),
        ] {
            assert_eq!(html(Level::MaskInputs, name, value).as_deref(), Some(left), "{name}");
        }
    }

    #[test]
    fn names_that_identify_go_and_still_fit() {
        let id = html(Level::MaskInputs, "id", "user-4711000815").unwrap();
        assert!(!id.contains("4711"));
        for name in ["for", "aria-labelledby", "list", "form", "headers", "name"] {
            assert_eq!(
                html(Level::MaskAllText, name, "user-4711000815").as_deref(),
                Some(id.as_str()),
                "{name}"
            );
        }
        let svg = |name, value| sent(Level::MaskInputs, Namespace::Svg, "use", name, value).unwrap();
        assert_eq!(svg("xlink:href", "#user-4711000815"), format!("#{id}"));
        assert_eq!(svg("fill", "url(#user-4711000815)"), format!("url(\"#{id}\")"));
    }

    #[test]
    fn what_a_customer_chooses_stays_and_which_tab_is_open_does_not() {
        let sent = |level, role, name| {
            let of = Bearer { element: "div", role, ..Bearer::default() };
            Attribute { of, name, value: "true" }.allowed(level, 7).is_some()
        };
        for level in [Level::MaskInputs, Level::MaskAllText] {
            for name in ["aria-selected", "aria-pressed", "aria-activedescendant", "aria-checked"] {
                for role in ["", "option", "button", "switch", "radio", "treeitem", "gridcell"] {
                    assert!(!sent(level, role, name), "{name} of {role}");
                }
            }
            assert!(sent(level, "tab", "aria-selected"));
            assert!(!sent(level, "tab", "aria-pressed"));
        }
        assert!(sent(Level::Show, "option", "aria-selected"));
    }

    #[test]
    fn drawings_keep_their_geometry_and_lose_their_words() {
        let svg = |name, value| sent(Level::MaskAllText, Namespace::Svg, "use", name, value);
        assert_eq!(svg("viewBox", "0 0 24 24").as_deref(), Some("0 0 24 24"));
        assert_eq!(svg("href", "/icons.svg#cart").as_deref(), Some("/icons.svg#cart"));
        assert_eq!(svg("fill", "url(#grad)").as_deref(), Some("url(#grad)"));
        for name in ["xlink:title", "alttext", "customer", "xml:base", "inkscape:label"] {
            assert_eq!(svg(name, "Jane"), None, "{name}");
        }
    }

    #[test]
    fn a_style_sheet_is_still_found() {
        let link =
            |element| sent(Level::MaskInputs, Namespace::Html, element, "href", "/styles/12345678").unwrap();
        assert_eq!(link("link"), "/styles/12345678");
        assert!(link("a").starts_with("/styles/x-"));
    }

    #[test]
    fn a_value_is_never_an_attribute() {
        assert_eq!(html(Level::Show, "value", "Jane"), None);
        assert_eq!(html(Level::Show, "onclick", "steal()"), None);
        assert_eq!(html(Level::Show, "title", "Jane").as_deref(), Some("Jane"));
    }
}
