//! How like one element is to the one that was recorded, property by property.

use alongside_protocol::flow::Fingerprint;

use super::{
    common::Common,
    facets::{called, content, in_a_series, leads, read_code, role, seen},
    says::Says,
    tally::{SAME, Tally},
    weights::{
        ATTRIBUTE, BESIDE, CALLED, CODE, COINCIDENCE, EXTENDED, HINT, MOST_ATTRIBUTES, RELATED_ROLE, ROLE,
        SERIES, SHARED_ATTRIBUTE, TYPE, Weight,
    },
    words::{Reading, Words},
};

/// Roles that redesigns exchange for one another.
const RELATED: [&[&str]; 3] = [
    &["button", "link", "menuitem", "tab"],
    &["checkbox", "switch", "radio", "menuitemcheckbox", "menuitemradio"],
    &["textbox", "searchbox", "spinbutton", "combobox", "listbox"],
];

/// Roles of what is chosen from: what it is called tells it from its siblings.
const CHOICES: [&str; 4] = ["radio", "option", "tab", "menuitemradio"];

/// Room for the words of one candidate, used again for the next.
#[derive(Default)]
pub(super) struct Room(Words, Words);

/// The recorded element, taken apart once.
pub(super) struct Recorded<'a> {
    from: &'a Fingerprint,
    role: &'a str,
    says: Says,
    spoken: Words,
    seen: Words,
    code: Words,
    href: Words,
    class: Words,
    neighbours: Words,
    content: Words,
    common: Common,
    attributes: Vec<(&'a String, &'a str, Weight)>,
}

impl<'a> Recorded<'a> {
    pub(super) fn new(from: &'a Fingerprint, candidates: &[Fingerprint]) -> Self {
        // What many elements have tells none of them.
        let attributes = from.attributes.iter().take(MOST_ATTRIBUTES).map(|(name, value)| {
            let same = candidates.iter().filter(|found| found.attributes.get(name) == Some(value));
            (name, value.as_str(), if same.take(2).count() < 2 { ATTRIBUTE } else { SHARED_ATTRIBUTE })
        });
        let neighbours = Words::of(&from.neighbour_text, Reading::Text);
        let content = Words::of(content(from), Reading::Text);
        let common = Common::of(candidates.iter().map(called));
        let mut code = Words::default();
        read_code(from, &mut code);
        Self {
            from,
            role: role(from),
            says: Says::of(from, candidates, neighbours.weight(), content.weight()),
            spoken: common.weighed(Words::of(&from.aria_label, Reading::Text)),
            seen: common.weighed(Words::of(seen(from), Reading::Text)),
            code,
            attributes: attributes.collect(),
            href: Words::of(leads(from), Reading::Address),
            class: Words::of(&from.class, Reading::Code),
            neighbours,
            content,
            common,
        }
    }

    /// What kind of thing it is.
    pub(super) fn kind(&self, found: &Fingerprint) -> Tally {
        let mut tally = Tally::default();
        let role = role(found);
        tally.text(ROLE, self.role, role, &mut || {
            let related = RELATED.iter().any(|roles| roles.contains(&self.role) && roles.contains(&role));
            Some(if related { RELATED_ROLE } else { 0 })
        });
        tally.text(self.says.tag, &self.from.tag, &found.tag, &mut || Some(0));
        tally.text(TYPE, &self.from.kind, &found.kind, &mut || Some(0));
        tally
    }

    /// What it is called.
    pub(super) fn called(&self, found: &Fingerprint, Room(spoken, visible): &mut Room) -> Tally {
        let mut tally = Tally::default();
        let shown = seen(found);
        if self.spoken.is_empty() && self.seen.is_empty() {
            if !shown.is_empty() || !found.aria_label.is_empty() {
                tally.one(CALLED, false);
            }
            return tally;
        }
        spoken.clear().read(&found.aria_label, Reading::Text);
        visible.clear().read(shown, Reading::Text);
        self.common.weigh(spoken);
        self.common.weigh(visible);
        let mut likeness = if [&self.spoken, &self.seen, spoken, visible]
            .iter()
            .all(|words| !words.is_empty())
        {
            // "Remove", and "Remove tent" to be read out: both must fit, or the rows
            // of a basket are all the same.
            self.spoken.likeness(spoken).midpoint(self.seen.likeness(visible))
        } else {
            // A sign with a name becomes a word, or the other way round.
            [(&self.spoken, &*spoken), (&self.spoken, visible), (&self.seen, spoken), (&self.seen, visible)]
                .iter()
                .map(|(old, new)| old.likeness(new))
                .max()
                .unwrap_or(0)
        };
        if likeness > 0 && likeness < SAME {
            let old = if self.seen.is_empty() { &self.spoken } else { &self.seen };
            let new = if visible.is_empty() { &*spoken } else { &*visible };
            if old.begins(new) {
                likeness = likeness.max(EXTENDED);
            }
            // What stood beside it then is not it now, however alike their names.
            if self.neighbours.holds(new) > old.holds(new) {
                likeness = 0;
            }
        }
        if likeness == 0 && self.stood_beside(visible) || self.is_another_choice(visible) {
            tally.both(BESIDE, 0);
            return tally;
        }
        if likeness < SAME && self.role != role(found) {
            // One that is called and used otherwise is about the thing, at most, unless
            // its code is the same: "Save tent" is not the link "Tent".
            let mut code = Words::default();
            read_code(found, &mut code);
            if self.code.likeness(&code) < SAME {
                likeness /= 2;
            }
        }
        tally.both(CALLED, firm(likeness));
        tally
    }

