//! From one agent to another: who hears of it, whose line is whose, and what is left when
//! somebody goes in the middle of it.

use alongside_protocol::message::{
    AskHandOver, CallState, Channel, Chat, EndedBy, FromAgent, FromCustomer, HandOverStage, Rtc, RtcSignal,
    Stage, ToAgent, ToCustomer,
};

use super::world::{LOST_AFTER, World, ended};

pub(super) const PAGE: u64 = 1;
pub(super) const ANNA: u64 = 101;
pub(super) const BEN: u64 = 102;

pub(super) fn step(call: u32) -> Rtc {
    Rtc { call, signal: RtcSignal::Offer { sdp: "v=0".to_owned() } }
}

/// What a console heard of hand-overs and calls.
pub(super) fn console(world: &mut World, socket: u64) -> Vec<String> {
    let said = |message| match message {
        ToAgent::HandOver(one) => Some(format!("{:?}", one.stage)),
        ToAgent::Engagement(one) => Some(match one.stage {
            Stage::Active { agent } => agent,
            Stage::Ended { by } => format!("{by:?}"),
            Stage::Waiting { .. } => "waits".to_owned(),
        }),
        ToAgent::Rtc((_, rtc)) => Some(format!("call {}", rtc.call)),
        ToAgent::Chat((_, line)) => Some(line.text),
        ToAgent::Refusal(refusal) => Some(refusal.message),
        ToAgent::ReadAlong(one) => Some(match one.stage {
            Stage::Active { agent } => format!("reads along with {agent}"),
            _ => "reads no more".to_owned(),
        }),
        ToAgent::Facts((_, facts)) if !facts.is_empty() => Some(format!("{} facts", facts.len())),
        ToAgent::Page((_, bytes)) => Some(format!("page of {}", bytes.len())),
        ToAgent::Aside((_, line)) => Some(format!("{} {}: {}", line.from, line.yours, line.text)),
        _ => None,
    };
    world.console_heard(socket).into_iter().filter_map(said).collect()
}

pub(super) fn page(world: &mut World) -> Vec<String> {
    let said = |message| match message {
        ToCustomer::Engagement(one) => match one.stage {
            Stage::Active { agent } => Some(agent),
            other => Some(format!("{other:?}")),
        },
        ToCustomer::Rtc(rtc) => Some(format!("call {}", rtc.call)),
        ToCustomer::Snapshot(()) => Some("snapshot".to_owned()),
        ToCustomer::CallState(_) => Some("line".to_owned()),
        ToCustomer::ReadsAlong(who) => Some(format!("{} reads along", who.as_deref().unwrap_or("nobody"))),
        ToCustomer::Pointer(_) => Some("pointer".to_owned()),
        ToCustomer::Picture(_) => Some("picture".to_owned()),
        ToCustomer::Chat(line) => Some(line.text),
        ToCustomer::Compare(_) => Some("compare".to_owned()),
        ToCustomer::LackSheets(_) => Some("sheets".to_owned()),
        _ => None,
    };
    world.page_heard(PAGE).into_iter().filter_map(said).collect()
}

/// Anna is with a customer; on a call it is the first one.
pub(super) fn with_anna(channel: Channel) -> World {
    let mut world = World::new();
    world.agent(ANNA, "anna");
    world.customer(PAGE);
    world.engage(PAGE, channel);
    world.orders(ANNA, FromAgent::Accept(1));
    world.agent(BEN, "ben");
    if channel.is_call() {
        world.says(PAGE, FromCustomer::Rtc(step(1)));
    }
    hush(&mut world);
    world
}

pub(super) fn hush(world: &mut World) {
    page(world);
    for console in [ANNA, BEN] {
        world.console_heard(console);
    }
}

pub(super) fn offer(world: &mut World) {
    let note = "asks about a card".to_owned();
    world.orders(ANNA, FromAgent::AskHandOver(AskHandOver { engagement: 1, to: "ben".to_owned(), note }));
}

pub(super) fn answers(world: &mut World, who: u64, accepts: bool) {
    world.orders(who, FromAgent::AnswerHandOver((1, accepts)));
}

/// Ben has taken it, and the customer's sound is on its way.
pub(super) fn moving() -> World {
    let mut world = with_anna(Channel::Voice);
    offer(&mut world);
    answers(&mut world, BEN, true);
    hush(&mut world);
    world
}

