use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

/// A text in one language, or in several by BCP 47 tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    by_locale: BTreeMap<String, String>,
}

/// The key of a text that names no language.
const ANY: &str = "";

impl Text {
    /// The text for a locale: the tag itself, then its language, then the one
    /// text without a language, English, and whatever there is.
    #[must_use]
    pub fn for_locale(&self, locale: &str) -> &str {
        let language = locale.split('-').next().unwrap_or(locale);
        [locale, language, ANY, "en"]
            .iter()
            .find_map(|tag| self.by_locale.get(*tag))
            .or_else(|| self.by_locale.values().next())
            .map_or("", String::as_str)
    }

    /// Whether no language has a text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_locale.values().all(String::is_empty)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self { by_locale: BTreeMap::from([(ANY.to_owned(), text.to_owned())]) }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;
        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a text, or an object of texts by language such as { \"en\": \"…\" }")
            }
            fn visit_str<E>(self, text: &str) -> Result<Text, E> {
                Ok(Text::from(text))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
                let mut by_locale = BTreeMap::new();
                while let Some((tag, text)) = map.next_entry()? {
                    by_locale.insert(tag, text);
                }
                Ok(Text { by_locale })
            }
        }
        deserializer.deserialize_any(TextVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_taken() {
        let text: Text = serde_json::from_str(r#"{ "en": "Hello", "de": "Hallo" }"#).unwrap();
        assert_eq!(text.for_locale("de-AT"), "Hallo");
        assert_eq!(text.for_locale("fr"), "Hello");
        assert_eq!(Text::from("Hi").for_locale("de"), "Hi");
    }
}
