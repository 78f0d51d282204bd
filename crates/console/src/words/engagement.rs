//! An engagement: by which channel, and how far.

use alongside_protocol::message::{Channel, EndedBy, Stage};

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
