//! What each property of the recorded element says on the page at hand: what many
//! elements have tells none of them.

use alongside_protocol::flow::Fingerprint;

use super::{
    facets::is_generated,
    weights::{
        CLASS, CONTENT, ELSEWHERE, GENERATED, HREF, ID, NAME, NEIGHBOURS, ONLY_TAG, PAGE, SHARED_NAME, TAG,
        TEST_ID, Weight,
    },
};

/// The weight of each property that depends on the page.
pub(super) struct Says {
    pub(super) name: Weight,
    pub(super) id: Weight,
    pub(super) test_id: Weight,
    pub(super) tag: Weight,
    pub(super) class: Weight,
    pub(super) href: Weight,
    pub(super) neighbours: Weight,
    pub(super) content: Weight,
}

impl Says {
    /// For surroundings and content of so many words by weight.
    pub(super) fn of(from: &Fingerprint, candidates: &[Fingerprint], around: u32, within: u32) -> Self {
        let shared = candidates.iter().filter(|found| found.name == from.name).nth(1).is_some();
        let shared = shared || from.kind == "radio" || from.name.ends_with("[]");
        let having = |of| having(from, candidates, of);
        let only = having(|of| &of.tag) == 1 && candidates.len() >= PAGE;
        Self {
            name: if shared { SHARED_NAME } else { NAME },
            id: handle(ID, &from.id, having(|of| &of.id)),
            test_id: handle(TEST_ID, &from.test_id, having(|of| &of.test_id)),
            tag: if only { ONLY_TAG } else { TAG },
            class: CLASS.of_many(having(|of| &of.class)),
            href: HREF.of_many(having(|of| &of.href)),
            neighbours: NEIGHBOURS.of_words(around).of_many(having(|of| &of.neighbour_text)),
            content: CONTENT.of_words(within).of_many(having(|of| &of.text)),
        }
    }
}

/// How many elements of the page have this property as it was.
fn having(from: &Fingerprint, candidates: &[Fingerprint], of: fn(&Fingerprint) -> &String) -> u32 {
    let own = of(from);
    let same = candidates.iter().filter(|found| !own.is_empty() && of(found) == own).count();
    u32::try_from(same).unwrap_or(u32::MAX)
}

/// What an id or a test id says that so many elements have.
fn handle(weight: Weight, id: &str, having: u32) -> Weight {
    match having {
        _ if is_generated(id) => GENERATED,
        0 => weight,
        // Still on the page, it tells against any element but its own.
        _ => weight.of_many(having).or_differs(ELSEWHERE),
    }
}
