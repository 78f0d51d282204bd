//! Enumerations as they stand in the database: words that can be read there.

use alongside_protocol::message::{Channel, EndedBy, Speaker};

use super::StoreError;
use crate::hub::{
    io::{Audited, Recorded},
    stage::Stage,
};

pub(super) fn channel(of: Channel) -> &'static str {
    match of {
        Channel::Chat => "chat",
        Channel::Voice => "voice",
        Channel::Listen => "listen",
        Channel::Message => "message",
        Channel::Callback => "callback",
        Channel::Phone => "phone",
    }
}

pub(super) fn to_channel(word: &str) -> Result<Channel, StoreError> {
    match word {
        "chat" => Ok(Channel::Chat),
        "voice" => Ok(Channel::Voice),
        "listen" => Ok(Channel::Listen),
        "message" => Ok(Channel::Message),
        "callback" => Ok(Channel::Callback),
        "phone" => Ok(Channel::Phone),
        _ => Err(StoreError::Garbled("channel")),
    }
}

pub(super) fn speaker(of: Speaker) -> &'static str {
    match of {
        Speaker::Customer => "customer",
        Speaker::Agent => "agent",
    }
}

pub(super) fn to_speaker(word: &str) -> Result<Speaker, StoreError> {
    match word {
        "customer" => Ok(Speaker::Customer),
        "agent" => Ok(Speaker::Agent),
        _ => Err(StoreError::Garbled("speaker")),
    }
}

pub(super) fn ended_by(of: EndedBy) -> &'static str {
    match of {
        EndedBy::Customer => "ended by the customer",
        EndedBy::Agent => "ended by the agent",
        EndedBy::NoAgent => "ended without an agent",
        EndedBy::Lost => "ended by a lost connection",
        EndedBy::Closed => "ended outside the hours",
        EndedBy::Full => "ended at a full queue",
        EndedBy::HandedOver => "handed over",
        EndedBy::NotReached => "ended without reaching the customer",
    }
}

/// The words for a stage, and the agent it names.
pub(super) fn stage(of: &Stage) -> (&'static str, Option<&str>, Option<&str>) {
    match of {
        Stage::Waiting => ("waiting", None, None),
        Stage::Active { agent, display } => ("active", Some(agent), Some(display)),
        Stage::Ended { by, agent } => (ended_by(*by), agent.as_deref(), None),
    }
}

pub(super) fn to_stage(
    word: &str,
    agent: Option<String>,
    display: Option<String>,
) -> Result<Stage, StoreError> {
    let by = match word {
        "waiting" => return Ok(Stage::Waiting),
        "active" => {
            return match (agent, display) {
                (Some(agent), Some(display)) => Ok(Stage::Active { agent, display }),
                _ => Err(StoreError::Garbled("stage")),
            };
        }
        "ended by the customer" => EndedBy::Customer,
        "ended by the agent" => EndedBy::Agent,
        "ended without an agent" => EndedBy::NoAgent,
        "ended by a lost connection" => EndedBy::Lost,
        "ended outside the hours" => EndedBy::Closed,
        "ended at a full queue" => EndedBy::Full,
        "handed over" => EndedBy::HandedOver,
        "ended without reaching the customer" => EndedBy::NotReached,
        _ => return Err(StoreError::Garbled("stage")),
    };
    Ok(Stage::Ended { by, agent })
}

pub(super) fn audited(of: Audited) -> &'static str {
    match of {
        Audited::LogIn => "logged in",
        Audited::Accept => "accepted",
        Audited::End(by) => ended_by(by),
        Audited::Recording(what) => recorded(what),
        Audited::WrongCode => "typed a telephone code of nobody",
        Audited::WritingCode => "was given a code to write flows with",
        Audited::SavedFlows => "saved flows",
        Audited::RolledBack => "rolled flows back",
    }
}

fn recorded(what: Recorded) -> &'static str {
    match what {
        Recorded::Asked => "asked to record",
        Recorded::NoLongerAsked => "no longer asked to record",
        Recorded::Allowed => "recording allowed by the customer",
        Recorded::Refused => "recording refused by the customer",
        Recorded::Withdrawn => "recording stopped by the customer",
        Recorded::Begun => "recording begun",
        Recorded::Rests => "recording paused",
        Recorded::GoesOn => "recording goes on",
        Recorded::Ended => "recording ended",
        Recorded::Unseen => "recording out of sight: the agent's connection is gone",
    }
}
