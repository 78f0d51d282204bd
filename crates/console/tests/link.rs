//! The connection: greeting, counting, acknowledging, coming back.

mod support;

use alongside_console::app::{Effect, Input, Phase};
use alongside_protocol::message::{
    Channel, FromAgent, Presence, Refusal, RefusalCode, Stage, ToAgent, VisitGone,
};
use support::{Console, active, all_sent, engagement, sent, visit, welcome};

#[test]
fn it_greets_first_and_tells_its_presence_after_the_welcome() {
    let mut console = Console::connected();
    let hello = console.input(Input::Opened);
    assert!(matches!(sent(&hello[0]), Some(FromAgent::Hello(hello)) if hello.resume.is_none()));
    assert_eq!(all_sent(&console.hear(welcome())), [FromAgent::Presence(Presence { available: true })]);
    assert_eq!(console.state.relay_time(console.now), console.now + 500);
}

#[test]
fn its_frames_are_counted_from_one_on_each_connection() {
    let mut console = Console::connected();
    let sequence = |effects: &[Effect]| {
        let Some(Effect::Transmit(bytes)) = effects.first() else {
            panic!("nothing sent");
        };
        alongside_protocol::frame::decode(bytes).unwrap().0.sequence
    };
    assert_eq!(sequence(&console.input(Input::Accept(1))), 2);
    console.input(Input::Closed { jitter: 0 });
    console.input(Input::Opened);
    assert_eq!(sequence(&console.hear(welcome())), 1);
}

#[test]
fn a_counted_frame_is_acknowledged_once_and_taken_once() {
    let mut console = Console::connected();
    let bytes = ToAgent::Visit(Box::new(visit(1, None))).encode(1);
    let twice = [bytes.clone(), bytes.clone()].concat();
    let effects = console.input(Input::Received(twice));
    assert_eq!(effects.len(), 1);
    assert!(matches!(sent(&effects[0]), Some(FromAgent::Ack(ack)) if ack.received == 1));
    assert!(console.input(Input::Received(bytes)).is_empty());
}

#[test]
fn it_comes_back_later_each_time_and_says_nothing_meanwhile() {
    let mut console = Console::connected();
    let mut waits = Vec::new();
    for _ in 0..8 {
        let effects = console.input(Input::Closed { jitter: 0 });
        let [Effect::Connect { after }] = effects[..] else {
            panic!("{effects:?}");
        };
        waits.push(after);
    }
    assert_eq!(waits[..3], [250, 500, 1000]);
    assert_eq!(waits[7], 7500);
    assert!(console.input(Input::Accept(1)).is_empty());
    assert_eq!(console.state.accepting, None);
}

#[test]
fn what_the_relay_does_not_name_again_after_a_reconnect_is_over() {
    let mut console = Console::connected();
    console.hear(ToAgent::Visit(Box::new(visit(1, None))));
    console.engaged(1, Channel::Chat);
    console.engaged(2, Channel::Chat);
    console.input(Input::Closed { jitter: 0 });
    console.input(Input::Opened);
    console.hear(welcome());
    assert!(console.state.visits.is_empty());
    console.hear(ToAgent::Engagement(engagement(2, Channel::Chat, active())));
    console.now += 10_000;
    console.input(Input::Tick);
    assert!(matches!(console.state.room(1).unwrap().engagement.stage, Stage::Ended { .. }));
    assert!(console.state.room(2).unwrap().is_active());
}

#[test]
fn an_ended_session_asks_to_log_in_and_another_version_gives_up() {
    let refusal = |code| ToAgent::Refusal(Refusal { code, message: "The relay speaks version 2.".into() });
    let mut console = Console::connected();
    console.hear(refusal(RefusalCode::Agent));
    assert!(matches!(console.state.phase, Phase::Login { .. }));
    assert!(console.input(Input::Closed { jitter: 0 }).is_empty());

    let mut console = Console::connected();
    console.hear(refusal(RefusalCode::Version));
    assert!(console.input(Input::Closed { jitter: 0 }).is_empty());
    assert!(console.state.notice.contains("version 2"));
}

#[test]
fn unreadable_bytes_start_a_fresh_connection() {
    let mut console = Console::connected();
    let effects = console.input(Input::Received(vec![11, 1, 3, 0xff, 0xff, 0xff]));
    assert!(effects.contains(&Effect::Disconnect));
    assert!(console.state.notice.contains("`Visit`"));
    assert!(!console.state.link.is_up());
}

#[test]
fn a_kind_it_does_not_know_is_skipped() {
    let mut console = Console::connected();
    let mut bytes = vec![99, 1, 2, 7, 7];
    bytes.extend(ToAgent::VisitGone(VisitGone { visit: "x".into() }).encode(2));
    assert_eq!(console.input(Input::Received(bytes)).len(), 1);
    assert!(console.state.link.is_up());
}
