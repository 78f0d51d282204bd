//! A card number that goes over several texts of the page is told in none of them,
//! however the texts come, and numbers that only stand side by side are.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

#[path = "common/walker.rs"]
mod walker;

use std::collections::BTreeMap;

use alongside_core::{
    observe::mirror::Mirror,
    privacy::{Level, Policy},
};
use alongside_protocol::page::{Content, Model, NodeId};
use proptest::prelude::*;
use walker::{BODY, Batch, Reader, found, told, wire};

const GROUPS: [&str; 4] = ["4539", "5787", "6362", "1486"];

fn text_of(model: &Model, node: NodeId) -> String {
    match &model.get(node).unwrap().content {
        Content::Text { text } => text.to_string(),
        other => panic!("{other:?}"),
    }
}

/// A mirror, and a replica that has heard all of it.
struct Pair(Mirror, Reader);

impl Pair {
    fn begin(batch: Batch) -> Self {
        let mut pair = Self(Mirror::new(Policy::at(Level::Show)), Reader::default());
        pair.takes(batch);
        pair
    }

    fn takes(&mut self, batch: Batch) -> [u32; 8] {
        let frames = batch.into(&mut self.0).frames;
        let counts = frames.iter().map(|frame| self.1.read(frame).note.redacted);
        let counts = counts.fold([0; 8], |all, one| std::array::from_fn(|at| all[at] + one[at]));
        if let Some(check) = self.0.check() {
            self.1.read(&check);
        }
        counts
    }

    fn shows(&self, nodes: &[NodeId]) -> String {
        nodes.iter().map(|node| text_of(&self.1.model, *node)).collect::<Vec<_>>().join("|")
    }
}

/// An element of this tag for each group, with a text in it: 101 in 100 and so on.
fn groups(mut batch: Batch, parent: NodeId, tag: &str, groups: &[&str]) -> Batch {
    for (at, group) in groups.iter().enumerate() {
        let id = 100 + at as u32 * 2;
        batch = batch.element(id, parent, tag, &[]).text(id + 1, id, group);
    }
    batch
}

fn page() -> Batch {
    Batch::page("https://site.example/")
}

#[test]
fn a_group_in_each_element_is_sealed_in_all_and_counted() {
    for (tag, parent) in
        [("span", "p"), ("b", "span"), ("div", "div"), ("td", "tr"), ("li", "ul"), ("my-digits", "div")]
    {
        let mut pair = Pair::begin(page());
        let counts = pair.takes(groups(
            Batch::default().element(10, BODY, parent, &[]).children(BODY, &[10]),
            10,
            tag,
            &GROUPS,
        ));
        assert_eq!(pair.shows(&[101, 103, 105, 107]), "••••|••••|••••|••••", "{tag} in {parent}");
        assert_eq!(counts[6], 4, "texts with part of a card number in them");
        for group in GROUPS {
            assert_eq!(found(group, &wire(&Batch::default().into(&mut pair.0), &mut pair.0)), None);
        }
    }
}

#[test]
fn a_digit_in_each_is_sealed_also_with_space_and_nesting_between() {
    let mut batch = page().element(10, BODY, "div", &[]);
    let mut texts = Vec::new();
    for (at, digit) in GROUPS.concat().chars().enumerate() {
        let id = 100 + at as u32 * 5;
        batch = batch.element(id, 10, "div", &[]).element(id + 1, id, "span", &[]);
        batch = batch.text(id + 2, id + 1, &digit.to_string()).text(id + 3, id, "\n  ").element(
            id + 4,
            id,
            "br",
            &[],
        );
        texts.push(id + 2);
    }
    assert_eq!(Pair::begin(batch).shows(&texts), "•|".repeat(15) + "•");
}

#[test]
fn several_texts_of_one_element_are_side_by_side() {
    let mut batch = page().element(10, BODY, "div", &[]);
    for (at, group) in GROUPS.iter().enumerate() {
        batch = batch.text(20 + at as u32, 10, group);
    }
    assert_eq!(Pair::begin(batch).shows(&[20, 21, 22, 23]), "••••|••••|••••|••••");
}

