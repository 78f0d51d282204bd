//! What the walker and the core both know, they know alike: its half is JavaScript, and
//! no compiler compares the two.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

#[path = "common/walker.rs"]
mod walker;

use std::collections::BTreeMap;

use alongside_core::{
    observe::{Ops, RawNode, RawOp, mirror::Mirror},
    privacy::{FieldFacts, FieldMode, Level, Policy},
};
use alongside_protocol::page::Namespace;
use walker::{BODY, Batch, Reader};

const NUMBERS: &str = include_str!("../../../js/page/walker/numbers.js");
const NODES: &str = include_str!("../../../js/page/walker/nodes.js");
const CHANGES: &str = include_str!("../../../js/page/walker/changes.js");
const LEVELS: &str = include_str!("../../../js/page/walker/levels.js");

/// The numbers that a file exports, by their names.
fn numbers() -> BTreeMap<&'static str, u32> {
    let lines = NUMBERS.lines().filter_map(|line| line.strip_prefix("export const "));
    let pairs = lines.flat_map(|line| line.trim_end_matches(';').split(','));
    pairs
        .map(|pair| {
            let (name, number) = pair.split_once('=').unwrap();
            (name.trim(), number.trim().parse().unwrap())
        })
        .collect()
}

/// The strings between two marks in a file.
fn strings<'a>(file: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    let inside = file.split_once(from).unwrap_or_else(|| panic!("no {from}")).1.split_once(to).unwrap().0;
    inside.split('"').skip(1).step_by(2).collect()
}

fn set(file: &'static str, name: &str) -> Vec<&'static str> {
    strings(file, &format!("const {name} = new Set(["), "])")
}

/// The one operation that these numbers are.
fn one(packed: &[u32]) -> RawOp<'_> {
    let mut ops = Ops::new(packed, &["a", "b"]);
    let op = ops.next().unwrap().unwrap();
    assert!(ops.next().is_none(), "{packed:?} is one operation");
    op
}

#[test]
fn every_number_means_the_same_on_both_sides() {
    let mut numbers = numbers();
    let mut take = |name: &str| numbers.remove(name).unwrap_or_else(|| panic!("no {name}"));
    let told = take("NODE");
    let mut node = |kind: &str, parent: u32, rest: &[u32]| {
        let packed = [&[told, 7, parent, 0, take(kind)], rest].concat();
        match one(packed.leak()) {
            RawOp::Node { id: 7, node, .. } => node,
            other => panic!("{kind}: {other:?}"),
        }
    };
    assert!(matches!(node("ELEMENT", 1, &[0, 0, 0, 0, 0, 0]), RawNode::Element { .. }));
    assert!(matches!(node("CHARACTERS", 1, &[0]), RawNode::Text { .. }));
    assert!(matches!(node("COMMENT", 1, &[]), RawNode::Comment));
    assert!(matches!(node("DOCUMENT", 1, &[0, 0]), RawNode::Document { .. }));
    assert!(matches!(node("DOCTYPE", 1, &[0]), RawNode::Doctype { .. }));
    assert!(matches!(node("SHADOW", 1, &[]), RawNode::ShadowRoot));
    assert!(matches!(node("FRAGMENT", 1, &[]), RawNode::Fragment));
    // Told as text: the DOM's own number, which the core never sees.
    assert_eq!(take("CDATA"), 4);

    assert!(matches!(one(&[take("CHILDREN"), 2, 0, 1, 1, 3]), RawOp::Children { parent: 2, more: true, .. }));
    assert!(matches!(one(&[take("ATTRIBUTE"), 2, 0, 1, 1]), RawOp::Attribute { value: Some("b"), .. }));
    assert!(matches!(one(&[take("TEXT"), 2, 0]), RawOp::Text { text: "a", .. }));
    assert!(matches!(one(&[take("FIELD"), 2, 0, 5]), RawOp::Field { .. }));
    assert!(matches!(one(&[take("SHEETS"), 2, 1, 0]), RawOp::Sheets { .. }));
    assert!(matches!(one(&[take("SCROLL"), 2, 0, 9]), RawOp::Scroll { at: (0, 9), .. }));
    assert!(matches!(one(&[take("VIEWPORT"), 8, 6, 1]), RawOp::Viewport { size: (8, 6), dark: true }));
    assert!(matches!(one(&[take("FOCUS"), 2]), RawOp::Focus { id: 2 }));
    assert!(matches!(one(&[take("FORGET"), 1, 2]), RawOp::Forget { .. }));
    assert!(matches!(one(&[take("RULES"), 2, 0]), RawOp::Rules { .. }));
    assert!(matches!(one(&[take("SELECTION"), 2, 0, 2, 1]), RawOp::Selection { .. }));
    assert!(matches!(one(&[take("LAYER"), 2, 1]), RawOp::Layer { .. }));
    assert!(matches!(one(&[take("WALKED")]), RawOp::Walked));
    assert!(matches!(one(&[take("BOX"), 2, 8, 6]), RawOp::Box { size: (8, 6), .. }));
    assert!(matches!(one(&[take("SEALED"), 2]), RawOp::Sealed { id: 2 }));
    let hide = take("HIDE");
    assert!(matches!(one(&[take("LEVEL"), 2, hide]), RawOp::Level { level: Some(Level::Hide), .. }));

    assert_eq!(take("NOTHING"), FieldMode::Sealed.number());
    assert_eq!(take("LENGTH"), FieldMode::Length.number());
    assert_eq!(take("VALUE"), FieldMode::Value.number());
    assert!(numbers.is_empty(), "and these: {numbers:?}");
}

