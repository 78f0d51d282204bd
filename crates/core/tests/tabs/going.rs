//! The tab that holds a conversation goes: for another page, or for good.

use alongside_core::engine::{Command, Input};
use alongside_protocol::message::{Channel, FromCustomer};

use super::{
    common::{active, announced, microphone, peer, sent},
    in_front, resumes,
    site::Site,
};

/// Whether a tab begins to take the conversation up.
fn takes_over(site: &mut Site, tab: usize) -> bool {
    site.did(tab).contains(&Command::Disconnect)
}

#[test]
fn when_the_tab_is_closed_the_one_that_comes_to_the_front_goes_on_at_once() {
    let mut site = Site::new();
    let (holder, first, other) = (site.talks(), site.open(None), site.open(None));
    for tab in [first, other] {
        site.feed(tab, in_front(false));
    }
    site.feed(other, Input::Mute(true));
    site.did(other);
    site.close(holder);
    assert!(!site.did(other).contains(&Command::Disconnect), "the page may only be loaded anew");
    site.feed(other, in_front(true));
    assert!(!takes_over(&mut site, first), "though it had the lock");
    site.wait(1);
    let out = site.did(other);
    assert!(out.contains(&Command::Disconnect) && out.contains(&Command::Connect), "{out:?}");
    assert!(announced(&out).contains(&"Your conversation goes on in this tab."));
    assert!(resumes(&site.is_welcomed(other, true)));
    site.is(other, Channel::Voice, active());
    let out = site.did(other);
    assert!(sent(&out).contains(&FromCustomer::CallAway(())), "the agent knows why it was silent");
    let token = microphone(&out).unwrap();
    site.feed(other, Input::Microphone { token, answer: Ok(()) });
    let out = site.did(other);
    assert_eq!(peer(&out), Some(2));
    assert!(out.contains(&Command::Mute(true)), "muted is muted in every tab");
    assert!(site.panel(other).open && site.panel(other).call.unwrap().muted);
}

#[test]
fn without_a_microphone_at_hand_it_is_offered_and_not_asked_for() {
    let mut site = Site::new();
    site.speaks = false;
    let (holder, other) = (site.talks(), site.open(None));
    site.close(holder);
    site.wait(3_100);
    site.is_welcomed(other, true);
    site.is(other, Channel::Voice, active());
    assert_eq!(microphone(&site.did(other)), None);
    let offers: Vec<String> = site.panel(other).actions.iter().map(|action| format!("{action:?}")).collect();
    assert_eq!(offers, ["Talk", "Listen", "End"]);
    site.feed(other, Input::Talk);
    assert!(microphone(&site.did(other)).is_some());
}

#[test]
fn when_the_tab_crashes_one_of_the_others_goes_on() {
    let mut site = Site::new();
    let (holder, first, second) = (site.talks(), site.open(None), site.open(None));
    site.did(first);
    site.did(second);
    let kept = site.crash(holder);
    site.wait(500);
    assert!(takes_over(&mut site, first) && !takes_over(&mut site, second));
    assert_eq!(site.panel(second).status, "Your call with Robin is in another tab.");
    // Brought back by the browser, the tab follows.
    let back = site.open(kept);
    assert_eq!(site.panel(back).status, "Your conversation is in another tab.");
    // And so it goes on.
    site.is_welcomed(first, true);
    site.is(first, Channel::Voice, active());
    assert_eq!(site.panel(back).status, "Your call with Robin is in another tab.");
    site.crash(first);
    site.wait(500);
    assert!(takes_over(&mut site, second));
}

#[test]
fn a_page_load_moves_nothing() {
    let mut site = Site::new();
    let (holder, first, second) = (site.talks(), site.open(None), site.open(None));
    let kept = site.unload(holder);
    site.wait(1_500);
    let again = site.open(kept);
    assert!(resumes(&site.is_welcomed(again, true)));
    site.wait(60_000);
    site.is(again, Channel::Voice, active());
    assert!(!takes_over(&mut site, first) && !takes_over(&mut site, second));
    // Both wait for the lock again.
    site.crash(again);
    site.wait(500);
    assert_ne!(takes_over(&mut site, first), takes_over(&mut site, second));
}

#[test]
fn a_page_that_is_loaded_anew_moves_nothing() {
    let mut site = Site::new();
    let (holder, beside) = (site.talks(), site.open(None));
    // The customer has had both in sight for a while.
    site.feed(beside, in_front(false));
    site.feed(beside, in_front(true));
    site.wait(5_000);
    site.feed(holder, Input::Leaving);
    let kept = site.crash(holder);
    site.wait(1_500);
    let again = site.open(kept);
    assert!(resumes(&site.is_welcomed(again, true)));
    site.wait(60_000);
    assert!(!takes_over(&mut site, beside));
}

#[test]
fn a_tab_that_came_to_the_front_just_before_goes_on_at_once() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    site.feed(other, in_front(false));
    site.wait(5_000);
    site.feed(other, in_front(true));
    site.wait(50);
    site.close(holder);
    site.wait(1);
    assert!(takes_over(&mut site, other));
}

#[test]
fn a_page_that_does_not_come_back_is_waited_for_so_long() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    let kept = site.unload(holder);
    site.wait(2_900);
    assert!(!takes_over(&mut site, other));
    site.wait(200);
    assert!(takes_over(&mut site, other));
    // It comes after all, and leaves it where it is now.
    let late = site.open(kept);
    assert_eq!(site.panel(late).status, "Your conversation is in another tab.");
    assert!(!resumes(&site.is_welcomed(late, false)));
}

#[test]
fn what_is_asked_for_during_a_page_load_is_done_after_it_once() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    let kept = site.unload(holder);
    site.feed(other, Input::Mute(true));
    site.feed(other, Input::Say("are you there?".into()));
    site.wait(500);
    let again = site.open(kept);
    site.is_welcomed(again, true);
    site.is(again, Channel::Voice, active());
    let token = microphone(&site.did(again)).unwrap();
    site.feed(again, Input::Microphone { token, answer: Ok(()) });
    let out = site.did(again);
    assert!(out.contains(&Command::Mute(true)), "before anything is heard: {out:?}");
    let kept = site.unload(again);
    let third = site.open(kept);
    site.is_welcomed(third, true);
    site.is(third, Channel::Voice, active());
    let said = sent(&site.did(third)).iter().filter(|told| matches!(told, FromCustomer::Chat(_))).count();
    assert_eq!(said, 0, "it was said by the page before");
}

#[test]
fn what_was_asked_of_a_tab_that_is_gone_is_done_by_the_one_that_goes_on() {
    let mut site = Site::new();
    let (holder, other) = (site.talks(), site.open(None));
    site.unload(holder);
    site.feed(other, Input::Say("are you there?".into()));
    site.wait(4_000);
    site.is_welcomed(other, true);
    site.is(other, Channel::Voice, active());
    let said = sent(&site.did(other)).iter().filter(|told| matches!(told, FromCustomer::Chat(_))).count();
    assert_eq!(said, 1);
}
