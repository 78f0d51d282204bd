//! The connection to the relay. Each one starts fresh: the relay tells all it
//! knows after its welcome, so nothing is resumed and nothing is kept to resend.

use alongside_protocol::{
    WIRE_VERSION, frame,
    message::{Ack, FromAgent, Hello, ToAgent},
};

/// The first wait before a new connection, and the longest, in milliseconds.
const FIRST_WAIT: u32 = 500;
const LONGEST_WAIT: u32 = 15_000;

/// Where the connection stands.
#[derive(Debug, Clone, Default)]
pub struct Link {
    up: bool,
    refused: bool,
    failures: u32,
    sent: u64,
    received: u64,
}

/// What was in a batch of bytes.
pub(super) struct Received {
    pub(super) messages: Vec<ToAgent>,
    pub(super) acknowledgement: Option<Vec<u8>>,
    pub(super) problem: Option<String>,
}

impl Link {
    /// Whether the relay has welcomed us on a connection that still stands.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.up
    }

    /// Whether another try makes no sense.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.refused
    }

    /// How often in a row it has failed.
    #[must_use]
    pub fn failures(&self) -> u32 {
        self.failures
    }

    /// The first frame on a new socket.
    pub(super) fn greet(&mut self) -> Vec<u8> {
        self.up = false;
        self.sent = 0;
        self.received = 0;
        let hello = Hello { version: WIRE_VERSION, site: String::new(), resume: None, received: 0 };
        FromAgent::Hello(hello).encode(0)
    }

    pub(super) fn welcomed(&mut self) {
        self.up = true;
        self.failures = 0;
    }

    pub(super) fn give_up(&mut self) {
        self.refused = true;
    }

    /// A new socket takes the place of the one there is.
    pub(super) fn renew(&mut self) {
        self.up = false;
        self.failures = 0;
    }

    /// How long to wait for the next try; `None` when there is to be none.
    pub(super) fn closed(&mut self, jitter: u32) -> Option<u32> {
        self.up = false;
        if self.refused {
            return None;
        }
        let wait = FIRST_WAIT.saturating_mul(1 << self.failures.min(8)).min(LONGEST_WAIT);
        self.failures += 1;
        // Between half of it and all of it.
        Some(wait / 2 + jitter % (wait / 2 + 1))
    }

    /// The next counted frame; `None` while there is no connection.
    pub(super) fn send(&mut self, message: &FromAgent) -> Option<Vec<u8>> {
        self.up.then(|| {
            self.sent += 1;
            message.encode(self.sent)
        })
    }

    /// Reads all frames of a batch, each once.
    pub(super) fn receive(&mut self, mut bytes: &[u8]) -> Received {
        let mut out = Received { messages: Vec::new(), acknowledgement: None, problem: None };
        let before = self.received;
        while !bytes.is_empty() && out.problem.is_none() {
            match frame::decode(bytes) {
                Ok((frame, rest)) => {
                    bytes = rest;
                    if frame.sequence != 0 && frame.sequence <= self.received {
                        continue;
                    }
                    self.received = self.received.max(frame.sequence);
                    match ToAgent::decode(&frame) {
                        Ok(message) => out.messages.extend(message),
                        Err(error) => out.problem = Some(error.to_string()),
                    }
                }
                Err(error) => out.problem = Some(error.to_string()),
            }
        }
        if self.received > before {
            let received = self.received;
            out.acknowledgement = Some(FromAgent::Ack(Ack { received }).encode(0));
        }
        out
    }
}
