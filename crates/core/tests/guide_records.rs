//! What happened to each step is one record each, told once in a walk through the flow, with
//! the time that the step was in front of the customer.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use std::collections::BTreeMap;

use alongside_core::{
    engine::{Command, Config, Consent, Event, Input},
    guide::{Outcome, Records, target::Candidate},
    tabs::LockInput,
};
use alongside_protocol::{
    flow::Fingerprint,
    frame,
    message::{Channel, Fact, FactKind, FromCustomer, StepOutcome, StepRecord},
};
use common::{Tab, active, arrived, config, flows, seen, welcome};
use proptest::prelude::*;

const FLOWS: &str = r##"{ "version": 2, "flows": [
    { "id": "pay", "steps": [
        { "id": "choose", "target": "#choose", "title": "Choose" },
        { "id": "send", "target": "#send", "title": "Send", "done": "click",
          "wait": { "for": 1000, "then": { "detour": "sign-in" } } } ] },
    { "id": "sign-in", "steps": [
        { "id": "sign", "target": "#sign", "title": "Sign in", "done": "click",
          "wait": { "for": 1000, "then": "stop" } } ] } ] }"##;

/// A customer in a flow, and all that left for the relay, by number: what is sent again
/// counts once.
struct Walk {
    tab: Tab,
    left: BTreeMap<u64, Vec<Fact<String>>>,
    told_of_a_flow: bool,
}

impl Walk {
    fn start(config: Config) -> Self {
        let mut walk = Self { tab: Tab::online(config), left: BTreeMap::new(), told_of_a_flow: false };
        walk.feed(arrived("/pay", "Pay"));
        walk.feed(Input::Flows(flows(FLOWS)));
        walk.feed(Input::Guide { flow: "pay".into(), run: 1 });
        walk
    }

    fn feed(&mut self, input: Input) {
        let out = self.tab.feed(input);
        self.note(&out);
    }

    fn wait(&mut self, time: u64) {
        let out = self.tab.wait(time);
        self.note(&out);
    }

    fn note(&mut self, out: &[Command]) {
        for command in out {
            let Command::Send(bytes) = command else { continue };
            let (frame, _) = frame::decode(bytes).unwrap();
            match FromCustomer::decode(&frame).unwrap() {
                Some(FromCustomer::Facts(facts)) => {
                    self.left.insert(frame.sequence, facts);
                }
                Some(FromCustomer::Status(status)) => self.told_of_a_flow |= status.flow.is_some(),
                _ => {}
            }
        }
    }

    /// The step's target is there.
    fn find(&mut self, selector: &str) {
        let out = self.tab.feed(Input::PageChanged);
        self.note(&out);
        let token = out.iter().find_map(|command| match command {
            Command::Locate { token, target, .. } if target.to_string().contains(selector) => Some(*token),
            _ => None,
        });
        self.feed(Input::Located { token: token.unwrap(), candidates: vec![seen("button", selector)] });
    }

    fn load_page(&mut self) {
        let out = self.tab.load_page();
        self.note(&out);
        self.feed(Input::SocketOpened);
        let out = self.tab.relay_says(&welcome(true), false);
        self.note(&out);
        self.feed(arrived("/pay", "Pay"));
        self.feed(Input::Flows(flows(FLOWS)));
    }

    fn goes_online(&mut self) {
        self.feed(Input::SocketOpened);
        let out = self.tab.relay_says(&welcome(false), false);
        self.note(&out);
    }

    fn records(&self) -> Vec<String> {
        let kinds = self.left.values().flatten().map(|fact| &fact.kind);
        kinds.filter_map(line).collect()
    }
}

fn line(kind: &FactKind<String>) -> Option<String> {
    Some(match kind {
        FactKind::FlowStarted { flow } => format!("{flow}: started"),
        FactKind::FlowEnded { flow, how } => format!("{flow}: {how:?}"),
        FactKind::Step { step, number, what, again, seen_for, .. } => {
            let what = match what {
                StepRecord::Ended(outcome) => format!("{outcome:?}"),
                other => format!("{other:?}"),
            };
            let again = if *again { " again" } else { "" };
            let time = seen_for.map(|time| format!(" {time} ms")).unwrap_or_default();
            format!("{number} {step}: {what}{again}{time}")
        }
        _ => return None,
    })
}

