use std::slice;

use alongside_protocol::{
    message::{Channel, FromAgent, FromCustomer, ToAgent, ToCustomer},
    page::SheetHash,
};
use sha2::{Digest, Sha256};

use super::world::World;
use crate::hub::sheets::{KEPT, Sheets, WANTED};

const DANA: u64 = 100;
const NOOR: u64 = 101;

fn hash_of(rules: &str) -> SheetHash {
    Sha256::digest(rules)[..16].try_into().unwrap()
}

/// Rules of so many bytes, others for every number.
fn rules(number: usize, bytes: usize) -> String {
    let head = format!("p{{order:{number}}}");
    format!("{head}{}", " ".repeat(bytes - head.len()))
}

/// An agent and customers of the bank, each with that agent.
fn world(customers: std::ops::RangeInclusive<u64>) -> World {
    let mut world = World::new();
    world.agent(DANA, "dana");
    for customer in customers {
        world.customer(customer);
        joins(&mut world, customer, DANA, customer);
    }
    world
}

fn joins(world: &mut World, customer: u64, agent: u64, engagement: u64) {
    world.engage(customer, Channel::Chat);
    world.orders(agent, FromAgent::Accept(engagement));
    world.page_heard(customer);
    world.console_heard(agent);
}

fn lacks(world: &mut World, agent: u64, engagement: u64, rules: &[&str]) {
    let hashes = rules.iter().map(|rules| hash_of(rules)).collect();
    world.orders(agent, FromAgent::LackSheets((engagement, hashes)));
}

fn gives(world: &mut World, customer: u64, rules: &str) {
    world.says(customer, FromCustomer::Sheet((hash_of(rules), rules.to_owned())));
}

/// What a page was asked for since the last look.
fn asked(world: &mut World, customer: u64) -> Vec<SheetHash> {
    let asked = |message| if let ToCustomer::LackSheets(hashes) = message { hashes } else { Vec::new() };
    world.page_heard(customer).into_iter().flat_map(asked).collect()
}

/// The rules that an agent got since the last look.
fn got(world: &mut World, agent: u64) -> Vec<String> {
    let sheet = |message| if let ToAgent::Sheet((_, rules)) = message { Some(rules) } else { None };
    world.console_heard(agent).into_iter().filter_map(sheet).collect()
}

#[test]
fn a_page_is_asked_once_and_the_next_page_of_the_site_not_at_all() {
    let mut world = world(1..=2);
    let rules = rules(1, 5_000);
    lacks(&mut world, DANA, 1, &[&rules]);
    assert_eq!(asked(&mut world, 1), [hash_of(&rules)]);
    gives(&mut world, 1, &rules);
    assert_eq!(got(&mut world, DANA), slice::from_ref(&rules));

    lacks(&mut world, DANA, 2, &[&rules]);
    assert!(asked(&mut world, 2).is_empty(), "another customer of the site");
    assert_eq!(got(&mut world, DANA), slice::from_ref(&rules));

    // An agent who joins late: the page tells hashes, the relay has the rules.
    world.agent(NOOR, "noor");
    world.customer(3);
    joins(&mut world, 3, NOOR, 3);
    lacks(&mut world, NOOR, 3, &[&rules]);
    assert_eq!((asked(&mut world, 3), got(&mut world, NOOR)), (Vec::new(), vec![rules]));
}

#[test]
fn what_two_agents_wait_for_goes_to_both() {
    let mut world = world(1..=1);
    world.agent(NOOR, "noor");
    world.customer(2);
    joins(&mut world, 2, NOOR, 2);
    let rules = rules(1, 5_000);
    lacks(&mut world, DANA, 1, &[&rules]);
    lacks(&mut world, NOOR, 2, &[&rules]);
    gives(&mut world, 2, &rules);
    assert_eq!(got(&mut world, DANA), slice::from_ref(&rules));
    assert_eq!(got(&mut world, NOOR), [rules]);
}

#[test]
fn another_site_never_gets_it() {
    let mut world = world(1..=1);
    let rules = rules(1, 5_000);
    lacks(&mut world, DANA, 1, &[&rules]);
    gives(&mut world, 1, &rules);
    got(&mut world, DANA);

    world.customer_of_shop(2);
    joins(&mut world, 2, DANA, 2);
    lacks(&mut world, DANA, 2, &[&rules]);
    assert_eq!(got(&mut world, DANA), Vec::<String>::new());
    assert_eq!(asked(&mut world, 2), [hash_of(&rules)], "its own page is asked");
    // Nor does the shop's page answer for the bank's.
    let other = self::rules(2, 5_000);
    lacks(&mut world, DANA, 1, &[&other]);
    gives(&mut world, 2, &other);
    assert_eq!(got(&mut world, DANA), Vec::<String>::new());
}

#[test]
fn the_oldest_goes_when_there_is_no_room_and_the_page_is_asked_again() {
    let mut world = world(1..=1);
    let megabyte = 1024 * 1024;
    let all: Vec<String> = (0..20).map(|number| rules(number, megabyte)).collect();
    for rules in &all {
        lacks(&mut world, DANA, 1, &[rules]);
        gives(&mut world, 1, rules);
    }
    assert_eq!(got(&mut world, DANA), all, "all of it came");
    assert_eq!(asked(&mut world, 1).len(), all.len());
    let (bytes, _) = world.hub.sheets[&0].held();
    assert!(bytes <= KEPT && bytes > KEPT - 2 * megabyte, "{bytes}");

    lacks(&mut world, DANA, 1, &[&all[0]]);
    assert_eq!(asked(&mut world, 1), [hash_of(&all[0])], "the oldest is gone");
    lacks(&mut world, DANA, 1, &[&all[19]]);
    assert!(asked(&mut world, 1).is_empty(), "the newest is there");
}

#[test]
fn many_small_sheets_take_no_more_than_a_few_large_ones() {
    let mut sheets = Sheets::default();
    for number in 0..70_000u128 {
        sheets.keep(number.to_le_bytes(), String::new());
        assert!(sheets.held().0 <= KEPT);
    }
    assert!(sheets.knows(&69_999u128.to_le_bytes()) && !sheets.knows(&0u128.to_le_bytes()));
}

#[test]
fn rules_that_are_not_those_of_the_hash_or_that_nobody_asked_for_are_dropped() {
    let mut world = world(1..=1);
    let rules = rules(1, 5_000);
    lacks(&mut world, DANA, 1, &[&rules]);
    world.says(1, FromCustomer::Sheet((hash_of(&rules), "p { color: red }".to_owned())));
    assert_eq!(got(&mut world, DANA), Vec::<String>::new());
    lacks(&mut world, DANA, 1, &[&rules]);
    assert_eq!(asked(&mut world, 1).len(), 2, "and they were not kept");

    gives(&mut world, 1, "p { margin: 0 }");
    assert_eq!(got(&mut world, DANA), Vec::<String>::new());
    assert_eq!(world.hub.sheets[&0].held().0, 0);
}

#[test]
fn a_page_that_names_sheets_it_never_gives_fills_nothing() {
    let mut world = world(1..=1);
    for number in 0..(2 * WANTED) {
        lacks(&mut world, DANA, 1, &[&rules(number, 64)]);
        world.out.clear();
    }
    assert_eq!(world.hub.sheets[&0].held(), (0, WANTED));
    gives(&mut world, 1, &rules(2 * WANTED - 1, 64));
    assert_eq!(got(&mut world, DANA).len(), 1, "who asked last still gets it");
}
