//! What is different between two versions, as a person reads it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use alongside_author::{diff::diff, document::Document};

fn told(before: &str, after: &str) -> Vec<String> {
    let document = |flows: &str| Document::read(&format!(r#"{{ "version": 3, {flows} }}"#)).unwrap();
    diff(&document(before), &document(after))
}

const BEFORE: &str = r##""flows": [
  { "id": "buy", "title": "Buy", "steps": [
    { "id": "choose", "target": "#choose", "title": "Choose" },
    { "id": "add", "target": "#add", "title": "Add" },
    { "id": "pay", "target": "#pay", "title": { "en": "Pay", "de": "Zahlen" }, "done": "click" }] },
  { "id": "old", "steps": [{ "target": "#x", "title": "X" }] }],
  "places": [{ "id": "shelf", "path": "/" }],
  "moves": [{ "from": ["shelf"], "to": "basket", "steps": [{ "target": "#b", "title": "B" }] }]"##;

#[test]
fn by_flow_step_and_field() {
    let after = r##""flows": [
      { "id": "new", "steps": [{ "target": "#x", "title": "X" }] },
      { "id": "buy", "title": "Buy it", "reason": "buy", "steps": [
        { "id": "pay", "target": "#pay", "title": { "en": "Pay", "de": "Bezahlen", "fr": "Payer" },
          "done": { "place": "/thanks" } },
        { "id": "choose", "target": "#choose", "title": "Choose" },
        { "id": "size", "target": "#size", "title": "Size" }] }],
      "places": [{ "id": "shelf", "path": "/shelf" }],
      "moves": [{ "from": ["shelf"], "to": "basket", "steps": [{ "target": "#b", "title": "Bee" }] }]"##;
    assert_eq!(
        told(BEFORE, after),
        [
            "flow new added",
            "buy: title changed from “Buy” to “Buy it”",
            "buy: reason added: “buy”",
            "buy / pay: title (de) changed from “Zahlen” to “Bezahlen”",
            "buy / pay: title (fr) added: “Payer”",
            "buy / pay: done changed from “click” to {\"place\":\"/thanks\"}",
            "buy / size: step added as number 3",
            "buy / add: step deleted",
            "buy: step choose moved from 1 to 2",
            "flow old deleted",
            "place shelf: path changed from “/” to “/shelf”",
            "shelf → basket / shelf-basket-1: title changed from “B” to “Bee”",
        ]
    );
}

#[test]
fn one_step_that_was_moved_is_told_alone() {
    let step = |id: &str| format!(r##"{{ "id": "{id}", "target": "#{id}", "title": "{id}" }}"##);
    let flow =
        |ids: [&str; 4]| format!(r#""flows": [{{ "id": "f", "steps": [{}] }}]"#, ids.map(step).join(","));
    let before = flow(["a", "b", "c", "d"]);
    assert_eq!(told(&before, &flow(["d", "a", "b", "c"])), ["f: step d moved from 4 to 1"]);
    assert_eq!(told(&before, &flow(["b", "c", "a", "d"])), ["f: step a moved from 1 to 3"]);
    assert_eq!(told(&before, &before), Vec::<String>::new());
}
