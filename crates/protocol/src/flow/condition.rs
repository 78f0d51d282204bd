use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{Place, Target, Test};
use crate::message::SignalKind;

/// When a step is done.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Condition {
    /// The customer says so with the Next button.
    #[default]
    Next,
    /// The target was clicked.
    Click,
    /// The target is a field, filled and valid by its own word.
    Valid,
    /// The customer is on this page.
    Place(#[cfg_attr(feature = "typescript", tsify(type = "string"))] Place),
    /// An element can be seen.
    Present(#[cfg_attr(feature = "typescript", tsify(type = "string | Target"))] Target),
    /// An element can't be seen any more, or never could for a second.
    Gone(#[cfg_attr(feature = "typescript", tsify(type = "string | Target"))] Target),
    /// An element can be seen and used.
    Enabled(#[cfg_attr(feature = "typescript", tsify(type = "string | Target"))] Target),
    /// The site dispatched a DOM event on the document.
    Event(#[cfg_attr(feature = "typescript", tsify(type = "string | EventTest"))] EventTest),
    /// What the site told with `context.set()` is so.
    Context(
        #[cfg_attr(feature = "typescript", tsify(type = "Record<string, string | number | boolean | Test>"))]
        Tests,
    ),
    /// The customer has struggled like this since the step came on.
    Signal(
        #[serde(deserialize_with = "signal")]
        #[cfg_attr(feature = "typescript", tsify(type = "SignalKind"))]
        #[cfg_attr(feature = "schema", schemars(schema_with = "super::schema::signal"))]
        SignalKind,
    ),
    /// All of these hold.
    All(#[cfg_attr(feature = "schema", schemars(length(min = 1)))] Vec<Condition>),
    /// One of these holds.
    Any(#[cfg_attr(feature = "schema", schemars(length(min = 1)))] Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
}

/// A DOM event, by its name and by what is in its detail.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", remote = "Self")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = super::schema::event))]
pub struct EventTest {
    /// The event's name.
    pub name: String,
    /// Tests by path into `event.detail`, such as `basket.items`.
    #[serde(default, rename = "where")]
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, string | number | boolean | Test>", optional)
    )]
    pub tests: Tests,
}

/// Tests by key; all of them must pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tests(pub Vec<(String, Test)>);

impl Condition {
    /// This condition and all within it, the outer before the inner.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        let mut rest = vec![self];
        std::iter::from_fn(move || {
            let next = rest.pop()?;
            match next {
                Self::All(parts) | Self::Any(parts) => rest.extend(parts.iter().rev()),
                Self::Not(inner) => rest.push(inner),
                _ => {}
            }
            Some(next)
        })
    }

    /// The element it looks at, when it is one that can be seen or not.
    #[must_use]
    pub fn element(&self) -> Option<&Target> {
        match self {
            Self::Present(target) | Self::Gone(target) | Self::Enabled(target) => Some(target),
            _ => None,
        }
    }

    /// What makes no sense in it, in words that begin with the path.
    pub(super) fn problem(&self) -> Option<String> {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                let name = if matches!(self, Self::All(_)) { "all" } else { "any" };
                if parts.is_empty() {
                    return Some(format!(".{name}: expected at least one condition, found none"));
                }
                let mut inner = parts.iter().enumerate();
                inner.find_map(|(at, part)| Some(format!(".{name}[{at}]{}", part.problem()?)))
            }
            Self::Not(inner) => match &**inner {
                Self::Next | Self::Click => Some(
                    ".not: expected something that holds or does not, found what the customer does".into(),
                ),
                other => Some(format!(".not{}", other.problem()?)),
            },
            Self::Event(event) if event.name.trim().is_empty() => {
                Some(".event: expected an event's name, found an empty text".into())
            }
            _ => None,
        }
    }
}

pub(super) fn signal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SignalKind, D::Error> {
    let name = String::deserialize(deserializer)?;
    let known = || SignalKind::NAMES.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>();
    SignalKind::named(&name).ok_or_else(|| {
        de::Error::custom(format!("unknown variant `{name}`, expected one of {}", known().join(", ")))
    })
}

impl<'de> Deserialize<'de> for EventTest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EventVisitor;
        impl<'de> Visitor<'de> for EventVisitor {
            type Value = EventTest;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an event's name, or an object such as { \"name\": \"cart:changed\", \"where\": { \"items\": 1 } }")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<EventTest, E> {
                Ok(EventTest { name: name.to_owned(), tests: Tests::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<EventTest, A::Error> {
                // The derived reader of the fields, kept beside this one by `remote`.
                EventTest::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(EventVisitor)
    }
}

impl<'de> Deserialize<'de> for Tests {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TestsVisitor;
        impl<'de> Visitor<'de> for TestsVisitor {
            type Value = Tests;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object of tests such as { \"items\": { \"atLeast\": 1 } }")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tests, A::Error> {
                let mut tests = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    tests.push(entry);
                }
                Ok(Tests(tests))
            }
        }
        deserializer.deserialize_map(TestsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Condition {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_kind_is_read() {
        assert_eq!(read(r#""valid""#), Condition::Valid);
        assert_eq!(read(r##"{ "gone": "#spinner" }"##), Condition::Gone(Target::css("#spinner")));
        let event = r#"{ "event": { "name": "cart", "where": { "items": { "atLeast": 1 } } } }"#;
        let Condition::Event(event) = read(event) else { panic!("an event") };
        assert_eq!((event.name.as_str(), event.tests.0[0].1.at_least), ("cart", Some(1.0)));
        let Condition::Context(tests) = read(r#"{ "context": { "plan": "gold" } }"#) else {
            panic!("a context")
        };
        assert_eq!(tests.0[0].0, "plan");
    }

    #[test]
    fn the_walk_reaches_all_of_it() {
        let nested =
            read(r##"{ "all": ["click", { "not": { "present": "#a" } }, { "any": ["valid", "next"] }] }"##);
        assert_eq!(nested.walk().count(), 7);
        assert_eq!(nested.walk().filter_map(Condition::element).count(), 1);
    }

    #[test]
    fn what_makes_no_sense_is_named_by_its_path() {
        let problem = |json| read(json).problem().unwrap();
        assert_eq!(problem(r#"{ "any": [] }"#), ".any: expected at least one condition, found none");
        let nested = problem(r#"{ "all": ["click", { "not": "next" }] }"#);
        assert!(nested.starts_with(".all[1].not: "), "{nested}");
        assert_eq!(read(r#"{ "all": ["valid", "next"] }"#).problem(), None);
    }
}
