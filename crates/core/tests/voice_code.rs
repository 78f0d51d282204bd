//! The code that both people on a call see.

use alongside_core::voice::code::{CallCode, Part, commitment, fingerprints};

const CUSTOMER: &str =
    "v=0\r\na=fingerprint:sha-256 AA:01:02\r\nm=audio\r\na=fingerprint:sha-256 AA:01:02\r\n";
const AGENT: &str = "v=0\r\na=group:BUNDLE 0\r\na=fingerprint:sha-256 BB:03:04\r\n";
const MIDDLE: &str = "v=0\r\na=fingerprint:sha-256 CC:05:06\r\n";
const OURS: Part = [1; 16];
const THEIRS: Part = [2; 16];

/// Both sides go through it, each with what its own browser has of the line.
fn make(customer_sees: &str, agent_sees: &str) -> (Option<String>, Option<String>) {
    let mut customer = CallCode::of_customer(CUSTOMER, customer_sees, OURS);
    let mut agent = CallCode::of_agent(AGENT, agent_sees, THEIRS);
    let part = agent.committed(customer.commitment()).unwrap_or_default();
    let part = customer.answered(&part).unwrap_or_default();
    agent.revealed(&part);
    (customer.code().map(str::to_owned), agent.code().map(str::to_owned))
}

#[test]
fn both_sides_of_one_line_have_the_same_code() {
    let (customer, agent) = make(AGENT, CUSTOMER);
    assert_eq!(customer, agent);
    // The vector that another implementation must meet.
    assert_eq!(customer.as_deref(), Some("14 45 69 67"));
}

#[test]
fn with_somebody_in_between_the_codes_differ() {
    let (customer, agent) = make(MIDDLE, MIDDLE);
    assert!(customer.is_some() && agent.is_some());
    assert_ne!(customer, agent);
}

#[test]
fn the_customer_s_part_is_what_was_promised_or_there_is_no_code() {
    let mut agent = CallCode::of_agent(AGENT, CUSTOMER, THEIRS);
    assert_eq!(agent.committed(commitment(&OURS)), Some(THEIRS));
    assert_eq!(agent.committed(commitment(&THEIRS)), None, "a second promise is none");
    agent.revealed(&[3; 16]);
    assert_eq!(agent.code(), None);
    agent.revealed(&OURS);
    assert!(agent.code().is_some());
}

#[test]
fn the_customer_s_part_is_told_once_and_the_code_stays() {
    let mut customer = CallCode::of_customer(CUSTOMER, AGENT, OURS);
    assert_eq!(customer.answered(&THEIRS), Some(OURS));
    let code = customer.code().map(str::to_owned);
    assert_eq!(customer.answered(&[9; 16]), None);
    assert_eq!(customer.code().map(str::to_owned), code);
}

#[test]
fn a_line_without_fingerprints_has_no_code() {
    let mut customer = CallCode::of_customer(CUSTOMER, "v=0\r\n", OURS);
    customer.answered(&THEIRS);
    assert_eq!(customer.code(), None);
}

#[test]
fn fingerprints_are_read_once_each_whatever_their_case() {
    assert_eq!(fingerprints(CUSTOMER), "sha-256 aa:01:02");
    assert_eq!(
        fingerprints("a=fingerprint:sha-256 BB:02\na=fingerprint:SHA-256 aa:01\r\n"),
        "sha-256 aa:01\nsha-256 bb:02"
    );
}
