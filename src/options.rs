//! The options of `start()` and `record()`: read once, every mistake named by its
//! path.

mod signals;

use std::{collections::BTreeMap, fmt};

use alongside_core::{
    engine::{Config, Consent},
    privacy::{Level, Policy, Rules},
    tabs::Sharing,
};
use alongside_protocol::{flow::spelling, tree::Tree};
use js_sys::{Object, Reflect};
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeOwned, IgnoredAny, MapAccess, Visitor, value::MapAccessDeserializer},
};
use signals::{Signals, When};
use wasm_bindgen::{JsCast, JsValue};

/// The options of `start()`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object of options")]
pub(crate) struct Options {
    site: Option<String>,
    pub(crate) relay: Option<String>,
    /// Read apart: addresses, or whole documents.
    #[serde(rename = "flows")]
    _flows: Option<IgnoredAny>,
    locale: Option<String>,
    #[serde(default, deserialize_with = "consent")]
    consent: Option<Consent>,
    privacy: Option<Privacy>,
    pictures: Option<Pictures>,
    pub(crate) theme: Option<Theme>,
    phone: Option<String>,
    voice: Option<Voice>,
    signals: Option<Signals>,
    when: Option<Vec<When>>,
}

/// What may leave the page.
#[derive(Default)]
pub(crate) struct Privacy {
    level: Level,
    rules: Vec<(String, Level)>,
}

/// When a picture of a canvas, a video or an image may be made.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Pictures {
    OnDemand,
    Never,
}

/// What a site decides of calls.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an object with keepOverPageLoads")]
struct Voice {
    keep_over_page_loads: Option<bool>,
}

/// How the overlay looks.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", remote = "Self")]
pub(crate) struct Theme {
    #[serde(default)]
    pub(crate) scheme: Scheme,
    pub(crate) accent: Option<String>,
    pub(crate) on_accent: Option<String>,
    pub(crate) font: Option<String>,
}

/// Light or dark.
#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Scheme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl Options {
    /// Whether a call goes on over page loads without a gap.
    pub(crate) fn keeps_over_page_loads(&self) -> bool {
        let said = self.voice.as_ref().and_then(|voice| voice.keep_over_page_loads);
        self.relay.is_some() && said.unwrap_or(true)
    }

    /// What the engine must know. `gpc`, `language` and `random` come from the page.
    pub(crate) fn config(&self, gpc: bool, language: &str, random: u64) -> Result<Config, String> {
        if self.relay.is_some() && self.site.as_deref().unwrap_or_default().is_empty() {
            return Err(
                "option `site`: expected the site's public key, because `relay` is given; found none".into(),
            );
        }
        let default = Privacy::default();
        let privacy = self.privacy.as_ref().unwrap_or(&default);
        privacy.checked()?;
        let own = Signals::default();
        let signals = self.signals.as_ref().unwrap_or(&own);
        let policy = privacy.policy(random);
        let never = self.pictures == Some(Pictures::Never);
        Ok(Config {
            site: self.site.clone().unwrap_or_default(),
            locale: self.locale.clone().unwrap_or_else(|| language.to_owned()),
            has_relay: self.relay.is_some(),
            phone: self.phone.clone(),
            consent: self.consent.unwrap_or_default(),
            gpc,
            policy: if never { policy.without_pictures() } else { policy },
            rules: privacy.rules(),
            thresholds: signals.thresholds()?,
            signals_off: signals.off(),
            when: self.when.iter().flatten().map(When::rule).collect(),
            random,
            calls: crate::voice::support(),
            tabs: match (&self.relay, &self.site) {
                (Some(_), Some(site)) => crate::page::tabs::sharing(site),
                _ => Sharing::No,
            },
        })
    }
}

impl Privacy {
    /// The policy of one recording; `random` makes the names it gives its own.
    pub(crate) fn policy(&self, random: u64) -> Policy {
        Policy::at(self.level).with_rules(&self.rules).with_key(random)
    }

    /// The first of the site's selectors that is none.
    fn not_a_selector(&self) -> Option<&str> {
        let mut selectors = self.rules.iter().map(|(selector, _)| selector.as_str());
        selectors.find(|selector| !crate::page::dom::is_selector(selector))
    }

    /// Says which of the site's selectors is none: a rule that matches nothing
    /// would leave open what it was to close.
    pub(crate) fn checked(&self) -> Result<(), String> {
        self.not_a_selector().map_or(Ok(()), |selector| {
            Err(format!("option `privacy.rules`: expected a CSS selector, found \"{selector}\""))
        })
    }

