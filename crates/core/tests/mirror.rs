//! Whatever happens to the page, however the walker cuts it up and however the
//! frames are cut: a replica that got them all is the page.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

#[path = "common/walker.rs"]
mod walker;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use alongside_core::{observe::mirror::Mirror, privacy::Policy};
use alongside_protocol::page::{Model, NodeId, Op};
use proptest::prelude::*;
use walker::{Batch, Reader, told};

const BODY: NodeId = 2;

/// A page, and a walker that reads it a bit at a time.
#[derive(Default)]
struct Page {
    parents: BTreeMap<NodeId, NodeId>,
    children: BTreeMap<NodeId, Vec<NodeId>>,
    beside: BTreeMap<NodeId, NodeId>,
    known: BTreeSet<NodeId>,
    dirty: VecDeque<NodeId>,
    /// How far the list at the front was told.
    half: usize,
    gone: BTreeSet<NodeId>,
    last: NodeId,
}

impl Page {
    fn new() -> Self {
        let mut page = Self { last: BODY, ..Self::default() };
        page.parents.insert(BODY, 1);
        page.children.insert(1, vec![BODY]);
        page.children.insert(BODY, Vec::new());
        page.known = BTreeSet::from([1, BODY]);
        page
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

    fn touch(&mut self, parent: NodeId) {
        if self.dirty.front() == Some(&parent) {
            self.half = 0;
        } else if !self.dirty.contains(&parent) {
            self.dirty.push_back(parent);
        }
    }

    fn put(&mut self, node: NodeId, parent: NodeId, at: usize) {
        let list = self.children.entry(parent).or_default();
        list.insert(at % (list.len() + 1), node);
        self.parents.insert(node, parent);
        self.touch(parent);
    }

    fn take(&mut self, node: NodeId) {
        let parent = self.parents[&node];
        self.children.get_mut(&parent).unwrap().retain(|&child| child != node);
        self.touch(parent);
    }

    fn act(&mut self, action: u8, one: usize, other: usize, at: usize) {
        let all: Vec<NodeId> = self.parents.keys().copied().collect();
        let (node, parent) = (all[one % all.len()], all[other % all.len()]);
        let is_root = self.beside.values().any(|&root| root == node);
        match action % 6 {
            0 | 1 => {
                self.last += 1;
                self.children.insert(self.last, Vec::new());
                self.put(self.last, parent, at);
            }
            2 if !self.beside.contains_key(&node) && !is_root => {
                self.last += 1;
                self.children.insert(self.last, Vec::new());
                self.parents.insert(self.last, node);
                self.beside.insert(node, self.last);
                self.touch(node);
            }
            3 | 4 if node != BODY && !is_root && !self.is_within(parent, node) => {
                self.take(node);
                self.put(node, parent, at);
            }
            5 if node != BODY && !is_root => {
                self.take(node);
                self.gone.insert(node);
                self.drop_all(node);
            }
            _ => {}
        }
    }

    fn drop_all(&mut self, node: NodeId) {
        let inside = self.children.remove(&node).unwrap_or_default();
        for child in inside.into_iter().chain(self.beside.remove(&node)) {
            self.drop_all(child);
        }
        self.parents.remove(&node);
        self.gone.insert(node);
        if self.dirty.front() == Some(&node) {
            self.half = 0;
        }
        self.dirty.retain(|&parent| parent != node);
    }

    fn pack(&mut self, node: NodeId, parent: NodeId, out: &mut Vec<u32>) {
        if self.known.insert(node) {
            if self.beside.get(&parent) == Some(&node) {
                out.extend([1, node, parent, 0, 11]);
            } else {
                out.extend([1, node, parent, 0, 1, 0, 0, 0, 0, 0, 0]);
            }
            self.touch(node);
        }
    }

    /// Reads about `room` nodes.
    fn flush(&mut self, mut room: usize) -> Vec<u32> {
        let mut out = Vec::new();
        let gone: Vec<NodeId> = std::mem::take(&mut self.gone).into_iter().collect();
        let gone: Vec<NodeId> = gone.into_iter().filter(|id| self.known.remove(id)).collect();
        if !gone.is_empty() {
            out.extend([10, gone.len() as u32]);
            out.extend(gone);
        }
        while let Some(&parent) = self.dirty.front()
            && room > 0
        {
            if !self.known.contains(&parent) {
                self.dirty.pop_front();
                continue;
            }
            if let Some(&root) = self.beside.get(&parent) {
                self.pack(root, parent, &mut out);
            }
            let list = self.children[&parent].clone();
            let end = (self.half + room).min(list.len());
            for &child in &list[self.half..end] {
                self.pack(child, parent, &mut out);
            }
            out.extend([2, parent, self.half as u32, u32::from(end < list.len()), (end - self.half) as u32]);
            out.extend(&list[self.half..end]);
            room = room.saturating_sub(end - self.half + 1);
            self.half = end;
            if end == list.len() {
                self.half = 0;
                self.dirty.pop_front();
            }
        }
        out
    }

    fn outline(&self, node: NodeId, depth: usize, out: &mut String) {
        out.push_str(&format!("{}{node}\n", "  ".repeat(depth)));
        for child in self.beside.get(&node).into_iter().chain(&self.children[&node]) {
            self.outline(*child, depth + 1, out);
        }
    }
}

fn outline(model: &Model, node: NodeId, depth: usize, out: &mut String) {
    out.push_str(&format!("{}{node}\n", "  ".repeat(depth)));
    let held = model.get(node).unwrap();
    for child in held.beside.iter().chain(&held.children) {
        outline(model, *child, depth + 1, out);
    }
}

const STRINGS: [&str; 2] = ["div", "http://site.example/"];
const FIRST: [u32; 30] = [
    1, 1, 0, 0, 9, 0, 800, 600, 1, // the document
    1, BODY, 1, 0, 1, 0, 0, 0, 0, 0, 0, // the body
    2, 1, 0, 0, 1, BODY, // its place
    2, BODY, 0, 0,
];

fn first() -> Vec<u32> {
    FIRST.into_iter().chain([0]).collect()
}

type Action = (u8, usize, usize, usize);

/// Some actions, how much is walked after them, whether a frame is told then, and
/// whether the stream begins anew (0).
type Burst = (Vec<Action>, usize, bool, u8);

/// Drives page, mirror and reader; what went between them, where they differ.
fn run(bursts: Vec<Burst>, room: usize) -> Result<(), String> {
    let mut page = Page::new();
    let mut mirror = Mirror::new(Policy::default()).with_room(room);
    let mut reader = Reader::default();
    let mut trace = String::new();
    let read = |reader: &mut Reader, frame: &[u8], trace: &mut String| {
        let batch = reader.decoder.read(frame).map_err(|error| format!("{error}\n{trace}"))?;
        trace.push_str(&format!("  told {:?}\n", batch.ops));
        reader.model.apply(&batch).map_err(|error| format!("{error}\n{trace}"))
    };
    mirror.apply(&first(), &STRINGS).unwrap();
    for (actions, walked, tells, anew) in bursts {
        for (action, one, other, at) in actions {
            page.act(action, one, other, at);
        }
        let numbers = page.flush(walked);
        trace.push_str(&format!("walked {numbers:?}\n"));
        mirror.apply(&numbers, &STRINGS).unwrap();
        if anew == 0 {
            mirror.begin_anew();
        }
        // Some of the digests are made early, and kept up.
        if let Some(check) = mirror.check_within(walked) {
            read(&mut reader, &check, &mut trace)?;
        }
        if tells && let Some(frame) = mirror.tell(0) {
            read(&mut reader, &frame, &mut trace)?;
        }
    }
    while !page.dirty.is_empty() || !page.gone.is_empty() {
        let numbers = page.flush(50);
        trace.push_str(&format!("walked {numbers:?}\n"));
        mirror.apply(&numbers, &STRINGS).unwrap();
        if let Some(frame) = mirror.tell(0) {
            read(&mut reader, &frame, &mut trace)?;
        }
    }
    for frame in told(&mut mirror) {
        read(&mut reader, &frame, &mut trace)?;
    }
    let (mut expected, mut found) = (String::new(), String::new());
    page.outline(1, 0, &mut expected);
    outline(&reader.model, 1, 0, &mut found);
    if found != expected {
        return Err(format!("expected\n{expected}found\n{found}{trace}"));
    }
    // Its digest says the same; a late reader has the same page.
    if let Some(check) = mirror.check() {
        read(&mut reader, &check, &mut trace)?;
    }
    mirror.begin_anew();
    let mut late = Reader::default();
    for frame in told(&mut mirror) {
        read(&mut late, &frame, &mut trace)?;
    }
    let mut found = String::new();
    outline(&late.model, 1, 0, &mut found);
    if found != expected || mirror.nodes() != late.model.len() {
        return Err(format!("expected\n{expected}a late reader found\n{found}{trace}"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_replica_equals_the_page(
        batches in prop::collection::vec(
            (prop::collection::vec(any::<Action>(), 1..16), 1usize..12, any::<bool>(), 0u8..10),
            1..10,
        ),
        room in 1usize..12,
    ) {
        prop_assert_eq!(run(batches, room), Ok(()));
    }

    #[test]
    fn a_garbled_batch_is_an_error_and_no_panic(numbers in prop::collection::vec(0u32..16, 0..60)) {
        let mut mirror = Mirror::new(Policy::default());
        let _ = mirror.apply(&numbers, &["div", "value", "class"]);
        told(&mut mirror);
    }
}

/// A table of so many rows, each of three cells, and one of its moves.
fn table(rows: u32) -> (Mirror, Reader, Vec<NodeId>) {
    let mut batch = Batch::page("https://site.example/").element(10, BODY, "tbody", &[]);
    let mut list = Vec::new();
    for row in 0..rows {
        let id = 100 + row * 8;
        list.push(id);
        batch = batch.element(id, 10, "tr", &[("class", "row")]);
        for cell in 0..3 {
            batch = batch.element(id + 1 + cell * 2, id, "td", &[("class", "col-md-4")]);
            batch = batch.text(id + 2 + cell * 2, id + 1 + cell * 2, &format!("{row} of {cell}"));
        }
    }
    let mut mirror = Mirror::new(Policy::default());
    let mut reader = Reader::default();
    batch.into(&mut mirror).frames.iter().for_each(|frame| drop(reader.read(frame)));
    (mirror, reader, list)
}

#[test]
fn a_swap_of_two_rows_is_two_moves_in_a_few_bytes() {
    let (mut mirror, mut reader, mut list) = table(1_000);
    list.swap(1, 998);
    let frames = Batch::default().children(10, &list).into(&mut mirror).frames;
    let [frame] = frames.as_slice() else { panic!("one frame") };
    assert!(frame.len() < 48, "{} bytes", frame.len());
    let ops = reader.read(frame).ops;
    assert!(ops.len() == 2 && ops.iter().all(|op| matches!(op, Op::Move { .. })), "{ops:?}");
    assert_eq!(reader.model.get(10).unwrap().children, list);
}

#[test]
fn a_cleared_table_is_one_operation() {
    let (mut mirror, mut reader, list) = table(1_000);
    let all: Vec<u32> = list.iter().flat_map(|id| *id..*id + 7).collect();
    let mut numbers = vec![10, all.len() as u32];
    numbers.extend(all);
    numbers.extend([2, 10, 0, 0, 0]);
    mirror.apply(&numbers, &[]).unwrap();
    let frames = told(&mut mirror);
    let [frame] = frames.as_slice() else { panic!("one frame") };
    assert_eq!(reader.read(frame).ops, [Op::Empty { node: 10 }]);
}

#[test]
fn rows_that_look_alike_are_sent_as_one_shape() {
    let bytes = |rows| {
        let (mut mirror, ..) = table(rows);
        mirror.begin_anew();
        told(&mut mirror).iter().map(Vec::len).sum::<usize>()
    };
    let a_row = (bytes(1_001) - bytes(1)) / 1_000;
    // Three texts of about ten letters, and hardly anything else.
    assert!(a_row <= 38, "{a_row} bytes a row");
}

#[test]
fn a_copy_that_strays_finds_out_by_the_next_check() {
    let (mut mirror, mut reader, _) = table(20);
    reader.model.apply(&walker::batch(Op::Text { node: 102, text: "other".into() })).unwrap();
    let check = mirror.check().unwrap();
    assert!(reader.decoder.read(&check).is_ok_and(|batch| reader.model.apply(&batch).is_err()));
    assert_eq!(mirror.check(), None, "once is enough");
}

#[test]
fn a_digest_is_made_a_part_at_a_time() {
    let (mut mirror, mut reader, _) = table(100);
    let mut parts = 0;
    let check = loop {
        parts += 1;
        if let Some(check) = mirror.check_within(100) {
            break check;
        }
    };
    assert_eq!(parts, mirror.nodes().div_ceil(100));
    reader.read(&check);
    let changed = Batch::default().set_text(102, "other").into(&mut mirror);
    changed.frames.iter().for_each(|frame| drop(reader.read(frame)));
    // A text, its cell, row and list, the body and the document.
    assert_eq!(mirror.check_within(5), None);
    reader.read(&mirror.check_within(1).unwrap());
}