#[test]
fn the_colleague_hears_the_note_and_the_customer_nothing_before_the_answer() {
    let mut world = with_anna(Channel::Voice);
    offer(&mut world);
    let told = world.console_heard(BEN).into_iter().find_map(|message| match message {
        ToAgent::HandOver(one) => Some(one),
        _ => None,
    });
    let told = told.unwrap();
    assert_eq!(
        (told.from.as_str(), told.to.as_str(), told.note.as_str()),
        ("ANNA", "BEN", "asks about a card")
    );
    assert!(told.yours && told.stage == HandOverStage::Offered);
    assert_eq!(console(&mut world, ANNA), ["Offered"]);
    assert!(page(&mut world).is_empty());
    world.orders(BEN, FromAgent::Chat((1, Chat { text: "hello".to_owned() })));
    assert_eq!(console(&mut world, BEN), ["engagement 1 is with ANNA"], "not before it is taken");
    offer(&mut world);
    assert_eq!(console(&mut world, ANNA), ["engagement 1 is offered to somebody already"]);
}

#[test]
fn the_one_who_hands_over_stays_on_the_line_until_the_other_is_heard() {
    let mut world = with_anna(Channel::Voice);
    world.says(PAGE, FromCustomer::Chat(Chat { text: "before".to_owned() }));
    hush(&mut world);
    offer(&mut world);
    answers(&mut world, BEN, true);
    assert_eq!(page(&mut world), ["BEN", "snapshot"]);
    assert_eq!(console(&mut world, ANNA), ["Offered", "Moving"]);
    assert_eq!(console(&mut world, BEN), ["Offered", "BEN", "Moving"]);
    // Each call's steps go to the agent of that call.
    for call in [1, 2] {
        world.says(PAGE, FromCustomer::Rtc(step(call)));
    }
    assert_eq!(console(&mut world, ANNA), ["call 1"]);
    assert_eq!(console(&mut world, BEN), ["call 2"]);
    world.orders(ANNA, FromAgent::Rtc((1, step(1))));
    world.orders(BEN, FromAgent::Rtc((1, step(2))));
    assert_eq!(page(&mut world), ["call 1", "call 2"]);
    // Everything else is Ben's, and nothing that Anna still says is a mistake.
    world.orders(
        ANNA,
        FromAgent::CallState((1, CallState { muted: true, connected: true, ..CallState::default() })),
    );
    world.orders(ANNA, FromAgent::End(1));
    assert!(page(&mut world).is_empty() && console(&mut world, ANNA).is_empty());
    world.says(PAGE, FromCustomer::SoundMoved(1));
    assert!(console(&mut world, ANNA).is_empty(), "that is the call with Anna");
    world.says(PAGE, FromCustomer::SoundMoved(2));
    assert_eq!(console(&mut world, ANNA), ["Done", "HandedOver"]);
    assert_eq!(console(&mut world, BEN), ["Done"]);
    world.says(PAGE, FromCustomer::Rtc(step(2)));
    assert_eq!(console(&mut world, BEN), ["call 2"]);
    let lines = &world.hub.engagements[&1].lines;
    assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["before"]);
}

#[test]
fn a_chat_is_handed_over_at_once() {
    let mut world = with_anna(Channel::Chat);
    offer(&mut world);
    answers(&mut world, BEN, true);
    assert_eq!(page(&mut world), ["BEN", "snapshot"]);
    assert_eq!(console(&mut world, ANNA), ["Offered", "Done", "HandedOver"]);
    world.says(PAGE, FromCustomer::Chat(Chat { text: "hello".to_owned() }));
    assert_eq!(console(&mut world, BEN), ["Offered", "BEN", "Done", "hello"]);
    assert!(console(&mut world, ANNA).is_empty());
}

#[test]
fn a_colleague_says_no_or_the_offer_is_taken_back() {
    for (who, stage) in [(BEN, "Declined"), (ANNA, "TakenBack")] {
        let mut world = with_anna(Channel::Voice);
        offer(&mut world);
        answers(&mut world, who, false);
        for agent in [ANNA, BEN] {
            assert_eq!(console(&mut world, agent), ["Offered", stage]);
        }
        assert!(page(&mut world).is_empty(), "the customer never hears of it");
        answers(&mut world, BEN, true);
        assert_eq!(console(&mut world, BEN), ["that offer is over"]);
        offer(&mut world);
        assert_eq!(console(&mut world, ANNA), ["Offered"], "and may be made again");
    }
}

#[test]
fn only_one_colleague_can_take_it_and_only_once() {
    let mut world = with_anna(Channel::Voice);
    world.agent(103, "carl");
    offer(&mut world);
    answers(&mut world, 103, true);
    assert_eq!(console(&mut world, 103), ["there is no engagement 1"]);
    answers(&mut world, ANNA, true);
    assert_eq!(console(&mut world, ANNA), ["Offered", "there is no engagement 1"]);
    answers(&mut world, BEN, true);
    answers(&mut world, BEN, true);
    assert_eq!(console(&mut world, BEN).last().map(String::as_str), Some("that offer is over"));
}

