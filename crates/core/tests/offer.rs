//! Who is offered what, and how often.

use std::collections::BTreeMap;

use alongside_core::offer::{Arm, MOST_OFFERS, Record, Visit, arm, fits, includes};
use alongside_protocol::{
    flow::{Audience, Cap, Device, Experiment, MOST_TIMES, Test, Tests, Value, Variant},
    message::{Reason, SignalKind},
};
use proptest::prelude::*;

const DAY: u64 = 24 * 60 * 60 * 1_000;

fn visit<'a>() -> Visit<'a> {
    const NOTHING: &BTreeMap<String, Value> = &BTreeMap::new();
    Visit { path: "/loans/", context: NOTHING, reason: None, signals: &[], width: 1_280, locale: "de-AT" }
}

fn experiment(weights: &[u32], hold_out: u8) -> Experiment {
    let variants = weights
        .iter()
        .enumerate()
        .map(|(at, weight)| Variant { id: format!("v{at}"), weight: *weight })
        .collect();
    Experiment { id: "loan-banner".into(), variants, hold_out }
}

#[test]
fn an_audience_without_rules_is_everybody() {
    assert!(includes(&Audience::default(), &visit()));
}

#[test]
fn each_rule_of_an_audience_must_fit() {
    let gold =
        || Tests(vec![("plan".into(), Test { is: Some(Value::Text("gold".into())), ..Test::default() })]);
    let context = BTreeMap::from([("plan".to_owned(), Value::Text("gold".into()))]);
    let fits =
        Visit { context: &context, reason: Some(Reason::Buy), signals: &[SignalKind::Hesitation], ..visit() };
    let audience = Audience {
        place: Some(serde_json::from_str("\"/loans/*\"").unwrap()),
        context: gold(),
        reason: Some(Reason::Buy),
        signal: Some(SignalKind::Hesitation),
        device: Some(Device::Desktop),
        locale: Some("de".into()),
    };
    assert!(includes(&audience, &fits));
    assert!(!includes(&audience, &Visit { path: "/cards/", ..fits }));
    assert!(!includes(&audience, &Visit { context: visit().context, ..fits }));
    assert!(!includes(&audience, &Visit { reason: Some(Reason::Fix), ..fits }));
    assert!(!includes(&audience, &Visit { reason: None, ..fits }));
    assert!(!includes(&audience, &Visit { signals: &[SignalKind::RageClick], ..fits }));
    assert!(!includes(&audience, &Visit { width: 767, ..fits }));
    assert!(!includes(&audience, &Visit { locale: "en", ..fits }));
}

#[test]
fn a_locale_is_matched_by_whole_subtags() {
    let of = |tag: &str, locale: &str| {
        includes(&Audience { locale: Some(tag.into()), ..Audience::default() }, &Visit { locale, ..visit() })
    };
    assert!(of("de", "de-AT") && of("DE", "de") && of("zh-Hant", "zh-hant-TW"));
    assert!(!of("de", "den") && !of("de-AT", "de") && !of("de-AT", "de-DE"));
}

#[test]
fn what_was_shown_once_is_not_shown_again() {
    let mut record = Record::new(7);
    assert!(record.allows("news", Cap::Once, 0, 0));
    record.shown("news", 0);
    assert!(!record.allows("news", Cap::Once, 1_000 * DAY, 1_000 * DAY));
    assert!(record.allows("other", Cap::Once, 0, 0));
}

#[test]
fn a_period_ends_to_the_millisecond() {
    let mut record = Record::new(7);
    record.shown("news", 5);
    for (cap, length) in [(Cap::PerDay(1), DAY), (Cap::PerWeek(1), 7 * DAY)] {
        assert!(!record.allows("news", cap, 5 + length - 1, 0));
        assert!(record.allows("news", cap, 5 + length, 0));
    }
    let visit = Cap::PerVisit(1);
    assert!(!record.allows("news", visit, 10, 5));
    assert!(record.allows("news", visit, 10, 6));
}

#[test]
fn when_room_is_short_what_was_dismissed_is_forgotten_last() {
    let mut record = Record::new(7);
    record.dismissed("no");
    for at in 0..3 * MOST_OFFERS {
        record.shown(&format!("offer-{at}"), at as u64);
    }
    assert!(!record.allows("no", Cap::PerVisit(9), 10 * DAY, 10 * DAY));
    assert!(record.allows("offer-0", Cap::Once, DAY, 0), "the oldest has made room");
    assert!(!record.allows("offer-299", Cap::Once, DAY, 0));
}

#[test]
fn a_record_of_another_form_is_as_good_as_none() {
    let mut bytes = Record::new(7).bytes();
    bytes[0] += 1;
    assert_eq!(Record::read(&bytes, 9), Record::new(9));
}

#[test]
fn the_arms_of_known_customers_stay_the_same() {
    let experiment = experiment(&[1, 1], 20);
    let arms: String = (0..24)
        .map(|customer| match arm(&experiment, customer) {
            Some(Arm { held_out: true, .. }) => '-',
            Some(Arm { variant: "v0", .. }) => '0',
            _ => '1',
        })
        .collect();
    assert_eq!(arms, "0001010-011110-111-00011");
}

