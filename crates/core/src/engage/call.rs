use alongside_protocol::message::{CallState, Channel, FromCustomer, Rtc, RtcSignal};

use super::{
    Ask, CallSupport, Engage, MicrophoneRefusal, Request, Then, on_call::OnCall, recording::Recording,
    secret::Muting, sound::Hearing, ways::Ways,
};
use crate::{Millis, words::Word};

#[derive(Debug, Default)]
pub(super) struct Call {
    pub(super) number: u32,
    pub(super) microphone: bool,
    /// The microphone was refused; only the customer asks for it again.
    pub(super) refused: bool,
    pub(super) peer: bool,
    pub(super) connected: bool,
    pub(super) muted: bool,
    /// Peers of this call that failed one after the other.
    failures: u32,
    pub(super) agent: Option<CallState>,
    /// The browser holds the agent's voice back.
    pub(super) blocked: bool,
    /// What the newest peer had to go by.
    pub(super) ways: Ways,
    pub(super) hearing: Hearing,
    pub(super) on_call: OnCall,
    pub(super) muting: Muting,
    pub(super) recording: Recording,
}

/// Peers that may fail before the call is given up.
const FAILURES: u32 = 2;

impl Call {
    /// No call; the last one had this number.
    pub(super) fn after(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    /// Another line takes the place of this one, with the same microphone.
    pub(super) fn moves_to(&mut self, number: u32) {
        let (microphone, refused, muted) = (self.microphone, self.refused, self.muted);
        *self = Self { number, microphone, refused, muted, peer: true, connected: true, ..Self::default() };
    }
}

impl Engage {
    /// The customer wants to talk.
    pub fn talk(&mut self, out: &mut Vec<Ask>) {
        self.open = true;
        self.notice = None;
        match self.support {
            CallSupport::Full => {}
            CallSupport::ListenOnly(refusal) => return self.say_notice(refusal.word(), out),
            CallSupport::None => return self.say_notice(Word::CallsUnsupported, out),
        }
        let speaks = self.call.peer && !self.listens();
        if speaks || matches!(self.request, Request::Microphone { .. }) {
            return;
        }
        if matches!(self.current(), Some(current) if current.channel == Channel::Voice && self.call.microphone)
        {
            // Already in the queue for it.
            return;
        }
        self.call.refused = false;
        self.ask_for_microphone(Then::Engage, out);
    }

    /// The customer mutes the microphone, or not.
    pub fn mute(&mut self, muted: bool, out: &mut Vec<Ask>) {
        if self.call.peer {
            self.muting_is_theirs();
            self.set_muted(muted, out);
        }
    }

