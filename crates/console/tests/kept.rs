//! Recordings that are over: in this window, for this agent, until they are discarded.

mod support;

use alongside_console::{
    app::{Input, RecordEffect, RecordingInput},
    words,
};
use alongside_protocol::message::{
    AgentWelcome, Channel, EndedBy, Engagement, Refusal, RefusalCode, Stage, ToAgent,
};
use support::{NOW, active, engagement, recorder::*, visit, welcome};

#[test]
fn what_comes_late_of_one_that_is_discarded_goes_and_before_it_nothing_is_saved() {
    let mut console = recorded();
    does(&mut console, RecordingInput::Stop);
    assert_eq!(records(&does(&mut console, RecordingInput::Save(1))), [], "its last part is on its way");
    does(&mut console, RecordingInput::Discard(1));
    assert_eq!(records(&whole(&mut console, 1)), [RecordEffect::Discard(1)]);

    // Nor has the next agent in this window anything of it.
    let mut console = recorded();
    does(&mut console, RecordingInput::Stop);
    assert_eq!(records(&console.input(Input::LoggedOut(String::new()))), [RecordEffect::DiscardAll]);
    console.input(Input::LoggedIn("Ben".into()));
    console.input(Input::Opened);
    console.hear(welcome());
    talks(&mut console);
    does(&mut console, RecordingInput::Ask(1));
    assert_eq!(records(&answers(&mut console, 1, true)), [RecordEffect::Begin(2)]);
    does(&mut console, RecordingInput::Stop);
    assert_eq!(records(&whole(&mut console, 1)), [RecordEffect::Discard(1)]);
    assert_eq!(records(&does(&mut console, RecordingInput::Save(2))), []);
    assert_eq!(records(&whole(&mut console, 2)), []);
    assert!(matches!(
        records(&does(&mut console, RecordingInput::Save(2)))[..],
        [RecordEffect::Save(2, 1, _)]
    ));
}

#[test]
fn a_browser_that_has_recorded_nothing_leaves_nothing() {
    let mut console = recorded();
    does(&mut console, RecordingInput::Stop);
    does(&mut console, RecordingInput::Whole { id: 1, is_something: false });
    assert_eq!(console.state.notice, words::RECORDING_EMPTY);
    assert!(console.state.kept_recordings(1).is_empty() && !console.state.has_unsaved_recording());
}

#[test]
fn who_reads_along_afterwards_still_has_it() {
    let with_ben = |stage| Engagement { stage, ..engagement(1, Channel::Voice, active()) };
    for saved in [false, true] {
        let mut console = recorded();
        console.hear(ToAgent::Visit(Box::new(visit(1, None))));
        does(&mut console, RecordingInput::Stop);
        whole(&mut console, 1);
        console.hear(ToAgent::Engagement(engagement(
            1,
            Channel::Voice,
            Stage::Ended { by: EndedBy::HandedOver },
        )));
        if saved {
            does(&mut console, RecordingInput::Saved(1, Some("call-1.webm".into())));
        }
        console.hear(ToAgent::ReadAlong(with_ben(Stage::Active { agent: "Ben".into() })));
        assert!(console.state.open_room().is_some_and(|room| room.reads_along));
        assert_eq!(console.state.kept_recordings(1), [1], "beside what is read");

        console.hear(ToAgent::ReadAlong(with_ben(Stage::Ended { by: EndedBy::Customer })));
        assert!(console.state.room(1).is_none());
        assert_eq!(console.state.recordings_without_room(), [1]);
        assert_eq!(console.state.kept_recording(1).unwrap().who, "Customer 1");
        assert_eq!(console.state.has_unsaved_recording(), !saved);
        let effects = does(&mut console, RecordingInput::Save(1));
        assert_eq!(records(&effects), [RecordEffect::Save(1, 1, NOW + 500)]);
        console.input(Input::LoggedOut(String::new()));
        assert!(console.state.recordings_without_room().is_empty());
    }
}

#[test]
fn who_goes_on_in_another_window_has_it_when_they_log_in_again_and_nobody_else_does() {
    for (name, stays) in [("Anna", true), ("Ben", false)] {
        let mut console = recorded();
        let was = console.state.name.clone();
        let refusal =
            Refusal { code: RefusalCode::Agent, message: "the console was opened elsewhere".into() };
        let effects = console.hear(ToAgent::Refusal(refusal));
        assert_eq!(records(&effects), [RecordEffect::End], "what is under way ends, and is kept");
        assert!(console.state.has_unsaved_recording());
        let effects = console.input(Input::LoggedIn(if stays { was } else { name.to_owned() }));
        assert_eq!(records(&effects).contains(&RecordEffect::DiscardAll), !stays);
        assert_eq!(console.state.recordings_without_room().len(), usize::from(stays));
    }
}

#[test]
fn a_session_that_is_another_agents_by_now_has_nothing_of_the_one_before() {
    let mut console = recorded();
    does(&mut console, RecordingInput::Stop);
    console.input(Input::Closed { jitter: 0 });
    console.input(Input::Opened);
    let another = AgentWelcome { name: "Ben".into(), ice: vec![], now: NOW, ice_lasts: 0 };
    let effects = console.hear(ToAgent::Welcome(another));
    assert_eq!(records(&effects), [RecordEffect::DiscardAll]);
    assert!(!console.state.has_unsaved_recording());
}
