//! Flows that lead to a place, from wherever the customer is.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Event, Input},
    guide::{Outcome, StepNotice, StepView, target::Candidate},
};
use alongside_protocol::{flow::Value, message::StepOutcome};
use common::{Tab, config, flows};

/// A shop: from the shelf by a product, or with a known number straight, to the basket.
const FLOWS: &str = r##"{ "version": 3,
  "flows": [
    { "id": "order", "title": "Order", "goal": "ordered" },
    { "id": "sign-in", "goal": "signed-in" },
    { "id": "look", "steps": [
      { "id": "see", "target": "#never", "title": "See", "wait": { "for": 100, "then": { "detour": "order" } } } ] }
  ],
  "places": [
    { "id": "home", "path": "/", "entry": true },
    { "id": "shelf", "path": "/shelf" },
    { "id": "product", "path": "/shelf/*" },
    { "id": "empty", "path": "/basket", "holds": { "present": "#nothing" } },
    { "id": "basket", "path": "/basket" },
    { "id": "ordered", "path": "/thanks" },
    { "id": "signed-in", "path": "/me" }
  ],
  "moves": [
    { "from": ["home", "empty"], "to": "shelf", "steps": [ { "id": "open-shelf", "target": "#shelf", "title": "Shelf", "safe": true } ] },
    { "from": ["shelf"], "to": "product", "steps": [ { "id": "choose", "target": "#tent", "title": "Choose" } ] },
    { "from": ["shelf"], "to": "basket", "when": { "club": true }, "steps": [ { "id": "again", "target": "#again", "title": "Again" } ] },
    { "from": ["product"], "to": "basket", "steps": [
      { "id": "size", "target": "#size", "title": "Size" },
      { "id": "add", "target": "#add", "title": "Add", "done": "click" } ] },
    { "from": ["basket"], "to": "ordered", "steps": [ { "id": "pay", "target": "#pay", "title": "Pay" } ] }
  ] }"##;

/// The page as the tests have it: what can be seen, by selector, and what of it is harmless.
struct Customer {
    tab: Tab,
    seen: Vec<&'static str>,
    harmless: bool,
}

