//! A sealed field has the focus during a call.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;
#[path = "common/walker.rs"]
mod walker;

use alongside_core::{
    engage::Secret,
    engine::{Command, Input},
};
use alongside_protocol::message::{CallState, Channel, FromCustomer};
use common::{Tab, active, announced, config, microphone, sent};
use walker::{BODY, Batch};

const NAME: u32 = 10;
const PASSWORD: u32 = 11;
const CARD: u32 = 12;

/// A call on a page with a name, a password and a card number to fill in.
fn talking() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, active());
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    let page = Batch::page("https://site.example/")
        .element(NAME, BODY, "input", &[("type", "text"), ("name", "city")])
        .element(PASSWORD, BODY, "input", &[("type", "password")])
        .element(CARD, BODY, "input", &[("autocomplete", "cc-number")])
        .children(BODY, &[NAME, PASSWORD, CARD]);
    walks(&mut tab, page);
    tab
}

fn walks(tab: &mut Tab, batch: Batch) -> Vec<Command> {
    let (numbers, strings) = batch.packed();
    tab.feed(Input::PageBatch { numbers, strings })
}

fn goes_to(tab: &mut Tab, field: u32) -> Vec<Command> {
    walks(tab, Batch::default().focus(field))
}

/// What the agent was told of the call last.
fn told(out: &[Command]) -> Option<CallState> {
    let state = |message| if let FromCustomer::CallState(state) = message { Some(state) } else { None };
    sent(out).into_iter().filter_map(state).next_back()
}

#[test]
fn muting_is_suggested_in_a_sealed_field_and_ends_with_it() {
    let mut tab = talking();
    assert!(told(&goes_to(&mut tab, NAME)).is_none());
    assert_eq!(tab.panel().secret, Secret::None);
    let out = goes_to(&mut tab, PASSWORD);
    assert_eq!(tab.panel().secret, Secret::Suggest);
    assert_eq!(announced(&out).len(), 1);
    assert!(told(&out).unwrap().private && !told(&out).unwrap().muted);

    let out = tab.feed(Input::MuteForSecret);
    assert!(out.contains(&Command::Mute(true)));
    assert!(told(&out).unwrap().muted);
    assert_eq!(tab.panel().secret, Secret::Muted);

    let out = goes_to(&mut tab, NAME);
    assert!(out.contains(&Command::Mute(false)));
    let state = told(&out).unwrap();
    assert!(!state.muted && !state.private);
    assert_eq!(announced(&out), ["Your microphone is on again."]);
}

#[test]
fn a_customer_who_muted_themselves_stays_muted() {
    let mut tab = talking();
    tab.feed(Input::Mute(true));
    let out = goes_to(&mut tab, PASSWORD);
    assert_eq!(tab.panel().secret, Secret::None, "there is nothing to suggest");
    assert!(announced(&out).is_empty());
    assert!(!tab.feed(Input::MuteForSecret).contains(&Command::Mute(true)));
    assert!(!goes_to(&mut tab, 0).contains(&Command::Mute(false)));
    assert!(tab.panel().call.unwrap().muted);
}

#[test]
fn who_unmutes_in_the_field_is_not_muted_again_and_not_unmuted_later() {
    let mut tab = talking();
    goes_to(&mut tab, CARD);
    tab.feed(Input::MuteForSecret);
    tab.feed(Input::Mute(false));
    assert_eq!(tab.panel().secret, Secret::Suggest);
    tab.feed(Input::Mute(true));
    assert!(!goes_to(&mut tab, 0).contains(&Command::Mute(false)), "the customer has muted by hand");
}

#[test]
fn from_one_sealed_field_to_the_next_it_stays_and_is_said_aloud_once() {
    let mut tab = talking();
    goes_to(&mut tab, PASSWORD);
    tab.feed(Input::MuteForSecret);
    let out = goes_to(&mut tab, CARD);
    assert!(told(&out).is_none() && announced(&out).is_empty());
    assert_eq!(tab.panel().secret, Secret::Muted);
    goes_to(&mut tab, 0);
    assert!(announced(&goes_to(&mut tab, CARD)).is_empty(), "a form has several of them");
    assert_eq!(tab.panel().secret, Secret::Suggest);
}

#[test]
fn without_a_call_nothing_is_suggested_and_a_call_that_comes_knows() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, active());
    let page = Batch::page("https://site.example/").element(PASSWORD, BODY, "input", &[("type", "password")]);
    walks(&mut tab, page.children(BODY, &[PASSWORD]).focus(PASSWORD));
    assert_eq!(tab.panel().secret, Secret::None);
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, active());
    let out = tab.feed(Input::PeerConnected { call: 1, connected: true });
    assert!(told(&out).unwrap().private);
    assert_eq!(tab.panel().secret, Secret::Suggest);
}
