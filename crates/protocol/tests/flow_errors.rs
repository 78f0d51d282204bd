//! A mistake in a flow document gives one precise message, which names the place.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use alongside_protocol::{
    flow::{Condition, EventTest, Flow, FlowDocument, Otherwise, Placement, Tests, spelling},
    tree::Tree,
};

/// What a web team is told of a document.
fn read(json: &str) -> Result<Vec<Flow>, String> {
    let tree: Tree = serde_json::from_str(json).unwrap();
    let document: FlowDocument = tree.read().map_err(|mistake| {
        let path = if mistake.path().is_empty() { ".".to_owned() } else { mistake.path() };
        format!("{path}: {}", spelling::explain(mistake.message()))
    })?;
    document.checked().map(|read| read.flows).map_err(|problem| problem.to_string())
}

/// A document of one flow with two steps, the second as given.
fn step(step: &str) -> String {
    format!(
        r##"{{ "version": 2, "flows": [ {{ "id": "open", "steps": [
            {{ "id": "one", "target": "#one", "title": "One" }}, {step} ] }} ] }}"##
    )
}

#[test]
fn a_document_without_mistakes_is_read() {
    let json = r##"{ "$schema": "https://x/flow.json", "version": 2, "flows": [ {
        "id": "open", "title": { "en": "Open", "de": "Eröffnen" }, "reason": "buy", "start": "/open/", "steps": [
        { "target": "#one", "title": "One" },
        { "id": "name", "place": "/open/*", "target": { "label": "Full name", "testId": "n" }, "title": "Two",
          "text": "Why", "placement": "top", "done": "valid", "wait": { "then": "skip" } },
        { "target": { "role": "button" }, "title": "Three", "done": { "place": "/done" } },
        { "target": "#four", "title": "Four", "done": { "event": "paid" } } ] } ] }"##;
    let flows = read(json).unwrap();
    let steps = &flows[0].steps;
    let ids: Vec<&str> = steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["step-1", "name", "step-3", "step-4"]);
    assert_eq!((steps[0].placement, steps[1].placement), (Placement::Auto, Placement::Top));
    assert_eq!((&steps[0].wait.then, &steps[1].wait.then), (&Otherwise::Message, &Otherwise::Skip));
    assert_eq!((steps[0].wait.limit, steps[1].wait.limit), (8_000, 8_000), "milliseconds");
    let paid = EventTest { name: "paid".into(), tests: Tests::default() };
    assert_eq!(steps[3].done, Condition::Event(paid));
    assert_eq!(steps[1].target.to_string(), "label \"Full name\", testId \"n\"");
}

