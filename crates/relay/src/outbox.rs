//! What waits to be written to one connection.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, close_code};
use bytes::Bytes;
use tokio::sync::mpsc;

use crate::hub::io::Closing;

/// A connection that lets this much wait, in bytes, reads too slowly to be kept;
/// it may come back and is told afresh.
const MAX_WAITING: usize = 32 * 1024 * 1024;

/// The close code of a connection whose place a newer one has taken.
pub(crate) const REPLACED: u16 = 4000;

/// The writing end, held by the hub's task.
#[derive(Debug)]
pub(crate) struct Outbox {
    sender: mpsc::UnboundedSender<Message>,
    waiting: Arc<AtomicUsize>,
}

/// The reading end, held by the connection's task.
#[derive(Debug)]
pub(crate) struct Inbox {
    receiver: mpsc::UnboundedReceiver<Message>,
    waiting: Arc<AtomicUsize>,
}

pub(crate) fn outbox() -> (Outbox, Inbox) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let waiting = Arc::new(AtomicUsize::new(0));
    let inbox = Inbox { receiver, waiting: waiting.clone() };
    (Outbox { sender, waiting }, inbox)
}

impl Outbox {
    /// `false` when the connection is gone or too slow.
    pub(crate) fn send(&self, frame: Bytes) -> bool {
        let length = frame.len();
        let before = self.waiting.fetch_add(length, Ordering::Relaxed);
        before + length <= MAX_WAITING && self.sender.send(Message::Binary(frame)).is_ok()
    }

    pub(crate) fn close(self, why: Closing) {
        let (code, reason) = match why {
            Closing::Refused => (close_code::POLICY, "refused"),
            Closing::Replaced => (REPLACED, "replaced by a newer connection"),
        };
        // Nobody to tell when the connection is gone already.
        let _ = self.sender.send(closing(code, reason));
    }

    pub(crate) fn close_for_shutdown(self) {
        let _ = self.sender.send(closing(close_code::AWAY, "the relay stops"));
    }
}

impl Inbox {
    /// The next message; `None` when the hub has let go of the connection.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let message = self.receiver.recv().await?;
        Some(self.taken(message))
    }

    /// A message that is there already.
    pub(crate) fn more(&mut self) -> Option<Message> {
        let message = self.receiver.try_recv().ok()?;
        Some(self.taken(message))
    }

    fn taken(&self, message: Message) -> Message {
        if let Message::Binary(frame) = &message {
            self.waiting.fetch_sub(frame.len(), Ordering::Relaxed);
        }
        message
    }
}

fn closing(code: u16, reason: &'static str) -> Message {
    Message::Close(Some(CloseFrame { code, reason: Utf8Bytes::from_static(reason) }))
}
