//! Texts as words that can be compared without comparing letters.

/// How a text is taken apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// What people read. A number counts little: a basket's changes all the time.
    Text,
    /// Names that programmers give: `btn-continue` and `continueButton` are one
    /// word, "continue". Numbers and what it is a name of do not count.
    Code,
    /// What a field or a value is called in code; there, numbers count.
    Name,
    /// An address: numbers in it say what it is the address of.
    Address,
}

/// More words than these say nothing new, and would cost time. One fits a bit of
/// a `u32`.
const MOST: usize = 24;

/// Letters after which two words may have the same stem: "details" and "detail".
const STEM: u32 = 5;

/// What two words with the same stem have in common, of 10.
const SAME_STEM: u32 = 7;

/// Words that say what a thing is and not which.
const KINDS: [u32; 21] = kinds();

const fn kinds() -> [u32; 21] {
    let words = [
        "btn",
        "button",
        "link",
        "input",
        "field",
        "form",
        "control",
        "wrapper",
        "container",
        "item",
        "id",
        "js",
        "ui",
        "el",
        "txt",
        "text",
        "select",
        "box",
        "html",
        "index",
        "the",
    ];
    let mut hashes = [0; 21];
    let mut at = 0;
    while at < words.len() {
        let (bytes, mut hash, mut byte) = (words[at].as_bytes(), SEED, 0);
        while byte < bytes.len() {
            hash = mixed(hash, bytes[byte] as u32);
            byte += 1;
        }
        hashes[at] = hash;
        at += 1;
    }
    hashes
}

const SEED: u32 = 0x811c_9dc5;

/// FNV-1a: few instructions, and nobody gains by a collision.
const fn mixed(hash: u32, letter: u32) -> u32 {
    (hash ^ letter).wrapping_mul(0x0100_0193)
}

#[derive(Clone, Copy)]
struct Word {
    hash: u32,
    stem: u32,
    weight: u32,
    number: bool,
}

