//! Every refusal has a next rung: no agent, a full queue, a line that fails.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::Action,
    engine::{Command, Config, Event, Input},
};
use alongside_protocol::message::{
    Availability, Channel, EndedBy, Engage, FromCustomer, RtcSignal, Stage, ToCustomer,
};
use common::{Tab, active, announced, config, ended, microphone, peer, sent};

fn phone() -> Action {
    Action::Phone("+44 20 7946 0018".into())
}

fn calling() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(1));
    tab
}

#[test]
fn nobody_there_offers_the_phone() {
    let mut tab = Tab::online(config());
    assert!(!tab.panel().actions.contains(&phone()), "not before it is needed");
    let gone = Availability::default();
    tab.relay_says(&ToCustomer::Availability(gone), false);
    assert!(tab.panel().actions.contains(&phone()));
    tab.relay_says(&ToCustomer::Availability(Availability { agents: 1, ..Availability::default() }), false);
    assert!(!tab.panel().actions.contains(&phone()));
}

#[test]
fn an_engagement_nobody_takes_says_so_and_offers_the_phone() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, Stage::Waiting { position: 4 });
    let out = tab.engagement(Channel::Chat, ended(EndedBy::NoAgent));
    assert_eq!(announced(&out), ["Nobody is free right now."]);
    assert_eq!(tab.panel().notice, "Nobody is free right now.");
    let offers = [Action::LeaveMessage, Action::Talk, Action::Write, phone(), Action::PhoneWithPage];
    assert_eq!(tab.panel().actions, offers);
}

#[test]
fn without_a_phone_none_is_offered() {
    let mut tab = Tab::online(Config { phone: None, ..config() });
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, ended(EndedBy::NoAgent));
    assert_eq!(tab.panel().actions, [Action::LeaveMessage, Action::Talk, Action::Write]);
}

#[test]
fn a_relay_out_of_reach_says_so_and_offers_the_phone() {
    let mut tab = Tab::new(config());
    tab.feed(Input::Chat);
    let out = tab.feed(Input::SocketClosed { code: 1006 });
    assert_eq!(announced(&out), ["We can't reach our people right now."]);
    assert_eq!(tab.panel().actions, [Action::Cancel, phone()]);
    assert_eq!(tab.panel().status, "We keep trying.");
    assert!(tab.wait(500).contains(&Command::Connect), "it tries again");
    tab.feed(Input::SocketOpened);
    let out = tab.relay_says(&common::welcome(false), false);
    assert!(
        sent(&out).contains(&FromCustomer::Engage(Engage { channel: Channel::Chat })),
        "what was asked for is not lost"
    );
    assert_eq!(tab.panel().notice, "");
}

#[test]
fn the_team_is_told_once_that_the_relay_is_out_of_reach() {
    let mut tab = Tab::new(config());
    let mut told = 0;
    for _ in 0..12 {
        let out = tab.feed(Input::SocketClosed { code: 1006 });
        let is_it = |command: &&Command| matches!(command, Command::Emit(Event::Problem { message, .. }) if message.contains("origins"));
        told += out.iter().filter(is_it).count();
        tab.wait(60_000);
    }
    assert_eq!(told, 1);
}

#[test]
fn without_a_relay_talking_and_writing_lead_to_the_phone() {
    for ask in [Input::Talk, Input::Chat] {
        let mut tab = Tab::new(Config { has_relay: false, ..config() });
        let out = tab.feed(ask);
        assert_eq!(announced(&out), ["We can't reach our people right now."]);
        assert!(tab.panel().open);
        assert_eq!(tab.panel().actions, [phone()]);
        assert!(!out.contains(&Command::Connect));
    }
}

#[test]
fn a_line_that_fails_is_tried_once_more() {
    let mut tab = calling();
    let out = tab.feed(Input::PeerFailed { call: 1 });
    assert_eq!(peer(&out), Some(2));
    let [Command::ClosePeer, Command::OpenPeer { .. }, ..] = &out[..] else {
        unreachable!("the old one goes first: {out:?}")
    };
    assert!(!out.contains(&Command::CloseMicrophone), "nobody is asked for the microphone again");
    assert!(sent(&out).is_empty());
}

/// A candidate of this kind, as browsers write it (RFC 8839, 5.1).
fn candidate(call: u32, kind: &str) -> Input {
    let candidate = format!("candidate:1 1 udp 2113937151 192.0.2.1 54400 typ {kind} generation 0");
    Input::PeerSignal { call, signal: RtcSignal::Candidate { candidate, mid: "0".into() } }
}

#[test]
fn a_line_that_fails_twice_goes_on_in_writing_and_says_why() {
    for (kinds, says) in [
        (&["host", "srflx"][..], "The call can't be connected on this network."),
        (&["host", "relay"], "The call can't be connected on this network."),
        (&["host"], "This network lets no calls through."),
        (&[], "Your browser did not set up the call."),
    ] {
        let mut tab = calling();
        // What the first line found counts no more.
        tab.feed(candidate(1, "relay"));
        tab.feed(Input::PeerFailed { call: 1 });
        for kind in kinds {
            tab.feed(candidate(2, kind));
        }
        let out = tab.feed(Input::PeerFailed { call: 2 });
        assert_eq!(sent(&out), [FromCustomer::Engage(Engage { channel: Channel::Chat })]);
        assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
        let out = tab.engagement(Channel::Chat, active());
        assert_eq!(peer(&out), None);
        assert!(!out.iter().any(|command| matches!(command, Command::Mirror(_))), "the agent goes on seeing");
        assert!(tab.panel().notice.starts_with(says), "{kinds:?}: {}", tab.panel().notice);
        assert_eq!(tab.panel().actions, [Action::Talk, Action::End, phone()]);
        assert!(tab.panel().lines.is_some());
    }
}

#[test]
fn a_line_that_was_up_in_between_has_two_tries_again() {
    let mut tab = calling();
    tab.feed(Input::PeerFailed { call: 1 });
    tab.feed(Input::PeerConnected { call: 2, connected: true });
    let out = tab.feed(Input::PeerConnected { call: 2, connected: false });
    assert_eq!(announced(&out), ["The line was interrupted. We are trying again."]);
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    assert_eq!(peer(&tab.wait(30_000)), Some(3));
}

#[test]
fn leaving_the_queue_takes_the_request_back() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(tab.panel().actions, [Action::Leave]);
    let out = tab.engagement(Channel::Voice, Stage::Waiting { position: 2 });
    assert_eq!(announced(&out), ["You are number 2 in the queue."]);
    assert_eq!(tab.panel().actions, [Action::Leave]);
    let out = tab.feed(Input::Leave);
    assert_eq!(sent(&out), [FromCustomer::Leave(())]);
    assert!(out.contains(&Command::CloseMicrophone), "a queue left is no reason to listen");
    tab.engagement(Channel::Voice, ended(EndedBy::Customer));
    assert_eq!(tab.panel().actions[..2], [Action::Talk, Action::Write]);
    assert_eq!(tab.panel().lines, None);
}

#[test]
fn choosing_to_write_while_waiting_for_a_call_lets_the_microphone_go() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.feed(Input::Chat);
    let out = tab.engagement(Channel::Chat, Stage::Waiting { position: 1 });
    assert!(out.contains(&Command::CloseMicrophone), "{out:?}");
}
