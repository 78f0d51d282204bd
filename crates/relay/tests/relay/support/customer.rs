use std::time::Duration;

use alongside_protocol::{
    WIRE_VERSION, frame,
    message::{Channel, Engage, Engagement, Hello, Refusal, Resume, ToCustomer, Welcome},
};
use futures_util::SinkExt;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{self, Message};

use super::{
    FromPage, House,
    socket::{Socket, next_frames, socket},
};

/// A customer's page.
pub(crate) struct Customer {
    socket: Socket,
    pub(crate) resume: Option<Resume>,
    /// The last number sent and the last received.
    pub(crate) sent: u64,
    pub(crate) received: u64,
    pub(crate) welcome: Option<Welcome>,
}

impl Customer {
    pub(crate) async fn connect(house: &House, origin: &str) -> Result<Self, tungstenite::Error> {
        Ok(Self {
            socket: socket(house, "/customer", &[("origin", origin)]).await?,
            resume: None,
            sent: 0,
            received: 0,
            welcome: None,
        })
    }

    pub(crate) async fn hello(&mut self, site: &str, resume: Option<Resume>, received: u64) {
        let hello = Hello { version: WIRE_VERSION, site: site.to_owned(), resume, received };
        self.raw(FromPage::Hello(hello).encode(0)).await;
        let ToCustomer::Welcome(welcome) = self.next().await else {
            panic!("not welcomed");
        };
        self.resume = Some(welcome.resume.clone());
        self.sent = welcome.received;
        self.received = received;
        self.welcome = Some(welcome);
    }

    pub(crate) fn visit(&self) -> String {
        self.resume.as_ref().unwrap().visit.clone()
    }

    pub(crate) async fn raw(&mut self, bytes: Vec<u8>) {
        self.socket.send(Message::Binary(bytes.into())).await.unwrap();
    }

    /// Sends one counted message.
    pub(crate) async fn send(&mut self, message: &FromPage) {
        self.sent += 1;
        let bytes = message.encode(self.sent);
        self.raw(bytes).await;
    }

    /// The next message; `None` when the connection was closed.
    pub(crate) async fn maybe_next(&mut self) -> Option<ToCustomer> {
        let bytes = next_frames(&mut self.socket).await?;
        let (frame, rest) = frame::decode(&bytes).unwrap();
        assert!(rest.is_empty());
        if frame.sequence > 0 {
            assert_eq!(frame.sequence, self.received + 1, "numbers have no gap");
            self.received = frame.sequence;
        }
        Some(ToCustomer::decode(&frame).unwrap().unwrap())
    }

    pub(crate) async fn next(&mut self) -> ToCustomer {
        self.maybe_next().await.unwrap()
    }

    /// Skips what does not fit.
    pub(crate) async fn wait_for<T>(&mut self, pick: impl Fn(ToCustomer) -> Option<T>) -> T {
        loop {
            if let Some(found) = pick(self.next().await) {
                return found;
            }
        }
    }

    pub(crate) async fn engagement(&mut self) -> Engagement {
        self.wait_for(|message| match message {
            ToCustomer::Engagement(engagement) => Some(engagement),
            _ => None,
        })
        .await
    }

    pub(crate) async fn acknowledged(&mut self, number: u64) {
        self.wait_for(|message| match message {
            ToCustomer::Ack(ack) if ack.received >= number => Some(()),
            _ => None,
        })
        .await;
    }

    /// The refusal, after which the connection must be closed.
    pub(crate) async fn refusal(mut self) -> Refusal {
        let refusal = self
            .wait_for(|message| match message {
                ToCustomer::Refusal(refusal) => Some(refusal),
                _ => None,
            })
            .await;
        assert_eq!(self.maybe_next().await, None, "closed after the refusal");
        refusal
    }

    pub(crate) async fn engage(&mut self, channel: Channel) -> Engagement {
        self.send(&FromPage::Engage(Engage { channel })).await;
        self.engagement().await
    }

    /// Whether nothing but acknowledgements comes for a while.
    pub(crate) async fn hears_nothing(&mut self, millis: u64) -> bool {
        timeout(Duration::from_millis(millis), self.next()).await.is_err()
    }
}
