//! A person, one click away: queue, chat and call, and what comes next when one
//! of them can't be had.

mod view;

use alongside_protocol::message::{
    Availability, CallState, Channel, ChatLine, EndedBy, Engage as EngageMessage, Engagement, FromCustomer,
    IceServer, Rtc, RtcSignal, Stage,
};

pub use view::{Action, CallView, PanelView};

use crate::{
    privacy::{Policy, Redacted},
    words::Word,
};

/// Why there is no microphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MicrophoneRefusal {
    /// The customer, the browser or the page's policy said no.
    Denied,
    /// No device.
    Missing,
    /// Another program holds it.
    InUse,
    /// The browser or the page's address can't have one.
    Unsupported,
}

/// What the engagement asks of the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Ask for the microphone; the answer carries the token.
    OpenMicrophone {
        /// The token.
        token: u32,
    },
    /// Let the microphone go.
    CloseMicrophone,
    /// Mute it, or not.
    Mute(bool),
    /// Set up the call's media.
    OpenPeer {
        /// Its number.
        call: u32,
        /// Servers for connectivity checks.
        ice: Vec<IceServer>,
    },
    /// Hand the agent's step to the peer.
    PeerSignal {
        /// The call's number.
        call: u32,
        /// The step.
        signal: RtcSignal,
    },
    /// Take the media down.
    ClosePeer,
    /// Tell the relay.
    Tell(FromCustomer<Redacted>),
    /// An agent is there (`true`) or gone: the page is mirrored or not.
    Mirror(bool),
    /// Say it to whoever can't see the panel.
    Announce(String),
    /// The engagement's stage changed.
    StageChanged,
}

/// The customer's side of an engagement.
#[derive(Debug)]
pub struct Engage {
    policy: Policy,
    language: crate::words::Language,
    pub(crate) open: bool,
    /// An earlier page was engaged, and the relay has not said yet what came of it.
    restored: bool,
    availability: Option<Availability>,
    ice: Vec<IceServer>,
    request: Request,
    engagement: Option<Engagement>,
    call: Call,
    notice: Option<Word>,
    /// The call was given up; said once the relay has changed the channel.
    failed: bool,
    unread: u32,
    tokens: u32,
}

/// What was asked for and not yet answered by the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Request {
    None,
    Microphone { token: u32, then: Then },
    Sent(Channel),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Engage,
    Join,
}

#[derive(Debug, Default)]
struct Call {
    number: u32,
    microphone: bool,
    peer: bool,
    connected: bool,
    muted: bool,
    /// Peers of this call that failed one after the other.
    failures: u32,
    agent: Option<CallState>,
}

/// Peers that may fail before the call is given up.
const FAILURES: u32 = 2;

impl Engage {
    /// Nobody is engaged. `call` is the last call's number on an earlier page.
    #[must_use]
    pub fn new(policy: Policy, language: crate::words::Language, call: u32) -> Self {
        Self {
            policy,
            language,
            open: false,
            restored: false,
            availability: None,
            ice: Vec::new(),
            request: Request::None,
            engagement: None,
            call: Call { number: call, ..Call::default() },
            notice: None,
            failed: false,
            unread: 0,
            tokens: 0,
        }
    }

    /// Puts the panel as an earlier page left it.
    pub fn restore(&mut self, open: bool) {
        self.open = open;
        self.restored = true;
    }

    /// The last call's number.
    #[must_use]
    pub fn call_number(&self) -> u32 {
        self.call.number
    }

    /// The engagement, when there is one that has not ended.
    #[must_use]
    pub fn current(&self) -> Option<&Engagement> {
        self.engagement.as_ref().filter(|engagement| !matches!(engagement.stage, Stage::Ended { .. }))
    }

    /// The engagement, even when it has ended.
    #[must_use]
    pub fn last(&self) -> Option<&Engagement> {
        self.engagement.as_ref()
    }

    /// Whether the customer wants, awaits or has a person: on this page, or on the
    /// one before as far as we know.
    #[must_use]
    pub fn is_engaged(&self) -> bool {
        self.request != Request::None || self.current().is_some() || self.restored
    }

    /// Whether the next page must take the engagement up again.
    #[must_use]
    pub fn outlives_page(&self) -> bool {
        matches!(self.request, Request::Sent(_)) || self.current().is_some() || self.restored
    }

    /// The agent's name, while one is there.
    #[must_use]
    pub fn agent(&self) -> Option<&str> {
        match &self.engagement.as_ref()?.stage {
            Stage::Active { agent } => Some(agent),
            _ => None,
        }
    }

    /// The customer wants to talk.
    pub fn talk(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        if self.call.peer || matches!(self.request, Request::Microphone { .. }) {
            return;
        }
        self.ask_for_microphone(Then::Engage, out);
    }

