//! What is named is there, and once.

use serde_json::json;

use crate::{found, leads, shop, short};

#[test]
fn ids_of_another_document_are_taken() {
    let second = json!({
        "version": 3,
        "flows": [{ "id": "buy", "goal": "ordered" }],
        "places": [{ "id": "shelf", "path": "/shelf", "entry": true }],
    });
    let findings = found(&[shop(&[], &[]), second]);
    assert_eq!(short(&findings), ["same-id flows[0].id", "same-id places[0].id"]);
    assert!(findings.iter().all(|finding| finding.file == "flows-1.json"));
}

#[test]
fn places_that_are_named_are_there() {
    let mut document = shop(&[], &[leads(&["shelf", "baskt"], "orderd")]);
    document["flows"][0]["goal"] = json!("nowhere");
    let findings = found(&[document]);
    assert_eq!(
        short(&findings),
        ["unknown-place flows[0].goal", "unknown-place moves[2].from[1]", "unknown-place moves[2].to"]
    );
    assert!(findings[1].fix.starts_with("write `basket`, or"), "{}", findings[1].fix);
}

#[test]
fn places_may_stand_in_another_document() {
    let map = shop(&[], &[]);
    let flows = json!({ "version": 3, "flows": [{ "id": "look", "goal": "basket" }] });
    assert_eq!(found(&[map, flows]), []);
}

#[test]
fn a_document_that_can_not_be_read_leaves_no_holes() {
    let mut map = shop(&[], &[]);
    map["version"] = json!(9);
    let flows = json!({ "version": 3, "flows": [{ "id": "look", "goal": "basket" }] });
    assert_eq!(short(&found(&[map, flows])), ["unreadable version"]);
}

#[test]
fn flows_that_detours_name_are_there() {
    let mut document = shop(&[], &[]);
    let flows = document["flows"].as_array_mut().unwrap();
    flows.push(json!({ "id": "sign-in", "steps": [
        { "target": "#sign-in", "title": "Sign in", "wait": { "then": { "detour": "reset" } } },
    ] }));
    document["detours"] = json!([
        { "when": { "place": "/login" }, "flow": "sign-in", "for": ["buy", "go:basket"] },
        { "when": { "place": "/login" }, "flow": "sing-in", "for": ["bye"] },
    ]);
    let findings = found(&[document]);
    assert_eq!(
        short(&findings),
        [
            "unknown-flow detours[1].flow",
            "unknown-flow detours[1].for[0]",
            "unknown-flow flows[1].steps[0].wait.then.detour",
        ]
    );
    assert!(findings[0].fix.starts_with("write `sign-in`"), "{}", findings[0].fix);
}