#[test]
fn a_preview_leaves_none_and_the_site_hears_of_it() {
    let mut walk = Walk { tab: Tab::online(config()), left: BTreeMap::new(), told_of_a_flow: false };
    walk.feed(arrived("/pay", "Pay"));
    walk.feed(Input::Preview(true));
    walk.feed(Input::Flows(flows(FLOWS)));
    walk.feed(Input::Guide { flow: "pay".into(), run: 1 });
    walk.find("#choose");
    walk.wait(5_000);
    let out = walk.tab.feed(Input::Next);
    walk.note(&out);
    let told = |command: &Command| matches!(command, Command::Emit(Event::Step { step, outcome: Some(StepOutcome::Done), .. }) if step == "choose");
    assert!(out.iter().any(told), "{out:?}");
    walk.feed(Input::CloseStep);
    assert_eq!(walk.records(), Vec::<String>::new());
    assert!(!walk.told_of_a_flow, "nor does an agent see the customer in a flow");

    walk.feed(Input::Preview(false));
    walk.feed(Input::Flows(flows(FLOWS)));
    walk.feed(Input::Guide { flow: "pay".into(), run: 2 });
    assert_eq!(walk.records(), ["pay: started"]);
}

#[test]
fn a_walk_to_the_end_is_told_step_by_step() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.wait(2_500);
    walk.feed(Input::Next);
    walk.find("#send");
    walk.wait(900);
    walk.feed(Input::TargetClicked);
    assert_eq!(
        walk.records(),
        [
            "pay: started",
            "1 choose: Shown",
            "1 choose: Done 2500 ms",
            "2 send: Shown",
            "2 send: Done 900 ms",
            "pay: Completed"
        ]
    );
}

#[test]
fn over_page_loads_nothing_is_told_twice_and_the_time_adds_up() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.wait(2_000);
    walk.load_page();
    walk.find("#choose");
    walk.wait(1_000);
    walk.load_page();
    walk.find("#choose");
    walk.wait(500);
    walk.feed(Input::Next);
    assert_eq!(walk.records(), ["pay: started", "1 choose: Shown", "1 choose: Done 3500 ms"]);
}

#[test]
fn time_in_the_background_is_no_time_in_front_of_the_customer() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.wait(1_000);
    walk.feed(Input::Lock(LockInput::InFront(false)));
    walk.wait(60_000);
    // The page goes on changing: the step is shown, and nobody sees it.
    walk.find("#choose");
    walk.wait(60_000);
    walk.feed(Input::Lock(LockInput::InFront(true)));
    walk.wait(200);
    walk.feed(Input::Next);
    assert_eq!(walk.records()[2], "1 choose: Done 1200 ms");
}

#[test]
fn a_step_that_the_customer_went_back_to_is_not_counted_again() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.wait(1_000);
    walk.feed(Input::Next);
    walk.find("#send");
    walk.feed(Input::Back);
    walk.find("#choose");
    walk.wait(300);
    walk.feed(Input::Next);
    assert_eq!(
        walk.records()[1..],
        ["1 choose: Shown", "1 choose: Done 1000 ms", "2 send: Shown", "1 choose: Done again 300 ms"]
    );
}

#[test]
fn who_closes_the_flow_abandons_it_at_the_step_before_them() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.wait(700);
    walk.feed(Input::CloseStep);
    assert_eq!(walk.records()[2..], ["1 choose: Abandoned 700 ms", "pay: Closed"]);
}

#[test]
fn a_flow_that_the_site_stops_is_abandoned_by_nobody() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.feed(Input::Stop);
    assert_eq!(walk.records()[2..], ["pay: Stopped"]);
}

#[test]
fn a_detour_is_told_at_its_step_and_one_that_fails_ends_both() {
    let mut walk = Walk::start(config());
    walk.find("#choose");
    walk.feed(Input::Next);
    walk.wait(1_000);
    assert_eq!(walk.records()[3..], ["2 send: Detoured", "sign-in: started"]);
    walk.wait(1_000);
    assert_eq!(
        walk.records()[5..],
        ["0 sign: Abandoned", "sign-in: Failed", "2 send: Abandoned", "pay: Failed"],
        "neither was ever seen, so there is no time"
    );
}

#[test]
fn records_wait_in_the_page_until_they_may_be_told() {
    let quiet = || Config { gpc: true, ..config() };
    let mut walk = Walk::start(quiet());
    walk.find("#choose");
    walk.wait(400);
    walk.feed(Input::Next);
    assert_eq!(walk.records(), [""; 0]);
    walk.feed(Input::Consent(Consent::Granted));
    walk.goes_online();
    assert_eq!(walk.records(), ["pay: started", "1 choose: Shown", "1 choose: Done 400 ms"]);

    let mut asks = Walk::start(quiet());
    asks.find("#choose");
    asks.feed(Input::Chat);
    asks.goes_online();
    let out = asks.tab.engagement(Channel::Chat, active());
    asks.note(&out);
    assert_eq!(asks.records(), ["pay: started", "1 choose: Shown"], "who asks for a person is with one");

    let mut refuses = Walk::start(quiet());
    refuses.find("#choose");
    refuses.feed(Input::Consent(Consent::Denied));
    refuses.feed(Input::Consent(Consent::Granted));
    refuses.goes_online();
    assert_eq!(refuses.records(), [""; 0], "what was denied is gone for good");
}

