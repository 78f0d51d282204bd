//! A document is written: every edit, undone and redone, and what is exported.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use alongside_author::{
    app::{Author, Command, Device, Input},
    document::{Document, Field, Track},
    edit::Edit,
    graph,
};
use alongside_protocol::{flow::Fingerprint, tree::Tree};
use proptest::prelude::*;

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

fn exported(author: &mut Author) -> String {
    let commands = author.handle(Input::Export);
    let [Command::Download { name, text }] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!(name, "flows.json");
    text.clone()
}

#[test]
fn what_is_exported_is_what_was_opened_and_the_reader_takes_it() {
    let mut author = opened(SHOP);
    let text = exported(&mut author);
    assert_eq!(tree(&text), tree(SHOP));
    // In its order, too: a difference in a repository shows what was changed alone.
    let keys = |json: &str| -> Vec<String> {
        json.split('"').filter(|part| !part.contains([' ', ':', '\n'])).map(str::to_owned).collect()
    };
    assert_eq!(keys(&text), keys(SHOP));
    let document = Document::read(&text).unwrap();
    assert!(document.checked().is_ok_and(|set| set.flows.len() == 3));
}

#[test]
fn what_is_no_document_of_version_3_is_refused_in_one_sentence() {
    for (json, sentence) in [
        ("[]", "expected a flow document, found no object"),
        (r#"{ "version": 2, "flows": [] }"#, "version: author mode writes version 3, found 2"),
        (r#"{ "flows": [] }"#, "version: expected 3, found none"),
    ] {
        assert_eq!(Document::read(json).unwrap_err(), sentence);
    }
    assert!(Document::read("{").unwrap_err().starts_with("it is not JSON: "));
}

#[test]
fn a_flow_is_written_from_a_picked_element_on() {
    let mut author = opened(r#"{ "version": 3, "flows": [] }"#);
    author.handle(Input::Edit(Edit::AddFlow { id: "pay".into() }));
    assert_eq!(author.problem().unwrap(), "flows[0].steps: expected at least one step, found none");
    let element = print(r#"{ "tag": "button", "role": "button", "text": "Pay", "neighbourText": "Card" }"#);
    let asked = author.handle(Input::Picked { print: element, path: "/pay".into() });
    let by_name = r#"{"role":"button","name":"Pay"}"#;
    let by_all = r#"{"fingerprint":{"tag":"button","role":"button","text":"Pay","neighbourText":"Card"}}"#;
    assert_eq!(asked, [Command::Count(vec![by_name.into(), by_all.into()])]);
    author.handle(Input::Counted(vec![3, 1]));
    assert_eq!(author.notice(), "3 elements look like this; add the words around it.");
    author.handle(Input::Strengthen);
    assert_eq!(author.notice(), "One element fits, by the words around it.");
    author.handle(Input::AddPicked { language: "en".into() });
    assert_eq!(author.selection(), (Track::Flow(0), Some(0)));
    assert_eq!(author.problem(), None);
    let expected = format!(
        r#"{{ "version": 3, "flows": [{{ "id": "pay", "steps": [
            {{ "id": "step-1", "place": "/pay", "target": {by_all}, "title": {{ "en": "Pay" }}, "done": "click" }}] }}] }}"#
    );
    assert_eq!(tree(&exported(&mut author)), tree(&expected));
    let preview = author.handle(Input::Preview { device: Device::Desktop, language: String::new() });
    assert!(
        matches!(&preview[..], [Command::Preview { document, .. }] if document.contains(r#""id":"author-preview","steps":[{"#))
    );
}

#[test]
fn a_target_that_nothing_tells_apart_says_so_and_one_that_nothing_finds_too() {
    let mut author = opened(SHOP);
    let element = || print(r#"{ "tag": "li", "text": "Row" }"#);
    author.handle(Input::Picked { print: element(), path: "/".into() });
    author.handle(Input::Counted(vec![4]));
    assert!(author.notice().starts_with("4 elements look like this, and nothing"));
    author.handle(Input::Picked { print: element(), path: "/".into() });
    author.handle(Input::Counted(vec![0]));
    assert!(author.notice().starts_with("Nothing finds this element again"));
    let before = author.document().clone();
    author.handle(Input::AddPicked { language: "en".into() });
    assert_eq!(*author.document(), before, "without a target there is no step");
}

#[test]
fn typing_is_undone_as_one_change_with_its_label() {
    let mut author = opened(SHOP);
    let track = Track::Flow(1);
    author.handle(Input::Select(track, Some(0)));
    for text in ["H", "He", "Hey"] {
        let (field, language) = (Field::Title, "en".into());
        let edit = Edit::SetText { track, step: 0, field, language, text: text.into() };
        author.handle(Input::Edit(edit));
    }
    assert_eq!(author.document().text(track, 0, Field::Title, "en"), "Hey");
    assert_eq!(author.labels(), (Some("Undo: change the title of step 1".into()), None));
    author.handle(Input::Undo);
    assert_eq!(author.document().text(track, 0, Field::Title, "en"), "Your bank said no");
    assert_eq!(author.labels(), (None, Some("Redo: change the title of step 1".into())));
    author.handle(Input::Redo);
    assert_eq!(author.document().text(track, 0, Field::Title, "en"), "Hey");
}

#[test]
fn what_was_written_before_a_page_load_is_taken_up_and_can_be_undone() {
    let mut author = opened(SHOP);
    author.handle(Input::Edit(Edit::RenameFlow { flow: 2, id: "send-back".into() }));
    let written = exported(&mut author);
    let mut author = opened(SHOP);
    author.handle(Input::Resumed { written: written.clone(), began: None });
    assert_eq!(exported(&mut author), written);
    assert_eq!(author.changes(), ["flow send-back added", "flow return deleted"]);
    author.handle(Input::Undo);
    assert_eq!(author.changes(), Vec::<String>::new());
    let written = exported(&mut author.clone());
    author.handle(Input::Resumed { written, began: None });
    assert_eq!(author.labels().0, None, "nothing was written");
}

#[test]
fn changes_are_undone_one_by_one_after_a_page_load_too() {
    let mut author = opened(SHOP);
    let rename = |flow, id: &str| Input::Edit(Edit::RenameFlow { flow, id: id.into() });
    for (flow, id) in [(0, "shop"), (2, "send-back"), (1, "ask")] {
        author.handle(rename(flow, id));
    }
    author.handle(Input::Undo);
    let (written, past, labels) = (exported(&mut author), author.past(), author.labels());
    assert!(matches!(&labels, (Some(_), Some(_))), "{labels:?}");

    let mut next = opened(SHOP);
    next.handle(Input::Resumed { written, began: None });
    next.handle(Input::Past(past.clone()));
    assert_eq!(next.labels(), labels);
    next.handle(Input::Redo);
    author.handle(Input::Redo);
    assert_eq!(exported(&mut next), exported(&mut author));
    for _ in 0..3 {
        next.handle(Input::Undo);
    }
    assert_eq!((next.changes(), next.labels().0), (Vec::<String>::new(), None));

    // What is about another document, or was cut off, is nobody's past.
    let mut other = opened(SHOP);
    for past in [past.as_str(), "", &past[..past.len() / 2], "{}"] {
        other.handle(Input::Past(past.to_owned()));
        assert_eq!(other.labels(), (None, None));
    }
}

#[test]
fn of_a_long_past_the_nearest_is_kept() {
    let mut author = opened(SHOP);
    for at in 0..190 {
        author.handle(Input::Edit(Edit::AddFlow { id: format!("flow-{at}") }));
    }
    let past = author.past();
    assert!(past.len() < 1_200_000, "{}", past.len());
    let mut next = opened(&exported(&mut author));
    next.handle(Input::Past(past));
    assert_eq!(next.labels().0, author.labels().0);
    let mut undone = 0;
    while next.labels().0.is_some() {
        next.handle(Input::Undo);
        undone += 1;
    }
    assert!((5..190).contains(&undone), "{undone}");
}

#[test]
fn what_was_written_is_compared_with_what_it_began_from() {
    let mut author = opened(SHOP);
    author.handle(Input::Edit(Edit::RenameFlow { flow: 2, id: "send-back".into() }));
    let written = exported(&mut author);
    // Meanwhile somebody else has saved another document.
    let mut author = opened(&SHOP.replace("\"Buy something\"", "\"Buy\""));
    author.handle(Input::Resumed { written: written.clone(), began: Some(SHOP.into()) });
    assert_eq!(author.changes(), ["flow send-back added", "flow return deleted"]);
    assert_eq!(*author.opened(), Document::read(SHOP).unwrap());
    author.handle(Input::Began(written));
    assert_eq!(author.changes(), Vec::<String>::new());
}

#[test]
fn steps_without_ids_keep_the_ones_they_had_when_they_are_moved() {
    let json = r##"{ "version": 3, "flows": [{ "id": "f", "steps": [
        { "target": "#a", "title": "A" }, { "target": "#b", "title": "B" }] }] }"##;
    let mut author = opened(json);
    let track = Track::Flow(0);
    author.handle(Input::Edit(Edit::MoveStep { track, from: 1, to: 0 }));
    assert_eq!(author.document().step_id(track, 0), "step-2");
    assert_eq!(author.document().step_id(track, 1), "step-1");
    assert_eq!(author.document().step_title(track, 0), "B");
}

