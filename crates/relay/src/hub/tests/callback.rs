//! Calling back at a time: which are free, what is kept, who calls, and what is forgotten.

use alongside_protocol::message::{
    AskCallback, Callback, Channel, Chat, EndedBy, FromAgent, FromCustomer, Presence, Stage, ToAgent,
    ToCustomer, VisitView,
};

use super::world::{LOST_AFTER, VISIT_AFTER, World, ended};
use crate::{
    config::Callbacks,
    hours::Hours,
    hub::io::{Output, Record},
};

/// 2026-11-20, a Friday, at 8:59:59 in Dublin.
const FRIDAY: u64 = 1_795_165_199_000;
const NINE: u64 = FRIDAY + 1_000;
const HALF_PAST: u64 = NINE + HALF_AN_HOUR;
const HALF_AN_HOUR: u64 = 30 * 60_000;
const PHONE: &str = "085 123 4567";
const PAGE: u64 = 1;
const ANNA: u64 = 101;

/// Closed until Friday at nine, with two customers a slot.
fn closed() -> World {
    World::of(FRIDAY, |site| {
        let friday = vec!["9:00-11:00".to_owned()];
        site.hours = Some(Hours { zone: "Europe/Dublin".into(), friday, ..Hours::default() });
        site.callbacks = (site.key == "bank").then_some(Callbacks { per_slot: 2, minutes: 30 });
    })
}

fn asks(world: &mut World, socket: u64, at: u64) {
    let ask = AskCallback { at, phone: PHONE.to_owned(), name: "Ada".to_owned() };
    world.says(socket, FromCustomer::AskCallback(ask));
}

/// What a page was told of callbacks and its engagement.
fn page(world: &mut World, socket: u64) -> Vec<String> {
    let said = |message| match message {
        ToCustomer::Slots(slots) => Some(format!("{} slots", slots.len())),
        ToCustomer::Callback(at) => Some(format!("called at +{}", (at - NINE) / 60_000)),
        ToCustomer::Engagement(one) => Some(match one.stage {
            Stage::Waiting { .. } => format!("{:?} waits", one.channel),
            Stage::Active { agent } => agent,
            Stage::Ended { by } => format!("{by:?}"),
        }),
        _ => None,
    };
    world.page_heard(socket).into_iter().filter_map(said).collect()
}

fn console(world: &mut World) -> (Vec<Callback>, Vec<Stage>, Option<VisitView>) {
    let (mut callbacks, mut stages, mut visit) = (Vec::new(), Vec::new(), None);
    for message in world.console_heard(ANNA) {
        match message {
            ToAgent::Callback((_, callback)) => callbacks.push(callback),
            ToAgent::Engagement(engagement) => stages.push(engagement.stage),
            ToAgent::Visit(view) => visit = Some(*view),
            ToAgent::Refusal(refusal) => panic!("{refusal}"),
            _ => {}
        }
    }
    (callbacks, stages, visit)
}

fn first_free(world: &mut World, socket: u64) -> Option<u64> {
    let said = |message| match message {
        ToCustomer::Availability(known) => Some(known.callback),
        _ => None,
    };
    world.page_heard(socket).into_iter().filter_map(said).next_back().flatten()
}

/// One customer is to be called at nine.
fn planned() -> World {
    let mut world = closed();
    world.customer(PAGE);
    asks(&mut world, PAGE, NINE);
    assert_eq!(page(&mut world, PAGE), ["Callback waits", "called at +0"]);
    world
}

/// Anna has taken it.
fn taken() -> World {
    let mut world = planned();
    world.agent(ANNA, "anna");
    world.wait(60_000);
    world.orders(ANNA, FromAgent::Accept(1));
    page(&mut world, PAGE);
    let (callbacks, ..) = console(&mut world);
    assert_eq!((callbacks[0].phone.as_str(), callbacks[0].name.as_str()), (PHONE, "Ada"));
    world
}

fn over(world: &mut World, reached: bool) {
    world.orders(ANNA, FromAgent::CallbackOver((1, reached)));
}

fn keeps_number(world: &World) -> bool {
    world.hub.engagements.values().any(|engagement| engagement.callback.is_some())
}

