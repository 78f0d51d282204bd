//! Recording the call: the customer is asked, and nothing but the customer's own yes lets
//! it begin. It holds for this one line and this one agent, and can be taken back.

use alongside_protocol::message::{
    CallFromCustomer, CallState, FromCustomer, RecordingConsent, RecordingStage, RecordingState,
    RecordingTerms, RecordingTold,
};
use serde::{Deserialize, Serialize};

use super::{Ask, Engage};
use crate::words::Word;

/// What is known of recording the one call. A page that goes on with the call has it
/// from the page before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Recording {
    /// What the agent's console does, as it told last.
    agent: Option<RecordingState>,
    /// The number of the latest question, and what the site says with it.
    question: Option<u64>,
    terms: Option<RecordingTerms>,
    /// What the customer has answered to that question.
    answer: Option<RecordingConsent>,
    /// Answers told of this call.
    told: u32,
}

/// What the customer sees of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingView {
    /// What is asked, while there is no answer.
    pub question: Option<RecordingQuestion>,
    /// What is going on.
    pub sign: RecordingSign,
}

/// The agent asks to record the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordingQuestion {
    /// Who asks, in a sentence.
    pub asks: String,
    /// What for, in the site's words: their language's tag, and the words.
    pub purpose: (String, String),
    /// Where it is kept, in the same way.
    pub kept: (String, String),
}

/// How a recording is, as the customer sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordingSign {
    /// There is none.
    #[default]
    None,
    /// The customer has allowed it, and it has not begun.
    Allowed,
    /// Both are being recorded.
    Records,
    /// It rests: on hold, in a sealed field, while the line is interrupted.
    Rests,
    /// The customer has taken the consent back, and the agent's console has not said yet
    /// that it has stopped.
    Stops,
}

impl Recording {
    fn stage(&self) -> RecordingStage {
        self.agent.map_or(RecordingStage::Off, |agent| agent.stage)
    }

    fn is_asked(&self) -> bool {
        self.stage() == RecordingStage::Asks && self.answer.is_none() && self.terms.is_some()
    }
}

impl Engage {
    /// What the agent's console does about recording, on whichever way it came. Only the
    /// relay brings what the site says about it.
    pub fn agent_records(&mut self, told: RecordingTold, out: &mut Vec<Ask>) {
        let RecordingTold { state, terms } = told;
        if !self.call.peer || state.number >> 32 != u64::from(self.call.number) {
            return;
        }
        let recording = &mut self.call.recording;
        let was_asked = recording.is_asked();
        let before = recording.stage();
        if terms.is_none()
            && recording.question == Some(state.number)
            && let Some(answer) = recording.answer
        {
            // The console asks again for an answer that the relay has brought and the line
            // has not.
            return self.answer_on_line(answer, out);
        }
        if recording.agent.is_none_or(|known| state.number > known.number) {
            recording.agent = Some(state);
            if state.stage == RecordingStage::Asks {
                recording.question = Some(state.number);
                recording.terms = None;
                recording.answer = None;
            }
        }
        if terms.is_some() && recording.question == Some(state.number) {
            recording.terms = terms;
        }
        if recording.is_asked() && !was_asked {
            return self.announce_question(out);
        }
        let agent = self.agent().unwrap_or_default();
        let word = match (before, self.call.recording.stage()) {
            (before, now) if before == now => return,
            (RecordingStage::Rests, RecordingStage::Records) => Word::RecordGoesOn,
            (_, RecordingStage::Records) => Word::RecordBegun,
            (_, RecordingStage::Rests) => Word::RecordRests,
            (RecordingStage::Records | RecordingStage::Rests, _) => Word::RecordOver,
            (RecordingStage::Asks, _) if was_asked => Word::RecordTakenBack,
            _ => return,
        };
        out.push(Ask::Announce(self.language.say_with(word, &[agent])));
    }

    /// The customer allows the recording; or does not, or no longer.
    pub fn allow_recording(&mut self, allows: bool, out: &mut Vec<Ask>) {
        let recording = &self.call.recording;
        let answered = recording.answer.map(|answer| answer.allows);
        // A yes answers a question that stands there; a no is never too much.
        let counts = if allows {
            recording.is_asked()
        } else {
            recording.stage() != RecordingStage::Off && answered != Some(false)
        };
        if !self.call.peer || !counts {
            return;
        }
        let told = recording.told + 1;
        let consent = RecordingConsent {
            number: CallState::numbered(self.call.number, told),
            question: recording.question.unwrap_or_default(),
            allows,
        };
        let refused = !allows && recording.is_asked();
        self.call.recording.told = told;
        self.call.recording.answer = Some(consent);
        // On its own line first: there nobody in between can make a yes of it.
        self.answer_on_line(consent, out);
        out.push(Ask::Tell(FromCustomer::Recording(consent)));
        let word = match (allows, refused) {
            (true, _) => Word::RecordAllowed,
            (false, true) => Word::RecordRefused,
            (false, false) => Word::RecordStops,
        };
        out.push(Ask::Announce(self.language.say(word).to_owned()));
    }

