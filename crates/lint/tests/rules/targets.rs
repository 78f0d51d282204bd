//! A target is one element, and a safe one is harmless.

use serde_json::{Value, json};

use crate::{flow, found, help, leads, rules, shop, short, step};

#[test]
fn two_steps_of_a_flow_have_two_targets() {
    let steps = |first: &str, second: &str| {
        flow(json!([
            { "place": first, "target": { "role": "button", "name": "Go on" }, "title": "One" },
            { "place": second, "target": { "role": "button", "name": "go  on" }, "title": "Two" },
        ]))
    };
    assert_eq!(rules(steps("/pay", "/pay")), ["shared-target flows[0].steps[1].target"]);
    assert_eq!(rules(steps("/pay", "/*")), ["shared-target flows[0].steps[1].target"]);
    assert_eq!(rules(steps("/pay", "/done")), [""; 0]);
}

#[test]
fn moves_beside_each_other_may_be_about_one_element() {
    let basket = |to: &str| json!({ "from": ["shelf"], "to": to, "steps": [step("Basket")] });
    let empty = json!({ "id": "empty", "path": "/basket", "holds": { "present": "#empty" } });
    let moves = [basket("ordered"), basket("empty"), leads(&["empty"], "shelf")];
    assert_eq!(rules(shop(&[empty], &moves)), [""; 0]);
}

#[test]
fn a_target_that_says_less_finds_the_others_element() {
    let button = |from: &str| json!({ "from": [from], "to": "ordered", "steps": [{ "target": { "role": "button" }, "title": "Pay" }] });
    let findings = found(&[shop(&[], &[button("shelf")])]);
    assert_eq!(short(&findings), ["shared-target moves[2].steps[0].target"]);
    assert!(findings[0].problem.contains("`moves[0].steps[0]`"), "{}", findings[0].problem);
    // On a page of its own it is the only one.
    assert_eq!(rules(shop(&[help()], &[button("help")])), [""; 0]);
    // On any page it is not.
    let anywhere = json!({ "to": "ordered", "steps": [{ "target": { "role": "button" }, "title": "Pay" }] });
    assert_eq!(rules(shop(&[], &[anywhere])), ["shared-target moves[2].steps[0].target"]);
}

#[test]
fn what_is_never_done_for_a_customer_is_not_safe() {
    let safe = |target: Value| rules(flow(json!([{ "target": target, "title": "Do", "safe": true }])));
    for target in [
        json!({ "role": "checkbox", "name": "I agree" }),
        json!({ "label": "Full name" }),
        json!("form button[type='submit']"),
        json!({ "fingerprint": { "tag": "button", "type": "submit", "text": "Pay" } }),
        json!({ "fingerprint": { "tag": "input", "type": "checkbox" } }),
    ] {
        assert_eq!(safe(target.clone()), ["never-safe flows[0].steps[0].safe"], "{target}");
    }
    for target in [
        json!({ "role": "link", "name": "More" }),
        json!({ "role": "button", "name": "Details" }),
        json!("#submit"),
        json!({ "fingerprint": { "tag": "summary", "text": "Details" } }),
        json!({ "fingerprint": { "tag": "a", "href": "/more" } }),
    ] {
        assert_eq!(safe(target.clone()), [""; 0], "{target}");
    }
}
