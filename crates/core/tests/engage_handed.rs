//! From one agent to the next: the line to the next one is up before the one that is there
//! is taken down.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engine::{Command, Input},
    voice::{Heard, Reading},
};
use alongside_protocol::message::{
    CallState, Channel, EndedBy, FromCustomer, Rtc, RtcSignal, Stage, ToCustomer,
};
use common::{Tab, active, announced, config, ended, microphone, peer, sent};

fn with(agent: &str) -> Stage {
    Stage::Active { agent: agent.into() }
}

/// On the phone with Robin.
fn talking() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(1));
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab
}

/// Robin hands over to Ben; both lines are there.
fn between() -> Tab {
    let mut tab = talking();
    assert_eq!(peer(&tab.engagement(Channel::Voice, with("Ben"))), Some(2));
    tab
}

fn dropped(out: &[Command]) -> Vec<u32> {
    let calls = out.iter().filter_map(|command| match command {
        Command::DropPeer { call } => Some(*call),
        _ => None,
    });
    calls.collect()
}

/// The line to the next agent comes up, and sound comes on it.
fn heard(tab: &mut Tab, call: u32) -> Vec<Command> {
    let out = tab.feed(Input::PeerConnected { call, connected: true });
    assert!(out.contains(&Command::ReadLine { call }) && !closes(&out), "{out:?}");
    assert!(!closes(&read(tab, call, 4)), "too little to be heard");
    assert!(tab.wait(60).contains(&Command::ReadLine { call }), "and looks again");
    read(tab, call, 5)
}

fn read(tab: &mut Tab, call: u32, packets: u64) -> Vec<Command> {
    let reading = Reading { heard: Heard { packets, ..Heard::default() }, ..Reading::default() };
    tab.feed(Input::LineRead { call, reading })
}

fn closes(out: &[Command]) -> bool {
    out.contains(&Command::ClosePeer) || !dropped(out).is_empty()
}

#[test]
fn the_first_line_stays_until_the_second_one_is_up() {
    let mut tab = talking();
    tab.feed(Input::Mute(true));
    let out = tab.engagement(Channel::Voice, with("Ben"));
    assert_eq!((peer(&out), microphone(&out), closes(&out)), (Some(2), None, false));
    assert_eq!(announced(&out), ["Robin hands you over to Ben."]);
    assert!(out.iter().any(|command| matches!(command, Command::Mirror(Some(_)))), "Ben sees the page");
    assert_eq!(tab.panel().status, "Robin hands you over to Ben.");
    assert!(tab.panel().call.unwrap().connected, "Robin can still be heard");
    let offer = RtcSignal::Offer { sdp: "s".into() };
    for call in [1, 2] {
        let out = tab.feed(Input::PeerSignal { call, signal: offer.clone() });
        assert_eq!(sent(&out), [FromCustomer::Rtc(Rtc { call, signal: offer.clone() })]);
        let out = tab.relay_says(&ToCustomer::Rtc(Rtc { call, signal: offer.clone() }), true);
        assert!(out.contains(&Command::PeerSignal { call, signal: offer.clone() }));
    }
    let out = heard(&mut tab, 2);
    assert_eq!((dropped(&out), peer(&out)), (vec![1], None));
    assert_eq!(announced(&out), ["You are with Ben now."]);
    let told = sent(&out);
    assert!(told.contains(&FromCustomer::SoundMoved(2)));
    let is_told = |message: &_| {
        matches!(message, FromCustomer::CallState(CallState { muted: true, connected: true, .. }))
    };
    assert!(told.iter().any(is_told), "{told:?}");
    assert!(tab.panel().call.unwrap().muted, "who was muted is muted");
    assert!(tab.panel().status.starts_with("Ben sees this page"));
    // From here on it is the one line.
    let out = tab.feed(Input::PeerConnected { call: 2, connected: false });
    assert!(out.iter().any(|command| matches!(command, Command::RestartPeer { call: 2, .. })));
}

#[test]
fn an_agent_who_is_connected_and_says_nothing_is_not_waited_for() {
    let mut tab = between();
    tab.feed(Input::PeerConnected { call: 2, connected: true });
    assert!(!closes(&tab.wait(2_900)));
    assert_eq!(dropped(&tab.wait(100)), [1]);
}

#[test]
fn it_comes_to_nothing_and_the_first_line_goes_on() {
    let mut tab = between();
    let out = tab.engagement(Channel::Voice, active());
    assert_eq!((dropped(&out), peer(&out)), (vec![2], None));
    assert_eq!(announced(&out), ["You are with Robin now."]);
    assert!(tab.panel().call.unwrap().connected);
    let out = tab.feed(Input::PeerConnected { call: 2, connected: true });
    assert!(!closes(&out) && sent(&out).is_empty(), "{out:?}");
}

