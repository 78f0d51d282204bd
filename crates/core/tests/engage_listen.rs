//! Without a microphone the customer may hear the agent and type; and a voice that the
//! browser holds back is a tap away.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::{Action, CallSupport, MicrophoneRefusal},
    engine::{Command, Config, Input},
};
use alongside_protocol::message::{Channel, Engage, FromCustomer, Stage};
use common::{Tab, active, announced, config, microphone, peer, sent};

const LISTEN: FromCustomer<String> = FromCustomer::Engage(Engage { channel: Channel::Listen });

/// A call in which the customer only hears.
fn listening() -> Tab {
    let mut tab = Tab::online(config());
    let out = tab.feed(Input::Listen);
    assert_eq!((sent(&out), microphone(&out)), (vec![LISTEN], None));
    tab.engagement(Channel::Listen, Stage::Waiting { position: 1 });
    let out = tab.engagement(Channel::Listen, active());
    assert_eq!((peer(&out), microphone(&out)), (Some(1), None), "nobody is asked for a microphone");
    tab
}

#[test]
fn listening_is_a_call_with_a_place_to_write() {
    let mut tab = listening();
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    let panel = tab.panel();
    assert!(panel.call.is_some_and(|call| call.listening && call.connected));
    assert!(panel.lines.is_some());
    assert_eq!(panel.actions, [Action::Talk], "hanging up is beside the call");
}

#[test]
fn listening_goes_on_over_a_page_load_and_asks_for_nothing() {
    let mut tab = listening();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    let out = tab.engagement(Channel::Listen, active());
    assert_eq!((peer(&out), microphone(&out)), (Some(2), None));
}

#[test]
fn who_listens_may_still_come_to_speak() {
    let mut tab = listening();
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    let out = tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(sent(&out), [FromCustomer::Engage(Engage { channel: Channel::Voice })]);
    assert!(out.contains(&Command::ClosePeer) && !out.contains(&Command::CloseMicrophone), "{out:?}");
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(2));
    assert!(tab.panel().call.is_some_and(|call| !call.listening));
}

#[test]
fn a_microphone_refused_while_listening_leaves_the_line_alone() {
    let mut tab = listening();
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    let out = tab.feed(Input::Microphone { token, answer: Err(MicrophoneRefusal::Missing) });
    assert!(!out.contains(&Command::ClosePeer) && sent(&out).is_empty(), "{out:?}");
    assert!(tab.panel().notice.starts_with("No microphone was found."));
    assert!(tab.panel().call.is_some_and(|call| call.listening));
}

#[test]
fn a_rejoin_without_a_microphone_can_go_on_listening() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.engagement(Channel::Voice, active())).unwrap();
    tab.feed(Input::Microphone { token, answer: Err(MicrophoneRefusal::Denied) });
    assert_eq!(tab.panel().actions, [Action::Talk, Action::Listen, Action::End]);
    assert_eq!(sent(&tab.feed(Input::Listen)), [LISTEN]);
    assert_eq!(peer(&tab.engagement(Channel::Listen, active())), Some(1));
}

#[test]
fn a_page_that_can_have_no_microphone_offers_listening_instead_and_says_why_when_asked() {
    for (refusal, says) in [
        (MicrophoneRefusal::Insecure, "This page is not secure (https)"),
        (MicrophoneRefusal::Policy, "This part of the page may not use the microphone."),
        (MicrophoneRefusal::Unsupported, "This browser gives pages no microphone."),
    ] {
        let mut tab = Tab::online(Config { calls: CallSupport::ListenOnly(refusal), ..config() });
        assert_eq!(tab.panel().actions, [Action::Listen, Action::Write], "{refusal:?}: before a click");
        let out = tab.feed(Input::Talk);
        assert_eq!((microphone(&out), sent(&out)), (None, vec![]), "it would be in vain");
        assert!(tab.panel().open && tab.panel().notice.starts_with(says), "{:?}", tab.panel());
        let phone = Action::Phone("+44 20 7946 0018".into());
        assert_eq!(tab.panel().actions, [Action::Write, Action::Listen, phone, Action::PhoneWithPage]);
        tab.feed(Input::Listen);
        tab.engagement(Channel::Listen, active());
        assert_eq!(tab.panel().actions, [], "no talking there either");
    }
}

#[test]
fn a_browser_without_webrtc_offers_writing_and_says_why_when_asked() {
    for ask in [Input::Talk, Input::Listen] {
        let mut tab = Tab::online(Config { calls: CallSupport::None, ..config() });
        assert_eq!(tab.panel().actions, [Action::Write]);
        let out = tab.feed(ask);
        assert_eq!(announced(&out), ["This browser can't make calls. You can write to us instead."]);
        assert!(sent(&out).is_empty() && microphone(&out).is_none());
        let phone = Action::Phone("+44 20 7946 0018".into());
        assert_eq!(tab.panel().actions, [Action::Write, phone, Action::PhoneWithPage]);
        tab.feed(Input::Chat);
        tab.engagement(Channel::Chat, active());
        assert_eq!(tab.panel().actions, [Action::End]);
    }
}

#[test]
fn a_voice_that_the_browser_holds_back_is_one_tap_away() {
    let mut tab = listening();
    let hear = Action::Hear("Robin".into());
    assert!(tab.feed(Input::SoundBlocked { call: 7 }).is_empty(), "of another call");
    let out = tab.feed(Input::SoundBlocked { call: 1 });
    assert_eq!(announced(&out), ["Tap to hear Robin"]);
    assert_eq!(tab.panel().actions[0], hear);
    assert!(announced(&tab.feed(Input::SoundBlocked { call: 1 })).is_empty(), "said once");
    assert!(tab.feed(Input::Hear).contains(&Command::PlaySound));
    assert!(tab.panel().actions.contains(&hear), "until it is heard");
    tab.feed(Input::SoundPlays { call: 1 });
    assert!(!tab.panel().actions.contains(&hear));
    assert!(!tab.feed(Input::Hear).contains(&Command::PlaySound));
}