#[test]
fn each_mistake_in_a_step_has_its_sentence() {
    for (wrong, message) in [
        (
            r##"{ "target": "#a", "title": "A", "placment": "top" }"##,
            "flows[0].steps[1].placment: expected one of the fields `id`, `place`, `target`, `title`, `text`, `placement`, `done`, `wait`, `safe`, `missing`, found `placment`; did you mean `placement`?",
        ),
        (r##"{ "title": "A" }"##, "flows[0].steps[1]: expected the field `target`, found none"),
        (r##"{ "target": "#a" }"##, "flows[0].steps[1]: expected the field `title`, found none"),
        (
            r##"{ "target": 7, "title": "A" }"##,
            "flows[0].steps[1].target: expected a CSS selector, or an object such as { \"role\": \"button\", \"name\": \"Continue\" }, found 7",
        ),
        (
            r##"{ "target": "#a", "title": 7 }"##,
            "flows[0].steps[1].title: expected a text, or an object of texts by language such as { \"en\": \"…\" }, found 7",
        ),
        (r##"{ "target": " ", "title": "A" }"##, "flows[0].steps[1].target: the selector is empty"),
        (
            r##"{ "target": { "css": "" }, "title": "A" }"##,
            "flows[0].steps[1].target: the target's css is empty",
        ),
        (
            r##"{ "target": { "role": "button", "name": " " }, "title": "A" }"##,
            "flows[0].steps[1].target: the target's name is empty",
        ),
        (
            r##"{ "target": {}, "title": "A" }"##,
            "flows[0].steps[1].target: the target says nothing; give css, role, name, text, label, testId or fingerprint",
        ),
        (
            r##"{ "target": { "roel": "button" }, "title": "A" }"##,
            "flows[0].steps[1].target.roel: expected one of the fields `css`, `role`, `name`, `text`, `label`, `testId`, `fingerprint`, found `roel`; did you mean `role`?",
        ),
        (
            r##"{ "target": "#a", "title": "A", "placement": "left" }"##,
            "flows[0].steps[1].placement: expected one of `auto`, `top`, `bottom`, `start`, `end`, found `left`",
        ),
        (
            r##"{ "target": "#a", "title": "A", "place": "open" }"##,
            "flows[0].steps[1].place: a place is a path that begins with / such as \"/checkout/*\"",
        ),
        (
            r##"{ "target": "#a", "title": "A", "done": "clicked" }"##,
            "flows[0].steps[1].done: expected one of `next`, `click`, `valid`, `place`, `present`, `gone`, `enabled`, `event`, `context`, `signal`, `all`, `any`, `not`, found `clicked`; did you mean `click`?",
        ),
        (
            r##"{ "target": "#a", "title": "A", "missing": "wait" }"##,
            "flows[0].steps[1].missing: expected one of `message`, `skip`, `stop`, `detour`, found `wait`",
        ),
        (
            r##"{ "id": "one", "target": "#a", "title": "A" }"##,
            "flows[0].steps[1].id: \"one\" is already the id of another step",
        ),
    ] {
        assert_eq!(read(&step(wrong)).unwrap_err(), message, "{wrong}");
    }
}

#[test]
fn each_mistake_in_a_document_has_its_sentence() {
    let flow = |id: &str| format!(r##"{{ "id": "{id}", "steps": [ {{ "target": "#a", "title": "A" }} ] }}"##);
    for (json, message) in [
        (r#"{ "flows": [] }"#.to_owned(), ".: expected the field `version`, found none"),
        (r#"{ "version": 4, "flows": [] }"#.to_owned(), "version: expected 1, 2 or 3, found 4"),
        (r#"{ "version": "1", "flows": [] }"#.to_owned(), "version: expected a whole number, found \"1\""),
        (
            r#"{ "version": 1, "flow": [] }"#.to_owned(),
            "flow: expected one of the fields `$schema`, `version`, `flows`, `places`, `moves`, `detours`, `offers`, `experiments`, found `flow`; did you mean `flows`?",
        ),
        (
            format!(r#"{{ "version": 1, "flows": [ {}, {} ] }}"#, flow("a"), flow("a")),
            "flows[1].id: \"a\" is already the id of another flow",
        ),
        (
            format!(r#"{{ "version": 1, "flows": [ {} ] }}"#, flow("")),
            "flows[0].id: expected a name, found none",
        ),
        (
            r#"{ "version": 1, "flows": [ { "id": "a", "steps": [] } ] }"#.to_owned(),
            "flows[0].steps: expected at least one step, found none",
        ),
        (
            r#"{ "version": 1, "flows": [ { "id": "a", "reason": "by", "steps": [] } ] }"#.to_owned(),
            "flows[0].reason: expected one of `buy`, `care`, `fix`, found `by`; did you mean `buy`?",
        ),
    ] {
        assert_eq!(read(&json).unwrap_err(), message, "{json}");
    }
}

#[test]
fn each_mistake_in_places_and_moves_has_its_sentence() {
    let place = |more: &str| format!(r#"{{ "id": "a", "path": "/a" {more} }}"#);
    let places = |places: &str| format!(r#"{{ "version": 3, "flows": [], "places": [ {places} ] }}"#);
    let moves = |moves: &str| format!(r#"{{ "version": 3, "flows": [], "moves": [ {moves} ] }}"#);
    let steps = r##""steps": [ { "id": "s", "target": "#a", "title": "A" } ]"##;
    for (json, message) in [
        (
            r#"{ "version": 2, "flows": [ { "id": "a", "goal": "b" } ] }"#.to_owned(),
            "flows[0].goal: this needs `\"version\": 3`, found 2",
        ),
        (places(&place("")).replace('3', "2"), "places: this needs `\"version\": 3`, found 2"),
        (
            format!(r#"{{ "version": 3, "flows": [ {{ "id": "a", "goal": "b", {steps} }} ] }}"#),
            "flows[0].goal: expected either a goal or steps, found both",
        ),
        (
            r#"{ "version": 3, "flows": [ { "id": "a", "goal": "b", "start": "/" } ] }"#.to_owned(),
            "flows[0].start: a flow with a goal begins wherever the customer is",
        ),
        (
            places(&format!("{}, {}", place(""), place(""))),
            "places[1].id: \"a\" is already the id of another place",
        ),
        (
            places(r#"{ "id": "a", "path": "/a/*", "entry": true }"#),
            "places[0].entry: expected a path without `*`, where a customer can be taken",
        ),
        (
            places(&place(r#", "holds": "click""#)),
            "places[0].holds: expected what can be seen on the page or is in its context, found what happens once",
        ),
        (
            places(&place(r#", "holds": { "any": [] }"#)),
            "places[0].holds.any: expected at least one condition, found none",
        ),
        (moves(r#"{ "to": "a", "steps": [] }"#), "moves[0].steps: expected at least one step, found none"),
        (
            moves(&format!(r#"{{ "to": "a", {steps} }}, {{ "to": "b", {steps} }}"#)),
            "moves[1].steps[0].id: \"s\" is already the id of another step",
        ),
        (
            moves(r##"{ "to": "a", "steps": [ { "target": "#a", "title": "{" } ] }"##),
            "moves[0].steps[0].title: ",
        ),
    ] {
        let found = read(&json).unwrap_err();
        assert!(found.starts_with(message), "{json}: {found}");
    }
}

#[test]
fn a_step_of_a_move_has_an_id_that_says_which() {
    let json = r##"{ "version": 3, "flows": [], "moves": [
        { "from": ["a"], "to": "b", "steps": [ { "target": "#a", "title": "A" }, { "target": "#b", "title": "B" } ] },
        { "to": "c", "steps": [ { "target": "#c", "title": "C" } ] } ] }"##;
    let document: FlowDocument = serde_json::from_str(json).unwrap();
    let moves = document.checked().unwrap().map.moves;
    let ids: Vec<&str> = moves.iter().flat_map(|one| &one.steps).map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["a-b-1", "a-b-2", "any-c-1"]);
}

#[test]
fn an_id_that_a_nameless_step_would_get_can_be_taken() {
    let wrong = r##"{ "id": "step-3", "target": "#a", "title": "A" }, { "target": "#b", "title": "B" }"##;
    assert_eq!(
        read(&step(wrong)).unwrap_err(),
        "flows[0].steps[2].id: \"step-3\" is already the id of another step"
    );
}

#[test]
fn a_flow_by_itself_is_checked_too() {
    let flow: Flow = serde_json::from_str(r#"{ "steps": [] }"#).unwrap();
    assert_eq!(flow.checked().unwrap_err().to_string(), "steps: expected at least one step, found none");
}

#[test]
fn a_document_of_version_1_is_read_and_brought_up_to_date() {
    let old = r##"{ "version": 1, "flows": [ { "id": "open", "steps": [
        { "target": "#one", "title": "One", "missing": "skip" },
        { "target": "#two", "title": "Two", "done": { "event": "paid" } } ] } ] }"##;
    let steps = &read(old).unwrap()[0].steps;
    assert_eq!((&steps[0].wait.then, &steps[1].wait.then), (&Otherwise::Skip, &Otherwise::Message));
    let new = old.replace("\"version\": 1", "\"version\": 2");
    assert_eq!(
        read(&new).unwrap_err(),
        "flows[0].steps[0].missing: since version 2 this is `wait`, such as { \"then\": \"skip\" }"
    );
}

#[test]
fn a_postcondition_that_makes_no_sense_is_named() {
    for (done, message) in [
        (r##"{ "all": [] }"##, "flows[0].steps[1].done.all: expected at least one condition, found none"),
        (
            r##"{ "any": ["valid", { "not": "click" }] }"##,
            "flows[0].steps[1].done.any[1].not: expected something that holds or does not, found what the customer does",
        ),
        (
            r##"{ "presnt": "#a" }"##,
            "flows[0].steps[1].done: expected one of `next`, `click`, `valid`, `place`, `present`, `gone`, `enabled`, `event`, `context`, `signal`, `all`, `any`, `not`, found `presnt`; did you mean `present`?",
        ),
    ] {
        let json = step(&format!(r##"{{ "target": "#b", "title": "B", "done": {done} }}"##));
        assert_eq!(read(&json).unwrap_err(), message);
    }
}

#[test]
fn a_text_that_can_t_be_filled_in_is_named_with_its_language() {
    let json = step(r##"{ "target": "#b", "title": { "de": "{n, plurl, other {x}}" } }"##);
    let message = read(&json).unwrap_err();
    assert!(message.starts_with("flows[0].steps[1].title.de: expected one of number, plural"), "{message}");
    assert!(message.ends_with("did you mean \"plural\"?"), "{message}");
}

#[test]
fn each_mistake_in_an_offer_has_its_sentence() {
    let title = r#""title": "A""#;
    for (offers, message) in [
        (
            format!(r#"[{{ "id": "a", "announcment": {{ {title} }} }}]"#),
            "offers[0].announcment: expected one of the fields `id`, `announcement`, `hotspot`, `checklist`, `for`, `often`, `arm`, found `announcment`; did you mean `announcement`?",
        ),
        (
            r#"[{ "id": "a" }]"#.to_owned(),
            "offers[0]: expected one of announcement, hotspot and checklist, found 0",
        ),
        (
            format!(r#"[{{ "id": "a", "announcement": {{ {title} }}, "often": {{ "perDay": 0 }} }}]"#),
            "offers[0].often: expected a number from 1 to 16, found 0",
        ),
        (
            format!(r#"[{{ "id": "a", "announcement": {{ {title} }}, "for": {{ "signal": "rage" }} }}]"#),
            "offers[0].for.signal: expected one of `rage-click`",
        ),
        (
            format!(
                r#"[{{ "id": "a", "announcement": {{ {title} }}, "arm": {{ "experiment": "x", "variant": "a" }} }}]"#
            ),
            "offers[0].arm.experiment: there is no experiment \"x\" in this document",
        ),
        (
            format!(
                r#"[{{ "id": "a", "announcement": {{ {title} }}, "arm": {{ "experiment": "e", "variant": "c" }} }}]"#
            ),
            "offers[0].arm.variant: experiment \"e\" has no variant \"c\"",
        ),
        (
            format!(
                r#"[{{ "id": "a", "announcement": {{ {title} }} }}, {{ "id": "a", "announcement": {{ {title} }} }}]"#
            ),
            "offers[1].id: \"a\" is already the id of another offer",
        ),
        (
            r#"[{ "id": "a", "checklist": { "title": "A", "items": [] } }]"#.to_owned(),
            "offers[0].checklist.items: expected at least one item, found none",
        ),
        (
            r##"[{ "id": "a", "hotspot": { "target": "#a", "title": { "de": "{n, plural}" } } }]"##
                .to_owned(),
            "offers[0].hotspot.title.de: ",
        ),
    ] {
        let json = format!(
            r#"{{ "version": 3, "flows": [], "offers": {offers},
                "experiments": [{{ "id": "e", "variants": [{{ "id": "b" }}] }}] }}"#
        );
        let found = read(&json).unwrap_err();
        assert!(found.starts_with(message), "{found}");
        let older = json.replace("\"version\": 3", "\"version\": 2");
        let found = read(&older).unwrap_err();
        assert!(found.contains("this needs `\"version\": 3`") || found.starts_with(message), "{found}");
    }
}
