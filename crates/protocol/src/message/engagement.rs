use serde::{Deserialize, Serialize};

/// How a customer and an agent talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Channel {
    /// Typing.
    Chat,
    /// A WebRTC call in the page; chat goes on beside it.
    Voice,
    /// A call in which the customer hears the agent and answers in writing.
    Listen,
    /// Something left in writing for a team that is not there now.
    Message,
    /// The customer is called back by telephone, at a time they have chosen.
    Callback,
    /// A telephone call, beside which the agent has the page; chat goes on there, too.
    Phone,
}

impl Channel {
    /// Whether there is a call in the page.
    #[must_use]
    pub fn is_call(self) -> bool {
        matches!(self, Self::Voice | Self::Listen)
    }

    /// Whether a customer whose page is away for long is still there.
    #[must_use]
    pub fn outlives_page(self) -> bool {
        matches!(self, Self::Message | Self::Phone | Self::Callback)
    }

    /// Whether who asks for it stands in the queue, for any agent to take.
    #[must_use]
    pub fn has_queue(self) -> bool {
        !matches!(self, Self::Message | Self::Phone | Self::Callback)
    }
}

/// The customer asks for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engage {
    /// On which channel. Asking again while engaged changes the channel and
    /// keeps everything else.
    pub channel: Channel,
}

/// A customer and an agent on a channel, as both sides see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// Its id, unique on the relay.
    pub id: u64,
    /// The customer's visit.
    pub visit: String,
    /// The current channel.
    pub channel: Channel,
    /// How far it is.
    pub stage: Stage,
    /// All that was said in writing, oldest first.
    pub lines: Vec<ChatLine>,
}

/// How far an engagement is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// In the queue; 1 is next.
    Waiting {
        /// Place in the queue, from 1.
        position: u32,
    },
    /// With an agent.
    Active {
        /// The agent's name as the customer sees it.
        agent: String,
    },
    /// Over.
    Ended {
        /// By whom or what.
        by: EndedBy,
    },
}

/// Who or what ended an engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndedBy {
    /// The customer left the queue or hung up.
    Customer,
    /// The agent ended it.
    Agent,
    /// Nobody is there to take it.
    NoAgent,
    /// One side was gone for too long.
    Lost,
    /// It was asked for outside the site's hours.
    Closed,
    /// As many waited already as may.
    Full,
    /// For an agent who has handed it over: it goes on with a colleague.
    HandedOver,
    /// A customer who wanted to be called back was not reached.
    NotReached,
}

/// One thing said in writing by the sender of the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chat<T> {
    /// What was said.
    pub text: T,
}

/// One line of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatLine {
    /// Who said it.
    pub from: Speaker,
    /// When, in milliseconds since the Unix epoch by the relay's clock.
    pub at: u64,
    /// What was said.
    pub text: String,
}

/// Who speaks in a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The agent.
    Agent,
}

/// A server for WebRTC's connectivity checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IceServer {
    /// `stun:`, `turn:` or `turns:` addresses.
    pub urls: Vec<String>,
    /// Empty for STUN.
    pub username: String,
    /// Empty for STUN.
    pub credential: String,
}

/// Servers for WebRTC's connectivity checks, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IceServers {
    /// All there are.
    pub servers: Vec<IceServer>,
    /// How long what logs in to them holds from now on, in milliseconds; 0 when it
    /// has no end.
    pub lasts: u64,
}

/// One step of setting up a call's media.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rtc {
    /// Which peer connection of this engagement; each attempt counts up from 1,
    /// and what belongs to an earlier one is dropped.
    pub call: u32,
    /// The step.
    pub signal: RtcSignal,
}

/// What two WebRTC peers tell each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RtcSignal {
    /// An SDP offer.
    Offer {
        /// The session description.
        sdp: String,
    },
    /// An SDP answer.
    Answer {
        /// The session description.
        sdp: String,
    },
    /// A trickled candidate; an empty one ends the list.
    Candidate {
        /// The candidate line.
        candidate: String,
        /// Media line it belongs to.
        mid: String,
    },
}

/// What one side's microphone and line are doing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallState {
    /// Whether nothing of the sender's microphone is heard: muted, or there is none.
    pub muted: bool,
    /// Whether the sender's line is connected.
    pub connected: bool,
    /// Whether the sender (an agent) has put the other side on hold.
    pub held: bool,
    /// Whether the sender (a customer) is in a field that is sealed.
    pub private: bool,
    /// Counts up with each state told, see [`numbered`](Self::numbered); 0 where it
    /// has none.
    pub number: u64,
}

/// What the agent points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// An element of the page (0: nothing any more).
    pub node: crate::page::NodeId,
}
