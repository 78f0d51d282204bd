//! Lines that are prepared before anybody answers: who with whom, what passes, and when
//! that is over.

use alongside_protocol::message::{
    CallState, Channel, Chat, FromAgent, FromCustomer, Pointer, Presence, Rtc, RtcSignal, Stage, ToAgent,
    ToCustomer,
};

use super::world::World;

const PAGE: u64 = 1;
const DANA: u64 = 101;
const ROBIN: u64 = 102;

fn step(call: u32) -> Rtc {
    Rtc { call, signal: RtcSignal::Offer { sdp: "v=0".to_owned() } }
}

/// What a page heard of prepared lines, and the agent who came in between.
fn page(world: &mut World, socket: u64) -> Vec<String> {
    let said = |message| match message {
        ToCustomer::Warm(warm) => Some(warm.to_string()),
        ToCustomer::Engagement(engagement) => match engagement.stage {
            Stage::Active { agent } => Some(agent),
            _ => None,
        },
        ToCustomer::Rtc(rtc) => Some(format!("step of call {}", rtc.call)),
        _ => None,
    };
    world.page_heard(socket).into_iter().filter_map(said).collect()
}

/// What a console heard of prepared lines, refusals too.
fn console(world: &mut World, socket: u64) -> Vec<String> {
    let said = |message| match message {
        ToAgent::Warm(Some(id)) => Some(format!("warm {id}")),
        ToAgent::Warm(None) => Some("none".to_owned()),
        ToAgent::Rtc((id, rtc)) => Some(format!("step of call {} of {id}", rtc.call)),
        ToAgent::Engagement(engagement) => Some(format!("engagement {}", engagement.id)),
        ToAgent::Refusal(refusal) => Some(refusal.message),
        ToAgent::Chat(_) | ToAgent::CallState(_) => Some("more than it may".to_owned()),
        ToAgent::Facts((_, facts)) if !facts.is_empty() => Some("a journey".to_owned()),
        _ => None,
    };
    world.console_heard(socket).into_iter().filter_map(said).collect()
}

/// A customer waits for a call, and Dana, who is there alone, has heard of it.
fn warm() -> World {
    let mut world = World::new();
    world.agent(DANA, "dana");
    world.customer(PAGE);
    world.engage(PAGE, Channel::Voice);
    assert_eq!(page(&mut world, PAGE), ["true"]);
    assert_eq!(console(&mut world, DANA), ["warm 1"]);
    world
}

#[test]
fn the_agent_who_answers_takes_over_the_line_that_is_there() {
    let mut world = warm();
    world.says(PAGE, FromCustomer::Rtc(step(1)));
    assert_eq!(console(&mut world, DANA), ["step of call 1 of 1"]);
    world.orders(DANA, FromAgent::Rtc((1, step(1))));
    assert_eq!(page(&mut world, PAGE), ["step of call 1"]);
    world.orders(DANA, FromAgent::Accept(1));
    assert_eq!(page(&mut world, PAGE), ["DANA"]);
    assert_eq!(console(&mut world, DANA), ["engagement 1"]);
    world.says(PAGE, FromCustomer::Rtc(step(1)));
    assert_eq!(console(&mut world, DANA), ["step of call 1 of 1"], "the same call goes on");
    assert!(world.hub.warm.is_empty());
}

#[test]
fn nothing_but_steps_of_the_call_passes_before_the_answer() {
    let mut world = warm();
    world.says(PAGE, FromCustomer::Chat(Chat { text: "hello".to_owned() }));
    world.says(
        PAGE,
        FromCustomer::CallState(CallState { muted: false, connected: true, ..CallState::default() }),
    );
    world.says(PAGE, FromCustomer::Facts(Vec::new()));
    assert!(console(&mut world, DANA).is_empty());
    for order in [
        FromAgent::Chat((1, Chat { text: "hello".to_owned() })),
        FromAgent::Pointer((1, Pointer { node: 1 })),
        FromAgent::Snapshot(1),
        FromAgent::CallState((1, CallState { muted: false, connected: true, ..CallState::default() })),
        FromAgent::End(1),
    ] {
        world.orders(DANA, order);
        assert_eq!(console(&mut world, DANA), ["engagement 1 is waiting: accept it first"]);
    }
}

