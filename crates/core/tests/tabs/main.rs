//! One conversation in several tabs: one holds it, the others show it, can control it, and
//! go on with it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

#[path = "../common/mod.rs"]
mod common;
mod going;
mod site;

use alongside_core::{
    engage::{Action, Adopted, RecordingSign},
    engine::{Command, Config, Input},
    tabs::{LockInput, Sharing},
};
use alongside_protocol::message::{
    CallState, Channel, EndedBy, FromCustomer, RecordingStage, RecordingState, RecordingTerms, RecordingTold,
    Speaker, Stage, ToCustomer,
};
use common::{BEGIN, active, announced, config, ended, line, microphone, peer, sent};
use site::Site;

/// Whether a tab has opened a line to the relay for a visit that is there already.
pub(crate) fn resumes(told: &[FromCustomer<String>]) -> bool {
    let resumed = |message: &FromCustomer<String>| matches!(message, FromCustomer::Hello(hello) if hello.resume.is_some());
    told.iter().any(resumed)
}

fn tells_muted(out: &[Command], muted: bool) -> bool {
    sent(out)
        .iter()
        .any(|told| matches!(told, FromCustomer::CallState(CallState { muted: is, .. }) if *is == muted))
}

fn in_front(is: bool) -> Input {
    Input::Lock(LockInput::InFront(is))
}

/// What the agent was told of whether the customer looks at another tab.
fn looks(site: &mut Site, at: usize) -> Vec<bool> {
    let told = sent(&site.did(at)).into_iter().filter_map(|told| match told {
        FromCustomer::OtherTab(looks) => Some(looks),
        _ => None,
    });
    told.collect()
}

#[test]
fn another_tab_shows_the_call() {
    let mut site = Site::new();
    let (early, holder) = (site.open(None), site.talks());
    let late = site.open(None);
    for tab in [early, late] {
        let panel = site.panel(tab);
        assert_eq!(panel.heading, "Robin is with you");
        assert_eq!(panel.status, "Your call with Robin is in another tab.");
        assert!(panel.call.unwrap().connected && !panel.open);
        assert_eq!(panel.actions, [Action::BringHere]);
        assert_eq!(microphone(&site.did(tab)), None);
    }
    site.relay_says(holder, &line(Speaker::Agent, "Look at the second line."));
    assert_eq!(site.panel(late).unread, 1);
    assert_eq!(site.panel(late).caption, "Look at the second line.");
    assert!(announced(&site.did(late)).contains(&"Robin: Look at the second line."));
    site.feed(late, Input::Panel(true));
    assert_eq!((site.panel(late).unread, site.panel(late).lines.as_ref().unwrap().len()), (0, 1));
    site.is(holder, Channel::Voice, ended(EndedBy::Agent));
    assert!(site.panel(late).call.is_none() && site.panel(late).lines.is_none());
    assert_eq!(site.panel(late).notice, "The agent has ended the conversation.");
}

#[test]
fn another_tab_shows_the_place_in_the_queue_and_can_leave_it() {
    let mut site = Site::new();
    let holder = site.open(None);
    site.is_welcomed(holder, false);
    site.feed(holder, Input::Chat);
    site.is(holder, Channel::Chat, Stage::Waiting { position: 3 });
    let other = site.open(None);
    assert_eq!(site.panel(other).status, "You are waiting in another tab. You are number 3 in the queue.");
    assert_eq!(site.panel(other).actions, [Action::BringHere, Action::Leave]);
    site.did(holder);
    site.feed(other, Input::Leave);
    assert!(sent(&site.did(holder)).contains(&FromCustomer::Leave(())));
    assert!(site.panel(other).lines.is_none());
    // Now it may begin one of its own.
    site.did(other);
    site.feed(other, Input::Chat);
    site.is_welcomed(other, false);
    site.is(other, Channel::Chat, active());
    assert_eq!(site.panel(holder).status, "Your chat with Robin is in another tab.");
}

#[test]
fn it_is_muted_written_and_hung_up_from_another_tab() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    site.feed(other, Input::Mute(true));
    let out = site.did(holder);
    assert!(out.contains(&Command::Mute(true)) && tells_muted(&out, true));
    assert!(site.panel(other).call.unwrap().muted);
    site.feed(other, Input::Say("from the other tab".into()));
    let said = |told: &FromCustomer<String>| matches!(told, FromCustomer::Chat(chat) if chat.text == "from the other tab");
    assert_eq!(sent(&site.did(holder)).iter().filter(|told| said(told)).count(), 1);
    // Who asks for a person has one.
    site.did(other);
    site.feed(other, Input::Talk);
    assert!(site.panel(other).open && microphone(&site.did(other)).is_none());
    site.feed(other, Input::Leave);
    let out = site.did(holder);
    assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
    assert!(sent(&out).contains(&FromCustomer::Leave(())));
    assert_eq!(site.panel(other).notice, "The conversation is over.");
}

