//! A line that is prepared before the agent accepts: taken then, or dropped without a
//! trace.

mod support;

use alongside_console::app::{Effect, Input, Line, LineEvent, Microphone};
use alongside_protocol::message::{
    CallState, Channel, EndedBy, FromAgent, Refusal, RefusalCode, Rtc, RtcSignal, Stage, ToAgent,
};
use support::{Console, active, all_sent, engagement, offer, welcome};

fn signal(call: u32) -> Effect {
    Effect::Signal(RtcSignal::Offer { sdp: format!("offer {call}") })
}

/// A console that has been told of a line, and where it is up.
fn warm(microphone: bool) -> Console {
    let mut console = Console::connected();
    assert_eq!(console.hear(ToAgent::Warm(Some(1))), [Effect::PrepareMicrophone]);
    if microphone {
        assert!(console.input(Input::MicrophonePrepared).is_empty());
    }
    assert_eq!(console.hear(offer(1, 1)), [Effect::PrepareLine(1), signal(1)]);
    let answer = RtcSignal::Answer { sdp: "a".into() };
    let out = console.input(Input::Line(1, LineEvent::Signal(answer.clone())));
    assert_eq!(all_sent(&out), [FromAgent::Rtc((1, Rtc { call: 1, signal: answer }))]);
    assert!(console.input(Input::Line(1, LineEvent::Connected)).is_empty(), "nothing to tell anybody yet");
    assert!(console.state.voice.is_none() && console.state.rooms.is_empty());
    console
}

fn line(muted: bool, nth: u32) -> FromAgent {
    let number = CallState::numbered(1, nth);
    FromAgent::CallState((1, CallState { muted, connected: true, number, ..CallState::default() }))
}

#[test]
fn the_agent_who_accepts_is_on_the_line_at_once() {
    let mut console = warm(true);
    let out = console.engaged(1, Channel::Voice);
    assert_eq!(out[0], Effect::TakeLine);
    assert_eq!(all_sent(&out), [line(false, 1)]);
    assert!(!out.contains(&Effect::AskMicrophone) && !out.contains(&Effect::HangUp), "{out:?}");
    let voice = console.state.voice.as_ref().unwrap();
    assert_eq!((voice.call, voice.line, &voice.microphone), (1, Line::Connected, &Microphone::Ready));
    assert!(console.state.warm.is_none());
    // A call like any other from here on.
    assert_eq!(console.hear(offer(1, 1)), [signal(1)]);
    assert_eq!(console.hear(offer(1, 2)), [Effect::OpenLine(2), signal(2)]);
}

#[test]
fn a_microphone_that_must_be_asked_for_comes_on_the_line_that_is_there() {
    let mut console = warm(false);
    let out = console.engaged(1, Channel::Voice);
    assert_eq!(out[0], Effect::AskMicrophone);
    assert_eq!(all_sent(&out), [line(true, 1)]);
    let out = console.input(Input::Microphone(Ok(())));
    assert_eq!(out[..2], [Effect::Mute(false), Effect::TakeLine]);
    assert_eq!(all_sent(&out), [line(false, 2)]);
}

#[test]
fn a_line_that_is_not_there_yet_or_lost_begins_with_the_customer_s_next_offer() {
    let mut console = Console::connected();
    console.hear(ToAgent::Warm(Some(1)));
    console.input(Input::MicrophonePrepared);
    assert!(
        console.engaged(1, Channel::Voice).is_empty(),
        "the microphone is ready, and nothing to put it on"
    );
    assert_eq!(console.hear(offer(1, 1)), [Effect::OpenLine(1), signal(1)]);

    let mut console = warm(true);
    console.input(Input::Line(1, LineEvent::Failed));
    assert_eq!(console.engaged(1, Channel::Voice), [Effect::HangUp, Effect::AskMicrophone]);
    console.input(Input::Microphone(Ok(())));
    assert_eq!(console.hear(offer(1, 2)), [Effect::OpenLine(2), signal(2)]);
}

#[test]
fn when_somebody_else_accepts_or_the_customer_leaves_it_is_dropped() {
    let mut console = warm(true);
    console.input(Input::Accept(1));
    assert_eq!(console.hear(ToAgent::Warm(None)), [Effect::HangUp]);
    let message = "engagement 1 was taken by Robin".to_owned();
    let refusal = Refusal { code: RefusalCode::Engagement, message };
    assert!(console.hear(ToAgent::Refusal(refusal)).is_empty());
    assert!(console.hear(ToAgent::Warm(None)).is_empty(), "once");
    assert!(console.hear(offer(1, 1)).is_empty(), "what was under way is nobody's");
    assert!(console.input(Input::Line(1, LineEvent::Failed)).is_empty());
}

#[test]
fn the_next_customer_s_line_takes_its_place() {
    let mut console = warm(true);
    assert_eq!(console.hear(ToAgent::Warm(Some(2))), [Effect::HangUp, Effect::PrepareMicrophone]);
    assert!(console.hear(offer(1, 1)).is_empty());
    assert_eq!(console.hear(offer(2, 7)), [Effect::PrepareLine(7), signal(7)]);
    // And the customer's next try the place of the one before.
    assert_eq!(console.hear(offer(2, 8)), [Effect::PrepareLine(8), signal(8)]);
    assert!(console.hear(offer(2, 7)).is_empty());
}

#[test]
fn another_call_comes_first() {
    let mut console = warm(true);
    assert_eq!(console.engaged(2, Channel::Voice), [Effect::HangUp, Effect::AskMicrophone]);
    assert!(console.hear(ToAgent::Warm(None)).is_empty(), "the call stays");
    assert!(console.hear(ToAgent::Warm(Some(3))).is_empty());
    assert!(console.state.warm.is_none());
}

#[test]
fn a_chat_that_is_accepted_leaves_the_line_alone() {
    let mut console = warm(true);
    assert!(console.engaged(2, Channel::Chat).is_empty());
    assert_eq!(console.engaged(1, Channel::Voice)[0], Effect::TakeLine);
}

#[test]
fn a_new_connection_or_a_log_out_drops_it() {
    let mut console = warm(true);
    console.input(Input::Closed { jitter: 0 });
    assert!(console.hear(welcome()).contains(&Effect::HangUp));
    let mut console = warm(true);
    assert!(console.input(Input::LoggedOut(String::new())).contains(&Effect::HangUp));
}

#[test]
fn an_end_after_a_line_that_was_taken_hangs_up() {
    let mut console = warm(true);
    console.engaged(1, Channel::Voice);
    let ended = Stage::Ended { by: EndedBy::Customer };
    let out = console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, ended)));
    assert_eq!(out, [Effect::HangUp]);
    let out = console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, active())));
    assert_eq!(out, [Effect::AskMicrophone]);
}
