//! Page frames: what is written is read, byte by byte as documented, and no bytes
//! do harm.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a failed expectation is a failed test")]

use std::borrow::Borrow;

use alongside_protocol::{
    Wireable, WireablePicture,
    page::{
        Content, Decoder, Encoder, Ended, FieldState, Frame, Layer, Model, Namespace, NodeId, Note, Op,
        PAGE_VERSION, PageError, PageHead, Sheet, Sprout, SproutKind,
    },
};
use proptest::prelude::*;
use serde::Serialize;

/// Stands for text that has passed a policy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Safe(String);

impl Wireable for Safe {}

impl Borrow<str> for Safe {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Stands for a picture that has passed a policy.
struct Passed(Vec<u8>);

impl WireablePicture for Passed {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn safe(text: &str) -> Safe {
    Safe(text.to_owned())
}

fn head() -> PageHead<Safe> {
    PageHead { base: safe("https://bank.example/"), quirks: false, viewport: (800, 600), dark: false }
}

/// A frame that begins a stream, and its bytes.
fn first(write: impl FnOnce(&mut Frame<'_, Safe>)) -> Vec<u8> {
    let mut encoder = Encoder::default();
    let mut frame = encoder.frame(Some(&head()), Note::default());
    write(&mut frame);
    frame.finish().unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The vectors of `docs/protocol.md`: a reader in any language must get these
/// operations from these bytes.
#[test]
fn the_golden_vectors_of_the_documentation() {
    let document = include_str!("../../../docs/protocol.md");
    let (tbody, row, label) = (safe("tbody"), safe("tr"), safe("one"));
    let class = [(safe("class"), safe("row"))];
    let mut encoder = Encoder::default();
    let note = Note { policy: 0x0102_0304, redacted: [1, 0, 0, 0, 0, 0, 0, 0], delay: 300 };
    let mut frame = encoder.frame(Some(&head()), note);
    let element = |node, name, attributes, children| Sprout {
        node,
        children,
        kind: SproutKind::Element { name, namespace: Namespace::Html, attributes, hidden: None },
    };
    let empty = safe("");
    let page = Sprout { node: 1, children: 1, kind: SproutKind::Document { quirks: false, base: &empty } };
    let text = |node, text| Sprout { node, children: 0, kind: SproutKind::Text(text) };
    frame.insert(0, 0, &[page, element(2, &tbody, &[], 1), element(3, &row, &class, 1), text(4, &label)]);
    let snapshot = frame.finish().unwrap();
    let mut frame = encoder.frame(None, note_of_none());
    let two = safe("two");
    frame.insert(2, 3, &[element(5, &row, &class, 1), text(6, &two)]);
    frame.place(2, 0, 5);
    frame.remove(&[3]);
    frame.attribute(5, &class[0].0, None);
    frame.field(5, &FieldState::Masked { length: 8 });
    frame.check(7);
    let changes = frame.finish().unwrap();
    let empty = PageHead { base: safe(""), quirks: false, viewport: (0, 0), dark: false };
    let mut encoder = Encoder::default();
    let mut frame = encoder.frame(Some(&empty), note_of_none());
    frame.ended(Ended::TooLarge);
    let ended = frame.finish().unwrap();
    for (name, bytes) in [("snapshot", &snapshot), ("changes", &changes), ("ended", &ended)] {
        let hex = hex(bytes);
        println!("{name} {hex}");
        assert!(document.contains(&hex), "docs/protocol.md does not hold the vector of {name}: {hex}");
    }
    let mut decoder = Decoder::default();
    assert_eq!(decoder.read(&snapshot).unwrap().ops.len(), 4);
    let read = decoder.read(&changes).unwrap();
    assert_eq!(read.ops[0], Op::Insert { parent: 2, previous: 3, node: 5, content: row_content() });
    assert_eq!(read.ops.len(), 7);
    assert_eq!(Decoder::default().read(&ended).unwrap().ops, [Op::Ended { why: Ended::TooLarge }]);
}

fn note_of_none() -> Note {
    Note { policy: 0x0102_0304, ..Note::default() }
}

fn row_content() -> Content {
    let attributes = vec![("class".into(), "row".into())];
    Content::Element { name: "tr".into(), namespace: Namespace::Html, attributes, hidden: None }
}

#[test]
fn every_operation_comes_back_as_it_went() {
    let (name, value) = (safe("title"), safe("Käse \u{1f9c0}"));
    let bytes = first(|frame| {
        frame.attribute(70_000, &name, Some(&value));
        frame.attribute(3, &name, None);
        frame.text(4, &value);
        frame.rules(5, &Sheet::Rules(value.clone()));
        frame.field(6, &FieldState::Value { text: value.clone() });
        frame.field(6, &FieldState::Checked { checked: true, mixed: true });
        frame.field(6, &FieldState::Selected { indices: vec![0, 900] });
        frame.sheets(1, &[Sheet::Hash([7; 16]), Sheet::Rules(value.clone())]);
        frame.scroll(u32::MAX, -5, 100_000);
        frame.viewport((0, u32::MAX), true);
        frame.focus(0);
        frame.selection((4, 1), (5, 2));
        frame.layer(8, Layer::Modal);
        frame.picture(9, &Passed(vec![1, 2, 3]));
        frame.no_picture(9);
        frame.empty(10);
        frame.check(u64::MAX);
        frame.leaving();
        frame.paused(true);
        frame.size(11, 20, 30);
        frame.ended(Ended::Unreadable);
        frame.ended(Ended::TooLarge);
    });
    let batch = Decoder::default().read(&bytes).unwrap();
    let (title, text): (std::sync::Arc<str>, std::sync::Arc<str>) = ("title".into(), "Käse \u{1f9c0}".into());
    assert_eq!(
        batch.ops,
        [
            Op::Attribute { node: 70_000, name: title.clone(), value: Some(text.clone()) },
            Op::Attribute { node: 3, name: title, value: None },
            Op::Text { node: 4, text: text.clone() },
            Op::Rules { node: 5, sheet: Sheet::Rules(text.clone()) },
            Op::Field { node: 6, state: FieldState::Value { text: text.clone() } },
            Op::Field { node: 6, state: FieldState::Checked { checked: true, mixed: true } },
            Op::Field { node: 6, state: FieldState::Selected { indices: vec![0, 900] } },
            Op::Sheets { root: 1, sheets: vec![Sheet::Hash([7; 16]), Sheet::Rules(text)] },
            Op::Scroll { node: u32::MAX, x: -5, y: 100_000 },
            Op::Viewport { width: 0, height: u32::MAX, dark: true },
            Op::Focus { node: 0 },
            Op::Selection { anchor: (4, 1), focus: (5, 2) },
            Op::Layer { node: 8, layer: Layer::Modal },
            Op::Picture { node: 9, bytes: vec![1, 2, 3] },
            Op::Picture { node: 9, bytes: Vec::new() },
            Op::Empty { node: 10 },
            Op::Check { digest: u64::MAX },
            Op::Leaving,
            Op::Paused { paused: true },
            Op::Size { node: 11, width: 20, height: 30 },
            Op::Ended { why: Ended::Unreadable },
            Op::Ended { why: Ended::TooLarge },
        ]
    );
    assert_eq!(batch.head.unwrap().base.as_ref(), "https://bank.example/");
}

#[test]
fn a_missing_frame_and_another_version_are_told() {
    let mut encoder = Encoder::default();
    let mut write = |head: Option<&PageHead<Safe>>| {
        let mut frame = encoder.frame(head, Note::default());
        frame.leaving();
        frame.finish().unwrap()
    };
    let (first, second, third) = (write(Some(&head())), write(None), write(None));
    let mut decoder = Decoder::default();
    decoder.read(&first).unwrap();
    assert_eq!(decoder.read(&third), Err(PageError::Gap { expected: 1, found: 2 }));
    assert!(decoder.read(&second).is_err(), "the stream is broken until it begins anew");
    decoder.read(&first).unwrap();
    decoder.read(&second).unwrap();
    let other = [&[PAGE_VERSION + 1], &first[1..]].concat();
    assert_eq!(decoder.read(&other), Err(PageError::Version { found: PAGE_VERSION + 1 }));
}

#[derive(Debug, Clone)]
enum Branch {
    Text(String),
    Comment,
    Element(u8, Vec<(u8, String)>, Vec<Branch>),
}

fn branch() -> impl Strategy<Value = Branch> {
    let text = "[a-c]{0,4}|[äöü🧀 ]{1,3}|x{300,600}";
    let leaf = prop_oneof![text.prop_map(Branch::Text), Just(Branch::Comment)];
    leaf.prop_recursive(5, 120, 6, move |inner| {
        let attributes = prop::collection::vec((0u8..4, text), 0..3);
        (0u8..3, attributes, prop::collection::vec(inner, 0..6))
            .prop_map(|(name, attributes, inside)| Branch::Element(name, attributes, inside))
    })
}

const NAMES: [&str; 4] = ["class", "id", "href", "role"];

/// The page's own record of a tree, for the encoder and for the comparison.
struct Grown {
    list: Vec<(NodeId, u32, Content<Safe>)>,
    last: NodeId,
}

impl Grown {
    fn grow(&mut self, branch: &Branch, step: u32) {
        self.last += step;
        let (content, inside): (Content<Safe>, &[Branch]) = match branch {
            Branch::Text(text) => (Content::Text { text: safe(text) }, &[]),
            Branch::Comment => (Content::Comment, &[]),
            Branch::Element(name, attributes, inside) => {
                let attributes =
                    attributes.iter().map(|(name, value)| (safe(NAMES[usize::from(*name)]), safe(value)));
                let name = safe(["p", "div", "li"][usize::from(*name)]);
                let attributes = attributes.collect();
                (Content::Element { name, namespace: Namespace::Html, attributes, hidden: None }, inside)
            }
        };
        self.list.push((self.last, inside.len() as u32, content));
        inside.iter().for_each(|branch| self.grow(branch, step));
    }
}

fn owned(content: &Content<Safe>) -> Content {
    match content {
        Content::Text { text } => Content::Text { text: text.0.as_str().into() },
        Content::Element { name, namespace, attributes, hidden } => Content::Element {
            name: name.0.as_str().into(),
            namespace: *namespace,
            attributes: attributes
                .iter()
                .map(|(name, value)| (name.0.as_str().into(), value.0.as_str().into()))
                .collect(),
            hidden: *hidden,
        },
        _ => Content::Comment,
    }
}

proptest! {
    #[test]
    fn any_trees_come_back_as_they_went(
        rounds in prop::collection::vec((prop::collection::vec(branch(), 0..6), 1u32..3), 1..5)
    ) {
        let (mut encoder, mut decoder) = (Encoder::default(), Decoder::default());
        let mut last = 10;
        for (round, (branches, step)) in rounds.into_iter().enumerate() {
            let mut grown = Grown { list: Vec::new(), last };
            branches.iter().for_each(|branch| grown.grow(branch, step));
            last = grown.last;
            let sprouts: Vec<Sprout<'_, Safe>> = grown.list.iter()
                .map(|(node, children, content)| Sprout { node: *node, children: *children, kind: content.sprout() })
                .collect();
            let mut frame = encoder.frame((round == 0).then(head).as_ref(), Note::default());
            frame.insert(4, 0, &sprouts);
            let Some(bytes) = frame.finish() else { continue };
            let read = decoder.read(&bytes).unwrap();
            prop_assert_eq!(read.ops.len(), grown.list.len());
            for (op, (node, _, content)) in read.ops.iter().zip(&grown.list) {
                let Op::Insert { node: found, content: read, .. } = op else { panic!("{op:?}") };
                prop_assert_eq!((found, read), (node, &owned(content)));
            }
        }
    }

    /// Ten million of these were run once; see docs/protocol.md.
    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        harm(&bytes);
    }

    /// Bytes that are nearly right go deeper.
    #[test]
    fn no_bytes_that_are_nearly_right_do_harm(
        branches in prop::collection::vec(branch(), 1..4),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut grown = Grown { list: Vec::new(), last: 1 };
        branches.iter().for_each(|branch| grown.grow(branch, 1));
        let sprouts: Vec<Sprout<'_, Safe>> = grown.list.iter()
            .map(|(node, children, content)| Sprout { node: *node, children: *children, kind: content.sprout() })
            .collect();
        let mut bytes = first(|frame| frame.insert(0, 0, &sprouts));
        for (place, byte) in changes {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        harm(&bytes);
    }
}

/// Reads bytes, and applies what they say to a page.
fn harm(bytes: &[u8]) {
    let mut decoder = Decoder::default();
    let mut model = Model::default();
    for bytes in [bytes, &first(|frame| frame.leaving()), bytes] {
        if let Ok(batch) = decoder.read(bytes) {
            let made: usize = batch.ops.iter().map(weight).sum();
            assert!(made <= bytes.len() * 64, "{made} nodes and attributes of {} bytes", bytes.len());
            let _ = model.apply(&batch);
        }
    }
}

/// Nodes and attributes that were made for an operation.
fn weight(op: &Op) -> usize {
    match op {
        Op::Insert { content: Content::Element { attributes, .. }, .. } => 1 + attributes.len(),
        _ => 1,
    }
}
