use std::fmt;

use super::Fingerprint;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

/// How to find the element a step is about. Every part that is given must hold.
///
/// In a document: a CSS selector as a string, or an object such as
/// `{ "role": "button", "name": "Continue" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", remote = "Self")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = super::schema::target))]
pub struct Target {
    /// A CSS selector; it is also tried inside open shadow roots.
    #[serde(default)]
    pub css: Option<String>,
    /// The ARIA role, given or implied by the element.
    #[serde(default)]
    pub role: Option<String>,
    /// The accessible name.
    #[serde(default)]
    pub name: Option<String>,
    /// The text an element shows.
    #[serde(default)]
    pub text: Option<String>,
    /// The text of a field's label.
    #[serde(default)]
    pub label: Option<String>,
    /// The value of `data-testid`.
    #[serde(default)]
    pub test_id: Option<String>,
    /// What the element was known by when it was recorded: with nothing else given
    /// the element that is the same, or else the one that is most alike.
    #[serde(default)]
    pub fingerprint: Option<Box<Fingerprint>>,
    /// An element the page itself handed over, by the number it was given.
    #[serde(skip)]
    pub handle: Option<u32>,
}

impl Target {
    /// A target found by a CSS selector.
    #[must_use]
    pub fn css(selector: &str) -> Self {
        Self { css: Some(selector.to_owned()), ..Self::default() }
    }

    /// An element the page handed over.
    #[must_use]
    pub fn handle(handle: u32) -> Self {
        Self { handle: Some(handle), ..Self::default() }
    }

    /// Whether it is found by what it was recorded with, and by nothing else.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.fingerprint.is_some() && self.parts().iter().all(|(_, part)| part.is_none())
    }

    /// Whether nothing says how to find it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn parts(&self) -> [(&'static str, &Option<String>); 6] {
        [
            ("css", &self.css),
            ("role", &self.role),
            ("name", &self.name),
            ("text", &self.text),
            ("label", &self.label),
            ("testId", &self.test_id),
        ]
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (key, value) in self.parts() {
            if let Some(value) = value {
                let comma = if first { "" } else { ", " };
                write!(out, "{comma}{key} \"{value}\"")?;
                first = false;
            }
        }
        if first {
            out.write_str(match self {
                Self { fingerprint: Some(_), .. } => "a recorded element",
                Self { handle: Some(_), .. } => "an element given by the page",
                _ => "nothing",
            })?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TargetVisitor;
        impl<'de> Visitor<'de> for TargetVisitor {
            type Value = Target;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(
                    "a CSS selector, or an object such as { \"role\": \"button\", \"name\": \"Continue\" }",
                )
            }
            fn visit_str<E: de::Error>(self, selector: &str) -> Result<Target, E> {
                if selector.trim().is_empty() {
                    return Err(E::custom("the selector is empty"));
                }
                Ok(Target::css(selector))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Target, A::Error> {
                // The derived reader of the fields, kept beside this one by `remote`.
                let target = Target::deserialize(MapAccessDeserializer::new(map))?;
                if target.is_empty() {
                    return Err(de::Error::custom(
                        "the target says nothing; give css, role, name, text, label, testId or fingerprint",
                    ));
                }
                // An empty selector is an error in the browser, an empty name fits anything.
                let blank =
                    |part: &Option<String>| part.as_deref().is_some_and(|text| text.trim().is_empty());
                if let Some((key, _)) = target.parts().into_iter().find(|(_, part)| blank(part)) {
                    return Err(de::Error::custom(format!("the target's {key} is empty")));
                }
                Ok(target)
            }
        }
        deserializer.deserialize_any(TargetVisitor)
    }
}
