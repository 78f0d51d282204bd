//! What the relay tells in types, said in words.

mod call;
mod handover;
mod phone;
mod picture;
mod recording;
mod sight;
mod sound;

use alongside_protocol::message::{
    Basket, Channel, EndedBy, Evidence, FactKind, FlowPosition, FormProgress, Measure, PageAbout, PageStep,
    Price, Product, Reason, ReasonGuess, SignalCause, SignalKind, Stage, StepOutcome, Stock, VisitView,
};

pub use call::{CODE_MEANS, ON_HOLD, PRIVATE};
pub use handover::{aside, between, colleague, handed, hands_over, offered, only_reads};
pub use phone::{ON_PHONE, PHONE_CODE};
pub use picture::{NEVER, no_picture, picture_button};
pub use recording::{
    RECORDING, RECORDING_ASKED, RECORDING_FAILED, RECORDING_KEPT, RECORDING_REFUSED, RECORDING_SAVED,
    RECORDING_STOPPED, RECORDING_UNSAVED, rests,
};
pub use sight::{seen, unseen};
pub use sound::{LINE_READY, figures, line, troubles};

/// How the agent calls a customer: as the site knows them, or by their visit.
#[must_use]
pub fn who(view: &VisitView) -> String {
    let known = view.status.as_ref().and_then(|status| status.customer.clone());
    known.unwrap_or_else(|| visitor(&view.visit))
}

/// A name for a visit of which nothing is known.
#[must_use]
pub fn visitor(visit: &str) -> String {
    let mut tail: Vec<char> = visit.chars().rev().take(4).collect();
    tail.reverse();
    format!("Visitor {}", tail.iter().collect::<String>())
}

/// What a customer came for.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Buy => "Wants something new",
        Reason::Care => "Looks after something they have",
        Reason::Fix => "Has something to put right",
    }
}

/// How sure a guess is.
#[must_use]
pub fn confidence(guess: &ReasonGuess<String>) -> String {
    format!("{} % sure", guess.confidence.min(100))
}

/// What speaks for a guess, the strongest first, at most `most`.
#[must_use]
pub fn evidence(guess: &ReasonGuess<String>, most: usize) -> Vec<String> {
    let mut all: Vec<&Evidence<String>> = guess.evidence.iter().collect();
    all.sort_by_key(|evidence| std::cmp::Reverse(evidence.weight));
    all.into_iter().take(most).map(piece).collect()
}

fn piece(evidence: &Evidence<String>) -> String {
    use alongside_protocol::message::EvidenceSource as Source;
    let text = &evidence.text;
    match evidence.source {
        Source::Site => format!("the site says: {text}"),
        Source::Flow => format!("started {text}"),
        Source::Path => format!("was on {text}"),
        Source::Heading => format!("read “{text}”"),
        Source::Choice => format!("chose “{text}”"),
        Source::Signal => format!("struggled: {text}"),
        Source::Page => format!("the page has {text}"),
    }
}

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

/// Where a customer is in a flow.
#[must_use]
pub fn step(flow: &FlowPosition) -> String {
    let FlowPosition { flow, number, of, .. } = flow;
    format!("{}: step {number} of {of}", title(flow))
}

/// How far a form is.
#[must_use]
pub fn form(form: &FormProgress<String>) -> String {
    let FormProgress { fields, done, errors, .. } = form;
    let mut words = format!("{done} of {fields} fields");
    match errors {
        0 => {}
        1 => words.push_str(", 1 error"),
        _ => words.push_str(&format!(", {errors} errors")),
    }
    words
}

/// Where in the site a page is: the way there, then its title.
#[must_use]
pub fn place(about: &PageAbout<String>) -> Option<String> {
    let title = Some(&about.title).filter(|title| about.trail.last() != Some(title));
    let parts: Vec<&str> = about.trail.iter().chain(title).map(String::as_str).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" › "))
}

/// The place of a page in a run of them.
#[must_use]
pub fn page_step(step: &PageStep<String>) -> String {
    let PageStep { number, of, name } = step;
    let name = if name.is_empty() { String::new() } else { format!(": {name}") };
    format!("Step {number} of {of}{name}")
}

