//! A flow goes on after a page load, at its step; one that has ended does not.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Config, Engine, Event, Input},
    guide::Outcome,
};
use alongside_protocol::message::{FactKind, FromCustomer};
use common::{BEGIN, Tab, arrived, config, flow, flows, seen, sent};

const FLOWS: &str = r##"{ "version": 1, "flows": [ { "id": "open", "steps": [
    { "id": "begin", "place": "/open/", "target": { "role": "link", "name": "Begin" }, "title": "Begin", "done": "click" },
    { "id": "name", "place": "/open/details.html", "target": "#name", "title": "Name" } ] } ] }"##;

fn token(out: &[Command]) -> u32 {
    let found = out.iter().rev().find_map(|command| match command {
        Command::Locate { token, .. } => Some(*token),
        _ => None,
    });
    found.unwrap()
}

fn ends(out: &[Command]) -> Vec<(u32, Outcome)> {
    out.iter()
        .filter_map(|command| match command {
            Command::FlowEnded { run, outcome } => Some((*run, outcome.clone())),
            _ => None,
        })
        .collect()
}

fn shown(out: &[Command]) -> Vec<&str> {
    out.iter()
        .filter_map(|command| match command {
            Command::ShowStep { view, .. } => Some(view.step.as_str()),
            _ => None,
        })
        .collect()
}

/// The first step is shown on the first page.
fn guided() -> Tab {
    let mut tab = Tab::new(config());
    tab.feed(arrived("/open/", "Open an account"));
    tab.feed(Input::Flows(flows(FLOWS)));
    let token = token(&tab.feed(Input::Guide { flow: "open".into(), run: 7 }));
    let out = tab.feed(Input::Located { token, candidates: vec![seen("link", "Begin")] });
    assert_eq!(shown(&out), ["begin"]);
    tab
}

#[test]
fn it_goes_on_at_the_next_step_on_the_next_page() {
    let mut tab = guided();
    tab.feed(Input::TargetClicked);
    tab.load_page();
    tab.feed(arrived("/open/details.html", "Your details"));
    let out = tab.feed(Input::Flows(flows(FLOWS)));
    let found = tab.feed(Input::Located { token: token(&out), candidates: vec![seen("textbox", "Name")] });
    assert_eq!(shown(&found), ["name"]);
    assert_eq!(ends(&tab.feed(Input::Next)), [(7, Outcome::Completed)], "the run it was started as");
}

#[test]
fn it_goes_on_whether_the_flows_or_the_page_are_there_first() {
    let mut tab = guided();
    tab.feed(Input::TargetClicked);
    tab.load_page();
    tab.feed(Input::Flows(flows(FLOWS)));
    let out = tab.feed(arrived("/open/details.html", "Your details"));
    let found = tab.feed(Input::Located { token: token(&out), candidates: vec![seen("textbox", "Name")] });
    assert_eq!(shown(&found), ["name"]);
}

#[test]
fn it_survives_a_page_that_has_no_flows() {
    let mut tab = guided();
    tab.load_page();
    tab.feed(arrived("/open/", "Open an account"));
    tab.load_page();
    tab.feed(arrived("/open/", "Open an account"));
    let out = tab.feed(Input::Flows(flows(FLOWS)));
    assert!(out.iter().any(|command| matches!(command, Command::Locate { .. })));
}

#[test]
fn a_resumed_flow_is_not_told_as_started_again() {
    let mut tab = guided();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    let mut out = tab.feed(arrived("/open/", "Open an account"));
    out.extend(tab.feed(Input::Flows(flows(FLOWS))));
    let starts = sent(&out).into_iter().filter(|message| match message {
        FromCustomer::Facts(facts) => {
            facts.iter().any(|fact| matches!(fact.kind, FactKind::FlowStarted { .. }))
        }
        _ => false,
    });
    assert_eq!(starts.count(), 0);
}

#[test]
fn a_closed_flow_is_closed_and_stays_so() {
    let mut tab = guided();
    let out = tab.feed(Input::CloseStep);
    assert_eq!(ends(&out), [(7, Outcome::Closed)]);
    assert!(out.contains(&Command::HideStep));
    let closed = Event::Flow { flow: "open".into(), outcome: Outcome::Closed };
    assert!(out.contains(&Command::Emit(closed)));
    tab.load_page();
    tab.feed(arrived("/open/", "Open an account"));
    let out = tab.feed(Input::Flows(flows(FLOWS)));
    assert!(!out.iter().any(|command| matches!(command, Command::Locate { .. })), "{out:?}");
}

#[test]
fn a_flow_of_the_site_s_own_making_goes_on_too() {
    let own = flow(
        r##"{ "id": "own", "steps": [
        { "id": "a", "target": "#a", "title": "A" }, { "id": "b", "target": "#b", "title": "B" } ] }"##,
    );
    let mut tab = Tab::new(config());
    tab.feed(arrived("/", "Home"));
    let inline = |at: Option<&str>| Input::GuideInline {
        flow: Box::new(own.clone()),
        run: if at.is_some() { 4 } else { 3 },
        at: at.map(str::to_owned),
    };
    let token = token(&tab.feed(inline(None)));
    tab.feed(Input::Located { token, candidates: vec![seen("button", "A")] });
    tab.feed(Input::Next);
    tab.load_page();
    tab.feed(arrived("/", "Home"));
    tab.feed(Input::Flows(flows(FLOWS)));
    tab.feed(inline(Some("a")));
    assert!(tab.engine.explain().iter().any(|one| one.because == "it is done" && one.step == "a"));
}

#[test]
fn memory_of_one_flow_does_not_move_another() {
    let mut tab = guided();
    tab.feed(Input::TargetClicked);
    tab.load_page();
    tab.feed(arrived("/open/details.html", "Your details"));
    let own = flow(
        r##"{ "id": "own", "steps": [
        { "id": "a", "target": "#a", "title": "A" }, { "id": "b", "target": "#b", "title": "B" },
        { "id": "name", "target": "#c", "title": "C" } ] }"##,
    );
    tab.feed(Input::GuideInline { flow: Box::new(own), run: 8, at: Some("b".into()) });
    let current: Vec<String> = tab.engine.explain().into_iter().map(|one| one.because).collect();
    assert!(!current.contains(&"it is done".to_owned()), "{current:?}");
    let out = tab.feed(Input::Flows(flows(FLOWS)));
    assert!(
        out.iter().any(|command| matches!(command, Command::Locate { .. })),
        "its own flow still goes on"
    );
}

#[test]
fn garbled_or_old_memory_is_forgotten() {
    let old = {
        let mut tab = guided();
        let out = tab.feed(Input::Leaving);
        out.into_iter()
            .find_map(|command| match command {
                Command::Remember(bytes) => Some(bytes),
                _ => None,
            })
            .unwrap()
    };
    for (after, memory) in [(0, vec![255; 40]), (31 * 60 * 1_000, old)] {
        let mut engine = Engine::new(Config::default());
        let mut out = Vec::new();
        engine.handle(BEGIN + after, Input::Started { memory: Some(memory) }, &mut out);
        assert!(out.contains(&Command::Forget));
        engine.handle(BEGIN + after, Input::Flows(flows(FLOWS)), &mut out);
        assert!(!out.iter().any(|command| matches!(command, Command::Locate { .. })));
    }
}
