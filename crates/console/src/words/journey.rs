//! What happened in a visit, and what the customer struggles with.

use alongside_protocol::message::{
    FactKind, FlowEnd, Measure, SignalCause, SignalKind, StepOutcome, StepRecord,
};

use super::title;

/// A signal, counted.
#[must_use]
pub fn signal(kind: SignalKind, count: u32) -> String {
    let (one, many) = counting(kind);
    format!("{count} {}", if count == 1 { one } else { many })
}

fn counting(kind: SignalKind) -> (&'static str, &'static str) {
    match kind {
        SignalKind::RageClick => ("rage click", "rage clicks"),
        SignalKind::DeadClick => ("dead click", "dead clicks"),
        SignalKind::Hesitation => ("long stop", "long stops"),
        SignalKind::ValidationError => ("repeated error", "repeated errors"),
        SignalKind::SlowClick => ("slow click", "slow clicks"),
        SignalKind::ErrorClick => ("click with an error", "clicks with an error"),
        SignalKind::Thrashing => ("to and fro", "times to and fro"),
        SignalKind::QuickBack => ("quick way back", "quick ways back"),
        SignalKind::FormAbandonment => ("form left", "forms left"),
        SignalKind::ExitIntent => ("sign of leaving", "signs of leaving"),
        SignalKind::SlowPage => ("slow page", "slow pages"),
        SignalKind::FailedRequest => ("failed request", "failed requests"),
    }
}

/// What the customer did, as the beginning of a sentence.
fn struggle(kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::RageClick => "Clicked again and again on",
        SignalKind::DeadClick => "Clicked without effect on",
        SignalKind::Hesitation => "Stopped for long at",
        SignalKind::ValidationError => "Was refused again at",
        SignalKind::SlowClick => "Waited long for",
        SignalKind::ErrorClick => "Got an error from",
        SignalKind::Thrashing => "Went to and fro from",
        SignalKind::QuickBack => "Went straight back from",
        SignalKind::FormAbandonment => "Left a form half filled in on",
        SignalKind::ExitIntent => "Seems about to leave",
        SignalKind::SlowPage => "Waited long for the page",
        SignalKind::FailedRequest => "Met a failed request:",
    }
}

/// Why, where the struggle itself does not say it.
fn because(cause: SignalCause) -> &'static str {
    match cause {
        SignalCause::NoAnswer => "the page did nothing",
        SignalCause::Answered => "the page answered each time",
        SignalCause::Request => "a request took long",
        SignalCause::NothingShown => "a request ended, and the page showed nothing",
        SignalCause::ScriptError | SignalCause::Rejection => "a script of the page failed",
        SignalCause::BrowserCheck => "by the browser's check",
        SignalCause::SiteCheck => "by the site's check",
        SignalCause::Server => "the server's fault",
        SignalCause::Content => "the content came late",
        SignalCause::Refused => "the server refused it",
        SignalCause::Offline => "no connection",
        SignalCause::EmptyField
        | SignalCause::Step
        | SignalCause::BackAndForth
        | SignalCause::Returned
        | SignalCause::LeftForm
        | SignalCause::PointerLeft => "",
    }
}

/// A signal's evidence: `3 clicks, 0.4 s`.
fn counted(evidence: &[(Measure, u32)]) -> String {
    let one = |(measure, number): &(Measure, u32)| match measure {
        Measure::Milliseconds => format!("{}.{} s", number / 1_000, number % 1_000 / 100),
        Measure::Clicks => format!("{number} clicks"),
        Measure::Refusals => format!("{number} times"),
        Measure::Pages => format!("{number} pages"),
        Measure::Fields if *number == 1 => "1 field".to_owned(),
        Measure::Fields => format!("{number} fields"),
        Measure::Status => format!("status {number}"),
    };
    evidence.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What happened in a visit.
#[must_use]
pub fn fact(kind: &FactKind<String>) -> String {
    match kind {
        FactKind::Page { path } => format!("Opened {path}"),
        FactKind::Signal { kind, on, cause, evidence } => {
            let what = struggle(*kind);
            let details = [counted(evidence), because(*cause).to_owned()];
            let details: Vec<String> = details.into_iter().filter(|words| !words.is_empty()).collect();
            if details.is_empty() {
                format!("{what} {on}")
            } else {
                format!("{what} {on} ({})", details.join("; "))
            }
        }
        FactKind::SignalTakenBack { kind, on } => {
            let (one, _) = counting(*kind);
            format!("It was no {one} after all: {on} did answer")
        }
        FactKind::FlowStarted { flow } => format!("Started “{}”", title(flow)),
        FactKind::Step { step, what, .. } => {
            let step = title(step);
            match what {
                StepRecord::Shown => format!("Came to “{step}”"),
                StepRecord::Ended(StepOutcome::Done) => format!("Did “{step}”"),
                StepRecord::Ended(StepOutcome::Skipped) => format!("Had done “{step}” already"),
                StepRecord::Ended(StepOutcome::Missing) => format!("Could not be shown “{step}”"),
                StepRecord::Healed => format!("Was shown “{step}” where the page has changed"),
                StepRecord::Detoured => format!("Had to do something else before “{step}”"),
                StepRecord::Abandoned => format!("Gave up at “{step}”"),
            }
        }
        FactKind::FlowEnded { flow, how } => {
            let how = match how {
                FlowEnd::Completed => "Finished",
                FlowEnd::Closed => "Left",
                FlowEnd::Stopped => "Was taken out of",
                FlowEnd::Failed => "Could not go on with",
            };
            format!("{how} “{}”", title(flow))
        }
        FactKind::Context { key, value } => format!("{}: {value}", title(key)),
        FactKind::Pointed { on } => format!("Was shown {on}"),
    }
}

/// Whether a fact is one of struggle.
#[must_use]
pub fn is_struggle(kind: &FactKind<String>) -> bool {
    matches!(
        kind,
        FactKind::Signal { .. }
            | FactKind::Step {
                what: StepRecord::Ended(StepOutcome::Missing) | StepRecord::Detoured | StepRecord::Abandoned,
                ..
            }
            | FactKind::FlowEnded { how: FlowEnd::Closed | FlowEnd::Stopped | FlowEnd::Failed, .. }
    )
}
