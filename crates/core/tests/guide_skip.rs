//! What holds already is skipped, and a customer who is further on is met there.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/guided.rs"]
mod guided;

use alongside_core::guide::{Ask, Outcome, StepNotice};
use alongside_protocol::message::StepOutcome;
use common::{field, flow, seen};
use guided::Guided;

const OPEN: &str = r##"{ "id": "open", "start": "/open/", "steps": [
    { "id": "begin", "place": "/open/", "target": "#begin", "title": "Begin", "done": "click" },
    { "id": "name", "place": "/open/details.html", "target": "#name", "title": "Name", "done": "valid" },
    { "id": "send", "place": "/open/details.html", "target": "#send", "title": "Send" },
    { "id": "done", "target": "#done", "title": "Done", "done": { "place": "/open/done.html" } } ] }"##;

#[test]
fn a_field_that_is_filled_and_valid_is_skipped() {
    let mut guided = Guided::start("/open/details.html", flow(OPEN));
    guided.find(&[field("Name", true, true)]);
    assert_eq!(guided.ended(), [("name", StepOutcome::Skipped)]);
    assert_eq!(guided.step().as_deref(), Some("send"));
}

#[test]
fn a_field_that_is_empty_or_wrong_is_not() {
    for (filled, valid) in [(false, false), (false, true), (true, false)] {
        let mut guided = Guided::start("/open/details.html", flow(OPEN));
        guided.find(&[field("Name", filled, valid)]);
        assert!(guided.ended().is_empty());
        assert_eq!(guided.shown().unwrap().1.unwrap().1, 0);
    }
}

#[test]
fn a_field_filled_by_the_customer_while_the_step_is_shown_is_done_not_skipped() {
    let mut guided = Guided::start("/open/details.html", flow(OPEN));
    guided.find(&[field("Name", false, false)]);
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.find(&[field("Name", true, true)]);
    assert!(guided.ended().is_empty(), "a page that changes while the customer types interrupts nobody");
}

#[test]
fn a_customer_who_is_further_on_is_met_there() {
    let mut guided = Guided::start("/open/", flow(OPEN));
    guided.find(&[seen("link", "Begin")]);
    guided.arrive("/open/details.html");
    assert_eq!(guided.ended(), [("begin", StepOutcome::Skipped)]);
    assert_eq!(guided.step().as_deref(), Some("name"));
    assert!(guided.hid() && guided.token().is_some());
}

#[test]
fn a_customer_who_goes_astray_is_told_where_the_step_is() {
    let mut guided = Guided::start("/open/", flow(OPEN));
    guided.find(&[seen("link", "Begin")]);
    guided.arrive("/help.html");
    let (view, at) = guided.shown().unwrap();
    assert_eq!(view.notice, Some(StepNotice::Elsewhere { path: Some("/open/".into()) }));
    assert_eq!((view.step.as_str(), at), ("begin", None));
    assert!(guided.ended().is_empty());
    guided.act(|guide, _, asks| guide.take_there(asks));
    assert_eq!(guided.asks, [Ask::GoTo { path: "/open/".into() }]);
}

#[test]
fn what_was_said_on_the_wrong_page_goes_when_the_customer_comes_back() {
    let mut guided = Guided::start("/open/", flow(OPEN));
    guided.arrive("/help.html");
    guided.arrive("/open/");
    assert!(guided.hid(), "\"this step is on another page\" is wrong here: {:?}", guided.asks);
}

#[test]
fn a_flow_that_begins_elsewhere_takes_the_customer_there() {
    let guided = Guided::start("/", flow(OPEN));
    assert!(guided.asks.contains(&Ask::GoTo { path: "/open/".into() }), "{:?}", guided.asks);
    for path in ["/open/", "/open/index.html", "/open/details.html"] {
        let guided = Guided::start(path, flow(OPEN));
        assert!(!guided.asks.iter().any(|ask| matches!(ask, Ask::GoTo { .. })), "{path}");
    }
}

#[test]
fn a_flow_of_which_all_holds_is_completed_at_once() {
    let all = r##"{ "id": "f", "steps": [
        { "target": "#a", "title": "A", "done": { "place": "/a" } },
        { "target": "#b", "title": "B", "done": { "place": "/*" } } ] }"##;
    let guided = Guided::start("/a", flow(all));
    assert_eq!(guided.ended(), [("step-1", StepOutcome::Skipped), ("step-2", StepOutcome::Skipped)]);
    assert_eq!(guided.outcome(), Some(&Outcome::Completed));
    assert_eq!(guided.token(), None);
}
