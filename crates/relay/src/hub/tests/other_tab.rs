//! A customer who looks at another tab than the one that is shown: told to those who are
//! shown it, as of their engagement.

use alongside_protocol::message::{AskHandOver, Channel, FromAgent, FromCustomer, ToAgent};

use super::world::World;

fn looks(world: &mut World, socket: u64, at_another: bool) {
    world.says(socket, FromCustomer::OtherTab(at_another));
}

fn told(world: &mut World, socket: u64) -> Vec<(u64, bool)> {
    let told = |message| if let ToAgent::OtherTab(told) = message { Some(told) } else { None };
    world.console_heard(socket).into_iter().filter_map(told).collect()
}

#[test]
fn the_agent_of_the_engagement_is_told_and_nobody_else() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.agent(101, "eve");
    for socket in [1, 2] {
        world.customer(socket);
        world.engage(socket, Channel::Chat);
    }
    looks(&mut world, 2, true);
    assert_eq!(told(&mut world, 100), [], "the customer is with nobody");
    world.orders(100, FromAgent::Accept(1));
    world.orders(100, FromAgent::Accept(2));
    looks(&mut world, 2, true);
    looks(&mut world, 2, false);
    assert_eq!(told(&mut world, 100), [(2, true), (2, false)]);
    assert_eq!(told(&mut world, 101), []);
    world.says(2, FromCustomer::Leave(()));
    looks(&mut world, 2, true);
    assert_eq!(told(&mut world, 100), [], "that is over");
}

#[test]
fn a_colleague_who_reads_along_is_told_too() {
    let mut world = World::new();
    world.agent(100, "dana");
    world.agent(101, "eve");
    world.customer(1);
    world.engage(1, Channel::Chat);
    world.orders(100, FromAgent::Accept(1));
    let ask = AskHandOver { engagement: 1, to: "eve".to_owned(), note: String::new() };
    world.orders(100, FromAgent::AskHandOver(ask));
    looks(&mut world, 1, true);
    assert_eq!(told(&mut world, 101), [], "an offer alone opens nothing");
    world.orders(101, FromAgent::ReadAlong((1, true)));
    looks(&mut world, 1, false);
    assert_eq!(told(&mut world, 101), [(1, false)]);
    assert_eq!(told(&mut world, 100), [(1, true), (1, false)]);
}