/// The words of a text.
#[derive(Default)]
pub(super) struct Words {
    list: Vec<Word>,
    weight: u32,
    /// A bit for each stem, so that most words are known to be missing at a glance.
    stems: u64,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str, reading: Reading) -> Self {
        let mut words = Self::default();
        words.read(text, reading);
        words
    }

    /// How much it says, by the length of its words.
    pub(super) fn weight(&self) -> u32 {
        self.weight
    }

    /// The stem of each word.
    pub(super) fn stems(&self) -> impl Iterator<Item = u32> {
        self.list.iter().map(|word| word.stem)
    }

    /// Weighs each word anew, by its stem and the weight it has.
    pub(super) fn weigh(&mut self, by: impl Fn(u32, u32) -> u32) {
        self.weight = 0;
        for word in &mut self.list {
            word.weight = by(word.stem, word.weight);
            self.weight += word.weight;
        }
    }

    /// Empties it, to be used again.
    pub(super) fn clear(&mut self) -> &mut Self {
        self.list.clear();
        (self.weight, self.stems) = (0, 0);
        self
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds the words of a text.
    pub(super) fn read(&mut self, text: &str, reading: Reading) {
        let text = if reading == Reading::Address { way(text) } else { text };
        let (code, camel) = (reading == Reading::Code, matches!(reading, Reading::Code | Reading::Name));
        let before = self.list.len();
        let mut word = Begun::default();
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let kind = Letter::of(letter);
            // "0.5" is one number.
            if reading == Reading::Text
                && word.number
                && matches!(letter, '.' | ',')
                && letters.peek().is_some_and(char::is_ascii_digit)
            {
                word.add(letter, Letter::Digit);
                continue;
            }
            let begins = match kind {
                Letter::Apart => true,
                Letter::Digit => code || !word.number,
                Letter::Upper => camel && word.lower || word.number,
                Letter::Small => word.number,
                Letter::Sign => true,
                // "E-mail" is "email", but "check-in" is "check in".
                Letter::Joins if reading == Reading::Text && word.length < 2 => continue,
                Letter::Joins => letter != '\u{2019}' && letter != '\'',
            };
            if begins && self.end(&mut word, reading) {
                return;
            }
            match kind {
                Letter::Apart | Letter::Joins => {}
                Letter::Digit if code => {}
                _ => word.add(letter, kind),
            }
        }
        self.end(&mut word, reading);
        if reading == Reading::Address
            && let Some(page) = self.list.last_mut()
        {
            // The page, and not the folder it is in.
            self.weight += page.weight * 2;
            page.weight *= 3;
        }
        if before == self.list.len() && reading == Reading::Text {
            // A sign alone, such as the + of a counter.
            for sign in text.chars().filter(|sign| !sign.is_whitespace()) {
                word.add(sign, Letter::Sign);
            }
            self.end(&mut word, reading);
        }
    }

    /// Ends a word; whether there are enough.
    fn end(&mut self, word: &mut Begun, reading: Reading) -> bool {
        let Begun { hash, stem, length, number, .. } = std::mem::take(word);
        let single = length == 1 && reading == Reading::Code;
        if length > 0
            && !single
            && self.list.len() < MOST
            && (reading == Reading::Text || !KINDS.contains(&hash))
        {
            let weight = match reading {
                Reading::Text if number => 1,
                Reading::Text => length.min(8),
                Reading::Name if number => 8,
                // Numbers and short words of code are as much of a name as long ones.
                _ => length.clamp(4, 8),
            };
            self.list.push(Word { hash, stem, weight, number });
            self.weight += weight;
            self.stems |= bit(stem);
        }
        self.list.len() >= MOST
    }

    /// How often other words follow one another in these.
    pub(super) fn holds(&self, other: &Self) -> usize {
        let same = |own: &[Word]| own.iter().zip(&other.list).all(|(own, other)| own.hash == other.hash);
        self.list.windows(other.list.len().max(1)).filter(|own| same(own)).count()
    }

    /// Whether one of the two begins with the other. A single word that a long text
    /// begins with says nothing of it.
    pub(super) fn begins(&self, other: &Self) -> bool {
        let (short, long) = (self.list.len().min(other.list.len()), self.list.len().max(other.list.len()));
        short > 0
            && (short > 1 || long <= 2)
            && self.list.iter().zip(&other.list).all(|(own, other)| own.hash == other.hash)
    }

    /// Whether the two begin with different numbers.
    pub(super) fn counts_other(&self, other: &Self) -> bool {
        let number = |words: &Self| words.list.first().filter(|word| word.number).map(|word| word.hash);
        number(self).zip(number(other)).is_some_and(|(own, other)| own != other)
    }

    /// How much two texts have in common, in per mille of what they have: Dice's
    /// coefficient.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        (self.shared(other) * 200).checked_div(self.weight + other.weight).unwrap_or(0)
    }

    /// How much of the shorter text is in the other, in per mille. A much shorter
    /// one is in the other by chance.
    pub(super) fn overlap(&self, other: &Self) -> u32 {
        let (short, long) = (self.weight.min(other.weight), self.weight.max(other.weight));
        (self.shared(other) * 100).checked_div(short.max(long / 3)).unwrap_or(0)
    }

    /// What two texts share, by weight, in tenths.
    fn shared(&self, other: &Self) -> u32 {
        let mut used = 0_u32;
        let mut shared = 0;
        for word in other.list.iter().filter(|word| self.stems & bit(word.stem) != 0) {
            let mut best = (0, 0);
            for (at, own) in self.list.iter().enumerate() {
                if own.stem != word.stem || used & 1 << at != 0 {
                    continue;
                }
                let same = if own.hash == word.hash { 10 } else { SAME_STEM } * own.weight.min(word.weight);
                if same > best.0 {
                    best = (same, at);
                }
            }
            if best.0 > 0 {
                used |= 1 << best.1;
                shared += best.0;
            }
        }
        shared
    }
}