#[test]
fn the_longest_time_is_half_an_hour() {
    let mut records = Records::default();
    let _: Option<FactKind<String>> = records.shown(0, "f", "a", 1);
    let fact: FactKind<String> = records.ended(86_400_000, "f", ("a", 1), StepOutcome::Done);
    assert!(matches!(fact, FactKind::Step { seen_for: Some(1_800_000), .. }), "{fact:?}");
}

#[test]
fn a_target_that_was_found_again_is_told_once_and_by_ids_alone() {
    const HEALS: &str = r##"{ "version": 2, "flows": [ { "id": "heals", "steps": [ { "id": "pay", "title": "Pay",
        "target": { "fingerprint": { "tag": "button", "type": "submit", "role": "button", "id": "pay",
        "text": "Pay now", "neighbourText": "Total 42.00" } } } ] } ] }"##;
    let print = Fingerprint {
        tag: "button".into(),
        kind: "submit".into(),
        role: "button".into(),
        id: "cta".into(),
        text: "Pay now".into(),
        neighbour_text: "Total 42.00".into(),
        ..Fingerprint::default()
    };
    let mut walk = Walk { tab: Tab::online(config()), left: BTreeMap::new(), told_of_a_flow: false };
    walk.feed(arrived("/pay", "Pay"));
    walk.feed(Input::Flows(flows(HEALS)));
    walk.feed(Input::Guide { flow: "heals".into(), run: 1 });
    for _ in 0..2 {
        let out = walk.tab.feed(Input::PageChanged);
        let token = out.iter().rev().find_map(|command| match command {
            Command::Locate { token, .. } => Some(*token),
            _ => None,
        });
        let found = Candidate { fingerprint: Some(Box::new(print.clone())), ..seen("button", "Pay now") };
        walk.feed(Input::Located { token: token.unwrap(), candidates: vec![found] });
    }
    assert_eq!(walk.records(), ["heals: started", "0 pay: Healed", "1 pay: Shown"]);

    let mut records = Records::default();
    let fact: Option<FactKind<String>> = records.healed(0, "f", "a");
    assert_eq!(fact.as_ref().and_then(line).unwrap(), "0 a: Healed");
    let mut next = Records::default();
    next.restore(records.kept(10));
    assert_eq!(next.healed::<String>(20, "f", "a"), None, "the next page has heard of it");
}

/// Something that the guide may say, of one of three steps.
#[derive(Debug, Clone)]
enum Said {
    Shown(usize),
    Hidden,
    Ended(usize),
    Healed(usize),
    NotFound(usize),
    InFront(bool),
    Detoured(usize),
    PageLoad,
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        (0..3_usize).prop_map(Said::Shown),
        Just(Said::Hidden),
        (0..3_usize).prop_map(Said::Ended),
        (0..3_usize).prop_map(Said::Healed),
        (0..3_usize).prop_map(Said::NotFound),
        any::<bool>().prop_map(Said::InFront),
        (0..3_usize).prop_map(Said::Detoured),
        Just(Said::PageLoad),
    ]
}

proptest! {
    /// Whatever the guide says in whatever order: each thing counts once for each step, and
    /// the times told are no longer than the time there was.
    #[test]
    fn each_thing_counts_once_and_time_is_never_made_up(
        said in prop::collection::vec((said(), 0_u64..5_000), 0..60),
    ) {
        let steps = ["a", "b", "c"];
        let (mut records, mut now, mut told) = (Records::default(), 0, Vec::<FactKind<String>>::new());
        for (what, passed) in said {
            now += passed;
            match what {
                Said::Shown(at) => told.extend(records.shown(now, "f", steps[at], 1)),
                Said::Hidden => records.hidden(now),
                Said::Ended(at) => told.push(records.ended(now, "f", (steps[at], 1), StepOutcome::Done)),
                Said::Healed(at) => told.extend(records.healed(now, "f", steps[at])),
                Said::NotFound(at) => records.not_found(now, "f", steps[at]),
                Said::InFront(in_front) => records.in_front(now, in_front),
                Said::Detoured(at) => told.push(records.detoured(now, "f", (steps[at], 1))),
                Said::PageLoad => {
                    let kept = records.kept(now);
                    records = Records::default();
                    records.restore(kept);
                }
            }
        }
        told.extend(records.over(now, "f", &Outcome::Closed));
        prop_assert!(records.over::<String>(now, "f", &Outcome::Closed).is_none());
        let (mut counted, mut time) = (Vec::new(), 0);
        for fact in &told {
            let FactKind::Step { step, what, again, seen_for, .. } = fact else { unreachable!() };
            time += u64::from(seen_for.unwrap_or_default());
            if !again {
                prop_assert!(!counted.contains(&(step, what)), "{step} {what:?} counted twice");
                counted.push((step, what));
            }
        }
        prop_assert!(time <= now, "{time} ms of {now}");
    }
}
