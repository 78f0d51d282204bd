//! Handing over to a colleague, and taking over from one.

mod support;

use alongside_console::app::{Effect, Input};
use alongside_protocol::message::{
    Aside, AskHandOver, Channel, Chat, ChatLine, Colleague, EndedBy, FromAgent, HandOver, HandOverStage,
    Speaker, Stage, ToAgent,
};
use support::{Console, active, all_sent, engagement, visit, welcome};

fn told(yours: bool, stage: HandOverStage) -> ToAgent {
    let (from, to) = if yours { ("Ben", "Marie") } else { ("Marie", "Ben") };
    ToAgent::HandOver(Box::new(HandOver {
        engagement: 1,
        visit: "visit-1".into(),
        from: from.into(),
        to: to.into(),
        note: "asks about a card".into(),
        yours,
        stage,
        reads: false,
        word: String::new(),
    }))
}

#[test]
fn the_one_who_asks_follows_it_and_leaves_when_the_other_is_heard() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Voice);
    let ask = AskHandOver { engagement: 1, to: "ben".into(), note: "  a card \n".into() };
    let out = console.input(Input::HandOver(ask));
    let sent = AskHandOver { engagement: 1, to: "ben".into(), note: "a card".into() };
    assert_eq!(all_sent(&out), [FromAgent::AskHandOver(sent)]);
    console.hear(told(false, HandOverStage::Offered));
    assert_eq!(console.state.handover(1).unwrap().stage, HandOverStage::Offered);
    assert!(console.state.offers().is_empty());
    assert!(console.hear(told(false, HandOverStage::Moving)).is_empty());
    assert!(console.state.voice.is_some(), "still on the line");
    console.hear(told(false, HandOverStage::Done));
    assert_eq!(console.state.announcement, "Ben has taken over.");
    let over = Stage::Ended { by: EndedBy::HandedOver };
    assert_eq!(console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, over))), [Effect::HangUp]);
    assert!(console.state.handover(1).is_none() && !console.state.room(1).unwrap().is_active());
}

#[test]
fn what_comes_back_is_said_and_the_room_stays() {
    for (stage, says) in [
        (HandOverStage::Declined, "Ben can't take over. The customer stays with you."),
        (HandOverStage::Gone, "Ben is gone. The customer stays with you."),
    ] {
        let mut console = Console::connected();
        console.engaged(1, Channel::Voice);
        console.hear(told(false, HandOverStage::Offered));
        assert!(console.hear(told(false, stage)).is_empty());
        assert_eq!(console.state.notice, says);
        assert!(console.state.handover(1).is_none() && console.state.room(1).unwrap().is_active());
    }
}

#[test]
fn the_colleague_takes_it_and_is_in_the_room() {
    let mut console = Console::connected();
    console.hear(told(true, HandOverStage::Offered));
    assert_eq!(console.state.announcement, "Ben would like to hand a customer over to you.");
    assert_eq!(console.state.offers()[0].note, "asks about a card");
    let out = console.input(Input::AnswerOffer(1, true));
    assert_eq!(all_sent(&out), [FromAgent::AnswerHandOver((1, true))]);
    console.hear(told(true, HandOverStage::Moving));
    assert!(console.state.offers().is_empty());
    let out = console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, active())));
    assert_eq!(out, [Effect::AskMicrophone]);
    assert_eq!(console.state.open, Some(1));
}

#[test]
fn the_colleague_declines_or_the_offer_goes() {
    let mut console = Console::connected();
    console.hear(told(true, HandOverStage::Offered));
    let out = console.input(Input::AnswerOffer(1, false));
    assert_eq!(all_sent(&out), [FromAgent::AnswerHandOver((1, false))]);
    assert!(console.state.accepting.is_none());
    console.hear(told(true, HandOverStage::Declined));
    assert!(console.state.offers().is_empty() && console.state.notice.is_empty());
    console.hear(told(true, HandOverStage::Offered));
    console.hear(told(true, HandOverStage::TakenBack));
    assert_eq!(console.state.notice, "Ben has taken the offer back.");
    console.hear(told(true, HandOverStage::Offered));
    console.hear(welcome());
    assert!(console.state.offers().is_empty(), "the relay says it again, if it still holds");
}

#[test]
fn what_was_handed_over_and_comes_back_is_told_once() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    let fact = |at| alongside_protocol::message::Fact {
        at,
        kind: alongside_protocol::message::FactKind::Page { path: "/".to_owned() },
    };
    console.hear(ToAgent::Facts((1, vec![fact(1)])));
    let over = Stage::Ended { by: EndedBy::HandedOver };
    console.hear(ToAgent::Engagement(engagement(1, Channel::Chat, over)));
    console.hear(ToAgent::Engagement(engagement(1, Channel::Chat, active())));
    console.hear(ToAgent::Facts((1, vec![fact(1), fact(2)])));
    assert_eq!(console.state.room(1).unwrap().facts.len(), 2);
}

#[test]
fn only_colleagues_of_the_customer_s_site_can_be_asked() {
    let mut console = Console::connected();
    console.hear(ToAgent::Visit(Box::new(visit(1, None))));
    console.engaged(1, Channel::Chat);
    let colleague = |name: &str, site: &str| Colleague {
        name: name.into(),
        display: name.to_uppercase(),
        sites: vec![site.into()],
        free: true,
    };
    console.hear(ToAgent::Colleagues(vec![colleague("ben", "Riverbank"), colleague("carl", "Other")]));
    let asked: Vec<String> = console.state.colleagues_for(1).into_iter().map(|one| one.name).collect();
    assert_eq!(asked, ["ben"]);
}

