//! Before a hand-over is taken: the colleague reads along, and the two agents write to
//! each other where the customer never reads it.

use alongside_protocol::message::{Aside, EndedBy, HandOverStage, Stage as StageView, ToAgent, ToCustomer};

use super::{HandOver, Hub};
use crate::hub::{
    Turn,
    engage::{fits, unknown},
    io::VisitId,
};

/// What two agents may write to each other about one customer, in lines; each is as long
/// as a line of a conversation at most.
const MOST_ASIDES: usize = 200;

impl Hub {
    /// A colleague who is asked to take an engagement over begins or stops to read along.
    /// The customer's page is told first: nobody looks on of whom it has not heard.
    pub(in crate::hub) fn read_along(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        reads: bool,
    ) -> Result<(), String> {
        let asked = |one: &&HandOver| one.to.name == name && one.moving.is_none();
        let (Some(handover), Some(engagement)) =
            (self.handovers.get(&id).filter(asked), self.engagements.get(&id))
        else {
            return Err(unknown(id));
        };
        if handover.reads == reads {
            return Ok(());
        }
        if !reads {
            self.stop_reading(turn, id);
            self.tell_handover(turn, id, HandOverStage::Offered);
            return Ok(());
        }
        let colleague = handover.to.display.clone();
        let visit = engagement.visit.clone();
        if self.visits.get(&visit).is_none_or(|visit| visit.socket.is_none()) {
            return Err("the customer's page is not connected: it can't be told that you read along".into());
        }
        self.tell_customer(turn, &visit, &ToCustomer::ReadsAlong(Some(colleague)));
        if let Some(handover) = self.handovers.get_mut(&id) {
            handover.reads = true;
        }
        self.tell_handover(turn, id, HandOverStage::Offered);
        self.brief_reader(turn, name, id);
        Ok(())
    }

    /// All that an agent who reads along needs: what the one has whose customer it is.
    pub(super) fn brief_reader(&mut self, turn: &mut Turn<'_>, name: &str, id: u64) {
        if let Some(view) = self.engagements.get(&id).map(|engagement| engagement.view()) {
            self.tell_agent(turn, name, &ToAgent::ReadAlong(view));
            self.brief_on_visit(turn, name, id);
        }
    }

    /// Nobody reads along any more, if anybody did.
    pub(super) fn stop_reading(&mut self, turn: &mut Turn<'_>, id: u64) {
        let Some(handover) = self.handovers.get_mut(&id).filter(|handover| handover.reads) else { return };
        handover.reads = false;
        let name = handover.to.name.clone();
        let Some(engagement) = self.engagements.get_mut(&id) else { return };
        engagement.read_by = Some(name.clone());
        let mut view = engagement.view();
        let runs = engagement.stage.is_running();
        let visit = engagement.visit.clone();
        if runs {
            // It goes on, and this agent has no part in it.
            view.stage = StageView::Ended { by: EndedBy::HandedOver };
            self.tell_customer(turn, &visit, &ToCustomer::ReadsAlong(None));
        }
        self.tell_agent(turn, &name, &ToAgent::ReadAlong(view));
    }

    /// The agent who reads along in an engagement.
    pub(in crate::hub) fn reader(&self, id: u64) -> Option<&str> {
        let handover = self.handovers.get(&id).filter(|handover| handover.reads)?;
        Some(&handover.to.name)
    }

    /// Whether an agent reads along in an engagement, and then the customer's visit: they
    /// may ask for what their copy of the page lacks, and for nothing else.
    pub(in crate::hub) fn reads(&self, name: &str, id: u64) -> Option<VisitId> {
        let reads = self.reader(id) == Some(name);
        self.engagements.get(&id).filter(|_| reads).map(|engagement| engagement.visit.clone())
    }

    /// Tells whoever reads along in a visit's engagement.
    pub(in crate::hub) fn tell_reader(
        &self,
        turn: &mut Turn<'_>,
        visit: &VisitId,
        message: impl FnOnce(u64) -> ToAgent,
    ) {
        if let Some(id) = self.running(visit)
            && let Some(name) = self.reader(id)
        {
            self.tell_agent(turn, name, &message(id));
        }
    }

    /// What a customer's page that is connected anew must hear: who reads along, or that
    /// nobody does any more, since a relay that was started again knows of nobody.
    pub(in crate::hub) fn says_who_reads(&self, id: u64) -> ToCustomer {
        let handover = self.handovers.get(&id).filter(|handover| handover.reads);
        ToCustomer::ReadsAlong(handover.map(|handover| handover.to.display.clone()))
    }

    /// One agent of a hand-over writes to the other. It is neither stored nor logged, and
    /// goes with the hand-over.
    pub(in crate::hub) fn aside(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        text: String,
    ) -> Result<(), String> {
        fits(&text)?;
        let Some(handover) = self.handovers.get_mut(&id) else {
            return Err("that offer is over".to_owned());
        };
        let writer = [&handover.from, &handover.to].into_iter().find(|seat| seat.name == name);
        let Some(writer) = writer else { return Err(unknown(id)) };
        if handover.asides.len() == MOST_ASIDES {
            return Err(format!("two agents may write {MOST_ASIDES} lines to each other"));
        }
        let from_first = handover.from.name == name;
        let aside = Aside { from: writer.display.clone(), yours: from_first, at: turn.now, text };
        handover.asides.push(aside.clone());
        let Some(handover) = self.handovers.get(&id) else { return Ok(()) };
        for reader in [&handover.from.name, &handover.to.name] {
            self.tell_agent(turn, reader, &ToAgent::Aside((id, handover.as_read_by(&aside, reader))));
        }
        Ok(())
    }

    /// A colleague does not take it, and says why.
    pub(in crate::hub) fn decline(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        word: String,
    ) -> Result<(), String> {
        fits(&word)?;
        if let Some(handover) = self.handovers.get_mut(&id).filter(|one| one.to.name == name) {
            handover.word = word;
        }
        self.answer_offer(turn, name, id, false)
    }
}

impl HandOver {
    /// A line as an agent of the hand-over sees it. Kept lines are as the one sees them who
    /// hands over.
    pub(super) fn as_read_by(&self, aside: &Aside, reader: &str) -> Aside {
        Aside { yours: aside.yours == (self.from.name == reader), ..aside.clone() }
    }
}
