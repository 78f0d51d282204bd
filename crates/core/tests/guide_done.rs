//! A step is done when what it asks for holds, and not before.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/guided.rs"]
mod guided;

use alongside_core::guide::{FieldEntry, FieldNow, Guide, NextButton, Outcome};
use alongside_protocol::{flow::Flow, message::StepOutcome};
use common::{field, flow, seen};
use guided::Guided;

const VALID: FieldNow = FieldNow { filled: true, valid: true };
const WRONG: FieldNow = FieldNow { filled: true, valid: false };

/// Two steps, the first done as given.
fn two(done: &str) -> Flow {
    flow(&format!(
        r##"{{ "id": "f", "steps": [
            {{ "id": "one", "target": "#one", "title": "One", "done": {done} }},
            {{ "id": "two", "target": "#two", "title": "Two" }} ] }}"##
    ))
}

fn shown(done: &str) -> Guided {
    let mut guided = Guided::start("/", two(done));
    guided.find(&[field("One", false, false)]);
    assert_eq!(guided.step().as_deref(), Some("one"));
    guided
}

fn typed(guided: &mut Guided, field: FieldNow, committed: bool) {
    let entry = if committed { FieldEntry::Committed } else { FieldEntry::Typing };
    guided.act(|guide, now, asks| guide.target_field(now, field, entry, asks));
}

#[test]
fn a_click_on_the_target_ends_a_click_step() {
    let mut guided = shown(r#""click""#);
    assert_eq!(guided.next_button(), None, "there is nothing but the click");
    guided.act(Guide::next);
    assert!(guided.ended().is_empty(), "next does not stand in for the click");
    guided.act(|guide, now, asks| guide.target_clicked(now, asks));
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
    assert!(guided.hid() && guided.token().is_some(), "{:?}", guided.asks);
}

#[test]
fn a_click_before_the_target_is_shown_counts_for_nothing() {
    let mut guided = Guided::start("/", two(r#""click""#));
    guided.act(|guide, now, asks| guide.target_clicked(now, asks));
    assert!(guided.asks.is_empty());
}

#[test]
fn a_click_ends_no_step_that_asks_for_something_else() {
    for done in [r#""next""#, r#""valid""#, r#"{ "event": "paid" }"#, r#"{ "place": "/paid" }"#] {
        let mut guided = shown(done);
        guided.act(|guide, now, asks| guide.target_clicked(now, asks));
        assert!(guided.asks.is_empty(), "{done}: {:?}", guided.asks);
    }
}

#[test]
fn typing_never_goes_on_before_it_is_committed() {
    let mut guided = shown(r#""valid""#);
    assert_eq!(guided.next_button(), Some(NextButton { last: false, enabled: false }));
    typed(&mut guided, WRONG, false);
    typed(&mut guided, VALID, false);
    assert!(guided.ended().is_empty(), "still typing");
    assert_eq!(guided.next_button(), Some(NextButton { last: false, enabled: true }));
    typed(&mut guided, VALID, false);
    assert!(guided.asks.is_empty(), "nothing has changed, nothing is drawn again");
    typed(&mut guided, VALID, true);
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn a_committed_field_that_is_wrong_or_empty_goes_nowhere() {
    for state in [WRONG, FieldNow { filled: false, valid: true }] {
        let mut guided = shown(r#""valid""#);
        typed(&mut guided, state, true);
        assert!(guided.ended().is_empty(), "{state:?}");
        guided.act(Guide::next);
        assert!(guided.ended().is_empty(), "{state:?}: next is off");
    }
}

#[test]
fn a_valid_field_ends_only_a_step_that_asks_for_it() {
    let mut guided = shown(r#""next""#);
    typed(&mut guided, VALID, true);
    assert!(guided.ended().is_empty());
}

#[test]
fn the_site_s_event_ends_an_event_step_wherever_the_target_is() {
    let mut guided = Guided::start("/", two(r#"{ "event": "card:accepted" }"#));
    assert_eq!(guided.guide.awaited_events()[0].name, "card:accepted");
    guided.act(|guide, now, asks| guide.site_event(now, "card:declined", &[], asks));
    assert!(guided.asks.is_empty());
    guided.act(|guide, now, asks| guide.site_event(now, "card:accepted", &[], asks));
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn arriving_at_its_place_ends_a_place_step() {
    let mut guided = shown(r#"{ "place": "/open/done.html" }"#);
    guided.arrive("/open/other.html");
    assert!(guided.ended().is_empty());
    guided.arrive("/open/done.html");
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn next_ends_a_step_that_asks_for_nothing_and_the_last_one_ends_the_flow() {
    let mut guided = shown(r#""next""#);
    assert_eq!(guided.next_button(), Some(NextButton { last: false, enabled: true }));
    guided.act(Guide::next);
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
    guided.find(&[seen("button", "Two")]);
    assert_eq!(guided.next_button(), Some(NextButton { last: true, enabled: true }));
    guided.act(Guide::next);
    assert_eq!(guided.ended(), [("two", StepOutcome::Done)]);
    assert_eq!(guided.outcome(), Some(&Outcome::Completed));
    assert!(guided.hid());
    guided.act(Guide::next);
    assert!(guided.asks.is_empty(), "it is over");
}

#[test]
fn next_before_the_target_is_found_does_nothing() {
    let mut guided = Guided::start("/", two(r#""next""#));
    guided.act(Guide::next);
    assert!(guided.asks.is_empty());
}
