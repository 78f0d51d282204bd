//! What the agent sees, for the customer's own eyes: the same bytes, only while both
//! look; and nothing for either while it is paused.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::{
    engage::ViewState,
    engine::{Command, Consent, Input},
};
use alongside_protocol::{
    message::{Channel, EndedBy, FromCustomer, Stage, ToCustomer},
    page::{Batch, Decoder, Op},
};
use common::{Tab, active, announced, config, ended, sent};

/// The document and a paragraph with a text.
fn first() -> Input {
    let numbers = vec![
        1, 1, 0, 0, 9, 0, 800, 600, 0, // the document
        1, 2, 1, 0, 1, 1, 0, 0, 0, 0, 0, // a paragraph
        2, 1, 0, 0, 1, 2, 15, // in its place, and that is all
    ];
    Input::PageBatch { numbers, strings: "https://bank.example/\0p".into() }
}

/// The page scrolls to `y`.
fn scrolls(y: u32) -> Input {
    Input::PageBatch { numbers: vec![SCROLL, 2, 0, y], strings: String::new() }
}

const SCROLL: u32 = 7;

fn engaged() -> Tab {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    tab.feed(Input::Panel(true));
    tab.engagement(Channel::Chat, active());
    tab.feed(first());
    tab
}

fn looking() -> (Tab, Vec<Command>) {
    let mut tab = engaged();
    let out = tab.feed(Input::ShowView(true));
    (tab, out)
}

/// The page's frames that left.
fn told(out: &[Command]) -> Vec<Vec<u8>> {
    let page = sent(out).into_iter().filter_map(|message| match message {
        FromCustomer::Page(frame) => Some(frame),
        _ => None,
    });
    page.collect()
}

/// What the shell was given to show.
fn shown(out: &[Command]) -> Vec<Option<Vec<u8>>> {
    out.iter()
        .filter_map(|command| match command {
            Command::View(frame) => Some(frame.clone()),
            _ => None,
        })
        .collect()
}

fn read(decoder: &mut Decoder, frames: &[Vec<u8>]) -> Vec<Batch> {
    frames.iter().map(|frame| decoder.read(frame).unwrap()).collect()
}

fn state(tab: &Tab) -> Option<(bool, bool)> {
    tab.panel().view.as_ref().map(|view| (view.open, view.paused))
}

#[test]
fn the_panel_offers_it_only_while_an_agent_sees_the_page() {
    let mut tab = Tab::online(config());
    tab.feed(Input::Chat);
    assert_eq!(state(&tab), None);
    assert!(shown(&tab.feed(Input::ShowView(true))).is_empty(), "there is nobody to see anything");
    tab.engagement(Channel::Chat, active());
    let robin = ViewState { agent: "Robin".into(), open: false, paused: false };
    assert_eq!(tab.panel().view, Some(robin));
    tab.engagement(Channel::Chat, ended(EndedBy::Agent));
    assert_eq!(state(&tab), None);
}

#[test]
fn whoever_looks_gets_the_very_bytes_that_the_agent_gets() {
    let mut tab = engaged();
    assert!(shown(&tab.feed(scrolls(5))).is_empty(), "nobody looks yet");
    let mut out = tab.feed(Input::ShowView(true));
    assert_eq!(state(&tab), Some((true, false)));
    out.extend(tab.feed(scrolls(9)));
    out.extend(tab.wait(20_000));
    let (told, shown) = (told(&out), shown(&out));
    assert_eq!(told.iter().cloned().map(Some).collect::<Vec<_>>(), shown);
    let batches = read(&mut Decoder::default(), &told);
    assert!(batches[0].head.is_some(), "from the start");
    assert!(batches.iter().flat_map(|batch| &batch.ops).any(|op| matches!(op, Op::Check { .. })));
}

#[test]
fn it_ends_with_whatever_made_it_possible() {
    let over: [(&str, Input); 4] = [
        ("closed", Input::ShowView(false)),
        ("the panel closed", Input::Panel(false)),
        ("left", Input::Leave),
        ("not agreed", Input::Consent(Consent::Denied)),
    ];
    for (name, input) in over {
        let (mut tab, out) = looking();
        assert_eq!(shown(&out).len(), 1);
        assert_eq!(shown(&tab.feed(input)), [None], "{name}");
        assert!(shown(&tab.feed(scrolls(5))).is_empty(), "{name}");
    }
    let (mut tab, _) = looking();
    assert_eq!(shown(&tab.engagement(Channel::Chat, ended(EndedBy::Agent))), [None]);
}

