//! The way the call's sound takes through the network, from the agent's side: when it
//! is lost, how it is looked for again, and with which servers. The customer's page
//! does the same from its side, and decides when there is to be a new line.

use alongside_protocol::message::{FromAgent, IceServer, Rtc, RtcSignal};

use super::{Effect, Line, Phase, SightInput, State};

/// How long each try has before the next one, in milliseconds: an offer, an answer and
/// checks in both directions are a few round trips.
const PATIENCE: [u64; 5] = [2_000, 4_000, 8_000, 8_000, 8_000];

/// For how long, in milliseconds, a new socket is taken to be as good as any.
const NEW: u64 = 5_000;

/// Servers that hold no longer than this, in milliseconds, are asked for anew before
/// they are used.
const NEARLY_OVER: u64 = 30_000;

/// The tries to find a way, and what the customer has not heard of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Network {
    /// Until when what logs in to the servers holds; `None` when it has no end.
    until: Option<u64>,
    tries: usize,
    tried_at: u64,
    /// When the socket was last opened anew for the line's sake.
    renewed_at: Option<u64>,
    /// A try that waits for servers to use.
    waits: bool,
    /// Signals for the customer's page from while there was no connection: without
    /// them it would wait for an answer for ever.
    unsent: Vec<RtcSignal>,
}

impl State {
    /// The browser is on another network, or on one again: a socket does not notice.
    pub(super) fn network_changed(&mut self, now: u64, effects: &mut Vec<Effect>) {
        self.network.tries = 0;
        let has_line = |line| matches!(line, Line::Connected | Line::Interrupted);
        if self.voice.as_ref().is_some_and(|voice| has_line(voice.line)) {
            self.find_way(now, effects);
        } else {
            self.new_socket(now, effects);
        }
    }

    /// Sound has stopped on a line that the browser still believes in. A page that goes, or
    /// is gone, takes its sound along: that is no matter of the network's.
    pub(super) fn sound_stopped(&mut self, now: u64, effects: &mut Vec<Effect>) {
        let Some(voice) = self.voice.as_ref().filter(|voice| voice.line == Line::Connected) else { return };
        let visit = self.room(voice.engagement).and_then(|room| room.visit.as_ref());
        if voice.reloads || visit.is_some_and(|visit| !visit.online) {
            return;
        }
        let fresh = self.network.renewed_at.is_some_and(|at| now < at + NEW);
        if !fresh {
            self.network.tries = 0;
            self.find_way(now, effects);
        } else if self.link.is_up() {
            self.network.tries = 1;
            self.try_now(now, effects);
        }
        // Else the try before this one has not left yet.
    }

    /// Sound flows, or the line is another one, or over.
    pub(super) fn way_is_found(&mut self) {
        (self.network.tries, self.network.waits) = (0, false);
    }

    pub(super) fn line_begins(&mut self) {
        self.way_is_found();
        self.network.unsent.clear();
    }

    pub(super) fn way_is_lost(&mut self, now: u64, effects: &mut Vec<Effect>) {
        // The try after a change of networks has its time, too.
        if self.network.tries == 1 && now >= self.network.tried_at + PATIENCE[0] {
            self.network.tries = 0;
        }
        if self.network.tries == 0 {
            self.find_way(now, effects);
        }
    }

    /// Whether time matters to the search.
    pub(super) fn looks_for_way(&self) -> bool {
        let lost = self.voice.as_ref().is_some_and(|voice| voice.line == Line::Interrupted);
        // Without the relay the customer learns of no try.
        lost && self.link.is_up() && (1..PATIENCE.len()).contains(&self.network.tries)
    }

    pub(super) fn search_on(&mut self, now: u64, effects: &mut Vec<Effect>) {
        if self.looks_for_way() && now >= self.network.tried_at + PATIENCE[self.network.tries - 1] {
            self.find_way(now, effects);
        }
    }

    /// The servers for calls from now on, and for how many milliseconds (0: no end).
    pub(super) fn servers(
        &mut self,
        now: u64,
        (servers, lasts): (Vec<IceServer>, u64),
        effects: &mut Vec<Effect>,
    ) {
        self.ice = servers;
        self.network.until = (lasts > 0).then_some(now + lasts);
        if std::mem::take(&mut self.network.waits) {
            self.network.tried_at = now;
            effects.push(Effect::RestartLine);
        }
    }

    /// There is a connection again: what was tried and said meanwhile leaves now.
    pub(super) fn catch_up(&mut self, now: u64, servers: (Vec<IceServer>, u64), effects: &mut Vec<Effect>) {
        self.network.tried_at = now;
        self.servers(now, servers, effects);
        let Some(voice) = &self.voice else { return };
        let (engagement, call) = (voice.engagement, voice.call);
        for signal in std::mem::take(&mut self.network.unsent) {
            self.send(FromAgent::Rtc((engagement, Rtc { call, signal })), effects);
        }
        self.tell_line(effects);
    }

    /// A signal for the customer's page.
    pub(super) fn signal(&mut self, engagement: u64, rtc: Rtc, effects: &mut Vec<Effect>) {
        if !self.send(FromAgent::Rtc((engagement, rtc.clone())), effects) {
            self.network.unsent.push(rtc.signal);
        }
    }

    /// The first try opens a new socket: whatever has cut the line may have cut that.
    fn find_way(&mut self, now: u64, effects: &mut Vec<Effect>) {
        if self.network.tries == 0 {
            self.new_socket(now, effects);
        }
        self.network.tries += 1;
        self.try_now(now, effects);
    }

    fn try_now(&mut self, now: u64, effects: &mut Vec<Effect>) {
        self.network.tried_at = now;
        if self.network.until.is_some_and(|until| now + NEARLY_OVER > until) {
            // A new socket brings fresh ones with its welcome.
            self.network.waits = true;
            self.send(FromAgent::AskServers(()), effects);
        } else {
            effects.push(Effect::RestartLine);
        }
    }

    fn new_socket(&mut self, now: u64, effects: &mut Vec<Effect>) {
        self.network.renewed_at = Some(now);
        if self.phase == Phase::Desk && !self.link.is_refused() {
            self.accepting = None;
            self.link.renew();
            self.all_sights(now, SightInput::SocketLost);
            effects.push(Effect::Connect { after: 0 });
        }
    }
}
