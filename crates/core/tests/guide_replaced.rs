//! A flow that takes another's place: each step and end is told of its own flow,
//! and the old one is over before the new one starts.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Event, Input},
    guide::Outcome,
};
use alongside_protocol::message::{FactKind, FromCustomer};
use common::{Tab, arrived, config, flows, sent};

const FLOWS: &str = r##"{ "version": 1, "flows": [
    { "id": "old", "steps": [ { "id": "a", "target": "#a", "title": "A" } ] },
    { "id": "new", "steps": [
        { "id": "b", "target": "#b", "title": "B", "done": { "place": "/home" } },
        { "id": "c", "target": "#c", "title": "C" } ] },
    { "id": "over", "steps": [ { "id": "d", "target": "#d", "title": "D", "done": { "place": "/home" } } ] } ] }"##;

fn replace(by: &str) -> Vec<Command> {
    let mut tab = Tab::online(config());
    tab.feed(arrived("/home", "Home"));
    tab.feed(Input::Flows(flows(FLOWS)));
    tab.feed(Input::Guide { flow: "old".into(), run: 1 });
    tab.feed(Input::Guide { flow: by.into(), run: 2 })
}

fn facts(out: &[Command]) -> Vec<String> {
    sent(out)
        .into_iter()
        .flat_map(|message| match message {
            FromCustomer::Facts(facts) => facts,
            _ => Vec::new(),
        })
        .map(|fact| match fact.kind {
            FactKind::FlowStarted { flow } => format!("{flow} started"),
            FactKind::FlowEnded { flow, how } => format!("{flow} {how:?}"),
            FactKind::Step { flow, step, what, .. } => format!("{flow}/{step} {what:?}"),
            other => format!("{other:?}"),
        })
        .collect()
}

fn ends(out: &[Command]) -> Vec<(u32, Outcome)> {
    out.iter()
        .filter_map(|command| match command {
            Command::FlowEnded { run, outcome } => Some((*run, outcome.clone())),
            _ => None,
        })
        .collect()
}

#[test]
fn the_steps_of_the_new_flow_are_its_own() {
    let out = replace("new");
    assert_eq!(ends(&out), [(1, Outcome::Stopped)]);
    assert_eq!(facts(&out), ["old Stopped", "new started", "new/b Ended(Skipped)"]);
}

#[test]
fn a_new_flow_that_is_over_at_once_ends_under_its_own_name() {
    let out = replace("over");
    assert_eq!(ends(&out), [(1, Outcome::Stopped), (2, Outcome::Completed)]);
    assert_eq!(facts(&out), ["old Stopped", "over started", "over/d Ended(Skipped)", "over Completed"]);
    let told: Vec<&str> = out
        .iter()
        .filter_map(|command| match command {
            Command::Emit(Event::Flow { flow, .. }) => Some(flow.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["old", "over"]);
}
