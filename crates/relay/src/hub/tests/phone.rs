//! A code that a customer says on the telephone opens their page, once, for who may.

use alongside_protocol::message::{
    Channel, EndedBy, FromAgent, FromCustomer, PhoneCode, Stage, ToAgent, ToCustomer,
};

use super::world::{World, ended};
use crate::hub::io::{Audited, Output, Record, SavedEngagement, SavedVisit, VisitId};

const HOUR: u64 = 60 * 60 * 1_000;
const MINUTE: u64 = 60 * 1_000;

fn codes(world: &mut World, socket: u64) -> Vec<PhoneCode> {
    let code = |message| if let ToCustomer::PhoneCode(code) = message { Some(code) } else { None };
    world.page_heard(socket).into_iter().filter_map(code).collect()
}

/// A customer who reads a code; nobody takes customers of the site.
fn calling(world: &mut World, socket: u64) -> PhoneCode {
    world.customer(socket);
    world.engage(socket, Channel::Phone);
    let told = codes(world, socket);
    assert_eq!(told.len(), 1);
    assert!((100_000..1_000_000).contains(&told[0].code) && told[0].lasts == 2 * HOUR);
    told[0].clone()
}

fn types(world: &mut World, socket: u64, code: u32) -> Vec<ToAgent> {
    world.orders(socket, FromAgent::PhoneCode(code));
    world.console_heard(socket)
}

/// The engagement that opens for the agent; else what the agent is told.
fn opened(heard: Vec<ToAgent>) -> Result<(u64, Channel), String> {
    for message in heard {
        match message {
            ToAgent::Engagement(told) if matches!(told.stage, Stage::Active { .. }) => {
                return Ok((told.id, told.channel));
            }
            ToAgent::Refusal(refusal) => return Err(refusal.message),
            _ => {}
        }
    }
    Err("nothing".to_owned())
}

fn another(code: u32) -> u32 {
    if code == 999_999 { 100_000 } else { code + 1 }
}

#[test]
fn the_code_opens_the_page_once_for_the_agent_who_types_it() {
    let mut world = World::new();
    let told = calling(&mut world, 1);
    world.agent(100, "dana");
    world.agent(101, "eve");
    let waits = |message: &ToAgent| matches!(message, ToAgent::Visit(visit) if visit.waiting.is_some());
    assert!(!world.console_heard(100).iter().any(waits), "nobody chooses them from the list");
    world.orders(100, FromAgent::Accept(told.engagement));
    let sentence = opened(world.console_heard(100)).unwrap_err();
    assert!(sentence.contains("code"), "{sentence}");

    assert_eq!(opened(types(&mut world, 100, told.code)), Ok((told.engagement, Channel::Phone)));
    let stages = world.stages(1);
    assert!(stages.contains(&Stage::Active { agent: "DANA".into() }), "{stages:?}");
    let again = opened(types(&mut world, 101, told.code)).unwrap_err();
    assert_eq!(again, "no customer has this code now: it may be over, or used");
    assert!(codes(&mut world, 1).is_empty());
}

#[test]
fn two_customers_have_two_codes_and_a_page_load_keeps_its_own() {
    let mut world = World::new();
    let (first, second) = (calling(&mut world, 1), calling(&mut world, 2));
    assert_ne!(first.code, second.code);
    world.wait(HOUR);
    world.customer_back(3, Some(1), None, 0);
    let told = codes(&mut world, 3);
    let kept = told.last().unwrap();
    assert_eq!((kept.code, kept.lasts), (first.code, HOUR));
}

#[test]
fn a_code_that_is_over_is_none_and_another_one_takes_its_place() {
    let mut world = World::new();
    let old = calling(&mut world, 1);
    world.agent(100, "dana");
    world.wait(2 * HOUR);
    let new = codes(&mut world, 1);
    assert_eq!(new.len(), 1);
    assert_ne!(new[0].code, old.code);
    assert!(opened(types(&mut world, 100, old.code)).is_err());
    assert!(opened(types(&mut world, 100, new[0].code)).is_ok());
}

