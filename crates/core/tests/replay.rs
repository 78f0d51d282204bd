//! The same inputs give the same commands, whatever the inputs are, and some
//! things hold after any of them.
#![expect(clippy::unwrap_used, reason = "a failed expectation is a failed test")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use alongside_core::{
    engage::MicrophoneRefusal,
    engine::{Command, Config, Consent, Engine, FormNow, Input},
    guide::{FieldEntry, FieldNow, target::Candidate},
    observe::signals::{Activity, Click, Focus, Happening, RefusedField},
    privacy::{Label, Level},
};
use alongside_protocol::{
    flow::Value,
    frame,
    message::{
        Ack, Availability, CallState, Channel, EndedBy, FromCustomer, Pointer, Refusal, RefusalCode, Rtc,
        RtcSignal, SignalCause, Speaker, Stage, ToCustomer,
    },
    page::{Decoder, Op},
};
use common::{BEGIN, active, arrived, config, ended, engagement, field, flow, flows, line, seen, welcome};
use proptest::prelude::*;

const FLOWS: &str = r##"{ "version": 2, "flows": [
    { "id": "a", "title": "A", "reason": "buy", "start": "/one", "steps": [
        { "target": "#a", "title": "A1", "place": "/one", "done": "click", "wait": { "then": { "detour": "b" } } },
        { "target": { "label": "Name" }, "title": "A2", "place": "/two", "done": "valid" },
        { "target": "#c", "title": "A3", "done": { "any": [{ "event": "paid" }, { "all": [{ "gone": "#spinner" }, { "not": { "context": { "reason": "fix" } } }] }] }, "wait": { "for": 3000, "then": "stop" } } ] },
    { "id": "b", "steps": [
        { "target": "#a", "title": "B1", "done": { "place": "/two" } },
        { "target": "#b", "title": "B2" } ] } ] }"##;

fn from_relay(a: u8, b: u8) -> ToCustomer {
    let channel = if b.is_multiple_of(2) { Channel::Chat } else { Channel::Voice };
    let number = u32::from(b % 4);
    match a % 14 {
        0 | 1 => welcome(b.is_multiple_of(3)),
        2 => ToCustomer::Ack(Ack { received: u64::from(b) }),
        3 => ToCustomer::Availability(Availability { agents: number, waiting: 1, ..Availability::default() }),
        4 => ToCustomer::Engagement(engagement(channel, Stage::Waiting { position: 1 })),
        5 | 6 => ToCustomer::Engagement(engagement(channel, active())),
        7 => ToCustomer::Engagement(engagement(channel, ended(EndedBy::Agent))),
        8 => ToCustomer::Rtc(Rtc { call: number, signal: RtcSignal::Answer { sdp: String::new() } }),
        9 => ToCustomer::Pointer(Pointer { node: number }),
        10 => ToCustomer::Snapshot(()),
        11 => ToCustomer::CallState(CallState { muted: false, connected: true, ..CallState::default() }),
        12 => line(Speaker::Agent, "Hello"),
        _ => {
            let code = if b == 0 { RefusalCode::Site } else { RefusalCode::Rate };
            ToCustomer::Refusal(Refusal { code, message: "no".into() })
        }
    }
}

fn found(a: u8) -> Vec<Candidate> {
    match a % 4 {
        0 => vec![],
        1 => vec![seen("link", "x")],
        2 => vec![field("Mail", false, false), field("Name", a % 8 == 2, true)],
        _ => vec![seen("button", "x"), seen("button", "x")],
    }
}

fn page(a: u8) -> (Vec<u32>, String) {
    let start = vec![
        1, 1, 0, 0, 9, 0, 8, 6, 0, 1, 2, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 3, 2, 0, 3, 2, 2, 1, 1, 2, 2, 2, 1, 3,
    ];
    let numbers = match a % 4 {
        0 | 1 => start,
        2 => vec![4, 3, 0],
        _ => vec![1, 9, 2, 0, 3, 2, 2, 2, 2, 9, 3, 4, 3, 1],
    };
    (numbers, "http://site.example/\0div\0text".into())
}

