//! Before a hand-over is taken: who reads along, what the customer is told of it, and what
//! the two agents write to each other.

use alongside_protocol::{
    frame,
    message::{
        AskHandOver, Channel, Chat, EndedBy, Fact, FactKind, FromAgent, FromCustomer, PictureOf, Pointer,
        ToAgent, ToCustomer,
    },
};

use super::{
    handover::{ANNA, BEN, PAGE, answers, console, hush, moving, offer, page, step, with_anna},
    world::{LOST_AFTER, World, ended},
};
use crate::hub::io::Output;

fn reads(world: &mut World, who: u64, reads: bool) {
    world.orders(who, FromAgent::ReadAlong((1, reads)));
}

fn writes(world: &mut World, who: u64, text: &str) {
    world.orders(who, FromAgent::Aside((1, Chat { text: text.to_owned() })));
}

/// Ben is asked, and reads along.
fn reading(channel: Channel) -> World {
    let mut world = with_anna(channel);
    offer(&mut world);
    reads(&mut world, BEN, true);
    hush(&mut world);
    world
}

fn journey(world: &mut World) {
    let fact = Fact { at: 1, kind: FactKind::Page { path: "/cards".to_owned() } };
    world.says(PAGE, FromCustomer::Facts(vec![fact]));
}

#[test]
fn the_customer_hears_of_it_before_the_colleague_is_shown_anything() {
    let mut world = with_anna(Channel::Chat);
    journey(&mut world);
    world.says(PAGE, FromCustomer::Chat(Chat { text: "my card".to_owned() }));
    offer(&mut world);
    hush(&mut world);
    world.shows(PAGE, b"one");
    assert!(console(&mut world, BEN).is_empty(), "an offer alone opens nothing");
    console(&mut world, ANNA);

    reads(&mut world, BEN, true);
    let order: Vec<u64> = world
        .out
        .iter()
        .filter_map(|output| match output {
            Output::Send(to, bytes) => {
                let (frame, _) = frame::decode(bytes).unwrap();
                let told = matches!(ToCustomer::decode(&frame), Ok(Some(ToCustomer::ReadsAlong(Some(_)))));
                let shown = matches!(ToAgent::decode(&frame), Ok(Some(ToAgent::ReadAlong(_))));
                ((to.0 == PAGE && told) || (to.0 == BEN && shown)).then_some(to.0)
            }
            _ => None,
        })
        .collect();
    assert_eq!(order, [PAGE, BEN]);
    assert_eq!(page(&mut world), ["BEN reads along", "snapshot"]);
    let told = world.console_heard(BEN);
    let view = told.iter().find_map(|message| match message {
        ToAgent::ReadAlong(view) => Some(view.lines[0].text.clone()),
        _ => None,
    });
    assert_eq!(view.as_deref(), Some("my card"), "with all that was said");
    assert!(told.iter().any(|message| matches!(message, ToAgent::Facts((1, facts)) if facts.len() == 1)));
    assert!(told.iter().any(|message| matches!(message, ToAgent::Sources((1, _)))), "the page can be drawn");
    let told = world.console_heard(ANNA);
    assert!(told.iter().any(|message| matches!(message, ToAgent::HandOver(one) if one.reads)));

    world.shows(PAGE, b"page");
    journey(&mut world);
    world.says(PAGE, FromCustomer::Chat(Chat { text: "and a pin".to_owned() }));
    world.orders(ANNA, FromAgent::Chat((1, Chat { text: "one moment".to_owned() })));
    for agent in [ANNA, BEN] {
        assert_eq!(console(&mut world, agent), ["page of 4", "1 facts", "and a pin", "one moment"]);
    }
}

