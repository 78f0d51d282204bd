//! Who waits, who is taken, what is said, what is pointed at.

mod support;

use alongside_console::{
    app::{Effect, Input},
    desk,
};
use alongside_protocol::{
    message::{
        Channel, ChatLine, EndedBy, FromAgent, Pointer, Refusal, RefusalCode, Speaker, Stage, ToAgent,
        VisitGone,
    },
    page::{Decoder, ModelError, Op},
};
use support::{Console, NOW, active, all_sent, engagement, visit};

fn line(from: Speaker, text: &str) -> ChatLine {
    ChatLine { from, at: NOW, text: text.into() }
}

#[test]
fn who_waits_comes_first_longest_first_and_is_announced_once() {
    let mut console = Console::connected();
    console.hear(ToAgent::Visit(Box::new(visit(1, None))));
    console.hear(ToAgent::Visit(Box::new(visit(2, Some(NOW - 5_000)))));
    console.hear(ToAgent::Visit(Box::new(visit(3, Some(NOW - 65_000)))));
    assert_eq!(console.state.announcement, "Customer 3 is waiting for a call. Has something to put right.");
    console.state.announcement.clear();
    console.hear(ToAgent::Visit(Box::new(visit(3, Some(NOW - 65_000)))));
    assert!(console.state.announcement.is_empty());
    let rows = desk::rows(&console.state, NOW);
    let order: Vec<_> = rows.iter().map(|row| row.visit.as_str()).collect();
    assert_eq!(order, ["visit-3", "visit-2", "visit-1"]);
    assert_eq!(rows[0].waiting.as_ref().unwrap().time, "1:05");
    assert_eq!(console.state.waiting(), 2);
    console.hear(ToAgent::VisitGone(VisitGone { visit: "visit-3".into() }));
    assert_eq!(console.state.waiting(), 1);
}

#[test]
fn an_accepted_customer_is_opened_and_a_refused_one_explained() {
    let mut console = Console::connected();
    let effects = console.input(Input::Accept(7));
    assert_eq!(all_sent(&effects), [FromAgent::Accept(7)]);
    assert_eq!(console.state.accepting, Some(7));
    console.hear(ToAgent::Engagement(engagement(7, Channel::Chat, active())));
    assert_eq!((console.state.open, console.state.accepting), (Some(7), None));

    console.input(Input::Accept(8));
    console.hear(ToAgent::Refusal(Refusal {
        code: RefusalCode::Engagement,
        message: "Paul was faster.".into(),
    }));
    assert_eq!(console.state.notice, "Paul was faster.");
    assert_eq!((console.state.open, console.state.accepting), (Some(7), None));
}

#[test]
fn a_line_is_said_when_the_relay_says_so_and_unread_until_seen() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    let effects = console.input(Input::Say(1, "  Hello  ".into()));
    assert!(matches!(&all_sent(&effects)[..], [FromAgent::Chat((1, chat))] if chat.text == "Hello"));
    assert!(console.input(Input::Say(1, "  ".into())).is_empty());
    assert!(console.state.room(1).unwrap().engagement.lines.is_empty());

    console.hear(ToAgent::Chat((1, line(Speaker::Agent, "Hello"))));
    console.input(Input::Open(None));
    console.hear(ToAgent::Chat((1, line(Speaker::Customer, "Hi"))));
    assert_eq!(console.state.room(1).unwrap().engagement.lines.len(), 2);
    assert_eq!(console.state.room(1).unwrap().unread, 1);
    console.input(Input::Open(Some(1)));
    assert_eq!(console.state.room(1).unwrap().unread, 0);
}

#[test]
fn a_pointer_is_sent_when_it_changes_and_gone_when_the_engagement_ends() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    let effects = console.input(Input::Point(1, 42));
    assert_eq!(all_sent(&effects), [FromAgent::Pointer((1, Pointer { node: 42 }))]);
    assert!(console.input(Input::Point(1, 42)).is_empty());
    let effects = console.input(Input::Point(1, 0));
    assert_eq!(all_sent(&effects), [FromAgent::Pointer((1, Pointer { node: 0 }))]);
    console.input(Input::Point(1, 43));
    let ended = Stage::Ended { by: EndedBy::Customer };
    console.hear(ToAgent::Engagement(engagement(1, Channel::Chat, ended)));
    assert_eq!(console.state.room(1).unwrap().pointing, None);
    assert!(console.input(Input::Point(1, 44)).is_empty());
    console.input(Input::Dismiss(1));
    assert!(console.state.rooms.is_empty());
    assert_eq!(console.state.open, None);
}

#[test]
fn a_page_is_handed_on_and_a_garbled_one_asked_for_again() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    // The first frame of a stream, which takes node 3 away; see docs/protocol.md.
    let mut bytes = vec![0; 20];
    bytes[..2].copy_from_slice(&[2, 3]);
    bytes.extend([3, 1, 6]);
    let page = Decoder::default().read(&bytes).unwrap();
    assert_eq!(page.ops, [Op::Remove { node: 3 }]);
    let effects = console.hear(ToAgent::Page((1, bytes)));
    assert_eq!(effects, [Effect::Page(1, Box::new(page))]);
    let effects = console.hear(ToAgent::Page((1, vec![0xff])));
    assert_eq!(all_sent(&effects), [FromAgent::Snapshot(1)]);
    let effects = console.input(Input::PageFailed(1, None));
    assert!(all_sent(&effects).is_empty(), "asked for once until it comes");
}

#[test]
fn of_a_copy_that_differs_only_the_parts_are_asked_for() {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    let effects = console.input(Input::PageFailed(1, Some(ModelError::Diverged)));
    assert_eq!(effects, [Effect::Compare(1)]);
    let effects = console.input(Input::PageParts(1, vec![(2, 7)]));
    assert_eq!(all_sent(&effects), [FromAgent::Compare((1, vec![(2, 7)]))]);
}

#[test]
fn of_a_copy_that_is_broken_the_whole_page_is_asked_for() {
    let broken =
        [None, Some(ModelError::Node { op: 0, node: 3 }), Some(ModelError::Cycle { op: 1, node: 4 })];
    for error in broken {
        let mut console = Console::connected();
        console.engaged(1, Channel::Chat);
        let effects = console.input(Input::PageFailed(1, error));
        assert_eq!(all_sent(&effects), [FromAgent::Snapshot(1)], "{error:?}");
    }
}

#[test]
fn a_customer_who_waits_is_nobodys_room() {
    let mut console = Console::connected();
    let waiting = Stage::Waiting { position: 1 };
    console.hear(ToAgent::Engagement(engagement(1, Channel::Chat, waiting)));
    assert!(console.state.rooms.is_empty());
}