#[test]
fn namespaces_have_the_same_numbers() {
    let spaces = strings(NODES, "const NAMESPACES = {", "}");
    let numbers: Vec<u32> = NODES
        .split_once("const NAMESPACES = {")
        .unwrap()
        .1
        .split_once('}')
        .unwrap()
        .0
        .split("\": ")
        .skip(1)
        .map(|rest| rest.chars().next().unwrap().to_digit(10).unwrap())
        .collect();
    let named = |space: &str| match space {
        "http://www.w3.org/2000/svg" => Namespace::Svg,
        "http://www.w3.org/1998/Math/MathML" => Namespace::MathMl,
        other => panic!("{other}"),
    };
    let expected: Vec<_> = spaces.into_iter().map(|space| Some(named(space))).collect();
    assert_eq!(numbers.into_iter().map(Namespace::numbered).collect::<Vec<_>>(), expected);
    assert_eq!(expected.len(), 2);
}

#[test]
fn the_attribute_that_names_a_level_is_the_same() {
    assert!(LEVELS.contains(&format!("\"{}\"", Level::ATTRIBUTE)));
}

/// What the core says of a new element: whether it is a field, and which of these
/// attributes it tells where the page shows all.
fn judged(tag: &str, attributes: &[&str]) -> (bool, Vec<String>) {
    let pairs: Vec<(&str, &str)> = attributes.iter().map(|name| (*name, "3")).collect();
    let mut mirror = Mirror::new(Policy::at(Level::Show));
    let applied = Batch::page("https://site.example/").element(5, BODY, tag, &pairs).into(&mut mirror);
    let mut reader = Reader::default();
    applied.frames.iter().for_each(|frame| drop(reader.read(frame)));
    let content = &reader.model.get(5).unwrap().content;
    let told = attributes.iter().filter(|name| content.attribute(name).is_some());
    (!applied.fields.is_empty(), told.map(|name| (*name).to_owned()).collect())
}

#[test]
fn what_is_a_field_and_what_is_its_state_is_the_same() {
    let (fields, state, gauges) = (set(NODES, "FIELDS"), set(NODES, "STATE"), set(NODES, "GAUGES"));
    assert_eq!((fields.len(), state.len(), gauges.len()), (3, 3, 3));
    for tag in ["input", "textarea", "select", "button", "option", "li", "progress", "meter", "output", "div"]
    {
        let (is_field, told) = judged(tag, &state);
        assert_eq!(is_field, fields.contains(&tag), "{tag}");
        // Where the number is one that the page shows, and nowhere else.
        let expected: &[&str] = if gauges.contains(&tag) { &["value"] } else { &[] };
        assert_eq!(told, expected, "{tag}");
    }
}

#[test]
fn what_says_the_kind_of_a_field_is_the_same() {
    // A fact more is an attribute more in the walker's list.
    let FieldFacts { tag: _, kind: _, autocomplete: _, name: _, id: _ } = FieldFacts::default();
    let kind = set(CHANGES, "KIND");
    let mut told = kind.clone();
    told.sort_unstable();
    assert_eq!(told, ["autocomplete", "id", "name", "type"]);
    for name in kind.into_iter().chain(["class", "placeholder", "title", "maxlength", "pattern"]) {
        let mut mirror = Mirror::new(Policy::default());
        let page = Batch::page("https://site.example/").element(5, BODY, "input", &[]);
        page.into(&mut mirror);
        let judged = Batch::default().attribute(5, name, "text").apply_to(&mut mirror).unwrap();
        assert_eq!(!judged.is_empty(), told.contains(&name), "{name}");
    }
}
