use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

/// A value the site tells of: by `context.set()`, or in the detail of an event.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Bool(bool),
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ValueVisitor;
        impl Visitor<'_> for ValueVisitor {
            type Value = Value;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text, a number, true or false")
            }
            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
                Ok(Value::Bool(yes))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
                Ok(Value::Number(number))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number as f64))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
                Ok(Value::Number(number as f64))
            }
        }
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// What a value must be. Every part that is given must hold; a value by itself
/// in a document means that it must be just that.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", remote = "Self")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = super::schema::test))]
pub struct Test {
    /// It is this.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | number | boolean", optional))]
    pub is: Option<Value>,
    /// It is not this; a value that is not there is not this either.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "string | number | boolean", optional))]
    pub not: Option<Value>,
    /// It is a number, this or greater.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "number", optional))]
    pub at_least: Option<f64>,
    /// It is a number, this or less.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "number", optional))]
    pub at_most: Option<f64>,
    /// It is there, or it is not.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(type = "boolean", optional))]
    pub exists: Option<bool>,
}

impl Test {
    /// Whether a value (`None`: there is none) passes.
    #[must_use]
    pub fn passes(&self, value: Option<&Value>) -> bool {
        let number = match value {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        };
        self.is.as_ref().is_none_or(|wanted| value == Some(wanted))
            && self.not.as_ref().is_none_or(|unwanted| value != Some(unwanted))
            && self.at_least.is_none_or(|least| number.is_some_and(|number| number >= least))
            && self.at_most.is_none_or(|most| number.is_some_and(|number| number <= most))
            && self.exists.is_none_or(|exists| value.is_some() == exists)
    }
}

impl<'de> Deserialize<'de> for Test {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TestVisitor;
        fn is<E>(value: Value) -> Result<Test, E> {
            Ok(Test { is: Some(value), ..Test::default() })
        }
        impl<'de> Visitor<'de> for TestVisitor {
            type Value = Test;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a value, or an object such as { \"atLeast\": 1 }")
            }
            fn visit_str<E>(self, text: &str) -> Result<Test, E> {
                is(Value::Text(text.to_owned()))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Test, E> {
                is(Value::Bool(yes))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Test, E> {
                is(Value::Number(number))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Test, E> {
                is(Value::Number(number as f64))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Test, E> {
                is(Value::Number(number as f64))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Test, A::Error> {
                // The derived reader of the fields, kept beside this one by `remote`.
                Test::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(TestVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(json: &str) -> Test {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_value_by_itself_means_equality() {
        let gold = Value::Text("gold".into());
        assert!(test(r#""gold""#).passes(Some(&gold)));
        assert!(!test(r#""silver""#).passes(Some(&gold)));
        assert!(test("3").passes(Some(&Value::Number(3.0))));
        assert!(!test("3").passes(Some(&Value::Text("3".into()))), "a text is no number");
        assert!(test("false").passes(Some(&Value::Bool(false))));
        assert!(!test("false").passes(None));
    }

    #[test]
    fn every_part_must_hold() {
        let between = test(r#"{ "atLeast": 1, "atMost": 5, "not": 3 }"#);
        let passes = |number: f64| between.passes(Some(&Value::Number(number)));
        assert!(passes(1.0) && passes(5.0) && !passes(3.0) && !passes(0.5) && !passes(6.0));
        assert!(!passes(f64::NAN));
        assert!(!between.passes(None));
        assert!(test(r#"{ "exists": false }"#).passes(None));
        assert!(test(r#"{ "not": 3 }"#).passes(None));
    }
}
