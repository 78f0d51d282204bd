//! Recording a call: begins with both consents, rests and ends by itself, and a yes can't
//! be made by anybody in between.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use alongside_console::{
    app::{Effect, Input, LineEvent, RecordEffect, Recorded, RecordingInput, Rest},
    words,
};
use alongside_core::voice::ChannelEvent;
use alongside_protocol::{
    frame,
    message::{
        CallFromAgent, CallFromCustomer, CallState, Channel, EndedBy, FromAgent, HandOver, HandOverStage,
        RecordingConsent, RecordingStage, RecordingState, Stage, ToAgent,
    },
};
use support::{Console, NOW, all_sent, engagement, offer, welcome};

/// On the phone, with a line of its own that carries, on a site that allows recording.
fn talking() -> Console {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(ToAgent::MayRecord(1));
    console.hear(offer(1, 1));
    console.input(Input::Microphone(Ok(())));
    line_opens(&mut console, 1);
    console
}

fn line_opens(console: &mut Console, call: u32) {
    console.input(Input::Line(call, LineEvent::Connected));
    let [ours, theirs] = ["02", "01"].map(|print| format!("a=fingerprint:sha-256 {print}"));
    let open = ChannelEvent::Open { ours, theirs, random: [8; 16] };
    console.input(Input::Line(call, LineEvent::Channel(open)));
}

fn does(console: &mut Console, input: RecordingInput) -> Vec<Effect> {
    console.input(Input::Recording(input))
}

fn asked() -> Console {
    let mut console = talking();
    does(&mut console, RecordingInput::Ask(1));
    console
}

fn recorded() -> Console {
    let mut console = asked();
    let effects = answers(&mut console, 1, true);
    assert_eq!(records(&effects), [RecordEffect::Begin(1)]);
    console
}

fn consent(nth: u32, question: u32, allows: bool) -> RecordingConsent {
    let number = |nth| CallState::numbered(1, nth);
    RecordingConsent { number: number(nth), question: number(question), allows }
}

/// The customer's answer to the first question, on the call's own line.
fn answers(console: &mut Console, nth: u32, allows: bool) -> Vec<Effect> {
    on_line(console, &CallFromCustomer::Recording(consent(nth, 1, allows)))
}

fn on_line(console: &mut Console, message: &CallFromCustomer) -> Vec<Effect> {
    let bytes = message.encode(0);
    console.input(Input::Line(1, LineEvent::Channel(ChannelEvent::Message(bytes))))
}

fn by_relay(console: &mut Console, consent: RecordingConsent) -> Vec<Effect> {
    console.hear(ToAgent::Recording((1, consent)))
}

fn records(effects: &[Effect]) -> Vec<RecordEffect> {
    let record = |effect: &Effect| if let Effect::Record(record) = effect { Some(*record) } else { None };
    effects.iter().filter_map(record).collect()
}

/// The states told on the call's own line.
fn told_on_line(effects: &[Effect]) -> Vec<RecordingState> {
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
fn told(effects: &[Effect]) -> Vec<RecordingState> {
    let on_line = told_on_line(effects);
    let by_relay = all_sent(effects).into_iter().filter_map(|message| match message {
        FromAgent::Recording((1, state)) => Some(state),
        _ => None,
    });
    assert_eq!(on_line, by_relay.collect::<Vec<_>>());
    on_line
}

fn state(nth: u32, stage: RecordingStage) -> RecordingState {
    RecordingState { number: CallState::numbered(1, nth), stage }
}

fn customer(private: bool, nth: u32) -> CallFromCustomer {
    let number = CallState::numbered(1, nth);
    CallFromCustomer::State(CallState { connected: true, private, number, ..CallState::default() })
}

#[test]
fn there_is_nothing_to_ask_where_the_site_allows_none_or_the_question_would_not_arrive() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    console.hear(offer(1, 1));
    console.input(Input::Microphone(Ok(())));
    line_opens(&mut console, 1);
    assert_eq!(console.state.recorded(1), None);
    assert_eq!(told(&does(&mut console, RecordingInput::Ask(1))), []);

    let mut console = talking();
    assert_eq!(console.state.recorded(1), Some(Recorded::Possible(true)));
    console.input(Input::Closed { jitter: 0 });
    assert_eq!(console.state.recorded(1), Some(Recorded::Possible(false)), "the relay has the site's words");
    assert_eq!(told(&does(&mut console, RecordingInput::Ask(1))), []);
    let mut console = talking();
    console.input(Input::Line(1, LineEvent::Channel(ChannelEvent::Closed)));
    assert_eq!(console.state.recorded(1), Some(Recorded::Possible(false)), "no yes could come");
}