#[test]
fn a_recording_and_who_reads_along_are_known_in_all_tabs() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    let tells = |site: &mut Site, nth, stage, terms| {
        let state = RecordingState { number: CallState::numbered(1, nth), stage };
        site.relay_says(holder, &ToCustomer::Recording(Box::new(RecordingTold { state, terms })));
    };
    let said = |out: &[Command], text: &str| announced(out).iter().any(|said| said.contains(text));
    tells(&mut site, 1, RecordingStage::Asks, Some(RecordingTerms::default()));
    assert!(site.panel(other).recording.question.is_some());
    assert!(said(&site.did(other), "Robin asks to record this call."));
    site.feed(other, Input::AllowRecording(true));
    assert_eq!(site.panel(other).recording.sign, RecordingSign::Allowed);
    tells(&mut site, 2, RecordingStage::Records, None);
    assert_eq!(site.panel(other).recording.sign, RecordingSign::Records);
    assert!(said(&site.did(other), "This call is being recorded."));
    site.did(holder);
    site.feed(other, Input::AllowRecording(false));
    let stops =
        |told: &FromCustomer<String>| matches!(told, FromCustomer::Recording(consent) if !consent.allows);
    assert!(sent(&site.did(holder)).iter().any(stops));
    assert_eq!(site.panel(other).recording.sign, RecordingSign::Stops);
    site.did(other);
    site.relay_says(holder, &ToCustomer::ReadsAlong(Some("Ben".into())));
    assert!(site.panel(other).status.contains("Ben sees what Robin sees"));
    assert!(said(&site.did(other), "Ben sees what Robin sees"));
}

#[test]
fn what_waits_for_the_telephone_has_no_place_in_the_queue_in_other_tabs() {
    let mut site = Site::new();
    let (holder, other) = (site.open(None), site.open(None));
    site.is_welcomed(holder, false);
    // A form that was open here belongs to nothing any more.
    site.feed(other, Input::ChooseCallback(true));
    site.feed(holder, Input::ChooseCallback(true));
    site.relay_says(holder, &ToCustomer::Slots(vec![BEGIN + 60_000]));
    site.feed(
        holder,
        Input::AskCallback { at: BEGIN + 60_000, phone: "085 123 4567".into(), name: String::new() },
    );
    site.is(holder, Channel::Callback, Stage::Waiting { position: 1 });
    site.relay_says(holder, &ToCustomer::Callback(BEGIN + 60_000));
    let panel = site.panel(other);
    assert_eq!(panel.status, "We will call you.");
    assert_eq!((panel.callback.planned, panel.callback.slots.as_ref()), (Some(BEGIN + 60_000), None));
    assert_eq!(panel.actions, [Action::BringHere, Action::CancelCallback]);
    assert!(panel.lines.is_none());
    site.did(other);
    site.feed(
        other,
        Input::AskCallback { at: BEGIN + 60_000, phone: "085 765 4321".into(), name: String::new() },
    );
    site.feed(other, Input::PhoneWithPage);
    assert_eq!(sent(&site.did(other)), [], "there is one conversation");
}

#[test]
fn the_agent_hears_of_a_customer_who_looks_at_another_tab() {
    let mut site = Site::new();
    let holder = site.talks();
    looks(&mut site, holder);
    site.feed(holder, in_front(false));
    assert!(looks(&mut site, holder).is_empty(), "it may be another site, or another program");
    let other = site.open(None);
    assert_eq!(looks(&mut site, holder), [true]);
    site.feed(other, in_front(false));
    assert_eq!(looks(&mut site, holder), [false]);
    site.feed(other, in_front(true));
    // Beside each other: the agent sees a page that the customer sees, too.
    site.feed(holder, in_front(true));
    assert_eq!(looks(&mut site, holder), [true, false]);
    site.feed(holder, in_front(false));
    site.close(other);
    assert_eq!(looks(&mut site, holder), [true, false]);
}

#[test]
fn a_tab_that_goes_on_says_that_the_customer_looks_at_it() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    site.feed(holder, in_front(false));
    assert_eq!(looks(&mut site, holder).last(), Some(&true));
    site.feed(other, Input::BringHere);
    site.did(other);
    site.is_welcomed(other, true);
    site.did(other);
    site.is(other, Channel::Voice, active());
    assert_eq!(looks(&mut site, other), [false]);
}

#[test]
fn a_page_from_the_browser_s_cache_asks_what_it_has_missed() {
    let mut site = Site::new();
    let cached = site.open(None);
    site.feed(cached, Input::Leaving);
    let holder = site.freezes(cached, Site::talks);
    site.feed(cached, Input::Lock(LockInput::InFront(true)));
    assert_eq!(site.panel(cached).status, "Your call with Robin is in another tab.");
    assert!(site.panel(holder).call.is_some());
}

#[test]
fn a_copy_of_the_tab_leaves_the_call_where_it_is() {
    let mut site = Site::new();
    let holder = site.talks();
    let copy = site.open(site.kept(holder));
    assert_eq!(site.panel(copy).status, "Your call with Robin is in another tab.");
    // It is a visit of its own.
    assert!(!resumes(&site.is_welcomed(copy, false)));
    site.wait(60_000);
    let out = site.did(holder);
    assert!(!out.contains(&Command::Disconnect) && !out.contains(&Command::ClosePeer), "{out:?}");
    assert_eq!(microphone(&site.did(copy)), None);
}

