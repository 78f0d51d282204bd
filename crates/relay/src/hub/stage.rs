use alongside_protocol::message::EndedBy;

/// How far an engagement is, as the relay knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    Waiting,
    Active {
        /// The name the agent logs in with.
        agent: String,
        /// The name the customer sees.
        display: String,
    },
    Ended {
        by: EndedBy,
        /// The agent it was with, when there was one.
        agent: Option<String>,
    },
}

impl Stage {
    pub(crate) fn agent(&self) -> Option<&str> {
        match self {
            Self::Active { agent, .. } => Some(agent),
            Self::Waiting | Self::Ended { .. } => None,
        }
    }

    pub(crate) fn is_running(&self) -> bool {
        !matches!(self, Self::Ended { .. })
    }
}
