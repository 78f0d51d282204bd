//! Hold, states, captions and the pointer, by the relay and by the call's own line.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use alongside_console::{
    app::{Effect, Input, LineEvent},
    words,
};
use alongside_core::voice::{CallCode, ChannelEvent, EVERY, Reading};
use alongside_protocol::{
    frame,
    message::{
        CallFromAgent, CallFromCustomer, CallState, Caption, Channel, ChatLine, FromAgent, Pointer, Speaker,
        ToAgent,
    },
};
use support::{Console, active, all_sent, engagement, offer, welcome};

const OURS: &str = "a=fingerprint:sha-256 02";
const THEIRS: &str = "a=fingerprint:sha-256 01";

fn talking(microphone: Result<(), String>) -> Console {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    console.input(Input::Microphone(microphone));
    console.input(Input::Line(1, LineEvent::Connected));
    console
}

fn with_line() -> Console {
    let mut console = talking(Ok(()));
    channel(&mut console, ChannelEvent::Open { ours: OURS.into(), theirs: THEIRS.into(), random: [8; 16] });
    console
}

fn channel(console: &mut Console, event: ChannelEvent) -> Vec<Effect> {
    console.input(Input::Line(1, LineEvent::Channel(event)))
}

fn customer_says(console: &mut Console, message: &CallFromCustomer) -> Vec<Effect> {
    channel(console, ChannelEvent::Message(message.encode(0)))
}

fn on_call(effects: &[Effect]) -> Vec<CallFromAgent> {
    let message = |effect: &Effect| {
        let Effect::SendOnLine(bytes) = effect else { return None };
        CallFromAgent::decode(&frame::decode(bytes).unwrap().0).unwrap()
    };
    effects.iter().filter_map(message).collect()
}

fn lines(console: &Console) -> Vec<&str> {
    console.state.room(1).unwrap().engagement.lines.iter().map(|line| line.text.as_str()).collect()
}

fn is_away(console: &mut Console) {
    console.input(Input::Closed { jitter: 0 });
}

fn is_back(console: &mut Console) -> Vec<Effect> {
    console.input(Input::Opened);
    console.hear(welcome())
}

#[test]
fn a_customer_on_hold_is_told_on_both_ways_and_taken_back() {
    let mut console = with_line();
    let effects = console.input(Input::Hold(true));
    assert_eq!(effects[0], Effect::Hold(true));
    let told = on_call(&effects);
    let [CallFromAgent::State(state)] = told.as_slice() else { panic!("{told:?}") };
    assert!(state.held && state.connected && !state.muted);
    assert_eq!(all_sent(&effects), [FromAgent::CallState((1, *state))]);
    assert!(console.state.voice.as_ref().unwrap().held);
    assert!(console.input(Input::Hold(true)).is_empty(), "once is enough");
    let effects = console.input(Input::Hold(false));
    assert_eq!(effects[0], Effect::Hold(false));
    let told = on_call(&effects);
    let [CallFromAgent::State(after)] = told.as_slice() else { panic!("{told:?}") };
    assert!(!after.held && after.number > state.number);
}

#[test]
fn a_line_that_begins_anew_on_hold_has_the_tone_and_not_the_microphone() {
    let mut console = with_line();
    console.input(Input::Hold(true));
    let effects = console.hear(offer(1, 2));
    assert_eq!(effects[..2], [Effect::OpenLine(2), Effect::Hold(true)]);
    let effects = console.input(Input::Line(2, LineEvent::Connected));
    let told = all_sent(&effects);
    let [FromAgent::CallState((1, state))] = told.as_slice() else { panic!("{told:?}") };
    assert!(state.held);
    assert_eq!(state.call(), Some(2));
}

/// Sixteen seconds in which nothing is on the line of this side's but packets.
fn goes_on(console: &mut Console, comes: bool) {
    let mut reading = Reading { energy: Some(0.0), ..Reading::default() };
    for _ in 0..8 {
        console.now += EVERY;
        console.input(Input::Tick);
        reading.heard.samples += 96_000;
        reading.heard.packets += if comes { 100 } else { 0 };
        reading.sent += 100;
        console.input(Input::LineRead(1, reading));
    }
}

#[test]
fn on_hold_no_microphone_is_called_silent() {
    let mut console = with_line();
    customer_says(
        &mut console,
        &CallFromCustomer::State(CallState { connected: true, ..CallState::default() }),
    );
    console.input(Input::Hold(true));
    goes_on(&mut console, true);
    assert!(words::troubles(&console.state.sounds(1).unwrap()).is_empty());
    console.input(Input::Hold(false));
    goes_on(&mut console, true);
    assert_eq!(words::troubles(&console.state.sounds(1).unwrap()).len(), 1);
}

