//! A line is prepared while the customer waits; the microphone comes on it when an agent
//! has answered, and not before.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Input},
    voice::ChannelEvent,
};
use alongside_protocol::message::{
    CallFromAgent, CallState, Channel, EndedBy, FromCustomer, Rtc, RtcSignal, Stage, ToCustomer,
};
use common::{Tab, active, announced, config, ended, microphone, peer, sent};

const QUEUE: Stage = Stage::Waiting { position: 1 };

/// In the queue for a call, the microphone at hand.
fn waiting() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, QUEUE);
    tab
}

fn relay(tab: &mut Tab, may: bool) -> Vec<Command> {
    tab.relay_says(&ToCustomer::Warm(may), true)
}

/// In the queue, with a line that is up.
fn warm() -> Tab {
    let mut tab = waiting();
    assert_eq!(prepared(&relay(&mut tab, true)), [1]);
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab
}

fn prepared(out: &[Command]) -> Vec<u32> {
    let calls = out.iter().filter_map(|command| match command {
        Command::WarmPeer { call, ice } => {
            assert_eq!(ice[0].urls, ["stun:relay"]);
            Some(*call)
        }
        _ => None,
    });
    calls.collect()
}

fn taken(out: &[Command]) -> Vec<u32> {
    let calls = out.iter().filter_map(|command| match command {
        Command::TakePeer { call } => Some(*call),
        _ => None,
    });
    calls.collect()
}

fn closes(out: &[Command]) -> bool {
    out.contains(&Command::ClosePeer)
}

#[test]
fn what_comes_on_the_channel_of_a_prepared_line_counts_once_an_agent_has_answered() {
    let mut tab = warm();
    let open = ChannelEvent::Open { ours: String::new(), theirs: String::new(), random: [7; 16] };
    let state = CallState { muted: true, connected: true, ..CallState::default() };
    let told = CallFromAgent::State(CallState { number: CallState::numbered(1, 1), ..state }).encode(0);
    for event in [open, ChannelEvent::Message(told)] {
        assert!(tab.feed(Input::CallChannel { call: 1, event }).is_empty(), "nobody has answered");
    }
    let out = tab.engagement(Channel::Voice, active());
    assert!(out.iter().any(|command| matches!(command, Command::SendOnCall { call: 1, .. })), "{out:?}");
    assert!(tab.panel().call.unwrap().agent_muted);
}

#[test]
fn a_line_is_prepared_in_silence_and_taken_when_an_agent_answers() {
    let mut tab = waiting();
    assert_eq!(prepared(&relay(&mut tab, true)), [1]);
    let offer = RtcSignal::Offer { sdp: "ours".into() };
    let out = tab.feed(Input::PeerSignal { call: 1, signal: offer.clone() });
    assert_eq!(sent(&out), [FromCustomer::Rtc(Rtc { call: 1, signal: offer })]);
    let answer = RtcSignal::Answer { sdp: "theirs".into() };
    let out = tab.relay_says(&ToCustomer::Rtc(Rtc { call: 1, signal: answer.clone() }), true);
    assert!(out.contains(&Command::PeerSignal { call: 1, signal: answer }));
    let out = tab.feed(Input::PeerConnected { call: 1, connected: true });
    assert!(sent(&out).is_empty() && announced(&out).is_empty(), "{out:?}");
    assert!(taken(&out).is_empty() && tab.panel().call.is_none(), "nobody has answered: {out:?}");
    let out = tab.wait(60_000);
    assert!(!out.iter().any(|command| matches!(command, Command::ReadLine { .. })), "{out:?}");

    let out = tab.engagement(Channel::Voice, active());
    assert_eq!((taken(&out), peer(&out), closes(&out)), (vec![1], None, false));
    assert!(announced(&out).contains(&"Connected"));
    let is_told = |message: &_| {
        matches!(message, FromCustomer::CallState(CallState { muted: false, connected: true, .. }))
    };
    assert!(sent(&out).iter().any(is_told));
    assert!(tab.panel().call.unwrap().connected);
    // From here on it is a call like any other.
    let out = tab.feed(Input::PeerConnected { call: 1, connected: false });
    assert!(out.iter().any(|command| matches!(command, Command::RestartPeer { call: 1, .. })), "{out:?}");
}

