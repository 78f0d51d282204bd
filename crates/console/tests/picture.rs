//! The agent asks for a picture of what has no copy, and is told what came of it.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use alongside_console::{
    app::{Input, Pictured},
    words,
};
use alongside_protocol::{
    message::{Channel, FromAgent, NoPicture, PictureOf, PictureRefusal, ToAgent},
    page::NodeId,
};
use support::{Console, all_sent};

/// The first frame of a stream: a head of zeros and a new viewport; see
/// docs/protocol.md.
const PAGE: [u8; 24] = [2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11, 1, 1, 0];

/// The frame after it: a picture of node 9, of three bytes.
const PICTURE: [u8; 21] = [2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 18, 2, 0xff, 0xd8];

/// The frame after that: no picture of node 9 any more.
const NO_PICTURE: [u8; 19] = [2, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 15, 18, 0];

fn with_page() -> Console {
    let mut console = Console::connected();
    console.engaged(1, Channel::Chat);
    console.hear(ToAgent::Page((1, PAGE.into())));
    console
}

fn told(console: &Console, node: NodeId) -> Option<Pictured> {
    console.state.room(1).unwrap().pictures.get(&node).copied()
}

#[test]
fn the_picture_comes_with_the_page_and_goes_with_it() {
    let mut console = with_page();
    let out = console.input(Input::Picture(1, 9));
    assert_eq!(all_sent(&out), [FromAgent::Picture((1, PictureOf { node: 9 }))]);
    assert_eq!(told(&console, 9), Some(Pictured::Asked));
    assert!(all_sent(&console.input(Input::Picture(1, 9))).is_empty(), "asked once until it is answered");
    let before = console.state.revision;
    console.hear(ToAgent::Page((1, PICTURE.into())));
    assert_eq!(told(&console, 9), Some(Pictured::Shown));
    assert!(console.state.revision > before, "views hear of it");
    console.hear(ToAgent::Page((1, NO_PICTURE.into())));
    assert_eq!(told(&console, 9), None, "it was taken back");

    console.input(Input::Picture(1, 9));
    console.hear(ToAgent::Page((1, PAGE.into())));
    assert_eq!(told(&console, 9), None, "numbers of the page before mean nothing");
}

#[test]
fn why_there_is_none_is_said_in_words() {
    let mut console = with_page();
    let none = |node, why| ToAgent::NoPicture((1, NoPicture { node, why }));
    console.hear(none(9, PictureRefusal::Foreign));
    assert_eq!(told(&console, 9), None, "nobody asked");
    for (why, again) in [
        (PictureRefusal::Never, None),
        (PictureRefusal::Private, None),
        (PictureRefusal::Foreign, None),
        (PictureRefusal::Soon, Some("Try again")),
        (PictureRefusal::Empty, Some("Try again")),
    ] {
        console.state.announcement.clear();
        console.input(Input::Picture(1, 9));
        console.hear(none(9, why));
        assert_eq!(told(&console, 9), Some(Pictured::Refused(why)));
        assert_eq!(console.state.announcement, words::no_picture(why));
        assert_eq!(words::picture_button(told(&console, 9)), again, "{why:?}");
    }
}

#[test]
fn of_a_customer_who_is_gone_there_is_none() {
    let mut console = with_page();
    let mut over = support::engagement(1, Channel::Chat, support::active());
    over.stage =
        alongside_protocol::message::Stage::Ended { by: alongside_protocol::message::EndedBy::Customer };
    console.hear(ToAgent::Engagement(over));
    assert!(all_sent(&console.input(Input::Picture(1, 9))).is_empty());
    assert_eq!(told(&console, 9), None);
}
