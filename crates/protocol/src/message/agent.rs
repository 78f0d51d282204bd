use serde::{Deserialize, Serialize};

use super::{
    Ack, Aside, AskHandOver, CallQuality, CallState, Callback, CallbackDue, Caption, Channel, Chat, ChatLine,
    Colleague, Engagement, Fact, HandOver, Hello, IceServer, IceServers, NoPicture, PictureOf, Pointer,
    RecordingConsent, RecordingState, Refusal, Rtc, Status, messages,
};
use crate::page::{NodeId, SheetHash};

messages! {
    /// From the agent's console to the relay. Everything about an engagement
    /// names it first.
    pub enum FromAgent {
        /// The first frame.
        1 => Hello(Hello),
        /// What has arrived here.
        2 => Ack(Ack),
        /// Whether the agent takes customers.
        19 => Presence(Presence),
        /// The agent takes a waiting customer.
        20 => Accept(u64),
        /// The agent ends the engagement.
        21 => End(u64),
        /// Something said in writing.
        22 => Chat((u64, Chat<String>)),
        /// A step of setting up a call.
        23 => Rtc((u64, Rtc)),
        /// The agent points at something.
        26 => Pointer((u64, Pointer)),
        /// The page, please, from the start.
        27 => Snapshot(u64),
        /// What the agent's line is doing.
        28 => CallState((u64, CallState)),
        /// The agent's copy of the page is not the page: digests of its parts.
        29 => Compare((u64, Vec<(NodeId, u64)>)),
        /// The agent's copy lacks the rules behind these hashes.
        30 => LackSheets((u64, Vec<SheetHash>)),
        /// A picture, please, of something that has no other copy.
        32 => Picture((u64, PictureOf)),
        /// Fresh servers for a call, please: those of the welcome are old.
        40 => AskServers(()),
        /// How the agent hears the customer.
        36 => Quality((u64, CallQuality)),
        /// A colleague should take an engagement over.
        44 => AskHandOver(AskHandOver),
        /// Whether the agent takes what a colleague offers; no, from the one who offers,
        /// takes it back.
        45 => AnswerHandOver((u64, bool)),
        /// Something said in writing during a call: a line of the conversation that
        /// keeps its time, however often it comes.
        51 => Caption((u64, Caption)),
        /// Whether the agent reads along in an engagement that a colleague offers.
        74 => ReadAlong((u64, bool)),
        /// Something in writing for the other agent of a hand-over.
        75 => Aside((u64, Chat<String>)),
        /// The agent does not take what a colleague offers, and why.
        76 => Decline((u64, Chat<String>)),
        /// A customer was called back: whether they were reached.
        77 => CallbackOver((u64, bool)),
        /// What the console does about recording the call.
        68 => Recording((u64, RecordingState)),
        /// What a customer says on the telephone: their page, please.
        72 => PhoneCode(u32),
    }
}

messages! {
    /// From the relay to the agent's console.
    pub enum ToAgent {
        /// The answer to the first frame.
        1 => Welcome(AgentWelcome),
        /// What has arrived there.
        2 => Ack(Ack),
        /// Something was not accepted.
        3 => Refusal(Refusal),
        /// A visit is new or has changed.
        11 => Visit(Box<VisitView>),
        /// A visit is over.
        12 => VisitGone(VisitGone),
        /// What happened in a visit the agent is engaged with, oldest first.
        13 => Facts((u64, Vec<Fact<String>>)),
        /// An engagement of this agent, whenever its stage or channel changes.
        20 => Engagement(Engagement),
        /// A line of the conversation.
        22 => Chat((u64, ChatLine)),
        /// A step of setting up a call.
        23 => Rtc((u64, Rtc)),
        /// A batch of changes to the customer's page: an encoded
        /// page [`Batch`](crate::page::Batch).
        24 => Page((u64, Vec<u8>)),
        /// What the customer's line is doing.
        28 => CallState((u64, CallState)),
        /// The rules of a style sheet that was told by its hash.
        30 => Sheet((SheetHash, String)),
        /// The origins that the copy of an engagement's page may load pictures,
        /// fonts and style sheets from, such as `https://cdn.example`; it comes
        /// before the page does.
        31 => Sources((u64, Vec<String>)),
        /// There is no such picture.
        32 => NoPicture((u64, NoPicture)),
        /// The servers for a call from now on.
        40 => Servers(IceServers),
        /// How the customer hears the agent.
        36 => Quality((u64, CallQuality)),
        /// The customer's page goes, and its end of the call with it; the next page
        /// calls again.
        41 => CallAway(u64),
        /// The waiting engagement whose line may be prepared by
        /// [`Rtc`](Self::Rtc) before it is accepted, in place of the one before;
        /// none any more.
        43 => Warm(Option<u64>),
        /// The colleagues who are there, whenever that changes.
        44 => Colleagues(Vec<Colleague>),
        /// A hand-over from or to this agent, whenever its stage changes.
        45 => HandOver(Box<HandOver>),
        /// An engagement of a colleague's that this agent reads along in, whenever its
        /// stage or channel changes; ended when there is no more to read.
        74 => ReadAlong(Engagement),
        /// Something in writing from one agent of a hand-over to the other.
        75 => Aside((u64, Aside)),
        /// Whom to call back, and when, in an engagement of this agent.
        77 => Callback((u64, Callback)),
        /// Whether the customer of an engagement looks at another tab of the site than the
        /// one that is shown.
        64 => OtherTab((u64, bool)),
        /// Whether the call may be recorded, as the customer's page says.
        69 => Recording((u64, RecordingConsent)),
        /// The site of this engagement allows that its calls are recorded.
        70 => MayRecord(u64),
    }
}

/// The relay's answer to an agent's [`Hello`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentWelcome {
    /// The agent's name as customers see it.
    pub name: String,
    /// Where WebRTC finds its STUN and TURN servers.
    pub ice: Vec<IceServer>,
    /// Milliseconds since the Unix epoch by the relay's clock.
    pub now: u64,
    /// How long what logs in to those servers holds from now on, in milliseconds; 0
    /// when it has no end.
    pub ice_lasts: u64,
}

/// Whether an agent takes customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// `true` when a customer may come.
    pub available: bool,
}

/// A visit as the console lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitView {
    /// The visit's id.
    pub visit: String,
    /// The site's name.
    pub site: String,
    /// Since when, in milliseconds since the Unix epoch by the relay's clock.
    pub since: u64,
    /// Whether the page is connected now.
    pub online: bool,
    /// Where the visit stands; absent until the page has said so.
    pub status: Option<Status<String>>,
    /// How often each kind of signal was seen.
    pub signals: Vec<(super::SignalKind, u32)>,
    /// Set while the customer waits for a person.
    pub waiting: Option<Waiting>,
    /// Name of the agent the customer is with.
    pub agent: Option<String>,
    /// Set while the customer is to be called back.
    pub callback: Option<CallbackDue>,
}

/// A customer who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The engagement to accept.
    pub engagement: u64,
    /// The channel asked for.
    pub channel: Channel,
    /// Since when, in milliseconds since the Unix epoch by the relay's clock.
    pub since: u64,
}

/// A visit that is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitGone {
    /// The visit's id.
    pub visit: String,
}
