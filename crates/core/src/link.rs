//! The line to the relay: greeting, numbering, acknowledgement, resume, reconnect.

use std::collections::VecDeque;

use alongside_protocol::{
    WIRE_VERSION,
    frame::{self, FrameError},
    message::{Ack, FromCustomer, Hello, RefusalCode, Resume, ToCustomer},
};
use serde::{Deserialize, Serialize};

use crate::{Millis, privacy::Redacted};

/// Tries in a row that fail.
const HOPELESS: u32 = 4;

/// First and longest pause before another try.
const PAUSES: (Millis, Millis) = (400, 30_000);

/// Unacknowledged frames kept at most; the oldest page frames go first.
const OUTBOX: usize = 512;

/// The relay's close code for a socket that another of the same visit replaced.
const REPLACED: u16 = 4000;

/// Stands for the number of what waits for the line to open.
const UNNUMBERED: u64 = u64::MAX;

/// Kinds of what is of the page: a frame, and a style sheet that was asked for. They
/// are never sent twice: a new snapshot takes their place, and who then lacks a sheet
/// asks for it.
const OF_PAGE: [u8; 2] = [24, 30];

/// What the line asks of the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Open a socket, in place of the one before.
    Connect,
    /// Send these bytes on it.
    Send(Vec<u8>),
    /// Close it.
    Disconnect,
}

/// What is kept of the line over a page load.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkMemory {
    resume: Option<Resume>,
    received: u64,
    sent: u64,
    outbox: Vec<(u64, Vec<u8>)>,
}

/// The customer's end of the line.
#[derive(Debug)]
pub struct Link {
    site: String,
    state: State,
    wanted: bool,
    memory: LinkMemory,
    outbox: VecDeque<(u64, Vec<u8>)>,
    tries: u32,
    random: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Closed,
    Pausing {
        until: Millis,
    },
    Opening,
    Greeting,
    Open,
    /// The relay said no for good.
    Refused,
}

impl Link {
    /// A closed line. `random` seeds the jitter of its reconnects.
    #[must_use]
    pub fn new(site: &str, random: u64, memory: LinkMemory) -> Self {
        let outbox = memory.outbox.iter().cloned().collect();
        Self {
            site: site.to_owned(),
            state: State::Closed,
            wanted: false,
            memory,
            outbox,
            tries: 0,
            random: random | 1,
        }
    }

    /// What to keep over a page load.
    #[must_use]
    pub fn memory(&self) -> LinkMemory {
        let kept = self.outbox.iter().filter(|(_, frame)| !is_of_page(frame)).cloned();
        LinkMemory { outbox: kept.collect(), ..self.memory.clone() }
    }

    /// Whether the relay has welcomed us.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    /// The customer's visit, once the relay has named it.
    #[must_use]
    pub fn visit(&self) -> Option<&str> {
        self.memory.resume.as_ref().map(|resume| resume.visit.as_str())
    }

    /// Opens the line, or lets it go.
    pub fn want(&mut self, wanted: bool, out: &mut Vec<Ask>) {
        if wanted == self.wanted {
            return;
        }
        self.wanted = wanted;
        if wanted && self.state == State::Closed {
            self.state = State::Opening;
            out.push(Ask::Connect);
        } else if !wanted && self.state != State::Refused {
            self.state = State::Closed;
            out.push(Ask::Disconnect);
        }
    }

    /// Forgets the visit and everything not yet sent.
    pub fn forget(&mut self) {
        self.memory = LinkMemory::default();
        self.outbox.clear();
    }

    /// The socket is open.
    pub fn opened(&mut self, out: &mut Vec<Ask>) {
        // Let go while it was opening.
        if !self.wanted || self.state == State::Refused {
            return;
        }
        self.state = State::Greeting;
        let hello = Hello {
            version: WIRE_VERSION,
            site: self.site.clone(),
            resume: self.memory.resume.clone(),
            received: self.memory.received,
        };
        out.push(Ask::Send(FromCustomer::<Redacted>::Hello(hello).encode(0)));
    }

