use std::collections::BTreeMap;

use alongside_protocol::{
    message::{
        CallState, Callback, ChatLine, EndedBy, Engagement, Fact, RtcSignal, Speaker, Stage, VisitView,
    },
    page::{Decoder, NodeId},
};

use super::{Pictured, Sight};

/// One engagement of this agent, or one of a colleague's that this agent reads along in,
/// with what came for it.
#[derive(Debug, Clone)]
pub struct Room {
    /// The engagement as the relay last told it.
    pub engagement: Engagement,
    /// It is a colleague's: nothing in here may change anything for the customer.
    pub reads_along: bool,
    /// The visit, as last seen: it may be gone by now.
    pub visit: Option<VisitView>,
    /// The journey, oldest first.
    pub facts: Vec<Fact<String>>,
    /// What is known of the view of the page.
    pub sight: Sight,
    /// The origins that the copy of the page may load from; none until the relay
    /// has named them.
    pub sources: Option<Vec<String>>,
    /// What came of asking for pictures, by element of the page as it is.
    pub pictures: BTreeMap<NodeId, Pictured>,
    /// What the agent points at.
    pub pointing: Option<NodeId>,
    /// Whom to call back, and when, while that is what the customer wants.
    pub callback: Option<Callback>,
    /// What the customer's line is doing.
    pub customer_line: Option<CallState>,
    /// Lines of the customer that the agent has not seen.
    pub unread: u32,
    /// Whether the site allows that its calls are recorded.
    pub(super) may_record: bool,
    /// Whether the relay has named it since the last reconnect.
    pub(super) fresh: bool,
    /// Our end of the stream of page frames.
    pub(super) decoder: Decoder,
    /// The page was asked for from the start, and has not come yet.
    pub(super) asked_page: bool,
    /// The newest call the customer has tried, and its signals so far: they may
    /// come before there is a microphone, or before the channel is voice.
    pub(super) call: u32,
    pub(super) signals: Vec<RtcSignal>,
}

impl Room {
    pub(super) fn new(engagement: Engagement, visit: Option<VisitView>) -> Self {
        Self {
            engagement,
            reads_along: false,
            visit,
            facts: Vec::new(),
            sight: Sight::default(),
            sources: None,
            pictures: BTreeMap::new(),
            pointing: None,
            callback: None,
            customer_line: None,
            unread: 0,
            may_record: false,
            fresh: true,
            decoder: Decoder::default(),
            asked_page: false,
            call: 0,
            signals: Vec::new(),
        }
    }

    /// Whether the customer is still there to talk to.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.is_shown() && !self.reads_along
    }

    /// Whether the customer's page and words still come, be it to read along.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        matches!(self.engagement.stage, Stage::Active { .. })
    }

    /// The agent whose customer it is, by the name customers see; none of an engagement
    /// that is over.
    #[must_use]
    pub fn agent(&self) -> Option<&str> {
        match &self.engagement.stage {
            Stage::Active { agent } => Some(agent),
            _ => None,
        }
    }

    /// Whether it is a call.
    #[must_use]
    pub fn wants_voice(&self) -> bool {
        self.is_active() && self.engagement.channel.is_call()
    }

    pub(super) fn hear(&mut self, line: ChatLine, seen: bool) {
        if line.from == Speaker::Customer && !seen {
            self.unread += 1;
        }
        self.engagement.lines.push(line);
    }

    /// The relay no longer knows it.
    pub(super) fn lose(&mut self) {
        self.fresh = true;
        self.pointing = None;
        self.engagement.stage = Stage::Ended { by: EndedBy::Lost };
    }
}
