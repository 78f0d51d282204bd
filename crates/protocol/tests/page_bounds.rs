//! No frame makes more than its length allows, and no list takes the square of its
//! length.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use std::time::{Duration, Instant};

use alongside_protocol::{
    Wireable,
    page::{
        Batch, Content, Decoder, Encoder, FRAME_OPERATIONS, MOST_BYTES, MOST_COPIED, Model, ModelError,
        Namespace, Note, Op, PAGE_VERSION, PageError, PageHead, Sprout,
    },
};
use serde::Serialize;

/// Stands for text that has passed a policy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Safe(String);

impl Wireable for Safe {}

impl std::borrow::Borrow<str> for Safe {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A snapshot up to the first definition: an insertion of a run of so many nodes.
fn insertion(nodes: u32) -> Vec<u8> {
    let mut bytes = vec![PAGE_VERSION, 1, 0, 0, 0, 0, 0];
    bytes.extend([0; 9]);
    bytes.extend([0, 0, 0, 0]); // head
    bytes.extend([1, 0, 0, 1, 2]);
    number(nodes, &mut bytes);
    bytes
}

fn number(mut value: u32, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// A frame of a head and so many operations of a byte each: the page goes, and goes.
fn leaving(times: usize) -> Vec<u8> {
    let mut bytes = insertion(0);
    bytes.truncate(20);
    bytes.extend(vec![17; times]);
    bytes
}

fn garbled<T>(read: &Result<T, PageError>) -> bool {
    matches!(read, Err(PageError::Garbled { .. }))
}

#[test]
fn a_few_bytes_can_t_make_a_million_nodes() {
    // Shapes that double at every step: the weight of a shape ends it.
    let mut bytes = insertion(100);
    bytes.extend([0, 0, 1, b'p', 0, 0, 0]);
    for shape in 0..40u8 {
        bytes.extend([0, 2, 0, 0, 2, shape + 2, shape + 2]);
    }
    bytes.extend([1, 8 + 40]);
    assert!(garbled(&Decoder::default().read(&bytes)));
}

#[test]
fn a_few_bytes_can_t_make_a_million_attributes() {
    // One `<p>` with so many times `a=""`, then a byte for each of its copies.
    let copies = |attributes: u32| {
        let mut bytes = insertion(1_000);
        bytes.extend([0, 0, 1, b'p', 0]);
        number(attributes, &mut bytes);
        bytes.extend([0, 1, b'a', 1, 0, 0]);
        (1..attributes).for_each(|_| bytes.extend([3, 1, 4]));
        bytes.extend([0]);
        number(500, &mut bytes);
        bytes.extend([8; 500]);
        Decoder::default().read(&bytes)
    };
    assert_eq!(copies(60).unwrap().ops.len(), 500);
    assert!(garbled(&copies(64)));
    assert!(garbled(&copies(150_000)));
}

#[test]
fn a_frame_makes_no_more_than_the_writer_ever_puts_in_one() {
    // A `<p>` with sixty comments, and a byte for each of its copies.
    let copies = |count: u32| {
        let mut bytes = insertion(count * 61);
        bytes.extend([0, 0, 1, b'p', 0, 0, 60]);
        bytes.extend([1; 60]);
        number(count, &mut bytes);
        bytes.extend(vec![8; count as usize]);
        Decoder::default().read(&bytes)
    };
    assert_eq!(copies(1_074).unwrap().ops.len(), 65_514);
    assert!(garbled(&copies(1_075)));
}

#[test]
fn rows_that_are_too_heavy_for_one_shape_come_back_as_they_went() {
    let (row, cell, empty) = (Safe("tr".into()), Safe("td".into()), Safe(String::new()));
    let class = [(Safe("class".into()), Safe("wide".into())), (Safe("role".into()), Safe("cell".into()))];
    let content = |name: &Safe, attributes: &[_]| Content::Element {
        name: name.clone(),
        namespace: Namespace::Html,
        attributes: attributes.to_vec(),
        hidden: None,
    };
    let (row, cell) = (content(&row, &class), content(&cell, &class));
    let page = Content::Document { quirks: false, base: empty.clone() };
    let mut sprouts = vec![Sprout { node: 1, children: 3, kind: page.sprout() }];
    for at in 0..3 {
        sprouts.push(Sprout { node: 2 + at * 41, children: 40, kind: row.sprout() });
        sprouts.extend((1..41).map(|more| Sprout {
            node: 2 + at * 41 + more,
            children: 0,
            kind: cell.sprout(),
        }));
    }
    let mut encoder = Encoder::default();
    let head = PageHead { base: empty, quirks: false, viewport: (800, 600), dark: false };
    let mut frame = encoder.frame(Some(&head), Note::default());
    frame.insert(0, 0, &sprouts);
    let batch = Decoder::default().read(&frame.finish().unwrap()).unwrap();
    assert_eq!(batch.ops.len(), 1 + 3 * 41);
    let with_both = |op: &&Op| matches!(op, Op::Insert { content: Content::Element { attributes, .. }, .. } if attributes.len() == 2);
    assert_eq!(batch.ops.iter().filter(with_both).count(), 3 * 41);
}

/// A page of a document and so many comments in it, numbered from 2.
fn list(length: u32) -> Model {
    let page = Content::Document { quirks: false, base: "".into() };
    let mut ops = vec![Op::Insert { parent: 0, previous: 0, node: 1, content: page }];
    let comment = |node| Op::Insert {
        parent: 1,
        previous: if node == 2 { 0 } else { node - 1 },
        node,
        content: Content::Comment,
    };
    ops.extend((2..length + 2).map(comment));
    let mut model = Model::default();
    model.apply(&batch(ops)).unwrap();
    model
}

fn batch(ops: Vec<Op>) -> Batch {
    Batch { head: None, note: Note::default(), ops }
}

fn remove(nodes: impl Iterator<Item = u32>) -> Batch {
    batch(nodes.map(|node| Op::Remove { node }).collect())
}

#[test]
fn half_of_a_long_list_is_taken_out_in_one_go() {
    let mut model = list(200_000);
    let began = Instant::now();
    model.apply(&remove((2..200_002).step_by(2))).unwrap();
    assert_eq!(model.get(1).unwrap().children, (3..200_002).step_by(2).collect::<Vec<_>>());
    assert_eq!(model.len(), 100_001);
    // Comparing each with each takes minutes.
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}

#[test]
fn a_run_of_removals_is_each_of_them() {
    let mut model = list(4);
    let inner = Op::Insert { parent: 3, previous: 0, node: 9, content: Content::Comment };
    let root = Op::Insert { parent: 4, previous: 0, node: 10, content: Content::ShadowRoot };
    model.apply(&batch(vec![inner, root])).unwrap();
    model.apply(&remove([10, 9, 3, 2].into_iter())).unwrap();
    assert_eq!(model.get(1).unwrap().children, [4, 5]);
    assert_eq!((model.get(4).unwrap().beside, model.len()), (None, 3));
    // What went with its parent is not there any more, and the page itself stays.
    assert_eq!(model.apply(&remove([4, 4].into_iter())), Err(ModelError::Node { op: 1, node: 4 }));
    assert_eq!(model.apply(&remove([1].into_iter())), Err(ModelError::Node { op: 0, node: 1 }));
    assert_eq!(model.get(1).unwrap().children, [5]);
}

#[test]
fn a_frame_has_no_more_operations_than_the_writer_ever_puts_in_one() {
    let read = |times| Decoder::default().read(&leaving(times));
    assert_eq!(read(1_000).unwrap().ops.len(), 1_000);
    assert!(garbled(&read(FRAME_OPERATIONS + 1)));
    let mut removals = leaving(0);
    removals.push(3);
    number(FRAME_OPERATIONS as u32 + 1, &mut removals);
    removals.extend(vec![2; FRAME_OPERATIONS + 1]);
    assert!(garbled(&Decoder::default().read(&removals)));
}

#[test]
fn shapes_hold_no_more_than_the_tables_do() {
    // One shape of `<p>` with so many holes, and the string behind its name.
    let shape = |holes: u32, name: &[u8]| {
        let mut bytes = insertion(1);
        bytes.push(0);
        bytes.extend(name);
        bytes.push(0);
        number(holes, &mut bytes);
        bytes.extend([0, 1, b'a', 0]);
        (1..holes).for_each(|_| bytes.extend([3, 0]));
        bytes.extend([0, 1, 8]);
        bytes.extend(vec![3; holes as usize]);
        Decoder::default().read(&bytes)
    };
    assert_eq!(shape(64, &[0, 1, b'p']).unwrap().ops.len(), 1);
    assert!(garbled(&shape(65, &[0, 1, b'p'])));
    assert!(garbled(&shape(2, &[1, 1, b'p'])), "a name that is not in the table");
}

#[test]
fn a_copy_has_no_more_nodes_than_is_stated_and_goes_on_with_the_next_page() {
    let most = MOST_COPIED as u32;
    let mut model = list(most - 2);
    let comment = |node, previous| Op::Insert { parent: 1, previous, node, content: Content::Comment };
    model.apply(&batch(vec![comment(most, most - 1)])).unwrap();
    assert_eq!(model.len(), MOST_COPIED);
    let more = batch(vec![comment(most + 1, most), comment(most + 2, most + 1)]);
    assert_eq!(model.apply(&more), Err(ModelError::TooLarge { op: 0 }));
    assert_eq!(model.len(), MOST_COPIED);
    // One out, one in.
    model.apply(&remove([2].into_iter())).unwrap();
    model.apply(&batch(vec![comment(most + 1, most)])).unwrap();
    let head = PageHead { base: "".into(), quirks: false, viewport: (800, 600), dark: false };
    model.apply(&Batch { head: Some(head), ..batch(Vec::new()) }).unwrap();
    assert!(model.is_empty());
}

#[test]
fn a_copy_holds_no_more_bytes_than_is_stated() {
    let mut model = list(1);
    let attribute = |number: usize, bytes: usize| Op::Attribute {
        node: 3,
        name: format!("a{number}").into(),
        value: Some("x".repeat(bytes).into()),
    };
    let name: std::sync::Arc<str> = "p".into();
    let content = Content::Element { name, namespace: Namespace::Html, attributes: vec![], hidden: None };
    model.apply(&batch(vec![Op::Insert { parent: 1, previous: 2, node: 3, content }])).unwrap();
    // Again and again the same one is no more.
    (0..20).for_each(|_| model.apply(&batch(vec![attribute(0, MOST_BYTES / 16)])).unwrap());
    let before = model.bytes();
    assert!(before > MOST_BYTES / 16 && before < MOST_BYTES / 15, "{before} bytes");
    let all = (1..20).try_for_each(|number| model.apply(&batch(vec![attribute(number, MOST_BYTES / 16)])));
    assert_eq!(all, Err(ModelError::TooLarge { op: 0 }));
    assert!(model.bytes() < MOST_BYTES + MOST_BYTES / 8);
    // Attributes without a letter are memory, too.
    let mut model = list(0);
    let attributes = vec![("".into(), "".into()); MOST_BYTES / 32 + 1];
    let content = Content::Element { name: "p".into(), namespace: Namespace::Html, attributes, hidden: None };
    let empty = batch(vec![Op::Insert { parent: 1, previous: 0, node: 2, content }]);
    assert_eq!(model.apply(&empty), Err(ModelError::TooLarge { op: 0 }));
    assert_eq!(model.bytes(), 0);
}

#[test]
fn what_a_batch_takes_while_it_waits_counts_its_text() {
    let text = Op::Text { node: 2, text: "x".repeat(1_000).into() };
    let one = batch(vec![text.clone()]).bytes();
    assert!(one > 1_000 && one < 1_300, "{one} bytes");
    assert_eq!(batch(vec![text.clone(), text]).bytes(), 2 * one);
}