#[test]
fn who_reads_along_does_nothing_that_the_customer_would_see() {
    let mut world = reading(Channel::Voice);
    let said = Chat { text: "hello".to_owned() };
    for order in [
        FromAgent::Chat((1, said)),
        FromAgent::Pointer((1, Pointer { node: 4 })),
        FromAgent::Picture((1, PictureOf { node: 4 })),
        FromAgent::End(1),
    ] {
        world.orders(BEN, order);
        assert_eq!(console(&mut world, BEN), ["engagement 1 is with ANNA"]);
    }
    world.orders(BEN, FromAgent::Rtc((1, step(1))));
    assert!(page(&mut world).is_empty() && console(&mut world, ANNA).is_empty());
    world.says(PAGE, FromCustomer::Rtc(step(1)));
    assert!(console(&mut world, BEN).is_empty(), "the call is not read along");
    // What the copy of the page lacks may be asked for.
    world.orders(BEN, FromAgent::Snapshot(1));
    world.orders(BEN, FromAgent::Compare((1, Vec::new())));
    world.orders(BEN, FromAgent::LackSheets((1, vec![Default::default()])));
    assert_eq!(page(&mut world), ["snapshot", "compare", "sheets"]);
    assert!(console(&mut world, BEN).is_empty());
}

#[test]
fn only_who_is_asked_reads_along_and_only_while_the_customer_can_be_told() {
    let mut world = with_anna(Channel::Chat);
    world.agent(103, "carl");
    reads(&mut world, BEN, true);
    assert_eq!(console(&mut world, BEN), ["there is no engagement 1"], "before it is offered");
    offer(&mut world);
    hush(&mut world);
    for other in [ANNA, 103] {
        reads(&mut world, other, true);
        assert_eq!(console(&mut world, other), ["there is no engagement 1"]);
    }
    world.close(PAGE);
    reads(&mut world, BEN, true);
    let why = "the customer's page is not connected: it can't be told that you read along";
    assert_eq!(console(&mut world, BEN), [why]);
    world.customer_back(2, Some(PAGE), None, 0);
    reads(&mut world, BEN, true);
    assert_eq!(console(&mut world, BEN)[..2], ["Offered", "reads along with ANNA"]);
    let mut world = moving();
    reads(&mut world, BEN, true);
    assert_eq!(console(&mut world, BEN), ["there is no engagement 1"], "it is theirs");
}

type End = fn(&mut World);

#[test]
fn the_customer_hears_when_it_is_over_however_it_ends() {
    let ends: [(&str, End); 5] = [
        ("Offered", |world| reads(world, BEN, false)),
        ("Declined", |world| answers(world, BEN, false)),
        ("TakenBack", |world| answers(world, ANNA, false)),
        ("Gone", |world| world.close(BEN)),
        ("Declined", |world| {
            world.orders(BEN, FromAgent::Decline((1, Chat { text: "not my field".to_owned() })));
        }),
    ];
    for (stage, end) in ends {
        let mut world = reading(Channel::Voice);
        end(&mut world);
        assert_eq!(page(&mut world), ["nobody reads along"], "{stage}");
        assert_eq!(console(&mut world, ANNA), [stage]);
        if stage != "Gone" {
            assert_eq!(console(&mut world, BEN), ["reads no more", stage]);
        }
        world.shows(PAGE, b"page");
        world.says(PAGE, FromCustomer::Chat(Chat { text: "for Anna".to_owned() }));
        assert!(console(&mut world, BEN).is_empty(), "{stage}: nothing more comes");
        // A check of the copy that was under way is no mistake, and asks for nothing.
        world.orders(BEN, FromAgent::Snapshot(1));
        assert!(console(&mut world, BEN).is_empty());
        assert_eq!(page(&mut world), ["for Anna"]);
    }
}

#[test]
fn a_word_goes_with_the_no() {
    let mut world = with_anna(Channel::Chat);
    offer(&mut world);
    world.orders(BEN, FromAgent::Decline((1, Chat { text: "in a meeting".to_owned() })));
    let words: Vec<String> = world
        .console_heard(ANNA)
        .into_iter()
        .filter_map(|message| match message {
            ToAgent::HandOver(one) => Some(one.word),
            _ => None,
        })
        .collect();
    assert_eq!(words, ["", "in a meeting"]);
    assert!(page(&mut world).is_empty(), "nobody read along: the customer never hears of it");
}