#[test]
fn digits_that_come_one_after_another_are_sealed_before_the_number_is_whole() {
    let mut pair = Pair::begin(page().element(10, BODY, "p", &[]));
    let mut sent = Vec::new();
    for (at, group) in GROUPS.iter().enumerate() {
        let (id, list) = (20 + at as u32, (20..=20 + at as u32).collect::<Vec<_>>());
        let frames = Batch::default().text(id, 10, group).children(10, &list).into(&mut pair.0).frames;
        frames.iter().for_each(|frame| drop(pair.1.read(frame)));
        sent.extend(frames.concat());
    }
    assert_eq!(pair.shows(&[20, 21, 22, 23]), "••••|••••|••••|••••");
    assert_eq!(found(GROUPS[2], &sent), None, "with the twelfth digit it is taken for a card's");
    assert_eq!(found(GROUPS[3], &sent), None);
}

#[test]
fn what_is_broken_up_is_shown_again() {
    let shown = GROUPS.join("|");
    let begin = || Pair::begin(groups(page().element(10, BODY, "p", &[]), 10, "span", &GROUPS));
    // By a word between.
    let mut pair = begin();
    pair.takes(Batch::default().text(50, 10, "and").children(10, &[100, 102, 50, 104, 106]));
    assert_eq!(pair.shows(&[101, 103, 105, 107]), shown);
    // And again, when the word goes.
    pair.takes(Batch::default().forget(&[50]).children(10, &[100, 102, 104, 106]));
    assert_eq!(pair.shows(&[101, 103, 105, 107]), "••••|••••|••••|••••");
    // By another text in one of them.
    let counts = pair.takes(Batch::default().set_text(105, "none"));
    assert_eq!(pair.shows(&[101, 103, 105, 107]), "4539|5787|none|1486");
    assert_eq!(counts[6], 0, "nothing was sealed");
    pair.takes(Batch::default().set_text(105, GROUPS[2]));
    assert_eq!(pair.shows(&[101, 103, 105, 107]), "••••|••••|••••|••••");
    // By two that move elsewhere, and take half of the number along.
    pair.takes(
        Batch::default()
            .element(60, BODY, "hr", &[])
            .children(BODY, &[10, 60, 104, 106])
            .children(10, &[100, 102]),
    );
    assert_eq!(pair.shows(&[101, 103, 105, 107]), shown);
}

#[test]
fn what_is_masked_is_no_part_of_a_number_and_stays_masked() {
    let mut pair = Pair::begin(groups(page().element(10, BODY, "p", &[]), 10, "span", &GROUPS));
    pair.takes(Batch::default().level(104, Level::MaskAllText));
    assert_eq!(pair.shows(&[101, 103]), "4539|5787");
    assert!(!pair.shows(&[105]).contains(GROUPS[2]));
    // Edited in place, it may be told at this level; with its neighbours it may not.
    let mut pair = Pair::begin(groups(page().element(10, BODY, "p", &[]), 10, "span", &GROUPS));
    pair.takes(Batch::default().attribute(10, "contenteditable", ""));
    assert_eq!(pair.shows(&[101, 103, 105, 107]), "••••|••••|••••|••••");
}

#[test]
fn numbers_of_a_table_and_days_of_a_month_stay() {
    let days: Vec<String> = (1..=31).map(|day| day.to_string()).collect();
    let days: Vec<&str> = days.iter().map(String::as_str).collect();
    let years = ["2023", "2024", "2025", "2026", "2027"];
    for (tag, parent, texts) in [
        ("span", "div", &days[..]),
        ("td", "tr", &days[..7]),
        ("option", "select", &years),
        ("a", "nav", &years),
        ("td", "tr", &years),
    ] {
        let pair = Pair::begin(groups(page().element(10, BODY, parent, &[]), 10, tag, texts));
        let ids: Vec<NodeId> = (0..texts.len() as u32).map(|at| 101 + at * 2).collect();
        assert_eq!(pair.shows(&ids), texts.join("|"), "{tag} in {parent}");
    }
    // One row does not go on in the next.
    let mut batch = page().element(10, BODY, "table", &[]);
    for (at, group) in GROUPS.iter().enumerate() {
        let id = 20 + at as u32 * 3;
        batch = batch.element(id, 10, "tr", &[]).element(id + 1, id, "td", &[]).text(id + 2, id + 1, group);
    }
    assert_eq!(Pair::begin(batch).shows(&[22, 25, 28, 31]), GROUPS.join("|"));
}

/// A page that a test changes: its elements, and texts as their children.
#[derive(Debug, Clone)]
struct Page {
    lists: BTreeMap<NodeId, Vec<NodeId>>,
    tags: BTreeMap<NodeId, &'static str>,
    texts: BTreeMap<NodeId, &'static str>,
    last: NodeId,
}