#[test]
fn when_somebody_else_answers_the_line_is_another_one() {
    let mut tab = warm();
    assert!(closes(&relay(&mut tab, false)));
    let out = tab.engagement(Channel::Voice, active());
    assert_eq!((taken(&out), peer(&out)), (vec![], Some(2)));
}

#[test]
fn the_next_agent_s_line_takes_the_place_of_the_first_one_s() {
    let mut tab = warm();
    let out = relay(&mut tab, true);
    assert_eq!((closes(&out), prepared(&out)), (true, vec![2]));
    let late = Rtc { call: 1, signal: RtcSignal::Answer { sdp: "late".into() } };
    let out = tab.relay_says(&ToCustomer::Rtc(late), true);
    assert!(!out.iter().any(|command| matches!(command, Command::PeerSignal { .. })), "{out:?}");
    tab.feed(Input::PeerConnected { call: 2, connected: true });
    assert_eq!(taken(&tab.engagement(Channel::Voice, active())), [2]);
}

#[test]
fn a_line_that_is_not_up_when_the_answer_comes_is_begun_anew() {
    for lost in
        [None, Some(Input::PeerConnected { call: 1, connected: false }), Some(Input::PeerFailed { call: 1 })]
    {
        let mut tab = if lost.is_some() { warm() } else { waiting() };
        let mut out = if lost.is_none() { relay(&mut tab, true) } else { Vec::new() };
        if let Some(lost) = lost {
            out.extend(tab.feed(lost));
            assert!(announced(&out).is_empty() && tab.panel().notice.is_empty(), "nobody missed it");
        }
        out.extend(tab.engagement(Channel::Voice, active()));
        assert!(closes(&out), "{out:?}");
        assert_eq!((taken(&out), peer(&out)), (vec![], Some(2)));
    }
}

#[test]
fn who_leaves_or_writes_instead_takes_it_down() {
    let leave = |tab: &mut Tab| tab.feed(Input::Leave);
    let write = |tab: &mut Tab| tab.engagement(Channel::Chat, QUEUE);
    let over = |tab: &mut Tab| tab.engagement(Channel::Voice, ended(EndedBy::NoAgent));
    let cases: [fn(&mut Tab) -> Vec<Command>; 3] = [leave, write, over];
    for end in cases {
        let mut tab = warm();
        let out = end(&mut tab);
        assert!(closes(&out) && out.contains(&Command::CloseMicrophone), "{out:?}");
        assert!(!closes(&relay(&mut tab, false)), "it is down");
    }
}

#[test]
fn another_page_has_no_microphone_at_hand_and_prepares_nothing() {
    let mut tab = warm();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    tab.engagement(Channel::Voice, QUEUE);
    let out = relay(&mut tab, true);
    assert!(prepared(&out).is_empty() && microphone(&out).is_none(), "{out:?}");
    let token = microphone(&tab.engagement(Channel::Voice, active())).unwrap();
    let out = tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!((taken(&out), peer(&out)), (vec![], Some(2)), "and counts on");
}

#[test]
fn a_new_connection_to_the_relay_forgets_the_line_of_the_old_one() {
    let mut tab = warm();
    tab.feed(Input::SocketClosed { code: 1006 });
    tab.wait(60_000);
    tab.feed(Input::SocketOpened);
    assert!(closes(&tab.relay_says(&common::welcome(true), false)));
    assert_eq!(prepared(&relay(&mut tab, true)), [2]);
}

#[test]
fn a_chat_prepares_nothing_and_who_only_listens_does() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, QUEUE);
    assert!(prepared(&relay(&mut tab, true)).is_empty());

    let mut tab = Tab::online(config());
    tab.feed(Input::Listen);
    tab.engagement(Channel::Listen, QUEUE);
    assert_eq!(prepared(&relay(&mut tab, true)), [1]);
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    let out = tab.engagement(Channel::Listen, active());
    assert_eq!((taken(&out), microphone(&out)), (vec![1], None));
    assert!(tab.panel().call.unwrap().listening);
}

#[test]
fn nobody_prepares_a_line_beside_a_call_or_without_an_engagement() {
    let mut tab = warm();
    tab.engagement(Channel::Voice, active());
    let out = relay(&mut tab, true);
    assert!(prepared(&out).is_empty() && !closes(&out), "{out:?}");
    let mut tab = Tab::online(config());
    assert!(prepared(&relay(&mut tab, true)).is_empty());
}
