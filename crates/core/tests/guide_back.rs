//! Going back shows the step before, even when what it asks for holds already.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/guided.rs"]
mod guided;

use alongside_core::guide::{Guide, NextButton};
use alongside_protocol::message::StepOutcome;
use common::{field, flow, seen};
use guided::Guided;

const FLOW: &str = r##"{ "id": "f", "steps": [
    { "id": "name", "target": "#name", "title": "Name", "done": "valid" },
    { "id": "there", "target": "#go", "title": "Go", "done": { "place": "/there" } },
    { "id": "end", "target": "#end", "title": "End" } ] }"##;

#[test]
fn the_first_step_has_no_way_back() {
    let mut guided = Guided::start("/", flow(FLOW));
    guided.find(&[field("Name", false, false)]);
    assert!(!guided.shown().unwrap().0.back);
    guided.act(Guide::back);
    assert!(guided.asks.is_empty());
}

#[test]
fn a_step_gone_back_to_is_shown_although_it_holds() {
    let mut guided = Guided::start("/", flow(FLOW));
    guided.find(&[field("Name", true, true)]);
    assert_eq!(guided.ended(), [("name", StepOutcome::Skipped)]);
    guided.find(&[seen("button", "Go")]);
    assert!(guided.shown().unwrap().0.back);
    guided.act(Guide::back);
    assert!(guided.hid(), "the step that was shown goes: {:?}", guided.asks);
    assert_eq!(guided.step().as_deref(), Some("name"));
    guided.find(&[field("Name", true, true)]);
    assert!(guided.ended().is_empty());
    assert_eq!(guided.next_button(), Some(NextButton { last: false, enabled: true }));
    guided.act(Guide::next);
    assert_eq!(guided.ended(), [("name", StepOutcome::Done)]);
}

#[test]
fn a_place_step_gone_back_to_on_its_own_place_is_shown() {
    let mut guided = Guided::start("/there", flow(FLOW));
    guided.find(&[field("Name", true, true)]);
    assert_eq!(guided.ended(), [("name", StepOutcome::Skipped), ("there", StepOutcome::Skipped)]);
    guided.find(&[seen("button", "End")]);
    guided.act(Guide::back);
    assert_eq!(guided.step().as_deref(), Some("there"));
    assert!(guided.ended().is_empty());
}
