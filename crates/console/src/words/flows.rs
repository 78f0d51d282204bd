//! What became of flows and their steps.

use alongside_protocol::{
    records::{FlowCounts, Records, StepCounts},
    versions::WritingCode,
};

/// What is said when nothing was counted.
pub const NO_RECORDS: &str = "Nothing was recorded in these days. As soon as a customer is guided through a \
                              flow, it appears here with each of its steps.";

/// What a screen reader hears when the records are here.
#[must_use]
pub fn flows_came(records: &Records) -> String {
    let count: usize = records.sites.iter().map(|site| site.flows.len()).sum();
    let flows = if count == 1 { "1 flow".to_owned() } else { format!("{count} flows") };
    format!("{flows} in {}.", days(records.days))
}

/// What a screen reader hears when a code is here, or can't be had.
#[must_use]
pub fn code_came(came: &Result<WritingCode, String>) -> String {
    match came {
        Ok(_) => "The code is here.".to_owned(),
        Err(why) => why.clone(),
    }
}

/// So many days.
#[must_use]
pub fn days(count: u16) -> String {
    format!("{count} days")
}

/// A part of a whole in percent, without digits behind the point; nothing of nothing. What
/// began on an earlier day can make the part the larger one.
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<u64> {
    let hundredfold = part.saturating_mul(100).saturating_add(whole / 2);
    hundredfold.checked_div(whole).map(|percent| percent.min(100))
}

/// How the walks through a flow ended: `12 started, 7 finished (58 %), 3 closed`.
#[must_use]
pub fn finished(flow: &FlowCounts) -> String {
    let percent = share(flow.completed, flow.started).map(|percent| format!(" ({percent} %)"));
    let mut parts = vec![
        format!("{} started", flow.started),
        format!("{} finished{}", flow.completed, percent.unwrap_or_default()),
    ];
    let others = [(flow.closed, "closed"), (flow.stopped, "stopped by the site"), (flow.failed, "failed")];
    parts.extend(some(&others));
    parts.join(", ")
}

/// How long the customers had a step before them, on average: `2.4 s`, `45 s`, `1 min 5 s`.
#[must_use]
pub fn mean_time(step: &StepCounts) -> Option<String> {
    let mean = step.seen_ms.checked_div(step.timed)?;
    let seconds = mean / 1_000;
    Some(match seconds {
        0..10 => format!("{seconds}.{} s", mean % 1_000 / 100),
        10..60 => format!("{seconds} s"),
        _ if seconds % 60 == 0 => format!("{} min", seconds / 60),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    })
}

/// What else happened to a step, as far as it did.
#[must_use]
pub fn step_notes(step: &StepCounts) -> Vec<String> {
    some(&[
        (step.abandoned, "gave up"),
        (step.detoured, "made a detour"),
        (step.missing, "not found"),
        (step.skipped, "skipped"),
        (step.healed, "healed"),
    ])
    .collect()
}

fn some<'a>(counts: &'a [(u64, &'a str)]) -> impl Iterator<Item = String> + 'a {
    counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"))
}
