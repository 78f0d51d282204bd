//! The page goes to the agent no faster than the line takes it, and what waits is
//! merged.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod common;

use alongside_core::engine::{Command, Event, Input};
use alongside_protocol::{
    frame,
    message::{Ack, Channel, FromCustomer, Stage, ToCustomer},
    page::{Batch, Decoder, Ended, MOST_NODES, Model, ModelError, Op},
};
use common::{Tab, config};

/// An agent's end: what was sent so far, read.
#[derive(Default)]
struct Agent {
    decoder: Decoder,
    model: Model,
    sent: u64,
}

impl Agent {
    fn hears(&mut self, out: &[Command]) -> Vec<Batch> {
        let mut batches = Vec::new();
        for command in out {
            let Command::Send(bytes) = command else { continue };
            let (frame, _) = frame::decode(bytes).unwrap();
            self.sent = self.sent.max(frame.sequence);
            if let Some(FromCustomer::Page(page)) = FromCustomer::decode(&frame).unwrap() {
                let batch = self.decoder.read(&page).unwrap();
                if !batch.ops.iter().any(|op| matches!(op, Op::Check { .. })) {
                    self.model.apply(&batch).unwrap();
                }
                batches.push(batch);
            }
        }
        batches
    }

    fn arrived(&self, tab: &mut Tab) -> Vec<Command> {
        tab.relay_says(&ToCustomer::Ack(Ack { received: self.sent }), false)
    }
}

/// A customer with an agent who has the page: a document, a body, a text.
fn accompanied() -> (Tab, Agent) {
    let mut tab = Tab::online(config());
    tab.feed(Input::Arrived { path: "/".into(), fragment: String::new(), heading: "Home".into() });
    tab.feed(Input::Chat);
    tab.engagement(Channel::Chat, Stage::Active { agent: "Ada".into() });
    let numbers = vec![
        1, 1, 0, 0, 9, 0, 800, 600, 0, // the document
        1, 2, 1, 0, 1, 1, 0, 0, 0, 0, 0, // a body
        1, 3, 2, 0, 3, 2, // a text in it
        2, 2, 0, 0, 1, 3, 2, 1, 0, 0, 1, 2, 15,
    ];
    let mut agent = Agent::default();
    let out = tab.feed(Input::PageBatch { numbers, strings: "https://site.example/\0body\0Hello".into() });
    assert!(!agent.hears(&out).is_empty(), "the page goes to the agent");
    let out = agent.arrived(&mut tab);
    agent.hears(&out);
    (tab, agent)
}

fn text(tab: &mut Tab, text: &str) -> Vec<Command> {
    tab.feed(Input::PageBatch { numbers: vec![4, 3, 0], strings: text.into() })
}

