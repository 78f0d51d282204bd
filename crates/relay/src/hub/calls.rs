//! How calls sound: passed on to the other side, and kept.

use alongside_protocol::message::{CallQuality, Speaker, ToAgent, ToCustomer};

use super::{
    Hub, Turn,
    io::{Output, Record, VisitId},
    stage::Stage,
};

/// Calls kept of one engagement: more than anybody makes, and fewer than a page can name.
const MAX_CALLS: u32 = 1_000;

impl Hub {
    /// How a customer hears the agent. The last word of a call may come after its end.
    pub(super) fn customer_hears(&mut self, turn: &mut Turn<'_>, id: &VisitId, quality: CallQuality) {
        let engagement = self.visits.get(id).and_then(|visit| visit.engagement);
        let Some(engagement) = engagement.and_then(|number| self.engagements.get(&number)) else {
            return;
        };
        let had_agent = match &engagement.stage {
            Stage::Active { .. } => true,
            Stage::Waiting => false,
            Stage::Ended { agent, .. } => agent.is_some(),
        };
        if had_agent {
            keep(turn, engagement.id, Speaker::Customer, quality);
            self.forward(turn, id, |engagement| ToAgent::Quality((engagement, quality)));
        }
    }

    /// How an agent hears the customer.
    pub(super) fn agent_hears(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        quality: CallQuality,
    ) -> Result<(), String> {
        let partner = self.partner(name, id)?;
        keep(turn, id, Speaker::Agent, quality);
        if let Some(visit) = partner {
            self.tell_customer(turn, &visit, &ToCustomer::Quality(quality));
        }
        Ok(())
    }
}

/// Each word is the whole of what is known so far, so that a call whose end nobody tells is
/// kept, too.
fn keep(turn: &mut Turn<'_>, engagement: u64, from: Speaker, quality: CallQuality) {
    if (1..=MAX_CALLS).contains(&quality.call) {
        let at = turn.now;
        turn.out.push(Output::Store(Record::Call { engagement, from, at, quality }));
    }
}