    /// What the walker goes by.
    pub(crate) fn rules(&self) -> Rules {
        Rules { document: self.level, selectors: self.rules.clone() }
    }

    /// A sentence about an element of this page whose level is misspelt, if there is one.
    pub(crate) fn misspelt() -> Option<String> {
        let element = crate::page::dom::on_page(&Level::misspelt())?;
        let found = element.get_attribute(Level::ATTRIBUTE).unwrap_or_default();
        let known = Level::NAMES.map(|(name, _)| name).join(", ");
        let name = Level::ATTRIBUTE;
        Some(format!("attribute `{name}`: expected one of {known}, found \"{found}\"; the element is hidden"))
    }
}

/// Reads a JavaScript value; a mistake is named by where it is.
pub(crate) fn read<T: DeserializeOwned>(value: JsValue, what: &str) -> Result<T, String> {
    let tree: Tree = serde_wasm_bindgen::from_value(value)
        .map_err(|error| format!("{what}: {}", plain(&error.to_string())))?;
    tree.read().map_err(|mistake| {
        let path = mistake.path();
        let at = if path.is_empty() { String::new() } else { format!(" `{path}`") };
        format!("{what}{at}: {}", spelling::explain(mistake.message()))
    })
}

/// Takes one of the options out, as it is; what is left says that it was there.
pub(crate) fn take(options: &JsValue, key: &str) -> (JsValue, JsValue) {
    let taken = Reflect::get(options, &key.into()).unwrap_or(JsValue::UNDEFINED);
    if taken.is_undefined() || taken.is_null() {
        return (options.clone(), JsValue::UNDEFINED);
    }
    let rest = Object::assign(&Object::new(), options.unchecked_ref());
    // A plain object refuses no key.
    let _ = Reflect::set(&rest, &key.into(), &JsValue::TRUE);
    (rest.into(), taken)
}

/// The error's own words, without JavaScript's "Error: " before them.
fn plain(message: &str) -> &str {
    message.strip_prefix("Error: ").unwrap_or(message)
}

fn level<E: de::Error>(name: &str) -> Result<Level, E> {
    let known = Level::NAMES.map(|(name, _)| name).join(", ");
    Level::named(name).ok_or_else(|| E::custom(format!("expected one of {known}, found \"{name}\"")))
}

fn consent<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Consent>, D::Error> {
    let Some(name) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    consent_named(&name).map(Some).map_err(de::Error::custom)
}

/// The consent with a name.
pub(crate) fn consent_named(name: &str) -> Result<Consent, String> {
    Consent::named(name).ok_or_else(|| format!("expected one of unknown, granted, denied, found \"{name}\""))
}

impl<'de> Deserialize<'de> for Privacy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            level: Option<String>,
            #[serde(default)]
            rules: BTreeMap<String, String>,
        }
        struct PrivacyVisitor;
        impl<'de> Visitor<'de> for PrivacyVisitor {
            type Value = Privacy;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a privacy level, or an object with level and rules")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Privacy, E> {
                Ok(Privacy { level: level(name)?, rules: Vec::new() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Privacy, A::Error> {
                let fields = Fields::deserialize(MapAccessDeserializer::new(map))?;
                let rules = fields.rules.into_iter().map(|(selector, name)| Ok((selector, level(&name)?)));
                Ok(Privacy {
                    level: fields.level.map_or(Ok(Level::default()), |name| level(&name))?,
                    rules: rules.collect::<Result<_, _>>()?,
                })
            }
        }
        deserializer.deserialize_any(PrivacyVisitor)
    }
}

impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ThemeVisitor;
        impl<'de> Visitor<'de> for ThemeVisitor {
            type Value = Theme;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("auto, light, dark, or an object with scheme, accent, onAccent and font")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Theme, E> {
                let scheme = match name {
                    "auto" => Scheme::Auto,
                    "light" => Scheme::Light,
                    "dark" => Scheme::Dark,
                    _ => return Err(E::custom(format!("expected auto, light or dark, found \"{name}\""))),
                };
                Ok(Theme { scheme, ..Theme::default() })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Theme, A::Error> {
                Theme::deserialize(MapAccessDeserializer::new(map))
            }
        }
        deserializer.deserialize_any(ThemeVisitor)
    }
}
