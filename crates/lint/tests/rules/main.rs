//! Each rule, with what breaks it and what does not.

mod names;
mod reading;
mod targets;
mod texts;
mod ways;

use alongside_lint::{Finding, Options, lint};
use serde_json::{Value, json};

fn found(documents: &[Value]) -> Vec<Finding> {
    let name = |at| if at == 0 { "flows.json".to_owned() } else { format!("flows-{at}.json") };
    let files: Vec<_> =
        documents.iter().enumerate().map(|(at, one)| (name(at), format!("{one:#}"))).collect();
    lint(&files, &Options::default())
}

/// What is found, as `rule path`.
fn rules(document: Value) -> Vec<String> {
    short(&found(&[document]))
}

fn short(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.name(), finding.path)).collect()
}

/// A step at an element of its own.
fn step(name: &str) -> Value {
    json!({ "target": { "role": "button", "name": name }, "title": name })
}

fn leads(from: &[&str], to: &str) -> Value {
    json!({ "from": from, "to": to, "steps": [step(&format!("{from:?} {to}"))] })
}

/// A shop: a shelf, a basket, an order, and what else is given.
fn shop(places: &[Value], moves: &[Value]) -> Value {
    let mut all_places = vec![
        json!({ "id": "shelf", "path": "/", "entry": true }),
        json!({ "id": "basket", "path": "/basket" }),
        json!({ "id": "ordered", "path": "/thanks" }),
    ];
    all_places.extend_from_slice(places);
    let mut all_moves = vec![leads(&["shelf"], "basket"), leads(&["basket"], "ordered")];
    all_moves.extend_from_slice(moves);
    json!({
        "version": 3,
        "flows": [{ "id": "buy", "goal": "ordered" }],
        "places": all_places,
        "moves": all_moves,
    })
}

/// A place that is on no way.
fn help() -> Value {
    json!({ "id": "help", "path": "/help" })
}

fn flow(steps: Value) -> Value {
    json!({ "version": 3, "flows": [{ "id": "buy", "steps": steps }] })
}

/// The options of a site whose code leads to these places.
fn goals(places: &[&str]) -> Options {
    Options { goals: places.iter().map(|&place| place.to_owned()).collect(), ..Options::default() }
}
