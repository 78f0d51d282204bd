//! What an agent writes during a call is one line, however often it is said.

use alongside_protocol::message::{Caption, Channel, ChatLine, FromAgent, Speaker, ToAgent, ToCustomer};

use super::world::World;
use crate::hub::io::{Output, Record};

const NOW: u64 = 1_795_165_199_000;

fn talking() -> (World, u64) {
    let mut world = World::of(NOW, |_| {});
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Voice);
    let id = world
        .page_heard(1)
        .into_iter()
        .find_map(|message| if let ToCustomer::Engagement(now) = message { Some(now.id) } else { None })
        .unwrap();
    world.orders(100, FromAgent::Accept(id));
    world.out.clear();
    (world, id)
}

fn says(world: &mut World, id: u64, at: u64, text: &str) {
    world.orders(100, FromAgent::Caption((id, Caption { at, text: text.into() })));
}

#[test]
fn it_keeps_its_time_and_is_kept_once() {
    let (mut world, id) = talking();
    says(&mut world, id, NOW - 5_000, "Hello");
    let line = ChatLine { from: Speaker::Agent, at: NOW - 5_000, text: "Hello".into() };
    assert_eq!(world.page_heard(1), [ToCustomer::Chat(line.clone())]);
    assert_eq!(world.console_heard(100), [ToAgent::Chat((id, line.clone()))]);
    let kept = |output: &Output| matches!(output, Output::Store(Record::Line { line, .. }) if line.at == NOW - 5_000);
    assert_eq!(world.out.iter().filter(|output| kept(output)).count(), 1);
    world.out.clear();

    // The console has not heard that it is kept, and says it again.
    says(&mut world, id, NOW - 5_000, "Hello");
    assert_eq!(world.page_heard(1), []);
    assert_eq!(world.console_heard(100), [ToAgent::Chat((id, line))]);
    assert!(!world.out.iter().any(kept));
}

#[test]
fn the_same_words_later_are_another_line_and_a_time_that_can_t_be_is_refused() {
    let (mut world, id) = talking();
    says(&mut world, id, NOW, "Yes");
    says(&mut world, id, NOW + 1, "Yes");
    assert_eq!(world.page_heard(1).len(), 2);
    world.out.clear();
    says(&mut world, id, NOW + 10 * 60_000, "Later");
    assert_eq!(world.page_heard(1), []);
    assert!(matches!(world.console_heard(100)[..], [ToAgent::Refusal(_)]));
    world.agent(101, "eve");
    world.out.clear();
    world.orders(101, FromAgent::Caption((id, Caption { at: NOW, text: "Not mine".into() })));
    assert_eq!(world.page_heard(1), []);
    assert!(matches!(world.console_heard(101)[..], [ToAgent::Refusal(_)]));
}
