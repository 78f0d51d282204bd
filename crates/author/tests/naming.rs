//! Flows, places and moves come, go and are renamed: what names them follows. And what a
//! preview makes of them.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

use alongside_author::{
    app::{Author, Command, Device, Input},
    document::{Document, Track},
    edit::Edit,
    preview,
};
use alongside_protocol::tree::Tree;

const SITE: &str = r##"{
    "version": 3,
    "flows": [
        { "id": "buy", "title": { "en": "Buy", "de": "Kaufen" }, "goal": "ordered" },
        { "id": "declined", "steps": [{ "target": "#card", "title": "Another card" }] },
        { "id": "help", "steps": [{ "target": "#help", "title": { "en": "Help" },
            "wait": { "for": 2000, "then": { "detour": "declined" } } }] }
    ],
    "places": [
        { "id": "shelf", "path": "/", "entry": true },
        { "id": "basket", "path": "/basket" },
        { "id": "ordered", "path": "/done" }
    ],
    "moves": [
        { "from": ["shelf"], "to": "basket", "steps": [{ "target": "#add", "title": { "en": "Add", "de": "Dazu" } }] },
        { "from": ["basket", "shelf"], "to": "ordered", "steps": [{ "target": "#pay", "title": "Pay" }] }
    ],
    "detours": [
        { "when": { "event": "declined" }, "flow": "declined", "for": ["buy"] },
        { "when": { "event": "lost" }, "flow": "help", "for": ["buy", "declined"] }
    ],
    "offers": [{ "id": "tour", "announcement": { "title": "New", "flow": "help" } }]
}"##;

fn opened() -> Author {
    let mut author = Author::default();
    author.handle(Input::Opened { name: "flows.json".into(), json: SITE.into() });
    assert_eq!(author.notice(), "");
    assert_eq!(author.problem(), None);
    author
}

fn edited(edit: Edit) -> Author {
    let mut author = opened();
    author.handle(Input::Edit(edit));
    author
}

/// One change, which can be undone as a whole.
fn says(author: &mut Author, changes: &[&str], undo: &str) {
    assert_eq!(author.changes(), changes);
    assert_eq!(author.labels().0.as_deref(), Some(undo));
    author.handle(Input::Undo);
    assert_eq!(*author.document(), *opened().document());
}

fn written(author: &Author) -> Tree {
    serde_json::from_str(&author.document().written()).unwrap()
}

fn tree(json: &str) -> Tree {
    serde_json::from_str(json).unwrap()
}

