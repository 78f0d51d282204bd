//! What is said of a visit.

use alongside_console::words;
use alongside_protocol::message::{
    Evidence, EvidenceSource, FactKind, FlowPosition, FormProgress, Measure, Reason, ReasonGuess,
    SignalCause, SignalKind, StepOutcome,
};

#[test]
fn evidence_is_told_strongest_first() {
    let piece = |source, weight, text: &str| Evidence { source, weight, text: text.into() };
    let guess = ReasonGuess {
        reason: Reason::Fix,
        confidence: 82,
        evidence: vec![
            piece(EvidenceSource::Path, 5, "/dispute"),
            piece(EvidenceSource::Choice, 20, "Report a payment"),
        ],
    };
    assert_eq!(words::evidence(&guess, 3), ["chose “Report a payment”", "was on /dispute"]);
    assert_eq!(words::evidence(&guess, 1).len(), 1);
    assert_eq!(words::confidence(&guess), "82 % sure");
}

#[test]
fn times_are_told_as_people_do() {
    assert_eq!(words::duration(45_900), "45 s");
    assert_eq!(words::duration(240_000), "4 min");
    assert_eq!(words::duration(7_500_000), "2 h 5 min");
    assert_eq!(words::duration(7_200_000), "2 h");
    assert_eq!(words::clock(723_000), "12:03");
    assert_eq!(words::ago(10_000, 9_000), "just now");
    // The page's clock may be ahead of the relay's.
    assert_eq!(words::ago(10_000, 99_000), "just now");
    assert_eq!(words::ago(190_000, 10_000), "3 min ago");
}

#[test]
fn progress_and_signals_are_counted_in_words() {
    let form = FormProgress { fields: 6, done: 2, errors: 1, current: None };
    assert_eq!(words::form(&form), "2 of 6 fields, 1 error");
    let flow = FlowPosition { flow: "replace-card".into(), step: "address".into(), number: 2, of: 6 };
    assert_eq!(words::step(&flow), "Replace card: step 2 of 6");
    assert_eq!(words::signal(SignalKind::RageClick, 1), "1 rage click");
    assert_eq!(words::signal(SignalKind::DeadClick, 3), "3 dead clicks");
}

#[test]
fn facts_are_sentences_and_struggle_stands_out() {
    let refused = FactKind::Signal {
        kind: SignalKind::ValidationError,
        on: "field “IBAN”".into(),
        cause: SignalCause::SiteCheck,
        evidence: vec![(Measure::Refusals, 2)],
    };
    assert_eq!(words::fact(&refused), "Was refused again at field “IBAN” (2 times; by the site's check)");
    let slow = FactKind::Signal {
        kind: SignalKind::SlowClick,
        on: "Pay".into(),
        cause: SignalCause::Request,
        evidence: vec![(Measure::Milliseconds, 4_260)],
    };
    assert_eq!(words::fact(&slow), "Waited long for Pay (4.2 s; a request took long)");
    let none = FactKind::SignalTakenBack { kind: SignalKind::DeadClick, on: "Pay".into() };
    assert_eq!(words::fact(&none), "It was no dead click after all: Pay did answer");
    assert!(!words::is_struggle(&none));
    assert!(words::is_struggle(&refused));
    let done = FactKind::Step { flow: "f".into(), step: "choose-payment".into(), outcome: StepOutcome::Done };
    assert_eq!(words::fact(&done), "Did “Choose payment”");
    assert!(!words::is_struggle(&done));
}

#[test]
fn the_title_says_who_waits() {
    assert_eq!(words::page_title(0, 0), "Alongside");
    assert_eq!(words::page_title(2, 0), "(2 waiting) Alongside");
    assert_eq!(words::page_title(1, 3), "(1 waiting, 3 unread) Alongside");
    assert_eq!(words::visitor("01HZX3F2A"), "Visitor 3F2A");
}