#[test]
fn taken_over_it_is_the_colleague_s_with_no_word_of_an_end() {
    let mut world = reading(Channel::Voice);
    answers(&mut world, BEN, true);
    assert_eq!(page(&mut world), ["BEN", "snapshot"]);
    assert_eq!(console(&mut world, BEN), ["BEN", "Moving"]);
    world.says(PAGE, FromCustomer::Chat(Chat { text: "hello".to_owned() }));
    assert_eq!(console(&mut world, BEN), ["hello"], "once");
    world.close(BEN);
    assert_eq!(page(&mut world), ["hello", "ANNA", "snapshot"], "back with Anna, and nobody reads along");
    world.shows(PAGE, b"page");
    assert_eq!(console(&mut world, ANNA).last().map(String::as_str), Some("page of 4"));
}

#[test]
fn somebody_vanishes_meanwhile() {
    // The first agent: the colleague reads on, and may take it.
    let mut world = reading(Channel::Chat);
    world.close(ANNA);
    assert!(page(&mut world).is_empty());
    world.shows(PAGE, b"page");
    assert_eq!(console(&mut world, BEN), ["page of 4"]);
    answers(&mut world, BEN, true);
    assert_eq!(page(&mut world), ["BEN", "snapshot"]);

    let mut world = reading(Channel::Chat);
    world.close(ANNA);
    world.wait(LOST_AFTER);
    assert_eq!(world.stages(PAGE), [ended(EndedBy::Lost)]);
    assert_eq!(console(&mut world, BEN), ["reads no more", "Ended"]);

    // The customer leaves.
    let mut world = reading(Channel::Chat);
    world.says(PAGE, FromCustomer::Leave(()));
    assert_eq!(console(&mut world, BEN), ["reads no more", "Ended"]);
    assert!(world.hub.handovers.is_empty());
}

#[test]
fn the_customer_s_next_page_hears_who_reads_along() {
    let mut world = reading(Channel::Chat);
    world.customer_back(2, Some(PAGE), None, 0);
    let told: Vec<_> = world
        .page_heard(2)
        .into_iter()
        .filter_map(|message| match message {
            ToCustomer::ReadsAlong(who) => Some(who),
            _ => None,
        })
        .collect();
    assert_eq!(told, [Some("BEN".to_owned())]);
}

#[test]
fn after_a_restart_of_the_relay_nobody_reads_along_and_the_page_hears_so() {
    let world = reading(Channel::Chat);
    let engagement = (&world.hub.engagements[&1]).into();
    let visit = &world.hub.visits.values().next().unwrap();
    let saved = crate::hub::io::SavedVisit {
        id: format!("visit-{PAGE}"),
        site: "bank".to_owned(),
        token: visit.token,
        since: visit.since,
        received: visit.received,
        status: None,
        facts: Vec::new(),
        engagement: Some((1, engagement)),
    };
    let mut world = World::restarted(vec![saved]);
    world.agent(BEN, "ben");
    world.customer_back(PAGE, Some(PAGE), None, 5);
    assert_eq!(page(&mut world), ["ANNA", "nobody reads along"]);
    world.shows(PAGE, b"page");
    assert!(!console(&mut world, BEN).iter().any(|told| told.starts_with("page")));
}

#[test]
fn a_console_opened_elsewhere_reads_on() {
    let mut world = reading(Channel::Chat);
    writes(&mut world, ANNA, "one moment");
    world.agent(202, "ben");
    let told = console(&mut world, 202);
    assert_eq!(told, ["reads along with ANNA", "Offered", "ANNA false: one moment"]);
    assert_eq!(page(&mut world), ["snapshot"]);
    world.shows(PAGE, b"page");
    assert_eq!(console(&mut world, 202), ["page of 4"]);
}

