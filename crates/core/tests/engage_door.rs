//! Nobody there, closed and full are three answers, each with a message to leave; the
//! wait is said as it was measured, or not at all.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::Action,
    engine::{Config, Input},
};
use alongside_protocol::message::{
    Availability, Channel, Door, EndedBy, Engage, FromCustomer, Stage, ToCustomer,
};
use common::{BEGIN, Tab, active, announced, config, ended, sent};

const OPENS: u64 = BEGIN + 60_000;
const MESSAGE: FromCustomer<String> = FromCustomer::Engage(Engage { channel: Channel::Message });

fn told(tab: &mut Tab, availability: Availability) {
    tab.relay_says(&ToCustomer::Availability(availability), false);
}

fn phone() -> Action {
    Action::Phone("+44 20 7946 0018".into())
}

#[test]
fn the_three_are_told_before_a_click_and_each_leaves_a_message() {
    for (door, says, opens) in [
        (Door::Empty, "Nobody is free right now.", None),
        (Door::Full, "Everybody is busy, and the queue is full.", None),
        (Door::Closed { opens: OPENS }, "We are closed right now.", Some(OPENS)),
    ] {
        let mut tab = Tab::online(config());
        told(&mut tab, Availability { door, ..Availability::default() });
        let panel = tab.panel();
        assert_eq!((panel.status.as_str(), panel.opens), (says, opens));
        assert_eq!(panel.actions, [Action::LeaveMessage, phone(), Action::PhoneWithPage], "{door:?}");
        assert_eq!(sent(&tab.feed(Input::LeaveMessage)), [MESSAGE]);
        told(&mut tab, Availability { agents: 1, ..Availability::default() });
        assert_eq!(tab.panel().actions, [Action::TakeBack]);
    }
}

#[test]
fn who_asked_first_is_told_the_same_and_may_try_again() {
    for (by, says) in [
        (EndedBy::NoAgent, "Nobody is free right now."),
        (EndedBy::Full, "Everybody is busy, and the queue is full."),
        (EndedBy::Closed, "We are closed right now."),
    ] {
        let mut tab = Tab::online(config());
        tab.feed(Input::Chat);
        assert_eq!(announced(&tab.engagement(Channel::Chat, ended(by))), [says]);
        assert_eq!(tab.panel().notice, says);
        let offers = [Action::LeaveMessage, Action::Talk, Action::Write, phone(), Action::PhoneWithPage];
        assert_eq!(tab.panel().actions, offers, "{by:?}");
    }
}

#[test]
fn what_the_notice_says_is_not_said_twice() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, ended(EndedBy::Closed));
    told(&mut tab, Availability { door: Door::Closed { opens: OPENS }, ..Availability::default() });
    assert_eq!((tab.panel().notice.as_str(), tab.panel().status.as_str()), ("We are closed right now.", ""));
    assert_eq!(tab.panel().opens, Some(OPENS));
}

#[test]
fn a_message_waits_without_a_place_and_can_be_answered() {
    let mut tab = Tab::online(Config { phone: None, ..config() });
    told(&mut tab, Availability { door: Door::Empty, ..Availability::default() });
    tab.feed(Input::LeaveMessage);
    let out = tab.engagement(Channel::Message, Stage::Waiting { position: 1 });
    let says = "Write your message here, and how we can reach you. It waits for our team.";
    assert_eq!(announced(&out), [says]);
    let panel = tab.panel();
    assert_eq!((panel.status.as_str(), &panel.actions[..]), (says, &[Action::TakeBack][..]));
    assert!(panel.lines.is_some(), "there is a place to write");
    let out = tab.feed(Input::Say("Ring me at noon".into()));
    assert!(matches!(&sent(&out)[..], [FromCustomer::Chat(said)] if said.text == "Ring me at noon"));
    tab.engagement(Channel::Message, active());
    assert_eq!(tab.panel().actions, [Action::Talk, Action::End], "somebody came back in time");
    assert_eq!(tab.panel().call, None);
}

#[test]
fn the_button_says_how_long_it_takes_where_that_is_known() {
    let busy = Availability { agents: 0, waiting: 1, ..Availability::default() };
    for (availability, talk) in [
        (Availability { agents: 2, pace: Some((60, 90)), ..Availability::default() }, "Talk to a person now"),
        (busy, "Talk to a person"),
        (Availability { pace: Some((100, 170)), ..busy }, "Talk in about 3–6 minutes"),
        (Availability { pace: Some((120, 120)), ..busy }, "Talk in about 4 minutes"),
        (Availability { pace: Some((1, 2)), ..busy }, "Talk in about 1–2 minutes"),
    ] {
        let mut tab = Tab::online(config());
        assert_eq!(tab.panel().talk, "Talk to a person", "nothing is known yet");
        told(&mut tab, availability);
        assert_eq!(tab.panel().talk, talk);
    }
}

#[test]
fn in_the_queue_the_range_is_that_of_the_place() {
    let mut tab = Tab::online(config());
    let pace = Some((100, 170));
    told(&mut tab, Availability { agents: 0, waiting: 3, pace, ..Availability::default() });
    tab.feed(Input::Chat);
    let out = tab.engagement(Channel::Voice, Stage::Waiting { position: 2 });
    let says = "You are number 2 in the queue. It takes about 3–6 minutes.";
    assert_eq!(announced(&out), [says]);
    assert_eq!(tab.panel().status, says);
    // Somebody is free: the place is all there is to say.
    told(&mut tab, Availability { agents: 1, waiting: 3, pace, ..Availability::default() });
    assert_eq!(tab.panel().status, "You are number 2 in the queue.");
}