#[test]
fn what_leads_to_a_flow_follows_its_name() {
    let author = edited(Edit::RenameFlow { flow: 1, id: "card".into() });
    let again = SITE.replace(r#""declined", "steps""#, r#""card", "steps""#);
    let again = again.replace(r#""detour": "declined""#, r#""detour": "card""#);
    let again = again.replace(r#""flow": "declined""#, r#""flow": "card""#);
    assert_eq!(written(&author), tree(&again.replace(r#""buy", "declined"]"#, r#""buy", "card"]"#)));
    let author = edited(Edit::RenameFlow { flow: 2, id: "how".into() });
    let again = SITE.replace(r#""id": "help""#, r#""id": "how""#);
    assert_eq!(written(&author), tree(&again.replace(r#""flow": "help""#, r#""flow": "how""#)));
}

#[test]
fn a_flow_goes_with_what_leads_to_it() {
    let mut author = edited(Edit::DeleteFlow { flow: 1 });
    assert_eq!(author.problem(), None);
    let text = author.document().written();
    assert!(!text.contains(r#""declined","#) && !text.contains(r#""flow": "declined""#), "{text}");
    // The limit stays, and what was to happen then is what usually happens.
    assert!(text.contains(r#""for": 2000"#) && !text.contains("then"), "{text}");
    assert_eq!(author.labels().0.as_deref(), Some("Undo: delete a flow"));
    author.handle(Input::Undo);
    assert_eq!(*author.document(), *opened().document());
    // A detour for no flow would be one for every flow.
    let author = edited(Edit::DeleteFlow { flow: 0 });
    let text = author.document().written();
    assert!(!text.contains(r#""event": "declined""#) && text.contains(r#""event": "lost""#), "{text}");
}

#[test]
fn a_flow_has_a_title_in_each_language_and_typing_it_is_one_change() {
    let mut author = opened();
    for text in ["H", "Hilfe"] {
        let edit = Edit::SetFlowTitle { flow: 2, language: "de".into(), text: text.into() };
        author.handle(Input::Edit(edit));
    }
    assert_eq!(author.document().flow_title(2, "de"), "Hilfe");
    assert_eq!(author.document().flow_title(0, "en"), "Buy");
    assert_eq!(author.document().languages(), ["", "en", "de"]);
    author.handle(Input::Undo);
    assert_eq!(author.document().flow_title(2, "de"), "");
    let mut author = edited(Edit::SetFlowTitle { flow: 0, language: "de".into(), text: String::new() });
    author.handle(Input::Edit(Edit::SetFlowTitle { flow: 0, language: "en".into(), text: String::new() }));
    assert!(!author.document().written().contains(r#""title": {}"#), "no title is none");
}

/// The site, its steps with the ids that they had by their places.
fn with_step_ids(moves: &[(&str, &str)]) -> String {
    moves.iter().fold(SITE.to_owned(), |site, (target, id)| {
        let target = format!(r#"{{ "target": "{target}""#);
        site.replace(&target, &target.replace("{ ", &format!(r#"{{ "id": "{id}", "#)))
    })
}

#[test]
fn moves_and_goals_follow_the_name_of_a_place() {
    let named = with_step_ids(&[("#pay", "any-ordered-1")]);
    let author = edited(Edit::RenamePlace { place: 2, id: "bought".into() });
    assert_eq!(written(&author), tree(&named.replace(r#""ordered""#, r#""bought""#)));
    let named = with_step_ids(&[("#add", "shelf-basket-1"), ("#pay", "any-ordered-1")]);
    let author = edited(Edit::RenamePlace { place: 0, id: "all".into() });
    assert_eq!(written(&author), tree(&named.replace(r#""shelf""#, r#""all""#)));
}

#[test]
fn customers_are_found_again_at_steps_of_places_that_have_changed() {
    for edit in [Edit::RenamePlace { place: 1, id: "cart".into() }, Edit::DeletePlace { place: 1 }] {
        let before = opened().document().step_id(Track::Move(1), 0);
        let author = edited(edit.clone());
        let mut moves = author.document().tracks().into_iter().filter(|one| matches!(one, Track::Move(_)));
        let last = moves.next_back().unwrap();
        assert_eq!(author.document().step_id(last, 0), before, "{edit:?}");
    }
}

#[test]
fn a_place_goes_with_the_moves_that_begin_or_end_there_alone() {
    let author = edited(Edit::DeletePlace { place: 0 });
    let moves: Vec<String> =
        author.document().tracks().into_iter().map(|one| author.document().track_name(one)).collect();
    assert_eq!(moves, ["buy", "declined", "help", "basket → ordered"]);
    let author = edited(Edit::DeletePlace { place: 2 });
    assert_eq!(author.notice(), "The flow buy leads to this place; delete the flow first.");
    assert_eq!(*author.document(), *opened().document());
}

#[test]
fn a_place_gets_a_landmark_and_loses_it() {
    let landmark = tree(r#"{ "role": "heading", "name": "Your basket" }"#);
    let mut author = edited(Edit::SetLandmark { place: 1, target: Some(landmark) });
    author.handle(Input::Edit(Edit::SetPlacePath { place: 1, path: "/cart".into() }));
    let basket = author.document().places().swap_remove(1);
    assert_eq!((basket.id.as_str(), basket.path.as_str()), ("basket", "/cart"));
    assert_eq!(basket.landmark, "The heading “Your basket” can be seen.");
    assert_eq!(author.problem(), None);
    author.handle(Input::Edit(Edit::SetLandmark { place: 1, target: None }));
    assert_eq!(author.document().places().swap_remove(1).landmark, "");
}

#[test]
fn a_place_is_an_entry_or_says_nothing_of_it() {
    let mut author = edited(Edit::SetEntry { place: 1, entry: true });
    assert!(author.document().places().swap_remove(1).entry);
    assert_eq!(author.document().checked().unwrap().map.places.iter().filter(|place| place.entry).count(), 2);
    author.handle(Input::Edit(Edit::SetEntry { place: 1, entry: false }));
    assert_eq!(*author.document(), *opened().document());
}

#[test]
fn a_picked_element_becomes_the_landmark_of_a_place() {
    let mut author = opened();
    let print = serde_json::from_str(r#"{ "tag": "h1", "role": "heading", "text": "Done" }"#).unwrap();
    author.handle(Input::Picked { print, path: "/done".into() });
    author.handle(Input::Counted(vec![1, 1]));
    author.handle(Input::Landmark { place: 2 });
    assert_eq!(author.document().places().swap_remove(2).landmark, "The heading “Done” can be seen.");
    assert_eq!(author.picked(), None);
}

#[test]
fn a_new_place_is_called_after_its_page_and_no_two_are_called_the_same() {
    let mut author = opened();
    for (path, id) in [
        ("/", "home"),
        ("/c/camp.html", "camp"),
        ("/other/basket/", "basket-2"),
        ("/app#/pay", "pay"),
        ("/p/*", "place"),
    ] {
        assert_eq!(author.document().unused_place_id(path), id);
    }
    let id = author.document().unused_place_id("/other/basket/");
    author.handle(Input::Edit(Edit::AddPlace { id, path: "/other/basket/".into() }));
    assert_eq!(author.document().unused_place_id("/basket"), "basket-3");
    author.handle(Input::Edit(Edit::AddFlow { id: "flow-5".into() }));
    assert_eq!(author.document().unused_flow_id(), "flow-6");
}

#[test]
fn a_move_comes_and_goes() {
    let (from, to) = (vec!["ordered".into()], "shelf".into());
    let mut author = edited(Edit::AddMove { from, to });
    assert_eq!(author.selection(), (Track::Move(2), None));
    author.handle(Input::Edit(Edit::DeleteMove { at: 2 }));
    assert_eq!(author.selection(), (Track::Flow(0), None), "what is gone is not selected");
    let mut author = edited(Edit::DeleteMove { at: 0 });
    says(&mut author, &["move shelf → basket deleted"], "Undo: delete a move");
}

#[test]
fn a_flow_to_a_goal_has_the_steps_of_its_moves() {
    let mut author = edited(Edit::AddFlowTo { id: "fill".into(), goal: "basket".into() });
    assert_eq!(author.selection(), (Track::Flow(3), None));
    assert_eq!(author.document().goal(Track::Flow(3)), Some("basket"));
    assert_eq!(author.problem(), None);
    let print = serde_json::from_str(r#"{ "tag": "a", "role": "link", "text": "Go" }"#).unwrap();
    author.handle(Input::Picked { print, path: "/".into() });
    author.handle(Input::Counted(vec![1, 1]));
    author.handle(Input::AddPicked { language: "en".into() });
    assert_eq!(author.notice(), "The steps to a goal are those of the moves; choose a move first.");
    assert!(author.document().steps(Track::Flow(3)).is_empty());
}

fn shown(author: &mut Author, language: &str) -> Document {
    let commands = author.handle(Input::Preview { device: Device::Phone, language: language.into() });
    let Some(Command::Preview { document, device: Device::Phone }) = commands.into_iter().next() else {
        return Document::default();
    };
    Document::read(&document).unwrap()
}

#[test]
fn a_flow_to_a_goal_is_previewed_with_the_whole_map() {
    let mut author = opened();
    let document = shown(&mut author, "");
    let set = document.checked().unwrap();
    assert_eq!(set.flows[0].id, preview::FLOW);
    assert_eq!(set.flows[0].goal.as_deref(), Some("ordered"));
    assert_eq!(set.map.moves.len(), 2);
    assert_eq!(set.map.detours[0].flows, [preview::FLOW], "its detours are its own");
    author.handle(Input::Select(Track::Move(0), None));
    let set = shown(&mut author, "").checked().unwrap();
    let last = set.flows.last().unwrap();
    assert_eq!((last.id.as_str(), last.steps.len()), (preview::FLOW, 1));
}

#[test]
fn a_preview_speaks_one_language_as_a_customer_of_it_hears_it() {
    let mut author = opened();
    let set = shown(&mut author, "de").checked().unwrap();
    // Whatever the page's language is.
    assert_eq!(set.map.moves[0].steps[0].title.for_locale("en"), "Dazu");
    assert_eq!(set.flows[0].title.as_ref().unwrap().for_locale("en"), "Kaufen");
    assert_eq!(set.flows[2].steps[0].title.for_locale("de"), "Help", "what is not translated is English");
}