    /// Whether this is what something beside it was called.
    fn stood_beside(&self, words: &Words) -> bool {
        !words.is_empty() && self.neighbours.holds(words) > 0 && self.seen.holds(words) == 0
    }

    /// Whether this is another size or amount to choose: "0.5 litre" and "0.75 litre".
    /// Anywhere else, a number may be a count, and those change.
    fn is_another_choice(&self, words: &Words) -> bool {
        CHOICES.contains(&self.role) && self.seen.counts_other(words)
    }

    /// Where it leads.
    pub(super) fn way(&self, found: &Fingerprint, Room(words, _): &mut Room) -> Tally {
        let mut tally = Tally::default();
        let href = leads(found);
        tally.text(self.says.href, leads(self.from), href, &mut || {
            words.clear().read(href, Reading::Address);
            (!self.href.is_empty() && !words.is_empty()).then(|| firm(self.href.likeness(words)))
        });
        tally
    }

    /// All else that tells it from others of its name and kind.
    pub(super) fn rest(&self, found: &Fingerprint, room: &mut Room) -> Tally {
        let (from, Room(words, more)) = (self.from, room);
        let mut tally = Tally::default();
        let mut text = |tally: &mut Tally, weight, own: &Words, one: &str, other: &str, reading| {
            tally.text(weight, one, other, &mut || {
                words.clear().read(other, reading);
                (!own.is_empty() && !words.is_empty()).then(|| match reading {
                    Reading::Text => firm(own.overlap(words)),
                    _ => own.likeness(words),
                })
            });
        };
        text(&mut tally, self.says.class, &self.class, &from.class, &found.class, Reading::Code);
        text(&mut tally, self.says.content, &self.content, content(from), content(found), Reading::Text);
        text(
            &mut tally,
            self.says.neighbours,
            &self.neighbours,
            &from.neighbour_text,
            &found.neighbour_text,
            Reading::Text,
        );
        for (weight, one, other) in
            [(self.says.id, &from.id, &found.id), (self.says.test_id, &from.test_id, &found.test_id)]
        {
            if in_a_series(one, other) {
                tally.both(SERIES, 0);
            } else {
                tally.text(weight, one, other, &mut || Some(0));
            }
        }
        words.clear();
        read_code(found, words);
        if !self.code.is_empty() && !words.is_empty() {
            tally.both(CODE, self.code.likeness(words));
        } else if self.code.is_empty() != words.is_empty() {
            tally.one(CODE, !self.code.is_empty());
        }
        tally.text(self.says.name, &from.name, &found.name, &mut || {
            words.clear().read(&from.name, Reading::Name);
            more.clear().read(&found.name, Reading::Name);
            // "password" and "password-again" are two fields.
            Some(firm(words.likeness(more)) / 2)
        });
        let mut hint = |tally: &mut Tally, weight, one: &str, other: &str, reading| {
            tally.text(weight, one, other, &mut || {
                words.clear().read(one, reading);
                more.clear().read(other, reading);
                Some(firm(words.likeness(more)))
            });
        };
        hint(&mut tally, HINT, &from.placeholder, &found.placeholder, Reading::Text);
        hint(&mut tally, HINT, &from.alt, &found.alt, Reading::Text);
        for &(name, value, weight) in &self.attributes {
            let other = found.attributes.get(name).map_or("", String::as_str);
            hint(&mut tally, weight, value, other, Reading::Name);
        }
        tally
    }

    /// The most that [`rest`](Self::rest) could add: all that both have is the same.
    /// That is the most, for none of these weighs more than twice as much when it
    /// differs as when it agrees.
    pub(super) fn rest_at_best(&self, found: &Fingerprint) -> Tally {
        let from = self.from;
        let mut tally = Tally::default();
        for (weight, one, other) in [
            (self.says.name, &from.name, &found.name),
            (self.says.class, &from.class, &found.class),
            (self.says.neighbours, &from.neighbour_text, &found.neighbour_text),
            (HINT, &from.placeholder, &found.placeholder),
            (HINT, &from.alt, &found.alt),
        ] {
            tally.text(weight, one, other, &mut || Some(SAME));
        }
        tally.text(self.says.content, content(from), content(found), &mut || Some(SAME));
        // Whether these are there still is as quick to see as to guess.
        for (weight, one, other) in
            [(self.says.id, &from.id, &found.id), (self.says.test_id, &from.test_id, &found.test_id)]
        {
            if !one.is_empty() && one == other {
                tally.both(weight, SAME);
            }
        }
        tally.both(CODE, SAME);
        for &(name, value, weight) in &self.attributes {
            tally.text(weight, value, found.attributes.get(name).map_or("", String::as_str), &mut || {
                Some(SAME)
            });
        }
        tally
    }
}

/// What is left of a likeness without what any two texts share.
fn firm(likeness: u32) -> u32 {
    likeness.saturating_sub(COINCIDENCE) * SAME / (SAME - COINCIDENCE)
}
