//! Two tabs of a site that run the same flow agree where it is.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Input},
    guide::Outcome,
};
use common::{Tab, arrived, config, flows};

const FLOWS: &str = r##"{ "version": 2, "flows": [
    { "id": "open", "steps": [
        { "id": "one", "target": "#one", "title": "One", "done": { "event": "one" } },
        { "id": "two", "target": "#two", "title": "Two", "done": { "event": "two" } } ] },
    { "id": "other", "steps": [ { "id": "one", "target": "#one", "title": "One" } ] } ] }"##;

fn tab(flow: &str) -> Tab {
    let mut tab = Tab::new(config());
    tab.feed(arrived("/", "Open"));
    tab.feed(Input::Flows(flows(FLOWS)));
    tab.feed(Input::Guide { flow: flow.into(), run: 1 });
    tab
}

fn event(name: &str) -> Input {
    Input::SiteEvent { name: name.into(), detail: Vec::new() }
}

fn told(out: &[Command]) -> Vec<Vec<u8>> {
    let told = out.iter().filter_map(|command| match command {
        Command::TellTabs(bytes) => Some(bytes.clone()),
        _ => None,
    });
    told.collect()
}

fn step(tab: &Tab) -> String {
    let explained = tab.engine.explain();
    let waiting =
        explained.iter().find(|one| one.because.starts_with("step \"") || one.because.contains("target"));
    waiting.map(|one| one.step.clone()).unwrap_or_default()
}

fn ends(out: &[Command]) -> Vec<Outcome> {
    let ended = out.iter().filter_map(|command| match command {
        Command::FlowEnded { outcome, .. } => Some(outcome.clone()),
        _ => None,
    });
    ended.collect()
}

#[test]
fn a_step_done_in_one_is_done_in_the_other() {
    let (mut first, mut second) = (tab("open"), tab("open"));
    let notes = told(&first.feed(event("one")));
    assert_eq!(notes.len(), 1);
    let out = second.feed(Input::TabTold(notes[0].clone()));
    assert_eq!(step(&second), "two");
    assert!(told(&out).is_empty(), "what was told is not told back");
}

#[test]
fn closed_in_one_is_closed_in_the_other_and_so_is_completed() {
    for (input, outcome) in [(Input::CloseStep, Outcome::Closed), (event("two"), Outcome::Completed)] {
        let (mut first, mut second) = (tab("open"), tab("open"));
        second.feed(Input::TabTold(told(&first.feed(event("one"))).remove(0)));
        let notes = told(&first.feed(input));
        let out = second.feed(Input::TabTold(notes[0].clone()));
        assert_eq!(ends(&out), [outcome]);
        assert!(told(&out).is_empty());
    }
}

#[test]
fn another_flow_and_nonsense_change_nothing() {
    let mut second = tab("other");
    let note = told(&tab("open").feed(event("one"))).remove(0);
    second.feed(Input::TabTold(note));
    second.feed(Input::TabTold(vec![9, 9, 9]));
    assert_eq!(step(&second), "one");
}

#[test]
fn starting_and_stopping_are_each_page_s_own() {
    let mut first = tab("open");
    assert!(told(&first.feed(Input::Stop)).is_empty());
    let mut out = Vec::new();
    first.engine.handle(first.now, Input::Guide { flow: "open".into(), run: 2 }, &mut out);
    assert!(told(&out).is_empty());
}