#[test]
fn the_times_of_the_next_days_are_named_and_the_first_is_known_before_the_click() {
    let mut world = closed();
    world.customer(PAGE);
    assert_eq!(first_free(&mut world, PAGE), Some(NINE));
    world.says(PAGE, FromCustomer::AskSlots(()));
    // Four half hours this Friday, and none on another day within a week but the next.
    assert_eq!(page(&mut world, PAGE), ["8 slots"]);
    world.wait(2_000);
    assert_eq!(first_free(&mut world, PAGE), Some(HALF_PAST), "nine is over");
    world.customer_of_shop(2);
    assert_eq!(first_free(&mut world, 2), None, "the shop calls nobody back");
    asks(&mut world, 2, HALF_PAST);
    assert_eq!(page(&mut world, 2), ["0 slots"]);
}

#[test]
fn a_time_that_is_full_is_not_had_twice() {
    let mut world = planned();
    for socket in [2, 3] {
        world.customer(socket);
        page(&mut world, socket);
    }
    asks(&mut world, 2, NINE);
    assert_eq!(page(&mut world, 2), ["Callback waits", "called at +0"]);
    asks(&mut world, 3, NINE);
    assert_eq!(page(&mut world, 3), ["7 slots"], "those that are left, and no call");
    asks(&mut world, 3, NINE + 7);
    assert_eq!(page(&mut world, 3), ["7 slots"], "and no other time than those");
    // Who changes or cancels makes room.
    asks(&mut world, 2, HALF_PAST);
    assert_eq!(page(&mut world, 2), ["Callback waits", "called at +30"]);
    asks(&mut world, 3, NINE);
    assert_eq!(page(&mut world, 3), ["Callback waits", "called at +0"]);
    world.says(PAGE, FromCustomer::Leave(()));
    assert_eq!(page(&mut world, PAGE), ["Customer"]);
    world.says(2, FromCustomer::AskSlots(()));
    assert_eq!(page(&mut world, 2), ["8 slots"]);
}

#[test]
fn what_is_no_number_is_not_kept() {
    let mut world = closed();
    world.customer(PAGE);
    page(&mut world, PAGE);
    for (phone, name) in [("call me", "Ada".to_owned()), (PHONE, "a".repeat(201)), ("", String::new())] {
        let ask = AskCallback { at: NINE, phone: phone.to_owned(), name };
        world.says(PAGE, FromCustomer::AskCallback(ask));
    }
    world.engage(PAGE, Channel::Callback);
    assert!(page(&mut world, PAGE).is_empty() && world.hub.engagements.is_empty());
}

#[test]
fn who_waits_in_the_queue_may_be_called_back_instead() {
    let mut world = closed();
    world.wait(2_000);
    world.agent(ANNA, "anna");
    world.customer(PAGE);
    world.engage(PAGE, Channel::Voice);
    page(&mut world, PAGE);
    assert_eq!(world.hub.warm.len(), 1);
    asks(&mut world, PAGE, HALF_PAST);
    assert_eq!(page(&mut world, PAGE), ["Callback waits", "called at +30"]);
    assert!(world.hub.queue(0).is_empty() && world.hub.warm.is_empty(), "out of the queue");
    // And back into it: then nobody calls.
    world.engage(PAGE, Channel::Chat);
    assert!(!keeps_number(&world));
    world.orders(ANNA, FromAgent::Accept(1));
    page(&mut world, PAGE);
    asks(&mut world, PAGE, HALF_PAST);
    assert!(page(&mut world, PAGE).is_empty() && !keeps_number(&world), "an agent is there already");
}

#[test]
fn the_customer_may_go_and_come_and_nobody_else_reads_the_number() {
    let mut world = planned();
    world.close(PAGE);
    world.wait(LOST_AFTER + VISIT_AFTER);
    world.customer_back(2, Some(PAGE), None, 0);
    assert_eq!(page(&mut world, 2), ["Callback waits", "called at +0"]);
    world.agent(ANNA, "anna");
    world.agent(102, "ben");
    let (callbacks, _, visit) = console(&mut world);
    let visit = visit.unwrap();
    assert!(callbacks.is_empty(), "the list says when, and not whom");
    assert_eq!(visit.callback.map(|due| (due.at, due.tries)), Some((NINE, 0)));
    assert_eq!(visit.waiting.map(|waiting| waiting.channel), Some(Channel::Callback));
    world.orders(ANNA, FromAgent::Accept(1));
    for output in &world.out {
        if let Output::Send(to, bytes) = output {
            let found = bytes.windows(PHONE.len()).any(|part| part == PHONE.as_bytes());
            assert_eq!(found, found && to.0 == ANNA, "socket {} got the number", to.0);
        }
    }
    assert_eq!(page(&mut world, 2).last().map(String::as_str), Some("ANNA"), "and sees who calls");
    assert_eq!(console(&mut world).0.len(), 1);
}

