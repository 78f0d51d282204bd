//! What goes wrong on the way, and the flow that leads over it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Event, Input},
    guide::Outcome,
    observe::signals::{Happening, RefusedField},
    privacy::{Label, Level},
};
use alongside_protocol::{flow::Value, message::SignalCause};
use common::{
    Tab, config,
    customer::{Customer, ended, shows},
    flows,
};

const FLOWS: &str = r##"{ "version": 3,
  "flows": [
    { "id": "pay", "steps": [
      { "id": "card", "place": "/pay", "target": "#card", "title": "Card", "done": "click" },
      { "id": "send", "place": "/pay", "target": "#send", "title": "Send", "done": { "place": "/thanks" } } ] },
    { "id": "look", "steps": [ { "id": "look", "target": "#look", "title": "Look" } ] },
    { "id": "sign-in", "steps": [
      { "id": "password", "target": "#password", "title": "Sign in", "done": { "not": { "place": "/login" } } } ] },
    { "id": "declined", "steps": [
      { "id": "other-card", "target": "#card", "title": "Another card", "done": { "context": { "card": "new" } } } ] },
    { "id": "help", "steps": [ { "id": "call", "target": "#call", "title": "Call us" } ] }
  ],
  "detours": [
    { "when": { "place": "/login" }, "flow": "sign-in" },
    { "when": { "all": [{ "context": { "card": "declined" } }, { "present": "#alert" }] }, "flow": "declined" },
    { "when": { "signal": "validation-error" }, "flow": "help", "for": ["pay"] },
    { "when": { "event": "sold-out" }, "flow": "help", "for": ["pay"] }
  ] }"##;

fn told(card: &str) -> Input {
    Input::Context { key: "card".into(), value: Value::Text(card.into()), text: card.into() }
}

fn refused() -> Input {
    let label = Label::new(Level::Show, "Card number");
    Input::Happened(Happening::FieldRefused(RefusedField {
        field: 1,
        label,
        cause: SignalCause::BrowserCheck,
    }))
}

/// At the second step of two.
fn sends() -> Customer {
    let mut customer = Customer::at(FLOWS, "/pay", &["#card", "#send"]);
    shows(&customer.guide("pay"), "card");
    shows(&customer.feed(Input::TargetClicked), "send");
    customer
}

#[test]
fn a_session_that_has_expired_is_a_place_and_the_flow_goes_on_where_it_was() {
    let mut customer = sends();
    shows(&customer.goes("/login", &["#password"]), "password");
    let out = customer.goes("/pay", &["#card", "#send"]);
    assert_eq!(ended(&out, "sign-in"), Some(&Outcome::Completed));
    shows(&out, "send");
    // It can happen again.
    shows(&customer.goes("/login", &["#password"]), "password");
}

#[test]
fn a_page_load_to_the_log_in_is_one_too_and_it_leads_back_over_another() {
    let mut customer = sends();
    customer.tab.load_page();
    customer.goes("/login", &["#password"]);
    shows(&customer.feed(Input::Flows(flows(FLOWS))), "password");
    customer.tab.load_page();
    customer.goes("/pay", &["#card", "#send"]);
    shows(&customer.feed(Input::Flows(flows(FLOWS))), "send");
}

#[test]
fn a_card_is_declined_by_what_the_site_says_and_shows_and_once_each_time() {
    let mut customer = sends();
    customer.feed(told("declined"));
    customer.seen.push("#alert");
    shows(&customer.feed(Input::PageChanged), "other-card");
    let out = customer.feed(told("new"));
    shows(&out, "send");
    // The alert is still there; it is not declined again.
    let out = customer.feed(Input::PageChanged);
    assert!(!format!("{out:?}").contains("other-card"));
    let out = customer.feed(told("declined"));
    shows(&out, "other-card");
}

#[test]
fn a_struggle_and_an_event_of_the_site_are_recognised() {
    for wrong in ["signal", "event"] {
        let mut customer = sends();
        customer.seen.push("#call");
        let out = if wrong == "event" {
            customer.feed(Input::SiteEvent { name: "sold-out".into(), detail: Vec::new() })
        } else {
            // Refused twice.
            customer.feed(refused());
            customer.wait(4_000);
            customer.feed(refused())
        };
        shows(&out, "call");
        let out = customer.feed(Input::Next);
        shows(&out, "send");
    }
}

#[test]
fn only_the_flows_it_is_for_are_left_and_never_for_one_that_runs_already() {
    let mut customer = Customer::at(FLOWS, "/pay", &["#look", "#password"]);
    shows(&customer.guide("look"), "look");
    let out = customer.feed(Input::SiteEvent { name: "sold-out".into(), detail: Vec::new() });
    assert!(!format!("{out:?}").contains("Call us"));
    customer.goes("/login", &["#password"]);
    let out = customer.feed(Input::Guide { flow: "sign-in".into(), run: 2 });
    shows(&out, "password");
    let out = customer.feed(Input::PageChanged);
    assert_eq!(ended(&out, "sign-in"), None);
}