/// A word that is being read.
struct Begun {
    hash: u32,
    stem: u32,
    length: u32,
    number: bool,
    lower: bool,
}

impl Default for Begun {
    fn default() -> Self {
        Self { hash: SEED, stem: SEED, length: 0, number: false, lower: false }
    }
}

impl Begun {
    fn add(&mut self, letter: char, kind: Letter) {
        self.number = kind == Letter::Digit;
        self.lower = kind == Letter::Small;
        for small in letter.to_lowercase() {
            self.hash = mixed(self.hash, small as u32);
            self.length += 1;
            if self.length <= STEM {
                self.stem = self.hash;
            }
        }
        if kind == Letter::Sign {
            self.length += 1;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    Small,
    Upper,
    Digit,
    /// A word by itself: Chinese and Japanese have no spaces.
    Sign,
    Joins,
    Apart,
}

impl Letter {
    fn of(letter: char) -> Self {
        match letter {
            'a'..='z' => Self::Small,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            '-' | '\'' | '\u{ad}' | '\u{2010}'..='\u{2011}' | '\u{2019}' => Self::Joins,
            '\0'..='\u{bf}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff0f}' => {
                Self::Apart
            }
            '\u{3040}'..='\u{9fff}' => Self::Sign,
            _ => Self::Small,
        }
    }
}

fn bit(stem: u32) -> u64 {
    1 << (stem % 64)
}

/// The way within a site: no host, no query. A route may be in the fragment.
fn way(address: &str) -> &str {
    let mut parts = address.splitn(4, '/');
    let has_host = parts.next().is_some_and(|scheme| scheme.is_empty() || scheme.ends_with(':'))
        && parts.next().is_some_and(str::is_empty);
    let path = if has_host { parts.nth(1).unwrap_or("") } else { address };
    match path.split_once('#') {
        Some((_, route)) if route.starts_with('/') => path,
        Some((path, _)) => path.split('?').next().unwrap_or(path),
        None => path.split('?').next().unwrap_or(path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str, reading: Reading) -> u32 {
        let (one, other) = (Words::of(one, reading), Words::of(other, reading));
        assert_eq!(one.likeness(&other), other.likeness(&one));
        one.likeness(&other)
    }

    #[test]
    fn what_people_read_is_compared_by_words() {
        let like = |one, other| likeness(one, other, Reading::Text);
        assert_eq!(like("Continue", " continue: "), 1000);
        assert_eq!(like("E-mail *", "Email"), 1000);
        assert_eq!(like("Weiter zur Übersicht", "weiter zur übersicht"), 1000);
        assert_eq!(like("Cancel", "Continue"), 0);
        assert!(like("Order details", "Order detail") > 750);
        assert!(like("Basket (3)", "Basket (12)") > 800);
        assert!(like("Add to basket", "Add to wishlist") < 500);
        assert!(like("購入手続きへ進む", "購入手続きに進む") > 700);
        assert_eq!(like("+", "−"), 0);
        assert_eq!(like("+", "+"), 1000);
    }

    #[test]
    fn names_in_code_are_compared_whatever_the_convention() {
        let like = |one, other| likeness(one, other, Reading::Code);
        assert_eq!(like("btn-continue", "continueButton"), 1000);
        assert_eq!(like("card_number", "cardNumber2"), 1000);
        assert_eq!(like("button", "btn"), 0);
        assert!(like("ship-express", "ship-standard") < 600);
    }

    #[test]
    fn addresses_are_compared_by_their_way() {
        let like = |one, other| likeness(one, other, Reading::Address);
        assert_eq!(like("https://shop.example/basket/?from=menu", "/basket"), 1000);
        assert!(like("/p/tent.html", "/products/tent") > 500);
        assert!(like("/basket/remove/12", "/basket/remove/13") < 700);
        assert_eq!(like("//shop.example/basket#top", "/basket"), 1000);
        assert_eq!(like("/", "/"), 0);
        assert!(like("/app#/pay", "/app#/help") < 600);
    }
}
