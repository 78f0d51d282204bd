use alongside_protocol::message::{Evidence, Fact, Reason};
use serde::{Deserialize, Serialize};

use super::{Command, Consent, Engine};
use crate::{
    Millis,
    engage::CallMemory,
    guide::{KeptRecords, Waypoint},
    link::LinkMemory,
    observe::{signals::Kept, triggers::Spent},
    reason::Reasoning,
};

/// What is kept in the tab over a page load. It is of the customer's own tab only
/// and passes the policy again before any of it goes on the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Memory {
    pub(super) saved_at: Millis,
    /// When the visit began.
    pub(super) began: Millis,
    pub(super) link: LinkMemory,
    pub(super) flows: Vec<Waypoint>,
    pub(super) evidence: Vec<(Reason, Evidence<String>)>,
    pub(super) panel_open: bool,
    pub(super) engaged: bool,
    /// The agent is shown nothing, on the next page neither.
    pub(super) paused: bool,
    pub(super) call: u32,
    /// For a call that goes on.
    pub(super) on_call: CallMemory,
    pub(super) customer: Option<String>,
    pub(super) signals: Kept,
    pub(super) spent: Spent,
    /// Facts for whoever answers the customer.
    pub(super) for_agent: Vec<Fact<String>>,
    /// What was told of the flows' steps.
    pub(super) records: KeptRecords,
    /// The page of the tab that wrote this.
    pub(super) tab: u64,
}

/// After this a customer who comes back starts clean.
const EXPIRES: Millis = 30 * 60 * 1_000;

impl Memory {
    /// Reads what was kept; what is garbled, of another build or too old is as
    /// good as nothing.
    pub(super) fn read(bytes: &[u8], now: Millis) -> Option<Self> {
        let memory: Self = postcard::from_bytes(bytes).ok()?;
        (now.saturating_sub(memory.saved_at) <= EXPIRES).then_some(memory)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        // Serialising into a growing vector can't fail.
        postcard::to_allocvec(self).unwrap_or_default()
    }
}

impl Engine {
    /// Keeps in the tab what its next page needs.
    pub(super) fn remember(&mut self, now: Millis, out: &mut Vec<Command>) {
        self.keep_place(now, out);
        let mut waypoints = self.guide.waypoints();
        waypoints.extend(self.detouring.iter().cloned());
        // What the customer did stays out of the tab's storage, too, when they said no.
        let agreed = self.config.consent != Consent::Denied;
        let kept = agreed.then_some(&self.reasoning);
        let evidence = kept.into_iter().flat_map(Reasoning::iter).map(|(reason, one)| {
            let text = one.text.as_str().to_owned();
            (*reason, Evidence { source: one.source, weight: one.weight, text })
        });
        let memory = Memory {
            saved_at: now,
            began: self.board.began(),
            link: self.link.memory(),
            flows: if waypoints.is_empty() { self.resuming.clone() } else { waypoints },
            evidence: evidence.collect(),
            panel_open: self.engage.open,
            engaged: self.engage.outlives_page(),
            paused: self.view.is_paused(),
            call: self.engage.call_number(),
            on_call: self.engage.call_memory(),
            customer: self.customer.clone(),
            signals: if agreed { self.signals.kept(now) } else { Kept::default() },
            spent: self.triggers.spent().clone(),
            for_agent: if agreed { self.kept_for_agent() } else { Vec::new() },
            records: if agreed { self.records.kept(now) } else { KeptRecords::default() },
            tab: self.tabs.id(),
        };
        out.push(Command::Remember(memory.bytes()));
    }
}
