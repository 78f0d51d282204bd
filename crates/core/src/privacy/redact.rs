use std::{borrow::Borrow, fmt, rc::Rc};

use alongside_protocol::{
    Wireable,
    page::{Digest, Namespace},
};
use serde::{Serialize, Serializer};

use super::{Level, address, attribute, card, css, shape};

/// Text that has passed the policy. Only [`Policy`] makes it, and it alone
/// implements [`Wireable`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redacted(Rc<str>);

impl Wireable for Redacted {}

impl Redacted {
    /// The text, for whoever needs to read it here.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn passed(text: impl Into<Rc<str>>) -> Self {
        Self(text.into())
    }
}

impl Serialize for Redacted {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl Borrow<str> for Redacted {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, out)
    }
}

/// Counts up whenever a rule of the policy changes.
const VERSION: u32 = 2;

/// The redaction policy: the only way from text of the page to text on the wire.
///
/// ```compile_fail
/// use alongside_core::privacy::Redacted;
/// // There is no other way to make one.
/// let text = Redacted(std::rc::Rc::from("4111 1111 1111 1111"));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// The level of the document; elements only tighten it.
    pub level: Level,
}

impl Policy {
    /// A short hash of the policy, so that whoever gets a batch knows under which
    /// one it was made.
    #[must_use]
    pub fn hash(&self) -> u32 {
        let mut digest = Digest::default();
        digest.number(u64::from(VERSION));
        digest.number(self.level as u64);
        digest.value() as u32
    }

    /// Text that the page shows.
    #[must_use]
    pub fn text(&self, level: Level, text: &str) -> Redacted {
        match level.max(self.level) {
            Level::Show | Level::MaskInputs => Redacted::passed(card::without_cards(text)),
            Level::MaskAllText => Redacted::passed(shape::masked(text)),
            Level::Hide => Redacted::passed(""),
        }
    }

    /// Text that the customer edits in place.
    #[must_use]
    pub fn edited(&self, level: Level, text: &str) -> Redacted {
        self.text(if level >= Level::MaskInputs { level.max(Level::MaskAllText) } else { level }, text)
    }

    /// The value of a field that may be shown. Card numbers stay sealed.
    #[must_use]
    pub fn value(&self, text: &str) -> Redacted {
        Redacted::passed(card::without_cards(text))
    }

    /// An attribute's value, if anything of it may be sent.
    #[must_use]
    pub fn attribute(&self, level: Level, namespace: Namespace, name: &str, value: &str) -> Option<Redacted> {
        attribute::allowed(level.max(self.level), namespace, name, value)
            .map(|value| Redacted::passed(card::without_cards(&value)))
    }

    /// The name of an element, an attribute or a doctype: the page's markup, cut
    /// to what such a name can be.
    #[must_use]
    pub fn name(&self, name: &str) -> Redacted {
        Redacted::passed(name.chars().take(64).collect::<String>())
    }

    /// The rules of a style sheet.
    #[must_use]
    pub fn css(&self, level: Level, rules: &str) -> Redacted {
        match level.max(self.level) {
            Level::Show | Level::MaskInputs => Redacted::passed(card::without_cards(rules)),
            Level::MaskAllText | Level::Hide => Redacted::passed(css::without_strings(rules)),
        }
    }

    /// An address without user, query and fragment.
    #[must_use]
    pub fn address(&self, address: &str) -> Redacted {
        Redacted::passed(card::without_cards(&address::bare(address)))
    }

    /// A path for the journey, without what may identify a person.
    #[must_use]
    pub fn path(&self, path: &str) -> Redacted {
        Redacted::passed(address::anonymous_path(path))
    }

    /// What an element is called, for the journey, where no content belongs: at
    /// most a few words, no digits, and nothing at all where text is masked.
    #[must_use]
    pub fn label(&self, level: Level, label: &str) -> Redacted {
        let words: String = match level.max(self.level) {
            Level::Show | Level::MaskInputs => label.split_whitespace().take(6).collect::<Vec<_>>().join(" "),
            Level::MaskAllText | Level::Hide => return Redacted::passed(""),
        };
        let short: String = words.chars().take(48).collect();
        Redacted::passed(short.replace(|character: char| character.is_ascii_digit(), "•"))
    }

    /// What the customer says to an agent on purpose. Card numbers stay sealed.
    #[must_use]
    pub fn said(&self, text: &str) -> Redacted {
        Redacted::passed(card::without_cards(text.trim()))
    }

    /// What the site itself says of the visit, by its own code.
    #[must_use]
    pub fn told_by_site(&self, text: &str) -> Redacted {
        Redacted::passed(card::without_cards(text))
    }
}
