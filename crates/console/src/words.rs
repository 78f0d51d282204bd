//! What the relay tells in types, said in words.

mod call;
mod engagement;
mod flows;
mod handover;
mod journey;
mod phone;
mod picture;
mod reason;
mod recording;
mod sight;
mod sound;
mod visit;

pub use call::{CODE_MEANS, ON_HOLD, PRIVATE};
pub use engagement::{channel, end, stage};
pub use flows::{NO_RECORDS, code_came, days, finished, flows_came, mean_time, share, step_notes};
pub use handover::{aside, between, colleague, handed, hands_over, offered, only_reads};
pub use journey::{fact, is_struggle, signal};
pub use phone::{ON_PHONE, PHONE_CODE};
pub use picture::{NEVER, no_picture, picture_button};
pub use reason::{confidence, evidence, no_reason, reason};
pub use recording::{
    RECORDING, RECORDING_ASKED, RECORDING_EMPTY, RECORDING_FAILED, RECORDING_KEPT, RECORDING_NOT_SAVED,
    RECORDING_REFUSED, RECORDING_STOPPED, RECORDING_UNSAVED, recording_saved, rests,
};
pub use sight::{seen, unseen};
pub use sound::{FIGURES_MEAN, LINE_READY, figures, line, troubles};
pub use visit::{GONE, basket, form, page_step, place, price, product, step, visitor, waits, who};

/// How long something took, in the two units that matter: `45 s`, `4 min`,
/// `2 h 5 min`.
#[must_use]
pub fn duration(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (minutes, hours) = (seconds / 60, seconds / 3600);
    match (hours, minutes) {
        (0, 0) => format!("{seconds} s"),
        (0, _) => format!("{minutes} min"),
        _ if minutes % 60 == 0 => format!("{hours} h"),
        _ => format!("{hours} h {} min", minutes % 60),
    }
}

/// How long somebody has waited, to the second: `0:45`, `12:03`.
#[must_use]
pub fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// How long ago something was.
#[must_use]
pub fn ago(now: u64, at: u64) -> String {
    let passed = now.saturating_sub(at);
    if passed < 5_000 {
        return "just now".into();
    }
    format!("{} ago", duration(passed))
}

/// The page title of the console.
#[must_use]
pub fn page_title(waiting: usize, unread: u32) -> String {
    let mut parts = Vec::new();
    if waiting > 0 {
        parts.push(format!("{waiting} waiting"));
    }
    if unread > 0 {
        parts.push(format!("{unread} unread"));
    }
    if parts.is_empty() {
        return "Alongside".into();
    }
    format!("({}) Alongside", parts.join(", "))
}

/// A message for people as a sentence of its own.
#[must_use]
pub fn sentence(message: &str) -> String {
    let mut letters = message.trim().chars();
    let mut out: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// An id as words: `replace-card` is “Replace card”.
#[must_use]
pub fn title(id: &str) -> String {
    let spaced = id.replace(['-', '_', '.'], " ");
    let mut letters = spaced.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => spaced,
    }
}
