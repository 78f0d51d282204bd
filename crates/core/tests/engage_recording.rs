//! Recording a call: only the customer's own yes lets it begin, and a no ends it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::{Adopted, RecordingSign, RecordingView},
    engine::{Command, Config, Input},
    voice::ChannelEvent,
};
use alongside_protocol::{
    frame,
    message::{
        CallFromAgent, CallFromCustomer, CallState, Channel, FromCustomer, RecordingConsent, RecordingStage,
        RecordingState, RecordingTerms, RecordingTold, Stage, ToCustomer,
    },
};
use common::{Tab, active, announced, config, microphone, sent, welcome};

/// On the phone, the call's own line open.
fn talking_in(locale: &str) -> Tab {
    let mut tab = Tab::online(Config { locale: locale.into(), ..config() });
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.engagement(Channel::Voice, active());
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    let [ours, theirs] = ["01", "02"].map(|print| format!("a=fingerprint:sha-256 {print}"));
    let event = ChannelEvent::Open { ours, theirs, random: [7; 16] };
    tab.feed(Input::CallChannel { call: 1, event });
    tab
}

fn talking() -> Tab {
    talking_in("en-IE")
}

fn state(nth: u32, stage: RecordingStage) -> RecordingState {
    RecordingState { number: CallState::numbered(1, nth), stage }
}

fn terms() -> RecordingTerms {
    let both = |english: &str, german: &str| {
        [("de", german), ("en-GB", english)].map(|(tag, text)| (tag.to_owned(), text.to_owned())).to_vec()
    };
    RecordingTerms {
        purpose: both("To learn from it.", "Um daraus zu lernen."),
        kept: both("Here.", "Hier."),
    }
}

/// By the relay, with the site's words where it is a question.
fn relay_brings(tab: &mut Tab, nth: u32, stage: RecordingStage) -> Vec<Command> {
    let terms = (stage == RecordingStage::Asks).then(terms);
    let told = RecordingTold { state: state(nth, stage), terms };
    tab.relay_says(&ToCustomer::Recording(Box::new(told)), true)
}

fn line_brings(tab: &mut Tab, nth: u32, stage: RecordingStage) -> Vec<Command> {
    let bytes = CallFromAgent::Recording(state(nth, stage)).encode(0);
    tab.feed(Input::CallChannel { call: 1, event: ChannelEvent::Message(bytes) })
}

fn asked() -> Tab {
    let mut tab = talking();
    line_brings(&mut tab, 1, RecordingStage::Asks);
    relay_brings(&mut tab, 1, RecordingStage::Asks);
    tab
}

fn recorded() -> Tab {
    let mut tab = asked();
    tab.feed(Input::AllowRecording(true));
    line_brings(&mut tab, 2, RecordingStage::Records);
    tab
}

/// The answers that left, on the call's own line and by the relay.
fn answers(out: &[Command]) -> (Vec<RecordingConsent>, Vec<RecordingConsent>) {
    let on_line = out.iter().filter_map(|command| {
        let Command::SendOnCall { bytes, .. } = command else { return None };
        match CallFromCustomer::decode(&frame::decode(bytes).unwrap().0).unwrap() {
            Some(CallFromCustomer::Recording(consent)) => Some(consent),
            _ => None,
        }
    });
    let by_relay =
        |message| if let FromCustomer::Recording(consent) = message { Some(consent) } else { None };
    (on_line.collect(), sent(out).into_iter().filter_map(by_relay).collect())
}

fn sign(tab: &Tab) -> RecordingSign {
    tab.panel().recording.sign
}

fn is_asked(tab: &Tab) -> bool {
    tab.panel().recording.question.is_some()
}

