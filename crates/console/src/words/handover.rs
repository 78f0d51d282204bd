//! Handing over, for both agents.

use alongside_protocol::message::{Aside, Colleague, HandOver, HandOverStage};

/// What a colleague offers.
#[must_use]
pub fn offered(told: &HandOver) -> String {
    format!("{} would like to hand a customer over to you.", told.from)
}

/// What came of it, where that is news for the reader.
#[must_use]
pub fn handed(told: &HandOver) -> Option<String> {
    let (from, to) = (&told.from, &told.to);
    match (told.stage, told.yours) {
        (HandOverStage::Offered | HandOverStage::Moving | HandOverStage::Ended, _) => None,
        (HandOverStage::Done, false) => Some(format!("{to} has taken over.")),
        (HandOverStage::Done, true) => None,
        (HandOverStage::Declined, false) if told.word.is_empty() => {
            Some(format!("{to} can't take over. The customer stays with you."))
        }
        (HandOverStage::Declined, false) => {
            Some(format!("{to} can't take over: “{}”. The customer stays with you.", told.word))
        }
        (HandOverStage::Declined, true) => None,
        (HandOverStage::TakenBack, true) => Some(format!("{from} has taken the offer back.")),
        (HandOverStage::TakenBack, false) => None,
        (HandOverStage::Gone, false) => Some(format!("{to} is gone. The customer stays with you.")),
        (HandOverStage::Gone, true) => None,
    }
}

/// How a hand-over stands, for the one who asked.
#[must_use]
pub fn hands_over(told: &HandOver) -> String {
    match told.stage {
        HandOverStage::Moving => format!("{} has it. You leave as soon as they are heard.", told.to),
        _ if told.reads => format!("Offered to {0}. {0} reads along.", told.to),
        _ => format!("Offered to {}. Waiting for an answer.", told.to),
    }
}

/// That something was written by the other agent.
#[must_use]
pub fn aside(line: &Aside) -> String {
    format!("{} writes to you: {}", line.from, line.text)
}

/// What the line between the two agents is called.
#[must_use]
pub fn between(told: &HandOver) -> String {
    let other = if told.yours { &told.from } else { &told.to };
    format!("Between you and {other}. The customer never reads it.")
}

/// Where an agent would write to the customer who only reads along.
#[must_use]
pub fn only_reads(agent: &str) -> String {
    format!("You read along. {agent} writes to the customer.")
}

/// A colleague in the list.
#[must_use]
pub fn colleague(one: &Colleague) -> String {
    format!("{} ({})", one.display, if one.free { "free" } else { "busy" })
}
