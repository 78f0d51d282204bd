//! The way a call's sound takes through the network: when it is lost, how it is
//! looked for again (an ICE restart), and with which servers.

use alongside_protocol::message::{FromCustomer, IceServer};

use super::{Ask, Engage};
use crate::Millis;

/// How long each try has before the next one: an offer, an answer and checks in both
/// directions are a few round trips. Half a minute in all, then there is a new line.
const PATIENCE: [Millis; 5] = [2_000, 4_000, 8_000, 8_000, 8_000];

/// For how long a new socket is taken to be as good as any.
const NEW: Millis = 5_000;

/// Servers that hold no longer than this are asked for anew before they are used.
const NEARLY_OVER: Millis = 30_000;

/// The servers, and the tries to find a way.
#[derive(Debug, Default)]
pub(super) struct Line {
    servers: Vec<IceServer>,
    /// Until when what logs in to them holds; `None` when it has no end.
    until: Option<Millis>,
    /// Whether the relay hears us: without it the other side learns of no try.
    relay: bool,
    /// Whether sound flows: `None` until it has flowed once.
    up: Option<bool>,
    tries: usize,
    tried_at: Millis,
    /// When the socket was last opened anew for the line's sake.
    renewed_at: Option<Millis>,
    /// A try that waits for servers to use.
    waits: bool,
    /// Whether the latest try had a connection of its own.
    renews: bool,
}

impl Line {
    pub(super) fn servers(&self) -> Vec<IceServer> {
        self.servers.clone()
    }

    /// The call is another one, or over.
    pub(super) fn begins_anew(&mut self) {
        (self.up, self.tries, self.waits, self.renews) = (None, 0, false, false);
    }

    fn are_old(&self, now: Millis) -> bool {
        self.until.is_some_and(|until| now + NEARLY_OVER > until)
    }

    /// When the try that is under way has had its time.
    pub(super) fn due(&self) -> Option<Millis> {
        let lost = self.up == Some(false) && self.relay && self.tries > 0;
        lost.then(|| self.tried_at + PATIENCE[(self.tries - 1).min(PATIENCE.len() - 1)])
    }
}

impl Engage {
    /// Looks for a lost line again when its time has come.
    pub(super) fn look_again(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if self.line.due().is_some_and(|due| now >= due) {
            self.try_again(now, out);
        }
    }

    /// The browser is on another network, or on one again: sound that still flows may
    /// be about to stop, and the socket would not notice for minutes.
    pub fn network_changed(&mut self, now: Millis, out: &mut Vec<Ask>) {
        self.line.tries = 0;
        if self.line.up.is_some() {
            self.try_again(now, out);
        } else {
            self.reconnect(now, out);
        }
    }

    /// Sound has stopped on a line that the browser still believes in; it may come back
    /// while a new way is looked for, and then goes on. One that is about to be another
    /// agent's is left alone.
    pub fn sound_stopped(&mut self, now: Millis, call: u32, out: &mut Vec<Ask>) {
        let ours = call == self.call.number && self.call.peer && self.next.is_none();
        if !ours || self.line.up != Some(true) {
            return;
        }
        let fresh = self.line.renewed_at.is_some_and(|at| now < at + NEW);
        if !fresh {
            self.line.tries = 0;
            self.try_again(now, out);
        } else if self.line.relay {
            self.line.tries = 1;
            self.try_now(now, out);
        }
        // Else the try before this one has not left yet.
    }

    /// The servers for calls from now on.
    pub fn servers(&mut self, now: Millis, servers: Vec<IceServer>, lasts: Millis, out: &mut Vec<Ask>) {
        self.line.servers = servers;
        self.line.until = (lasts > 0).then_some(now + lasts);
        if std::mem::take(&mut self.line.waits) {
            self.restart(now, out);
        }
    }

    pub(super) fn relay_hears(&mut self, now: Millis) {
        self.line.relay = true;
        // What was tried meanwhile only leaves now.
        self.line.tried_at = now;
    }

    pub(super) fn relay_is_gone(&mut self) {
        self.line.relay = false;
    }

    pub(super) fn sound_flows(&mut self) {
        self.line.begins_anew();
        self.line.up = Some(true);
    }

    /// An adopted line has no sound: it is looked for as soon as the relay has named the
    /// servers.
    pub(super) fn sound_is_missed(&mut self) {
        (self.line.up, self.line.tries, self.line.waits) = (Some(false), 1, true);
    }

    /// Whether the lost line is being looked for, so that there is hope.
    pub(super) fn line_lost(&mut self, now: Millis, out: &mut Vec<Ask>) -> bool {
        if self.line.up.is_none() {
            return false;
        }
        // The try after a change of networks has its time, too.
        let before = self.line.tried_at + PATIENCE[0];
        let first = self.line.up.replace(false) == Some(true);
        if first && now >= before {
            self.line.tries = 0;
        }
        if self.line.tries == 0 {
            self.try_again(now, out);
        }
        true
    }

    /// The first try opens a new socket: whatever has cut the line may have cut that.
    fn try_again(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if self.line.tries == PATIENCE.len() {
            return self.replace_peer(out);
        }
        if self.line.tries == 0 {
            self.line.renews = false;
            self.reconnect(now, out);
        }
        self.line.tries += 1;
        self.try_now(now, out);
    }

    fn try_now(&mut self, now: Millis, out: &mut Vec<Ask>) {
        self.line.tried_at = now;
        if self.line.are_old(now) {
            // A new socket brings fresh ones with its welcome.
            self.line.waits = true;
            if self.line.relay {
                out.push(Ask::Tell(FromCustomer::AskServers(())));
            }
        } else {
            self.restart(now, out);
        }
    }

    fn reconnect(&mut self, now: Millis, out: &mut Vec<Ask>) {
        self.line.renewed_at = Some(now);
        self.line.relay = false;
        out.push(Ask::Reconnect);
    }

    /// A connection of its own first, and an ICE restart of the old one next: an agent whose
    /// console knows of no other connections answers only that.
    fn restart(&mut self, now: Millis, out: &mut Vec<Ask>) {
        self.line.tried_at = now;
        self.line.renews = !self.line.renews;
        let renews = self.line.renews;
        out.push(Ask::RestartPeer { call: self.call.number, ice: self.line.servers(), renews });
    }
}
