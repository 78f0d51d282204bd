use std::borrow::Cow;

use super::{
    Counts, Level, Policy, Redacted,
    address::{self, Use},
    attribute::{Attribute, Bearer, Holds},
    card::{self, Source},
    css::{self, Strictness},
    shape,
};

/// The policy, with an account of what it does. See [`Policy::counting`].
#[derive(Debug)]
pub struct Counting<'a> {
    pub(super) policy: &'a Policy,
    pub(super) counts: &'a mut Counts,
}

impl Counting<'_> {
    /// Text that the page shows; see [`Policy::text`].
    pub fn text(&mut self, level: Level, text: &str) -> Redacted {
        match level.max(self.policy.level) {
            Level::Show | Level::MaskInputs => self.sealed(text, Source::Shown),
            Level::MaskAllText => {
                let masked = shape::masked(text);
                self.counts.text += u32::from(masked != text);
                Redacted::passed(masked)
            }
            Level::Hide => Redacted::passed(""),
        }
    }

    /// Text that the customer edits in place; see [`Policy::edited`].
    pub fn edited(&mut self, level: Level, text: &str) -> Redacted {
        match level.max(self.policy.level) {
            Level::Show => self.sealed(text, Source::Typed),
            Level::MaskInputs | Level::MaskAllText => {
                let masked = shape::masked(text);
                self.counts.typed += u32::from(masked != text);
                Redacted::passed(masked)
            }
            Level::Hide => Redacted::passed(""),
        }
    }

    /// The value of a field that may be shown; see [`Policy::value`].
    pub fn value(&mut self, text: &str) -> Redacted {
        self.sealed(text, Source::Typed)
    }

    /// An attribute of an element that is known; see
    /// [`Policy::attribute_of`].
    pub fn attribute_of(
        &mut self,
        level: Level,
        of: Bearer<'_>,
        name: &str,
        value: &str,
    ) -> Option<Redacted> {
        let attribute = Attribute { of, name, value };
        let allowed = attribute.allowed(level.max(self.policy.level), self.policy.key);
        let is_same = matches!(&allowed, Some(left) if left == value);
        if !is_same && !value.is_empty() {
            match attribute.holds() {
                // A handler is code; a value is counted with its field.
                Holds::Never => {}
                Holds::Address => self.counts.address += 1,
                Holds::Style => self.counts.style += 1,
                Holds::Visible => self.counts.text += 1,
                Holds::Other => self.counts.attribute += 1,
            }
        }
        let source = if attribute.draws() { Source::Drawn } else { Source::Shown };
        allowed.map(|value| self.sealed(&value, source))
    }

    /// The rules of a style sheet; see [`Policy::css`].
    pub fn css(&mut self, level: Level, rules: &str) -> Redacted {
        let level = level.max(self.policy.level);
        let strictness = match level {
            Level::Show => return self.sealed(rules, Source::Shown),
            Level::MaskInputs => Strictness::Design,
            Level::MaskAllText | Level::Hide => Strictness::NoText,
        };
        let clean = css::clean(self.policy.key, rules, strictness);
        self.counts.style += u32::from(matches!(clean, Cow::Owned(_)));
        self.sealed(&clean, Source::Shown)
    }

    /// An address of the page; see [`Policy::address`].
    pub fn address(&mut self, address: &str) -> Redacted {
        let clean = address::clean(self.policy.key, address, Use::Place);
        self.counts.address += u32::from(clean != address);
        self.sealed(&clean, Source::Shown)
    }

    fn sealed(&mut self, text: &str, source: Source) -> Redacted {
        let clean = card::without_cards(text, source);
        self.counts.card += u32::from(matches!(clean, Cow::Owned(_)));
        Redacted::passed(clean)
    }
}
