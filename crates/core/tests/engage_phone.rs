//! By telephone with the page: a code to say, and nothing of the page before it is asked for.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::Action,
    engine::{Command, Config, Input},
};
use alongside_protocol::message::{
    Availability, Channel, Door, EndedBy, Engage, FromCustomer, PhoneCode, Stage, ToCustomer,
};
use common::{Tab, active, announced, config, ended, sent, welcome};

const WAITS: Stage = Stage::Waiting { position: 1 };

fn number() -> Action {
    Action::Phone("+44 20 7946 0018".into())
}

fn with(config: Config) -> Tab {
    let mut tab = Tab::online(config);
    let closed = Availability { door: Door::Empty, ..Availability::default() };
    tab.relay_says(&ToCustomer::Availability(closed), false);
    tab
}

fn code(engagement: u64, code: u32) -> ToCustomer {
    ToCustomer::PhoneCode(PhoneCode { engagement, code, lasts: 7_200_000 })
}

/// The customer has asked, and reads a code.
fn calling() -> Tab {
    let mut tab = with(config());
    tab.feed(Input::PhoneWithPage);
    tab.engagement(Channel::Phone, WAITS);
    tab.relay_says(&code(3, 482_913), true);
    tab
}

#[test]
fn it_is_offered_beside_the_number_where_there_is_one_and_a_relay() {
    let tab = with(config());
    assert_eq!(tab.panel().actions, [Action::LeaveMessage, number(), Action::PhoneWithPage]);
    let tab = with(Config { phone: None, ..config() });
    assert_eq!(tab.panel().actions, [Action::LeaveMessage]);
    let mut tab = Tab::new(Config { has_relay: false, ..config() });
    tab.feed(Input::Chat);
    assert_eq!(tab.panel().actions, [number()]);
}

#[test]
fn the_code_is_read_and_said_and_the_number_is_first() {
    let mut tab = with(config());
    let out = tab.feed(Input::PhoneWithPage);
    assert_eq!(sent(&out), [FromCustomer::Engage(Engage { channel: Channel::Phone })]);
    assert!(sent(&tab.feed(Input::PhoneWithPage)).is_empty(), "once");
    tab.engagement(Channel::Phone, WAITS);
    assert!(tab.panel().phone_code.is_empty());
    let out = tab.relay_says(&code(3, 482_913), true);
    assert_eq!(announced(&out), ["Your code for the telephone is 482 913."]);
    let panel = tab.panel();
    assert_eq!((panel.phone_code.as_str(), &panel.lines), ("482 913", &None));
    assert_eq!(panel.actions, [number(), Action::Cancel]);
    assert!(panel.status.starts_with("Say this code on the telephone."));
    assert!(announced(&tab.relay_says(&code(3, 482_913), true)).is_empty(), "a reconnect says nothing new");
    assert!(announced(&tab.relay_says(&code(9, 111_222), true)).is_empty(), "that is another engagement's");
    assert_eq!(tab.panel().phone_code, "482 913");
    tab.relay_says(&code(3, 222_333), true);
    assert_eq!(tab.panel().phone_code, "222 333");
}

#[test]
fn who_has_typed_it_sees_the_page_and_no_microphone_is_asked_for() {
    let mut tab = calling();
    let out = tab.engagement(Channel::Phone, active());
    assert!(
        !out.iter()
            .any(|command| matches!(command, Command::OpenMicrophone { .. } | Command::OpenPeer { .. }))
    );
    assert_eq!(announced(&out), ["Robin is with you"]);
    let panel = tab.panel();
    assert_eq!((panel.heading.as_str(), panel.phone_code.as_str()), ("Robin is with you", ""));
    assert_eq!(panel.actions, [Action::EndPhone]);
    assert!(panel.lines.is_some() && panel.call.is_none());
    assert_eq!(sent(&tab.feed(Input::Leave)), [FromCustomer::Leave(())]);
    assert!(tab.panel().phone_code.is_empty());
}

#[test]
fn the_next_page_has_the_code_again_and_an_end_takes_it_away() {
    let mut tab = calling();
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&welcome(true), false);
    tab.engagement(Channel::Phone, WAITS);
    tab.relay_says(&code(3, 482_913), true);
    assert_eq!(tab.panel().phone_code, "482 913");
    tab.engagement(Channel::Phone, ended(EndedBy::Lost));
    assert!(tab.panel().phone_code.is_empty());
}
