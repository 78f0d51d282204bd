//! What goes into the hub and what comes out of it.

use std::sync::Arc;

use alongside_protocol::{
    message::{
        CallQuality, ChatLine, EndedBy, Fact, FromAgent, FromCustomer, Hello, IceServer, Speaker, Status,
    },
    records::FlowCounts,
};
use bytes::Bytes;

use super::{callback::Callback, engagement::Engagement, stage::Stage};
use crate::{config::Site, secret::Hashed, turn::Turn};

/// Milliseconds since the Unix epoch.
pub(crate) type Millis = u64;

/// A visit's id.
pub(crate) type VisitId = Arc<str>;

/// One connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SocketId(pub(crate) u64);

/// What the hub goes by.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) sites: Vec<Site>,
    pub(crate) ice: Vec<IceServer>,
    pub(crate) turn: Option<Turn>,
    pub(crate) lost_after: Millis,
    pub(crate) visit_after: Millis,
    /// Visits kept at most, with those whose page is gone.
    pub(crate) most_visits: usize,
}

/// What happened outside.
#[derive(Debug)]
pub(crate) enum Input {
    /// A customer's first frame.
    CustomerHello(Box<CustomerHello>),
    /// Frames of a customer, as they came in one message.
    CustomerFrames(SocketId, Vec<Counted<FromPage>>),
    /// An agent's first frame, behind a valid session.
    AgentHello(SocketId, AgentHello),
    /// Frames of an agent.
    AgentFrames(SocketId, Vec<Counted<FromAgent>>),
    /// A connection is gone.
    Closed(SocketId),
    /// An agent's session has ended.
    SessionEnded(Hashed),
    /// Time has passed.
    Tick,
}

/// A customer's first frame and what the shell found out for it.
#[derive(Debug)]
pub(crate) struct CustomerHello {
    pub(crate) socket: SocketId,
    pub(crate) origin: String,
    pub(crate) hello: Hello,
    /// Id and token, should it be a new visit.
    pub(crate) fresh: (String, String),
    /// What the store knows of the visit that is resumed.
    pub(crate) stored: Option<SavedVisit>,
}

/// An agent behind a session.
#[derive(Debug, Clone)]
pub(crate) struct AgentHello {
    pub(crate) hello: Hello,
    pub(crate) session: Hashed,
    pub(crate) name: String,
    pub(crate) display: String,
    /// Keys of the sites the agent serves; `None` for all.
    pub(crate) sites: Option<Vec<String>>,
}

/// A frame's content with its place in the sender's stream.
#[derive(Debug)]
pub(crate) struct Counted<T> {
    pub(crate) sequence: u64,
    /// `None` for a kind this build does not know: counted, then skipped.
    pub(crate) body: Option<T>,
}

/// A customer's frame. Page content is passed on as it came, never read.
#[derive(Debug)]
pub(crate) enum FromPage {
    Message(FromCustomer<String>),
    Page(Bytes),
}

/// What is to be done. Records are stored before anything is sent.
#[derive(Debug, Clone)]
pub(crate) enum Output {
    Store(Record),
    Send(SocketId, Bytes),
    Close(SocketId, Closing),
}

/// Why a connection is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closing {
    /// A refusal was sent before.
    Refused,
    /// A newer connection has taken its place.
    Replaced,
}

/// What must survive.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Record {
    Visit {
        visit: VisitId,
        site: String,
        token: Hashed,
        at: Millis,
    },
    Received {
        visit: VisitId,
        received: u64,
        at: Millis,
    },
    Status {
        visit: VisitId,
        status: Status<String>,
    },
    Facts {
        visit: VisitId,
        facts: Vec<Fact<String>>,
    },
    Engagement {
        id: u64,
        engagement: Box<SavedEngagement>,
    },
    Line {
        engagement: u64,
        line: ChatLine,
    },
    /// The customer's page knows that the engagement ended.
    Told {
        engagement: u64,
    },
    /// How one side of a call hears the other, all of it so far.
    Call {
        engagement: u64,
        from: Speaker,
        at: Millis,
        quality: CallQuality,
    },
    Audit(Audit),
    /// What became of flows and steps of a site.
    Flows {
        site: String,
        at: Millis,
        counts: Vec<FlowCounts>,
    },
}

/// A line of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Audit {
    pub(crate) at: Millis,
    pub(crate) what: Audited,
    pub(crate) agent: Option<String>,
    pub(crate) engagement: Option<u64>,
    pub(crate) visit: Option<String>,
    pub(crate) address: Option<String>,
    /// The site's key, where it is not that of a visit.
    pub(crate) site: Option<String>,
}

/// What is audited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audited {
    LogIn,
    Accept,
    End(EndedBy),
    Recording(Recorded),
    /// A code from the telephone that leads to nobody.
    WrongCode,
    /// A code to write flows with was given out.
    WritingCode,
    /// A version of a site's flows was saved.
    SavedFlows,
    /// An older version became the newest again.
    RolledBack,
}

/// What is audited of recording a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Recorded {
    Asked,
    NoLongerAsked,
    Allowed,
    Refused,
    Withdrawn,
    Begun,
    Rests,
    GoesOn,
    Ended,
    Unseen,
}

/// A visit as it was stored.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SavedVisit {
    pub(crate) id: String,
    pub(crate) site: String,
    pub(crate) token: Hashed,
    pub(crate) since: Millis,
    pub(crate) received: u64,
    pub(crate) status: Option<Status<String>>,
    pub(crate) facts: Vec<Fact<String>>,
    /// The latest engagement, when it runs or the page does not know its end.
    pub(crate) engagement: Option<(u64, SavedEngagement)>,
}

/// An engagement as it was stored; its lines only when it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SavedEngagement {
    pub(crate) visit: VisitId,
    pub(crate) channel: alongside_protocol::message::Channel,
    pub(crate) stage: Stage,
    pub(crate) since: Millis,
    pub(crate) lines: Vec<ChatLine>,
    pub(crate) callback: Option<Callback>,
}

impl From<&Engagement> for SavedEngagement {
    fn from(engagement: &Engagement) -> Self {
        Self {
            visit: engagement.visit.clone(),
            channel: engagement.channel,
            stage: engagement.stage.clone(),
            since: engagement.since,
            lines: Vec::new(),
            callback: engagement.callback.clone(),
        }
    }
}

/// The frame [`ToAgent::Page`](alongside_protocol::message::ToAgent::Page) with
/// the payload of a customer's `Page` as it came: on the wire it is the
/// engagement's number and then the same bytes, and megabytes need not be taken
/// apart.
pub(crate) fn page_for_agent(engagement: u64, payload: &[u8]) -> Bytes {
    const PAGE: u8 = 24;
    // A number always fits into ten bytes.
    let mut number = [0; 10];
    let head: &[u8] = match postcard::to_slice(&engagement, &mut number) {
        Ok(written) => written,
        Err(_) => &[],
    };
    let content = [head, payload].concat();
    let mut frame = Vec::new();
    alongside_protocol::frame::encode_into(PAGE, 0, &content, &mut frame);
    frame.into()
}

#[cfg(test)]
mod tests {
    use alongside_protocol::message::ToAgent;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_page_is_passed_on_as_its_message_encodes(id: u64, page: Vec<u8>) {
            let payload = postcard::to_allocvec(&page).unwrap();
            let message = ToAgent::Page((id, page));
            prop_assert_eq!(page_for_agent(id, &payload), message.encode(0));
        }
    }
}
