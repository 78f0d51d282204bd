use alongside_protocol::message::{
    Channel, Chat, Fact, FactKind, FromAgent, FromCustomer, RefusalCode, ToAgent, ToCustomer,
};

use super::world::{MOST_VISITS, World};
use crate::hub::{
    alarm::Alarm,
    engagement::{LONGEST_LINE, MAX_LINE_BYTES},
    visit::MAX_FACT_BYTES,
};

fn with_dana() -> World {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.orders(100, FromAgent::Accept(1));
    world.console_heard(100);
    world.page_heard(1);
    world
}

fn offline_alarms(world: &World) -> usize {
    world.hub.alarms.iter().filter(|(_, alarm)| matches!(alarm, Alarm::Offline(_))).count()
}

#[test]
fn a_journey_is_bounded_in_bytes() {
    let mut world = with_dana();
    for at in 0..40 {
        let kind = FactKind::Page { path: "/".repeat(32 * 1024) };
        world.says(1, FromCustomer::Facts(vec![Fact { at, kind }]));
    }
    let facts = |message| if let ToAgent::Facts((_, facts)) = message { facts.len() } else { 0 };
    let told: usize = world.console_heard(100).into_iter().map(facts).sum();
    assert_eq!(told, MAX_FACT_BYTES / (32 * 1024) - 1, "each has a few bytes of its own");
    assert_eq!(world.hub.visits["visit-1"].facts.len(), told);
}

#[test]
fn a_conversation_is_bounded_in_bytes() {
    let mut world = with_dana();
    let line = || Chat { text: "a".repeat(LONGEST_LINE) };
    for _ in 0..100 {
        world.says(1, FromCustomer::Chat(line()));
        world.orders(100, FromAgent::Chat((1, line())));
    }
    let lines = |message| matches!(message, ToCustomer::Chat(_));
    let heard = world.page_heard(1).into_iter().filter(|message| lines(message.clone())).count();
    assert_eq!(heard, MAX_LINE_BYTES / LONGEST_LINE);

    world.console_heard(100);
    world.orders(100, FromAgent::Chat((1, Chat { text: "a".repeat(LONGEST_LINE + 1) })));
    let refused = world.console_heard(100).into_iter().find_map(|message| match message {
        ToAgent::Refusal(refusal) => Some((refusal.code, refusal.message)),
        _ => None,
    });
    let sentence = "a line of a conversation holds at most 16384 bytes, found 16385".to_owned();
    assert_eq!(refused, Some((RefusalCode::Engagement, sentence)));
}

#[test]
fn visits_that_come_and_go_make_room_for_each_other() {
    let mut world = with_dana();
    for socket in 2..99 {
        world.customer(socket);
        if socket == 2 {
            world.engage(socket, Channel::Chat);
        }
        world.close(socket);
        world.wait(10);
        assert!(world.hub.visits.len() <= MOST_VISITS);
        assert!(offline_alarms(&world) <= 2 * MOST_VISITS, "{:?}", world.hub.alarms);
    }
    assert!(world.hub.visits.contains_key("visit-1"), "who is here stays");
    assert!(world.hub.visits.contains_key("visit-2"), "and who waits for somebody");
    assert!(!world.hub.visits.contains_key("visit-3"), "the one gone longest goes first");
    let gone = |message: &ToAgent| matches!(message, ToAgent::VisitGone(_));
    assert!(world.console_heard(100).iter().any(gone));
}

#[test]
fn who_comes_and_goes_all_the_time_sets_no_more_alarms() {
    let mut world = with_dana();
    world.close(1);
    for socket in 2..50 {
        world.customer_back(socket, Some(1), None, 0);
        world.close(socket);
        world.wait(7);
    }
    assert_eq!(offline_alarms(&world), 2, "{:?}", world.hub.alarms);
}
