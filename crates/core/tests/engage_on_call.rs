//! Hold, states, captions and the pointer, by the relay and by the call's own line.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::Adopted,
    engine::{Command, Input},
    voice::{CallCode, ChannelEvent, EVERY, Heard, Reading},
};
use alongside_protocol::{
    frame,
    message::{
        CallFromAgent, CallFromCustomer, CallState, Caption, Channel, ChatLine, FromCustomer, Speaker,
        ToCustomer,
    },
};
use common::{BEGIN, Tab, active, announced, config, engagement, microphone, sent, welcome};

const OURS: &str = "a=fingerprint:sha-256 01";
const THEIRS: &str = "a=fingerprint:sha-256 02";

fn talking() -> Tab {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, active());
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    tab
}

/// A call whose own line is open, and what was said on it first.
fn with_line() -> (Tab, Vec<CallFromCustomer>) {
    let mut tab = talking();
    let open = ChannelEvent::Open { ours: OURS.into(), theirs: THEIRS.into(), random: [7; 16] };
    let said = on_call(&tab.feed(Input::CallChannel { call: 1, event: open }));
    (tab, said)
}

fn on_call(commands: &[Command]) -> Vec<CallFromCustomer> {
    let message = |command: &Command| {
        let Command::SendOnCall { call: 1, bytes } = command else { return None };
        CallFromCustomer::decode(&frame::decode(bytes).unwrap().0).unwrap()
    };
    commands.iter().filter_map(message).collect()
}

fn agent_says(tab: &mut Tab, message: &CallFromAgent) -> Vec<Command> {
    tab.feed(Input::CallChannel { call: 1, event: ChannelEvent::Message(message.encode(0)) })
}

fn state(nth: u32, held: bool) -> CallState {
    CallState { connected: true, held, number: CallState::numbered(1, nth), ..CallState::default() }
}

fn caption(at: u64, text: &str) -> CallFromAgent {
    CallFromAgent::Caption(Caption { at, text: text.into() })
}

fn lines(tab: &Tab) -> Vec<String> {
    tab.panel().lines.as_ref().unwrap().iter().map(|line| line.text.clone()).collect()
}

#[test]
fn a_customer_on_hold_reads_and_hears_it_once_whichever_way_it_comes() {
    let (mut tab, _) = with_line();
    let out = agent_says(&mut tab, &CallFromAgent::State(state(1, true)));
    assert_eq!(announced(&out), ["Robin has put you on hold."]);
    assert_eq!(tab.panel().hold, "Robin has put you on hold.");
    let out = tab.relay_says(&ToCustomer::CallState(state(1, true)), true);
    assert!(announced(&out).is_empty());
    let out = agent_says(&mut tab, &CallFromAgent::State(state(2, false)));
    assert_eq!(announced(&out), ["Robin is back on the line."]);
    assert_eq!(tab.panel().hold, "");
    // The relay is slower, and brings what is over.
    tab.relay_says(&ToCustomer::CallState(state(1, true)), true);
    assert_eq!(tab.panel().hold, "");
}

#[test]
fn what_an_agent_told_of_an_earlier_call_counts_for_nothing() {
    let mut tab = talking();
    tab.feed(Input::PeerFailed { call: 1 });
    let of_another = CallState { number: CallState::numbered(9, 1), ..state(1, true) };
    tab.relay_says(&ToCustomer::CallState(of_another), true);
    assert_eq!(tab.panel().hold, "");
}

#[test]
fn nothing_is_missed_while_the_agent_has_put_the_line_on_hold() {
    let (mut tab, _) = with_line();
    agent_says(&mut tab, &CallFromAgent::State(state(1, true)));
    let mut reading = Reading { energy: Some(0.0), ..Reading::default() };
    for _ in 0..8 {
        tab.wait(EVERY);
        reading.heard = Heard { samples: reading.heard.samples + 96_000, ..reading.heard };
        reading.sent += 100;
        reading.energy = reading.energy.map(|energy| energy + 0.1);
        tab.feed(Input::LineRead { call: 1, reading });
    }
    assert_eq!(tab.panel().trouble, "");
    agent_says(&mut tab, &CallFromAgent::State(state(2, false)));
    for _ in 0..8 {
        tab.wait(EVERY);
        reading.sent += 100;
        reading.energy = reading.energy.map(|energy| energy + 0.1);
        tab.feed(Input::LineRead { call: 1, reading });
    }
    assert!(tab.panel().trouble.starts_with("No sound is coming from Robin"), "{}", tab.panel().trouble);
}

#[test]
fn who_only_listens_is_not_asked_about_a_microphone_and_hears_of_silence() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Listen);
    tab.engagement(Channel::Listen, active());
    let out = tab.feed(Input::PeerConnected { call: 1, connected: true });
    let said = sent(&out);
    let FromCustomer::CallState(told) = said.last().unwrap() else { panic!("{said:?}") };
    assert!(told.muted, "nobody waits to hear them");
    tab.relay_says(&ToCustomer::CallState(state(1, false)), true);
    let mut reading = Reading::default();
    let mut told = Vec::new();
    for turn in 0..16 {
        tab.wait(EVERY);
        reading.heard.samples += 96_000;
        reading.heard.packets += if turn < 8 { 100 } else { 0 };
        told.extend(sent(&tab.feed(Input::LineRead { call: 1, reading })));
        if turn == 7 {
            assert_eq!(tab.panel().trouble, "");
        }
    }
    assert!(tab.panel().trouble.starts_with("No sound is coming from Robin"), "{}", tab.panel().trouble);
    let gives = |message: &FromCustomer<String>| match message {
        FromCustomer::Quality(quality) => quality.gives_nothing,
        _ => false,
    };
    assert!(!told.iter().any(gives), "{told:?}");
}

