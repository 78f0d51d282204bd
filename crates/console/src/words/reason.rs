//! What a customer came for, and what speaks for it.

use alongside_protocol::message::{Evidence, Reason, ReasonGuess};

/// What a customer came for.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Buy => "Wants something new",
        Reason::Care => "Looks after something they have",
        Reason::Fix => "Has something to put right",
    }
}

/// Nothing tells it of a customer who is there, or is gone.
#[must_use]
pub fn no_reason(online: bool) -> &'static str {
    if online { "Reason not clear yet" } else { "Reason not known" }
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