    /// The customer wants to write.
    pub fn chat(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        self.unread = 0;
        if self.current().is_none() && self.request != Request::Sent(Channel::Chat) {
            self.ask_for(Channel::Chat, out);
        }
    }

    /// The customer opens or closes the panel.
    pub fn toggle(&mut self, open: bool) {
        self.open = open;
        if open {
            self.unread = 0;
        }
        if !open && self.current().is_none() {
            self.notice = None;
        }
    }

    /// The customer leaves the queue, hangs up, or ends the chat.
    pub fn leave(&mut self, out: &mut Vec<Ask>) {
        if self.outlives_page() {
            out.push(Ask::Tell(FromCustomer::Leave(())));
        }
        self.request = Request::None;
        self.restored = false;
        self.close_call(out);
    }

    /// The customer says something in writing.
    pub fn say(&mut self, text: &str, out: &mut Vec<Ask>) {
        let text = self.policy.said(text);
        if !text.as_str().is_empty() && self.current().is_some() {
            out.push(Ask::Tell(FromCustomer::Chat(alongside_protocol::message::Chat { text })));
        }
    }

    /// The customer mutes the microphone, or not.
    pub fn mute(&mut self, muted: bool, out: &mut Vec<Ask>) {
        if self.call.peer {
            self.call.muted = muted;
            out.push(Ask::Mute(muted));
            self.tell_call(out);
        }
    }

    /// The browser's answer about the microphone.
    pub fn microphone(&mut self, token: u32, answer: Result<(), MicrophoneRefusal>, out: &mut Vec<Ask>) {
        let Request::Microphone { token: asked, then } = self.request else {
            // Nobody waits for it any more; a call that has one keeps it.
            if !self.call.microphone {
                out.push(Ask::CloseMicrophone);
            }
            return;
        };
        if asked != token {
            return;
        }
        self.request = Request::None;
        match (answer, then) {
            (Ok(()), Then::Engage) => {
                self.call.microphone = true;
                self.ask_for(Channel::Voice, out);
            }
            (Ok(()), Then::Join) => {
                self.call.microphone = true;
                self.join(out);
            }
            (Err(refusal), _) => {
                self.call.microphone = false;
                let word = match refusal {
                    MicrophoneRefusal::Denied => Word::MicrophoneDenied,
                    MicrophoneRefusal::Missing => Word::MicrophoneMissing,
                    MicrophoneRefusal::InUse => Word::MicrophoneInUse,
                    MicrophoneRefusal::Unsupported => Word::MicrophoneUnsupported,
                };
                self.notice = Some(word);
                out.push(Ask::Announce(self.language.say(word).to_owned()));
            }
        }
    }

    /// The relay has welcomed us. One that does not know us any more has no agent
    /// for us either.
    pub fn welcomed(&mut self, ice: Vec<IceServer>, resumed: bool, out: &mut Vec<Ask>) {
        self.ice = ice;
        if self.notice == Some(Word::NoRelay) {
            self.notice = None;
        }
        if !resumed && (self.current().is_some() || self.restored) {
            if self.agent().is_some() {
                out.push(Ask::Mirror(false));
            }
            self.close_call(out);
            self.nobody_to_join();
            self.engagement = None;
            self.restored = false;
            self.notice = Some(Word::EndedLost);
            out.push(Ask::Announce(self.language.say(Word::EndedLost).to_owned()));
        }
    }

    /// The relay can't be reached.
    pub fn unreachable(&mut self, out: &mut Vec<Ask>) {
        if matches!(self.request, Request::Sent(_)) {
            self.notice = Some(Word::NoRelay);
            out.push(Ask::Announce(self.language.say(Word::NoRelay).to_owned()));
        }
    }

    /// Who could help.
    pub fn available(&mut self, availability: Availability) {
        self.availability = Some(availability);
    }

    /// The relay's word on the engagement.
    pub fn update(&mut self, engagement: Engagement, out: &mut Vec<Ask>) {
        let had_agent = self.agent().map(str::to_owned);
        self.request = match self.request {
            Request::Sent(_) => Request::None,
            waiting => waiting,
        };
        let stage = engagement.stage.clone();
        let voice = engagement.channel == Channel::Voice;
        self.engagement = Some(engagement);
        self.notice = std::mem::take(&mut self.failed).then_some(Word::CallFailed);
        match &stage {
            Stage::Waiting { position } => {
                self.open = true;
                if !voice {
                    self.close_call(out);
                }
                out.push(Ask::Announce(self.language.say_with(Word::Position, &[&position.to_string()])));
            }
            Stage::Active { agent } => {
                if had_agent.as_ref() != Some(agent) {
                    self.open |= !self.restored;
                    out.push(Ask::Announce(self.language.say_with(Word::With, &[agent])));
                    out.push(Ask::Mirror(true));
                }
                if voice && !self.call.peer {
                    self.join(out);
                } else if !voice {
                    self.close_call(out);
                    self.nobody_to_join();
                }
            }
            Stage::Ended { by } => {
                self.close_call(out);
                self.nobody_to_join();
                if had_agent.is_some() {
                    out.push(Ask::Mirror(false));
                }
                let word = match by {
                    EndedBy::Customer => Word::EndedByCustomer,
                    EndedBy::Agent => Word::EndedByAgent,
                    EndedBy::NoAgent => Word::NoAgent,
                    EndedBy::Lost => Word::EndedLost,
                };
                self.notice = Some(word);
                out.push(Ask::Announce(self.language.say(word).to_owned()));
            }
        }
        self.restored = false;
        out.push(Ask::StageChanged);
    }