    pub(super) fn set_muted(&mut self, muted: bool, out: &mut Vec<Ask>) {
        self.call.muted = muted;
        out.push(Ask::Mute(muted));
        self.tell_call(out);
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
                if self.call.peer {
                    // It only listened; the line that speaks, too, takes its place.
                    self.close_call(out);
                }
                self.call.microphone = true;
                self.ask_for(Channel::Voice, out);
            }
            (Ok(()), Then::Join) => {
                self.call.microphone = true;
                if self.call.muted {
                    // As on the page before, or as another tab has asked.
                    out.push(Ask::Mute(true));
                }
                self.join(out);
            }
            (Err(refusal), _) => {
                self.call.microphone = false;
                self.call.refused = true;
                if refusal.is_of_the_page() {
                    self.support = CallSupport::ListenOnly(refusal);
                }
                self.say_notice(refusal.word(), out);
            }
        }
    }

    /// The agent's step of setting up the call.
    pub fn rtc(&mut self, rtc: Rtc, out: &mut Vec<Ask>) {
        if self.has_line(rtc.call) {
            out.push(Ask::PeerSignal { call: rtc.call, signal: rtc.signal });
        }
    }

    /// Whether a line has this number, be it one that is only prepared.
    fn has_line(&self, call: u32) -> bool {
        call == self.call.number && self.call.peer || self.is_warm(call) || self.is_next(call)
    }

    /// Our step of setting up the call.
    pub fn peer_signal(&mut self, call: u32, signal: RtcSignal, out: &mut Vec<Ask>) {
        if self.has_line(call) {
            self.call.ways.found(&signal);
            out.push(Ask::Tell(FromCustomer::Rtc(Rtc { call, signal })));
        }
    }

    /// The line is up (`true`), or interrupted.
    pub fn peer_connected(&mut self, now: Millis, call: u32, connected: bool, out: &mut Vec<Ask>) {
        if self.is_warm(call) {
            return self.warm_connected(connected, out);
        }
        if self.is_next(call) {
            return if connected { self.next_is_up(now) } else { self.moves_hard(out) };
        }
        if call != self.call.number || !self.call.peer {
            return;
        }
        self.line_is_up(connected, out);
        if connected {
            self.sound_flows();
        } else {
            self.line_lost(now, out);
        }
    }

    pub(super) fn line_is_up(&mut self, connected: bool, out: &mut Vec<Ask>) {
        if self.call.connected != connected {
            self.call.connected = connected;
            self.call.failures = 0;
            let word = if connected { Word::Connected } else { Word::LineLost };
            out.push(Ask::Announce(self.language.say(word).to_owned()));
            self.tell_call(out);
        }
    }

    /// The line has failed. Where sound has flowed it is looked for; else it is given
    /// up.
    pub fn peer_failed(&mut self, now: Millis, call: u32, out: &mut Vec<Ask>) {
        if self.is_warm(call) {
            return self.cool(out);
        }
        if self.is_next(call) {
            return self.moves_hard(out);
        }
        if call != self.call.number || !self.call.peer {
            return;
        }
        if self.call.connected {
            self.peer_connected(now, call, false, out);
        } else if !self.line_lost(now, out) {
            self.replace_peer(out);
        }
    }

    /// A line that can't be mended: a new one takes its place, and when that fails,
    /// too, the conversation goes on in writing.
    pub(super) fn replace_peer(&mut self, out: &mut Vec<Ask>) {
        if self.next.is_some() {
            // The line to the next agent takes its place.
            return;
        }
        let failures = self.call.failures + 1;
        if failures < FAILURES {
            self.last_word(out);
            out.push(Ask::ClosePeer);
            self.call.peer = false;
            self.join(out);
            self.call.failures = failures;
        } else {
            let why = self.call.ways.why_not(&self.line.servers());
            self.close_call(out);
            self.ask_for(Channel::Chat, out);
            self.failed = Some(why);
        }
    }

    /// An agent who was away has not heard how the call is here.
    pub fn agent_is_back(&mut self, out: &mut Vec<Ask>) {
        if self.call.peer {
            self.tell_call(out);
        }
    }

    fn ask_for_microphone(&mut self, then: Then, out: &mut Vec<Ask>) {
        self.tokens += 1;
        self.request = Request::Microphone { token: self.tokens, then };
        out.push(Ask::OpenMicrophone { token: self.tokens });
    }

    /// A microphone asked for to join a call that is over is not waited for.
    pub(super) fn nobody_to_join(&mut self) {
        if matches!(self.request, Request::Microphone { then: Then::Join, .. }) {
            self.request = Request::None;
        }
    }

    pub(super) fn join(&mut self, out: &mut Vec<Ask>) {
        if self.agent().is_none() {
            return;
        }
        if !self.call.microphone && !self.listens() {
            // After a page load the microphone must be asked for again.
            if !matches!(self.request, Request::Microphone { .. }) && !self.call.refused {
                self.ask_for_microphone(Then::Join, out);
            }
            return;
        }
        if self.take_warm(out) {
            return;
        }
        self.call.number += 1;
        self.call.peer = true;
        self.call.connected = false;
        self.call.agent = None;
        self.call.blocked = false;
        self.call.ways = Ways::default();
        self.call.on_call = OnCall::default();
        self.call.recording = Recording::default();
        self.line.begins_anew();
        out.push(Ask::OpenPeer { call: self.call.number, ice: self.line.servers() });
    }

    pub(super) fn close_call(&mut self, out: &mut Vec<Ask>) {
        self.last_word(out);
        self.cool(out);
        if self.call.peer {
            out.push(Ask::ClosePeer);
        }
        if self.call.microphone {
            out.push(Ask::CloseMicrophone);
        }
        self.call = Call::after(self.newest_call());
        self.next = None;
        self.line.begins_anew();
    }
}