#[test]
fn who_has_no_microphone_is_not_called_silent_on_either_side() {
    // The agent has none, and the customer only listens.
    let mut console = talking(Err("none".into()));
    let listens = CallState { muted: true, connected: true, ..CallState::default() };
    console.hear(ToAgent::CallState((1, listens)));
    goes_on(&mut console, false);
    let sounds = console.state.sounds(1).unwrap();
    assert!(words::troubles(&sounds).is_empty(), "{sounds:?}");
    assert!(!sounds.ours.gives_nothing && !sounds.ours.hears_nothing);
}

#[test]
fn what_the_customer_s_line_does_counts_once_and_the_latest_wins() {
    let mut console = with_line();
    let state = |nth, private| CallState {
        connected: true,
        private,
        number: CallState::numbered(1, nth),
        ..CallState::default()
    };
    customer_says(&mut console, &CallFromCustomer::State(state(2, true)));
    assert_eq!(console.state.announcement, words::PRIVATE);
    console.hear(ToAgent::CallState((1, state(1, false))));
    assert!(console.state.room(1).unwrap().customer_line.unwrap().private, "it is older");
    console.hear(ToAgent::CallState((1, state(3, false))));
    assert!(!console.state.room(1).unwrap().customer_line.unwrap().private);
}

#[test]
fn what_is_written_on_a_call_goes_both_ways_and_again_when_the_relay_is_back() {
    let mut console = with_line();
    let effects = console.input(Input::Say(1, " One ".into()));
    let told = on_call(&effects);
    let [CallFromAgent::Caption(one)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((one.at, one.text.as_str()), (console.now + 500, "One"));
    assert_eq!(all_sent(&effects), [FromAgent::Caption((1, one.clone()))]);
    let kept =
        |caption: &Caption| ChatLine { from: Speaker::Agent, at: caption.at, text: caption.text.clone() };
    console.hear(ToAgent::Chat((1, kept(one))));
    assert_eq!(lines(&console), ["One"]);

    is_away(&mut console);
    assert!(console.state.can_write(1));
    let effects = console.input(Input::Say(1, "Two".into()));
    let told = on_call(&effects);
    let [CallFromAgent::Caption(two)] = told.as_slice() else { panic!("{told:?}") };
    assert!(two.at > one.at && all_sent(&effects).is_empty());
    assert_eq!(lines(&console), ["One", "Two"]);

    let said = all_sent(&is_back(&mut console));
    assert!(said.contains(&FromAgent::Caption((1, two.clone()))), "{said:?}");
    let mut known = engagement(1, Channel::Voice, active());
    known.lines = vec![kept(one)];
    console.hear(ToAgent::Engagement(known));
    assert_eq!(lines(&console), ["One", "Two"], "what the relay does not know yet stays");
    console.hear(ToAgent::Chat((1, kept(two))));
    assert_eq!(lines(&console), ["One", "Two"]);
    is_away(&mut console);
    let said = all_sent(&is_back(&mut console));
    assert!(!said.iter().any(|message| matches!(message, FromAgent::Caption(_))), "it is kept: {said:?}");
}

#[test]
fn a_chat_is_said_by_the_relay_alone() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    let effects = console.input(Input::Say(1, "Hello".into()));
    assert!(matches!(all_sent(&effects)[..], [FromAgent::Chat(_)]));
    assert!(lines(&console).is_empty());
    is_away(&mut console);
    assert!(!console.state.can_write(1));
}

#[test]
fn the_pointer_takes_one_way_the_one_that_carries() {
    let mut console = with_line();
    let effects = console.input(Input::Point(1, 7));
    assert_eq!(on_call(&effects), [CallFromAgent::Pointer(Pointer { node: 7 })]);
    assert!(all_sent(&effects).is_empty());
    is_away(&mut console);
    assert_eq!(on_call(&console.input(Input::Point(1, 0))), [CallFromAgent::Pointer(Pointer { node: 0 })]);
    is_back(&mut console);
    channel(&mut console, ChannelEvent::Closed);
    let effects = console.input(Input::Point(1, 8));
    assert_eq!(all_sent(&effects), [FromAgent::Pointer((1, Pointer { node: 8 }))]);
}

#[test]
fn both_sides_of_a_call_come_to_the_same_code() {
    let mut console = with_line();
    let mut customer = CallCode::of_customer(THEIRS, OURS, [7; 16]);
    let effects = customer_says(&mut console, &CallFromCustomer::Commitment(customer.commitment()));
    let told = on_call(&effects);
    let [CallFromAgent::Part(part)] = told.as_slice() else { panic!("{told:?}") };
    let part = customer.answered(part).unwrap();
    assert_eq!(console.state.call_code(1), None);
    customer_says(&mut console, &CallFromCustomer::Part(part));
    assert_eq!(console.state.call_code(1), customer.code());
    console.hear(offer(1, 2));
    assert_eq!(console.state.call_code(1), None, "another line has another code");
}