#[test]
fn the_question_says_who_asks_what_for_and_where_it_is_kept_in_the_panels_language() {
    let mut tab = talking();
    assert!(announced(&line_brings(&mut tab, 1, RecordingStage::Asks)).is_empty());
    assert!(!is_asked(&tab), "nobody is asked before the site's words are there");
    let out = relay_brings(&mut tab, 1, RecordingStage::Asks);
    let said = "Robin asks to record this call. To learn from it. Here. The answers are beside the call.";
    assert_eq!(announced(&out), [said]);
    let question = tab.panel().recording.question.clone().unwrap();
    assert_eq!(question.asks, "Robin asks to record this call.");
    assert_eq!(question.purpose, ("en-GB".to_owned(), "To learn from it.".to_owned()));
    assert!(!tab.panel().open || sign(&tab) == RecordingSign::None);
    assert!(announced(&relay_brings(&mut tab, 1, RecordingStage::Asks)).is_empty(), "asked once");

    let mut tab = talking_in("de-CH");
    relay_brings(&mut tab, 1, RecordingStage::Asks);
    let question = tab.panel().recording.question.clone().unwrap();
    assert_eq!(
        (question.asks.as_str(), question.kept.1.as_str()),
        ("Robin möchte diesen Anruf aufzeichnen.", "Hier.")
    );
}

#[test]
fn no_answer_is_no_answer_whatever_else_the_customer_does() {
    let mut tab = asked();
    let mut out = tab.feed(Input::Panel(false));
    out.extend(tab.feed(Input::Panel(true)));
    out.extend(tab.feed(Input::Mute(true)));
    out.extend(tab.wait(30 * 60_000));
    assert_eq!(answers(&out), (vec![], vec![]));
    assert!(is_asked(&tab) && sign(&tab) == RecordingSign::None);
    let out = relay_brings(&mut tab, 2, RecordingStage::Off);
    assert_eq!(announced(&out), ["Robin no longer asks to record."]);
    assert_eq!(tab.panel().recording, RecordingView::default());
    assert_eq!(
        answers(&tab.feed(Input::AllowRecording(true))),
        (vec![], vec![]),
        "there is nothing to allow"
    );
}

#[test]
fn a_yes_goes_by_both_ways_and_what_is_recorded_is_seen_and_said() {
    let mut tab = asked();
    let out = tab.feed(Input::AllowRecording(true));
    let yes = RecordingConsent {
        number: CallState::numbered(1, 1),
        question: CallState::numbered(1, 1),
        allows: true,
    };
    assert_eq!(answers(&out), (vec![yes], vec![yes]));
    assert!(!is_asked(&tab) && sign(&tab) == RecordingSign::Allowed);
    assert_eq!(answers(&tab.feed(Input::AllowRecording(true))).0, [], "once");
    let out = line_brings(&mut tab, 1, RecordingStage::Asks);
    assert_eq!(
        (answers(&out), announced(&out).len()),
        ((vec![yes], vec![]), 0),
        "asked once more by the console"
    );

    assert_eq!(
        announced(&line_brings(&mut tab, 2, RecordingStage::Records)),
        ["This call is being recorded."]
    );
    assert_eq!(sign(&tab), RecordingSign::Records);
    assert_eq!(announced(&relay_brings(&mut tab, 2, RecordingStage::Records)).len(), 0, "it counts once");
    assert_eq!(announced(&relay_brings(&mut tab, 3, RecordingStage::Rests)), ["Recording paused"]);
    assert_eq!(sign(&tab), RecordingSign::Rests);
    assert_eq!(announced(&line_brings(&mut tab, 4, RecordingStage::Records)), ["The recording goes on."]);
    tab.feed(Input::PeerConnected { call: 1, connected: false });
    assert_eq!(sign(&tab), RecordingSign::Rests, "on a line that is interrupted there is nothing to record");
    tab.feed(Input::PeerConnected { call: 1, connected: true });
    assert_eq!(sign(&tab), RecordingSign::Records);
    assert_eq!(announced(&relay_brings(&mut tab, 5, RecordingStage::Off)), ["The recording has ended."]);
    assert_eq!(sign(&tab), RecordingSign::None);
}