fn shown(agent: &Agent) -> &str {
    match &agent.model.get(3).unwrap().content {
        alongside_protocol::page::Content::Text { text } => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_line_that_takes_nothing_gets_nothing_and_then_the_last_word() {
    let (mut tab, mut agent) = accompanied();
    let long = |number: usize| format!("{number} {}", "x".repeat(60_000));
    let mut frames = 0;
    for number in 0..50 {
        let out = text(&mut tab, &long(number));
        frames += agent.hears(&out).len();
        tab.now += 100;
    }
    assert!(frames < 6, "{frames} frames are under way, and nobody has taken one");
    let out = agent.arrived(&mut tab);
    let told = agent.hears(&out);
    let waited = told.last().unwrap().note.delay;
    assert!(waited >= 4_000, "the agent is told the delay: {waited} ms");
    assert_eq!(shown(&agent), long(49));
}

#[test]
fn while_paused_nothing_leaves_and_then_it_all_does_as_one() {
    let (mut tab, mut agent) = accompanied();
    let out = tab.feed(Input::PauseView(true));
    assert_eq!(agent.hears(&out)[0].ops, [Op::Paused { paused: true }]);
    for number in 0..5 {
        let out = text(&mut tab, &format!("secret {number}"));
        assert!(agent.hears(&out).is_empty());
        let out = tab.wait(3_000);
        assert!(agent.hears(&out).is_empty());
    }
    let out = tab.feed(Input::PauseView(false));
    let told = agent.hears(&out);
    assert_eq!(told[0].ops, [Op::Paused { paused: false }]);
    assert_eq!(told[1].ops.len(), 1, "five changes of one text are one");
    assert_eq!(shown(&agent), "secret 4");
}

#[test]
fn a_copy_that_strays_gets_the_part_that_differs_and_then_the_whole_page() {
    let (mut tab, mut agent) = accompanied();
    agent.model.apply(&Batch { head: None, note: Default::default(), ops: vec![other()] }).unwrap();
    let out = tab.wait(20_000);
    let check = agent.hears(&out).into_iter().find(|batch| matches!(batch.ops[..], [Op::Check { .. }]));
    assert_eq!(agent.model.apply(&check.unwrap()), Err(ModelError::Diverged));
    let strayed = agent.model.digests().into_iter().find(|(node, _)| *node == 3).unwrap();
    let out = tab.relay_says(&ToCustomer::Compare(vec![strayed]), false);
    assert!(agent.hears(&out).iter().all(|batch| batch.head.is_none()), "the part is enough");
    assert_eq!(shown(&agent), "Hello");
    let out = tab.relay_says(&ToCustomer::Compare(vec![(3, 1)]), false);
    assert!(agent.hears(&out).iter().any(|batch| batch.head.is_some()), "twice is the whole page");
}

fn other() -> Op {
    Op::Text { node: 3, text: "strayed".into() }
}

#[test]
fn a_page_that_goes_says_so() {
    let (mut tab, mut agent) = accompanied();
    let out = tab.feed(Input::Leaving);
    assert_eq!(agent.hears(&out).pop().unwrap().ops, [Op::Leaving]);
}

#[test]
fn the_time_without_a_line_is_no_delay() {
    let (mut tab, mut agent) = accompanied();
    let out = text(&mut tab, "under way");
    assert_eq!(agent.hears(&out).len(), 1);
    tab.feed(Input::SocketClosed { code: 1006 });
    text(&mut tab, "offline");
    tab.now += 60_000;
    tab.feed(Input::Tick);
    tab.feed(Input::SocketOpened);
    let mut out = tab.relay_says(&common::welcome(true), false);
    out.extend(tab.wait(10));
    let told = agent.hears(&out);
    assert!(told[0].head.is_some() && told[0].note.delay < 1_000, "{:?}", told[0].note);
    assert_eq!(shown(&agent), "offline");
    let mut out = agent.arrived(&mut tab);
    out.extend(text(&mut tab, "live"));
    assert!(!out.iter().any(|command| matches!(command, Command::MirrorPace(pace) if *pace > 40)), "{out:?}");
    assert!(agent.hears(&out).iter().all(|batch| batch.note.delay < 1_000));
}

#[test]
fn the_delay_is_that_of_what_has_arrived() {
    let (mut tab, mut agent) = accompanied();
    let mut last = Vec::new();
    for number in 0..3 {
        tab.now += 1_000;
        let out = text(&mut tab, &format!("number {number}"));
        agent.hears(&out);
        last.push(agent.sent);
    }
    // The first of them, two seconds after it was sent; and then the second.
    for received in &last[..2] {
        tab.relay_says(&ToCustomer::Ack(Ack { received: *received }), false);
        let out = text(&mut tab, &format!("after {received}"));
        let delay = agent.hears(&out)[0].note.delay;
        assert_eq!(delay, 2_000, "{received}");
        tab.now += 1_000;
    }
}

#[test]
fn a_walk_that_makes_no_sense_is_begun_anew_once() {
    let (mut tab, _) = accompanied();
    let garbled = |tab: &mut Tab| {
        let out = tab.feed(Input::PageBatch { numbers: vec![99], strings: String::new() });
        let walks = out.iter().filter_map(|command| match command {
            Command::Mirror(rules) => Some(rules.is_some()),
            _ => None,
        });
        walks.collect::<Vec<_>>()
    };
    assert_eq!(garbled(&mut tab), [false, true]);
    assert_eq!(garbled(&mut tab), [false], "twice is a mistake of ours that comes back");
    assert_eq!(tab.panel().status, "Ada can't see this page.");
    assert!(garbled(&mut tab).is_empty());
    tab.engagement(Channel::Chat, Stage::Ended { by: alongside_protocol::message::EndedBy::Agent });
    assert!(tab.panel().view.is_none());
}

fn problems(out: &[Command]) -> Vec<&str> {
    let problem = |command| match command {
        &Command::Emit(Event::Problem { ref message, .. }) => Some(message.as_str()),
        _ => None,
    };
    out.iter().filter_map(problem).collect()
}

fn ends(why: Ended, batches: &[Batch]) -> bool {
    matches!(batches, [batch] if batch.head.is_some() && batch.ops == [Op::Ended { why }])
}

#[test]
fn an_agent_is_told_that_a_page_can_t_be_read_and_whoever_asks_again_is_too() {
    let (mut tab, mut agent) = accompanied();
    let garbled = |tab: &mut Tab| tab.feed(Input::PageBatch { numbers: vec![99], strings: String::new() });
    assert!(agent.hears(&garbled(&mut tab)).is_empty(), "it is walked again");
    let out = garbled(&mut tab);
    assert!(ends(Ended::Unreadable, &agent.hears(&out)));
    assert!(agent.model.is_empty(), "nothing of the page is left with the agent");
    assert!(
        matches!(problems(&out)[..], [one] if one.ends_with("not shown to the agent any more; all else goes on"))
    );
    // A copy that comes late, a line that was lost.
    let out = tab.relay_says(&ToCustomer::Snapshot(()), false);
    assert!(ends(Ended::Unreadable, &agent.hears(&out)));
    tab.feed(Input::SocketClosed { code: 1006 });
    tab.feed(Input::NetworkChanged);
    tab.feed(Input::SocketOpened);
    let out = tab.relay_says(&common::welcome(true), false);
    assert!(ends(Ended::Unreadable, &agent.hears(&out)));
    // What is said goes on.
    let out = tab.feed(Input::Say("Hello?".into()));
    assert!(out.iter().any(|command| matches!(command, Command::Send(_))));
    assert!(agent.hears(&tab.wait(30_000)).is_empty());
    // The next engagement begins with the page.
    tab.engagement(Channel::Chat, Stage::Ended { by: alongside_protocol::message::EndedBy::Agent });
    let out = tab.relay_says(&ToCustomer::Snapshot(()), false);
    assert!(agent.hears(&out).is_empty());
}

#[test]
fn a_page_of_too_many_nodes_is_not_shown_and_said_so_once() {
    let (mut tab, mut agent) = accompanied();
    let (mut told, mut problem, mut next) = (Vec::new(), Vec::new(), 4u32);
    for lists in 0..30 {
        // One list more, of so many comments.
        let list = next;
        let mut numbers = vec![1, list, 2, 0, 1, 0, 0, 0, 0, 0, 0];
        next += 1;
        for _ in 0..10_000 {
            numbers.extend([1, next, list, 0, 8]);
            next += 1;
        }
        numbers.extend([2, list, 0, 0, 10_000]);
        numbers.extend(list + 1..next);
        numbers.extend([2, 2, 1 + lists, 0, 1, list]);
        let out = tab.feed(Input::PageBatch { numbers, strings: "ul".into() });
        let batches = agent.hears(&out);
        told.extend(batches.into_iter().filter(|batch| matches!(batch.ops[..], [Op::Ended { .. }])));
        problem.extend(problems(&out).into_iter().map(str::to_owned));
        if !told.is_empty() {
            assert!(next as usize > MOST_NODES, "{next} nodes are not too many");
        }
    }
    assert!(ends(Ended::TooLarge, &told), "{told:?}");
    assert!(
        matches!(&problem[..], [one] if one.starts_with("the page has more than 262144 nodes")),
        "{problem:?}"
    );
    assert!(tab.panel().view.is_none());
}