#[test]
fn mute_goes_both_ways_with_one_number() {
    let (mut tab, _) = with_line();
    let out = tab.feed(Input::Mute(true));
    let told = on_call(&out);
    let [CallFromCustomer::State(state)] = told.as_slice() else { panic!("{told:?}") };
    assert!(state.muted && state.number > 0);
    assert_eq!(sent(&out), [FromCustomer::CallState(*state)]);
}

#[test]
fn what_is_typed_on_a_call_comes_once_and_while_the_relay_is_away() {
    let (mut tab, _) = with_line();
    let said = |at, text: &str| ChatLine { from: Speaker::Agent, at, text: text.into() };
    let out = agent_says(&mut tab, &caption(BEGIN, "One"));
    assert_eq!(announced(&out), ["Robin: One"]);
    let out = tab.relay_says(&ToCustomer::Chat(said(BEGIN, "One")), true);
    assert!(announced(&out).is_empty());
    // The relay is quicker.
    tab.relay_says(&ToCustomer::Chat(said(BEGIN + 1, "Two")), true);
    assert!(announced(&agent_says(&mut tab, &caption(BEGIN + 1, "Two"))).is_empty());
    // The same words again are another line.
    tab.feed(Input::SocketClosed { code: 0 });
    agent_says(&mut tab, &caption(BEGIN + 2, "Two"));
    assert_eq!(lines(&tab), ["One", "Two", "Two"]);

    tab.wait(1_000);
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome(true), false);
    let mut known = engagement(Channel::Voice, active());
    known.lines = vec![said(BEGIN, "One"), said(BEGIN + 1, "Two")];
    tab.relay_says(&ToCustomer::Engagement(known), true);
    assert_eq!(lines(&tab), ["One", "Two", "Two"], "what the relay does not know yet stays");
    let out = tab.relay_says(&ToCustomer::Chat(said(BEGIN + 2, "Two")), true);
    assert!(announced(&out).is_empty());
    assert_eq!(lines(&tab), ["One", "Two", "Two"]);
}

#[test]
fn a_caption_stays_as_long_as_it_takes_to_read_it() {
    let (mut tab, _) = with_line();
    agent_says(&mut tab, &caption(BEGIN, "Press the blue button"));
    assert_eq!(tab.panel().caption, "Press the blue button");
    tab.wait(4_999);
    assert_eq!(tab.panel().caption, "Press the blue button");
    tab.wait(1);
    assert_eq!(tab.panel().caption, "");
    agent_says(&mut tab, &caption(BEGIN + 1, &["word"; 40].join(" ")));
    tab.wait(14_999);
    assert_ne!(tab.panel().caption, "");
    tab.wait(1);
    assert_eq!(tab.panel().caption, "");
}

/// A call whose code is known on both sides; it is given as the agent has it.
fn with_code() -> (Tab, String) {
    let (mut tab, said) = with_line();
    assert_eq!(tab.panel().code, "");
    let mut agent = CallCode::of_agent(THEIRS, OURS, [8; 16]);
    let CallFromCustomer::Commitment(commitment) = &said[0] else { panic!("{said:?}") };
    let part = agent.committed(*commitment).unwrap();
    let said = on_call(&agent_says(&mut tab, &CallFromAgent::Part(part)));
    let [CallFromCustomer::Part(part)] = said.as_slice() else { panic!("{said:?}") };
    agent.revealed(part);
    (tab, agent.code().unwrap().to_owned())
}

#[test]
fn code_and_channel_go_on_in_the_next_page() {
    let (mut tab, code) = with_code();
    tab.load_page_after(Input::HandingOver);
    let media = Adopted { call: 1, connected: true, channel: true, microphone: true, muted: false };
    let out = tab.feed(Input::Adopted(media));
    let said = on_call(&out);
    let [CallFromCustomer::State(state)] = said.as_slice() else { panic!("{said:?}") };
    // What was told of this call before has lower numbers, and would count for newer.
    assert_eq!(state.number, CallState::numbered(1, 2));
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome(true), false);
    tab.engagement(Channel::Voice, active());
    assert_eq!(tab.panel().code, code);
    agent_says(&mut tab, &caption(BEGIN, "Still here"));
    assert_eq!(tab.panel().caption, "Still here");
}

#[test]
fn both_sides_of_a_call_come_to_the_same_code() {
    let (mut tab, code) = with_code();
    assert_eq!(tab.panel().code, code);
    tab.feed(Input::Leave);
    assert_eq!(tab.panel().code, "");
}

#[test]
fn what_can_t_be_read_and_what_is_of_another_call_is_left() {
    let (mut tab, _) = with_line();
    let event = ChannelEvent::Message(vec![50, 0, 200, 1, 2]);
    assert!(tab.feed(Input::CallChannel { call: 1, event }).is_empty());
    let event = ChannelEvent::Message(caption(BEGIN, "Old").encode(0));
    tab.feed(Input::CallChannel { call: 2, event });
    assert!(lines(&tab).is_empty());
}