#[test]
fn it_begins_with_the_customers_yes_and_not_before() {
    let mut console = talking();
    let effects = does(&mut console, RecordingInput::Ask(1));
    assert_eq!((told(&effects), records(&effects)), (vec![state(1, RecordingStage::Asks)], vec![]));
    assert_eq!(console.state.recorded(1), Some(Recorded::Asked));
    assert_eq!(told(&does(&mut console, RecordingInput::Ask(1))), [], "asked once");
    for _ in 0..10 {
        console.now += 60_000;
        assert_eq!(records(&console.input(Input::Tick)), [], "no answer is no yes");
    }
    let effects = answers(&mut console, 1, true);
    assert_eq!(records(&effects), [RecordEffect::Begin(1)]);
    assert_eq!(told(&effects), [state(2, RecordingStage::Records)]);
    assert_eq!(console.state.recorded(1), Some(Recorded::Records));
}

#[test]
fn a_yes_that_the_relay_brings_is_none_and_a_no_is_one() {
    let mut console = asked();
    let effects = by_relay(&mut console, consent(1, 1, true));
    assert_eq!(records(&effects), []);
    assert_eq!(
        told_on_line(&effects),
        [state(1, RecordingStage::Asks)],
        "the line is asked for it once more"
    );
    assert_eq!(console.state.recorded(1), Some(Recorded::Asked));
    let effects = by_relay(&mut console, consent(1, 1, false));
    assert_eq!(told(&effects), [state(2, RecordingStage::Off)]);
    assert_eq!(console.state.notice, words::RECORDING_REFUSED);
    assert_eq!(records(&answers(&mut console, 1, true)), [], "that is over");

    let mut console = recorded();
    let effects = by_relay(&mut console, consent(2, 1, false));
    assert_eq!(records(&effects), [RecordEffect::End]);
    assert_eq!(console.state.notice, words::RECORDING_STOPPED);
    // What came late does not begin it again.
    assert_eq!(records(&answers(&mut console, 1, true)), []);
}

#[test]
fn an_answer_to_another_question_counts_for_nothing() {
    let mut console = asked();
    for wrong in [consent(1, 0, true), consent(1, 2, true), consent(1, 2, false)] {
        let effects = on_line(&mut console, &CallFromCustomer::Recording(wrong));
        assert_eq!((records(&effects), told(&effects)), (vec![], vec![]));
    }
    does(&mut console, RecordingInput::Stop);
    let effects = does(&mut console, RecordingInput::Ask(1));
    assert_eq!(told(&effects), [state(3, RecordingStage::Asks)]);
    assert_eq!(records(&answers(&mut console, 5, true)), [], "a yes to the question before");
    let yes = CallFromCustomer::Recording(consent(6, 3, true));
    assert_eq!(records(&on_line(&mut console, &yes)), [RecordEffect::Begin(1)]);
    // A page that shows a sign and knows no question says no to whatever it is.
    let no = RecordingConsent { question: 0, ..consent(7, 0, false) };
    assert_eq!(records(&on_line(&mut console, &CallFromCustomer::Recording(no))), [RecordEffect::End]);
}

#[test]
fn it_rests_on_hold_in_a_sealed_field_and_on_a_lost_line_and_goes_on() {
    let mut console = recorded();
    let effects = console.input(Input::Hold(true));
    assert_eq!(records(&effects), [RecordEffect::Rest(true)]);
    assert_eq!(told(&effects), [state(3, RecordingStage::Rests)]);
    assert_eq!(console.state.recorded(1), Some(Recorded::Rests(Rest::Hold)));
    let effects = console.input(Input::Hold(false));
    assert_eq!(records(&effects), [RecordEffect::Rest(false)]);
    assert_eq!(told(&effects), [state(4, RecordingStage::Records)]);

    let effects = console.input(Input::Line(1, LineEvent::Disconnected));
    assert_eq!(records(&effects), [RecordEffect::Rest(true)]);
    assert_eq!(console.state.recorded(1), Some(Recorded::Rests(Rest::Line)));
    let effects = console.input(Input::Line(1, LineEvent::Connected));
    assert_eq!(records(&effects), [RecordEffect::Rest(false)]);
    // The connection to the relay is made anew with the line, and told all when it is there.
    assert_eq!(told_on_line(&effects), [state(6, RecordingStage::Records)]);
    console.input(Input::Opened);
    let again = FromAgent::Recording((1, state(6, RecordingStage::Records)));
    assert!(all_sent(&console.hear(welcome())).contains(&again));

    assert_eq!(records(&on_line(&mut console, &customer(true, 1))), [RecordEffect::Rest(true)]);
    assert_eq!(console.state.recorded(1), Some(Recorded::Rests(Rest::Private)));
    // One reason more, or one less, is no news.
    assert_eq!(records(&console.input(Input::Hold(true))), []);
    assert_eq!(console.state.recorded(1), Some(Recorded::Rests(Rest::Hold)));
    assert_eq!(records(&on_line(&mut console, &customer(false, 2))), []);
    assert_eq!(records(&console.input(Input::Hold(false))), [RecordEffect::Rest(false)]);
}

