//! A step ends on truth: elements, events, what the site told, and all, any and
//! none of them.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/guided.rs"]
mod guided;

use alongside_core::guide::{Ask, FieldEntry, FieldNow, Guide, NextButton, target::Candidate};
use alongside_protocol::{
    flow::{Target, Value},
    message::StepOutcome,
};
use common::{field, flow, seen};
use guided::Guided;

/// Two steps, the first done as given and with its target found.
fn shown(done: &str) -> Guided {
    let mut guided = Guided::start(
        "/",
        flow(&format!(
            r##"{{ "id": "f", "steps": [
                {{ "id": "one", "target": "#one", "title": "One", "done": {done} }},
                {{ "id": "two", "target": "#two", "title": "Two" }} ] }}"##
        )),
    );
    let searches = searches(&guided);
    for (token, target) in searches {
        let found =
            if target.to_string().contains("#one") { vec![field("One", false, false)] } else { vec![] };
        guided.act(|guide, now, asks| guide.located(now, token, &found, asks));
    }
    guided
}

fn searches(guided: &Guided) -> Vec<(u32, Target)> {
    let asked = guided.asks.iter().filter_map(|ask| match ask {
        Ask::Locate { token, target, .. } => Some((*token, target.clone())),
        _ => None,
    });
    asked.collect()
}

/// The page changes: the step's own target stays, the other one is as given.
fn other_is(guided: &mut Guided, candidates: &[Candidate]) {
    guided.act(|guide, _, asks| guide.page_changed(asks));
    let (token, _) =
        searches(guided).into_iter().find(|(_, target)| !target.to_string().contains("#one")).unwrap();
    guided.act(|guide, now, asks| guide.located(now, token, candidates, asks));
}

fn tell(guided: &mut Guided, key: &str, value: Value) {
    guided.act(|guide, now, asks| guide.told(now, key, value, asks));
}