#[test]
fn a_second_language_keeps_the_text_that_named_none() {
    let json = r##"{ "version": 3, "flows": [{ "id": "f", "steps": [{ "target": "#a", "title": "A" }] }] }"##;
    let mut author = opened(json);
    let track = Track::Flow(0);
    let set = |language: &str, text: &str| {
        let (language, text) = (language.into(), text.into());
        Input::Edit(Edit::SetText { track, step: 0, field: Field::Title, language, text })
    };
    author.handle(set("de", "Ah"));
    assert_eq!(author.document().languages(), ["", "de"]);
    let set_of = author.document().checked().unwrap();
    let title = &set_of.flows[0].steps[0].title;
    assert_eq!((title.for_locale("de-AT"), title.for_locale("fr")), ("Ah", "A"));
    author.handle(set("de", ""));
    assert_eq!(*author.document(), Document::read(json).unwrap());
}

#[test]
fn a_renamed_flow_is_still_the_one_that_detours_name() {
    let mut author = opened(SHOP);
    author.handle(Input::Edit(Edit::RenameFlow { flow: 1, id: "other-card".into() }));
    author.handle(Input::Edit(Edit::RenameFlow { flow: 0, id: "order".into() }));
    let set = author.document().checked().unwrap();
    assert_eq!(set.map.detours[0].flow, "other-card");
    assert_eq!(set.map.detours[0].flows, ["order"]);
}

