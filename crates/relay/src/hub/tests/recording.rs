//! Recording a call: passed on to the two it concerns, and written down.

use alongside_protocol::message::{
    AskHandOver, CallState, Channel, FromAgent, FromCustomer, RecordingConsent, RecordingStage,
    RecordingState, RecordingTerms, ToAgent, ToCustomer,
};

use super::world::World;
use crate::{
    hub::io::{Audited, Output, Record, Recorded},
    recording::Recording,
};

fn allowed() -> Recording {
    let text = |text: &str| [("en".to_owned(), text.to_owned())].into();
    Recording { allowed: true, purpose: text("To learn from it."), kept: text("Here, for a week.") }
}

/// A call on a site that allows recording, or not.
fn talking(recording: Option<Recording>) -> (World, u64) {
    let mut world = World::of(1_000, |site| site.recording.clone_from(&recording));
    world.agent(100, "dana");
    world.customer(1);
    world.engage(1, Channel::Voice);
    let engagement = |message| if let ToCustomer::Engagement(now) = message { Some(now.id) } else { None };
    let id = world.page_heard(1).into_iter().find_map(engagement).unwrap();
    world.orders(100, FromAgent::Accept(id));
    (world, id)
}

fn state(nth: u32, stage: RecordingStage) -> RecordingState {
    RecordingState { number: CallState::numbered(1, nth), stage }
}

fn tells(world: &mut World, id: u64, nth: u32, stage: RecordingStage) {
    world.orders(100, FromAgent::Recording((id, state(nth, stage))));
}

fn answers(world: &mut World, nth: u32, allows: bool) {
    let number = |nth| CallState::numbered(1, nth);
    let consent = RecordingConsent { number: number(nth), question: number(1), allows };
    world.says(1, FromCustomer::Recording(consent));
}

fn audited(world: &mut World) -> Vec<Recorded> {
    let what = |output: &Output| match output {
        Output::Store(Record::Audit(audit)) => match audit.what {
            Audited::Recording(what) => {
                assert_eq!(audit.agent.as_deref(), Some("dana"));
                Some(what)
            }
            _ => None,
        },
        _ => None,
    };
    let found = world.out.iter().filter_map(what).collect();
    world.out.clear();
    found
}

#[test]
fn a_site_says_whether_its_calls_may_be_recorded() {
    let (mut world, id) = talking(Some(allowed()));
    assert!(world.console_heard(100).contains(&ToAgent::MayRecord(id)));
    for recording in [None, Some(Recording { allowed: false, ..allowed() })] {
        let (mut world, id) = talking(recording);
        assert!(!world.console_heard(100).contains(&ToAgent::MayRecord(id)));
        for stage in [RecordingStage::Asks, RecordingStage::Records, RecordingStage::Rests] {
            world.out.clear();
            tells(&mut world, id, 1, stage);
            assert_eq!(world.page_heard(1), []);
            assert!(matches!(world.console_heard(100)[..], [ToAgent::Refusal(_)]));
        }
        assert_eq!(audited(&mut world), []);
    }
}

#[test]
fn the_question_comes_with_the_sites_own_words_and_all_of_it_is_written_down() {
    let (mut world, id) = talking(Some(allowed()));
    world.out.clear();
    tells(&mut world, id, 1, RecordingStage::Asks);
    let heard = world.page_heard(1);
    let [ToCustomer::Recording(told)] = &heard[..] else { panic!("{heard:?}") };
    let text = |text: &str| vec![("en".to_owned(), text.to_owned())];
    let terms = RecordingTerms { purpose: text("To learn from it."), kept: text("Here, for a week.") };
    assert_eq!((told.state, told.terms.as_ref()), (state(1, RecordingStage::Asks), Some(&terms)));

    answers(&mut world, 1, true);
    let passed =
        |message: &ToAgent| matches!(message, ToAgent::Recording((of, answer)) if *of == id && answer.allows);
    assert!(world.console_heard(100).iter().any(passed));
    for (nth, stage) in [
        (2, RecordingStage::Records),
        (3, RecordingStage::Rests),
        (3, RecordingStage::Records),
        (4, RecordingStage::Records),
        (4, RecordingStage::Off),
    ] {
        tells(&mut world, id, nth, stage);
    }
    let mut heard = world.page_heard(1);
    heard.retain(|message| matches!(message, ToCustomer::Recording(_)));
    assert_eq!(heard.len(), 3, "what has come before is not said again");
    answers(&mut world, 2, false);
    answers(&mut world, 3, true);
    answers(&mut world, 4, false);
    tells(&mut world, id, 5, RecordingStage::Off);
    assert_eq!(
        audited(&mut world),
        [
            Recorded::Asked,
            Recorded::Allowed,
            Recorded::Begun,
            Recorded::Rests,
            Recorded::GoesOn,
            Recorded::Withdrawn,
            Recorded::Ended,
        ]
    );
}

#[test]
fn a_no_and_a_question_taken_back_are_written_down_and_another_question_is_another() {
    let (mut world, id) = talking(Some(allowed()));
    tells(&mut world, id, 1, RecordingStage::Asks);
    answers(&mut world, 1, false);
    tells(&mut world, id, 2, RecordingStage::Off);
    tells(&mut world, id, 3, RecordingStage::Asks);
    // To the question before.
    answers(&mut world, 2, true);
    tells(&mut world, id, 4, RecordingStage::Off);
    let recorded = [Recorded::Asked, Recorded::Refused, Recorded::Asked, Recorded::NoLongerAsked];
    assert_eq!(audited(&mut world), recorded);
}

