//! What ends a step: what its element is for, or what the page did.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use alongside_author::{
    app::{Author, Input},
    document::Track,
    edit::Edit,
    postconditions,
};
use alongside_protocol::{flow::Fingerprint, tree::Tree};

const SHOP: &str = include_str!("../../../www/shop/flows.json");

fn opened(json: &str) -> Author {
    let mut author = Author::default();
    author.handle(Input::Opened { name: "flows.json".into(), json: json.into() });
    assert_eq!(author.notice(), "");
    author
}

fn tree(json: &str) -> Tree {
    serde_json::from_str(json).unwrap()
}

fn print(json: &str) -> Box<Fingerprint> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn a_step_ends_by_what_its_element_is_for_until_somebody_knows_better() {
    for (element, sentence) in [
        (
            r#"{ "tag": "a", "role": "link", "text": "Camp", "href": "/c/camp.html?from=top#tents" }"#,
            "The customer is on /c/camp.html.",
        ),
        (r##"{ "tag": "a", "role": "link", "text": "Top", "href": "/#top" }"##, "The customer clicks it."),
        (
            r#"{ "tag": "a", "role": "link", "text": "Elsewhere", "href": "//example.org/" }"#,
            "The customer clicks it.",
        ),
        (r#"{ "tag": "a", "role": "link", "text": "Camp" }"#, "The customer clicks it."),
        (r#"{ "tag": "button", "testId": "pay" }"#, "The customer clicks it."),
        (r#"{ "tag": "div", "role": "tab", "text": "Fees" }"#, "The customer clicks it."),
        (r#"{ "tag": "input", "type": "email", "label": "Email" }"#, "The field is filled and valid."),
        (r#"{ "tag": "input", "type": "submit", "role": "button" }"#, "The customer clicks it."),
        (r#"{ "tag": "h2", "role": "heading", "text": "Fees" }"#, "The customer presses Next."),
    ] {
        let mut author = opened(SHOP);
        let track = Track::Flow(2);
        author.handle(Input::Select(track, Some(0)));
        author.handle(Input::Picked { print: print(element), path: "/".into() });
        author.handle(Input::Counted(vec![1; 4]));
        author.handle(Input::AddPicked { language: "en".into() });
        assert_eq!(author.document().step_facts(track, 1).done, sentence, "{element}");
    }
}

#[test]
fn what_a_step_is_about_says_what_could_end_it() {
    let sentences = |target: &str| -> Vec<String> {
        postconditions::expected(&tree(target)).into_iter().map(|one| one.sentence).collect()
    };
    let next = "The customer presses Next.";
    assert_eq!(sentences(r#"{ "role": "link", "name": "Camp" }"#), ["The customer clicks it.", next]);
    assert_eq!(sentences(r#"{ "label": "Email" }"#), ["The field is filled and valid.", next]);
    let recorded = r#"{ "fingerprint": { "tag": "select", "name": "size" } }"#;
    assert_eq!(sentences(recorded), ["The field is filled and valid.", next]);
    assert_eq!(sentences(r#"{ "testId": "pay" }"#), [next]);
}

#[test]
fn what_the_page_did_is_a_list_of_postconditions() {
    let happened = postconditions::Happened {
        clicked: true,
        path: Some("/thanks".into()),
        appeared: vec![postconditions::Seen { target: tree(r##""#receipt""##), words: "Receipt".into() }],
        events: vec!["paid".into(), "paid".into()],
        ..postconditions::Happened::default()
    };
    let told: Vec<String> =
        postconditions::postconditions(&happened).into_iter().map(|one| one.sentence).collect();
    assert_eq!(
        told,
        [
            "The customer is on /thanks.",
            "The site says “paid”.",
            "“Receipt” can be seen.",
            "The customer clicks it.",
            "The customer presses Next.",
        ]
    );
    let mut author = opened(SHOP);
    let track = Track::Flow(2);
    for one in postconditions::postconditions(&happened) {
        author.handle(Input::Edit(Edit::SetDone { track, step: 0, done: one.done }));
        assert_eq!(author.problem(), None, "{}", one.sentence);
    }
}
