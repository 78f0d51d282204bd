use serde::{Deserialize, Serialize};

use super::{
    Ack, AskCallback, CallQuality, CallState, Chat, ChatLine, Engage, Engagement, Fact, Hello, IceServers,
    NoPicture, PhoneCode, PictureOf, Pointer, RecordingConsent, RecordingTold, Refusal, Rtc, Status, Welcome,
    messages,
};
use crate::page::{NodeId, SheetHash};

messages! {
    /// From the customer's page to the relay.
    pub enum FromCustomer<T: Wireable> {
        /// The first frame.
        1 => Hello(Hello),
        /// What has arrived here.
        2 => Ack(Ack),
        /// What happened since the last one.
        10 => Facts(Vec<Fact<T>>),
        /// Where the visit stands now.
        11 => Status(Status<T>),
        /// A person, please.
        20 => Engage(Engage),
        /// The customer leaves the queue, or hangs up.
        21 => Leave(()),
        /// Something said in writing.
        22 => Chat(Chat<T>),
        /// A step of setting up a call.
        23 => Rtc(Rtc),
        /// A batch of changes to the page: an encoded
        /// page [`Batch`](crate::page::Batch).
        24 => Page(Vec<u8>),
        /// What the customer's line is doing.
        28 => CallState(CallState),
        /// The rules of a style sheet that was told by its hash.
        30 => Sheet((SheetHash, T)),
        /// There is no picture of what the agent asked for.
        32 => NoPicture(NoPicture),
        /// Fresh servers for a call, please: those of the welcome are old.
        40 => AskServers(()),
        /// How the customer hears the agent.
        36 => Quality(CallQuality),
        /// The page goes, and its end of the call with it; the next page calls again.
        41 => CallAway(()),
        /// The sound of the agent who has taken over flows, on the call with this number.
        44 => SoundMoved(u32),
        /// The times at which somebody may be called back, please.
        77 => AskSlots(()),
        /// Call me back, please; a second one changes the first.
        78 => AskCallback(AskCallback<T>),
        /// Whether the customer looks at another tab of the site than the one that holds
        /// the conversation, and that the agent sees.
        64 => OtherTab(bool),
        /// Whether the call may be recorded.
        69 => Recording(RecordingConsent),
    }
}

messages! {
    /// From the relay to the customer's page.
    pub enum ToCustomer {
        /// The answer to the first frame.
        1 => Welcome(Welcome),
        /// What has arrived there.
        2 => Ack(Ack),
        /// Something was not accepted. The relay closes the socket after it when
        /// nothing more can come of the connection.
        3 => Refusal(Refusal),
        /// Who could help now.
        10 => Availability(Availability),
        /// The engagement as it stands, whenever its stage or channel changes.
        20 => Engagement(Engagement),
        /// A line of the conversation (the customer's own come back, too: only
        /// the relay's word makes a line said).
        22 => Chat(ChatLine),
        /// A step of setting up a call.
        23 => Rtc(Rtc),
        /// The agent points at something.
        26 => Pointer(Pointer),
        /// Send the page again from the start.
        27 => Snapshot(()),
        /// What the agent's line is doing.
        28 => CallState(CallState),
        /// The agent's copy of the page is not the page: digests of its parts.
        29 => Compare(Vec<(NodeId, u64)>),
        /// Nobody here has the rules behind these hashes.
        30 => LackSheets(Vec<SheetHash>),
        /// The agent asks for a picture of something that has no other copy.
        32 => Picture(PictureOf),
        /// The servers for a call from now on.
        40 => Servers(IceServers),
        /// How the agent hears the customer.
        36 => Quality(CallQuality),
        /// While the customer waits: a line may be prepared anew (`true`), or what was
        /// prepared leads to nobody (`false`).
        43 => Warm(bool),
        /// The engagement that is told next is with another agent, even if the name is
        /// the same.
        44 => HandedOver(()),
        /// The name of another agent who reads along from now on, since the one the
        /// customer is with has asked them for help; nobody any more.
        74 => ReadsAlong(Option<String>),
        /// The times at which somebody may be called back, in milliseconds since the Unix
        /// epoch, the first one first. Also when one that was asked for is gone.
        77 => Slots(Vec<u64>),
        /// When the customer is called back, in milliseconds since the Unix epoch.
        78 => Callback(u64),
        /// What the agent's console does about recording the call.
        68 => Recording(Box<RecordingTold>),
        /// What to say on the telephone.
        71 => PhoneCode(PhoneCode),
    }
}

/// Who could help a customer of this site now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// Agents who are there and take customers.
    pub agents: u32,
    /// Customers waiting before a new one.
    pub waiting: u32,
    /// Whether anybody new is taken.
    pub door: Door,
    /// While every agent is on a call: seconds until the next call is taken, from and
    /// to, as it was measured; nothing when too little was.
    pub pace: Option<(u32, u32)>,
    /// The first time at which somebody may be called back, in milliseconds since the Unix
    /// epoch, where the site calls back.
    pub callback: Option<u64>,
}

/// Whether a site takes somebody new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Door {
    /// Yes, be it with a queue.
    #[default]
    Open,
    /// No agent takes customers.
    Empty,
    /// As many wait as may.
    Full,
    /// Outside the site's hours.
    Closed {
        /// When they begin again, in milliseconds since the Unix epoch.
        opens: u64,
    },
}
