//! Handing over, for both agents.

use alongside_protocol::message::{Colleague, HandOver, HandOverStage};

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
        (HandOverStage::Declined, false) => {
            Some(format!("{to} can't take over. The customer stays with you."))
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
        _ => format!("Offered to {}. Waiting for an answer.", told.to),
    }
}

/// A colleague in the list.
#[must_use]
pub fn colleague(one: &Colleague) -> String {
    format!("{} ({})", one.display, if one.free { "free" } else { "busy" })
}
