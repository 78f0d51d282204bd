//! Without a microphone the panel says why and offers writing first; a microphone
//! nobody needs any more is let go.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::{Action, MicrophoneRefusal},
    engine::{Command, Input},
};
use alongside_protocol::message::{Channel, EndedBy, Engage, FromCustomer, Stage};
use common::{Tab, active, announced, config, ended, microphone, peer, sent};

const WAITING: Stage = Stage::Waiting { position: 1 };

fn granted(token: u32) -> Input {
    Input::Microphone { token, answer: Ok(()) }
}

#[test]
fn every_refusal_says_why_and_offers_what_is_left() {
    use Action::{Listen, Talk, Write};
    for (refusal, says, offers) in [
        (MicrophoneRefusal::Denied, "The microphone is blocked for this site.", &[Write, Listen, Talk][..]),
        (MicrophoneRefusal::Missing, "No microphone was found.", &[Write, Listen, Talk]),
        (MicrophoneRefusal::InUse, "Another program is using the microphone.", &[Write, Listen, Talk]),
        (MicrophoneRefusal::System, "The settings of your device", &[Write, Listen, Talk]),
        (MicrophoneRefusal::Dismissed, "The microphone was not allowed.", &[Talk, Write, Listen]),
        (MicrophoneRefusal::Unsupported, "This browser gives pages no microphone.", &[Write, Listen]),
        (MicrophoneRefusal::Insecure, "This page is not secure (https)", &[Write, Listen]),
        (MicrophoneRefusal::Policy, "This part of the page may not use", &[Write, Listen]),
    ] {
        let mut tab = Tab::online(config());
        let token = microphone(&tab.feed(Input::Talk)).unwrap();
        assert_eq!(tab.panel().status, "Please allow the microphone, so that the agent can hear you.");
        assert_eq!(tab.panel().actions, [Action::Cancel]);
        let out = tab.feed(Input::Microphone { token, answer: Err(refusal) });
        let panel = tab.panel();
        assert!(panel.open && panel.notice.starts_with(says), "{refusal:?}: {panel:?}");
        assert_eq!(panel.status, "");
        let phone = Action::Phone("+44 20 7946 0018".into());
        assert_eq!(panel.actions, [offers, &[phone, Action::PhoneWithPage]].concat(), "{refusal:?}");
        assert_eq!(announced(&out), [panel.notice.as_str()]);
        assert!(sent(&out).is_empty(), "nobody was asked for");
        let written = sent(&tab.feed(Input::Chat));
        assert!(written.contains(&FromCustomer::Engage(Engage { channel: Channel::Chat })));
        assert_eq!(tab.panel().notice, "");
    }
}

#[test]
fn a_question_that_nobody_answers_stays_open_beside_the_other_ways() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    assert!(announced(&tab.wait(19_999)).is_empty());
    assert_eq!(tab.panel().actions, [Action::Cancel]);
    let says = "Your browser is still asking whether we may use the microphone, near its address bar. \
        You can also go on without.";
    assert_eq!(announced(&tab.wait(1)), [says]);
    assert_eq!(tab.panel().status, says);
    let phone = Action::Phone("+44 20 7946 0018".into());
    assert_eq!(tab.panel().actions, [Action::Write, Action::Listen, Action::Cancel, phone]);
    assert!(announced(&tab.wait(60_000)).is_empty(), "it is said once");
    let out = tab.feed(granted(token));
    assert_eq!(sent(&out), [FromCustomer::Engage(Engage { channel: Channel::Voice })], "it was still open");
}

#[test]
fn writing_while_the_question_is_open_lets_a_late_microphone_go() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.wait(20_000);
    tab.feed(Input::Chat);
    let out = tab.feed(granted(token));
    assert!(out.contains(&Command::CloseMicrophone) && sent(&out).is_empty(), "{out:?}");
}

#[test]
fn a_question_asked_again_has_its_own_time() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Talk);
    tab.wait(15_000);
    tab.feed(Input::Leave);
    tab.feed(Input::Talk);
    assert!(announced(&tab.wait(19_000)).is_empty());
    assert_eq!(announced(&tab.wait(1_000)).len(), 1);
}

#[test]
fn nobody_is_asked_for_before_the_microphone_is_there() {
    let mut tab = Tab::online(config());
    let out = tab.feed(Input::Talk);
    assert!(!sent(&out).iter().any(|message| matches!(message, FromCustomer::Engage(_))));
    let asked = tab.feed(granted(microphone(&out).unwrap()));
    assert_eq!(sent(&asked), [FromCustomer::Engage(Engage { channel: Channel::Voice })]);
}

#[test]
fn pressing_talk_twice_asks_once() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Talk);
    assert_eq!(microphone(&tab.feed(Input::Talk)), None);
}

#[test]
fn a_microphone_that_comes_after_the_customer_left_is_let_go() {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Leave);
    let out = tab.feed(granted(token));
    assert!(out.contains(&Command::CloseMicrophone));
    assert!(sent(&out).is_empty());
}

/// A call on a new page whose microphone has been asked for again.
fn rejoining() -> (Tab, u32) {
    let mut tab = Tab::online(config());
    let token = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(granted(token));
    tab.engagement(Channel::Voice, WAITING);
    assert_eq!(peer(&tab.engagement(Channel::Voice, active())), Some(1));
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    let token = microphone(&tab.engagement(Channel::Voice, active())).unwrap();
    (tab, token)
}

#[test]
fn a_late_answer_never_takes_the_microphone_of_a_running_call() {
    let mut tab = Tab::online(config());
    let first = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(Input::Leave);
    let second = microphone(&tab.feed(Input::Talk)).unwrap();
    tab.feed(granted(second));
    tab.engagement(Channel::Voice, active());
    for answer in [Ok(()), Err(MicrophoneRefusal::Denied)] {
        let out = tab.feed(Input::Microphone { token: first, answer });
        assert!(!out.contains(&Command::CloseMicrophone), "{out:?}");
        assert!(tab.panel().call.is_some());
    }
}

#[test]
fn a_microphone_that_comes_after_the_agent_has_gone_is_let_go() {
    let (mut tab, token) = rejoining();
    tab.engagement(Channel::Voice, ended(EndedBy::Agent));
    let out = tab.feed(granted(token));
    assert!(out.contains(&Command::CloseMicrophone), "nobody listens, yet the microphone is open: {out:?}");
}

#[test]
fn a_microphone_that_comes_after_the_call_became_a_chat_opens_no_call() {
    let (mut tab, token) = rejoining();
    tab.engagement(Channel::Chat, active());
    let out = tab.feed(granted(token));
    assert_eq!(peer(&out), None);
    assert!(out.contains(&Command::CloseMicrophone));
}

#[test]
fn a_customer_without_a_microphone_can_still_end_the_conversation() {
    let (mut tab, token) = rejoining();
    tab.feed(Input::Microphone { token, answer: Err(MicrophoneRefusal::Denied) });
    assert!(tab.panel().notice.starts_with("The microphone is blocked"));
    assert!(tab.panel().actions.contains(&Action::End), "{:?}", tab.panel().actions);
    assert!(tab.panel().lines.is_some(), "and can write");
}