#[test]
fn what_two_agents_write_to_each_other_reaches_nobody_else() {
    const SECRET: &str = "between us: the card was stolen";
    let mut world = with_anna(Channel::Voice);
    world.agent(103, "carl");
    writes(&mut world, ANNA, SECRET);
    assert_eq!(console(&mut world, ANNA), ["that offer is over"], "to whom?");
    offer(&mut world);
    hush(&mut world);
    console(&mut world, 103);
    let mut all = Vec::new();
    let heard = |world: &mut World, all: &mut Vec<Output>| {
        all.extend(world.out.iter().cloned());
        (console(world, ANNA), console(world, BEN), console(world, 103))
    };
    world.out.clear();
    // Before it is taken, with and without reading along, and while it moves.
    writes(&mut world, ANNA, SECRET);
    reads(&mut world, BEN, true);
    writes(&mut world, BEN, SECRET);
    let (anna, ben, carl) = heard(&mut world, &mut all);
    assert_eq!(anna[0], format!("ANNA true: {SECRET}"));
    assert!(ben.contains(&format!("ANNA false: {SECRET}")) && ben.contains(&format!("BEN true: {SECRET}")));
    assert!(carl.is_empty());
    answers(&mut world, BEN, true);
    writes(&mut world, ANNA, SECRET);
    let (_, ben, _) = heard(&mut world, &mut all);
    assert!(ben.contains(&format!("ANNA false: {SECRET}")));
    world.orders(103, FromAgent::Aside((1, Chat { text: SECRET.to_owned() })));
    assert_eq!(console(&mut world, 103), ["there is no engagement 1"]);
    // Over, nothing of it is left.
    world.says(PAGE, FromCustomer::SoundMoved(9));
    writes(&mut world, ANNA, SECRET);
    heard(&mut world, &mut all);
    for output in &all {
        match output {
            Output::Send(to, bytes) if ![ANNA, BEN].contains(&to.0) => {
                let found = bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes());
                assert!(!found, "socket {} got it", to.0);
            }
            Output::Store(record) => assert!(!format!("{record:?}").contains(SECRET), "stored: {record:?}"),
            _ => {}
        }
    }
    assert!(all.iter().any(|output| matches!(output, Output::Send(to, _) if to.0 == PAGE)), "looked at");
}

#[test]
fn two_colleagues_asked_one_after_the_other_know_nothing_of_each_other() {
    let mut world = reading(Channel::Chat);
    world.agent(103, "carl");
    writes(&mut world, ANNA, "for Ben");
    world.orders(BEN, FromAgent::Decline((1, Chat { text: "no time".to_owned() })));
    console(&mut world, 103);
    page(&mut world);
    let ask = AskHandOver { engagement: 1, to: "carl".to_owned(), note: String::new() };
    world.orders(ANNA, FromAgent::AskHandOver(ask));
    reads(&mut world, 103, true);
    assert_eq!(page(&mut world), ["CARL reads along", "snapshot"]);
    let told = world.console_heard(103);
    for message in &told {
        match message {
            ToAgent::Aside(_) => panic!("what Ben was told: {message:?}"),
            ToAgent::HandOver(one) => assert_eq!((one.word.as_str(), one.to.as_str()), ("", "CARL")),
            _ => {}
        }
    }
    console(&mut world, BEN);
    writes(&mut world, 103, "for Anna");
    reads(&mut world, BEN, true);
    assert_eq!(console(&mut world, BEN), ["there is no engagement 1"]);
}

#[test]
fn what_two_agents_write_has_an_end() {
    let mut world = with_anna(Channel::Chat);
    offer(&mut world);
    for _ in 0..200 {
        writes(&mut world, BEN, "so");
    }
    hush(&mut world);
    writes(&mut world, BEN, "on");
    assert_eq!(console(&mut world, BEN), ["two agents may write 200 lines to each other"]);
    writes(&mut world, ANNA, &"a".repeat(20_000));
    assert_eq!(console(&mut world, ANNA).len(), 1, "too long");
}