#[test]
fn present_is_when_it_can_be_seen() {
    let mut guided = shown(r##"{ "present": "#receipt" }"##);
    other_is(&mut guided, &[Candidate { visible: false, ..seen("", "Receipt") }]);
    assert!(guided.ended().is_empty(), "in the page is not on the screen");
    other_is(&mut guided, &[seen("", "Receipt")]);
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn enabled_is_when_it_can_be_used() {
    let mut guided = shown(r##"{ "enabled": "#send" }"##);
    other_is(&mut guided, &[Candidate { enabled: false, ..seen("button", "Send") }]);
    assert!(guided.ended().is_empty());
    other_is(&mut guided, &[seen("button", "Send")]);
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn gone_is_when_it_was_there_and_is_not() {
    let mut guided = shown(r##"{ "gone": "#spinner" }"##);
    other_is(&mut guided, &[seen("", "Spinner")]);
    assert!(guided.ended().is_empty());
    other_is(&mut guided, &[]);
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn what_never_comes_is_gone_after_a_second() {
    let mut guided = shown(r##"{ "gone": "#spinner" }"##);
    guided.wait(999);
    assert!(guided.ended().is_empty(), "it may be about to come");
    guided.wait(1);
    assert_eq!(guided.ended(), [("one", StepOutcome::Skipped)], "nobody had to do anything");
}

#[test]
fn an_event_counts_when_its_detail_passes() {
    let done = r#"{ "event": { "name": "cart", "where": { "items": { "atLeast": 2 }, "kind": "tent" } } }"#;
    let mut guided = shown(done);
    assert_eq!(guided.guide.awaited_events()[0].paths, ["items", "kind"]);
    let mut cart = |items: f64, kind: &str| {
        let detail = [("items".into(), Value::Number(items)), ("kind".into(), Value::Text(kind.into()))];
        guided.act(|guide, now, asks| guide.site_event(now, "cart", &detail, asks));
        guided.ended().len()
    };
    assert_eq!(cart(1.0, "tent"), 0);
    assert_eq!(cart(2.0, "stove"), 0);
    assert_eq!(cart(2.0, "tent"), 1);
}

#[test]
fn what_the_site_told_before_the_step_makes_it_skipped() {
    let two = r##"{ "id": "f", "steps": [
        { "id": "plan", "target": "#plan", "title": "Plan", "done": { "context": { "plan": "gold" } } },
        { "id": "end", "target": "#end", "title": "End" } ] }"##;
    let mut guided = Guided::on("/");
    tell(&mut guided, "plan", Value::Text("gold".into()));
    guided.act(|guide, now, asks| guide.start(now, 1, flow(two), None, asks));
    assert_eq!(guided.ended(), [("plan", StepOutcome::Skipped)]);
    let mut guided = Guided::start("/", flow(two));
    tell(&mut guided, "plan", Value::Text("silver".into()));
    assert!(guided.ended().is_empty());
    tell(&mut guided, "plan", Value::Text("gold".into()));
    assert_eq!(guided.ended(), [("plan", StepOutcome::Done)]);
}

#[test]
fn all_wait_for_the_last_and_any_for_the_first() {
    let mut all = shown(r#"{ "all": ["click", { "context": { "paid": true } }] }"#);
    all.act(|guide, now, asks| guide.target_clicked(now, asks));
    assert!(all.ended().is_empty());
    tell(&mut all, "paid", Value::Bool(true));
    assert_eq!(all.ended(), [("one", StepOutcome::Done)], "the click is not forgotten");
    let mut any = shown(r#"{ "any": ["click", { "context": { "paid": true } }] }"#);
    any.act(|guide, now, asks| guide.target_clicked(now, asks));
    assert_eq!(any.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn not_holds_until_it_does_not() {
    let mut guided = Guided::on("/");
    tell(&mut guided, "busy", Value::Bool(true));
    let waiting = r##"{ "id": "f", "steps": [
        { "id": "wait", "target": "#a", "title": "Wait", "done": { "not": { "context": { "busy": true } } } },
        { "id": "end", "target": "#end", "title": "End" } ] }"##;
    guided.act(|guide, now, asks| guide.start(now, 1, flow(waiting), None, asks));
    assert!(guided.ended().is_empty());
    tell(&mut guided, "busy", Value::Bool(false));
    assert_eq!(guided.ended(), [("wait", StepOutcome::Done)]);
}

#[test]
fn next_beside_a_condition_is_on_when_that_holds() {
    let mut guided = shown(r#"{ "all": ["next", { "context": { "read": true } }] }"#);
    assert_eq!(guided.next_button(), Some(NextButton { last: false, enabled: false }));
    guided.act(Guide::next);
    assert_eq!(guided.asks, [Ask::Refuse], "the customer is told why not");
    tell(&mut guided, "read", Value::Bool(true));
    assert_eq!(guided.next_button(), Some(NextButton { last: false, enabled: true }));
    guided.act(Guide::next);
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn a_filled_field_says_nothing_of_the_field_after_it() {
    let form = r##"{ "id": "f", "steps": [
        { "id": "name", "target": "#name", "title": "Name", "done": "valid" },
        { "id": "mail", "target": "#mail", "title": "Mail", "done": "valid" } ] }"##;
    let mut guided = Guided::start("/", flow(form));
    guided.find(&[field("Name", false, false)]);
    guided.act(|guide, now, asks| {
        guide.target_field(now, FieldNow { filled: true, valid: true }, FieldEntry::Committed, asks);
    });
    assert_eq!(guided.ended(), [("name", StepOutcome::Done)]);
    assert_eq!(guided.step().as_deref(), Some("mail"));
}

#[test]
fn a_judgement_of_the_site_ends_a_step_whose_field_was_left() {
    let mut guided = shown(r#""valid""#);
    let mut is = |valid: bool, entry: FieldEntry| {
        guided.act(|guide, now, asks| guide.target_field(now, FieldNow { filled: true, valid }, entry, asks));
        guided.ended().len()
    };
    assert_eq!(is(false, FieldEntry::Committed), 0);
    assert_eq!(is(true, FieldEntry::Judged), 1, "the server has taken its time");
    let mut guided = shown(r#""valid""#);
    guided.act(|guide, now, asks| {
        guide.target_field(now, FieldNow { filled: true, valid: true }, FieldEntry::Typing, asks);
        guide.target_field(now, FieldNow { filled: true, valid: true }, FieldEntry::Judged, asks);
    });
    assert!(guided.ended().is_empty(), "who is typing is not interrupted");
}

#[test]
fn a_click_on_the_target_of_a_later_step_is_remembered() {
    let clicks = r##"{ "id": "f", "steps": [
        { "id": "one", "target": "#one", "title": "One", "done": "click" },
        { "id": "two", "target": "#two", "title": "Two", "done": "click" },
        { "id": "end", "target": "#end", "title": "End" } ] }"##;
    let mut guided = Guided::start("/", flow(clicks));
    guided.find(&[seen("button", "One")]);
    guided.act(|guide, _, asks| guide.clicked_elsewhere(asks));
    guided.find(&[Candidate { clicked: true, ..seen("button", "Two") }]);
    guided.act(|guide, now, asks| guide.target_clicked(now, asks));
    assert_eq!(guided.ended(), [("one", StepOutcome::Done), ("two", StepOutcome::Skipped)]);
}

#[test]
fn a_customer_who_goes_back_is_met_there() {
    let pages = r##"{ "id": "f", "steps": [
        { "id": "one", "place": "/a", "target": "#one", "title": "One", "done": { "place": "/b" } },
        { "id": "two", "place": "/b", "target": "#two", "title": "Two" } ] }"##;
    let mut guided = Guided::start("/a", flow(pages));
    guided.arrive("/b");
    assert_eq!(guided.step().as_deref(), Some("two"));
    guided.arrive("/a");
    assert_eq!(guided.step().as_deref(), Some("one"));
    guided.arrive("/b");
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)], "and goes on from there");
}

#[test]
fn a_route_in_the_fragment_is_a_place() {
    let pages = r##"{ "id": "f", "steps": [
        { "id": "one", "target": "#one", "title": "One", "done": { "place": "#/pay" } },
        { "id": "two", "target": "#two", "title": "Two" } ] }"##;
    let mut guided = Guided::start("/app", flow(pages));
    guided.arrive("/app#/basket");
    assert!(guided.ended().is_empty());
    guided.arrive("/app#/pay");
    assert_eq!(guided.ended(), [("one", StepOutcome::Done)]);
}

#[test]
fn a_page_that_tells_where_it_has_scrolled_to_disturbs_nothing() {
    let mut guided = shown(r#""next""#);
    guided.arrive("/#prices");
    assert!(!guided.hid(), "{:?}", guided.asks);
    assert!(guided.token().is_some(), "it is looked for where it is now");
}

#[test]
fn a_judgement_counts_although_the_page_has_changed_meanwhile() {
    let mut guided = shown(r#""valid""#);
    let mut is = |valid: bool, entry: FieldEntry| {
        guided.act(|guide, now, asks| guide.target_field(now, FieldNow { filled: true, valid }, entry, asks));
        let ended = guided.ended().len();
        guided.act(|guide, _, asks| guide.page_changed(asks));
        if guided.token().is_some() {
            guided.find(&[field("One", true, valid)]);
        }
        ended + guided.ended().len()
    };
    assert_eq!(is(false, FieldEntry::Committed), 0, "the page shows that it is asking");
    assert_eq!(is(true, FieldEntry::Judged), 1);
}
