use alongside_protocol::page::Namespace;

use super::{
    Counting, Counts, Level, Redacted, address,
    attribute::Bearer,
    card::{self, Source},
    name,
    neighbours::{self, Neighbour},
};

/// The version of the rules' code: it goes up with every change of what may leave.
const VERSION: u8 = 3;

/// The longest path, or thing that a site tells of the visit, in characters.
const LONGEST_TOLD: usize = 1_000;

/// The longest line that a customer says, in characters: a relay takes four bytes each.
const LONGEST_LINE: usize = 4_000;

/// The redaction policy: the only way from text of the page to text on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policy {
    /// The level of the document; elements only tighten it.
    pub level: Level,
    /// A hash of the site's rules.
    rules: u32,
    /// No picture of anything leaves.
    pub(super) no_pictures: bool,
    /// What makes the other names of this recording its own.
    pub(super) key: u64,
}

impl Policy {
    /// The policy of a document at this level, without rules for parts of it.
    #[must_use]
    pub fn at(level: Level) -> Self {
        Self { level, ..Self::default() }
    }

    /// With the site's rules, which [`hash`](Self::hash) then tells: selectors and
    /// the levels of what they select.
    #[must_use]
    pub fn with_rules(self, rules: &[(String, Level)]) -> Self {
        let rules = rules.iter().fold(FNV_START, |hash, (selector, level)| {
            fnv(fnv(hash, selector.as_bytes()), &[0, *level as u8])
        });
        Self { rules, ..self }
    }

    /// The same without pictures of canvases, videos and images.
    #[must_use]
    pub fn without_pictures(self) -> Self {
        Self { no_pictures: true, ..self }
    }

    /// With a random number of this recording's own. A name that identifies goes by
    /// another one, which can't be turned back, or compared with that of another
    /// recording, without it.
    #[must_use]
    pub fn with_key(self, key: u64) -> Self {
        Self { key, ..self }
    }

    /// What was in force, in 32 bits: FNV-1a over the version of the rules' code, the
    /// level (128 more without pictures), and the hash of the site's rules (each
    /// selector, a zero, its level).
    /// The same for every recording under the same policy; the key is no part of it.
    #[must_use]
    pub fn hash(&self) -> u32 {
        let level = self.level as u8 | u8::from(self.no_pictures) << 7;
        fnv(fnv(FNV_START, &[VERSION, level]), &self.rules.to_le_bytes())
    }

    /// The same policy, which counts what it redacts.
    pub fn counting<'a>(&'a self, counts: &'a mut Counts) -> Counting<'a> {
        Counting { policy: self, counts }
    }

    /// Text that the page shows.
    #[must_use]
    pub fn text(&self, level: Level, text: &str) -> Redacted {
        self.counting(&mut Counts::default()).text(level, text)
    }

    /// Text that the customer edits in place.
    #[must_use]
    pub fn edited(&self, level: Level, text: &str) -> Redacted {
        self.counting(&mut Counts::default()).edited(level, text)
    }