#[test]
fn who_closes_the_detour_closes_the_flow() {
    let mut customer = sends();
    customer.goes("/login", &["#password"]);
    let out = customer.feed(Input::CloseStep);
    assert_eq!(ended(&out, "pay"), Some(&Outcome::Closed));
}

#[test]
fn a_detour_to_nowhere_is_told_when_the_flows_are_read() {
    let wrong = FLOWS.replace("\"flow\": \"declined\"", "\"flow\": \"declind\"");
    let mut tab = Tab::new(config());
    let out = tab.feed(Input::Flows(flows(&wrong)));
    let problem = out.iter().find_map(|command| match command {
        Command::Emit(Event::Problem { message, .. }) => Some(message.clone()),
        _ => None,
    });
    assert!(problem.unwrap().starts_with(
        "detours[1].flow: there is no flow \"declind\", did you mean \"declined\"?; known are: pay"
    ));
}

#[test]
fn a_flow_that_another_tab_has_completed_is_over_during_its_detour_too() {
    let mut customer = sends();
    let mut other = sends();
    shows(&customer.goes("/login", &["#password"]), "password");
    let notes = other.goes("/thanks", &[]).into_iter().filter_map(|command| match command {
        Command::TellTabs(bytes) => Some(bytes),
        _ => None,
    });
    let out: Vec<_> = notes.flat_map(|note| customer.feed(Input::TabTold(note))).collect();
    assert_eq!(ended(&out, "sign-in"), Some(&Outcome::Stopped));
    assert_eq!(ended(&out, "pay"), Some(&Outcome::Completed));
    assert_eq!(customer.tab.engine.position(), None);
}

/// A flow to a goal, whose places on the page of the log-in have to be looked at.
const TO_A_GOAL: &str = r##"{ "version": 3,
  "flows": [
    { "id": "order", "goal": "ordered" },
    { "id": "sign-in", "steps": [
      { "id": "name", "target": "#name", "title": "Name", "done": "click" },
      { "id": "password", "target": "#password", "title": "Sign in", "done": { "not": { "place": "/login" } } } ] }
  ],
  "places": [
    { "id": "basket", "path": "/basket" },
    { "id": "welcome-back", "path": "/login", "holds": { "present": "#welcome" } },
    { "id": "ordered", "path": "/thanks" }
  ],
  "moves": [ { "from": ["basket"], "to": "ordered", "steps": [ { "id": "pay", "target": "#pay", "title": "Pay" } ] } ],
  "detours": [ { "when": { "place": "/login" }, "flow": "sign-in" } ] }"##;

#[test]
fn a_detour_of_a_flow_to_a_goal_goes_on_over_page_loads() {
    let mut customer = Customer::at(TO_A_GOAL, "/basket", &["#pay"]);
    shows(&customer.guide("order"), "pay");
    shows(&customer.goes("/login", &["#name", "#password"]), "name");
    shows(&customer.feed(Input::TargetClicked), "password");
    customer.tab.load_page();
    customer.goes("/login", &["#name", "#password"]);
    let out = customer.feed(Input::Flows(flows(TO_A_GOAL)));
    assert!(ended(&out, "order").is_none() && ended(&out, "sign-in").is_none(), "{out:?}");
    customer.wait(2_000);
    assert_eq!(customer.tab.engine.position().unwrap().step, "password");
    shows(&customer.goes("/basket", &["#pay"]), "pay");
}

#[test]
fn so_is_one_of_a_move_and_one_that_no_flow_makes_and_a_place_is_no_nowhere() {
    let document = r##"{ "version": 3,
        "flows": [ { "id": "sign-in", "steps": [ { "target": "#sign", "title": "Sign in" } ] }, { "id": "buy", "goal": "paid" } ],
        "places": [ { "id": "shelf", "path": "/", "entry": true }, { "id": "paid", "path": "/paid" } ],
        "moves": [ { "from": ["shelf"], "to": "paid", "steps": [ { "id": "pay", "target": "#pay", "title": "Pay",
            "wait": { "then": { "detour": "sing-in" } } } ] } ],
        "detours": [ { "when": { "event": "lost" }, "flow": "go:shelf", "for": ["buy", "by"] } ],
        "offers": [ { "id": "back", "announcement": { "title": "Back", "flow": "go:shelf" } } ] }"##;
    let out = Tab::new(config()).feed(Input::Flows(flows(document)));
    let problems: Vec<&str> = out
        .iter()
        .filter_map(|command| match command {
            Command::Emit(Event::Problem { message, .. }) => Some(message.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        problems,
        [
            "detours[0].for[1]: there is no flow \"by\", did you mean \"buy\"?; known are: sign-in, buy",
            "move of step \"pay\": wait.then.detour: there is no flow \"sing-in\", did you mean \"sign-in\"?; \
             known are: sign-in, buy",
        ]
    );
}
