//! A call that is recorded.

use alongside_console::app::{Effect, Input, LineEvent, RecordEffect, RecordingInput};
use alongside_core::voice::ChannelEvent;
use alongside_protocol::{
    frame,
    message::{
        CallFromAgent, CallFromCustomer, CallState, Channel, FromAgent, RecordingConsent, RecordingStage,
        RecordingState, ToAgent,
    },
};

use super::{Console, all_sent, offer};

/// On the phone, with a line of its own that carries, on a site that allows recording.
pub(crate) fn talking() -> Console {
    let mut console = Console::connected();
    talks(&mut console);
    console
}

pub(crate) fn talks(console: &mut Console) {
    console.engaged(1, Channel::Voice);
    console.hear(ToAgent::MayRecord(1));
    console.hear(offer(1, 1));
    console.input(Input::Microphone(Ok(())));
    line_opens(console, 1);
}

/// The browser has handed over all of a recording.
pub(crate) fn whole(console: &mut Console, id: u32) -> Vec<Effect> {
    does(console, RecordingInput::Whole { id, is_something: true })
}

pub(crate) fn line_opens(console: &mut Console, call: u32) {
    console.input(Input::Line(call, LineEvent::Connected));
    let [ours, theirs] = ["02", "01"].map(|print| format!("a=fingerprint:sha-256 {print}"));
    let open = ChannelEvent::Open { ours, theirs, random: [8; 16] };
    console.input(Input::Line(call, LineEvent::Channel(open)));
}

pub(crate) fn does(console: &mut Console, input: RecordingInput) -> Vec<Effect> {
    console.input(Input::Recording(input))
}

pub(crate) fn asked() -> Console {
    let mut console = talking();
    does(&mut console, RecordingInput::Ask(1));
    console
}

pub(crate) fn recorded() -> Console {
    let mut console = asked();
    let effects = answers(&mut console, 1, true);
    assert_eq!(records(&effects), [RecordEffect::Begin(1)]);
    console
}

pub(crate) fn consent(nth: u32, question: u32, allows: bool) -> RecordingConsent {
    let number = |nth| CallState::numbered(1, nth);
    RecordingConsent { number: number(nth), question: number(question), allows }
}

/// The customer's answer to the first question, on the call's own line.
pub(crate) fn answers(console: &mut Console, nth: u32, allows: bool) -> Vec<Effect> {
    on_line(console, &CallFromCustomer::Recording(consent(nth, 1, allows)))
}

pub(crate) fn on_line(console: &mut Console, message: &CallFromCustomer) -> Vec<Effect> {
    let bytes = message.encode(0);
    console.input(Input::Line(1, LineEvent::Channel(ChannelEvent::Message(bytes))))
}

pub(crate) fn by_relay(console: &mut Console, consent: RecordingConsent) -> Vec<Effect> {
    console.hear(ToAgent::Recording((1, consent)))
}

pub(crate) fn records(effects: &[Effect]) -> Vec<RecordEffect> {
    let record = |effect: &Effect| if let Effect::Record(record) = effect { Some(*record) } else { None };
    effects.iter().filter_map(record).collect()
}

/// The states told on the call's own line.
pub(crate) fn told_on_line(effects: &[Effect]) -> Vec<RecordingState> {
    let message = |effect: &Effect| {
        let Effect::SendOnLine(bytes) = effect else { return None };
        match CallFromAgent::decode(&frame::decode(bytes).unwrap().0).unwrap() {
            Some(CallFromAgent::Recording(state)) => Some(state),
            _ => None,
        }
    };
    effects.iter().filter_map(message).collect()
}

/// The same, each of which the relay is told, too.
pub(crate) fn told(effects: &[Effect]) -> Vec<RecordingState> {
    let on_line = told_on_line(effects);
    let by_relay = all_sent(effects).into_iter().filter_map(|message| match message {
        FromAgent::Recording((1, state)) => Some(state),
        _ => None,
    });
    assert_eq!(on_line, by_relay.collect::<Vec<_>>());
    on_line
}

pub(crate) fn state(nth: u32, stage: RecordingStage) -> RecordingState {
    RecordingState { number: CallState::numbered(1, nth), stage }
}

pub(crate) fn customer(private: bool, nth: u32) -> CallFromCustomer {
    let number = CallState::numbered(1, nth);
    CallFromCustomer::State(CallState { connected: true, private, number, ..CallState::default() })
}
