//! The published JSON Schema is the one of this code, and it says of a document
//! what the reader says.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, path::Path};

use alongside_protocol::flow::{FlowDocument, schema};
use serde_json::{Value, json};

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Whether the schema and the reader take a document.
fn taken(document: &Value) -> (bool, bool) {
    let validator = jsonschema::draft202012::new(schema().as_value()).unwrap();
    let read = serde_json::from_value::<FlowDocument>(document.clone()).map_err(|error| error.to_string());
    (validator.is_valid(document), read.is_ok_and(|document| document.checked().is_ok()))
}

/// A document with one step, of which these fields are other than usual.
fn step(fields: &Value) -> Value {
    let mut step = json!({ "target": "#a", "title": "A" });
    for (key, value) in fields.as_object().unwrap() {
        step[key] = value.clone();
    }
    json!({ "version": 2, "flows": [{ "id": "a", "steps": [step] }] })
}

#[test]
fn the_published_schema_is_the_one_of_this_code() {
    assert!(
        read("docs/flow.schema.json") == format!("{:#}\n", schema().as_value()),
        "docs/flow.schema.json is stale: run \
         cargo run -p alongside-protocol --features schema --example schema > docs/flow.schema.json"
    );
}

#[test]
fn the_schema_is_valid_and_says_what_it_is() {
    let schema = schema();
    jsonschema::draft202012::meta::validate(schema.as_value()).unwrap();
    assert_eq!(schema.get("$schema").unwrap(), "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema.get("$id").unwrap(), "https://alongside.dev/schema/flow-3.json");
    // An editor has something to say about every field.
    fn undescribed(schema: &Value, path: &str, out: &mut Vec<String>) {
        for (key, inner) in schema.as_object().into_iter().flatten() {
            if key == "properties" {
                for (name, field) in inner.as_object().unwrap() {
                    if field.get("description").is_none() && schema["required"] != json!([name]) {
                        out.push(format!("{path}.{name}"));
                    }
                }
            }
            undescribed(inner, &format!("{path}.{key}"), out);
            for inner in inner.as_array().into_iter().flatten() {
                undescribed(inner, &format!("{path}.{key}"), out);
            }
        }
    }
    let mut out = Vec::new();
    undescribed(schema.as_value(), "", &mut out);
    assert!(out.is_empty(), "{out:?}");
}

#[test]
fn the_demo_sites_flows_are_valid() {
    for path in ["www/bank/flows.json", "www/shop/flows.json"] {
        let document = serde_json::from_str(&read(path)).unwrap();
        let validator = jsonschema::draft202012::new(schema().as_value()).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        assert_eq!(taken(&document), (true, true), "{path}");
    }
}

#[test]
fn what_is_right_is_valid() {
    for fields in [
        json!({}),
        json!({ "id": "a", "place": "/a/*", "placement": "start", "text": { "en": "A", "de": "B" } }),
        json!({ "place": "#/pay" }),
        json!({ "target": { "role": "button", "name": "Pay", "testId": "pay" } }),
        json!({ "target": { "fingerprint": { "tag": "a", "attributes": { "rel": "next" } } } }),
        json!({ "done": "click" }),
        json!({ "done": { "place": "/app#/pay" } }),
        json!({ "done": { "gone": "#spinner" } }),
        json!({ "done": { "enabled": { "label": "Next" } } }),
        json!({ "done": { "event": "cart:changed" } }),
        json!({ "done": { "event": { "name": "cart", "where": { "items": { "atLeast": 1 }, "plan": "gold" } } } }),
        json!({ "done": { "context": { "plan": { "not": "gold" }, "vip": true, "items": 3 } } }),
        json!({ "done": { "all": ["valid", { "any": ["click", { "not": { "present": "#a" } }] }] } }),
        json!({ "wait": { "for": 100, "then": "skip" } }),
        json!({ "wait": { "then": { "detour": "b" } } }),
    ] {
        assert_eq!(taken(&step(&fields)), (true, true), "{fields}");
    }
}

#[test]
fn what_is_wrong_is_not_valid() {
    for fields in [
        json!({ "titel": "A" }),
        json!({ "title": 7 }),
        json!({ "text": { "en": 7 } }),
        json!({ "target": " " }),
        json!({ "target": {} }),
        json!({ "target": { "css": "" } }),
        json!({ "target": { "roel": "button" } }),
        json!({ "target": { "handle": 1 } }),
        json!({ "target": { "fingerprint": { "value": "typed" } } }),
        json!({ "place": "checkout" }),
        json!({ "placement": "left" }),
        json!({ "missing": "skip" }),
        json!({ "done": "clicked" }),
        json!({ "done": "present" }),
        json!({ "done": { "place": "done" } }),
        json!({ "done": { "click": "#a" } }),
        json!({ "done": { "gone": "#a", "present": "#b" } }),
        json!({ "done": { "event": "" } }),
        json!({ "done": { "event": { "where": {} } } }),
        json!({ "done": { "event": { "name": "a", "when": {} } } }),
        json!({ "done": { "context": { "items": { "least": 1 } } } }),
        json!({ "done": { "context": { "items": { "atLeast": "1" } } } }),
        json!({ "done": { "context": { "items": [1] } } }),
        json!({ "done": { "all": [] } }),
        json!({ "done": { "any": "click" } }),
        json!({ "wait": 8000 }),
        json!({ "wait": { "for": -1 } }),
        json!({ "wait": { "for": 1.5 } }),
        json!({ "wait": { "then": "go" } }),
    ] {
        assert_eq!(taken(&step(&fields)), (false, false), "{fields}");
    }
    let flow = || json!({ "id": "a", "steps": [{ "target": "#a", "title": "A" }] });
    assert_eq!(taken(&json!({ "version": 2, "flows": [flow()] })), (true, true));
    let goal = json!({
        "version": 3,
        "flows": [{ "id": "a", "goal": "b" }],
        "places": [{ "id": "b", "path": "/b", "entry": true, "holds": { "present": "h1" }, "title": "B" }],
        "moves": [{ "from": ["b"], "to": "b", "when": { "plan": "gold" }, "steps": flow()["steps"] }],
    });
    assert_eq!(taken(&goal), (true, true));
    for document in [
        json!({ "flows": [flow()] }),
        json!({ "version": 2 }),
        json!({ "version": 4, "flows": [flow()] }),
        json!({ "version": 3, "flows": [{ "id": "a", "goal": "b", "steps": flow()["steps"] }] }),
        json!({ "version": 3, "flows": [{ "id": "a", "goal": "b", "start": "/" }] }),
        json!({ "version": 3, "flows": [], "places": [{ "id": "a" }] }),
        json!({ "version": 3, "flows": [], "moves": [{ "from": "a", "to": "b", "steps": flow()["steps"] }] }),
        json!({ "version": "2", "flows": [flow()] }),
        json!({ "version": 2, "flows": [flow()], "flow": [] }),
        json!({ "version": 2, "flows": [{ "steps": flow()["steps"] }] }),
        json!({ "version": 2, "flows": [{ "id": "", "steps": flow()["steps"] }] }),
        json!({ "version": 2, "flows": [{ "id": "a", "steps": [] }] }),
        json!({ "version": 2, "flows": [{ "id": "a", "reason": "by", "steps": flow()["steps"] }] }),
        json!({ "version": 2, "flows": [{ "id": "a", "steps": [{ "target": "#a" }] }] }),
        json!([]),
    ] {
        assert_eq!(taken(&document), (false, false), "{document}");
    }
}
