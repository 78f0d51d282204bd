//! What a fingerprint says of an element, read from several of its properties.

use alongside_protocol::flow::Fingerprint;

use super::words::{Reading, Words};
use crate::guide::target::implied_role;

/// What it is, or its tag when it has no role: a part of a page is not its heading.
pub(super) fn role(of: &Fingerprint) -> &str {
    let roles = [of.role.as_str(), implied_role(&of.tag, &of.kind, !of.href.is_empty()), &of.tag];
    roles.into_iter().find(|role| !role.is_empty()).unwrap_or("")
}

/// Whether two names differ in their numbers only: `row-1` and `row-2` are two of a
/// series. Numbers that a program made up are no series.
pub(super) fn in_a_series(one: &str, other: &str) -> bool {
    let bare = |letter: &u8| !letter.is_ascii_digit();
    one != other
        && !is_generated(one)
        && one.bytes().any(|letter| letter.is_ascii_digit())
        && other.bytes().any(|letter| letter.is_ascii_digit())
        && one.bytes().filter(bare).eq(other.bytes().filter(bare))
}

/// Whether a program made this name up, so that it means another thing next time:
/// `:r3:`, `ember1204`, `a1b2c3`.
pub(super) fn is_generated(name: &str) -> bool {
    let (mut digits, mut changes, mut was) = (0, 0, None);
    for letter in name.bytes() {
        let digit = letter.is_ascii_digit();
        digits = if digit { digits + 1 } else { 0 };
        if letter.is_ascii_alphanumeric() {
            changes += u32::from(was.is_some_and(|was| was != digit));
            was = Some(digit);
        } else {
            (changes, was) = (0, None);
        }
        if digits > 3 || changes > 2 || letter == b':' {
            return true;
        }
    }
    // React 19's.
    name.starts_with("_r_") || name.starts_with('\u{ab}')
}

/// Where a link leads, if anywhere.
pub(super) fn leads(of: &Fingerprint) -> &str {
    if of.href == "#" || of.href.starts_with("javascript:") { "" } else { &of.href }
}

/// What people see of it.
pub(super) fn seen(of: &Fingerprint) -> &str {
    let all = [&of.label, &of.text, &of.alt, &of.placeholder];
    all.into_iter().find(|text| !text.is_empty()).map_or("", String::as_str)
}

/// What it contains, beside what it is called.
pub(super) fn content(of: &Fingerprint) -> &str {
    if of.label.is_empty() { "" } else { of.text.strip_prefix(&of.label).unwrap_or(&of.text).trim() }
}

/// What it is called, seen or not.
pub(super) fn called(of: &Fingerprint) -> &str {
    let seen = seen(of);
    if seen.is_empty() { &of.aria_label } else { seen }
}

/// The words of its names in code.
pub(super) fn read_code(of: &Fingerprint, words: &mut Words) {
    words.read(&of.id, Reading::Code);
    words.read(&of.test_id, Reading::Code);
    if of.kind != "radio" {
        words.read(&of.name, Reading::Code);
    }
}