/// A product.
#[must_use]
pub fn product(product: &Product<String>) -> String {
    let price = product.price.as_ref().map(|amount| {
        let from = if product.lowest { "from " } else { "" };
        format!("{from}{}", price(amount))
    });
    let stock = product.stock.map(|stock| match stock {
        Stock::In => "in stock".to_owned(),
        Stock::Limited => "few left".to_owned(),
        Stock::Out => "out of stock".to_owned(),
        Stock::Later => "can be ordered ahead".to_owned(),
    });
    let parts = [Some(product.name.clone()).filter(|name| !name.is_empty()), price, stock];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A basket: how much is in it, and what.
#[must_use]
pub fn basket(basket: &Basket<String>) -> String {
    let what = if basket.ordered { "Order" } else { "Basket" };
    let items = if basket.items == 1 { "1 item".to_owned() } else { format!("{} items", basket.items) };
    let total = basket.total.as_ref().map(|total| format!(", {}", price(total))).unwrap_or_default();
    let lines = basket.lines.iter().filter(|line| !line.name.is_empty());
    let lines: Vec<String> = lines.map(|line| format!("{} × {}", line.quantity, line.name)).collect();
    let lines = if lines.is_empty() { String::new() } else { format!(" ({})", lines.join(", ")) };
    format!("{what}: {items}{total}{lines}")
}

/// An amount with its currency: by the sign that most know, else by its code.
#[must_use]
pub fn price(price: &Price) -> String {
    match price.currency.as_ref().map(|currency| currency.code()) {
        Some("EUR") => format!("€{price}"),
        Some("GBP") => format!("£{price}"),
        Some("USD") => format!("${price}"),
        Some(code) => format!("{price} {code}").trim_end().to_owned(),
        None => price.to_string(),
    }
}

/// A channel.
#[must_use]
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Chat => "Chat",
        Channel::Voice => "Voice",
        Channel::Listen => "Listens and types",
        Channel::Message => "Message",
        Channel::Callback => "Call back",
        Channel::Phone => "On the telephone",
    }
}

/// What the button says that ends an engagement.
#[must_use]
pub fn end(channel: Channel) -> &'static str {
    match channel {
        Channel::Voice | Channel::Listen => "End call",
        Channel::Chat | Channel::Message | Channel::Callback => "End chat",
        Channel::Phone => "End",
    }
}

/// How far an engagement is.
#[must_use]
pub fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::Waiting { .. } => "Waiting",
        Stage::Active { .. } => "Active",
        Stage::Ended { by } => match by {
            EndedBy::Customer => "The customer has left",
            EndedBy::Agent => "You ended it",
            EndedBy::NoAgent => "Nobody took it",
            EndedBy::Lost => "The connection was lost",
            EndedBy::Closed => "Outside opening hours",
            EndedBy::Full => "The queue was full",
            EndedBy::HandedOver => "Handed over",
            EndedBy::NotReached => "Not reached",
        },
    }
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
        FactKind::Step { step, outcome, .. } => {
            let step = title(step);
            match outcome {
                StepOutcome::Done => format!("Did “{step}”"),
                StepOutcome::Skipped => format!("Had done “{step}” already"),
                StepOutcome::Missing => format!("Could not be shown “{step}”"),
            }
        }
        FactKind::FlowEnded { flow, completed } => {
            let how = if *completed { "Finished" } else { "Left" };
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
            | FactKind::Step { outcome: StepOutcome::Missing, .. }
            | FactKind::FlowEnded { completed: false, .. }
    )
}

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

/// A customer who has begun to wait, for a screen reader.
#[must_use]
pub fn waits(view: &VisitView) -> String {
    let channel = match view.waiting.map(|waiting| waiting.channel) {
        Some(Channel::Voice) => "a call",
        Some(Channel::Listen) => "a call, listening and typing",
        Some(Channel::Message) => "an answer to a message",
        Some(Channel::Callback) => "a call by telephone",
        _ => "a chat",
    };
    let why = view
        .status
        .as_ref()
        .and_then(|status| status.reason.as_ref())
        .map(|guess| format!(" {}.", reason(guess.reason)));
    let (who, why) = (who(view), why.unwrap_or_default());
    format!("{who} is waiting for {channel}.{why}")
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
