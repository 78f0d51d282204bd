//! A target that can't be found is waited for, for a bounded time, and never
//! guessed.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/guided.rs"]
mod guided;

use alongside_core::guide::{
    Ask, FieldEntry, FieldNow, Guide, NextButton, Outcome, StepNotice, target::Candidate,
};
use alongside_protocol::{flow::Flow, message::StepOutcome};
use common::{field, flow, seen};
use guided::{Guided, PATIENCE};

fn looking(missing: &str) -> Guided {
    let steps: Flow = flow(&format!(
        r##"{{ "id": "f", "steps": [
            {{ "id": "pay", "target": {{ "role": "button", "name": "Pay" }}, "title": "Pay", "wait": {{ "then": "{missing}" }} }},
            {{ "id": "end", "target": "#end", "title": "End" }} ] }}"##
    ));
    Guided::start("/", steps)
}

fn problems(guided: &Guided) -> Vec<&str> {
    guided
        .asks
        .iter()
        .filter_map(|ask| match ask {
            Ask::Problem { message, .. } => Some(message.as_str()),
            _ => None,
        })
        .collect()
}

const NOT_THERE: &str =
    "flow \"f\", step \"pay\": target role \"button\", name \"Pay\": no element on this page fits";

#[test]
fn the_wait_is_bounded_even_while_the_page_keeps_changing() {
    let mut guided = looking("message");
    guided.find(&[]);
    for _ in 0..7 {
        guided.wait(1_000);
        assert!(problems(&guided).is_empty() && guided.shown().is_none(), "{:?}", guided.asks);
        guided.act(|guide, _, asks| guide.page_changed(asks));
        guided.find(&[]);
    }
    guided.wait(999);
    assert!(problems(&guided).is_empty());
    guided.wait(1);
    assert_eq!(problems(&guided), [NOT_THERE]);
    assert_eq!(guided.guide.deadline(), None);
}

#[test]
fn by_default_the_step_is_shown_pointing_at_nothing() {
    let mut guided = looking("message");
    guided.find(&[]);
    guided.wait(PATIENCE);
    let (view, at) = guided.shown().unwrap();
    assert_eq!((view.notice.as_ref(), at), (Some(&StepNotice::Missing), None));
    assert_eq!(view.next, Some(NextButton { last: false, enabled: true }), "it can be passed over");
    assert!(guided.ended().is_empty());
}

#[test]
fn a_target_that_comes_late_is_pointed_at() {
    let mut guided = looking("message");
    guided.find(&[]);
    guided.wait(PATIENCE);
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.find(&[seen("button", "Pay")]);
    let (view, at) = guided.shown().unwrap();
    assert_eq!((view.notice.as_ref(), at.map(|at| at.1)), (None, Some(0)));
}

#[test]
fn passing_over_a_step_without_target_takes_its_message_off_the_screen() {
    let mut guided = looking("message");
    guided.find(&[]);
    guided.wait(PATIENCE);
    guided.act(Guide::next);
    assert_eq!(guided.step().as_deref(), Some("end"));
    assert!(guided.hid(), "{:?}", guided.asks);
}

#[test]
fn it_is_skipped_when_the_flow_says_so() {
    let mut guided = looking("skip");
    guided.find(&[]);
    guided.wait(PATIENCE);
    assert_eq!(guided.ended(), [("pay", StepOutcome::Missing)]);
    assert_eq!(guided.step().as_deref(), Some("end"));
    assert_eq!(problems(&guided), [NOT_THERE]);
}

#[test]
fn the_flow_stops_when_the_flow_says_so() {
    let mut guided = looking("stop");
    guided.find(&[]);
    guided.wait(PATIENCE);
    assert_eq!(guided.outcome(), Some(&Outcome::Failed { because: NOT_THERE.into() }));
    assert_eq!(guided.step(), None);
}

#[test]
fn of_two_that_fit_neither_is_pointed_at() {
    let mut guided = looking("message");
    guided.find(&[seen("button", "Pay"), seen("button", "Pay")]);
    assert!(guided.asks.is_empty(), "{:?}", guided.asks);
    guided.wait(PATIENCE);
    assert_eq!(guided.shown().unwrap().1, None);
    assert!(problems(&guided)[0].ends_with("2 visible elements fit, and pointing at one would be a guess"));
}

#[test]
fn one_that_can_t_be_seen_is_not_pointed_at() {
    let mut guided = looking("message");
    guided.find(&[Candidate { visible: false, ..seen("button", "Pay") }]);
    guided.wait(PATIENCE);
    assert_eq!(guided.shown().unwrap().1, None);
    assert!(problems(&guided)[0].ends_with("an element fits, but it can't be seen"));
}

#[test]
fn a_target_that_goes_away_is_hidden_and_looked_for_again() {
    let mut guided = looking("message");
    guided.find(&[seen("button", "Pay")]);
    guided.now += 30_000;
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.find(&[]);
    assert_eq!(guided.asks, [Ask::Hide]);
    guided.wait(PATIENCE - 1);
    assert!(problems(&guided).is_empty(), "a wait of its own");
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.find(&[seen("button", "Pay")]);
    assert!(guided.shown().is_some());
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let mut guided = looking("message");
    let old = guided.token().unwrap();
    guided.act(|guide, _, asks| guide.page_changed(asks));
    let new = guided.token().unwrap();
    assert!(new > old);
    guided.act(|guide, now, asks| guide.located(now, old, &[seen("button", "Pay")], asks));
    assert!(guided.asks.is_empty());
    guided.act(|guide, now, asks| guide.located(now, new, &[seen("link", "x"), seen("button", "Pay")], asks));
    assert_eq!(guided.shown().unwrap().1, Some((new, 1)));
}

#[test]
fn what_is_pointed_at_is_named_by_the_answer_it_was_found_in() {
    let form = r##"{ "id": "f", "steps": [
        { "id": "name", "target": { "label": "Name" }, "title": "Name", "done": "valid" } ] }"##;
    let mut guided = Guided::start("/", flow(form));
    let found = guided.token().unwrap();
    guided.find(&[field("Mail", false, false), field("Name", false, false)]);
    assert_eq!(guided.shown().unwrap().1, Some((found, 1)));
    // The page changes, and before that search is answered the customer types: the
    // new answer may hold other elements at other positions.
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.act(|guide, now, asks| {
        guide.target_field(now, FieldNow { filled: true, valid: false }, FieldEntry::Typing, asks);
    });
    assert_eq!(guided.shown().unwrap().1, Some((found, 1)));
}

#[test]
fn an_answer_that_comes_when_the_customer_is_elsewhere_is_dropped() {
    let pay = r##"{ "id": "f", "steps": [
        { "id": "pay", "place": "/pay", "target": "#pay", "title": "Pay", "done": "click" },
        { "id": "end", "place": "/end", "target": "#end", "title": "End" } ] }"##;
    let mut guided = Guided::start("/pay", flow(pay));
    let token = guided.token().unwrap();
    guided.arrive("/help");
    guided.act(|guide, now, asks| guide.located(now, token, &[seen("button", "Pay")], asks));
    assert!(guided.asks.is_empty(), "the button is on the page before: {:?}", guided.asks);
    guided.arrive("/pay");
    let token = guided.token().unwrap();
    guided.find(&[seen("button", "Pay")]);
    guided.act(|guide, now, asks| guide.target_clicked(now, asks));
    guided.act(|guide, now, asks| guide.located(now, token, &[seen("button", "Pay")], asks));
    assert!(guided.asks.is_empty(), "an answer for the step before: {:?}", guided.asks);
}
