//! Flows that lead to a place, from wherever the customer is.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Event, Input},
    guide::{Outcome, StepNotice},
};
use alongside_protocol::{flow::Value, message::StepOutcome};
use common::{
    Tab, config,
    customer::{Customer, ended, outcomes, rerouted, shows},
    flows,
};

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
    { "from": ["signed-in"], "to": "basket", "when": { "guest": true }, "steps": [ { "id": "back", "target": "#back", "title": "Back" } ] },
    { "from": ["basket"], "to": "ordered", "steps": [ { "id": "pay", "target": "#pay", "title": "Pay" } ] }
  ] }"##;

#[test]
fn the_way_begins_where_the_customer_is_and_ends_at_the_goal() {
    let mut customer = Customer::at(FLOWS, "/shelf", &["#tent"]);
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
    assert_eq!(ended(&out, "order"), Some(&Outcome::Completed));
}

#[test]
fn who_is_there_already_has_nothing_to_do() {
    let mut customer = Customer::at(FLOWS, "/thanks", &[]);
    assert_eq!(ended(&customer.guide("order"), "order"), Some(&Outcome::Completed));
}

#[test]
fn who_has_come_to_the_end_and_chooses_the_flow_again_begins_anew() {
    let mut customer = Customer::at(FLOWS, "/thanks", &[]);
    let out = customer.feed(Input::Guide { flow: "order".into(), run: 0 });
    assert_eq!(ended(&out, "order"), None);
    assert!(out.iter().any(|command| matches!(command, Command::GoTo { path } if path == "/")), "{out:?}");
    // What the site tells before they have left changes nothing.
    let told = Input::Context { key: "club".into(), value: Value::Bool(true), text: String::new() };
    assert_eq!(ended(&customer.feed(told), "order"), None);
    assert_eq!(shows(&customer.goes("/", &["#shelf"]), "open-shelf").number, 1);
}

#[test]
fn who_is_further_on_begins_there() {
    let mut customer = Customer::at(FLOWS, "/basket", &["#pay"]);
    let view = shows(&customer.guide("order"), "pay");
    assert_eq!((view.number, view.of), (1, 1));
}

#[test]
fn who_wanders_gets_a_new_way_and_is_told() {
    let mut customer = Customer::at(FLOWS, "/basket", &["#pay"]);
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
    let mut customer = Customer::at(FLOWS, "/shelf", &["#tent"]);
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
    let mut customer = Customer::at(FLOWS, "/basket", &["#nothing", "#shelf"]);
    shows(&customer.guide("order"), "open-shelf");
    // Something comes into it while the page stays.
    customer.seen = vec!["#pay"];
    let out = customer.feed(Input::PageChanged);
    assert!(!rerouted(&out));
    shows(&out, "pay");
}

#[test]
fn a_move_that_the_site_bars_is_not_on_the_way() {
    let mut customer = Customer::at(FLOWS, "/shelf", &["#tent", "#again"]);
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
    let mut customer = Customer::at(FLOWS, "/about", &[]);
    let out = customer.guide("order");
    assert!(out.contains(&Command::GoTo { path: "/".into() }), "the customer has asked for it");
    let mut customer = Customer::at(FLOWS, "/basket", &["#pay"]);
    customer.guide("order");
    let out = customer.goes("/about", &[]);
    assert!(!out.iter().any(|command| matches!(command, Command::GoTo { .. })), "a wanderer is asked");
    let view = shows(&out, "open-shelf");
    assert_eq!(view.notice, Some(StepNotice::Elsewhere { path: Some("/".into()) }));
}

#[test]
fn without_a_way_the_flow_fails_and_says_why() {
    let mut customer = Customer::at(FLOWS, "/shelf", &[]);
    let out = customer.guide("sign-in");
    let failed = out.iter().find_map(|command| match command {
        Command::FlowEnded { outcome: Outcome::Failed { because }, .. } => Some(because.clone()),
        _ => None,
    });
    assert_eq!(failed.unwrap(), "flow \"sign-in\": no way leads from \"/shelf\" to the place \"signed-in\"");
}

