use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::{Message, MessageProblem};

/// A text in one language, or in several by BCP 47 tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    by_locale: BTreeMap<String, String>,
}

/// The key of a text that names no language.
const ANY: &str = "";

impl Text {
    /// The text for a locale, and the tag it is kept under if it has one: the tag
    /// itself, then shorter ones to the language alone, then another region's, the
    /// one text without a language, English, and whatever there is.
    #[must_use]
    pub fn choose(&self, locale: &str) -> (Option<&str>, &str) {
        let mut tag = locale;
        let chosen = loop {
            if let Some(found) = self.tagged(|known| known.eq_ignore_ascii_case(tag)) {
                break Some(found);
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => break None,
            }
        };
        chosen
            .or_else(|| self.tagged(|known| language(known).eq_ignore_ascii_case(tag)))
            .or_else(|| self.tagged(|known| known == ANY))
            .or_else(|| self.tagged(|known| language(known).eq_ignore_ascii_case("en")))
            .or_else(|| self.tagged(|_| true))
            .map_or((None, ""), |(tag, text)| ((tag != ANY).then_some(tag), text))
    }

    /// The text for a locale.
    #[must_use]
    pub fn for_locale(&self, locale: &str) -> &str {
        self.choose(locale).1
    }

    /// Whether no language has a text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_locale.values().all(String::is_empty)
    }

    /// Every tag (empty for the text that names no language) with its text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_locale.iter().map(|(tag, text)| (tag.as_str(), text.as_str()))
    }

    /// The texts that are no readable [`Message`], by their tag (empty for the
    /// text that names no language).
    #[must_use]
    pub fn problems(&self) -> Vec<(String, MessageProblem)> {
        self.iter()
            .filter_map(|(tag, text)| Message::parse(text).err().map(|problem| (tag.to_owned(), problem)))
            .collect()
    }

    fn tagged(&self, fits: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
        self.iter().find(|(tag, _)| fits(tag))
    }
}

fn language(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// As the `dir` attribute has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Which way the language of a BCP 47 tag is written: by its script if the tag
/// names one, else by its language.
#[must_use]
pub fn direction(tag: &str) -> Direction {
    const SCRIPTS: [&str; 6] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"];
    const LANGUAGES: [&str; 11] = ["ar", "he", "fa", "ur", "ps", "sd", "ug", "yi", "dv", "ckb", "iw"];
    let among = |names: &[&str], part: &str| names.iter().any(|name| name.eq_ignore_ascii_case(part));
    // A script has four letters; a region of four begins with a digit.
    let script = tag.split('-').skip(1).find(|part| part.len() == 4 && part.is_ascii() && is_word(part));
    let rtl = match script {
        Some(script) => among(&SCRIPTS, script),
        None => among(&LANGUAGES, language(tag)),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

fn is_word(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
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

    fn text(json: &str) -> Text {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_nearest_language_is_taken_and_named() {
        let hello = text(r#"{ "en": "Hello", "de": "Hallo", "zh-Hant": "您好", "pt-BR": "Olá" }"#);
        for (locale, chosen) in [
            ("de", (Some("de"), "Hallo")),
            ("de-AT", (Some("de"), "Hallo")),
            ("DE", (Some("de"), "Hallo")),
            ("zh-Hant-TW", (Some("zh-Hant"), "您好")),
            ("pt", (Some("pt-BR"), "Olá")),
            ("fr", (Some("en"), "Hello")),
            ("", (Some("en"), "Hello")),
        ] {
            assert_eq!(hello.choose(locale), chosen, "{locale}");
        }
        assert_eq!(Text::from("Hi").choose("de"), (None, "Hi"));
        assert_eq!(text(r#"{ "en-GB": "Hello", "ja": "やあ" }"#).for_locale("fr"), "Hello");
        assert_eq!(text(r#"{ "ja": "やあ" }"#).for_locale("fr"), "やあ");
        assert_eq!(text("{}").choose("en"), (None, ""));
    }

    #[test]
    fn a_script_or_a_language_has_its_direction() {
        for tag in [
            "ar",
            "ar-EG",
            "he",
            "HE",
            "fa",
            "ur",
            "ps",
            "sd",
            "ug",
            "yi",
            "dv",
            "ckb",
            "ku-Arab",
            "az-arab-IR",
        ] {
            assert_eq!(direction(tag), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "de-AT", "ku", "ku-Latn", "ar-Latn", "sd-Deva-IN", "arn", "de-1996", ""] {
            assert_eq!(direction(tag), Direction::Ltr, "{tag}");
        }
    }

    #[test]
    fn a_text_that_is_no_message_is_reported_by_its_language() {
        let text = text(r#"{ "en": "{n, plural, other {#}}", "de": "{n, plural, one {#}}" }"#);
        let problems: Vec<String> =
            text.problems().into_iter().map(|(tag, problem)| format!("{tag}: {problem}")).collect();
        assert_eq!(problems, ["de: expected the case \"other {…}\", found \"}\" at character 20"]);
    }
}
