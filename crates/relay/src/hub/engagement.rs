use alongside_protocol::message::{self, Channel, ChatLine};

use super::{
    callback::Callback,
    io::{Millis, SavedEngagement, VisitId},
    stage::Stage,
};

/// The longest line of a conversation, in bytes.
pub(crate) const LONGEST_LINE: usize = 16 * 1024;

/// The longest conversation, in lines and in bytes of text.
pub(super) const MAX_LINES: usize = 2_000;
pub(super) const MAX_LINE_BYTES: usize = 512 * 1024;

/// One engagement.
#[derive(Debug)]
pub(crate) struct Engagement {
    pub(super) id: u64,
    pub(super) visit: VisitId,
    pub(super) site: usize,
    pub(super) channel: Channel,
    pub(super) stage: Stage,
    pub(super) since: Millis,
    /// When an agent took it; not known of one from before a restart.
    pub(super) taken: Option<Millis>,
    pub(super) lines: Vec<ChatLine>,
    /// The customer's newest call, as far as the relay has seen it.
    pub(super) call: u32,
    /// The name that the agent before logs in with.
    pub(super) before: Option<String>,
    /// The name that the agent logs in with who read along last.
    pub(super) read_by: Option<String>,
    /// When and where the customer is called back; nothing once that is over.
    pub(super) callback: Option<Callback>,
    /// The place in the queue that the customer was told.
    pub(super) position: Option<u32>,
    /// Number of the frame that told the customer of the end, until it has arrived.
    pub(super) end_frame: Option<u64>,
}

impl Engagement {
    pub(super) fn new(id: u64, visit: VisitId, site: usize, channel: Channel, at: Millis) -> Self {
        Self {
            id,
            visit,
            site,
            channel,
            stage: Stage::Waiting,
            since: at,
            taken: None,
            lines: Vec::new(),
            call: 0,
            before: None,
            read_by: None,
            callback: None,
            position: None,
            end_frame: None,
        }
    }

    pub(super) fn from_saved(id: u64, site: usize, saved: SavedEngagement) -> Self {
        // An end that the page knows is not read back.
        let end_frame = (!saved.stage.is_running()).then_some(u64::MAX);
        Self {
            stage: saved.stage,
            lines: saved.lines,
            callback: saved.callback,
            end_frame,
            ..Self::new(id, saved.visit, site, saved.channel, saved.since)
        }
    }

    /// Whether another line of so many bytes finds room.
    pub(super) fn has_room(&self, bytes: usize) -> bool {
        let said: usize = self.lines.iter().map(|line| line.text.len()).sum();
        self.lines.len() < MAX_LINES && said + bytes <= MAX_LINE_BYTES
    }

    /// As both sides see it.
    pub(super) fn view(&self) -> message::Engagement {
        message::Engagement {
            id: self.id,
            visit: self.visit.to_string(),
            channel: self.channel,
            stage: match &self.stage {
                Stage::Waiting => message::Stage::Waiting { position: self.position.unwrap_or(1) },
                Stage::Active { display, .. } => message::Stage::Active { agent: display.clone() },
                Stage::Ended { by, .. } => message::Stage::Ended { by: *by },
            },
            lines: self.lines.clone(),
        }
    }
}
