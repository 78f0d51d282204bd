//! A step is done by hand: what could say that it is done, also after a page load.

use alongside_author::{
    app::{Author, Input},
    document::Track,
    postconditions::postconditions,
    watched::{Sign, Watched},
};

fn sign(words: &str) -> Sign {
    Sign { target: format!(r#"{{"role":"heading","name":"{words}"}}"#), words: words.to_owned() }
}

fn sentences(watched: Watched, path: &str, now: &[Sign]) -> Vec<String> {
    postconditions(&watched.until(path, now)).into_iter().map(|one| one.sentence).collect()
}

#[test]
fn a_press_that_loads_another_page_proposes_to_be_there() {
    let signs = vec![sign("Tents"), sign("Help")];
    let mut before = Watched { path: "/c/tents".into(), signs, ..Watched::default() };
    before.clicked = true;
    before.heard("basket:changed".into());
    before.heard("basket:changed".into());
    // The page went; this is what the tab has kept of it.
    let kept = Watched::read(&before.written()).unwrap();
    assert_eq!(kept, before);
    let said = sentences(kept, "/p/tent", &[sign("Help"), sign("A tent")]);
    let expected = [
        "The customer is on /p/tent.",
        "The site says “basket:changed”.",
        "“A tent” can be seen.",
        "The customer clicks it.",
        "The customer presses Next.",
    ];
    assert_eq!(said, expected, "what is gone with the page is no sign");
}

#[test]
fn on_the_same_page_what_came_and_what_went_is_proposed_once() {
    let before = Watched { path: "/".into(), signs: vec![sign("Loading")], ..Watched::default() };
    let said = sentences(before, "/", &[sign("Done"), sign("Done")]);
    let expected = ["“Done” can be seen.", "“Loading” can't be seen any more.", "The customer presses Next."];
    assert_eq!(said, expected);
}

#[test]
fn what_no_longer_can_be_read_is_forgotten() {
    assert_eq!(Watched::read("{"), None);
    assert_eq!(Watched::read(r#"{ "path": 3 }"#), None);
}

#[test]
fn a_selection_of_a_flow_that_is_gone_is_left() {
    let mut author = Author::default();
    let json = r#"{ "version": 3, "flows": [{ "id": "a", "steps": [{ "target": "a", "title": "A" }] }] }"#;
    author.handle(Input::Opened { name: "flows.json".into(), json: json.into() });
    author.handle(Input::Select(Track::Flow(0), Some(0)));
    author.handle(Input::Select(Track::Move(4), Some(2)));
    assert_eq!(author.selection(), (Track::Flow(0), Some(0)));
}

#[test]
fn what_counts_is_proposed_last_since_the_next_customer_has_another_number() {
    let before = Watched { path: "/".into(), signs: vec![sign("Basket, 0 items")], ..Watched::default() };
    let said = sentences(before, "/", &[sign("Basket, 1 item"), sign("Go to basket")]);
    let expected = [
        "“Go to basket” can be seen.",
        "“Basket, 1 item” can be seen.",
        "“Basket, 0 items” can't be seen any more.",
        "The customer presses Next.",
    ];
    assert_eq!(said, expected);
}