#[test]
fn the_end_of_the_engagement_and_a_colleague_end_it() {
    for hands_over in [false, true] {
        let (mut world, id) = talking(Some(allowed()));
        world.agent(101, "eve");
        tells(&mut world, id, 1, RecordingStage::Asks);
        answers(&mut world, 1, true);
        tells(&mut world, id, 2, RecordingStage::Records);
        audited(&mut world);
        if hands_over {
            let ask = AskHandOver { engagement: id, to: "eve".into(), note: String::new() };
            world.orders(100, FromAgent::AskHandOver(ask));
            assert_eq!(audited(&mut world), [], "nothing changes before it is taken");
            world.orders(101, FromAgent::AnswerHandOver((id, true)));
        } else {
            world.says(1, FromCustomer::Leave(()));
        }
        assert_eq!(audited(&mut world), [Recorded::Ended]);
        tells(&mut world, id, 3, RecordingStage::Off);
        assert_eq!(audited(&mut world), [], "it is known");
    }
}

#[test]
fn a_console_that_is_away_is_out_of_sight_until_it_tells_again() {
    let (mut world, id) = talking(Some(allowed()));
    tells(&mut world, id, 1, RecordingStage::Asks);
    answers(&mut world, 1, true);
    tells(&mut world, id, 2, RecordingStage::Records);
    audited(&mut world);
    world.close(100);
    assert_eq!(audited(&mut world), [Recorded::Unseen]);
    world.agent(102, "dana");
    audited(&mut world);
    world.orders(102, FromAgent::Recording((id, state(2, RecordingStage::Records))));
    assert_eq!(audited(&mut world), [Recorded::Begun]);
    // The same agent's console, opened elsewhere.
    world.agent(103, "dana");
    assert_eq!(audited(&mut world), [Recorded::Unseen]);
}

#[test]
fn a_customer_stops_what_goes_on_after_the_console_was_away() {
    // Before the console is back, and after it.
    for waits in [false, true] {
        let (mut world, id) = talking(Some(allowed()));
        tells(&mut world, id, 1, RecordingStage::Asks);
        answers(&mut world, 1, true);
        tells(&mut world, id, 2, RecordingStage::Records);
        world.close(100);
        audited(&mut world);
        if waits {
            world.agent(102, "dana");
            world.orders(102, FromAgent::Recording((id, state(2, RecordingStage::Records))));
            assert_eq!(audited(&mut world), [Recorded::Begun]);
        }
        answers(&mut world, 2, false);
        answers(&mut world, 3, true);
        answers(&mut world, 4, false);
        assert_eq!(audited(&mut world), [Recorded::Withdrawn]);
        if waits {
            world.orders(102, FromAgent::Recording((id, state(3, RecordingStage::Off))));
            assert_eq!(audited(&mut world), [Recorded::Ended]);
        }
    }
}

#[test]
fn a_relay_that_was_started_after_the_question_knows_a_no_and_makes_no_yes() {
    // As the console tells it first, and with the console's word on it coming first.
    for ended in [false, true] {
        let (mut world, id) = talking(Some(allowed()));
        tells(&mut world, id, 2, RecordingStage::Records);
        answers(&mut world, 1, true);
        assert_eq!(audited(&mut world), [Recorded::Begun]);
        if ended {
            tells(&mut world, id, 3, RecordingStage::Off);
            assert_eq!(audited(&mut world), [Recorded::Ended]);
        }
        answers(&mut world, 2, false);
        answers(&mut world, 3, false);
        assert_eq!(audited(&mut world), [Recorded::Withdrawn]);
    }
}

#[test]
fn a_page_that_has_missed_the_question_can_stop_it_and_allow_nothing() {
    let (mut world, id) = talking(Some(allowed()));
    tells(&mut world, id, 1, RecordingStage::Asks);
    answers(&mut world, 1, true);
    tells(&mut world, id, 2, RecordingStage::Records);
    audited(&mut world);
    for allows in [true, false] {
        let consent = RecordingConsent { number: CallState::numbered(1, 2), question: 0, allows };
        world.says(1, FromCustomer::Recording(consent));
    }
    assert_eq!(audited(&mut world), [Recorded::Withdrawn]);
}

#[test]
fn nobody_else_records_or_answers() {
    let (mut world, id) = talking(Some(allowed()));
    world.agent(101, "eve");
    world.customer(2);
    world.out.clear();
    world.orders(101, FromAgent::Recording((id, state(1, RecordingStage::Asks))));
    assert!(matches!(world.console_heard(101)[..], [ToAgent::Refusal(_)]));
    tells(&mut world, id, 1, RecordingStage::Asks);
    world.says(
        2,
        FromCustomer::Recording(RecordingConsent {
            number: 1,
            question: CallState::numbered(1, 1),
            allows: true,
        }),
    );
    assert!(!world.console_heard(100).iter().any(|message| matches!(message, ToAgent::Recording(_))));
    assert_eq!(audited(&mut world), [Recorded::Asked]);
}
