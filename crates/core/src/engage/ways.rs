//! Which ways into the network a call had, to say why it failed.

use alongside_protocol::message::{IceServer, RtcSignal};

use crate::words::Word;

/// The ways that our side of a call has found (its ICE candidates, RFC 8839, 5.1).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ways {
    /// Addresses of this device.
    own: bool,
    /// Addresses that a STUN or TURN server saw or lent: it was reached.
    by_server: bool,
}

impl Ways {
    /// Takes note of a step of ours.
    pub(super) fn found(&mut self, signal: &RtcSignal) {
        let RtcSignal::Candidate { candidate, .. } = signal else { return };
        let mut words = candidate.split_ascii_whitespace().skip_while(|word| *word != "typ").skip(1);
        match words.next() {
            Some("host") => self.own = true,
            Some("srflx" | "relay") => self.by_server = true,
            _ => {}
        }
    }

    /// Why the call failed, as far as these ways tell. A device whose own address is
    /// the one the server sees may name only the first: the sentence is then too sure
    /// of the cause, and its offers are the same.
    pub(super) fn why_not(self, servers: &[IceServer]) -> Word {
        match (self.own, self.by_server) {
            (false, false) => Word::CallNoWay,
            (true, false) if !servers.is_empty() => Word::CallNoUdp,
            _ => Word::CallFailed,
        }
    }
}
