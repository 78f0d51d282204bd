//! The one call: the newest line wins, the microphone comes first.

mod support;

use alongside_console::app::{Effect, Input, Line, LineEvent, Microphone};
use alongside_protocol::message::{CallState, Channel, EndedBy, FromAgent, Rtc, RtcSignal, Stage, ToAgent};
use support::{Console, active, all_sent, engagement, offer, welcome};

fn signal(call: u32) -> Effect {
    Effect::Signal(RtcSignal::Offer { sdp: format!("offer {call}") })
}

fn ready(console: &mut Console) -> Vec<Effect> {
    console.input(Input::Microphone(Ok(())))
}

#[test]
fn a_voice_engagement_asks_for_the_microphone_and_answers_after_it() {
    let mut console = Console::connected();
    assert_eq!(console.engaged(1, Channel::Voice), [Effect::AskMicrophone]);
    assert!(console.hear(offer(1, 1)).is_empty(), "not before the microphone");
    assert_eq!(ready(&mut console), [Effect::Mute(false), Effect::OpenLine(1), signal(1)]);
    assert_eq!(console.state.voice.as_ref().unwrap().line, Line::Connecting);
}

#[test]
fn a_chat_that_becomes_a_call_takes_what_came_early() {
    let mut console = Console::connected();
    assert!(console.engaged(1, Channel::Chat).is_empty());
    assert!(console.hear(offer(1, 1)).is_empty());
    let effects = console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, active())));
    assert_eq!(effects, [Effect::AskMicrophone]);
    assert!(ready(&mut console).contains(&signal(1)));
}

#[test]
fn a_higher_call_replaces_the_line_and_a_lower_one_is_dropped() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 2));
    ready(&mut console);
    assert_eq!(console.hear(offer(1, 2)), [signal(2)]);
    assert!(console.hear(offer(1, 1)).is_empty());
    assert_eq!(console.hear(offer(1, 3)), [Effect::OpenLine(3), signal(3)]);
    // What the old line still says is nobody's.
    assert!(console.input(Input::Line(2, LineEvent::Connected)).is_empty());
}

#[test]
fn without_a_microphone_the_agent_listens_and_the_customer_is_told() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    let effects = console.input(Input::Microphone(Err("none was found".into())));
    assert!(effects.contains(&Effect::OpenLine(1)));
    let effects = console.input(Input::Line(1, LineEvent::Connected));
    let number = CallState::numbered(1, 1);
    let state = CallState { muted: true, connected: true, number, ..CallState::default() };
    assert_eq!(all_sent(&effects), [FromAgent::CallState((1, state))]);
    let voice = console.state.voice.unwrap();
    assert_eq!(voice.microphone, Microphone::Missing("none was found".into()));
}

#[test]
fn mute_and_connection_are_told_to_the_customer() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    ready(&mut console);
    let state = |nth, muted, connected| {
        let number = CallState::numbered(1, nth);
        FromAgent::CallState((1, CallState { muted, connected, number, ..CallState::default() }))
    };
    let effects = console.input(Input::Line(1, LineEvent::Connected));
    assert_eq!(all_sent(&effects), [state(1, false, true)]);
    let effects = console.input(Input::Mute(true));
    assert_eq!(effects[0], Effect::Mute(true));
    assert_eq!(all_sent(&effects), [state(2, true, true)]);
    let effects = console.input(Input::Line(1, LineEvent::Failed));
    assert_eq!(all_sent(&effects), [state(3, true, false)]);
    assert!(effects.contains(&Effect::RestartLine));
    console.hear(welcome());
    let answer = RtcSignal::Answer { sdp: "a".into() };
    let effects = console.input(Input::Line(1, LineEvent::Signal(answer.clone())));
    let rtc = Rtc { call: 1, signal: answer };
    assert_eq!(all_sent(&effects), [FromAgent::Rtc((1, rtc))]);
}

#[test]
fn there_is_one_call_and_the_next_starts_when_it_ends() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    assert!(console.engaged(2, Channel::Voice).is_empty());
    assert_eq!(console.state.voice.as_ref().unwrap().engagement, 1);
    let ended = Stage::Ended { by: EndedBy::Customer };
    let effects = console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, ended)));
    assert_eq!(effects, [Effect::HangUp, Effect::AskMicrophone]);
    assert_eq!(console.state.voice.as_ref().unwrap().engagement, 2);
    let effects = console.hear(ToAgent::Engagement(engagement(2, Channel::Chat, active())));
    assert_eq!(effects, [Effect::HangUp]);
}

#[test]
fn a_call_that_comes_back_waits_for_the_next_line() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    ready(&mut console);
    console.hear(ToAgent::Engagement(engagement(1, Channel::Chat, active())));
    console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, active())));
    assert_eq!(ready(&mut console), [Effect::Mute(false)]);
    assert_eq!(console.state.voice.as_ref().unwrap().line, Line::Waiting);
    assert_eq!(console.hear(offer(1, 2)), [Effect::OpenLine(2), signal(2)]);
}

#[test]
fn a_lost_relay_does_not_end_the_call() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    ready(&mut console);
    let effects = console.input(Input::Closed { jitter: 0 });
    assert!(!effects.contains(&Effect::HangUp));
    assert!(console.state.voice.is_some());
}

#[test]
fn a_page_that_takes_its_line_along_is_heard_and_named_once() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    assert!(console.hear(ToAgent::CallAway(1)).is_empty(), "before there was a line");
    console.hear(offer(1, 1));
    ready(&mut console);
    console.input(Input::Line(1, LineEvent::Connected));
    let reloads = |console: &Console| console.state.voice.as_ref().unwrap().reloads;
    assert_eq!(console.hear(ToAgent::CallAway(1)), [Effect::Tone]);
    assert!(console.hear(ToAgent::CallAway(1)).is_empty(), "once");
    console.input(Input::Line(1, LineEvent::Disconnected));
    console.hear(offer(1, 2));
    assert!(reloads(&console), "until there is sound again");
    console.input(Input::Line(2, LineEvent::Connected));
    assert!(!reloads(&console));
    assert!(console.hear(ToAgent::CallAway(7)).is_empty(), "of another engagement");
}
