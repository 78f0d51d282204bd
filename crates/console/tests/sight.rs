//! What the agent is told of the customer's page while it stands still.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod support;

use alongside_console::{
    app::{Input, Seen, Sight, SightInput},
    words,
};
use alongside_protocol::{
    message::{Channel, ToAgent, VisitView},
    page::{Ended, ModelError},
};
use support::{Console, active, engagement, visit, welcome};

/// The first frame of a stream: a head of zeros and a new viewport; see
/// docs/protocol.md.
const PAGE: [u8; 24] = [2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11, 1, 1, 0];

fn with_customer() -> Console {
    let mut console = Console::connected();
    console.hear(ToAgent::Visit(Box::new(visit(1, None))));
    console.engaged(1, Channel::Chat);
    console
}

fn page(console: &mut Console) {
    console.hear(ToAgent::Page((1, PAGE.into())));
}

fn online(console: &mut Console, online: bool) {
    console.hear(ToAgent::Visit(Box::new(VisitView { online, ..visit(1, None) })));
}

fn seen(console: &Console) -> Seen {
    console.state.room(1).unwrap().sight.seen(console.now)
}

#[test]
fn between_two_pages_the_agent_is_told_that_the_next_one_loads() {
    let mut console = with_customer();
    assert_eq!(seen(&console), Seen::Waiting);
    page(&mut console);
    assert_eq!(seen(&console), Seen::Live);
    online(&mut console, false);
    assert_eq!(seen(&console), Seen::NextPage);
    console.now += 900;
    online(&mut console, true);
    // Connected is not yet shown.
    assert_eq!(seen(&console), Seen::NextPage);
    page(&mut console);
    assert_eq!(seen(&console), Seen::Live);
}

#[test]
fn a_page_that_does_not_come_is_a_customer_who_is_away() {
    let mut console = with_customer();
    page(&mut console);
    online(&mut console, false);
    console.now += 9_999;
    assert_eq!(seen(&console), Seen::NextPage);
    console.now += 1;
    assert_eq!(seen(&console), Seen::Away);
    online(&mut console, true);
    assert_eq!(seen(&console), Seen::NextPage);
}

#[test]
fn an_agent_who_comes_to_a_closed_page_is_told_so() {
    let mut console = Console::connected();
    online(&mut console, false);
    console.engaged(1, Channel::Chat);
    assert_eq!(seen(&console), Seen::NextPage);
}

#[test]
fn a_page_that_was_to_be_left_and_is_still_there_is_live() {
    let mut sight = Sight::default();
    for (input, expected) in [
        (SightInput::FrameApplied, Seen::Live),
        (SightInput::Leaving, Seen::NextPage),
        (SightInput::CustomerGone, Seen::NextPage),
        (SightInput::FrameApplied, Seen::Live),
    ] {
        sight.handle(1_000, input);
        assert_eq!(sight.seen(1_000), expected);
    }
}

#[test]
fn a_delay_is_told_above_two_seconds_and_forgotten_with_the_page() {
    let mut sight = Sight::default();
    sight.handle(0, SightInput::FrameApplied);
    for (delay, expected) in
        [(2_000, Seen::Live), (2_001, Seen::Delayed(3)), (4_000, Seen::Delayed(4)), (0, Seen::Live)]
    {
        sight.handle(0, SightInput::Delay(delay));
        assert_eq!(sight.seen(0), expected);
    }
    sight.handle(0, SightInput::Delay(9_000));
    sight.handle(0, SightInput::CustomerGone);
    sight.handle(0, SightInput::FrameApplied);
    assert_eq!(sight.seen(0), Seen::Live);
}

#[test]
fn a_pause_outlives_the_page_and_ends_when_the_customer_says_so() {
    let mut console = with_customer();
    page(&mut console);
    console.input(Input::Sight(1, SightInput::Paused(true)));
    // A batch that was under way changes nothing.
    page(&mut console);
    online(&mut console, false);
    assert_eq!(seen(&console), Seen::Paused);
    console.input(Input::Sight(1, SightInput::Paused(false)));
    assert_eq!(seen(&console), Seen::NextPage);
}

#[test]
fn a_lost_connection_is_told_until_the_page_has_come_again() {
    let mut console = with_customer();
    page(&mut console);
    console.input(Input::Closed { jitter: 0 });
    assert_eq!(seen(&console), Seen::Lost);
    console.input(Input::Opened);
    console.hear(welcome());
    console.hear(ToAgent::Engagement(engagement(1, Channel::Chat, active())));
    assert_eq!(seen(&console), Seen::Waiting);
    page(&mut console);
    assert_eq!(seen(&console), Seen::Live);
}

#[test]
fn a_page_that_streams_changes_nothing_else() {
    let mut console = with_customer();
    page(&mut console);
    let revision = console.state.revision;
    page(&mut console);
    assert_eq!(console.state.revision, revision);
}

#[test]
fn the_copy_waits_for_its_sources() {
    let mut console = with_customer();
    assert_eq!(console.state.room(1).unwrap().sources, None);
    let origins = vec!["https://bank.example".to_owned()];
    console.hear(ToAgent::Sources((1, origins.clone())));
    assert_eq!(console.state.room(1).unwrap().sources, Some(origins));
}

#[test]
fn a_page_that_is_not_shown_any_more_is_told_until_the_next_one_comes() {
    for (why, byte) in [(Ended::Unreadable, 0), (Ended::TooLarge, 1)] {
        let mut console = with_customer();
        page(&mut console);
        let mut ended = PAGE[..20].to_vec();
        ended.extend([20, byte]);
        console.hear(ToAgent::Page((1, ended)));
        assert_eq!(seen(&console), Seen::Ended(why));
        // The customer may have paused it before: now there is nothing to go on with.
        console.input(Input::Sight(1, SightInput::Paused(true)));
        assert_eq!(seen(&console), Seen::Ended(why));
        console.input(Input::Sight(1, SightInput::Paused(false)));
        online(&mut console, false);
        assert_eq!(seen(&console), Seen::NextPage);
        online(&mut console, true);
        page(&mut console);
        assert_eq!(seen(&console), Seen::Live);
    }
}

#[test]
fn a_customer_who_looks_at_another_tab_does_not_see_this_page() {
    let mut console = with_customer();
    console.hear(ToAgent::OtherTab((1, true)));
    assert_eq!(seen(&console), Seen::Waiting, "before there is a page");
    page(&mut console);
    assert_eq!(seen(&console), Seen::OtherTab);
    console.input(Input::Sight(1, SightInput::Paused(true)));
    assert_eq!(seen(&console), Seen::Paused);
    console.input(Input::Sight(1, SightInput::Paused(false)));
    console.hear(ToAgent::OtherTab((1, false)));
    assert_eq!(seen(&console), Seen::Live);
}

#[test]
fn a_copy_that_would_be_too_large_is_not_asked_for_again() {
    let mut console = with_customer();
    page(&mut console);
    let too_large = Input::PageFailed(1, Some(ModelError::TooLarge { op: 3 }));
    assert!(console.input(too_large).is_empty());
    assert_eq!(seen(&console), Seen::Ended(Ended::TooLarge));
}

#[test]
fn every_state_has_its_words() {
    assert_eq!(words::seen(Seen::NextPage).0, "Loading the next page…");
    assert_eq!(words::seen(Seen::Delayed(4)).0, "4 s behind");
    assert_eq!(words::seen(Seen::OtherTab).0, "The customer is looking at another tab");
    assert_eq!(words::seen(Seen::Paused).0, "Paused by the customer");
    assert_eq!(words::seen(Seen::Ended(Ended::TooLarge)).0, "This page is too large to show");
}
