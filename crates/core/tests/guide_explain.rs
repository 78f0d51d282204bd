//! For every flow and step that is not shown there is a sentence that says why.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::engine::{Command, Input};
use common::{Tab, arrived, config, flows, seen};

const FLOWS: &str = r##"{ "version": 1, "flows": [
    { "id": "open", "steps": [
        { "id": "begin", "target": { "role": "link", "name": "Begin" }, "title": "Begin" },
        { "id": "name", "place": "/open/details.html", "target": "#name", "title": "Name" },
        { "id": "last", "target": "#last", "title": "Last" } ] },
    { "id": "pay", "steps": [ { "target": "#pay", "title": "Pay" } ] } ] }"##;

fn sentences(tab: &Tab) -> Vec<String> {
    let told = tab.engine.explain().into_iter();
    told.map(|one| {
        format!(
            "{}/{} {}: {}",
            one.flow,
            one.step,
            if one.shown { "shown" } else { "not shown" },
            one.because
        )
    })
    .collect()
}

fn locate(tab: &mut Tab, input: Input, candidates: Vec<alongside_core::guide::target::Candidate>) {
    let out = tab.feed(input);
    let token = out.iter().rev().find_map(|command| match command {
        Command::Locate { token, .. } => Some(*token),
        _ => None,
    });
    tab.feed(Input::Located { token: token.unwrap(), candidates });
}

#[test]
fn each_says_what_stops_it() {
    let mut tab = Tab::new(config());
    tab.feed(arrived("/open/", "Open an account"));
    tab.feed(Input::Flows(flows(FLOWS)));
    assert_eq!(
        sentences(&tab),
        [
            "open/ not shown: nobody has started it: call guide(), or choose it in the launcher",
            "open/begin not shown: its flow is not running: nobody has started it: call guide(), or choose it in the launcher",
            "open/name not shown: its flow is not running: nobody has started it: call guide(), or choose it in the launcher",
            "open/last not shown: its flow is not running: nobody has started it: call guide(), or choose it in the launcher",
            "pay/ not shown: nobody has started it: call guide(), or choose it in the launcher",
            "pay/step-1 not shown: its flow is not running: nobody has started it: call guide(), or choose it in the launcher",
        ]
    );
    locate(&mut tab, Input::Guide { flow: "open".into(), run: 1 }, Vec::new());
    assert_eq!(
        sentences(&tab),
        [
            "pay/ not shown: flow \"open\" is running",
            "pay/step-1 not shown: its flow is not running: flow \"open\" is running",
            "open/begin not shown: flow \"open\", step \"begin\": target role \"link\", name \"Begin\": no element on this page fits",
            "open/name not shown: step \"begin\" comes first",
            "open/last not shown: step \"begin\" comes first",
        ]
    );
    locate(&mut tab, Input::PageChanged, vec![seen("link", "Begin"), seen("link", "Begin")]);
    assert!(sentences(&tab)[2].ends_with("2 visible elements fit, and pointing at one would be a guess"));
    locate(&mut tab, Input::PageChanged, vec![seen("link", "Begin")]);
    assert_eq!(sentences(&tab)[2], "open/begin shown: it is the current step and its target was found");
    tab.feed(Input::Next);
    assert_eq!(
        sentences(&tab),
        [
            "pay/ not shown: flow \"open\" is running",
            "pay/step-1 not shown: its flow is not running: flow \"open\" is running",
            "open/begin not shown: it is done",
            "open/name not shown: its place is \"/open/details.html\" and the page is \"/open/\"",
            "open/last not shown: step \"name\" comes first",
        ]
    );
}

#[test]
fn an_unknown_flow_fails_and_names_those_there_are() {
    let mut tab = Tab::new(config());
    tab.feed(Input::Flows(flows(FLOWS)));
    let out = tab.feed(Input::Guide { flow: "opne".into(), run: 9 });
    let ended = out.iter().find_map(|command| match command {
        Command::FlowEnded { run, outcome } => Some(format!("{run}: {outcome:?}")),
        _ => None,
    });
    assert_eq!(
        ended.unwrap(),
        "9: Failed { because: \"there is no flow \\\"opne\\\", did you mean \\\"open\\\"?; known are: open, pay\" }"
    );
}