#[test]
fn arms_are_as_large_as_their_weights_say() {
    let experiment = experiment(&[3, 1, 0], 10);
    let mut counts = [0_u32; 4];
    for customer in 0..100_000_u64 {
        let at = match arm(&experiment, customer.wrapping_mul(0x9e37_79b9)).unwrap() {
            Arm { held_out: true, .. } => 3,
            Arm { variant, .. } => variant[1..].parse::<usize>().unwrap(),
        };
        counts[at] += 1;
    }
    let near = |count: u32, wanted: u32| count.abs_diff(wanted) < 600;
    assert!(near(counts[0], 67_500) && near(counts[1], 22_500) && near(counts[3], 10_000), "{counts:?}");
    assert_eq!(counts[2], 0);
}

#[test]
fn without_a_weight_there_is_no_variant() {
    assert_eq!(arm(&experiment(&[], 0), 1), None);
    assert_eq!(arm(&experiment(&[0, 0], 0), 1), None);
    assert_eq!(arm(&experiment(&[], 100), 1), None, "nor is anybody held out of nothing");
}

fn caps() -> impl Strategy<Value = Cap> {
    prop_oneof![
        Just(Cap::Once),
        (1..=MOST_TIMES).prop_map(Cap::PerDay),
        (1..=MOST_TIMES).prop_map(Cap::PerWeek),
        (1..=MOST_TIMES).prop_map(Cap::PerVisit),
    ]
}

#[test]
fn a_search_takes_words_by_their_beginnings_and_without_accents() {
    assert!(fits("", "Pay a bill") && fits("  ", "Pay a bill"));
    assert!(fits("bil pay", "Pay a bill") && fits("PAY", "Pay a bill"));
    assert!(!fits("ill", "Pay a bill") && !fits("pay rent", "Pay a bill"));
    assert!(fits("uberweisung", "Überweisung ausführen") && fits("über", "Uberweisung"));
    assert!(fits("strasse", "Straße ändern") && fits("andern", "Straße ändern"));
    assert!(fits("cesky lodz", "Český, Łódź") && fits("zólw", "Żółw") && fits("istanbul", "İstanbul"));
    // The accent by itself, as some systems write it.
    assert!(fits("uber", "U\u{308}berweisung") && fits("u\u{308}ber", "Überweisung"));
}

#[test]
fn a_search_finds_words_that_no_space_begins() {
    assert!(fits("支払い", "請求書の支払い") && fits("转账", "我要转账"));
    assert!(!fits("返品", "請求書の支払い"));
}

proptest! {
    /// Whatever comes when: no window of the period ever holds more than the cap.
    #[test]
    fn a_cap_holds(cap in caps(), pauses in prop::collection::vec(0..2 * DAY, 1..80)) {
        let mut record = Record::new(7);
        let (mut now, mut shown) = (0, Vec::new());
        for pause in pauses {
            now += pause;
            if record.allows("a", cap, now, 0) {
                record.shown("a", now);
                record = Record::read(&record.bytes(), 1);
                shown.push(now);
            }
        }
        let (most, length) = match cap {
            Cap::Once => (1, u64::MAX),
            Cap::PerDay(times) => (usize::from(times), DAY),
            Cap::PerWeek(times) => (usize::from(times), 7 * DAY),
            Cap::PerVisit(times) => (usize::from(times), u64::MAX),
            Cap::Always => (usize::MAX, u64::MAX),
        };
        for (at, first) in shown.iter().enumerate() {
            let within = shown[at..].iter().filter(|other| **other - first < length).count();
            prop_assert!(within <= most);
        }
        prop_assert!(!shown.is_empty());
    }

    #[test]
    fn dismissed_is_dismissed(cap in caps(), times in prop::collection::vec(any::<u64>(), 0..40), now: u64, began: u64) {
        let mut record = Record::new(7);
        record.dismissed("a");
        for at in times {
            record.shown("a", at);
        }
        prop_assert!(!Record::read(&record.bytes(), 1).allows("a", cap, now, began));
    }

    /// A record that was read is within its bounds, whatever the bytes were.
    #[test]
    fn garbage_starts_clean_or_is_a_record(bytes in prop::collection::vec(any::<u8>(), 0..200), random: u64) {
        let record = Record::read(&bytes, random);
        prop_assert_eq!(Record::read(&record.bytes(), 0), record);
    }

    #[test]
    fn a_record_is_bounded(touched in prop::collection::vec((0..400_u16, any::<u64>(), any::<bool>()), 0..800), customer: u64) {
        let mut record = Record::new(customer);
        for (id, now, dismissed) in touched {
            let id = id.to_string();
            if dismissed { record.dismissed(&id) } else { record.shown(&id, now) }
        }
        prop_assert!(record.bytes().len() < 19_500);
        prop_assert_eq!(Record::read(&record.bytes(), 0).customer(), customer);
    }

    /// A larger hold-out takes customers from the variants and moves nobody else.
    #[test]
    fn a_larger_hold_out_moves_nobody_else(customer: u64, less in 0..=100_u8, more in 0..=100_u8, weights in prop::collection::vec(1..9_u32, 1..5)) {
        let (less, more) = (less.min(more), less.max(more));
        let (before, after) = (experiment(&weights, less), experiment(&weights, more));
        let (before, after) = (arm(&before, customer), arm(&after, customer));
        let (before, after) = (before.unwrap(), after.unwrap());
        prop_assert!(after.variant == before.variant && (after.held_out || !before.held_out));
    }
}