#[test]
fn two_agents_may_have_one_name() {
    let mut tab = talking();
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), None);
    tab.relay_says(&ToCustomer::HandedOver(()), true);
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(2));
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), None, "told again, it is the same agent");
}

#[test]
fn on_to_a_third_before_the_second_is_heard() {
    let mut tab = between();
    let out = tab.engagement(Channel::Voice, with("Carl"));
    assert_eq!((dropped(&out), peer(&out)), (vec![2], Some(3)));
    let out = heard(&mut tab, 3);
    assert_eq!(dropped(&out), [1]);
    assert!(sent(&out).contains(&FromCustomer::SoundMoved(3)));
}

#[test]
fn a_second_line_that_fails_begins_the_call_anew() {
    let mut tab = between();
    let out = tab.feed(Input::PeerFailed { call: 2 });
    assert!(out.contains(&Command::ClosePeer));
    assert_eq!(peer(&out), Some(3));
    assert!(sent(&out).contains(&FromCustomer::SoundMoved(3)), "nobody is left on the first: {out:?}");
    assert!(!tab.panel().call.unwrap().connected);
    tab.feed(Input::PeerConnected { call: 3, connected: true });
    assert!(tab.panel().call.unwrap().connected);
}

#[test]
fn a_first_line_that_is_lost_meanwhile_is_not_replaced() {
    let mut tab = between();
    tab.feed(Input::PeerConnected { call: 1, connected: false });
    let out = tab.wait(60_000);
    assert_eq!(peer(&out), None);
    assert_eq!(dropped(&heard(&mut tab, 2)), [1]);
}

#[test]
fn without_sound_to_keep_the_call_begins_anew() {
    let mut tab = talking();
    tab.feed(Input::PeerConnected { call: 1, connected: false });
    let out = tab.engagement(Channel::Voice, with("Ben"));
    assert!(out.contains(&Command::ClosePeer));
    assert_eq!(peer(&out), Some(2));
}

#[test]
fn hanging_up_in_between_takes_both_down_and_numbers_go_on() {
    for end in [None, Some(EndedBy::Agent)] {
        let mut tab = between();
        let out = match end {
            None => tab.feed(Input::Leave),
            Some(by) => tab.engagement(Channel::Voice, ended(by)),
        };
        assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
        let out = tab.feed(Input::PeerConnected { call: 2, connected: true });
        assert!(sent(&out).is_empty());
    }
    let mut tab = between();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    let token = microphone(&tab.engagement(Channel::Voice, with("Ben"))).unwrap();
    assert_eq!(peer(&tab.feed(Input::Microphone { token, answer: Ok(()) })), Some(3));
}

#[test]
fn whoever_reads_along_is_named_from_the_first_to_the_last_moment() {
    const READS: &str = "Robin has asked Ben to help. Ben sees what Robin sees, and reads along.";
    let reads = |who: Option<&str>| ToCustomer::ReadsAlong(who.map(str::to_owned));
    let mut tab = talking();
    tab.feed(Input::Panel(false));
    assert_eq!(announced(&tab.relay_says(&reads(Some("Ben")), true)), [READS]);
    assert!(tab.panel().open, "it is seen, too");
    assert_eq!(tab.panel().status, format!("Robin sees this page. What you type is masked. {READS}"));
    assert!(
        announced(&tab.relay_says(&reads(Some("Ben")), false)).is_empty(),
        "told again after a lost line"
    );
    assert_eq!(announced(&tab.relay_says(&reads(None), true)), ["Ben does not read along any more."]);
    assert_eq!(tab.panel().status, "Robin sees this page. What you type is masked.");
    assert!(announced(&tab.relay_says(&reads(None), false)).is_empty());

    // Taken over, it is their customer, and no news of reading along.
    tab.relay_says(&reads(Some("Ben")), true);
    tab.relay_says(&ToCustomer::HandedOver(()), true);
    tab.engagement(Channel::Voice, with("Ben"));
    heard(&mut tab, 2);
    assert_eq!(tab.panel().status, "Ben sees this page. What you type is masked.");

    // The next page says it again, and an end ends it.
    let mut tab = talking();
    tab.relay_says(&reads(Some("Ben")), true);
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    tab.engagement(Channel::Voice, active());
    assert_eq!(announced(&tab.relay_says(&reads(Some("Ben")), false)), [READS]);
    tab.engagement(Channel::Voice, ended(EndedBy::Agent));
    assert!(announced(&tab.relay_says(&reads(None), true)).is_empty());
}

#[test]
fn a_chat_is_with_the_next_agent_at_once() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, active());
    let out = tab.engagement(Channel::Chat, with("Ben"));
    assert_eq!(announced(&out), ["Robin hands you over to Ben.", "You are with Ben now."]);
    assert_eq!((peer(&out), tab.panel().heading.as_str()), (None, "Ben is with you"));
}
