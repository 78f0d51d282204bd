//! Recording a call: begins with both consents, rests and ends by itself, and a yes can't
//! be made by anybody in between.

mod support;

use alongside_console::{
    app::{Input, LineEvent, RecordEffect, Recorded, RecordingInput, Rest},
    words,
};
use alongside_core::voice::ChannelEvent;
use alongside_protocol::message::{
    CallFromCustomer, Channel, EndedBy, FromAgent, HandOver, HandOverStage, RecordingConsent, RecordingStage,
    Stage, ToAgent,
};
use support::{Console, NOW, all_sent, engagement, offer, recorder::*, welcome};

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
    assert_eq!(console.state.kept_recordings(1), [1]);
    let kept = console.state.kept_recording(1).unwrap();
    assert_eq!((kept.engagement, kept.began, &kept.file), (1, NOW + 500, &None));
    whole(&mut console, 1);

    // It is not lost by putting the engagement away.
    console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, Stage::Ended { by: EndedBy::Customer })));
    console.input(Input::Dismiss(1));
    assert!(console.state.room(1).is_some());
    assert_eq!(console.state.notice, words::RECORDING_UNSAVED);
    let effects = does(&mut console, RecordingInput::Save(1));
    assert_eq!(records(&effects), [RecordEffect::Save(1, 1, NOW + 500)]);
    assert!(console.state.has_unsaved_recording(), "the browser has not taken it yet");
    does(&mut console, RecordingInput::Saved(1, None));
    assert_eq!(console.state.notice, words::RECORDING_NOT_SAVED);
    assert!(console.state.has_unsaved_recording());
    does(&mut console, RecordingInput::Saved(1, Some("call-1.webm".into())));
    assert!(!console.state.has_unsaved_recording());
    // What became of the file nobody knows: it can be saved again, also without the room.
    assert_eq!(records(&console.input(Input::Dismiss(1))), []);
    assert!(console.state.room(1).is_none());
    assert_eq!(console.state.recordings_without_room(), [1]);
    let effects = does(&mut console, RecordingInput::Save(1));
    assert_eq!(records(&effects), [RecordEffect::Save(1, 1, NOW + 500)]);
    assert_eq!(records(&does(&mut console, RecordingInput::Discard(1))), [RecordEffect::Discard(1)]);
    assert!(console.state.recordings_without_room().is_empty());

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