#[test]
fn nothing_of_the_page_leaves_while_it_is_paused_and_then_it_comes_merged() {
    let (mut tab, out) = looking();
    let mut decoder = Decoder::default();
    read(&mut decoder, &told(&out));
    let out = tab.feed(Input::PauseView(true));
    assert_eq!(announced(&out), ["Paused: Robin sees nothing."]);
    assert_eq!(tab.panel().status, "Paused: Robin sees nothing.");
    assert_eq!(state(&tab), Some((true, true)));
    let said = read(&mut decoder, &told(&out));
    assert_eq!(said[0].ops, [Op::Paused { paused: true }]);

    let mut out = tab.feed(scrolls(5));
    out.extend(tab.feed(scrolls(7)));
    out.extend(tab.wait(60_000));
    out.extend(tab.relay_says(&ToCustomer::Compare(vec![(2, 1)]), true));
    out.extend(tab.relay_says(&ToCustomer::LackSheets(vec![[1; 16]]), true));
    out.extend(tab.feed(Input::ShowView(true)));
    assert_eq!((told(&out), shown(&out)), (vec![], vec![]));

    let out = tab.feed(Input::PauseView(false));
    assert_eq!(announced(&out), ["Robin sees this page again."]);
    let ops: Vec<Op> = read(&mut decoder, &told(&out)).into_iter().flat_map(|batch| batch.ops).collect();
    let scrolled = ops.iter().filter(|op| matches!(op, Op::Scroll { .. })).count();
    assert_eq!(scrolled, 1, "once, as it is now: {ops:?}");
    assert!(ops.contains(&Op::Paused { paused: false }), "also after the whole page was wanted: {ops:?}");
}

#[test]
fn a_pause_outlives_a_page_load_but_no_engagement() {
    let (mut tab, _) = looking();
    tab.feed(Input::PauseView(true));
    tab.load_page();
    tab.feed(Input::SocketOpened);
    tab.relay_says(&common::welcome(true), false);
    tab.engagement(Channel::Chat, active());
    assert_eq!(state(&tab), Some((false, true)), "what the customer closed to the agent stays closed");
    assert!(told(&tab.feed(first())).is_empty());
    let out = tab.feed(Input::PauseView(false));
    let ops: Vec<Op> =
        read(&mut Decoder::default(), &told(&out)).into_iter().flat_map(|batch| batch.ops).collect();
    assert!(ops.contains(&Op::Paused { paused: false }), "{ops:?}");

    tab.feed(Input::PauseView(true));
    tab.engagement(Channel::Chat, ended(EndedBy::Agent));
    tab.feed(Input::Chat);
    let mut again = common::engagement(Channel::Chat, active());
    again.id = 4;
    tab.relay_says(&ToCustomer::Engagement(again), true);
    assert_eq!(state(&tab), Some((false, false)));
}

#[test]
fn a_copy_that_strays_is_told_anew_three_times_and_then_closed() {
    let (mut tab, _) = looking();
    for time in 1..=3 {
        let out = tab.feed(Input::ViewStrayed);
        let frames: Vec<Vec<u8>> = shown(&out).into_iter().flatten().collect();
        assert!(read(&mut Decoder::default(), &frames)[0].head.is_some(), "time {time}: from the start");
        tab.wait(20_000);
    }
    assert_eq!(shown(&tab.feed(Input::ViewStrayed)), [None], "given up");
    assert_eq!(state(&tab), Some((false, false)));
    assert!(shown(&tab.feed(Input::ViewStrayed)).is_empty(), "nobody looks: nothing opens it again");
    assert_eq!(state(&tab), Some((false, false)));

    assert!(!shown(&tab.feed(Input::ShowView(true))).is_empty());
    let out = tab.feed(Input::ViewStrayed);
    assert!(shown(&out).iter().all(Option::is_some), "opened again, it has three times more");
    assert_eq!(state(&tab), Some((true, false)));
}

#[test]
fn whoever_takes_over_is_told_of_a_pause_and_shown_nothing() {
    for waits in [true, false] {
        let (mut tab, _) = looking();
        tab.feed(Input::PauseView(true));
        let mut out = Vec::new();
        if waits {
            out.extend(tab.engagement(Channel::Chat, Stage::Waiting { position: 1 }));
            assert_eq!(state(&tab), None);
        }
        out.extend(tab.engagement(Channel::Chat, Stage::Active { agent: "Ada".into() }));
        out.extend(tab.feed(first()));
        out.extend(tab.feed(scrolls(5)));
        out.extend(tab.wait(60_000));
        assert!(tab.panel().view.as_ref().is_some_and(|view| view.paused));
        let mut decoder = Decoder::default();
        let said = read(&mut decoder, &told(&out));
        let ops: Vec<&Op> = said.iter().flat_map(|batch| &batch.ops).collect();
        assert_eq!(ops, [&Op::Paused { paused: true }], "waits: {waits}");
        assert_eq!(said[0].head.as_ref().unwrap().base.as_ref(), "", "without a word of the page");

        let out = tab.feed(Input::PauseView(false));
        let batches = read(&mut decoder, &told(&out));
        assert!(batches[0].head.is_some() && batches[0].ops.len() > 1, "then the page, from the start");
        assert!(batches.iter().any(|batch| batch.ops == [Op::Paused { paused: false }]));
    }
}

#[test]
fn whoever_begins_to_read_along_is_told_of_a_pause_and_shown_nothing() {
    let (mut tab, _) = looking();
    tab.feed(Input::PauseView(true));
    tab.relay_says(&ToCustomer::ReadsAlong(Some("Ben".into())), true);
    let mut out = tab.relay_says(&ToCustomer::Snapshot(()), true);
    out.extend(tab.feed(scrolls(5)));
    out.extend(tab.wait(60_000));
    let said = read(&mut Decoder::default(), &told(&out));
    let ops: Vec<&Op> = said.iter().flat_map(|batch| &batch.ops).collect();
    assert_eq!(ops, [&Op::Paused { paused: true }]);
    let status = &tab.panel().status;
    assert!(status.starts_with("Paused: Robin sees nothing.") && status.contains("Ben"), "{status}");
}
