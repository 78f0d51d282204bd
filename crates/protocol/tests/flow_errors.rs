//! A mistake in a flow document gives one precise message, which names the place.

use alongside_protocol::flow::{Done, Flow, FlowDocument, OnMissing, Placement};

/// What a web team is told of a document.
fn read(json: &str) -> Result<Vec<Flow>, String> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let document: FlowDocument = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let position = format!(" at line {} column {}", error.inner().line(), error.inner().column());
        let message = error.inner().to_string();
        format!("{}: {}", error.path(), message.strip_suffix(&position).unwrap_or(&message))
    })?;
    document.checked().map_err(|problem| problem.to_string())
}

/// A document of one flow with two steps, the second as given.
fn step(step: &str) -> String {
    format!(
        r##"{{ "version": 1, "flows": [ {{ "id": "open", "steps": [
            {{ "id": "one", "target": "#one", "title": "One" }}, {step} ] }} ] }}"##
    )
}

#[test]
fn a_document_without_mistakes_is_read() {
    let json = r##"{ "$schema": "https://x/flow.json", "version": 1, "flows": [ {
        "id": "open", "title": { "en": "Open", "de": "Eröffnen" }, "reason": "buy", "start": "/open/", "steps": [
        { "target": "#one", "title": "One" },
        { "id": "name", "place": "/open/*", "target": { "label": "Full name", "testId": "n" }, "title": "Two",
          "text": "Why", "placement": "top", "done": "valid", "missing": "skip" },
        { "target": { "role": "button" }, "title": "Three", "done": { "place": "/done" } },
        { "target": "#four", "title": "Four", "done": { "event": "paid" } } ] } ] }"##;
    let flows = read(json).unwrap();
    let steps = &flows[0].steps;
    let ids: Vec<&str> = steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["step-1", "name", "step-3", "step-4"]);
    assert_eq!((steps[0].placement, steps[1].placement), (Placement::Auto, Placement::Top));
    assert_eq!((steps[0].missing, steps[1].missing), (OnMissing::Message, OnMissing::Skip));
    assert_eq!(steps[3].done, Done::Event("paid".into()));
    assert_eq!(steps[1].target.to_string(), "label \"Full name\", testId \"n\"");
}

#[test]
fn each_mistake_in_a_step_has_its_sentence() {
    for (wrong, message) in [
        (
            r##"{ "target": "#a", "title": "A", "placment": "top" }"##,
            "flows[0].steps[1].placment: unknown field `placment`, expected one of `id`, `place`, `target`, `title`, `text`, `placement`, `done`, `missing`",
        ),
        (r##"{ "title": "A" }"##, "flows[0].steps[1]: missing field `target`"),
        (r##"{ "target": "#a" }"##, "flows[0].steps[1]: missing field `title`"),
        (
            r##"{ "target": 7, "title": "A" }"##,
            "flows[0].steps[1].target: invalid type: integer `7`, expected a CSS selector, or an object such as { \"role\": \"button\", \"name\": \"Continue\" }",
        ),
        (
            r##"{ "target": "#a", "title": 7 }"##,
            "flows[0].steps[1].title: invalid type: integer `7`, expected a text, or an object of texts by language such as { \"en\": \"…\" }",
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
            "flows[0].steps[1].target: the target says nothing; give css, role, name, text, label or testId",
        ),
        (
            r##"{ "target": { "roel": "button" }, "title": "A" }"##,
            "flows[0].steps[1].target.roel: unknown field `roel`, expected one of `css`, `role`, `name`, `text`, `label`, `testId`",
        ),
        (
            r##"{ "target": "#a", "title": "A", "placement": "left" }"##,
            "flows[0].steps[1].placement: unknown variant `left`, expected one of `auto`, `top`, `bottom`, `start`, `end`",
        ),
        (
            r##"{ "target": "#a", "title": "A", "place": "open" }"##,
            "flows[0].steps[1].place: a place is a path that begins with / such as \"/checkout/*\"",
        ),
        (
            r##"{ "target": "#a", "title": "A", "done": "clicked" }"##,
            "flows[0].steps[1].done: unknown variant `clicked`, expected one of `next`, `click`, `valid`, `place`, `event`",
        ),
        (
            r##"{ "target": "#a", "title": "A", "missing": "wait" }"##,
            "flows[0].steps[1].missing: unknown variant `wait`, expected one of `message`, `skip`, `stop`",
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
        (r#"{ "flows": [] }"#.to_owned(), ".: missing field `version`"),
        (r#"{ "version": 2, "flows": [] }"#.to_owned(), "version: expected 1, found 2"),
        (
            r#"{ "version": "1", "flows": [] }"#.to_owned(),
            "version: invalid type: string \"1\", expected u16",
        ),
        (
            r#"{ "version": 1, "flow": [] }"#.to_owned(),
            "flow: unknown field `flow`, expected one of `$schema`, `version`, `flows`",
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
            "flows[0].reason: unknown variant `by`, expected one of `buy`, `care`, `fix`",
        ),
    ] {
        assert_eq!(read(&json).unwrap_err(), message, "{json}");
    }
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