    /// Texts that are shown side by side, in the order in which they are read, when a
    /// card number goes over several of them: each that has part of it, sealed. Each
    /// alone has passed [`text`](Self::text) and shows four harmless digits.
    #[must_use]
    pub fn neighbours(&self, texts: &[Neighbour<'_>]) -> Option<Vec<Option<Redacted>>> {
        Some(neighbours::sealed(texts)?.into_iter().map(|text| text.map(Redacted::passed)).collect())
    }

    /// The value of a field that may be shown. Card numbers stay sealed, also while
    /// they are being typed.
    #[must_use]
    pub fn value(&self, text: &str) -> Redacted {
        self.counting(&mut Counts::default()).value(text)
    }

    /// An attribute's value, if anything of it may be sent.
    #[must_use]
    pub fn attribute(&self, level: Level, namespace: Namespace, name: &str, value: &str) -> Option<Redacted> {
        self.attribute_of(level, Bearer { namespace, ..Bearer::default() }, name, value)
    }

    /// The same where the element is known: by its name, the address of a style sheet
    /// is told from that of a place to go, and by its role a tab from a choice.
    #[must_use]
    pub fn attribute_of(&self, level: Level, of: Bearer<'_>, name: &str, value: &str) -> Option<Redacted> {
        self.counting(&mut Counts::default()).attribute_of(level, of, name, value)
    }

    /// The name of an element, an attribute or a doctype; another one for a name that
    /// identifies, or is longer than 64 characters.
    #[must_use]
    pub fn name(&self, name: &str) -> Redacted {
        Redacted::passed(name::clean_markup(self.key, name))
    }

    /// The rules of a style sheet.
    #[must_use]
    pub fn css(&self, level: Level, rules: &str) -> Redacted {
        self.counting(&mut Counts::default()).css(level, rules)
    }

    /// An address without user, query and fragment, and with another name for each
    /// segment that may identify a person.
    #[must_use]
    pub fn address(&self, address: &str) -> Redacted {
        self.counting(&mut Counts::default()).address(address)
    }

    /// A path for the journey, without what may identify a person.
    #[must_use]
    pub fn path(&self, path: &str) -> Redacted {
        Redacted::passed(address::anonymous_path(cut(path, LONGEST_TOLD)))
    }

    /// What an element is called, for the journey, where no content belongs: at
    /// most a few words, no digits, and nothing at all where text is masked.
    #[must_use]
    pub fn label(&self, level: Level, label: &str) -> Redacted {
        if level.max(self.level) >= Level::MaskAllText {
            return Redacted::passed("");
        }
        let words: Vec<&str> = label.split_whitespace().take(6).map(without_mail).collect();
        let short: String = words.join(" ").chars().take(48).collect();
        Redacted::passed(short.replace(char::is_numeric, "•"))
    }

    /// The name of a thing that the page tells to search engines and previews
    /// (schema.org, Open Graph): its first 80 characters without numbers of five
    /// digits and more, and nothing at all where text is masked.
    #[must_use]
    pub fn published(&self, level: Level, name: &str) -> Redacted {
        if level.max(self.level) >= Level::MaskAllText {
            return Redacted::passed("");
        }
        let is_number = |word: &str| word.bytes().filter(u8::is_ascii_digit).count() >= 5;
        let plain = |word| if is_number(word) { "•••" } else { without_mail(word) };
        let words: Vec<&str> = name.split_whitespace().map(plain).collect();
        let short: String = words.join(" ").chars().take(80).collect();
        Redacted::passed(card::without_cards(&short, Source::Shown))
    }

    /// What the customer says to an agent on purpose. Card numbers stay sealed.
    #[must_use]
    pub fn said(&self, text: &str) -> Redacted {
        Redacted::passed(card::without_cards(cut(text.trim(), LONGEST_LINE), Source::Shown))
    }

    /// What the site itself says of the visit, by its own code.
    #[must_use]
    pub fn told_by_site(&self, text: &str) -> Redacted {
        Redacted::passed(card::without_cards(cut(text, LONGEST_TOLD), Source::Shown))
    }
}

/// A word, unless it is a mail address.
fn without_mail(word: &str) -> &str {
    if word.match_indices('@').any(|(at, _)| at > 0 && at + 1 < word.len()) { "•••" } else { word }
}

const FNV_START: u32 = 0x811c_9dc5;

/// FNV-1a, 32 bits: short, and stable over versions and machines.
fn fnv(hash: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// The beginning of a text, of so many characters at most.
fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_tells_policies_apart_and_recordings_not() {
        let rules = |level| vec![(".balance".to_owned(), level)];
        let policy = Policy::at(Level::MaskInputs);
        let all = [
            policy,
            Policy::at(Level::MaskAllText),
            policy.with_rules(&rules(Level::Hide)),
            policy.with_rules(&rules(Level::Show)),
            policy.without_pictures(),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other.hash() != one.hash()));
            assert_eq!(one.hash(), one.with_key(7).hash());
        }
        assert_eq!(policy.hash(), 0xc274_c759, "a change of the rules is a change of VERSION");
    }

    #[test]
    fn what_is_redacted_is_counted_by_class() {
        let mut counts = Counts::default();
        let policy = Policy::default();
        let mut told = policy.counting(&mut counts);
        let link = Bearer { element: "a", ..Bearer::default() };
        told.text(Level::Show, "Jane");
        told.text(Level::MaskAllText, "Jane");
        told.text(Level::Show, "4111 1111 1111 1111");
        told.edited(Level::Show, "Jane");
        for (name, value) in [
            ("title", "Jane"),
            ("class", "card"),
            ("data-x", ""),
            ("href", "/a?b"),
            ("href", "/a"),
            ("style", "--a: b"),
            ("style", "color: red"),
            ("onclick", "a()"),
            ("value", "Jane"),
        ] {
            told.attribute_of(Level::Show, link, name, value);
        }
        told.css(Level::Show, "/* Jane */");
        told.address("https://jane@bank.example/");
        counts.field(super::super::FieldMode::Sealed);
        let [typed, sealed, text, attribute, address, style, card, hidden] = counts.numbers();
        assert_eq!((typed, sealed, text, attribute), (1, 1, 1, 1));
        assert_eq!((address, style, card, hidden), (2, 2, 1, 0));
    }

    #[test]
    fn a_clone_shares_its_text() {
        let text = Policy::default().text(Level::Show, "Hello");
        assert!(text.same_as(&text.clone()));
        assert!(!text.same_as(&Policy::default().text(Level::Show, "Hello")));
    }

    #[test]
    fn what_a_page_is_called_names_nobody() {
        let policy = Policy::default();
        let label = |text| policy.label(Level::default(), text).as_str().to_owned();
        assert_eq!(label("Inbox (3) of jane@example.org"), "Inbox (•) of •••");
        assert_eq!(label("Hello @jane@example.org"), "Hello •••");
        let published = |text| policy.published(Level::default(), text).as_str().to_owned();
        assert_eq!(published("Fell 300  sleeping bag"), "Fell 300 sleeping bag");
        assert_eq!(published("Order 4711-0815 by jane@example.org"), "Order ••• by •••");
        assert_eq!(published("Card 4111 1111 1111 1111"), "Card •••• •••• •••• ••••");
        for level in [Level::MaskAllText, Level::Hide] {
            assert_eq!(policy.published(level, "Tent").as_str(), "");
            assert_eq!(policy.label(level, "Tent").as_str(), "");
        }
    }
}