    /// A line of the conversation.
    pub fn line(&mut self, line: ChatLine, out: &mut Vec<Ask>) {
        let Some(engagement) = &mut self.engagement else { return };
        if line.from == alongside_protocol::message::Speaker::Agent {
            if !self.open {
                self.unread += 1;
            }
            let agent = match &engagement.stage {
                Stage::Active { agent } => agent.as_str(),
                _ => "",
            };
            out.push(Ask::Announce(format!("{agent}: {}", line.text)));
        }
        engagement.lines.push(line);
    }

    /// The agent's step of setting up the call.
    pub fn rtc(&mut self, rtc: Rtc, out: &mut Vec<Ask>) {
        if rtc.call == self.call.number && self.call.peer {
            out.push(Ask::PeerSignal { call: rtc.call, signal: rtc.signal });
        }
    }

    /// Our step of setting up the call.
    pub fn peer_signal(&mut self, call: u32, signal: RtcSignal, out: &mut Vec<Ask>) {
        if call == self.call.number && self.call.peer {
            out.push(Ask::Tell(FromCustomer::Rtc(Rtc { call, signal })));
        }
    }

    /// The line is up (`true`), or interrupted.
    pub fn peer_connected(&mut self, call: u32, connected: bool, out: &mut Vec<Ask>) {
        if call == self.call.number && self.call.peer && self.call.connected != connected {
            self.call.connected = connected;
            self.call.failures = 0;
            let word = if connected { Word::Connected } else { Word::LineLost };
            out.push(Ask::Announce(self.language.say(word).to_owned()));
            self.tell_call(out);
        }
    }

    /// The line can't be mended: a new one takes its place, and when that fails,
    /// too, the conversation goes on in writing.
    pub fn peer_failed(&mut self, call: u32, out: &mut Vec<Ask>) {
        if call != self.call.number || !self.call.peer {
            return;
        }
        let failures = self.call.failures + 1;
        if failures < FAILURES {
            out.push(Ask::ClosePeer);
            self.call.peer = false;
            self.join(out);
            self.call.failures = failures;
        } else {
            self.close_call(out);
            self.ask_for(Channel::Chat, out);
            self.failed = true;
        }
    }

    /// What the agent's line is doing.
    pub fn agent_call(&mut self, state: CallState) {
        self.call.agent = Some(state);
    }

    fn ask_for(&mut self, channel: Channel, out: &mut Vec<Ask>) {
        self.request = Request::Sent(channel);
        out.push(Ask::Tell(FromCustomer::Engage(EngageMessage { channel })));
    }

    fn ask_for_microphone(&mut self, then: Then, out: &mut Vec<Ask>) {
        self.tokens += 1;
        self.request = Request::Microphone { token: self.tokens, then };
        out.push(Ask::OpenMicrophone { token: self.tokens });
    }

    /// A microphone asked for to join a call that is over is not waited for.
    fn nobody_to_join(&mut self) {
        if matches!(self.request, Request::Microphone { then: Then::Join, .. }) {
            self.request = Request::None;
        }
    }

    fn join(&mut self, out: &mut Vec<Ask>) {
        if self.agent().is_none() {
            return;
        }
        if !self.call.microphone {
            // After a page load the microphone must be asked for again.
            if !matches!(self.request, Request::Microphone { .. }) && self.notice.is_none() {
                self.ask_for_microphone(Then::Join, out);
            }
            return;
        }
        self.call.number += 1;
        self.call.peer = true;
        self.call.connected = false;
        self.call.agent = None;
        out.push(Ask::OpenPeer { call: self.call.number, ice: self.ice.clone() });
    }

    fn close_call(&mut self, out: &mut Vec<Ask>) {
        if self.call.peer {
            out.push(Ask::ClosePeer);
        }
        if self.call.microphone {
            out.push(Ask::CloseMicrophone);
        }
        self.call = Call { number: self.call.number, ..Call::default() };
    }

    fn tell_call(&self, out: &mut Vec<Ask>) {
        let state = CallState { muted: self.call.muted, connected: self.call.connected };
        out.push(Ask::Tell(FromCustomer::CallState(state)));
    }
}
