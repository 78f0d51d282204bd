//! What is said of a visit.

use alongside_console::words;
use alongside_protocol::message::{
    Basket, BasketLine, Currency, Evidence, EvidenceSource, FactKind, FlowPosition, FormProgress, Measure,
    PageAbout, PageStep, Price, Product, Reason, ReasonGuess, SignalCause, SignalKind, StepOutcome,
    StepRecord, Stock,
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
    let step = |what| FactKind::Step {
        flow: "f".into(),
        step: "choose-payment".into(),
        number: 1,
        what,
        again: false,
        seen_for: None,
    };
    let done = step(StepRecord::Ended(StepOutcome::Done));
    assert_eq!(words::fact(&done), "Did “Choose payment”");
    assert!(!words::is_struggle(&done));
    let gave_up = step(StepRecord::Abandoned);
    assert_eq!(words::fact(&gave_up), "Gave up at “Choose payment”");
    assert!(words::is_struggle(&gave_up));
}

#[test]
fn the_title_says_who_waits() {
    assert_eq!(words::page_title(0, 0), "Alongside");
    assert_eq!(words::page_title(2, 0), "(2 waiting) Alongside");
    assert_eq!(words::page_title(1, 3), "(1 waiting, 3 unread) Alongside");
    assert_eq!(words::visitor("01HZX3F2A"), "Visitor 3F2A");
}

#[test]
fn what_a_page_is_about_is_told_in_a_line() {
    let price = |units, code| Price { units, decimals: 2, currency: Currency::new(code) };
    let tent = Product {
        name: "Ridgeline tent".to_owned(),
        price: Some(price(28_900, "EUR")),
        lowest: false,
        stock: Some(Stock::In),
    };
    assert_eq!(words::product(&tent), "Ridgeline tent, €289.00, in stock");
    let from = Product { lowest: true, price: Some(price(900, "CHF")), stock: None, ..tent.clone() };
    assert_eq!(words::product(&from), "Ridgeline tent, from 9.00 CHF");
    let line = BasketLine { name: "Ridgeline tent".to_owned(), quantity: 2 };
    let basket = Basket { items: 2, total: Some(price(57_800, "USD")), lines: vec![line], ordered: false };
    assert_eq!(words::basket(&basket), "Basket: 2 items, $578.00 (2 × Ridgeline tent)");
    let order = Basket { items: 1, total: None, lines: vec![], ordered: true };
    assert_eq!(words::basket(&order), "Order: 1 item");
    let step = PageStep { number: 2, of: 5, name: "About you".to_owned() };
    assert_eq!(words::page_step(&step), "Step 2 of 5: About you");
    let trail = ["All products", "Camp"].map(str::to_owned).to_vec();
    let page =
        |title: &str| PageAbout { title: title.to_owned(), trail: trail.clone(), ..PageAbout::default() };
    assert_eq!(words::place(&page("Ridgeline tent")).unwrap(), "All products › Camp › Ridgeline tent");
    assert_eq!(words::place(&page("Camp")).unwrap(), "All products › Camp", "a trail may end with the page");
    assert_eq!(words::place(&page("")).unwrap(), "All products › Camp");
    assert_eq!(words::place(&PageAbout::default()), None);
}