#[test]
fn who_guesses_is_stopped_and_written_down() {
    let mut world = World::new();
    let told = calling(&mut world, 1);
    world.agent(100, "dana");
    world.agent(101, "eve");
    world.out.clear();
    for _ in 0..5 {
        let sentence = opened(types(&mut world, 100, another(told.code))).unwrap_err();
        assert_eq!(sentence, "no customer has this code now: it may be over, or used");
    }
    let stopped = opened(types(&mut world, 100, told.code)).unwrap_err();
    assert_eq!(stopped, "too many codes that lead to nobody: try again in 5 min", "the right one, too");
    let wrong = |output: &&Output| matches!(output, Output::Store(Record::Audit(audit)) if audit.what == Audited::WrongCode);
    assert_eq!(world.out.iter().filter(wrong).count(), 5);
    world.wait(5 * MINUTE);
    assert!(opened(types(&mut world, 100, told.code)).is_ok());
    // Nobody else is stopped by it.
    assert!(opened(types(&mut world, 101, told.code)).unwrap_err().starts_with("no customer"));
}

#[test]
fn a_page_that_rests_while_its_telephone_is_used_is_still_found() {
    let mut world = World::new();
    let told = calling(&mut world, 1);
    world.agent(100, "dana");
    world.close(1);
    world.wait(HOUR);
    assert!(opened(types(&mut world, 100, told.code)).is_ok());
    world.wait(HOUR);
    world.customer_back(2, Some(1), None, 0);
    assert!(world.stages(2).contains(&Stage::Active { agent: "DANA".into() }));

    // One that never comes back ends with its code.
    let told = calling(&mut world, 5);
    world.close(5);
    world.wait(2 * HOUR);
    world.console_heard(100);
    assert!(opened(types(&mut world, 100, told.code)).is_err());
    world.customer_back(6, Some(5), None, 0);
    assert!(!world.stages(6).iter().any(|stage| matches!(stage, Stage::Waiting { .. })));
}

#[test]
fn who_leaves_or_wants_something_else_has_no_code_any_more() {
    for writes in [false, true] {
        let mut world = World::new();
        let told = calling(&mut world, 1);
        world.agent(100, "dana");
        if writes {
            world.engage(1, Channel::Chat);
        } else {
            world.says(1, FromCustomer::Leave(()));
            assert!(world.stages(1).contains(&ended(EndedBy::Customer)));
        }
        assert!(opened(types(&mut world, 100, told.code)).is_err());
        world.orders(100, FromAgent::Accept(told.engagement));
        assert_eq!(opened(world.console_heard(100)).is_ok(), writes, "a chat waits as any does");
    }
}

#[test]
fn codes_that_are_given_back_leave_nothing_to_wait_for() {
    let mut world = World::new();
    calling(&mut world, 1);
    let alarms = world.hub.alarms.len();
    for _ in 0..20 {
        world.engage(1, Channel::Chat);
        world.engage(1, Channel::Phone);
    }
    assert_eq!(world.hub.alarms.len(), alarms);
}

#[test]
fn after_a_restart_the_page_has_a_new_code_when_it_is_back() {
    let saved = |engagement| SavedVisit {
        id: "visit-1".into(),
        site: "bank".into(),
        token: crate::secret::hashed("token-1"),
        since: 0,
        received: 0,
        status: None,
        facts: Vec::new(),
        engagement: Some((7, engagement)),
    };
    let waits = SavedEngagement {
        visit: VisitId::from("visit-1"),
        channel: Channel::Phone,
        stage: crate::hub::stage::Stage::Waiting,
        since: 0,
        lines: Vec::new(),
        callback: None,
    };
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer_back(1, Some(1), Some(saved(waits.clone())), 0);
    let told = codes(&mut world, 1);
    assert_eq!(told.len(), 1);
    assert_eq!(opened(types(&mut world, 100, told[0].code)), Ok((7, Channel::Phone)));

    // One whose page does not come back has gone.
    let mut world = World::new();
    world.customer_back(1, Some(1), Some(saved(waits)), 0);
    world.close(1);
    world.out.clear();
    world.wait(3 * HOUR);
    let is_over = |output: &Output| matches!(output, Output::Store(Record::Audit(audit)) if audit.what == Audited::End(EndedBy::Lost));
    assert!(world.out.iter().any(is_over));
}