#[test]
fn what_is_allowed_on_hold_begins_with_the_sound() {
    let mut console = asked();
    console.input(Input::Hold(true));
    assert_eq!(records(&answers(&mut console, 1, true)), []);
    assert_eq!(console.state.recorded(1), Some(Recorded::Rests(Rest::Hold)));
    assert_eq!(records(&console.input(Input::Hold(false))), [RecordEffect::Begin(1)]);
    // And a no before there is anything leaves nothing.
    let mut console = asked();
    console.input(Input::Hold(true));
    answers(&mut console, 1, true);
    assert_eq!(records(&answers(&mut console, 2, false)), []);
    assert!(console.state.kept_recordings(1).is_empty());
}

#[test]
fn without_the_relay_it_goes_on_and_without_any_way_for_a_no_it_rests() {
    let mut console = recorded();
    assert_eq!(records(&console.input(Input::Closed { jitter: 0 })), []);
    assert_eq!(console.state.recorded(1), Some(Recorded::Records));
    let closed = Input::Line(1, LineEvent::Channel(ChannelEvent::Closed));
    assert_eq!(records(&console.input(closed)), [RecordEffect::Rest(true)]);
    assert_eq!(console.state.recorded(1), Some(Recorded::Rests(Rest::Unreachable)));
    console.input(Input::Opened);
    let effects = console.hear(welcome());
    assert_eq!(records(&effects), [RecordEffect::Rest(false)]);
    let told = all_sent(&effects).into_iter().filter(|message| matches!(message, FromAgent::Recording(_)));
    let numbers = [state(3, RecordingStage::Rests), state(4, RecordingStage::Records)];
    assert_eq!(told.collect::<Vec<_>>(), numbers.map(|state| FromAgent::Recording((1, state))));
}

#[test]
fn it_ends_with_one_press_and_what_is_there_is_saved_or_discarded() {
    let mut console = recorded();
    assert!(console.state.has_unsaved_recording());
    let effects = does(&mut console, RecordingInput::Stop);
    assert_eq!(records(&effects), [RecordEffect::End]);
    assert_eq!(told(&effects), [state(3, RecordingStage::Off)]);
    assert_eq!(console.state.recorded(1), Some(Recorded::Possible(true)));
    let kept = console.state.kept_recordings(1);
    assert_eq!((kept.len(), kept[0].id, kept[0].began, kept[0].saved), (1, 1, NOW + 500, false));

    // It is not lost by putting the engagement away.
    console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, Stage::Ended { by: EndedBy::Customer })));
    console.input(Input::Dismiss(1));
    assert!(console.state.room(1).is_some());
    assert_eq!(console.state.notice, words::RECORDING_UNSAVED);
    let effects = does(&mut console, RecordingInput::Save(1));
    assert_eq!(records(&effects), [RecordEffect::Save(1, 1, NOW + 500)]);
    assert!(!console.state.has_unsaved_recording());
    let effects = console.input(Input::Dismiss(1));
    assert_eq!(records(&effects), [RecordEffect::Discard(1)]);
    assert!(console.state.room(1).is_none() && console.state.kept_recordings(1).is_empty());

    let mut console = recorded();
    does(&mut console, RecordingInput::Stop);
    assert_eq!(records(&does(&mut console, RecordingInput::Discard(1))), [RecordEffect::Discard(1)]);
    assert!(!console.state.has_unsaved_recording() && console.state.kept_recordings(1).is_empty());
}

#[test]
fn the_end_of_the_call_another_line_and_a_colleague_end_it() {
    let over = ToAgent::Engagement(engagement(1, Channel::Voice, Stage::Ended { by: EndedBy::Customer }));
    let moving = ToAgent::HandOver(Box::new(HandOver {
        engagement: 1,
        visit: "visit-1".into(),
        from: "Marie".into(),
        to: "Ben".into(),
        note: String::new(),
        yours: false,
        reads: false,
        word: String::new(),
        stage: HandOverStage::Moving,
    }));
    for ends in [over, moving, offer(1, 2)] {
        let mut console = recorded();
        let effects = console.hear(ends);
        assert_eq!(records(&effects), [RecordEffect::End]);
        assert_ne!(console.state.recorded(1), Some(Recorded::Records));
        assert_eq!(console.state.kept_recordings(1).len(), 1);
        // The new line is another call, and nobody has said yes to that.
        console.input(Input::Line(2, LineEvent::Connected));
        assert_eq!(records(&answers(&mut console, 9, true)), []);
    }
    // An offer that nobody has taken changes nothing.
    let mut console = recorded();
    console.input(Input::LoggedOut(String::new()));
    assert!(console.state.kept_recordings(1).is_empty());
}

#[test]
fn a_browser_that_records_nothing_says_so_on_both_screens() {
    for (kept, count) in [(false, 0), (true, 1)] {
        let mut console = recorded();
        let effects = does(&mut console, RecordingInput::Failed { kept });
        assert_eq!(told(&effects), [state(3, RecordingStage::Off)]);
        assert_eq!(console.state.notice, words::RECORDING_FAILED);
        assert_eq!(console.state.kept_recordings(1).len(), count);
    }
}