    fn answer_on_line(&self, consent: RecordingConsent, out: &mut Vec<Ask>) {
        let bytes = CallFromCustomer::Recording(consent).encode(0);
        out.push(Ask::SendOnCall { call: self.call.number, bytes });
    }

    /// Another agent, or none: what was allowed was allowed to the one before.
    pub(super) fn recording_ends(&mut self, out: &mut Vec<Ask>) {
        let was_under_way = self.call.recording.stage().is_under_way();
        if was_under_way {
            // The agent before may be cut off from the relay, and the line still be there.
            self.call.recording.told += 1;
            let consent = RecordingConsent {
                number: CallState::numbered(self.call.number, self.call.recording.told),
                question: self.call.recording.question.unwrap_or_default(),
                allows: false,
            };
            self.answer_on_line(consent, out);
        }
        let recording = &mut self.call.recording;
        if let Some(agent) = &mut recording.agent {
            agent.stage = RecordingStage::Off;
        }
        (recording.question, recording.terms, recording.answer) = (None, None, None);
        if was_under_way {
            out.push(Ask::Announce(self.language.say(Word::RecordOver).to_owned()));
        }
    }

    pub(super) fn recording(&self) -> RecordingView {
        let recording = &self.call.recording;
        if !self.call.peer {
            return RecordingView::default();
        }
        let refused = recording.answer.is_some_and(|answer| !answer.allows);
        let sign = match recording.stage() {
            RecordingStage::Asks if recording.answer.is_some_and(|answer| answer.allows) => {
                RecordingSign::Allowed
            }
            RecordingStage::Off | RecordingStage::Asks => RecordingSign::None,
            _ if refused => RecordingSign::Stops,
            RecordingStage::Records if self.call.connected => RecordingSign::Records,
            // While the line is interrupted there is nothing to record.
            RecordingStage::Records | RecordingStage::Rests => RecordingSign::Rests,
        };
        RecordingView { question: self.question(), sign }
    }

    fn question(&self) -> Option<RecordingQuestion> {
        let recording = &self.call.recording;
        let terms = recording.terms.as_ref().filter(|_| recording.is_asked())?;
        let asks = self.language.say_with(Word::RecordAsks, &[self.agent()?]);
        Some(RecordingQuestion {
            asks,
            purpose: self.in_own_language(&terms.purpose),
            kept: self.in_own_language(&terms.kept),
        })
    }

    fn announce_question(&self, out: &mut Vec<Ask>) {
        if let Some(question) = self.question() {
            out.push(Ask::Announce(self.question_says(&question)));
        }
    }

    fn question_says(&self, question: &RecordingQuestion) -> String {
        let where_to = self.language.say(Word::RecordAnswer);
        [&question.asks, &question.purpose.1, &question.kept.1, where_to].join(" ")
    }

    /// What there is to say of a recording in another tab when it is no longer as it was.
    pub(super) fn recording_elsewhere(&self, before: &RecordingView, now: &RecordingView) -> Option<String> {
        if let Some(question) = now.question.as_ref().filter(|_| before.question.is_none()) {
            return Some(self.question_says(question));
        }
        let word = match (before.sign, now.sign) {
            (before, now) if before == now => return None,
            (RecordingSign::Rests, RecordingSign::Records) => Word::RecordGoesOn,
            (_, RecordingSign::Records) => Word::RecordBegun,
            (_, RecordingSign::Rests) => Word::RecordRests,
            (_, RecordingSign::Stops) => Word::RecordStops,
            (RecordingSign::Records | RecordingSign::Rests | RecordingSign::Stops, _) => Word::RecordOver,
            _ => return None,
        };
        Some(self.language.say(word).to_owned())
    }

    /// The text in the panel's language; else the first that the site has.
    fn in_own_language(&self, texts: &[(String, String)]) -> (String, String) {
        let own = |(tag, _): &&(String, String)| tag.split('-').next() == Some(self.language.tag());
        texts.iter().find(own).or_else(|| texts.first()).cloned().unwrap_or_default()
    }
}