impl Customer {
    fn at(path: &str, seen: &[&'static str]) -> Self {
        let mut customer = Self { tab: Tab::new(config()), seen: seen.to_vec(), harmless: true };
        customer.goes(path, seen);
        customer.feed(Input::Flows(flows(FLOWS)));
        customer
    }

    /// Feeds an input, and answers all that is looked for on the page.
    fn feed(&mut self, input: Input) -> Vec<Command> {
        let mut out = self.tab.feed(input);
        self.answer(&mut out);
        out
    }

    fn answer(&mut self, out: &mut Vec<Command>) {
        let mut next = 0;
        while let Some(command) = out.get(next) {
            next += 1;
            let Command::Locate { token, target, .. } = command else { continue };
            let token = *token;
            let visible = self.seen.iter().any(|seen| target.css.as_deref() == Some(seen));
            let found =
                Candidate { visible: true, enabled: true, harmless: self.harmless, ..Candidate::default() };
            let candidates = if visible { vec![found] } else { Vec::new() };
            out.extend(self.tab.feed(Input::Located { token, candidates }));
        }
    }

    fn goes(&mut self, path: &str, seen: &[&'static str]) -> Vec<Command> {
        self.seen = seen.to_vec();
        self.feed(Input::Arrived { path: path.into(), fragment: String::new(), heading: String::new() })
    }

    fn guide(&mut self, flow: &str) -> Vec<Command> {
        self.feed(Input::Guide { flow: flow.into(), run: 1 })
    }

    fn wait(&mut self, time: u64) -> Vec<Command> {
        let mut out = self.tab.wait(time);
        self.answer(&mut out);
        out
    }
}

fn step(out: &[Command]) -> Option<StepView> {
    out.iter().rev().find_map(|command| match command {
        Command::ShowStep { view, .. } => Some((**view).clone()),
        _ => None,
    })
}

fn shows(out: &[Command], id: &str) -> StepView {
    let view = step(out).unwrap();
    assert_eq!(view.step, id);
    view
}

fn ended(out: &[Command]) -> Option<&Outcome> {
    out.iter().find_map(|command| match command {
        Command::Emit(Event::Flow { flow, outcome }) if flow == "order" => Some(outcome),
        _ => None,
    })
}

fn rerouted(out: &[Command]) -> bool {
    out.iter().any(|command| matches!(command, Command::Emit(Event::Route { .. })))
}

fn outcomes(out: &[Command]) -> Vec<(&str, StepOutcome)> {
    out.iter()
        .filter_map(|command| match command {
            Command::Emit(Event::Step { step, outcome: Some(outcome), .. }) => {
                Some((step.as_str(), *outcome))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn the_way_begins_where_the_customer_is_and_ends_at_the_goal() {
    let mut customer = Customer::at("/shelf", &["#tent"]);
    let view = shows(&customer.guide("order"), "choose");
    assert_eq!((view.number, view.of), (1, 4));
    let out = customer.goes("/shelf/tent", &["#size", "#add"]);
    assert_eq!(outcomes(&out), [("choose", StepOutcome::Done)]);
    let view = shows(&out, "size");
    assert_eq!((view.number, view.of, view.notice), (2, 4, None));
    assert!(!view.back, "not over a place");
    shows(&customer.feed(Input::Next), "add");
    // Clicked alone is not there.
    assert_eq!(outcomes(&customer.feed(Input::TargetClicked)), []);
    let out = customer.goes("/basket", &["#pay"]);
    assert_eq!(outcomes(&out), [("add", StepOutcome::Done)]);
    let view = shows(&out, "pay");
    assert_eq!((view.number, view.of, view.next), (4, 4, None));
    let out = customer.goes("/thanks", &[]);
    assert_eq!(outcomes(&out), [("pay", StepOutcome::Done)]);
    assert_eq!(ended(&out), Some(&Outcome::Completed));
}

#[test]
fn who_is_there_already_has_nothing_to_do() {
    let mut customer = Customer::at("/thanks", &[]);
    assert_eq!(ended(&customer.guide("order")), Some(&Outcome::Completed));
}

#[test]
fn who_is_further_on_begins_there() {
    let mut customer = Customer::at("/basket", &["#pay"]);
    let view = shows(&customer.guide("order"), "pay");
    assert_eq!((view.number, view.of), (1, 1));
}

#[test]
fn who_wanders_gets_a_new_way_and_is_told() {
    let mut customer = Customer::at("/basket", &["#pay"]);
    customer.guide("order");
    let out = customer.goes("/shelf", &["#tent"]);
    assert!(rerouted(&out));
    let view = shows(&out, "choose");
    assert_eq!((view.number, view.of, view.notice), (1, 4, Some(StepNotice::NewRoute)));
    let view = shows(&customer.goes("/shelf/tent", &["#size"]), "size");
    assert_eq!(view.notice, None, "once");
}

#[test]
fn who_skips_a_part_of_the_way_is_taken_on_from_there() {
    let mut customer = Customer::at("/shelf", &["#tent"]);
    customer.guide("order");
    let out = customer.goes("/basket", &["#pay"]);
    assert!(!rerouted(&out), "it is the same way");
    let passed =
        [("choose", StepOutcome::Skipped), ("size", StepOutcome::Skipped), ("add", StepOutcome::Skipped)];
    assert_eq!(outcomes(&out), passed);
    shows(&out, "pay");
}

#[test]
fn places_that_share_a_page_are_told_apart_by_what_holds() {
    let mut customer = Customer::at("/basket", &["#nothing", "#shelf"]);
    shows(&customer.guide("order"), "open-shelf");
    // Something comes into it while the page stays.
    customer.seen = vec!["#pay"];
    let out = customer.feed(Input::PageChanged);
    assert!(!rerouted(&out));
    shows(&out, "pay");
}

#[test]
fn a_move_that_the_site_bars_is_not_on_the_way() {
    let mut customer = Customer::at("/shelf", &["#tent", "#again"]);
    let told = |club| Input::Context { key: "club".into(), value: Value::Bool(club), text: String::new() };
    customer.feed(told(true));
    shows(&customer.guide("order"), "again");
    let out = customer.feed(told(false));
    assert!(rerouted(&out));
    shows(&out, "choose");
    // One that it opens, and that is shorter, is.
    let out = customer.feed(told(true));
    assert!(!rerouted(&out), "nobody minds");
    shows(&out, "again");
}

#[test]
fn from_a_page_that_is_no_place_the_entry_is_opened_once() {
    let mut customer = Customer::at("/about", &[]);
    let out = customer.guide("order");
    assert!(out.contains(&Command::GoTo { path: "/".into() }), "the customer has asked for it");
    let mut customer = Customer::at("/basket", &["#pay"]);
    customer.guide("order");
    let out = customer.goes("/about", &[]);
    assert!(!out.iter().any(|command| matches!(command, Command::GoTo { .. })), "a wanderer is asked");
    let view = shows(&out, "open-shelf");
    assert_eq!(view.notice, Some(StepNotice::Elsewhere { path: Some("/".into()) }));
}

#[test]
fn without_a_way_the_flow_fails_and_says_why() {
    let mut customer = Customer::at("/shelf", &[]);
    let out = customer.guide("sign-in");
    let failed = out.iter().find_map(|command| match command {
        Command::FlowEnded { outcome: Outcome::Failed { because }, .. } => Some(because.clone()),
        _ => None,
    });
    assert_eq!(failed.unwrap(), "flow \"sign-in\": no way leads from \"/shelf\" to the place \"signed-in\"");
}

#[test]
fn a_page_load_on_the_way_goes_on_from_where_the_customer_is() {
    let mut customer = Customer::at("/shelf", &["#tent"]);
    customer.guide("order");
    customer.tab.load_page();
    customer.goes("/shelf/tent", &["#size"]);
    let out = customer.feed(Input::Flows(flows(FLOWS)));
    assert!(!rerouted(&out));
    let view = shows(&out, "size");
    assert_eq!((view.number, view.of, view.notice), (2, 4, None));
    // And back, by a page load.
    customer.tab.load_page();
    customer.goes("/shelf", &["#tent"]);
    let out = customer.feed(Input::Flows(flows(FLOWS)));
    assert!(rerouted(&out));
    assert_eq!(shows(&out, "choose").notice, Some(StepNotice::NewRoute));
}

#[test]
fn going_to_a_place_does_what_is_safe_and_leaves_the_rest_to_the_customer() {
    let mut customer = Customer::at("/", &["#shelf"]);
    let out = customer.guide("go:product");
    assert!(out.iter().any(|command| matches!(command, Command::Act { .. })));
    shows(&out, "open-shelf");
    let out = customer.goes("/shelf", &["#tent"]);
    assert!(!out.iter().any(|command| matches!(command, Command::Act { .. })), "it is not marked as safe");
    assert!(!shows(&out, "choose").safe);
}

#[test]
fn in_a_flow_what_is_safe_is_offered_and_done_when_wanted() {
    let mut customer = Customer::at("/", &["#shelf"]);
    let out = customer.guide("order");
    assert!(!out.iter().any(|command| matches!(command, Command::Act { .. })));
    assert!(shows(&out, "open-shelf").safe);
    let out = customer.feed(Input::DoStep);
    assert!(out.iter().any(|command| matches!(command, Command::Act { .. })));
}

#[test]
fn what_may_do_more_is_never_done_whatever_the_team_says() {
    let mut customer = Customer::at("/", &["#shelf"]);
    customer.harmless = false;
    let out = customer.guide("go:shelf");
    assert!(!out.iter().any(|command| matches!(command, Command::Act { .. })));
    assert!(!shows(&out, "open-shelf").safe);
    let problem = out.iter().any(
        |command| matches!(command, Command::Emit(Event::Problem { message, .. }) if message.contains("safe: expected")),
    );
    assert!(problem);
}

#[test]
fn a_goal_can_be_a_detour_and_leads_back() {
    let mut customer = Customer::at("/basket", &["#pay"]);
    customer.guide("look");
    let out = customer.wait(200);
    shows(&out, "pay");
    let out = customer.goes("/thanks", &["#never"]);
    shows(&out, "see");
}

#[test]
fn a_place_that_is_not_there_is_told_when_the_flows_are_read() {
    let mut tab = Tab::new(config());
    let wrong = FLOWS.replace("\"to\": \"basket\", \"when\"", "\"to\": \"baskte\", \"when\"");
    let out = tab.feed(Input::Flows(flows(&wrong)));
    let told = out.iter().find_map(|command| match command {
        Command::Emit(Event::Problem { message, .. }) => Some(message.clone()),
        _ => None,
    });
    let expected = "move of step \"again\": to: there is no place \"baskte\", did you mean \"basket\"?";
    assert_eq!(told.unwrap(), expected);
}