    /// Whether the relay has refused us for good.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.state == State::Refused
    }

    /// Whether so many tries in a row have failed that somebody should look into it: true
    /// for one of them. A network that is gone for a moment is none of it.
    #[must_use]
    pub fn is_hopeless(&self) -> bool {
        self.tries == HOPELESS
    }

    /// The socket is closed.
    pub fn closed(&mut self, now: Millis, code: u16) {
        if !self.wanted || self.state == State::Refused {
            return;
        }
        if code == REPLACED {
            // Another tab is this visit now: a duplicate of ours. We become a new one.
            self.forget();
        }
        let longest = (PAUSES.0 << self.tries.min(7)).min(PAUSES.1);
        self.tries += 1;
        // Half fixed, half random: clients that lost the same relay come back apart.
        self.state = State::Pausing { until: now + longest / 2 + self.next_random() % (longest / 2 + 1) };
    }

    /// A new socket takes the place of the one there is: when the network is another
    /// one, a socket does not notice, and when it is back there is no reason to wait.
    pub fn renew(&mut self, out: &mut Vec<Ask>) {
        if self.wanted && self.state != State::Refused {
            self.state = State::Opening;
            self.tries = 0;
            out.push(Ask::Connect);
        }
    }

    /// Lets time pass.
    pub fn tick(&mut self, now: Millis, out: &mut Vec<Ask>) {
        if matches!(self.state, State::Pausing { until } if now >= until) {
            self.state = State::Opening;
            out.push(Ask::Connect);
        }
    }

    /// When [`tick`](Self::tick) has something to do.
    #[must_use]
    pub fn deadline(&self) -> Option<Millis> {
        match self.state {
            State::Pausing { until } => Some(until),
            _ => None,
        }
    }

    /// Bytes of the page that were sent and have not arrived, as far as we know.
    #[must_use]
    pub fn in_flight(&self) -> usize {
        self.outbox.iter().filter(|(_, frame)| is_of_page(frame)).map(|(_, frame)| frame.len()).sum()
    }

    /// The number of what was sent last.
    #[must_use]
    pub fn sent(&self) -> u64 {
        self.memory.sent
    }

    /// Sends a counted message: now, or as soon as the line is open.
    pub fn send(&mut self, message: &FromCustomer<Redacted>, out: &mut Vec<Ask>) {
        // What of the page can't go now never will: a snapshot takes its place.
        if matches!(message, FromCustomer::Page(_) | FromCustomer::Sheet(_)) && self.state != State::Open {
            return;
        }
        if self.outbox.len() >= OUTBOX {
            let oldest_page = self.outbox.iter().position(|(_, frame)| is_of_page(frame));
            self.outbox.remove(oldest_page.unwrap_or(0));
        }
        if self.state != State::Open {
            // An earlier page may have used the next number already: it is given
            // one when the relay has said how far it is.
            return self.outbox.push_back((UNNUMBERED, message.encode(0)));
        }
        self.memory.sent += 1;
        let bytes = message.encode(self.memory.sent);
        self.outbox.push_back((self.memory.sent, bytes.clone()));
        out.push(Ask::Send(bytes));
    }

    /// Takes in what the relay sent and gives what the engine must know.
    ///
    /// # Errors
    /// [`FrameError`] when it makes no sense; what came before it is kept.
    pub fn message(
        &mut self,
        mut bytes: &[u8],
        messages: &mut Vec<ToCustomer>,
        out: &mut Vec<Ask>,
    ) -> Result<(), FrameError> {
        // What was on its way when the line was let go counts for nothing.
        if !self.wanted {
            return Ok(());
        }
        let before = self.memory.received;
        let result = loop {
            if bytes.is_empty() {
                break Ok(());
            }
            let (frame, rest) = match frame::decode(bytes) {
                Ok(read) => read,
                Err(error) => break Err(error),
            };
            bytes = rest;
            if frame.sequence != 0 {
                // Sent again after a resume, but it had arrived.
                if frame.sequence <= self.memory.received {
                    continue;
                }
                self.memory.received = frame.sequence;
            }
            match ToCustomer::decode(&frame) {
                Ok(Some(message)) => self.take(message, messages, out),
                Ok(None) => {}
                Err(error) => break Err(error),
            }
        };
        if self.memory.received != before {
            let ack = Ack { received: self.memory.received };
            out.push(Ask::Send(FromCustomer::<Redacted>::Ack(ack).encode(0)));
        }
        result
    }

    fn take(&mut self, message: ToCustomer, messages: &mut Vec<ToCustomer>, out: &mut Vec<Ask>) {
        match &message {
            ToCustomer::Welcome(welcome) => {
                self.state = State::Open;
                self.tries = 0;
                if !welcome.resumed {
                    self.memory.received = 0;
                }
                self.memory.resume = Some(welcome.resume.clone());
                self.resend(welcome.received, out);
            }
            ToCustomer::Ack(ack) => self.outbox.retain(|(sequence, _)| *sequence > ack.received),
            ToCustomer::Refusal(refusal) => {
                if matches!(refusal.code, RefusalCode::Version | RefusalCode::Site | RefusalCode::Origin) {
                    self.state = State::Refused;
                }
            }
            _ => {}
        }
        messages.push(message);
    }

    /// Sends again what the relay has not stored, numbered from there on: page
    /// frames are left out, so the old numbers would leave gaps.
    fn resend(&mut self, stored: u64, out: &mut Vec<Ask>) {
        let waiting = std::mem::take(&mut self.outbox);
        self.memory.sent = stored;
        for (sequence, bytes) in waiting {
            let Ok((frame, _)) = frame::decode(&bytes) else { continue };
            if sequence <= stored || OF_PAGE.contains(&frame.kind) {
                continue;
            }
            self.memory.sent += 1;
            let mut renumbered = Vec::new();
            frame::encode_into(frame.kind, self.memory.sent, frame.payload, &mut renumbered);
            self.outbox.push_back((self.memory.sent, renumbered.clone()));
            out.push(Ask::Send(renumbered));
        }
    }

    /// xorshift64 (Marsaglia 2003): jitter needs no better.
    fn next_random(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }
}

fn is_of_page(frame: &[u8]) -> bool {
    frame.first().is_some_and(|kind| OF_PAGE.contains(kind))
}

#[cfg(test)]
mod tests;
