//! How the call sounds, from both ends, as the agent learns it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use alongside_console::{
    app::{Effect, Input, LineEvent},
    words,
};
use alongside_core::voice::{EVERY, Reading};
use alongside_protocol::message::{
    CallQuality, CallState, Channel, EndedBy, FromAgent, Grade, Sound, Stage, ToAgent,
};
use support::{Console, active, all_sent, engagement, offer};

/// A console in a call that is up, and what its browser counts.
struct Call {
    console: Console,
    reading: Reading,
}

impl Call {
    fn connected() -> Self {
        let mut console = Console::connected();
        console.engaged(1, Channel::Voice);
        console.hear(offer(1, 1));
        console.input(Input::Microphone(Ok(())));
        console.input(Input::Line(1, LineEvent::Connected));
        console.hear(ToAgent::CallState((
            1,
            CallState { muted: false, connected: true, ..CallState::default() },
        )));
        Self { console, reading: Reading { energy: Some(0.0), ..Reading::default() } }
    }

    /// Two seconds: the console asks, the browser answers.
    fn goes_on(&mut self, times: usize, comes: bool, speaks: bool) -> Vec<FromAgent> {
        let mut sent = Vec::new();
        for _ in 0..times {
            self.console.now += EVERY;
            assert!(self.console.state.reads_line(self.console.now));
            assert_eq!(self.console.input(Input::Tick), [Effect::ReadLine(1)]);
            assert!(!self.console.state.reads_line(self.console.now), "once is enough");
            self.reading.heard.samples += 96_000;
            self.reading.heard.packets += if comes { 100 } else { 0 };
            self.reading.sent += 100;
            self.reading.energy = self.reading.energy.map(|energy| energy + if speaks { 0.1 } else { 0.0 });
            sent.extend(all_sent(&self.console.input(Input::LineRead(1, self.reading))));
        }
        sent
    }

    fn says(&mut self, quality: CallQuality) {
        self.console.hear(ToAgent::Quality((1, quality)));
    }

    fn line(&self) -> String {
        words::line(&self.console.state.sounds(1).unwrap())
    }

    fn troubles(&self) -> Vec<&'static str> {
        words::troubles(&self.console.state.sounds(1).unwrap())
    }
}

fn theirs(grade: Grade, mos: u16) -> CallQuality {
    CallQuality {
        call: 1,
        lately: Some(Sound { grade, mos, lost: 123, delay: 240 }),
        hears_nothing: false,
        gives_nothing: false,
        seconds: 20,
        deaf: 0,
        mean: mos,
        worst: 255,
    }
}

#[test]
fn both_directions_are_said_in_one_line() {
    let mut call = Call::connected();
    assert_eq!(call.console.state.sounds(1), None, "nothing is known yet");
    let sent = call.goes_on(3, true, true);
    assert!(matches!(sent[..], [FromAgent::Quality((1, CallQuality { call: 1, .. }))]), "{sent:?}");
    assert_eq!(call.line(), "Line: good 4.4");
    call.says(theirs(Grade::Poor, 292));
    assert_eq!(call.line(), "Line: good 4.4 · they hear you: poor 2.9");
    assert_eq!(
        words::figures(&call.console.state.sounds(1).unwrap()),
        [
            "What you hear: 0.0 % lost, 27 ms of delay, at worst 4.4.",
            "What they hear: 12.3 % lost, 240 ms of delay, at worst 2.6."
        ]
    );
    assert!(call.troubles().is_empty());
    // A page that boasts has no more than there is.
    call.says(theirs(Grade::Good, u16::MAX));
    assert_eq!(call.line(), "Line: good 4.4 · they hear you: good 4.5");
}

#[test]
fn sound_that_goes_one_way_only_is_said_and_muting_is_not_that() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    call.console
        .hear(ToAgent::CallState((1, CallState { muted: true, connected: true, ..CallState::default() })));
    call.goes_on(10, false, true);
    assert!(call.troubles().is_empty(), "the customer is muted");
    call.console
        .hear(ToAgent::CallState((1, CallState { muted: false, connected: true, ..CallState::default() })));
    call.goes_on(3, false, true);
    assert_eq!(call.troubles(), ["Nothing comes from the customer. You can write to them."]);
    call.says(CallQuality { gives_nothing: true, ..theirs(Grade::Good, 440) });
    assert!(call.troubles()[0].starts_with("The customer’s microphone gives no sound."));
    call.goes_on(2, true, true);
    call.says(CallQuality { lately: None, hears_nothing: true, ..theirs(Grade::Good, 440) });
    assert_eq!(call.troubles(), ["The customer can’t hear you. You can write to them."]);
    call.console.input(Input::Mute(true));
    assert!(call.troubles().is_empty(), "nobody is heard while muted");
    call.console.input(Input::Mute(false));
    call.goes_on(4, true, false);
    assert_eq!(call.troubles(), ["Your microphone gives no sound. Is it switched on?"]);
}

#[test]
fn a_customer_whose_page_is_gone_is_not_missed() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    call.console
        .hear(ToAgent::CallState((1, CallState { muted: false, connected: false, ..CallState::default() })));
    call.goes_on(10, false, true);
    assert!(call.troubles().is_empty());
}

#[test]
fn a_line_that_is_interrupted_has_no_score() {
    let mut call = Call::connected();
    call.goes_on(3, true, true);
    call.console.input(Input::Line(1, LineEvent::Disconnected));
    assert_eq!(call.console.state.sounds(1), None);
}

#[test]
fn the_last_word_of_a_call_is_told_and_the_next_begins_afresh() {
    let mut call = Call::connected();
    call.goes_on(8, true, true);
    call.says(theirs(Grade::Poor, 250));
    let ended = Stage::Ended { by: EndedBy::Customer };
    let effects = call.console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, ended)));
    let sent = all_sent(&effects);
    assert!(matches!(sent[..], [FromAgent::Quality((1, CallQuality { seconds: 14, .. }))]), "{sent:?}");
    assert!(effects.contains(&Effect::HangUp));
    call.console.now += 60_000;
    assert!(!call.console.state.reads_line(call.console.now));
    call.console.hear(ToAgent::Engagement(engagement(2, Channel::Voice, active())));
    assert_eq!(call.console.state.sounds(2), None);
}

#[test]
fn a_new_line_of_the_same_call_counts_from_its_own_beginning() {
    let mut call = Call::connected();
    call.goes_on(8, true, true);
    call.console.hear(offer(1, 2));
    call.console.input(Input::Line(2, LineEvent::Connected));
    assert_eq!(call.console.state.sounds(1), None, "nothing is known of this one");
    call.console.now += EVERY;
    assert_eq!(call.console.input(Input::Tick), [Effect::ReadLine(2)]);
    let sent = all_sent(&call.console.input(Input::LineRead(2, Reading::default())));
    assert!(
        matches!(sent[..], [FromAgent::Quality((1, CallQuality { call: 1, seconds: 14, .. }))]),
        "{sent:?}"
    );
    assert!(call.console.input(Input::LineRead(1, Reading::default())).is_empty(), "of the old one");
}
