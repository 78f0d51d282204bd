//! The servers for calls hold for a while, and are told anew before it is over.

use alongside_protocol::message::{FromAgent, FromCustomer, IceServers, ToAgent, ToCustomer};

use super::world::World;
use crate::turn::Turn;

const PAGE: u64 = 1;
const CONSOLE: u64 = 2;
const HOUR: u64 = 3_600_000;

fn world() -> World {
    let mut world = World::new();
    world.hub.rules.turn = Some(Turn {
        urls: vec!["turn:turn.example".to_owned()],
        secret_file: None,
        lifetime_seconds: 3600,
        secret: "north".into(),
    });
    world
}

fn told_page(world: &mut World) -> Vec<IceServers> {
    let servers = |message| match message {
        ToCustomer::Welcome(welcome) => Some(IceServers { servers: welcome.ice, lasts: welcome.ice_lasts }),
        ToCustomer::Servers(servers) => Some(servers),
        _ => None,
    };
    world.page_heard(PAGE).into_iter().filter_map(servers).collect()
}

fn told_console(world: &mut World) -> Vec<IceServers> {
    let servers = |message| match message {
        ToAgent::Welcome(welcome) => Some(IceServers { servers: welcome.ice, lasts: welcome.ice_lasts }),
        ToAgent::Servers(servers) => Some(servers),
        _ => None,
    };
    world.console_heard(CONSOLE).into_iter().filter_map(servers).collect()
}

/// Until when the one server's credential holds, in seconds since the Unix epoch.
fn until(told: &IceServers) -> u64 {
    let [server] = &told.servers[..] else { panic!("{told:?}") };
    server.username.split_once(':').unwrap().0.parse().unwrap()
}

#[test]
fn both_sides_get_them_with_the_welcome_each_by_a_name_of_their_own() {
    let mut world = world();
    world.customer(PAGE);
    world.agent(CONSOLE, "robin");
    let (page, console) = (told_page(&mut world), told_console(&mut world));
    assert_eq!((page.len(), console.len()), (1, 1));
    assert_eq!((page[0].lasts, until(&page[0])), (HOUR, 3601));
    assert_eq!(page[0].servers[0].username, "3601:visit-1");
    assert!(console[0].servers[0].username.starts_with("3601:agent-"));
    assert_ne!(page[0].servers[0].credential, console[0].servers[0].credential);
}

#[test]
fn fresh_ones_come_while_the_old_ones_hold_for_as_long_as_somebody_is_there() {
    let mut world = world();
    world.customer(PAGE);
    world.agent(CONSOLE, "robin");
    told_page(&mut world);
    told_console(&mut world);
    world.wait(HOUR / 4 * 3 - 1);
    assert!(told_page(&mut world).is_empty(), "not yet");
    world.wait(1);
    assert_eq!(told_page(&mut world).iter().map(until).collect::<Vec<_>>(), [3601 + 2700]);
    assert_eq!(told_console(&mut world).len(), 1);
    world.wait(HOUR * 3);
    assert_eq!(told_page(&mut world).len(), 4, "and so on");
    world.close(PAGE);
    world.wait(HOUR * 3);
    assert!(told_page(&mut world).is_empty(), "nobody is there");
}

#[test]
fn who_asks_gets_fresh_ones_at_once_and_has_one_alarm() {
    let mut world = world();
    world.customer(PAGE);
    world.agent(CONSOLE, "robin");
    told_page(&mut world);
    told_console(&mut world);
    world.wait(10_000);
    for _ in 0..50 {
        world.says(PAGE, FromCustomer::AskServers(()));
        world.orders(CONSOLE, FromAgent::AskServers(()));
    }
    assert_eq!(told_page(&mut world).iter().map(until).collect::<Vec<_>>(), [3611; 50]);
    assert_eq!(told_console(&mut world).len(), 50);
    world.wait(HOUR / 4 * 3);
    assert_eq!((told_page(&mut world).len(), told_console(&mut world).len()), (1, 1));
}

#[test]
fn servers_of_the_configuration_alone_have_no_end() {
    let mut world = World::new();
    world.customer(PAGE);
    let told = told_page(&mut world);
    assert_eq!((told.len(), told[0].lasts), (1, 0));
    world.wait(HOUR * 30);
    assert!(told_page(&mut world).is_empty());
}