fn of_ben(stage: Stage) -> ToAgent {
    ToAgent::ReadAlong(engagement(1, Channel::Voice, stage))
}

fn with_ben() -> Stage {
    Stage::Active { agent: "Ben".into() }
}

/// Ben offers; the agent reads along.
fn reading() -> Console {
    let mut console = Console::connected();
    console.hear(ToAgent::Visit(Box::new(visit(1, None))));
    console.hear(told(true, HandOverStage::Offered));
    let out = console.input(Input::ReadAlong(1, true));
    assert_eq!(all_sent(&out), [FromAgent::ReadAlong((1, true))]);
    console.hear(of_ben(with_ben()));
    console
}

#[test]
fn who_reads_along_is_in_a_room_where_nothing_can_be_done() {
    let mut console = reading();
    assert_eq!(console.state.open, Some(1));
    assert!(console.state.voice.is_none(), "it is no call of theirs");
    let line = ChatLine { from: Speaker::Customer, at: 5, text: "my card".into() };
    console.hear(ToAgent::Chat((1, line)));
    let room = console.state.room(1).unwrap();
    assert!(room.is_shown() && !room.is_active() && !room.wants_voice());
    assert_eq!((room.agent(), room.engagement.lines.len()), (Some("Ben"), 1));
    assert!(console.input(Input::Point(1, 4)).is_empty());
    assert!(console.input(Input::Picture(1, 4)).is_empty());
    console.input(Input::Dismiss(1));
    assert!(console.state.room(1).is_some(), "it is stopped, not put away");
    let out = console.input(Input::ReadAlong(1, false));
    assert_eq!(all_sent(&out), [FromAgent::ReadAlong((1, false))]);
    console.hear(of_ben(Stage::Ended { by: EndedBy::HandedOver }));
    assert!(console.state.rooms.is_empty() && console.state.open.is_none(), "closed, it is not shown");
}

#[test]
fn what_is_read_along_becomes_the_agent_s_own() {
    let mut console = reading();
    console.hear(ToAgent::Facts((1, vec![])));
    console.input(Input::AnswerOffer(1, true));
    let out = console.hear(ToAgent::Engagement(engagement(1, Channel::Voice, active())));
    assert_eq!(out, [Effect::AskMicrophone]);
    let room = console.state.room(1).unwrap();
    assert!(room.is_active() && !room.reads_along);
    // A late word of the reading takes nothing away.
    console.hear(of_ben(Stage::Ended { by: EndedBy::HandedOver }));
    assert!(console.state.room(1).is_some_and(alongside_console::app::Room::is_active));
}

#[test]
fn after_a_lost_connection_nothing_is_read_along_until_the_relay_says_so() {
    let mut console = reading();
    console.input(Input::Closed { jitter: 0 });
    console.input(Input::Opened);
    console.hear(welcome());
    assert!(console.state.rooms.is_empty());
    console.hear(of_ben(with_ben()));
    assert!(console.state.room(1).unwrap().reads_along);
}

#[test]
fn two_agents_write_to_each_other_as_long_as_it_is_offered() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    console.hear(told(false, HandOverStage::Offered));
    let out = console.input(Input::Aside(1, "  a word \n".into()));
    assert_eq!(all_sent(&out), [FromAgent::Aside((1, Chat { text: "a word".into() }))]);
    assert!(console.input(Input::Aside(1, "  ".into())).is_empty());
    let line = |yours, text: &str| Aside { from: "Ben".into(), yours, at: 1, text: text.into() };
    console.hear(ToAgent::Aside((1, line(true, "a word"))));
    assert!(console.state.announcement.is_empty() || !console.state.announcement.contains("a word"));
    console.hear(ToAgent::Aside((1, line(false, "and one more"))));
    assert_eq!(console.state.announcement, "Ben writes to you: and one more");
    assert_eq!(console.state.asides[&1].len(), 2);
    assert!(console.state.room(1).unwrap().engagement.lines.is_empty(), "none of it in the conversation");
    console.hear(told(false, HandOverStage::TakenBack));
    assert!(console.state.asides.is_empty());
    console.hear(ToAgent::Aside((1, line(false, "again"))));
    console.hear(welcome());
    assert!(console.state.asides.is_empty(), "the relay says it again, if it still holds");
}

#[test]
fn a_colleague_declines_with_a_word() {
    let mut console = Console::connected();
    console.hear(told(true, HandOverStage::Offered));
    let out = console.input(Input::Decline(1, " no time ".into()));
    assert_eq!(all_sent(&out), [FromAgent::Decline((1, Chat { text: "no time".into() }))]);
    let out = console.input(Input::Decline(1, " ".into()));
    assert_eq!(all_sent(&out), [FromAgent::AnswerHandOver((1, false))]);

    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    let ToAgent::HandOver(mut no) = told(false, HandOverStage::Declined) else { unreachable!() };
    no.word = "no time".into();
    console.hear(ToAgent::HandOver(no));
    assert_eq!(console.state.notice, "Ben can't take over: “no time”. The customer stays with you.");
}