#[test]
fn a_page_load_on_the_way_goes_on_from_where_the_customer_is() {
    let mut customer = Customer::at(FLOWS, "/shelf", &["#tent"]);
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
fn a_way_that_opens_where_there_was_none_is_taken_however_long() {
    let document = FLOWS.replace(", \"entry\": true", "");
    let mut customer = Customer::at(&document, "/basket", &["#pay"]);
    customer.guide("order");
    let out = customer.goes("/me", &["#back"]);
    let notice = shows(&out, "pay").notice;
    assert_eq!(
        notice,
        Some(StepNotice::Elsewhere { path: Some("/basket".into()) }),
        "the way that there was"
    );
    let guest = Input::Context { key: "guest".into(), value: Value::Bool(true), text: String::new() };
    shows(&customer.feed(guest), "back");
}

#[test]
fn a_goal_of_the_site_s_own_making_waits_for_the_places() {
    let mut tab = Tab::new(config());
    tab.feed(Input::Arrived { path: "/shelf".into(), fragment: String::new(), heading: String::new() });
    let goal = common::flow(r#"{ "id": "mine", "goal": "ordered" }"#);
    let out = tab.feed(Input::GuideInline { flow: Box::new(goal), run: 4, at: None });
    assert!(!out.iter().any(|command| matches!(command, Command::FlowEnded { .. })), "{out:?}");
    let out = tab.feed(Input::Flows(flows(FLOWS)));
    assert!(out.iter().any(|command| matches!(command, Command::Locate { .. })), "{out:?}");
}

#[test]
fn another_tab_of_the_same_flow_stays_where_its_customer_is() {
    let mut customer = Customer::at(FLOWS, "/shelf", &["#tent"]);
    customer.guide("order");
    let mut other = Customer::at(FLOWS, "/shelf", &["#tent"]);
    other.guide("order");
    let told = notes(other.goes("/shelf/tent", &["#size"]));
    assert!(!told.is_empty(), "it is a step further");
    for note in told {
        customer.feed(Input::TabTold(note));
    }
    assert_eq!(customer.tab.engine.position().unwrap().step, "choose");
}

/// What a tab tells the others.
fn notes(out: Vec<Command>) -> Vec<Vec<u8>> {
    let note = |command| match command {
        Command::TellTabs(bytes) => Some(bytes),
        _ => None,
    };
    out.into_iter().filter_map(note).collect()
}

#[test]
fn going_to_a_place_does_what_is_safe_and_leaves_the_rest_to_the_customer() {
    let mut customer = Customer::at(FLOWS, "/", &["#shelf"]);
    let out = customer.guide("go:product");
    assert!(out.iter().any(|command| matches!(command, Command::Act { .. })));
    shows(&out, "open-shelf");
    let out = customer.goes("/shelf", &["#tent"]);
    assert!(!out.iter().any(|command| matches!(command, Command::Act { .. })), "it is not marked as safe");
    assert!(!shows(&out, "choose").safe);
}

#[test]
fn in_a_flow_what_is_safe_is_offered_and_done_when_wanted() {
    let mut customer = Customer::at(FLOWS, "/", &["#shelf"]);
    let out = customer.guide("order");
    assert!(!out.iter().any(|command| matches!(command, Command::Act { .. })));
    assert!(shows(&out, "open-shelf").safe);
    let out = customer.feed(Input::DoStep);
    assert!(out.iter().any(|command| matches!(command, Command::Act { .. })));
}

#[test]
fn what_may_do_more_is_never_done_whatever_the_team_says() {
    let mut customer = Customer::at(FLOWS, "/", &["#shelf"]);
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
    let mut customer = Customer::at(FLOWS, "/basket", &["#pay"]);
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

#[test]
fn what_was_done_for_a_customer_once_is_left_to_them_when_they_come_back() {
    let mut customer = Customer::at(FLOWS, "/", &["#shelf"]);
    let acts = |out: &[Command]| out.iter().any(|command| matches!(command, Command::Act { .. }));
    assert!(acts(&customer.guide("go:product")));
    customer.goes("/shelf", &["#tent"]);
    let out = customer.goes("/", &["#shelf"]);
    assert!(shows(&out, "open-shelf").safe && !acts(&out), "they have gone back themselves");
    // Neither does a link that leads back here by a page load.
    customer.tab.load_page();
    customer.goes("/", &["#shelf"]);
    let out = customer.feed(Input::Flows(flows(FLOWS)));
    assert!(shows(&out, "open-shelf").safe && !acts(&out));
}

/// A basket that is known by its rows alone.
const LATE: &str = r##"{ "version": 3,
  "flows": [{ "id": "order", "goal": "ordered" }],
  "places": [
    { "id": "home", "path": "/", "entry": true },
    { "id": "basket", "path": "/basket", "holds": { "present": "#rows" } },
    { "id": "ordered", "path": "/thanks" }
  ],
  "moves": [
    { "from": ["home"], "to": "basket", "steps": [ { "id": "open", "target": "#basket", "title": "Basket" } ] },
    { "from": ["basket"], "to": "ordered", "steps": [ { "id": "pay", "target": "#pay", "title": "Pay" } ] }
  ] }"##;

#[test]
fn what_a_place_is_known_by_is_given_time_to_come() {
    let leaves = |out: &[Command]| out.iter().any(|command| matches!(command, Command::GoTo { .. }));
    let mut customer = Customer::at(LATE, "/basket", &["#pay"]);
    assert!(!leaves(&customer.guide("order")));
    assert!(!leaves(&customer.wait(300)));
    customer.seen = vec!["#rows", "#pay"];
    shows(&customer.feed(Input::PageChanged), "pay");

    // The same where the page changes without a load: it is no new way.
    let mut customer = Customer::at(LATE, "/", &["#basket"]);
    shows(&customer.guide("order"), "open");
    let out = customer.goes("/basket", &["#pay"]);
    assert!(!rerouted(&out) && outcomes(&out).is_empty(), "{out:?}");
    customer.wait(300);
    customer.seen = vec!["#rows", "#pay"];
    let out = customer.feed(Input::PageChanged);
    assert_eq!((outcomes(&out), rerouted(&out)), (vec![("open", StepOutcome::Done)], false));
    shows(&out, "pay");

    // And when it never comes, the customer is taken to where the way begins.
    let mut customer = Customer::at(LATE, "/basket", &["#pay"]);
    customer.guide("order");
    assert!(leaves(&customer.wait(2_000)));
}

#[test]
fn on_a_page_that_no_way_leads_on_from_a_flow_under_way_waits() {
    let document = LATE.replace(", \"entry\": true", "");
    let mut customer = Customer::at(&document, "/", &["#basket"]);
    shows(&customer.guide("order"), "open");
    // A page between two, as a log-in has it.
    customer.tab.load_page();
    customer.goes("/wait", &[]);
    let out = customer.feed(Input::Flows(flows(&document)));
    assert_eq!(ended(&out, "order"), None);
    assert_eq!(ended(&customer.wait(60_000), "order"), None);
    customer.tab.load_page();
    customer.goes("/basket", &["#rows", "#pay"]);
    let view = shows(&customer.feed(Input::Flows(flows(&document))), "pay");
    assert_eq!((view.number, view.of), (2, 2));
    // One that was not under way can't begin there, and says so.
    let mut other = Customer::at(&document, "/wait", &[]);
    assert!(matches!(ended(&other.guide("order"), "order"), Some(Outcome::Failed { .. })));
}

#[test]
fn nobody_is_taken_to_the_page_they_are_on() {
    let document = LATE.replace("\"path\": \"/thanks\"", "\"path\": \"/thanks\", \"entry\": true");
    let mut customer = Customer::at(&document, "/thanks", &[]);
    let out = customer.feed(Input::Guide { flow: "order".into(), run: 0 });
    assert!(out.iter().any(|command| matches!(command, Command::GoTo { path } if path == "/")), "{out:?}");
}

#[test]
fn the_new_way_is_told_on_the_first_step_that_is_shown() {
    let document = FLOWS.replace(
        r##"{ "id": "choose", "target": "#tent", "title": "Choose" }"##,
        r##"{ "id": "open-list", "target": "#list", "title": "List", "done": { "present": "#tent" } },
            { "id": "choose", "target": "#tent", "title": "Choose" }"##,
    );
    let mut customer = Customer::at(&document, "/basket", &["#pay"]);
    customer.guide("order");
    let view = shows(&customer.goes("/shelf", &["#tent"]), "choose");
    assert_eq!(view.notice, Some(StepNotice::NewRoute));
}
