//! What can't be read is told by file, line and field.

use alongside_lint::{Options, lint};
use serde_json::json;

use crate::{flow, found, shop, short};

#[test]
fn a_sound_document_has_no_finding() {
    assert_eq!(found(&[shop(&[], &[])]), []);
}

#[test]
fn a_file_that_is_no_json_is_found_by_its_line() {
    let files = [("flows.json".to_owned(), "{\n  \"version\": 3,\n  \"flows\": [],\n}".to_owned())];
    let findings = lint(&files, &Options::default());
    assert_eq!(short(&findings), ["not-json "]);
    assert_eq!((findings[0].line, findings[0].column), (3, 14));
}

#[test]
fn what_the_reader_refuses_is_found_by_its_field() {
    let wrong = flow(json!([{ "target": "#pay", "title": "Pay", "placement": "botom" }]));
    let [finding] = found(&[wrong]).try_into().unwrap();
    assert_eq!((finding.rule.name(), finding.path.as_str()), ("unreadable", "flows[0].steps[0].placement"));
    assert_eq!((finding.line, finding.fix.as_str()), (7, "write `bottom`"));
    assert!(finding.problem.starts_with("expected one of `auto`"), "{}", finding.problem);

    for (document, expected) in [
        (json!({ "version": 9, "flows": [] }), ("version", "write 1, 2 or 3")),
        (flow(json!([])), ("flows[0].steps", "add at least one step")),
        (flow(json!([{ "target": "#pay" }])), ("flows[0].steps[0]", "add the field `title`")),
        (
            flow(json!([{ "target": "#pay", "title": { "en": "{n, plural, one {#}}" } }])),
            ("flows[0].steps[0].title.en", "write the case \"other {…}\""),
        ),
        (
            flow(
                json!([{ "id": "a", "target": "#a", "title": "A" }, { "id": "a", "target": "#b", "title": "B" }]),
            ),
            ("flows[0].steps[1].id", "give it an id of its own"),
        ),
        (
            flow(json!([{ "target": { "role": " " }, "title": "A" }])),
            ("flows[0].steps[0].target", "fill it in, or take it out"),
        ),
        (
            flow(json!([{ "target": {}, "title": "A" }])),
            ("flows[0].steps[0].target", "give it css, role, name, text, label, testId or fingerprint"),
        ),
        (
            flow(json!([{ "target": "#a", "title": "A", "missing": "skip" }])),
            ("flows[0].steps[0].missing", "write `wait`, such as { \"then\": \"skip\" }"),
        ),
        (
            json!({ "version": 2, "flows": [{ "id": "buy", "goal": "paid" }] }),
            ("flows[0].goal", "write `\"version\": 3` at the beginning of the document"),
        ),
        (
            json!({ "version": 3, "flows": [{ "id": "buy", "goal": "paid", "start": "/" }] }),
            ("flows[0].start", "take it out"),
        ),
    ] {
        let [finding] = found(&[document]).try_into().unwrap();
        assert_eq!((finding.path.as_str(), finding.fix.as_str()), expected, "{}", finding.problem);
    }
}

#[test]
fn a_field_that_stands_there_twice_is_found() {
    let text = r##"{ "version": 3, "flows": [{ "id": "pay", "steps": [{ "target": "#a", "title": "A", "title": "B" }] }] }"##;
    let [finding] =
        lint(&[("flows.json".to_owned(), text.to_owned())], &Options::default()).try_into().unwrap();
    assert_eq!(finding.problem, "expected the field `title` once, found it twice");
    assert_eq!(finding.fix, "write the field `title` once");
}
