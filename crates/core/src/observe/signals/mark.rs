/// The attributes that the rules ask of an element's markup.
pub const ASKED: [&str; 9] = [
    "role",
    "type",
    "class",
    "href",
    "rel",
    "aria-label",
    "aria-roledescription",
    "aria-expanded",
    "contenteditable",
];

/// An element as its markup describes it. None of it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its tag, in small letters.
    pub tag: String,
    /// Those of [`ASKED`] that it has, with their values.
    pub attributes: Vec<(String, String)>,
}

impl Mark {
    /// An attribute's value, when it has one.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether an attribute has this value, in any case of letters.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
    }

    /// Whether it is given one of these roles; the first of several is meant.
    pub(super) fn has_role(&self, roles: &[&str]) -> bool {
        let given = self.get("role").and_then(|roles| roles.split_whitespace().next());
        given.is_some_and(|given| roles.iter().any(|role| given.eq_ignore_ascii_case(role)))
    }

    pub(super) fn is_any_of(&self, tags: &[&str]) -> bool {
        tags.contains(&self.tag.as_str())
    }

    /// Whether it is an `<input>` of one of these types.
    pub(super) fn is_input(&self, types: &[&str]) -> bool {
        self.tag == "input" && types.iter().any(|kind| self.says("type", kind))
    }

    pub(super) fn is_editable(&self) -> bool {
        self.get("contenteditable").is_some_and(|value| !value.eq_ignore_ascii_case("false"))
    }
}
