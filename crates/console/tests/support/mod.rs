//! A relay to talk to, in a few lines.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test uses all of it, and a helper may fail its test"
)]

pub(crate) mod recorder;

use alongside_console::app::{Effect, Input, State};
use alongside_protocol::{
    frame,
    message::{
        AgentWelcome, Channel, Engagement, FromAgent, Reason, ReasonGuess, Rtc, RtcSignal, Stage, Status,
        ToAgent, VisitView, Waiting,
    },
};

pub(crate) const NOW: u64 = 1_000_000;

/// A console that is logged in and connected, and what it did last.
pub(crate) struct Console {
    pub(crate) state: State,
    pub(crate) now: u64,
    sequence: u64,
}

impl Console {
    pub(crate) fn connected() -> Self {
        let mut console = Self { state: State::default(), now: NOW, sequence: 0 };
        console.input(Input::LoggedIn("Marie".into()));
        console.input(Input::Opened);
        console.hear(welcome());
        console
    }

    pub(crate) fn input(&mut self, input: Input) -> Vec<Effect> {
        self.state.handle(self.now, input)
    }

    /// The relay says something; acknowledgements are left out of the answer.
    pub(crate) fn hear(&mut self, message: ToAgent) -> Vec<Effect> {
        let counted = !matches!(message, ToAgent::Welcome(_) | ToAgent::Refusal(_));
        if matches!(message, ToAgent::Welcome(_)) {
            self.sequence = 0;
        }
        self.sequence += u64::from(counted);
        let sequence = if counted { self.sequence } else { 0 };
        let mut effects = self.input(Input::Received(message.encode(sequence)));
        effects.retain(|effect| !matches!(sent(effect), Some(FromAgent::Ack(_))));
        effects
    }

    /// An engagement of this agent, accepted.
    pub(crate) fn engaged(&mut self, id: u64, channel: Channel) -> Vec<Effect> {
        self.input(Input::Accept(id));
        self.hear(ToAgent::Engagement(engagement(id, channel, active())))
    }
}

/// The message in an effect that transmits one.
pub(crate) fn sent(effect: &Effect) -> Option<FromAgent> {
    let Effect::Transmit(bytes) = effect else {
        return None;
    };
    let (frame, rest) = frame::decode(bytes).unwrap();
    assert!(rest.is_empty());
    FromAgent::decode(&frame).unwrap()
}

/// All messages that effects transmit.
pub(crate) fn all_sent(effects: &[Effect]) -> Vec<FromAgent> {
    effects.iter().filter_map(sent).collect()
}

pub(crate) fn welcome() -> ToAgent {
    ToAgent::Welcome(AgentWelcome { name: "Marie".into(), ice: vec![], now: NOW + 500, ice_lasts: 0 })
}

pub(crate) fn active() -> Stage {
    Stage::Active { agent: "Marie".into() }
}

pub(crate) fn engagement(id: u64, channel: Channel, stage: Stage) -> Engagement {
    Engagement { id, visit: format!("visit-{id}"), channel, stage, lines: vec![] }
}

pub(crate) fn visit(id: u64, waiting_since: Option<u64>) -> VisitView {
    VisitView {
        visit: format!("visit-{id}"),
        site: "Riverbank".into(),
        since: NOW - 60_000 * id,
        online: true,
        status: Some(Status {
            path: "/dispute".into(),
            reason: Some(ReasonGuess { reason: Reason::Fix, confidence: 82, evidence: vec![] }),
            form: None,
            flow: None,
            customer: Some(format!("Customer {id}")),
            about: None,
        }),
        signals: vec![],
        waiting: waiting_since.map(|since| Waiting { engagement: id, channel: Channel::Voice, since }),
        agent: None,
        callback: None,
    }
}

pub(crate) fn offer(engagement: u64, call: u32) -> ToAgent {
    ToAgent::Rtc((engagement, Rtc { call, signal: RtcSignal::Offer { sdp: format!("offer {call}") } }))
}