const TEXTS: [&str; 9] = ["4539", "5787", "6362", "1486", " ", "-", "4", "and", "453957876362"];
const TAGS: [&str; 5] = ["span", "div", "td", "hr", "b"];

type Action = (u8, usize, usize, usize);

impl Page {
    fn new() -> Self {
        let tags = BTreeMap::from([(BODY, "body")]);
        Self { lists: BTreeMap::from([(BODY, Vec::new())]), tags, texts: BTreeMap::new(), last: 10 }
    }

    /// What it does, as the walker tells it.
    fn act(&mut self, (action, one, other, at): Action, mut batch: Batch) -> Batch {
        let parents: Vec<NodeId> = self.lists.keys().copied().collect();
        let parent = parents[other % parents.len()];
        let place = |list: &[NodeId]| at % (list.len() + 1);
        match action % 8 {
            0..=3 => {
                self.last += 1;
                let list = self.lists.get_mut(&parent).unwrap();
                list.insert(place(list), self.last);
                let known = list.clone();
                if action % 8 == 3 {
                    let tag = TAGS[one % TAGS.len()];
                    self.tags.insert(self.last, tag);
                    self.lists.insert(self.last, Vec::new());
                    batch = batch.element(self.last, parent, tag, &[]);
                } else {
                    let text = TEXTS[one % TEXTS.len()];
                    self.texts.insert(self.last, text);
                    batch = batch.text(self.last, parent, text);
                }
                batch.children(parent, &known)
            }
            4 | 5 => {
                let texts: Vec<NodeId> = self.texts.keys().copied().collect();
                let Some(&id) = texts.get(one % texts.len().max(1)) else { return batch };
                let text = TEXTS[at % TEXTS.len()];
                self.texts.insert(id, text);
                batch.set_text(id, text)
            }
            kind => {
                let all: Vec<NodeId> = self.tags.keys().chain(self.texts.keys()).copied().collect();
                let node = all[one % all.len()];
                if node == BODY || self.is_in(parent, node) {
                    return batch;
                }
                let from = *self.lists.iter().find(|(_, list)| list.contains(&node)).unwrap().0;
                self.lists.get_mut(&from).unwrap().retain(|child| *child != node);
                if kind == 6 {
                    let list = self.lists.get_mut(&parent).unwrap();
                    list.insert(place(list), node);
                    batch = batch.children(from, &self.lists[&from]);
                    return batch.children(parent, &self.lists[&parent]);
                }
                let mut gone = vec![node];
                let mut at = 0;
                while at < gone.len() {
                    gone.extend(self.lists.remove(&gone[at]).unwrap_or_default());
                    at += 1;
                }
                gone.iter().for_each(|id| {
                    self.tags.remove(id);
                    self.texts.remove(id);
                });
                batch.forget(&gone).children(from, &self.lists[&from])
            }
        }
    }

    fn is_in(&self, node: NodeId, outer: NodeId) -> bool {
        node == outer
            || self.lists.get(&outer).is_some_and(|list| list.iter().any(|inner| self.is_in(node, *inner)))
    }

    /// The page as it is, told from the start.
    fn whole(&self) -> Batch {
        let mut batch = page();
        let mut todo = vec![BODY];
        while let Some(parent) = todo.pop() {
            for &child in &self.lists[&parent] {
                batch = match self.texts.get(&child) {
                    Some(text) => batch.text(child, parent, text),
                    None => {
                        todo.push(child);
                        batch.element(child, parent, self.tags[&child], &[])
                    }
                };
            }
        }
        batch
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// What is sealed goes by the page as it is, and not by how it came to that.
    #[test]
    fn a_page_that_changes_ends_as_one_that_was_so_from_the_start(
        batches in prop::collection::vec(prop::collection::vec(any::<Action>(), 1..4), 1..24),
    ) {
        let mut page = Page::new();
        let mut pair = Pair::begin(page.whole());
        for actions in batches {
            for action in actions {
                // Each is a batch: in one, `Batch` tells all lists last.
                let batch = page.act(action, Batch::default());
                prop_assert!(batch.apply_to(&mut pair.0).is_ok());
            }
            for frame in told(&mut pair.0) {
                pair.1.read(&frame);
            }
            let fresh = Pair::begin(page.whole());
            for id in page.texts.keys() {
                prop_assert_eq!(text_of(&pair.1.model, *id), text_of(&fresh.1.model, *id), "text {} of {:?}", id, page);
            }
        }
        if let Some(check) = pair.0.check() {
            pair.1.read(&check);
        }
    }
}
