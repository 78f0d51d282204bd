//! Recording a call: who asks, who allows and what happens is passed on and written down.
//! Whether there is consent is between the two browsers; the relay only knows whether
//! the site allows recordings at all.

use alongside_protocol::message::{
    RecordingConsent, RecordingStage, RecordingState, RecordingTerms, RecordingTold, ToAgent, ToCustomer,
};

use super::{
    Hub, Turn,
    io::{Audited, Recorded, VisitId},
};

/// What was last heard of recording an engagement's call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recording {
    state: RecordingState,
    /// The number of the last question; none where it was not heard.
    question: Option<u64>,
    answer: Option<RecordingConsent>,
}

impl Recording {
    /// Whether a customer's answer is to this. Without the question a no counts, too: of a
    /// page that has missed it, and to a relay that was started after it.
    fn is_answered_by(&self, consent: RecordingConsent) -> bool {
        let unknown = self.question.is_none() || consent.question == 0;
        self.question == Some(consent.question) || unknown && !consent.allows
    }

    /// Whether there was a yes, be it that it was not heard here: without the question
    /// only a recording is told of.
    fn was_allowed(&self) -> bool {
        self.state.stage.is_under_way() || self.question.is_none()
    }
}

impl Hub {
    /// Whether calls of an engagement may be recorded, and on what terms.
    pub(super) fn recording_terms(&self, id: u64) -> Option<RecordingTerms> {
        let site = self.engagements.get(&id)?.site;
        self.rules.sites[site].recording.as_ref()?.terms()
    }

    /// What an agent's console does about recording.
    pub(super) fn agent_records(
        &mut self,
        turn: &mut Turn<'_>,
        name: &str,
        id: u64,
        state: RecordingState,
    ) -> Result<(), String> {
        let Some(visit) = self.partner(name, id)? else { return Ok(()) };
        let terms = self.recording_terms(id);
        if terms.is_none() && state.stage != RecordingStage::Off {
            return Err("this site's calls are not recorded".to_owned());
        }
        let known = self.recordings.get(&id).copied();
        if known.is_some_and(|known| state.number <= known.state.number) {
            return Ok(());
        }
        let asks = state.stage == RecordingStage::Asks;
        let now = Recording {
            state,
            question: if asks { Some(state.number) } else { known.and_then(|known| known.question) },
            answer: known.and_then(|known| known.answer).filter(|_| !asks),
        };
        self.recordings.insert(id, now);
        if let Some(what) = happened(known, state.stage) {
            self.audit(turn, Audited::Recording(what), Some(name.to_owned()), id, &visit);
        }
        let told = RecordingTold { state, terms: terms.filter(|_| asks) };
        self.tell_customer(turn, &visit, &ToCustomer::Recording(Box::new(told)));
        Ok(())
    }

    /// The customer's answer.
    pub(super) fn customer_consents(
        &mut self,
        turn: &mut Turn<'_>,
        visit: &VisitId,
        consent: RecordingConsent,
    ) {
        self.forward(turn, visit, |engagement| ToAgent::Recording((engagement, consent)));
        let Some(id) = self.running(visit) else { return };
        let Some(known) = self.recordings.get_mut(&id).filter(|known| known.is_answered_by(consent)) else {
            return;
        };
        // One yes and one no each question: nobody fills the log with second thoughts.
        let what = match (known.answer.map(|answer| answer.allows), consent.allows) {
            (None, true) => Recorded::Allowed,
            (None, false) if !known.was_allowed() => Recorded::Refused,
            (None | Some(true), false) => Recorded::Withdrawn,
            (Some(false), _) | (Some(true), true) => return,
        };
        known.answer = Some(consent);
        let agent = self.engagements.get(&id).and_then(|engagement| engagement.stage.agent());
        self.audit(turn, Audited::Recording(what), agent.map(str::to_owned), id, visit);
    }

    /// The engagement is over, or with another agent: nothing is recorded any more.
    pub(super) fn recording_is_over(&mut self, turn: &mut Turn<'_>, id: u64, agent: Option<String>) {
        self.close_recording(turn, id, agent, Recorded::Ended);
    }

    /// An agent's connection is gone. What the console goes on doing it tells when it is
    /// back; one that was loaded anew has nothing to tell.
    pub(super) fn recordings_out_of_sight(&mut self, turn: &mut Turn<'_>, name: &str) {
        for id in self.engagements_of(name) {
            let known = self.recordings.get(&id).copied();
            self.close_recording(turn, id, Some(name.to_owned()), Recorded::Unseen);
            // The question stays: the customer's answer to it comes without the console.
            // The console tells the same state again, which is news then.
            let unseen = RecordingState { number: 0, stage: RecordingStage::Off };
            self.recordings.extend(known.map(|known| (id, Recording { state: unseen, ..known })));
        }
    }

    fn close_recording(&mut self, turn: &mut Turn<'_>, id: u64, agent: Option<String>, how: Recorded) {
        let under_way = self.recordings.remove(&id).is_some_and(|known| known.state.stage.is_under_way());
        let visit = self.engagements.get(&id).map(|engagement| engagement.visit.clone());
        if let Some(visit) = visit.filter(|_| under_way) {
            self.audit(turn, Audited::Recording(how), agent, id, &visit);
        }
    }
}

/// What is written down when a console says `now`.
fn happened(known: Option<Recording>, now: RecordingStage) -> Option<Recorded> {
    let before = known.map_or(RecordingStage::Off, |known| known.state.stage);
    let answered = known.is_some_and(|known| known.answer.is_some());
    match (before, now) {
        (before, now) if before == now && now != RecordingStage::Asks => None,
        (_, RecordingStage::Asks) => Some(Recorded::Asked),
        (RecordingStage::Rests, RecordingStage::Records) => Some(Recorded::GoesOn),
        (_, RecordingStage::Records) => Some(Recorded::Begun),
        (_, RecordingStage::Rests) => Some(Recorded::Rests),
        (RecordingStage::Asks, RecordingStage::Off) => (!answered).then_some(Recorded::NoLongerAsked),
        (_, RecordingStage::Off) => Some(Recorded::Ended),
    }
}
