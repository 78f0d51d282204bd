//! Called back at a time: offered where nobody can talk now, chosen, changed, cancelled.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::Action,
    engine::{Command, Input},
};
use alongside_protocol::message::{
    AskCallback, Availability, Channel, Door, EndedBy, FromCustomer, Stage, ToCustomer,
};
use common::{BEGIN, Tab, active, announced, config, ended, sent};

const NINE: u64 = BEGIN + 3_600_000;
const HALF_PAST: u64 = NINE + 1_800_000;

fn says(tab: &mut Tab, door: Door, agents: u32, callback: Option<u64>) {
    let known = Availability { agents, door, callback, ..Availability::default() };
    tab.relay_says(&ToCustomer::Availability(known), false);
}

/// Closed, with a first time at nine.
fn closed() -> Tab {
    let mut tab = Tab::online(config());
    says(&mut tab, Door::Closed { opens: NINE }, 0, Some(NINE));
    tab.feed(Input::Panel(true));
    tab
}

/// The form is open, with two times.
fn choosing() -> Tab {
    let mut tab = closed();
    let out = tab.feed(Input::ChooseCallback(true));
    assert_eq!(sent(&out), [FromCustomer::AskSlots(())]);
    tab.relay_says(&ToCustomer::Slots(vec![NINE, HALF_PAST]), false);
    tab
}

fn asks(tab: &mut Tab, phone: &str) -> Vec<Command> {
    tab.feed(Input::AskCallback { at: NINE, phone: phone.into(), name: " Ada ".into() })
}

fn agreed(tab: &mut Tab, at: u64) -> Vec<Command> {
    let out = tab.engagement(Channel::Callback, Stage::Waiting { position: 1 });
    tab.relay_says(&ToCustomer::Callback(at), true);
    out
}

/// To be called at nine.
fn planned() -> Tab {
    let mut tab = choosing();
    asks(&mut tab, "085 123 4567");
    agreed(&mut tab, NINE);
    tab
}

#[test]
fn before_the_click_the_first_time_is_known_where_nobody_can_talk() {
    let tab = closed();
    let panel = tab.panel();
    assert_eq!(panel.actions[..2], [Action::CallBack, Action::LeaveMessage]);
    assert_eq!(panel.callback.offered, Some(NINE));
    for (door, agents, callback, offered) in [
        (Door::Full, 0, Some(NINE), true),
        (Door::Empty, 0, Some(NINE), true),
        (Door::Open, 0, Some(NINE), true),
        (Door::Open, 1, Some(NINE), false),
        (Door::Closed { opens: NINE }, 0, None, false),
    ] {
        let mut tab = Tab::online(config());
        says(&mut tab, door, agents, callback);
        tab.feed(Input::Panel(true));
        let panel = tab.panel();
        assert_eq!(panel.actions.contains(&Action::CallBack), offered, "{door:?} {agents} {callback:?}");
        assert_eq!(panel.callback.offered.is_some(), offered);
        if door == Door::Open {
            assert_ne!(panel.actions[0], Action::CallBack, "who can talk sooner is shown that first");
        }
    }
}

#[test]
fn a_time_is_chosen_and_stands_until_it_is_cancelled() {
    let mut tab = choosing();
    assert_eq!(tab.panel().callback.slots.as_deref(), Some(&[NINE, HALF_PAST][..]));
    assert!(tab.panel().actions.contains(&Action::CloseForm));
    let out = asks(&mut tab, " 085 123 4567 ");
    let told = sent(&out);
    let [FromCustomer::AskCallback(AskCallback { at, phone, name })] = &told[..] else { panic!("{told:?}") };
    assert_eq!((*at, phone.as_str(), name.as_str()), (NINE, "085 123 4567", "Ada"));
    assert_eq!(announced(&agreed(&mut tab, NINE)), ["We will call you."]);
    let panel = tab.panel();
    assert_eq!((panel.callback.planned, &panel.callback.slots), (Some(NINE), &None));
    assert_eq!(panel.actions[..2], [Action::ChangeCallback, Action::CancelCallback]);
    assert!(panel.lines.is_none(), "nobody reads along what would be written");

    // Changed: the form is there again, and what stood stands until another is agreed.
    tab.feed(Input::ChooseCallback(true));
    tab.relay_says(&ToCustomer::Slots(vec![NINE, HALF_PAST]), false);
    assert_eq!(tab.panel().callback.planned, Some(NINE));
    assert!(tab.panel().callback.slots.is_some());
    tab.feed(Input::AskCallback { at: HALF_PAST, phone: "085 123 4567".into(), name: String::new() });
    agreed(&mut tab, HALF_PAST);
    assert_eq!((tab.panel().callback.planned, &tab.panel().callback.slots), (Some(HALF_PAST), &None));

    let out = tab.feed(Input::Leave);
    assert_eq!(sent(&out), [FromCustomer::Leave(())]);
    assert_eq!(tab.panel().notice, "We will not call you.");
    assert_eq!(tab.panel().callback.planned, None);
}

#[test]
fn what_is_no_number_is_said_so_and_leaves_nothing() {
    for wrong in ["", "call me", "4111 1111 1111 1111"] {
        let mut tab = choosing();
        assert!(sent(&asks(&mut tab, wrong)).is_empty(), "{wrong}");
        assert_eq!(tab.panel().notice, "Please write a telephone number that we can call.");
        assert!(tab.panel().callback.slots.is_some(), "the form stays");
        asks(&mut tab, "085 123 4567");
        agreed(&mut tab, NINE);
        assert_eq!(tab.panel().notice, "");
    }
}

#[test]
fn a_time_that_is_gone_meanwhile_is_said_so() {
    let mut tab = choosing();
    asks(&mut tab, "085 123 4567");
    tab.relay_says(&ToCustomer::Slots(vec![HALF_PAST]), false);
    assert_eq!(tab.panel().notice, "This time has just been taken. Please choose another one.");
    assert_eq!(tab.panel().callback.slots.as_deref(), Some(&[HALF_PAST][..]));
    tab.feed(Input::ChooseCallback(false));
    assert_eq!((tab.panel().notice.as_str(), &tab.panel().callback.slots), ("", &None));
}

#[test]
fn it_stands_on_the_next_page_and_ends_as_the_relay_says() {
    let mut tab = planned();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    agreed(&mut tab, NINE);
    assert_eq!(tab.panel().callback.planned, Some(NINE));
    let out = tab.engagement(Channel::Callback, active());
    assert_eq!(announced(&out), ["Robin is with you"]);
    assert_eq!(tab.panel().callback.planned, None, "it is now");
    assert!(tab.panel().lines.is_some());
    tab.engagement(Channel::Callback, ended(EndedBy::NotReached));
    assert_eq!(tab.panel().notice, "We called and did not reach you.");
}

#[test]
fn who_waits_long_may_be_called_instead() {
    let mut tab = Tab::online(config());
    says(&mut tab, Door::Open, 0, Some(NINE));
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, Stage::Waiting { position: 3 });
    assert_eq!(tab.panel().actions[..2], [Action::CallBack, Action::Leave]);
    tab.feed(Input::ChooseCallback(true));
    tab.relay_says(&ToCustomer::Slots(vec![NINE]), false);
    asks(&mut tab, "085 123 4567");
    agreed(&mut tab, NINE);
    assert_eq!(tab.panel().callback.planned, Some(NINE));
}
