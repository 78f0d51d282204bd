//! The replica equals the page after any sequence of changes.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::collections::{BTreeSet, HashMap};

use alongside_core::{observe::mirror::Mirror, privacy::Policy, replica::Replica};
use alongside_protocol::page::{NodeId, PageFrame};
use proptest::prelude::*;

/// A page, and a walker that packs its changes as `js/walker.js` does.
#[derive(Default)]
struct Page {
    parents: HashMap<NodeId, NodeId>,
    children: HashMap<NodeId, Vec<NodeId>>,
    known: BTreeSet<NodeId>,
    changed: BTreeSet<NodeId>,
    last: NodeId,
}

const BODY: NodeId = 2;

impl Page {
    fn new() -> Self {
        let mut page = Self { last: BODY, ..Self::default() };
        page.parents.insert(BODY, 1);
        page.children.insert(1, vec![BODY]);
        page.children.insert(BODY, Vec::new());
        page.known = BTreeSet::from([1, BODY]);
        page
    }

    fn all(&self) -> Vec<NodeId> {
        let mut all: Vec<NodeId> = self.parents.keys().copied().collect();
        all.sort_unstable();
        all
    }

    fn is_within(&self, mut node: NodeId, ancestor: NodeId) -> bool {
        while node != 0 {
            if node == ancestor {
                return true;
            }
            node = self.parents.get(&node).copied().unwrap_or(0);
        }
        false
    }

    fn put(&mut self, node: NodeId, parent: NodeId, at: usize) {
        let list = self.children.entry(parent).or_default();
        list.insert(at % (list.len() + 1), node);
        self.parents.insert(node, parent);
        self.changed.insert(parent);
    }

    fn take(&mut self, node: NodeId) {
        let parent = self.parents[&node];
        self.children.get_mut(&parent).unwrap().retain(|&child| child != node);
        self.changed.insert(parent);
    }

    fn act(&mut self, action: u8, one: usize, other: usize, at: usize) {
        let all = self.all();
        let (node, parent) = (all[one % all.len()], all[other % all.len()]);
        match action % 4 {
            0 | 1 => {
                self.last += 1;
                let new = self.last;
                self.children.insert(new, Vec::new());
                self.put(new, parent, at);
            }
            2 if node != BODY && !self.is_within(parent, node) => {
                self.take(node);
                self.put(node, parent, at);
            }
            3 if node != BODY => {
                self.take(node);
                self.forget(node);
            }
            _ => {}
        }
    }

    fn forget(&mut self, node: NodeId) {
        for child in self.children.remove(&node).unwrap_or_default() {
            self.forget(child);
        }
        self.parents.remove(&node);
        self.known.remove(&node);
        self.changed.remove(&node);
    }

    fn pack_new(&mut self, node: NodeId, parent: NodeId, out: &mut Vec<u32>) {
        if self.known.insert(node) {
            out.extend([1, node, parent, 0, 1, 0, 0, 0, 0, 0, 0]);
            self.changed.insert(node);
        }
    }

    fn flush(&mut self) -> Vec<u32> {
        let mut out = Vec::new();
        while let Some(parent) = self.changed.iter().copied().find(|parent| self.known.contains(parent)) {
            self.changed.remove(&parent);
            let children = self.children[&parent].clone();
            for &child in &children {
                self.pack_new(child, parent, &mut out);
            }
            out.extend([2, parent, children.len() as u32]);
            out.extend(&children);
        }
        out
    }

    fn outline(&self, node: NodeId, depth: usize, out: &mut String) {
        let name = if node == 1 { "#document" } else { "div" };
        out.push_str(&format!("{}{name}\n", "  ".repeat(depth)));
        for &child in &self.children[&node] {
            self.outline(child, depth + 1, out);
        }
    }
}

/// Over the wire and back.
fn received(frame: &PageFrame<alongside_core::privacy::Redacted>) -> PageFrame<String> {
    PageFrame::decode(&frame.encode()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_replica_equals_the_page(
        batches in prop::collection::vec(
            prop::collection::vec((any::<u8>(), any::<usize>(), any::<usize>(), any::<usize>()), 1..12),
            1..8,
        )
    ) {
        let mut page = Page::new();
        let mut mirror = Mirror::new(Policy::default());
        let mut replica = Replica::default();
        let first = [1, 1, 0, 0, 9, 0, 800, 600, 1, 1, BODY, 1, 0, 1, 0, 0, 0, 0, 0, 0, 2, 1, 1, BODY, 2, BODY, 0];
        let strings = ["div", "http://site.example/"];
        let applied = mirror.apply(&first, &strings).unwrap();
        replica.apply(&received(&applied.frame.unwrap())).unwrap();
        for batch in batches {
            for (action, one, other, at) in batch {
                page.act(action, one, other, at);
            }
            if let Some(frame) = mirror.apply(&page.flush(), &strings).unwrap().frame {
                replica.apply(&received(&frame)).unwrap();
            }
            let mut expected = String::new();
            page.outline(1, 0, &mut expected);
            prop_assert_eq!(replica.outline(), expected.clone());
            let mut late = Replica::default();
            late.apply(&received(&mirror.snapshot().unwrap())).unwrap();
            prop_assert_eq!(late.outline(), expected);
        }
    }

    #[test]
    fn a_garbled_batch_is_an_error_and_no_panic(numbers in prop::collection::vec(0u32..14, 0..60)) {
        let mut mirror = Mirror::new(Policy::default());
        let _ = mirror.apply(&numbers, &["div", "value", "class"]);
        let _ = mirror.snapshot();
    }

    #[test]
    fn a_garbled_frame_is_an_error_and_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(frame) = PageFrame::decode(&bytes) {
            let _ = Replica::default().apply(&frame);
        }
    }
}
