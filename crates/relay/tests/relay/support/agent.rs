use std::time::Duration;

use alongside_protocol::{
    WIRE_VERSION,
    frame::{self, Frame},
    message::{AgentWelcome, Engagement, FromAgent, Hello, Refusal, ToAgent},
};
use futures_util::SinkExt;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::{self, Message};

use super::{
    House,
    socket::{Socket, next_frames, socket},
};

/// An agent's console.
pub(crate) struct Agent {
    socket: Socket,
    pub(crate) welcome: Option<AgentWelcome>,
}

impl Agent {
    pub(crate) async fn connect(house: &House, cookie: &str) -> Result<Self, tungstenite::Error> {
        let origin = house.url("");
        let headers = [("origin", origin.as_str()), ("cookie", cookie)];
        Ok(Self { socket: socket(house, "/agent", &headers).await?, welcome: None })
    }

    pub(crate) async fn hello(&mut self) {
        let hello = Hello { version: WIRE_VERSION, site: String::new(), resume: None, received: 0 };
        self.send(&FromAgent::Hello(hello)).await;
        let Some(ToAgent::Welcome(welcome)) = self.maybe_next().await else {
            panic!("not welcomed");
        };
        self.welcome = Some(welcome);
    }

    pub(crate) async fn send(&mut self, message: &FromAgent) {
        self.raw(message.encode(0)).await;
    }

    pub(crate) async fn raw(&mut self, bytes: Vec<u8>) {
        self.socket.send(Message::Binary(bytes.into())).await.unwrap();
    }

    /// Waits until all that was sent is handled: a counted frame is acknowledged.
    pub(crate) async fn settle(&mut self) {
        let kind_unknown_to_all = 200;
        let mut bytes = Vec::new();
        frame::encode_into(kind_unknown_to_all, 1, &[], &mut bytes);
        self.raw(bytes).await;
        self.wait_for(|message| matches!(message, ToAgent::Ack(_)).then_some(())).await;
    }

    pub(crate) async fn maybe_next(&mut self) -> Option<ToAgent> {
        let bytes = next_frames(&mut self.socket).await?;
        let (frame, _): (Frame<'_>, _) = frame::decode(&bytes).unwrap();
        Some(ToAgent::decode(&frame).unwrap().unwrap())
    }

    pub(crate) async fn next(&mut self) -> ToAgent {
        self.maybe_next().await.unwrap()
    }

    pub(crate) async fn wait_for<T>(&mut self, pick: impl Fn(ToAgent) -> Option<T>) -> T {
        loop {
            if let Some(found) = pick(self.next().await) {
                return found;
            }
        }
    }

    pub(crate) async fn refusal(&mut self) -> Refusal {
        self.wait_for(|message| match message {
            ToAgent::Refusal(refusal) => Some(refusal),
            _ => None,
        })
        .await
    }

    pub(crate) async fn engagement(&mut self) -> Engagement {
        self.wait_for(|message| match message {
            ToAgent::Engagement(engagement) => Some(engagement),
            _ => None,
        })
        .await
    }

    /// Everything that comes within a while.
    pub(crate) async fn hears_within(&mut self, millis: u64) -> Vec<ToAgent> {
        let mut heard = Vec::new();
        let enough = sleep(Duration::from_millis(millis));
        tokio::pin!(enough);
        loop {
            tokio::select! {
                message = self.next() => heard.push(message),
                () = &mut enough => return heard,
            }
        }
    }
}
