//! What customers' and agents' connections have in common.

use std::time::Duration;

use alongside_protocol::{
    frame::{self, Frame, FrameError},
    message::RefusalCode,
};
use axum::extract::ws::{Message, WebSocket};
use bytes::Bytes;
use futures_util::SinkExt;
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, timeout};

use crate::outbox::Inbox;

/// How long the first frame may take.
const HELLO_WITHIN: Duration = Duration::from_secs(10);

/// A connection that takes nothing for this long is dropped.
const WRITE_WITHIN: Duration = Duration::from_secs(10);

/// How long the peer may take to close its side.
const LAST_WORDS_WITHIN: Duration = Duration::from_secs(2);

const PING_EVERY: Duration = Duration::from_secs(20);

/// Two pings without an answer.
const SILENT_FOR: Duration = Duration::from_secs(50);

/// Why a connection ends.
pub(crate) struct Refused(pub(crate) RefusalCode, pub(crate) String);

/// What came can't be read, for the reason given.
pub(crate) fn garbled(message: String) -> Refused {
    Refused(RefusalCode::Frame, message)
}

/// What happened on a connection.
enum Event {
    /// A binary message of the peer.
    Message(Bytes),
    /// The peer sent something that can't be read; one sentence.
    Unreadable(String),
    /// It is over.
    Gone,
}

/// A WebSocket with its outbox and its heartbeat.
pub(crate) struct Connection {
    socket: WebSocket,
    inbox: Inbox,
    ping: Interval,
    heard: Instant,
}

impl Connection {
    pub(crate) fn new(socket: WebSocket, inbox: Inbox) -> Self {
        let mut ping = interval(PING_EVERY);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self { socket, inbox, ping, heard: Instant::now() }
    }

    /// The first message, which has to come soon; none when the peer is gone.
    pub(crate) async fn first(&mut self) -> Result<Option<Bytes>, Refused> {
        timeout(HELLO_WITHIN, self.message()).await.unwrap_or_else(|_| {
            Err(garbled(format!("no `Hello` came within {} seconds", HELLO_WITHIN.as_secs())))
        })
    }

    /// The next message; none when the peer is gone.
    pub(crate) async fn message(&mut self) -> Result<Option<Bytes>, Refused> {
        match self.next().await {
            Event::Message(bytes) => Ok(Some(bytes)),
            Event::Unreadable(message) => Err(garbled(message)),
            Event::Gone => Ok(None),
        }
    }

    /// Writes what waits until the peer says something.
    async fn next(&mut self) -> Event {
        loop {
            tokio::select! {
                incoming = self.socket.recv() => {
                    self.heard = Instant::now();
                    match incoming {
                        Some(Ok(Message::Binary(bytes))) => return Event::Message(bytes),
                        Some(Ok(Message::Text(_))) => {
                            return Event::Unreadable(
                                "a binary message was expected, text was found".to_owned(),
                            );
                        }
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        Some(Ok(Message::Close(_))) | None => return Event::Gone,
                        Some(Err(error)) => return unreadable(&error),
                    }
                }
                outgoing = self.inbox.next() => {
                    if !self.write(outgoing).await {
                        return Event::Gone;
                    }
                }
                _ = self.ping.tick() => {
                    let ping = Some(Message::Ping(Bytes::new()));
                    if self.heard.elapsed() > SILENT_FOR || !self.write(ping).await {
                        return Event::Gone;
                    }
                }
            }
        }
    }

    /// Writes all that waits; `false` when the connection is over.
    async fn write(&mut self, first: Option<Message>) -> bool {
        let Some(mut message) = first else {
            return false;
        };
        loop {
            let last = matches!(message, Message::Close(_));
            let fed = timeout(WRITE_WITHIN, self.socket.feed(message)).await;
            if last || !matches!(fed, Ok(Ok(()))) {
                let _ = timeout(WRITE_WITHIN, self.socket.flush()).await;
                let _ = timeout(LAST_WORDS_WITHIN, self.drain()).await;
                return false;
            }
            match self.inbox.more() {
                Some(more) => message = more,
                None => {
                    let flushed = timeout(WRITE_WITHIN, self.socket.flush()).await;
                    return matches!(flushed, Ok(Ok(())));
                }
            }
        }
    }

    /// Says one last thing and closes.
    pub(crate) async fn refuse(mut self, frame: Vec<u8>) {
        let last = async {
            self.socket.feed(Message::Binary(frame.into())).await?;
            let close = axum::extract::ws::CloseFrame {
                code: axum::extract::ws::close_code::POLICY,
                reason: axum::extract::ws::Utf8Bytes::from_static("refused"),
            };
            self.socket.send(Message::Close(Some(close))).await?;
            Ok::<_, axum::Error>(())
        };
        // The peer may be gone: then there is nobody to tell.
        let _ = timeout(WRITE_WITHIN, last).await;
        let _ = timeout(LAST_WORDS_WITHIN, self.drain()).await;
    }

    /// Reads what is under way: closing a socket with unread bytes resets it,
    /// and the peer would lose our last words.
    async fn drain(&mut self) {
        while let Some(Ok(_)) = self.socket.recv().await {}
    }
}

fn unreadable(error: &axum::Error) -> Event {
    use std::error::Error as _;
    let too_large = error.source().is_some_and(|cause| cause.to_string().contains("too long"));
    if too_large {
        Event::Unreadable("the message is longer than any that is accepted".to_owned())
    } else {
        Event::Gone
    }
}

/// Reads all frames of a message.
pub(crate) fn frames<'a>(
    mut bytes: &'a [u8],
    most: impl Fn(u8) -> usize,
    name: impl Fn(u8) -> &'static str,
) -> Result<Vec<Frame<'a>>, String> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let most = most(bytes[0]);
        let kind = name(bytes[0]);
        let large = |found| format!("the `{kind}` frame holds {found} bytes, at most {most} are accepted");
        let (frame, rest) = frame::decode(bytes).map_err(|error| match error {
            FrameError::TooLarge { found } => large(found),
            other => format!("`{kind}`: {other}"),
        })?;
        if frame.payload.len() > most {
            return Err(large(frame.payload.len()));
        }
        frames.push(frame);
        bytes = rest;
    }
    Ok(frames)
}