#[test]
fn a_no_is_a_no_and_a_yes_is_taken_back_with_one_press() {
    let mut tab = asked();
    let out = tab.feed(Input::AllowRecording(false));
    assert_eq!(answers(&out).0.iter().map(|answer| answer.allows).collect::<Vec<_>>(), [false]);
    assert_eq!(announced(&out), ["Nothing is recorded."]);
    assert_eq!(tab.panel().recording, RecordingView::default());
    assert_eq!(answers(&tab.feed(Input::AllowRecording(true))).0, [], "the question is answered");

    let mut tab = recorded();
    let out = tab.feed(Input::AllowRecording(false));
    let (on_line, by_relay) = answers(&out);
    assert_eq!(on_line, by_relay);
    assert!(!on_line[0].allows && on_line[0].number == CallState::numbered(1, 2));
    assert_eq!(sign(&tab), RecordingSign::Stops, "until the agent's console says so");
    line_brings(&mut tab, 3, RecordingStage::Off);
    assert_eq!(sign(&tab), RecordingSign::None);
    // Asked anew, nothing of before counts.
    relay_brings(&mut tab, 4, RecordingStage::Asks);
    assert!(is_asked(&tab) && sign(&tab) == RecordingSign::None);
}

#[test]
fn a_recording_that_nobody_has_asked_for_is_shown_and_can_be_stopped() {
    let mut tab = talking();
    line_brings(&mut tab, 1, RecordingStage::Records);
    assert_eq!(sign(&tab), RecordingSign::Records);
    let (on_line, _) = answers(&tab.feed(Input::AllowRecording(false)));
    assert!(!on_line[0].allows);
    // Of another call it is not this one's.
    let mut tab = talking();
    let state = RecordingState { number: CallState::numbered(2, 1), stage: RecordingStage::Records };
    let told = RecordingTold { state, terms: None };
    tab.relay_says(&ToCustomer::Recording(Box::new(told)), true);
    assert_eq!(tab.panel().recording, RecordingView::default());
}

#[test]
fn it_goes_on_over_a_page_load_that_keeps_the_call() {
    let mut tab = recorded();
    tab.load_page_after(Input::HandingOver);
    tab.feed(Input::Adopted(Adopted {
        call: 1,
        connected: true,
        channel: true,
        microphone: true,
        muted: false,
    }));
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome(true), false);
    tab.engagement(Channel::Voice, active());
    assert_eq!(sign(&tab), RecordingSign::Records);
    let (on_line, _) = answers(&tab.feed(Input::AllowRecording(false)));
    assert_eq!(on_line[0].number, CallState::numbered(1, 2), "it counts on");
}

#[test]
fn a_call_that_begins_anew_is_another_call() {
    let mut tab = recorded();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome(true), false);
    let out = tab.engagement(Channel::Voice, active());
    let token = microphone(&out).unwrap();
    tab.feed(Input::Microphone { token, answer: Ok(()) });
    tab.feed(Input::PeerConnected { call: 2, connected: true });
    assert_eq!(tab.panel().recording, RecordingView::default());
    relay_brings(&mut tab, 9, RecordingStage::Records);
    assert_eq!(tab.panel().recording, RecordingView::default(), "that was of the one before");
}

#[test]
fn what_was_allowed_to_one_agent_is_not_to_the_next() {
    let mut tab = recorded();
    let out = tab.relay_says(&ToCustomer::HandedOver(()), true);
    assert_eq!(announced(&out), ["The recording has ended."]);
    let last = answers(&out).0;
    assert!(
        matches!(last[..], [RecordingConsent { allows: false, .. }]),
        "whoever has only the line: {last:?}"
    );
    let out = tab.engagement(Channel::Voice, Stage::Active { agent: "Ben".into() });
    assert!(!announced(&out).contains(&"The recording has ended."), "said once");
    assert_eq!(tab.panel().recording, RecordingView::default());

    let mut tab = asked();
    tab.engagement(Channel::Voice, Stage::Active { agent: "Ben".into() });
    assert_eq!(tab.panel().recording, RecordingView::default());
    assert_eq!(answers(&tab.feed(Input::AllowRecording(true))).0, []);
}