#[test]
fn of_two_tabs_that_begin_at_once_one_has_it() {
    let mut site = Site::new();
    let (first, second) = (site.open(None), site.open(None));
    for tab in [first, second] {
        site.is_welcomed(tab, false);
    }
    site.feed_both((first, Input::Chat), (second, Input::Chat));
    site.is(first, Channel::Chat, active());
    assert!(sent(&site.did(second)).contains(&FromCustomer::Leave(())));
    assert_eq!(site.panel(second).status, "Your chat with Robin is in another tab.");
    assert_eq!(site.panel(first).heading, "Robin is with you");
    assert!(!sent(&site.did(first)).contains(&FromCustomer::Leave(())));
}

#[test]
fn the_customer_brings_it_here() {
    let mut site = Site::new();
    site.speaks = false;
    let holder = site.talks();
    let (waits, here) = (site.open(None), site.open(None));
    site.feed(here, Input::BringHere);
    let out = site.did(holder);
    assert!(out.contains(&Command::ClosePeer) && out.contains(&Command::CloseMicrophone));
    assert!(sent(&out).contains(&FromCustomer::CallAway(())), "the agent knows why it is silent");
    assert!(!sent(&out).contains(&FromCustomer::Leave(())));
    assert!(resumes(&site.is_welcomed(here, true)));
    site.is(here, Channel::Voice, active());
    // Who pressed for it may be asked for the microphone.
    let token = microphone(&site.did(here)).unwrap();
    site.feed(here, Input::Microphone { token, answer: Ok(()) });
    assert_eq!(peer(&site.did(here)), Some(2));
    for tab in [holder, waits] {
        assert_eq!(site.panel(tab).status, "Your call with Robin is in another tab.");
    }
    // The tab before does not take it back.
    site.wait(60_000);
    assert!(!site.did(here).contains(&Command::ClosePeer));
}

#[test]
fn a_tab_that_has_the_lock_and_says_nothing_is_not_waited_for() {
    let mut site = Site::new();
    let holder = site.talks();
    let kept = site.unload(holder);
    site.is_taken_by_a_stranger();
    let again = site.open(kept);
    assert!(!site.did(again).contains(&Command::Connect), "it may be a copy");
    site.wait(5_000);
    assert!(site.did(again).contains(&Command::Connect));
    assert!(resumes(&site.is_welcomed(again, true)));
}

#[test]
fn without_locks_each_tab_is_on_its_own() {
    let mut site = Site::new();
    let (first, second) = (site.open_as(Sharing::No, None), site.open_as(Sharing::No, None));
    for tab in [first, second] {
        site.is_welcomed(tab, false);
        site.feed(tab, Input::Chat);
        site.is(tab, Channel::Chat, active());
        let out = site.did(tab);
        assert!(!out.iter().any(|one| matches!(one, Command::Lock(_) | Command::TellTabs(_))), "{out:?}");
        assert_eq!(site.panel(tab).heading, "Robin is with you");
    }
}

#[test]
fn a_page_in_the_shell_s_frame_has_its_tab_s_lock() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    site.feed(holder, Input::HandingOver);
    let framed = site.open_as(Sharing::Held, site.kept(holder));
    let media = Adopted { call: 1, connected: true, channel: false, microphone: true, muted: false };
    site.feed(framed, Input::Adopted(media));
    let out = site.did(framed);
    assert!(!out.iter().any(|one| matches!(one, Command::Lock(_))), "{out:?}");
    assert!(resumes(&site.is_welcomed(framed, true)), "at once");
    site.is(framed, Channel::Voice, active());
    // The other tab has seen no gap, and speaks to the page in the frame now.
    assert_eq!(site.panel(other).status, "Your call with Robin is in another tab.");
    site.feed(other, Input::Mute(true));
    assert!(site.did(framed).contains(&Command::Mute(true)));
}

#[test]
fn what_a_site_stops_in_one_tab() {
    let mut site = Site::new();
    let (holder, other, third) = (site.talks(), site.open(None), site.open(None));
    site.feed(other, Input::Stop);
    assert!(!site.did(holder).contains(&Command::ClosePeer), "the call goes on");
    site.feed(holder, Input::Stop);
    assert!(sent(&site.did(holder)).contains(&FromCustomer::Leave(())));
    assert!(site.panel(third).lines.is_none() && site.panel(third).call.is_none());
}

#[test]
fn tabs_of_another_site_of_the_same_origin_do_not_mind() {
    let mut site = Site::new();
    let other = site.open_with(Config { site: "pk_other".into(), tabs: Sharing::Free, ..config() }, None);
    let before = site.panel(other).clone();
    site.talks();
    assert_eq!(*site.panel(other), before);
    site.feed(other, Input::TabTold(vec![9, 9, 9]));
    assert_eq!(*site.panel(other), before);
}
