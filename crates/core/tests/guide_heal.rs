//! A recorded target is found again after a redesign, and said to be; what is not
//! surely meant is not pointed at.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/guided.rs"]
mod guided;

use alongside_core::guide::{Ask, Sought, Why, target::Candidate};
use alongside_protocol::flow::Fingerprint;
use common::{flow, seen};
use guided::{Guided, PATIENCE};

fn print(id: &str, text: &str) -> Fingerprint {
    Fingerprint {
        tag: "button".into(),
        kind: "submit".into(),
        role: "button".into(),
        id: id.into(),
        text: text.into(),
        neighbour_text: "Total 42.00 Card number Expiry".into(),
        ..Fingerprint::default()
    }
}

fn with(print: Fingerprint) -> Candidate {
    Candidate { fingerprint: Some(Box::new(print.clone())), ..seen("button", &print.text) }
}

fn looking() -> Guided {
    let steps = flow(
        r##"{ "id": "f", "steps": [ { "id": "pay", "title": "Pay", "target": { "fingerprint": {
            "tag": "button", "type": "submit", "role": "button", "id": "pay", "text": "Pay now",
            "neighbourText": "Total 42.00 Card number Expiry" } } } ] }"##,
    );
    Guided::start("/", steps)
}

/// Lets time pass until everything that could be like it is asked for.
fn until_wide(guided: &mut Guided) -> u32 {
    let wide = (0..4).find_map(|_| {
        guided.wait(500);
        guided.asks.iter().find_map(|ask| match ask {
            Ask::Locate { token, sought: Sought::Alike, .. } => Some(*token),
            _ => None,
        })
    });
    wide.unwrap()
}

fn healed(guided: &Guided) -> Option<(&str, &str, u16, Vec<&'static str>)> {
    guided.asks.iter().find_map(|ask| match ask {
        Ask::Healed { old, new, score, changed, .. } => Some((&*old.id, &*new.id, *score, changed.clone())),
        _ => None,
    })
}

#[test]
fn the_same_element_is_found_at_once_and_nothing_is_said() {
    let mut guided = looking();
    guided.find(&[with(print("pay", "Pay now"))]);
    assert!(guided.shown().unwrap().1.is_some());
    assert_eq!(healed(&guided), None);
}

#[test]
fn one_that_changed_in_what_nobody_sees_is_told_once() {
    let mut guided = looking();
    guided.find(&[with(print("cta", "Pay now"))]);
    assert!(guided.shown().unwrap().1.is_some());
    let (old, new, score, changed) = healed(&guided).unwrap();
    assert_eq!((old, new, changed), ("pay", "cta", vec!["id"]));
    assert!((500..=1_000).contains(&score), "{score}");
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.find(&[with(print("cta", "Pay now"))]);
    assert_eq!(healed(&guided), None, "told already");
}

#[test]
fn one_that_is_alike_is_waited_for_and_then_taken() {
    let mut guided = looking();
    guided.find(&[]);
    let token = until_wide(&mut guided);
    let alike = [with(print("basket", "Back to the basket")), with(print("pay", "Pay now securely"))];
    guided.act(|guide, now, asks| guide.located(now, token, &alike, asks));
    assert_eq!(guided.shown().unwrap().1, Some((token, 1)));
    assert!(healed(&guided).unwrap().3.contains(&"text"));
    // From now on it is known by what it is now.
    guided.act(|guide, _, asks| guide.page_changed(asks));
    guided.find(&[with(print("pay", "Pay now securely"))]);
    assert!(guided.shown().unwrap().1.is_some());
}

#[test]
fn of_two_that_are_alike_neither_is_taken() {
    let mut guided = looking();
    guided.find(&[]);
    let token = until_wide(&mut guided);
    let twins = [with(print("a", "Pay now securely")), with(print("b", "Pay now securely"))];
    guided.act(|guide, now, asks| guide.located(now, token, &twins, asks));
    assert!(guided.shown().is_none() && healed(&guided).is_none());
    guided.wait(PATIENCE);
    let why = guided.asks.iter().find_map(|ask| match ask {
        Ask::Problem { at: Some((flow, step, why)), .. } => Some((flow.as_str(), step.as_str(), *why)),
        _ => None,
    });
    assert_eq!(why, Some(("f", "pay", Why::Unsure)));
}
