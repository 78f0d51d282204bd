//! Closed, full and empty are told apart, and a message waits through all of them.

use alongside_protocol::message::{
    Availability, Channel, Chat, Door, EndedBy, Engagement, FromAgent, FromCustomer, ToAgent, ToCustomer,
};

use super::world::{World, ended, waiting};
use crate::{config::Site, hours::Hours};

/// 2026-11-20, a Friday, at 8:59:59 in Dublin.
const FRIDAY: u64 = 1_795_165_199_000;
const SECOND: u64 = 1_000;

fn of_the_bank(change: impl Fn(&mut Site)) -> World {
    World::of(FRIDAY, |site| {
        if site.key == "bank" {
            change(site);
        }
    })
}

fn with_hours() -> World {
    of_the_bank(|site| {
        let friday = vec!["9:00-17:00".to_owned()];
        site.hours = Some(Hours { zone: "Europe/Dublin".into(), friday, ..Hours::default() });
    })
}

/// The latest of what a page was told since the last look: the door, and its engagement.
fn told(world: &mut World, socket: u64) -> (Option<Availability>, Option<Engagement>) {
    let (mut availability, mut engagement) = (None, None);
    for message in world.page_heard(socket) {
        match message {
            ToCustomer::Availability(now) => availability = Some(now),
            ToCustomer::Engagement(now) => engagement = Some(now),
            _ => {}
        }
    }
    (availability, engagement)
}

fn door(world: &mut World, socket: u64) -> Option<Door> {
    told(world, socket).0.map(|availability| availability.door)
}

fn asks(world: &mut World, socket: u64, channel: Channel) -> Engagement {
    world.engage(socket, channel);
    told(world, socket).1.unwrap()
}

#[test]
fn outside_the_hours_an_agent_who_is_there_takes_nobody() {
    let mut world = with_hours();
    world.agent(100, "dana");
    world.customer(1);
    assert_eq!(door(&mut world, 1), Some(Door::Closed { opens: FRIDAY + SECOND }));
    assert_eq!(asks(&mut world, 1, Channel::Voice).stage, ended(EndedBy::Closed));
    // The hour strikes, and who is on the site hears of it.
    world.wait(5 * SECOND);
    assert_eq!(door(&mut world, 1), Some(Door::Open));
    assert_eq!(asks(&mut world, 1, Channel::Voice).stage, waiting(1));
    // It closes again, for a week; who waits goes on waiting.
    world.wait(8 * 3_600 * SECOND);
    let week = 7 * 24 * 3_600 * SECOND;
    assert_eq!(door(&mut world, 1), Some(Door::Closed { opens: FRIDAY + SECOND + week }));
}

#[test]
fn as_many_wait_as_may() {
    let mut world = of_the_bank(|site| site.max_waiting = Some(1));
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.customer(2);
    assert_eq!(door(&mut world, 2), Some(Door::Full));
    assert_eq!(asks(&mut world, 2, Channel::Chat).stage, ended(EndedBy::Full));
    world.says(1, FromCustomer::Leave(()));
    world.wait(5 * SECOND);
    assert_eq!(door(&mut world, 2), Some(Door::Open));
    assert_eq!(asks(&mut world, 2, Channel::Chat).stage, waiting(1));
}

#[test]
fn a_message_waits_for_days_beside_the_queue_until_an_agent_takes_it() {
    let mut world = with_hours();
    world.customer(1);
    let message = asks(&mut world, 1, Channel::Message);
    assert_eq!(message.stage, waiting(1));
    world.says(1, FromCustomer::Chat(Chat { text: "Ring me".to_owned() }));
    world.close(1);
    world.wait(3 * 24 * 3_600 * SECOND);

    world.agent(100, "dana");
    let listed = world.console_heard(100).into_iter().any(|message| {
        matches!(message, ToAgent::Visit(visit)
            if visit.waiting.is_some_and(|waiting| waiting.channel == Channel::Message) && !visit.online)
    });
    assert!(listed, "it is in the agent's list");
    // Monday, still closed: it stood in nobody's way.
    world.customer(2);
    assert_eq!(told(&mut world, 2).0.unwrap().waiting, 0);
    world.orders(100, FromAgent::Accept(message.id));
    let read = world.console_heard(100).into_iter().find_map(|message| match message {
        ToAgent::Engagement(engagement) => Some(engagement),
        _ => None,
    });
    let read = read.unwrap();
    assert_eq!((read.id, read.lines[0].text.as_str()), (message.id, "Ring me"));
}

#[test]
fn too_few_calls_tell_no_pace_and_five_do() {
    let mut world = of_the_bank(|_| {});
    world.agent(100, "dana");
    for call in 1..=5 {
        world.customer(call);
        assert_eq!(told(&mut world, call).0.unwrap().pace, None, "{call}");
        let id = asks(&mut world, call, Channel::Voice).id;
        world.orders(100, FromAgent::Accept(id));
        world.wait(120 * SECOND);
        world.says(call, FromCustomer::Leave(()));
        world.close(call);
    }
    world.customer(6);
    assert_eq!(told(&mut world, 6).0.unwrap().pace, Some((120, 120)));
}