#[test]
fn somebody_else_answers_and_both_hear_first_that_the_line_leads_nowhere() {
    let mut world = warm();
    world.agent(ROBIN, "robin");
    assert!(console(&mut world, ROBIN).is_empty(), "a pair that can stay stays");
    world.orders(ROBIN, FromAgent::Rtc((1, step(1))));
    assert!(page(&mut world, PAGE).is_empty() && console(&mut world, ROBIN).is_empty());
    // Both accept, one after the other.
    world.orders(ROBIN, FromAgent::Accept(1));
    world.orders(DANA, FromAgent::Accept(1));
    assert_eq!(page(&mut world, PAGE), ["false", "ROBIN"]);
    assert_eq!(console(&mut world, DANA), ["none", "engagement 1 was taken by ROBIN"]);
    // What Dana's side still says of that line is dropped, and no fault of Dana's.
    world.orders(DANA, FromAgent::Rtc((1, step(1))));
    assert!(console(&mut world, DANA).is_empty() && page(&mut world, PAGE).is_empty());
    world.says(PAGE, FromCustomer::Rtc(step(2)));
    assert_eq!(console(&mut world, ROBIN), ["engagement 1", "step of call 2 of 1"]);
}

#[test]
fn an_agent_who_goes_or_is_busy_makes_way_for_the_next_one() {
    let away = |world: &mut World| world.close(DANA);
    let pauses = |world: &mut World| world.orders(DANA, FromAgent::Presence(Presence { available: false }));
    let telephones = |world: &mut World| {
        world.customer(7);
        world.engage(7, Channel::Voice);
        world.orders(DANA, FromAgent::Accept(2));
    };
    let cases: [fn(&mut World); 3] = [away, pauses, telephones];
    for leave in cases {
        let mut world = warm();
        leave(&mut world);
        assert_eq!(page(&mut world, PAGE), ["false"]);
        world.agent(ROBIN, "robin");
        assert_eq!(page(&mut world, PAGE), ["true"]);
        assert_eq!(console(&mut world, ROBIN), ["warm 1"]);
    }
}

#[test]
fn a_customer_who_leaves_or_writes_instead_needs_no_line() {
    for (what, next) in [
        (FromCustomer::Leave(()), 0),
        (FromCustomer::Engage(alongside_protocol::message::Engage { channel: Channel::Chat }), 1),
    ] {
        let mut world = warm();
        world.says(PAGE, what);
        assert_eq!(console(&mut world, DANA), ["none"]);
        assert_eq!(page(&mut world, PAGE).len(), next, "an end says it all");
        assert!(world.hub.warm.is_empty());
    }
}

#[test]
fn another_page_or_socket_of_either_side_prepares_anew() {
    let mut world = warm();
    world.customer_back(2, Some(1), None, 0);
    assert_eq!(page(&mut world, 2), ["true"], "a page that knows nothing of the first");
    assert_eq!(console(&mut world, DANA), ["none", "warm 1"]);
    let received = 3;
    world.close(2);
    assert_eq!(console(&mut world, DANA), ["none"]);
    world.customer_back(3, Some(1), None, received);
    assert_eq!(page(&mut world, 3).last().map(String::as_str), Some("true"));
    assert_eq!(console(&mut world, DANA), ["warm 1"]);
    world.agent(ROBIN + 1, "dana");
    assert_eq!(page(&mut world, 3), ["false", "true"]);
    assert_eq!(console(&mut world, ROBIN + 1), ["warm 1"]);
}

#[test]
fn chats_and_messages_are_never_prepared_and_who_only_listens_is() {
    let mut world = World::new();
    world.agent(DANA, "dana");
    for (socket, channel) in [(1, Channel::Chat), (2, Channel::Message), (3, Channel::Listen)] {
        world.customer(socket);
        world.engage(socket, channel);
    }
    assert_eq!(console(&mut world, DANA), ["warm 3"]);
    assert_eq!(page(&mut world, 1), [""; 0]);
    assert_eq!(page(&mut world, 3), ["true"]);
}

#[test]
fn the_first_of_the_queue_are_paired_with_who_is_free_the_longest() {
    let mut world = World::new();
    world.agent(ROBIN, "robin");
    world.wait(1_000);
    world.agent(DANA, "dana");
    for socket in 1..=3 {
        world.customer(socket);
        world.engage(socket, Channel::Voice);
    }
    assert_eq!(console(&mut world, ROBIN), ["warm 1"]);
    assert_eq!(console(&mut world, DANA), ["warm 2"]);
    assert!(page(&mut world, 3).is_empty(), "two agents, two lines");
    world.says(1, FromCustomer::Leave(()));
    assert_eq!(console(&mut world, ROBIN), ["none", "warm 3"]);
    assert!(console(&mut world, DANA).is_empty(), "nobody else's line is touched");
    // Robin has just ended something: Dana, who has not, is next.
    world.orders(ROBIN, FromAgent::Accept(3));
    world.wait(1_000);
    world.orders(ROBIN, FromAgent::End(3));
    world.says(2, FromCustomer::Leave(()));
    console(&mut world, DANA);
    world.engage(1, Channel::Voice);
    assert_eq!(console(&mut world, DANA), ["warm 4"]);
}
