//! Any document is read the same way by way of a tree, and a mistake in it is
//! named by its path.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use alongside_protocol::tree::Tree;
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Order {
    name: String,
    count: Option<u8>,
    #[serde(default)]
    lines: Vec<Line>,
}

#[derive(Debug, PartialEq, Deserialize)]
enum Line {
    Empty,
    Item(f64),
}

fn tree(json: &str) -> Tree {
    serde_json::from_str(json).unwrap()
}

fn mistake(json: &str) -> String {
    tree(json).read::<Order>().unwrap_err().to_string()
}

#[test]
fn what_is_right_is_read() {
    let order: Order =
        tree(r#"{ "name": "A", "count": 3, "lines": ["Empty", { "Item": 2.5 }] }"#).read().unwrap();
    assert_eq!(order, Order { name: "A".into(), count: Some(3), lines: vec![Line::Empty, Line::Item(2.5)] });
}

#[test]
fn nothing_is_as_good_as_not_said() {
    let order: Order = tree(r#"{ "name": "A", "count": null, "lines": null }"#).read().unwrap();
    assert_eq!((order.count, order.lines), (None, Vec::new()));
    assert_eq!(mistake(r#"{ "name": null }"#), "missing field `name`");
}

#[test]
fn a_mistake_is_named_by_its_path() {
    for (json, message) in [
        (r#"{ "name": 7 }"#, "name: invalid type: integer `7`, expected a string"),
        (r#"{ "name": "A", "count": 300 }"#, "count: invalid value: integer `300`, expected u8"),
        (r#"{ "name": "A", "count": 1.5 }"#, "count: invalid type: floating point `1.5`, expected u8"),
        (
            r#"{ "name": "A", "size": 1 }"#,
            "size: unknown field `size`, expected one of `name`, `count`, `lines`",
        ),
        (
            r#"{ "name": "A", "lines": ["Empty", { "Item": true }] }"#,
            "lines[1].Item: invalid type: boolean `true`, expected f64",
        ),
        (
            r#"{ "name": "A", "lines": [{ "Empty": 1 }] }"#,
            "lines[0].Empty: invalid type: integer `1`, expected the name alone",
        ),
        (
            r#"{ "name": "A", "lines": [{ "Item": 1, "Empty": 1 }] }"#,
            "lines[0]: invalid type: map, expected a name, or an object of one",
        ),
        (r#"[1]"#, "invalid type: sequence, expected struct Order"),
    ] {
        assert_eq!(mistake(json), message);
    }
}

#[test]
fn what_goes_on_without_end_is_refused() {
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    let refused = serde_json::from_str::<Tree>(&deep).unwrap_err().to_string();
    assert!(refused.starts_with("expected plain values, found what goes on without end"), "{refused}");
}

proptest! {
    #[test]
    fn any_json_comes_through(values in prop::collection::btree_map("[a-z]{1,4}", -1e15..1e15f64, 0..6)) {
        let json = serde_json::to_string(&values).unwrap();
        let direct: BTreeMap<String, f64> = serde_json::from_str(&json).unwrap();
        let by_tree: BTreeMap<String, f64> = tree(&json).read().unwrap();
        prop_assert_eq!(direct, by_tree);
    }
}
