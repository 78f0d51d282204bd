//! How much each property says, and how sure is sure enough.
//!
//! A property that agrees and one that differs do not say equally much. An `id`
//! that is still there says almost everything, another one says little, for
//! redesigns rename them; a text that differs says a lot, for texts stay. So each
//! property has two weights, as in the linkage of records (Fellegi and Sunter 1969).
//!
//! Where they come from. Weights of Similo (Nass, Alégroth, Feldt, Leotta, Ricca
//! 2022, doi:10.1145/3571855): 1.5 for tag, name, id, text and neighbour text, 0.5 for
//! class, href and alt. As improved by Kluge and Stocco (2025, arXiv:2505.16424): name
//! 2.85, text 2.8, type 2.75, alt 1.85, other attributes 1.8, neighbour text 1.45, href
//! 0.95, aria-label 0.9, tag 0.8, id 0.5, class 0. Their 10,377 pairs of elements also
//! say how often a property stayed the same: tag 0.99, type 0.96, text 0.95, name 0.95,
//! href 0.88, id 0.87, role 0.85, aria-label 0.82, class 0.80, neighbour text 0.53.
//! The numbers below follow that order but for an id, which is rare on its page when
//! it is there still. They were set on redesigns of one demo site and tried on those of
//! the other (`bench/healing.mjs`).

/// What a property says, in the same unit as all others.
#[derive(Clone, Copy)]
pub(super) struct Weight {
    /// When it is the same.
    pub(super) agrees: u32,
    /// When it is another.
    pub(super) differs: u32,
}

impl Weight {
    /// When it differs, this instead.
    pub(super) const fn or_differs(self, differs: u32) -> Self {
        weight(self.agrees, differs)
    }

    /// When so many elements of the page have it as it was: what all share tells none
    /// of them (Winkler 1989, frequency-based matching in record linkage).
    pub(super) const fn of_many(self, having: u32) -> Self {
        let by = if having > 1 { having.saturating_add(1) } else { 2 };
        weight(self.agrees * 2 / by, self.differs * 2 / by)
    }

    /// When it is a text of so many words by weight: the longer, the less by chance.
    pub(super) const fn of_words(self, words: u32) -> Self {
        let words = if words < LONG { words } else { LONG };
        weight(self.agrees + words * PER_WORD, self.differs)
    }
}

/// Words by weight after which a text says no more: about ten.
const LONG: u32 = 60;

/// What each of them adds.
const PER_WORD: u32 = 5;

const fn weight(agrees: u32, differs: u32) -> Weight {
    Weight { agrees, differs }
}

/// What people call the element: its accessible name and the text they see.
pub(super) const CALLED: Weight = weight(320, 420);
/// A role is what it does, and redesigns turn a button into a link.
pub(super) const ROLE: Weight = weight(60, 440);
/// How like two roles are that redesigns exchange for one another.
pub(super) const RELATED_ROLE: u32 = 700;
/// The tag says little more than the role does.
pub(super) const TAG: Weight = weight(20, 60);
/// Unless only one element of a page has it, such as an `h1` or a `dialog`.
pub(super) const ONLY_TAG: Weight = weight(120, 60);
/// Among fewer elements than these, most tags are the only ones.
pub(super) const PAGE: usize = 10;
/// `type` hardly ever changes.
pub(super) const TYPE: Weight = weight(60, 80);
/// The name a field is sent under: servers depend on it.
pub(super) const NAME: Weight = weight(450, 150);
/// Fields of a group share their name, so it can't tell them apart.
pub(super) const SHARED_NAME: Weight = weight(40, 60);
/// An id that is still there, on the same page, outweighs a text, an address and
/// surroundings that were all rewritten. One that is not is judged by its words.
pub(super) const ID: Weight = weight(1000, 0);
/// Test ids are written to stay.
pub(super) const TEST_ID: Weight = weight(1000, 0);
/// Against an element without the id, when another has it still.
pub(super) const ELSEWHERE: u32 = 300;
/// An id that a program made up means another thing with every build.
pub(super) const GENERATED: Weight = weight(60, 0);
/// Another number in the same id: another row, whatever else they share.
pub(super) const SERIES: Weight = weight(0, 2000);
/// The words of id, name and test id together, as they move from one to another.
pub(super) const CODE: Weight = weight(120, 60);
/// Where a link leads. Two links to one page have it in common.
pub(super) const HREF: Weight = weight(300, 220);
/// Classes are the first thing a redesign renames.
pub(super) const CLASS: Weight = weight(40, 15);
/// What a part of a page contains, beside what it is called: headings are reworded
/// more than what they are over.
pub(super) const CONTENT: Weight = weight(300, 200);
/// What the element beside it was called, or another number of the same. The two share
/// all their surroundings, so it takes more than any of those to outweigh it.
pub(super) const BESIDE: Weight = weight(320, 1200);
/// Tells the rows of a list apart, and says more the longer it is.
pub(super) const NEIGHBOURS: Weight = weight(130, 150);
/// A placeholder or an `alt` beside a name.
pub(super) const HINT: Weight = weight(40, 15);
/// An attribute that no other element has with this value.
pub(super) const ATTRIBUTE: Weight = weight(150, 40);
/// An attribute that others have, too.
pub(super) const SHARED_ATTRIBUTE: Weight = weight(30, 30);
/// More attributes than these are not compared.
pub(super) const MOST_ATTRIBUTES: usize = 8;

/// Per mille of a property's weight against it, when one of the two elements does
/// not have it: an attribute that was dropped is no contradiction.
pub(super) const LOST: u32 = 500;

/// The same for one that was added: redesigns add more than they drop.
pub(super) const GAINED: u32 = 250;

/// Below this, no element is the one. One of the same role, tag, type, class and
/// place with another name stays below it, unless its id or its surroundings are
/// those that were recorded, word for word.
pub(super) const THRESHOLD: u16 = 530;

/// The best must be ahead of the next by this much. Two buttons of one name and
/// kind are, when two fifths of the words around one are those that were recorded,
/// and none around the other.
pub(super) const MARGIN: u16 = 40;

/// What must agree in absolute terms beside role, tag and type: a class and a few words
/// near by, however equal, are not an identity.
pub(super) const ENOUGH: u32 = 250;

/// When another element has the same name and is of the same kind, how like the
/// rest must be: the row that is left must not pass for the one that went.
pub(super) const TELLING: u16 = 200;

/// Texts with less in common than this have nothing in common: "Add to basket" and
/// "Add to wishlist" share about 400 of 1000.
pub(super) const COINCIDENCE: u32 = 300;

/// A text that goes on where the other ends, such as "Pay" and "Pay now".
pub(super) const EXTENDED: u32 = 720;