#[test]
fn what_is_usual_is_not_written() {
    let mut author = opened(SHOP);
    let before = author.document().clone();
    let track = Track::Flow(2);
    for done in [r##"{ "gone": "#order" }"##, r#""valid""#] {
        author.handle(Input::Edit(Edit::SetDone { track, step: 0, done: tree(done) }));
        assert_eq!(author.problem(), None);
    }
    assert_eq!(*author.document(), before);
    for placement in ["top", "auto"] {
        author.handle(Input::Edit(Edit::SetPlacement { track, step: 0, placement: placement.into() }));
    }
    author.handle(Input::Edit(Edit::SetSafe { track, step: 0, safe: false }));
    assert_eq!(*author.document(), before);
}

#[test]
fn a_new_flow_waits_for_its_first_step_and_that_is_no_mistake() {
    let mut author = opened(SHOP);
    assert!(!author.is_empty());
    author.handle(Input::Edit(Edit::AddFlow { id: "new".into() }));
    assert!(author.is_empty());
    assert_eq!(author.handle(Input::Preview { device: Device::Desktop, language: String::new() }), []);
    assert_eq!(author.notice(), "It has no step yet: pick an element first.");
    author.handle(Input::Select(Track::Flow(2), None));
    assert!(!author.is_empty());
    assert!(author.problem().is_some(), "the page could not read it as it is");
}

#[test]
fn the_shop_is_a_graph_of_its_places() {
    let graph = graph::places(&Document::read(SHOP).unwrap());
    let column = |label: &str| graph.nodes.iter().find(|node| node.label == label).unwrap().column;
    let way = ["product", "added", "basket", "delivery", "payment", "ordered"];
    for pair in way.windows(2) {
        assert!(column(pair[0]) < column(pair[1]), "{pair:?}");
    }
    assert!(graph.nodes.iter().any(|node| node.label == "ordered" && node.goal));
    let cells: std::collections::BTreeSet<_> =
        graph.nodes.iter().map(|node| (node.column, node.row)).collect();
    assert_eq!(cells.len(), graph.nodes.len(), "no two in one place");
    let steps = graph.edges.iter().map(|edge| edge.steps).max();
    assert!(steps > Some(1), "a move of several steps says how many");
}

