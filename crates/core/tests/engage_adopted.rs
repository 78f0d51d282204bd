//! A call goes on in the next page of its tab: no new microphone, no new line.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::Adopted,
    engine::{Command, Input},
};
use alongside_protocol::message::{CallState, Channel, EndedBy, FromCustomer, Rtc, RtcSignal, ToCustomer};
use common::{Tab, active, config, ended, microphone, peer, sent, welcome};

fn talking() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(1));
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab
}

fn media(call: u32) -> Adopted {
    Adopted { call, connected: true, channel: false, microphone: true, muted: false }
}

/// The relay knows the new page of the visit.
fn resumed(tab: &mut Tab) -> Vec<Command> {
    tab.feed(Input::SocketOpened);
    let mut out = tab.relay_says(&welcome(true), false);
    out.extend(tab.engagement(Channel::Voice, active()));
    out
}

#[test]
fn the_call_goes_on_in_the_next_page() {
    let mut tab = talking();
    tab.relay_says(
        &ToCustomer::CallState(CallState { muted: true, connected: true, ..CallState::default() }),
        true,
    );
    tab.load_page_after(Input::HandingOver);
    tab.feed(Input::Adopted(Adopted { muted: true, ..media(1) }));
    let out = resumed(&mut tab);
    assert_eq!((microphone(&out), peer(&out)), (None, None));
    assert!(!out.contains(&Command::ClosePeer), "{out:?}");
    assert!(!sent(&out).contains(&FromCustomer::CallAway(())));
    let number = CallState::numbered(1, 2);
    let told = CallState { muted: true, connected: true, number, ..CallState::default() };
    assert!(sent(&out).contains(&FromCustomer::CallState(told)), "the agent hears how it is here");
    let call = tab.panel().call.unwrap();
    assert_eq!((call.connected, call.muted, call.agent_muted, call.listening), (true, true, true, false));
    // The agent's steps are for the line that is there.
    let signal = RtcSignal::Offer { sdp: "v=0".into() };
    let out = tab.relay_says(&ToCustomer::Rtc(Rtc { call: 1, signal: signal.clone() }), false);
    assert!(out.contains(&Command::PeerSignal { call: 1, signal }));
    // And it ends as any call does.
    let out = tab.engagement(Channel::Voice, ended(EndedBy::Agent));
    assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
}

#[test]
fn the_agent_hears_of_a_line_that_goes_with_its_page() {
    let away = |out: Vec<Command>| sent(&out).contains(&FromCustomer::CallAway(()));
    assert!(away(talking().feed(Input::Leaving)));
    assert!(!away(talking().feed(Input::HandingOver)), "the call goes on");
    assert!(!away(Tab::online(config()).feed(Input::Leaving)), "without a call");
}

#[test]
fn a_page_that_finds_no_media_calls_anew() {
    let mut tab = talking();
    tab.load_page();
    let out = resumed(&mut tab);
    assert!(sent(&out).contains(&FromCustomer::CallAway(())), "the agent hears why it was silent");
    let token = microphone(&out).unwrap();
    assert_eq!(peer(&tab.feed(Input::Microphone { token, answer: Ok(()) })), Some(2));
}

#[test]
fn a_line_that_was_lost_between_two_pages_is_looked_for() {
    let mut tab = talking();
    tab.load_page_after(Input::HandingOver);
    tab.feed(Input::Adopted(Adopted { connected: false, ..media(1) }));
    let out = resumed(&mut tab);
    let restarts =
        |command: &Command| matches!(command, Command::RestartPeer { call: 1, ice, .. } if !ice.is_empty());
    assert!(out.iter().any(restarts), "with the servers of the welcome: {out:?}");
    assert_eq!(peer(&out), None);
}

#[test]
fn media_of_another_visit_or_another_call_are_let_go() {
    let mut tab = Tab::online(config());
    let out = tab.feed(Input::Adopted(media(1)));
    assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
    let mut tab = talking();
    tab.load_page_after(Input::HandingOver);
    let out = tab.feed(Input::Adopted(media(7)));
    assert!(out.contains(&Command::ClosePeer));
    assert!(microphone(&resumed(&mut tab)).is_some(), "it calls anew");
}

#[test]
fn a_page_that_wakes_goes_on_with_what_the_one_over_it_left() {
    let mut tab = talking();
    tab.feed(common::arrived("/accounts", "Accounts"));
    tab.feed(Input::HandingOver);
    let mut over = Tab::new(config());
    let memory = tab.kept.clone();
    over.feed(Input::Started { memory });
    over.feed(Input::Adopted(media(1)));
    resumed(&mut over);
    over.feed(Input::Mute(true));
    over.feed(Input::Leaving);
    tab.feed(Input::Woken { memory: over.kept.clone() });
    tab.feed(Input::Adopted(Adopted { muted: true, ..media(1) }));
    let out = tab.feed(common::arrived("/accounts", "Accounts"));
    assert!(!out.contains(&Command::ClosePeer));
    let out = resumed(&mut tab);
    assert_eq!((microphone(&out), peer(&out)), (None, None));
    assert!(tab.panel().call.unwrap().muted);
}

#[test]
fn a_page_that_wakes_after_the_call_is_at_rest() {
    let mut tab = talking();
    tab.feed(Input::Leaving);
    let mut over = Tab::new(config());
    over.feed(Input::Started { memory: tab.kept.clone() });
    over.feed(Input::Adopted(media(1)));
    resumed(&mut over);
    over.feed(Input::Leave);
    over.feed(Input::Leaving);
    let out = tab.feed(Input::Woken { memory: over.kept.clone() });
    assert_eq!((microphone(&out), peer(&out)), (None, None));
    assert!(tab.panel().call.is_none());
}