#[test]
fn a_colleague_on_another_call_is_told_so_and_may_take_it_later() {
    let mut world = with_anna(Channel::Voice);
    world.customer(7);
    world.engage(7, Channel::Voice);
    world.orders(BEN, FromAgent::Accept(2));
    hush(&mut world);
    offer(&mut world);
    answers(&mut world, BEN, true);
    assert_eq!(console(&mut world, BEN), ["Offered", "you are on another call: end it first"]);
    world.orders(BEN, FromAgent::End(2));
    answers(&mut world, BEN, true);
    assert!(page(&mut world).contains(&"BEN".to_owned()));
}

#[test]
fn a_colleague_who_vanishes_gives_it_back() {
    let mut world = with_anna(Channel::Voice);
    offer(&mut world);
    world.close(BEN);
    assert_eq!(console(&mut world, ANNA), ["Offered", "Gone"]);
    assert!(page(&mut world).is_empty());

    let mut world = moving();
    world.close(BEN);
    assert_eq!(page(&mut world), ["ANNA", "snapshot"]);
    assert_eq!(console(&mut world, ANNA), ["ANNA", "Gone"]);
    world.says(PAGE, FromCustomer::Rtc(step(1)));
    assert_eq!(console(&mut world, ANNA), ["call 1"], "the line is still theirs");
    world.wait(LOST_AFTER);
    assert!(world.stages(PAGE).is_empty(), "Ben's absence ends nothing");
}

#[test]
fn a_customer_who_hangs_up_meanwhile_ends_it_for_both() {
    let mut world = with_anna(Channel::Voice);
    offer(&mut world);
    world.says(PAGE, FromCustomer::Leave(()));
    assert_eq!(console(&mut world, BEN), ["Offered", "Ended"]);

    let mut world = moving();
    world.says(PAGE, FromCustomer::Leave(()));
    assert_eq!(console(&mut world, ANNA), ["Ended", "Customer"]);
    assert_eq!(console(&mut world, BEN), ["Customer", "Ended"]);
    assert!(world.hub.handovers.is_empty());
}

#[test]
fn the_one_who_hands_over_vanishes_and_the_colleague_goes_on() {
    let mut world = moving();
    world.close(ANNA);
    world.wait(LOST_AFTER);
    assert!(world.stages(PAGE).is_empty());
    world.says(PAGE, FromCustomer::Rtc(step(2)));
    assert_eq!(console(&mut world, BEN).last().map(String::as_str), Some("call 2"));

    let mut world = with_anna(Channel::Voice);
    offer(&mut world);
    world.close(ANNA);
    world.wait(LOST_AFTER);
    assert_eq!(world.stages(PAGE), [ended(EndedBy::Lost)]);
    assert_eq!(console(&mut world, BEN), ["Offered", "Ended"]);
}

#[test]
fn who_hands_over_leaves_after_a_while_and_with_the_customer_s_next_page() {
    let mut world = moving();
    world.wait(40_000);
    assert_eq!(console(&mut world, ANNA), ["Done", "HandedOver"]);

    let mut world = moving();
    world.customer_back(2, Some(1), None, 0);
    assert_eq!(console(&mut world, ANNA), ["Done", "HandedOver"]);
}

#[test]
fn a_console_that_comes_back_hears_how_it_stands() {
    let mut world = moving();
    world.agent(201, "anna");
    assert_eq!(console(&mut world, 201), ["Moving", "ANNA"], "still on the line");
    world.orders(201, FromAgent::Rtc((1, step(1))));
    assert_eq!(page(&mut world), ["call 1"]);
}

#[test]
fn agents_know_who_else_is_there_and_whether_they_are_free() {
    let mut world = World::new();
    world.agent(ANNA, "anna");
    world.agent(BEN, "ben");
    let last = |world: &mut World| {
        let mut told = world.console_heard(ANNA).into_iter().filter_map(|message| match message {
            ToAgent::Colleagues(all) => Some(all),
            _ => None,
        });
        told.next_back()
    };
    let told = last(&mut world).unwrap();
    assert_eq!((told[0].name.as_str(), told[0].display.as_str(), told[0].free), ("ben", "BEN", true));
    assert_eq!(told[0].sites, ["bank", "shop"]);
    world.customer(PAGE);
    world.engage(PAGE, Channel::Voice);
    world.orders(BEN, FromAgent::Accept(1));
    assert!(!last(&mut world).unwrap()[0].free);
    world.close(BEN);
    assert!(last(&mut world).unwrap().is_empty());
    world.orders(
        ANNA,
        FromAgent::AskHandOver(AskHandOver { engagement: 1, to: "ben".into(), note: String::new() }),
    );
    assert_eq!(console(&mut world, ANNA), ["engagement 1 is with BEN"]);
}
