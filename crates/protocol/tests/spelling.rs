//! A mistake is told as expected, found, and what was probably meant.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use alongside_protocol::{
    flow::{
        FlowDocument,
        spelling::{explain, nearest},
    },
    tree::Tree,
};

/// What is told of a document that can't be read.
fn told(json: &str) -> String {
    let tree: Tree = serde_json::from_str(json).unwrap();
    let mistake = tree.read::<FlowDocument>().unwrap_err();
    let path = if mistake.path().is_empty() { ".".to_owned() } else { mistake.path() };
    format!("{path}: {}", explain(mistake.message()))
}

/// A document with one step.
fn step(step: &str) -> String {
    format!(r#"{{ "version": 2, "flows": [ {{ "id": "a", "steps": [ {step} ] }} ] }}"#)
}

#[test]
fn each_mistake_names_what_was_meant() {
    let told = |json| told(&step(json));
    for (json, begin, end) in [
        (
            r##"{ "target": "#a", "titel": "A" }"##,
            "flows[0].steps[0].titel: expected one of the fields `",
            ", found `titel`; did you mean `title`?",
        ),
        (
            r##"{ "target": "#a", "title": "A", "placment": "top" }"##,
            "flows[0].steps[0].placment: expected one of the fields `",
            ", found `placment`; did you mean `placement`?",
        ),
        (
            r##"{ "target": { "testID": "a" }, "title": "A" }"##,
            "flows[0].steps[0].target.testID: expected one of the fields `",
            ", found `testID`; did you mean `testId`?",
        ),
        (
            r##"{ "target": { "colour": "a" }, "title": "A" }"##,
            "flows[0].steps[0].target.colour: expected one of the fields `",
            ", found `colour`",
        ),
        (
            r##"{ "target": "#a", "title": "A", "placement": "botom" }"##,
            "flows[0].steps[0].placement: expected one of `auto`, `top`, `bottom`, `start`, `end`, ",
            "found `botom`; did you mean `bottom`?",
        ),
        (
            r##"{ "target": "#a", "title": "A", "done": "clicked" }"##,
            "flows[0].steps[0].done: expected one of `next`, `click`, ",
            ", found `clicked`; did you mean `click`?",
        ),
    ] {
        let told = told(json);
        assert!(told.starts_with(begin) && told.ends_with(end), "{told}");
    }
    assert_eq!(told(r##"{ "target": "#a" }"##), "flows[0].steps[0]: expected the field `title`, found none");
    assert_eq!(
        told(r##"{ "target": "#a", "title": 7 }"##),
        "flows[0].steps[0].title: expected a text, or an object of texts by language such as { \"en\": \"…\" }, found 7"
    );
    let twice = told(r##"{ "target": "#a", "title": "A", "title": "B" }"##);
    assert_eq!(twice, "flows[0].steps[0]: expected the field `title` once, found it twice");
}

#[test]
fn the_whole_list_stays() {
    let told = told(r#"{ "version": 2, "flow": [] }"#);
    assert_eq!(
        told,
        "flow: expected one of the fields `$schema`, `version`, `flows`, `places`, `moves`, `detours`, `offers`, `experiments`, found `flow`; did you mean `flows`?"
    );
}

#[test]
fn serdes_words_become_ours() {
    for (words, ours) in [
        ("unknown field `b`, expected `a`", "expected the field `a`, found `b`"),
        ("unknown field `b`, expected `az` or `cz`", "expected one of the fields `az`, `cz`, found `b`"),
        ("unknown field `b`, there are no fields", "expected nothing here, found `b`"),
        ("unknown variant `by`, expected `buy`", "expected `buy`, found `by`; did you mean `buy`?"),
        ("unknown field `x, expected y`, expected `abc`", "expected the field `abc`, found `x, expected y`"),
        ("invalid type: string \"1\", expected u16", "expected a whole number, found \"1\""),
        ("invalid type: integer `7`, expected a sequence", "expected a list, found 7"),
        ("invalid type: floating point `1.5`, expected a string", "expected a string, found 1.5"),
        ("invalid type: boolean `true`, expected f64", "expected a number, found true"),
        ("invalid type: sequence, expected a map", "expected an object, found a list"),
        ("invalid type: map, expected a boolean", "expected true or false, found an object"),
        ("invalid type: null, expected a string", "expected a string, found nothing"),
        ("invalid value: integer `-1`, expected u16", "expected a whole number, found -1"),
        ("invalid length 1, expected 2 things", "expected 2 things, found 1 of them"),
        ("missing field `id`", "expected the field `id`, found none"),
        ("the selector is empty", "the selector is empty"),
        ("unknown field", "unknown field"),
        ("invalid type: what", "invalid type: what"),
    ] {
        assert_eq!(explain(words), ours);
    }
}

#[test]
fn only_what_is_near_was_meant() {
    let known = ["id", "is", "place", "placement", "target", "title", "text"];
    let near = |found| nearest(found, known.into_iter());
    for (found, meant) in [
        ("titel", Some("title")),
        ("Title", Some("title")),
        ("tite", Some("title")),
        ("plaecment", Some("placement")),
        ("places", Some("place")),
        ("target", Some("target")),
        ("ids", Some("id")),
        ("x", None),
        ("", None),
        ("as", None),
        ("colour", None),
        ("on", None),
    ] {
        assert_eq!(near(found), meant, "{found}");
    }
}