/// One of everything that can happen; `at` is its place in the sequence.
fn input(at: usize, (kind, a, b): (u8, u8, u8)) -> Input {
    let (number, yes) = (u32::from(a), b.is_multiple_of(2));
    match kind % 40 {
        0 => Input::Flows(flows(FLOWS)),
        1 | 2 => arrived(["/one", "/two", "/help"][usize::from(a % 3)], "Heading"),
        3 => Input::Leaving,
        4 => Input::Tick,
        5 | 6 => Input::Guide { flow: ["a", "b", "none"][usize::from(a % 3)].into(), run: at as u32 },
        7 => {
            let own = flow(r##"{ "id": "own", "steps": [ { "target": "#a", "title": "O" } ] }"##);
            Input::GuideInline { flow: Box::new(own), run: at as u32, at: yes.then(|| "step-1".into()) }
        }
        8 => Input::Next,
        9 => Input::Back,
        10 => Input::CloseStep,
        11 => Input::TakeThere,
        12..15 => Input::Located { token: number % 8, candidates: found(b) },
        15 => Input::TargetClicked,
        16 => Input::TargetField {
            field: FieldNow { filled: yes, valid: a.is_multiple_of(3) },
            entry: if b > 128 { FieldEntry::Committed } else { FieldEntry::Typing },
        },
        17 => Input::SiteEvent { name: "paid".into(), detail: Vec::new() },
        18 => Input::Happened(Happening::Click(Click {
            target: number % 2,
            label: Label::new(Level::Show, "Pay"),
            at: (1, 1),
            keys: yes,
            ..Click::default()
        })),
        19 => Input::Happened(Happening::Activity(Activity::Page)),
        20 => {
            let focus =
                Focus { field: 1, label: Label::new(Level::Show, "IBAN"), filled: yes, by_page: false };
            Input::Happened(Happening::FieldFocused(focus))
        }
        21 => {
            let cause = SignalCause::BrowserCheck;
            let refusal = RefusedField { field: number % 2, label: Label::new(Level::Show, "IBAN"), cause };
            Input::Happened(Happening::FieldRefused(refusal))
        }
        22 => Input::PageChanged,
        23 => {
            Input::Form(yes.then(|| FormNow { fields: 3, done: u16::from(a % 4), errors: 0, current: None }))
        }
        24 => {
            let (numbers, strings) = page(a);
            Input::PageBatch { numbers, strings }
        }
        25 => {
            let text = ["buy", "fix"][usize::from(a % 2)];
            Input::Context { key: "reason".into(), value: Value::Text(text.into()), text: text.into() }
        }
        26 => Input::Consent([Consent::Unknown, Consent::Granted, Consent::Denied][usize::from(a % 3)]),
        27 => Input::Panel(yes),
        28 => Input::Talk,
        29 => Input::Chat,
        30 => Input::Leave,
        31 => Input::Say("hello".into()),
        32 => Input::Mute(yes),
        33 => {
            let answer = if yes { Ok(()) } else { Err(MicrophoneRefusal::Denied) };
            Input::Microphone { token: number % 4, answer }
        }
        34 => Input::PeerConnected { call: number % 4, connected: yes },
        35 if yes => Input::PeerFailed { call: number % 4 },
        35 => Input::PeerSignal { call: number % 4, signal: RtcSignal::Offer { sdp: String::new() } },
        36 => Input::SocketOpened,
        37 | 38 => Input::SocketMessage(from_relay(a, b).encode(0)),
        _ if yes => Input::SocketClosed { code: 1006 },
        _ => Input::SocketMessage(vec![a, b, 3]),
    }
}

type Step = (u16, (u8, u8, u8));

fn inputs(steps: &[Step]) -> Vec<(u64, Input)> {
    let mut now = BEGIN;
    let steps = steps.iter().enumerate();
    steps
        .map(|(at, &(wait, what))| {
            now += u64::from(wait);
            (now, input(at + 1, what))
        })
        .collect()
}

fn run(config: &Config, inputs: &[(u64, Input)]) -> Vec<Vec<Command>> {
    let mut engine = Engine::new(config.clone());
    let start = [(BEGIN, Input::Started { memory: None })];
    let all = start.iter().chain(inputs).map(|(now, input)| {
        let mut out = Vec::new();
        engine.handle(*now, input.clone(), &mut out);
        assert!(engine.deadline().is_none_or(|due| due > *now), "a deadline that has passed is a busy loop");
        let _ = engine.explain();
        out
    });
    all.collect()
}

fn customer(consent: u8, gpc: bool) -> Config {
    let consent = [Consent::Unknown, Consent::Granted, Consent::Denied][usize::from(consent % 3)];
    Config { consent, gpc, ..config() }
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0u16..4_000, any::<(u8, u8, u8)>()), 0..most)
}

