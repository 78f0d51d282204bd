//! A step that can't go on runs another flow, and is tried again.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Event, Input},
    guide::Outcome,
};
use common::{Tab, arrived, config, flows, seen};

const FLOWS: &str = r##"{ "version": 2, "flows": [
    { "id": "pay", "steps": [
        { "id": "pay", "target": "#pay", "title": "Pay", "wait": { "for": 1000, "then": { "detour": "sign-in" } } } ] },
    { "id": "sign-in", "steps": [
        { "id": "sign", "target": "#sign", "title": "Sign in", "done": "click" } ] } ] }"##;

fn begin() -> Tab {
    let mut tab = Tab::new(config());
    tab.feed(arrived("/", "Pay"));
    tab.feed(Input::Flows(flows(FLOWS)));
    tab.feed(Input::Guide { flow: "pay".into(), run: 3 });
    tab
}

fn find(tab: &mut Tab, selector: &str) -> Vec<Command> {
    let out = tab.feed(Input::PageChanged);
    let token = out.iter().find_map(|command| match command {
        Command::Locate { token, target, .. } if target.to_string().contains(selector) => Some(*token),
        _ => None,
    });
    tab.feed(Input::Located { token: token.unwrap(), candidates: vec![seen("button", selector)] })
}

fn shown(out: &[Command]) -> Option<&str> {
    out.iter().rev().find_map(|command| match command {
        Command::ShowStep { view, .. } => Some(view.step.as_str()),
        _ => None,
    })
}

fn ends(out: &[Command]) -> Vec<(u32, Outcome)> {
    let ended = out.iter().filter_map(|command| match command {
        Command::FlowEnded { run, outcome } => Some((*run, outcome.clone())),
        _ => None,
    });
    ended.collect()
}

#[test]
fn it_leads_back_to_the_step() {
    let mut tab = begin();
    tab.wait(1_000);
    assert_eq!(shown(&find(&mut tab, "#sign")), Some("sign"));
    let because = tab.engine.explain().into_iter().find(|one| one.step == "pay").unwrap().because;
    assert_eq!(because, "it waits for the detour \"sign-in\" to end");
    let out = tab.feed(Input::TargetClicked);
    assert!(ends(&out).is_empty(), "a detour is nobody's promise: {:?}", ends(&out));
    assert_eq!(shown(&find(&mut tab, "#pay")), Some("pay"));
    assert_eq!(ends(&tab.feed(Input::Next)), [(3, Outcome::Completed)]);
}

#[test]
fn it_is_made_once() {
    let mut tab = begin();
    tab.wait(1_000);
    find(&mut tab, "#sign");
    tab.feed(Input::TargetClicked);
    let out = tab.wait(1_000);
    assert_eq!(shown(&out), Some("pay"), "the step says that it can't find its target");
}

#[test]
fn closing_it_closes_the_flow_it_was_made_for() {
    let mut tab = begin();
    tab.wait(1_000);
    find(&mut tab, "#sign");
    assert_eq!(ends(&tab.feed(Input::CloseStep)), [(3, Outcome::Closed)]);
}

#[test]
fn it_goes_on_after_a_page_load() {
    let mut tab = begin();
    tab.wait(1_000);
    find(&mut tab, "#sign");
    tab.load_page();
    tab.feed(arrived("/", "Pay"));
    tab.feed(Input::Flows(flows(FLOWS)));
    assert_eq!(shown(&find(&mut tab, "#sign")), Some("sign"));
    tab.feed(Input::TargetClicked);
    assert_eq!(shown(&find(&mut tab, "#pay")), Some("pay"));
    assert_eq!(ends(&tab.feed(Input::Next)), [(3, Outcome::Completed)]);
}

#[test]
fn one_that_leads_nowhere_is_named_when_the_flows_are_read() {
    let mut tab = Tab::new(config());
    let out =
        tab.feed(Input::Flows(flows(&FLOWS.replace("\"detour\": \"sign-in\"", "\"detour\": \"sing-in\""))));
    let problem = out.iter().find_map(|command| match command {
        Command::Emit(Event::Problem { message, .. }) => Some(message.as_str()),
        _ => None,
    });
    assert_eq!(
        problem.unwrap(),
        "flow \"pay\", step \"pay\": wait.then.detour: there is no flow \"sing-in\", did you mean \"sign-in\"?; known are: pay, sign-in"
    );
}

#[test]
fn what_comes_true_on_the_way_is_seen_when_it_is_over() {
    let flows_json = FLOWS.replace(
        r##""target": "#pay", "title": "Pay","##,
        r##""target": "#pay", "title": "Pay", "done": { "context": { "paid": true } },"##,
    );
    let mut tab = Tab::new(config());
    tab.feed(arrived("/", "Pay"));
    tab.feed(Input::Flows(flows(&flows_json)));
    tab.feed(Input::Guide { flow: "pay".into(), run: 3 });
    tab.wait(1_000);
    find(&mut tab, "#sign");
    tab.feed(Input::Context { key: "paid".into(), value: true_value(), text: "true".into() });
    assert_eq!(ends(&tab.feed(Input::TargetClicked)), [(3, Outcome::Completed)]);
}

fn true_value() -> alongside_protocol::flow::Value {
    alongside_protocol::flow::Value::Bool(true)
}
