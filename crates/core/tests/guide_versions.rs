//! A flow that is published anew while a customer is in the middle of it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Event, Input},
    guide::{Outcome, StepNotice},
};
use common::{
    customer::{Customer, ended, outcomes, shows},
    flows,
};

const BEFORE: &str = r##"{ "version": 3, "flows": [ { "id": "pay", "steps": [
    { "id": "amount", "place": "/pay", "target": "#amount", "title": "Amount" },
    { "id": "card", "place": "/pay/card", "target": "#card", "title": "Card" },
    { "id": "send", "place": "/pay/card", "target": "#send", "title": "Send", "done": { "place": "/thanks" } } ] } ] }"##;

/// In the middle of the old version at "send", the next page of the tab having the new one.
fn goes_on_with(new: &str, path: &str, seen: &[&'static str]) -> (Customer, Vec<Command>) {
    let mut customer = Customer::at(BEFORE, "/pay", &["#amount", "#card", "#send"]);
    customer.guide("pay");
    shows(&customer.feed(Input::Next), "card");
    customer.goes("/pay/card", &["#card", "#send"]);
    shows(&customer.feed(Input::Next), "send");
    customer.tab.load_page();
    customer.goes(path, seen);
    let out = customer.feed(Input::Flows(flows(new)));
    (customer, out)
}

#[test]
fn by_its_id_a_step_is_found_wherever_it_stands_now() {
    let new = BEFORE.replace(
        r##"{ "id": "amount","##,
        r##"{ "id": "hello", "place": "/", "target": "#hello", "title": "Hello" }, { "id": "amount","##,
    );
    let (_, out) = goes_on_with(&new, "/pay/card", &["#card", "#send"]);
    let view = shows(&out, "send");
    assert_eq!((view.number, view.of), (4, 4));
}

#[test]
fn a_step_that_is_gone_is_gone_on_from_by_place() {
    let new = BEFORE
        .replace("\"id\": \"card\"", "\"id\": \"new-card\"")
        .replace("\"id\": \"send\"", "\"id\": \"confirm\"");
    let (_, out) = goes_on_with(&new, "/pay/card", &["#card", "#send"]);
    assert_eq!(outcomes(&out).len(), 1, "what is behind is not asked for again");
    shows(&out, "new-card");
}

#[test]
fn a_step_that_is_on_another_page_now_leads_there() {
    let new = BEFORE.replace("\"place\": \"/pay/card\"", "\"place\": \"/checkout\"");
    let (_, out) = goes_on_with(&new, "/pay/card", &["#card", "#send"]);
    let view = shows(&out, "send");
    assert_eq!(view.notice, Some(StepNotice::Elsewhere { path: Some("/checkout".into()) }));
}

#[test]
fn what_is_done_by_the_new_version_is_done() {
    let new = BEFORE.replace("\"done\": { \"place\": \"/thanks\" }", "\"done\": { \"present\": \"#sent\" }");
    let (_, out) = goes_on_with(&new, "/pay/card", &["#card", "#send", "#sent"]);
    assert_eq!(ended(&out, "pay"), Some(&Outcome::Completed));
}

#[test]
fn steps_that_became_a_goal_lead_on_from_where_the_customer_is() {
    let new = r##"{ "version": 3, "flows": [ { "id": "pay", "goal": "paid" } ],
        "places": [
            { "id": "form", "path": "/pay", "entry": true }, { "id": "card", "path": "/pay/card" },
            { "id": "paid", "path": "/thanks" } ],
        "moves": [
            { "from": ["form"], "to": "card", "steps": [ { "id": "amount", "target": "#amount", "title": "Amount" } ] },
            { "from": ["card"], "to": "paid", "steps": [
                { "id": "card", "target": "#card", "title": "Card" }, { "id": "send", "target": "#send", "title": "Send" } ] } ] }"##;
    let (_, out) = goes_on_with(new, "/pay/card", &["#card", "#send"]);
    shows(&out, "send");
    assert!(!format!("{out:?}").contains("NewRoute"));
}

#[test]
fn a_flow_that_is_gone_is_over_and_nothing_is_wrong() {
    let (mut customer, out) = goes_on_with(r#"{ "version": 3, "flows": [] }"#, "/pay/card", &["#card"]);
    let told = |out: &[Command]| {
        out.iter()
            .any(|command| matches!(command, Command::ShowStep { .. } | Command::Emit(Event::Problem { .. })))
    };
    assert!(!told(&out));
    assert!(customer.tab.engine.position().is_none());
    assert!(!told(&customer.goes("/thanks", &[])));
}

#[test]
fn a_customer_whose_flow_is_gone_is_no_longer_in_one() {
    let new = r##"{ "version": 3,
        "flows": [ { "id": "help", "steps": [ { "id": "ask", "target": "#ask", "title": "Ask" } ] } ],
        "offers": [ { "id": "news", "announcement": { "title": "New" } } ] }"##;
    let (mut customer, mut out) = goes_on_with(new, "/pay/card", &["#card", "#send"]);
    out.extend(customer.wait(1_000));
    let offered = |out: &[Command]| {
        out.iter().any(|command| matches!(command, Command::ShowOffers(view) if view.announcement.is_some()))
    };
    assert!(offered(&out), "{out:?}");
    // Other documents may have it.
    shows(&customer.feed(Input::Flows(flows(BEFORE))), "send");
}

#[test]
fn a_flow_whose_detour_is_gone_is_gone_on_with() {
    let pay = r##"{ "id": "pay", "steps": [ { "id": "pay", "target": "#pay", "title": "Pay",
        "wait": { "for": 1000, "then": { "detour": "sign-in" } } } ] }"##;
    let sign =
        r##"{ "id": "sign-in", "steps": [ { "id": "sign", "target": "#sign", "title": "Sign in" } ] }"##;
    let mut customer =
        Customer::at(&format!(r#"{{ "version": 3, "flows": [{pay}, {sign}] }}"#), "/", &["#sign"]);
    customer.guide("pay");
    shows(&customer.wait(1_000), "sign");
    customer.tab.load_page();
    customer.goes("/", &["#pay"]);
    let without = pay.replace(r#"{ "detour": "sign-in" }"#, r#""stop""#);
    let out = customer.feed(Input::Flows(flows(&format!(r#"{{ "version": 3, "flows": [{without}] }}"#))));
    shows(&out, "pay");
}
