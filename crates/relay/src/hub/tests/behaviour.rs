use alongside_protocol::message::{Ack, Channel, EndedBy, FromAgent, FromCustomer, ToAgent};

use super::world::{LOST_AFTER, VISIT_AFTER, World, ended, waiting};
use crate::hub::io::{Output, Record};

#[test]
fn the_queue_moves_up() {
    let mut world = World::new();
    world.agent(100, "dana");
    for socket in 1..=3 {
        world.customer(socket);
        world.engage(socket, Channel::Chat);
        assert_eq!(world.stages(socket), [waiting(socket as u32)]);
    }
    world.orders(100, FromAgent::Accept(1));
    assert_eq!(world.stages(2), [waiting(1)]);
    assert_eq!(world.stages(3), [waiting(2)]);
    world.says(2, FromCustomer::Leave(()));
    assert_eq!(world.stages(2), [ended(EndedBy::Customer)]);
    assert_eq!(world.stages(3), [waiting(1)]);
}

#[test]
fn three_chats_or_one_call_fill_an_agent() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(9);
    for socket in 1..=3 {
        world.customer(socket);
        world.engage(socket, Channel::Chat);
        world.orders(100, FromAgent::Accept(socket));
        world.wait(1_000);
        let free = u32::from(socket < 3);
        assert_eq!(world.availability(9), Some((free, 0)), "{socket} chats");
    }
    world.says(1, FromCustomer::Leave(()));
    world.wait(1_000);
    assert_eq!(world.availability(9), Some((1, 0)));
    world.engage(2, Channel::Voice);
    world.wait(1_000);
    assert_eq!(world.availability(9), Some((0, 0)));
}

#[test]
fn a_busy_agent_has_a_queue_not_a_closed_door() {
    let mut world = World::new();
    world.agent(100, "dana");
    for socket in 1..=2 {
        world.customer(socket);
        world.engage(socket, Channel::Voice);
    }
    world.orders(100, FromAgent::Accept(1));
    world.customer(3);
    world.engage(3, Channel::Chat);
    assert_eq!(world.stages(3), [waiting(2)]);
}

#[test]
fn a_customer_who_is_gone_too_long_is_lost() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.orders(100, FromAgent::Accept(1));
    world.close(1);
    world.wait(LOST_AFTER - 1);
    world.console_heard(100);
    world.wait(1);
    let over = world
        .console_heard(100)
        .into_iter()
        .any(|message| matches!(message, ToAgent::Engagement(e) if e.stage == ended(EndedBy::Lost)));
    assert!(over);
    world.wait(VISIT_AFTER - LOST_AFTER);
    let gone = world
        .console_heard(100)
        .into_iter()
        .any(|message| matches!(message, ToAgent::VisitGone(gone) if gone.visit == "visit-1"));
    assert!(gone);
    assert!(world.hub.visits.is_empty() && world.hub.engagements.is_empty());
}

#[test]
fn an_agent_who_is_gone_too_long_is_lost_and_one_who_returns_goes_on() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.orders(100, FromAgent::Accept(1));
    world.close(100);
    world.wait(LOST_AFTER - 1);
    world.agent(101, "dana");
    world.wait(LOST_AFTER);
    assert!(!world.stages(1).contains(&ended(EndedBy::Lost)));
    world.close(101);
    world.wait(LOST_AFTER);
    assert_eq!(world.stages(1), [ended(EndedBy::Lost)]);
}

#[test]
fn a_queue_that_nobody_serves_any_more_is_sent_home() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.close(100);
    world.wait(LOST_AFTER - 1);
    assert_eq!(world.stages(1), [waiting(1)]);
    world.wait(1);
    assert_eq!(world.stages(1), [ended(EndedBy::NoAgent)]);
}

#[test]
fn a_visit_is_told_four_times_a_second_at_most() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    for number in 0..100 {
        let status = alongside_protocol::message::Status {
            path: format!("/{number}"),
            reason: None,
            form: None,
            flow: None,
            customer: None,
            about: None,
        };
        world.says(1, FromCustomer::Status(status));
        world.wait(10);
    }
    world.wait(1_000);
    let told: Vec<_> = world
        .console_heard(100)
        .into_iter()
        .filter_map(|message| match message {
            ToAgent::Visit(view) => Some(view.status.map(|status| status.path)),
            _ => None,
        })
        .collect();
    assert!((4..=6).contains(&told.len()), "{told:?}");
    assert_eq!(told.last(), Some(&Some("/99".to_owned())));
}

#[test]
fn an_end_that_was_missed_is_told_until_it_is_known() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.orders(100, FromAgent::Accept(1));
    world.close(1);
    world.orders(100, FromAgent::End(1));
    for socket in 2..=3 {
        world.customer_back(socket, Some(1), None, 0);
        assert_eq!(world.stages(socket), [ended(EndedBy::Agent)]);
    }
    world.says(1, FromCustomer::Leave(()));
    world.sequence.insert(3, 1);
    world.says(3, FromCustomer::Ack(Ack { received: 1 }));
    let told = |output: &Output| matches!(output, Output::Store(Record::Told { engagement: 1 }));
    assert!(world.out.iter().any(told));
    world.customer_back(4, Some(1), None, 1);
    assert_eq!(world.stages(4), []);
}

#[test]
fn an_older_socket_of_a_visit_is_not_heard() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.customer(1);
    world.customer_back(2, Some(1), None, 0);
    world.engage(1, Channel::Chat);
    assert_eq!(world.stages(2), []);
    world.close(1);
    world.engage(2, Channel::Chat);
    assert_eq!(world.stages(2), [waiting(1)]);
}
