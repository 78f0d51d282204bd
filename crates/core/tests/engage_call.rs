//! A call is set up once, survives a page load with a new number, and ignores what
//! belongs to an earlier one.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::engine::{Command, Config, Consent, Input};
use alongside_protocol::message::{
    CallState, Channel, EndedBy, FromCustomer, Rtc, RtcSignal, Speaker, Stage, ToCustomer,
};
use common::{Tab, active, announced, config, ended, line, microphone, peer, sent};

fn offer(sdp: &str) -> RtcSignal {
    RtcSignal::Offer { sdp: sdp.into() }
}

fn calling(config: Config) -> Tab {
    let mut tab = Tab::new(config);
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(false), false);
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, Stage::Waiting { position: 1 });
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(1));
    tab
}

fn signals(out: &[Command]) -> Vec<(u32, &RtcSignal)> {
    out.iter()
        .filter_map(|command| match command {
            Command::PeerSignal { call, signal } => Some((*call, signal)),
            _ => None,
        })
        .collect()
}

#[test]
fn the_peer_gets_the_relay_s_servers_and_both_sides_signals() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    let out = tab.engagement(Channel::Voice, active());
    let servers = out.iter().find_map(|command| match command {
        Command::OpenPeer { ice, .. } => Some(ice[0].urls.clone()),
        _ => None,
    });
    assert_eq!(servers.unwrap(), ["stun:relay"]);
    let out = tab.feed(Input::PeerSignal { call: 1, signal: offer("ours") });
    assert_eq!(sent(&out), [FromCustomer::Rtc(Rtc { call: 1, signal: offer("ours") })]);
    let out = tab.relay_says(&ToCustomer::Rtc(Rtc { call: 1, signal: offer("theirs") }), true);
    assert_eq!(signals(&out), [(1, &offer("theirs"))]);
}

#[test]
fn an_active_call_told_again_is_not_set_up_again() {
    let mut tab = calling(config());
    let out = tab.engagement(Channel::Voice, active());
    assert_eq!(peer(&out), None);
    assert!(!out.iter().any(|command| matches!(command, Command::Mirror(_))), "{out:?}");
}

#[test]
fn a_page_load_asks_for_the_microphone_again_and_opens_a_call_with_a_higher_number() {
    let mut tab = calling(config());
    tab.load_page();
    tab.feed(Input::SocketOpened);
    assert_eq!(peer(&tab.relay_says(&common::welcome(true), false)), None);
    let out = tab.engagement(Channel::Voice, active());
    assert!(out.iter().any(|command| matches!(command, Command::Mirror(Some(_)))));
    let out = tab.feed(Input::Microphone { token: microphone(&out).unwrap(), answer: Ok(()) });
    assert_eq!(peer(&out), Some(2));
}

#[test]
fn a_call_outlives_a_page_load_whatever_the_customer_allows_otherwise() {
    for (consent, gpc) in [(Consent::Unknown, true), (Consent::Denied, false)] {
        let mut tab = calling(Config { consent, gpc, ..config() });
        let out = tab.load_page();
        assert!(out.contains(&Command::Connect), "{consent:?}, GPC {gpc}: the agent talks to nobody");
        tab.feed(Input::SocketOpened);
        tab.relay_says(&common::welcome(true), false);
        assert!(microphone(&tab.engagement(Channel::Voice, active())).is_some());
        let out = tab.engagement(Channel::Voice, ended(EndedBy::Agent));
        assert!(out.contains(&Command::Disconnect), "{consent:?}, GPC {gpc}: it is over");
    }
}

#[test]
fn a_request_outlives_a_page_load_too() {
    let mut tab = Tab::new(Config { gpc: true, ..config() });
    assert!(tab.feed(Input::Chat).contains(&Command::Connect));
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(false), false);
    assert!(tab.load_page().contains(&Command::Connect), "the customer stands in a queue unseen");
}

#[test]
fn a_relay_that_has_forgotten_the_call_is_said_so_after_a_page_load() {
    let mut tab = calling(config());
    tab.load_page();
    tab.feed(Input::SocketOpened);
    let out = tab.relay_says(&common::welcome(false), false);
    assert_eq!(announced(&out), ["The connection was lost for too long."]);
    assert_eq!(tab.panel().notice, "The connection was lost for too long.");
}

#[test]
fn what_belongs_to_an_earlier_call_is_dropped() {
    let mut tab = calling(config());
    tab.feed(Input::PeerFailed { call: 1 });
    for input in [
        Input::PeerSignal { call: 1, signal: offer("old") },
        Input::PeerConnected { call: 1, connected: true },
        Input::PeerFailed { call: 1 },
    ] {
        let out = tab.feed(input.clone());
        assert!(out.is_empty(), "{input:?}: {out:?}");
    }
    for call in [0, 1, 3] {
        let out = tab.relay_says(&ToCustomer::Rtc(Rtc { call, signal: offer("old") }), true);
        assert!(signals(&out).is_empty(), "{call}");
    }
}

#[test]
fn muting_reaches_the_microphone_and_the_agent() {
    let mut tab = calling(config());
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    let out = tab.feed(Input::Mute(true));
    assert!(out.contains(&Command::Mute(true)));
    let number = CallState::numbered(1, 2);
    let state = CallState { muted: true, connected: true, number, ..CallState::default() };
    assert_eq!(sent(&out), [FromCustomer::CallState(state)]);
    assert!(tab.panel().call.unwrap().muted);
}

#[test]
fn chat_goes_on_beside_the_call() {
    let mut tab = calling(config());
    let out = tab.feed(Input::Say("my card is 4111 1111 1111 1111".into()));
    let [FromCustomer::Chat(said)] = &sent(&out)[..] else { unreachable!("{out:?}") };
    assert!(!said.text.contains("1111"), "{}", said.text);
    tab.feed(Input::Panel(false));
    let out = tab.relay_says(&line(Speaker::Agent, "Thank you"), true);
    assert_eq!(announced(&out), ["Robin: Thank you"]);
    assert_eq!((tab.panel().unread, tab.panel().lines.as_ref().unwrap().len()), (1, 1));
    assert_eq!(tab.panel().call.map(|call| call.muted), Some(false), "the call goes on");
    tab.feed(Input::Panel(true));
    assert_eq!(tab.panel().unread, 0);
}

#[test]
fn asking_to_write_during_a_call_keeps_the_call() {
    let mut tab = calling(config());
    let out = tab.feed(Input::Chat);
    assert!(sent(&out).is_empty() && !out.contains(&Command::ClosePeer), "{out:?}");
}

#[test]
fn hanging_up_takes_everything_down() {
    let mut tab = calling(config());
    let out = tab.feed(Input::Leave);
    assert_eq!(sent(&out), [FromCustomer::Leave(())]);
    assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
    assert!(out.contains(&Command::Mirror(None)), "at once, whatever the relay still says");
    assert_eq!(tab.panel().notice, "The conversation is over.");
    // What was on its way of that engagement brings nothing back.
    let out = tab.engagement(Channel::Voice, Stage::Active { agent: "Robin".into() });
    assert!(
        !out.iter().any(|command| matches!(command, Command::Mirror(_) | Command::OpenMicrophone { .. }))
    );
    let out = tab.engagement(Channel::Voice, ended(EndedBy::Customer));
    assert!(announced(&out).is_empty(), "it is said once: {out:?}");
}
