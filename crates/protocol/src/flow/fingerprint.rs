use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What an element looked like when a step was written, so that it can be known
/// again after a redesign. What it does not have is left out, or empty.
///
/// All of it was put there by the site's authors: nothing is ever taken from what
/// a customer typed, chose or was shown in a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase", expecting = "a fingerprint")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fingerprint {
    /// The element's tag in lower case, such as `button`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub tag: String,
    /// The attribute `type`, such as `submit` or `email`.
    #[serde(rename = "type", skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub kind: String,
    /// The attribute `name`: what a field is called in the form, not its value.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub name: String,
    /// The attribute `id`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub id: String,
    /// The attribute `class`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub class: String,
    /// The ARIA role, given or implied by the element.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub role: String,
    /// The name given for assistive technology, `aria-label`. What `aria-labelledby`
    /// refers to is its label.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub aria_label: String,
    /// The text the element shows; of a field, nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub text: String,
    /// The text of a field's label.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub label: String,
    /// Where a link leads.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub href: String,
    /// What stands for the picture: the element's own `alt`, or that of a picture
    /// inside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub alt: String,
    /// The hint that an empty field shows.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub placeholder: String,
    /// The text that stands around the element: its row, its card, its heading. No
    /// value of a field is part of it.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub neighbour_text: String,
    /// The value of `data-testid`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub test_id: String,
    /// Other attributes that the site's authors wrote, such as `autocomplete` or
    /// `data-action`; never `value`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string>", optional))]
    pub attributes: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_element_has_is_written() {
        let fingerprint = Fingerprint {
            tag: "input".into(),
            kind: "email".into(),
            test_id: "mail".into(),
            attributes: BTreeMap::from([("autocomplete".into(), "email".into())]),
            ..Fingerprint::default()
        };
        let json = serde_json::to_string(&fingerprint).unwrap();
        assert_eq!(
            json,
            r#"{"tag":"input","type":"email","testId":"mail","attributes":{"autocomplete":"email"}}"#
        );
        assert_eq!(serde_json::from_str::<Fingerprint>(&json).unwrap(), fingerprint);
    }

    #[test]
    fn a_property_it_does_not_know_is_an_error() {
        let error = serde_json::from_str::<Fingerprint>(r#"{ "tag": "input", "value": "x" }"#).unwrap_err();
        assert!(error.to_string().contains("unknown field `value`"), "{error}");
    }
}