/// Whether a page frame says that the page is not shown any more, and nothing of it.
fn is_the_end(frame: &frame::Frame<'_>) -> bool {
    let Ok(Some(FromCustomer::Page(page))) = FromCustomer::<String>::decode(frame) else { return false };
    let Ok(batch) = Decoder::default().read(&page) else { return false };
    batch.head.is_some_and(|head| head.base.is_empty()) && matches!(batch.ops[..], [Op::Ended { .. }])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_inputs_give_the_same_commands(steps in steps(120), consent in 0u8..3, gpc: bool) {
        let (config, inputs) = (customer(consent, gpc), inputs(&steps));
        prop_assert_eq!(run(&config, &inputs), run(&config, &inputs));
    }

    #[test]
    fn every_start_of_a_flow_ends_at_most_once(steps in steps(120)) {
        let mut over = BTreeSet::new();
        for command in run(&config(), &inputs(&steps)).into_iter().flatten() {
            if let Command::FlowEnded { run, .. } = command {
                prop_assert!(over.insert(run), "run {} ended twice", run);
            }
        }
    }

    #[test]
    fn after_a_denial_nothing_leaves_until_the_customer_asks_again(
        steps in steps(160), consent in 0u8..3, gpc: bool,
    ) {
        let (config, inputs) = (customer(consent, gpc), inputs(&steps));
        let mut silent = config.consent == Consent::Denied;
        for ((_, input), out) in inputs.iter().zip(run(&config, &inputs).into_iter().skip(1)) {
            match input {
                Input::Consent(Consent::Denied) => {
                    let allowed = |command: &FromCustomer<String>| matches!(command, FromCustomer::Leave(()));
                    prop_assert!(common::sent(&out).iter().all(allowed), "{:?}", common::sent(&out));
                    silent = true;
                    continue;
                }
                Input::Consent(_) | Input::Talk | Input::Chat => silent = false,
                _ => {}
            }
            let leaves = |command: &Command| matches!(command, Command::Send(_) | Command::Connect | Command::Mirror(Some(_)));
            prop_assert!(!silent || !out.iter().any(leaves), "{:?}: {:?}", input, out);
        }
    }

    #[test]
    fn what_is_pointed_at_was_found_by_the_question_it_names(steps in steps(160)) {
        let inputs = inputs(&steps);
        let mut answers = BTreeMap::new();
        let mut asked = BTreeSet::new();
        for ((_, input), out) in inputs.iter().zip(run(&config(), &inputs).into_iter().skip(1)) {
            if let Input::Located { token, candidates } = input && asked.contains(token) {
                answers.insert(*token, candidates.len());
            }
            for command in out {
                match command {
                    Command::Locate { token, .. } => prop_assert!(asked.insert(token), "token {} twice", token),
                    Command::ShowStep { at: Some((token, index)), .. } => {
                        let known = answers.get(&token).copied();
                        prop_assert!(known.is_some_and(|len| index < len), "{:?} of {:?}", index, known);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn what_is_sent_is_numbered_without_gaps_and_the_page_only_while_it_is_mirrored(steps in steps(200)) {
        let inputs = inputs(&steps);
        let (mut next, mut mirrored) = (None, false);
        for ((_, input), out) in inputs.iter().zip(run(&config(), &inputs).into_iter().skip(1)) {
            if matches!(input, Input::SocketMessage(bytes) if bytes[0] == 1 && bytes.len() > 4) {
                next = Some(1);
            }
            for command in out {
                match command {
                    Command::Mirror(on) => mirrored = on.is_some(),
                    Command::Connect | Command::Disconnect => next = None,
                    Command::Send(bytes) => {
                        let (frame, _) = frame::decode(&bytes).unwrap();
                        if frame.sequence > 0 {
                            prop_assert_eq!(Some(frame.sequence), next, "before the welcome, or with a gap");
                            next = Some(frame.sequence + 1);
                        }
                        prop_assert!(mirrored || frame.kind != 24 || is_the_end(&frame), "a page nobody may see");
                    }
                    _ => {}
                }
            }
        }
    }
}