#[test]
fn a_way_in_a_circle_has_one_edge_back_and_a_flow_is_a_chain() {
    let json = r##"{ "version": 3, "flows": [], "places": [{ "id": "a", "path": "/a" }, { "id": "b", "path": "/b" }],
        "moves": [{ "from": ["a"], "to": "b", "steps": [{ "target": "#x", "title": "X" }] },
                  { "from": ["b"], "to": "a", "steps": [{ "target": "#y", "title": "Y" }] }] }"##;
    let graph = graph::places(&Document::read(json).unwrap());
    assert_eq!(graph.nodes.iter().map(|node| node.column).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(graph.edges.iter().map(|edge| edge.back).collect::<Vec<_>>(), [false, true]);
    let chain = graph::chain(&Document::read(SHOP).unwrap(), Track::Flow(2));
    assert_eq!(chain.nodes.iter().map(|node| node.column).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(chain.edges.len(), 1);
}

fn edit() -> impl Strategy<Value = Edit> {
    let track = prop_oneof![(0..4usize).prop_map(Track::Flow), (0..9usize).prop_map(Track::Move)];
    let step = 0..3usize;
    let word = "[a-c]{1,2}";
    prop_oneof![
        word.prop_map(|id| Edit::AddFlow { id }),
        (0..4usize, word).prop_map(|(flow, id)| Edit::RenameFlow { flow, id }),
        (track.clone(), step.clone(), word).prop_map(|(track, at, title)| Edit::AddStep {
            track,
            at,
            place: None,
            target: Tree::Text("#x".into()),
            title: ("en".into(), title),
            done: None,
        }),
        (track.clone(), step.clone(), word).prop_map(|(track, step, id)| Edit::RenameStep {
            track,
            step,
            id
        }),
        (track.clone(), step.clone(), any::<bool>(), "(de|en|)", "[ab]{0,2}").prop_map(
            |(track, step, title, language, text)| {
                let field = if title { Field::Title } else { Field::Text };
                Edit::SetText { track, step, field, language, text }
            }
        ),
        (track.clone(), step.clone(), step.clone()).prop_map(|(track, from, to)| Edit::MoveStep {
            track,
            from,
            to
        }),
        (track.clone(), step.clone()).prop_map(|(track, step)| Edit::DeleteStep { track, step }),
        (track.clone(), step.clone()).prop_map(|(track, step)| Edit::SetDone {
            track,
            step,
            done: Tree::Text("click".into())
        }),
        (track.clone(), step.clone(), "(top|auto)").prop_map(|(track, step, placement)| Edit::SetPlacement {
            track,
            step,
            placement
        }),
        (track, step, any::<bool>()).prop_map(|(track, step, safe)| Edit::SetSafe { track, step, safe }),
        word.prop_map(|id| Edit::AddPlace { path: format!("/{id}"), id }),
        word.prop_map(|to| Edit::AddMove { from: vec!["basket".into()], to }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_undo_leads_back_to_the_first_document_and_every_redo_to_the_last(
        edits in proptest::collection::vec(edit(), 1..60)
    ) {
        let mut author = opened(SHOP);
        let first = author.document().clone();
        let mut way = vec![first.clone()];
        for edit in edits {
            author.handle(Input::Edit(edit));
            prop_assert!(author.labels().0.is_some() || author.document() == &first);
            way.push(author.document().clone());
        }
        let last = author.document().clone();
        let mut undone = 0;
        while author.labels().0.is_some() {
            author.handle(Input::Undo);
            undone += 1;
            prop_assert!(way.contains(author.document()));
        }
        prop_assert_eq!(author.document(), &first);
        for _ in 0..undone {
            prop_assert!(author.labels().1.is_some());
            author.handle(Input::Redo);
        }
        prop_assert_eq!(author.labels().1, None);
        prop_assert_eq!(author.document(), &last);
    }

    #[test]
    fn what_is_different_is_told_and_what_is_not_is_not(edits in proptest::collection::vec(edit(), 0..12)) {
        let mut author = opened(SHOP);
        let first = author.document().clone();
        for edit in edits {
            author.handle(Input::Edit(edit));
        }
        let told = alongside_author::diff::diff(&first, author.document());
        prop_assert!(!told.is_empty() || &first == author.document() || same_but_for_ids(&first, author.document()));
        prop_assert_eq!(alongside_author::diff::diff(&first, &first), Vec::<String>::new());
    }
}

/// An id that was written out, or a twin of an id, is nothing to tell.
fn same_but_for_ids(before: &Document, after: &Document) -> bool {
    before.checked() == after.checked() || after.problem().is_some()
}