#[test]
fn past_a_closed_door_it_becomes_nothing_else() {
    let mut world = planned();
    for channel in [Channel::Voice, Channel::Chat] {
        world.engage(PAGE, channel);
        assert_eq!(page(&mut world, PAGE), ["Callback waits"]);
    }
    assert!(keeps_number(&world));
}

#[test]
fn a_code_for_the_telephone_ends_with_it() {
    let mut world = closed();
    world.customer(PAGE);
    world.engage(PAGE, Channel::Phone);
    let code = |message| if let ToCustomer::PhoneCode(told) = message { Some(told.code) } else { None };
    let code = world.page_heard(PAGE).into_iter().find_map(code).unwrap();
    asks(&mut world, PAGE, NINE);
    assert_eq!(page(&mut world, PAGE), ["Callback waits", "called at +0"]);
    world.agent(ANNA, "anna");
    world.console_heard(ANNA);
    world.orders(ANNA, FromAgent::PhoneCode(code));
    let refused = |message: &ToAgent| matches!(message, ToAgent::Refusal(_));
    assert!(world.console_heard(ANNA).iter().any(refused) && keeps_number(&world));
}

#[test]
fn reached_it_is_over_and_the_number_is_gone() {
    let mut world = taken();
    world.out.clear();
    over(&mut world, true);
    assert_eq!(page(&mut world, PAGE), ["Agent"]);
    let (_, stages, visit) = console(&mut world);
    assert_eq!(stages, [ended(EndedBy::Agent)]);
    assert!(visit.is_none_or(|visit| visit.callback.is_none()));
    assert!(!keeps_number(&world));
}

#[test]
fn not_reached_there_is_one_more_try() {
    let mut world = taken();
    over(&mut world, false);
    assert_eq!(console(&mut world).1, [ended(EndedBy::NotReached)]);
    // A minute after nine, at the next of the site's times.
    assert_eq!(page(&mut world, PAGE), ["Callback waits", "called at +30"]);
    over(&mut world, true);
    assert!(keeps_number(&world), "it is not Anna's any more");
    world.wait(1_000);
    assert_eq!(console(&mut world).2.and_then(|visit| visit.callback).map(|due| due.tries), Some(1));
    world.orders(ANNA, FromAgent::Accept(1));
    over(&mut world, false);
    assert_eq!(page(&mut world, PAGE).last().map(String::as_str), Some("NotReached"));
    assert!(!keeps_number(&world));

    // The last time of the day is over: when the site is open again, and not in the evening.
    let mut world = taken();
    world.wait(100 * 60_000);
    over(&mut world, false);
    assert_eq!(page(&mut world, PAGE), ["Callback waits", &format!("called at +{}", 7 * 24 * 60)]);
}

#[test]
fn an_agent_who_vanishes_leaves_the_call_to_somebody_else() {
    let mut world = taken();
    world.close(PAGE);
    world.close(ANNA);
    world.wait(LOST_AFTER);
    assert!(keeps_number(&world));
    world.agent(ANNA, "anna");
    world.orders(ANNA, FromAgent::Accept(1));
    assert_eq!(console(&mut world).0[0].tries, 0);
}

#[test]
fn who_calls_is_on_the_telephone_and_writes_to_the_customer_who_is_there() {
    let mut world = taken();
    world.customer(2);
    world.orders(ANNA, FromAgent::Presence(Presence { available: true }));
    world.engage(2, Channel::Voice);
    assert!(world.hub.warm.is_empty(), "not free");
    world.orders(ANNA, FromAgent::Chat((1, Chat { text: "I am calling".to_owned() })));
    let lines = &world.hub.engagements[&1].lines;
    assert_eq!(lines[0].text, "I am calling");
    over(&mut world, true);
    world.wait(1_000);
    assert_eq!(world.hub.warm.len(), 1);
}

#[test]
fn what_is_stored_has_the_number_until_it_is_over() {
    let mut world = planned();
    let stored = |world: &mut World| {
        let last = |output: &Output| match output {
            Output::Store(Record::Engagement { engagement, .. }) => Some(engagement.callback.is_some()),
            _ => None,
        };
        let all: Vec<bool> = world.out.iter().filter_map(last).collect();
        world.out.clear();
        all
    };
    assert_eq!(stored(&mut world), [true]);
    world.says(PAGE, FromCustomer::Leave(()));
    assert_eq!(stored(&mut world), [false]);
}
