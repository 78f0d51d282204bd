//! An agent without a console: reads the wire, and keeps a copy without a browser.

use alongside_demo::Demo;
use alongside_protocol::{
    WIRE_VERSION, frame,
    message::{Chat, ChatLine, FromAgent, Hello, Presence, Stage, ToAgent},
    page::{Batch, Content, Decoder, Model, NodeId, Op},
};
use futures_util::{SinkExt, StreamExt};
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::browser::SOON;

/// The number of the page's document.
const DOCUMENT: NodeId = 1;

pub struct Eye {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    engagement: u64,
    decoder: Decoder,
    pub model: Model,
    /// What was said, as it came.
    pub lines: Vec<ChatLine>,
}

impl Eye {
    /// Logs in and is available.
    pub async fn opens(demo: &Demo) -> Self {
        let body = format!(r#"{{"name":"{}","password":"{}"}}"#, demo.login.name, demo.login.password);
        let address = format!("{}/api/login", demo.console);
        let cookie = tokio::task::spawn_blocking(move || {
            let answer = ureq::post(address).header("content-type", "application/json").send(body).unwrap();
            let cookie = answer.headers().get("set-cookie").unwrap().to_str().unwrap().to_owned();
            cookie.split(';').next().unwrap().to_owned()
        })
        .await
        .unwrap();
        let door = format!("{}/agent", demo.console.replace("http:", "ws:"));
        let mut request = door.into_client_request().unwrap();
        for (name, value) in [("origin", &demo.console), ("cookie", &cookie)] {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let (socket, _) = connect_async(request).await.unwrap();
        let (decoder, model) = Default::default();
        let mut eye = Self { socket, engagement: 0, decoder, model, lines: Vec::new() };
        let hello = Hello { version: WIRE_VERSION, site: String::new(), resume: None, received: 0 };
        eye.send(&FromAgent::Hello(hello)).await;
        eye.send(&FromAgent::Presence(Presence { available: true })).await;
        eye
    }

    async fn send(&mut self, message: &FromAgent) {
        self.socket.send(Message::Binary(message.encode(0).into())).await.unwrap();
    }

    async fn next(&mut self) -> ToAgent {
        loop {
            let message = timeout(SOON, self.socket.next()).await.expect("something comes");
            let Message::Binary(bytes) = message.expect("the line stands").unwrap() else { continue };
            let (frame, _) = frame::decode(&bytes).unwrap();
            if let Some(message) = ToAgent::decode(&frame).unwrap() {
                return message;
            }
        }
    }

    /// Accepts the first customer who waits.
    pub async fn accepts(&mut self) {
        loop {
            match self.next().await {
                ToAgent::Visit(visit) => {
                    if let Some(waiting) = visit.waiting.filter(|_| self.engagement == 0) {
                        self.engagement = waiting.engagement;
                        self.send(&FromAgent::Accept(waiting.engagement)).await;
                    }
                }
                ToAgent::Engagement(engagement) if matches!(engagement.stage, Stage::Active { .. }) => return,
                _ => {}
            }
        }
    }

    pub async fn says(&mut self, text: &str) {
        let chat = Chat { text: text.to_owned() };
        self.send(&FromAgent::Chat((self.engagement, chat))).await;
    }

    /// Tells the page the digests of the copy's parts.
    pub async fn compares(&mut self) {
        let parts = self.model.parts();
        self.send(&FromAgent::Compare((self.engagement, parts))).await;
    }

    /// The next frame of the page, applied to the copy: fails where it can't be, also
    /// when a digest says that the copy is not the page. What is said is kept.
    pub async fn sees(&mut self) -> Batch {
        loop {
            match self.next().await {
                ToAgent::Page((_, bytes)) => {
                    let batch = self.decoder.read(&bytes).unwrap();
                    self.model.apply(&batch).unwrap();
                    return batch;
                }
                ToAgent::Chat((_, line)) => self.lines.push(line),
                _ => {}
            }
        }
    }

    /// Looks on until a digest has said that the copy is the page; gives all frames.
    pub async fn sees_all(&mut self) -> Vec<Batch> {
        let mut seen = Vec::new();
        loop {
            let batch = self.sees().await;
            let checked = batch.ops.iter().any(|op| matches!(op, Op::Check { .. }));
            seen.push(batch);
            if checked {
                return seen;
            }
        }
    }

    /// Elements of this name, in the order of the page, with the text in each.
    pub fn texts(&self, element: &str) -> Vec<(NodeId, String)> {
        let mut found = Vec::new();
        let mut todo = vec![DOCUMENT];
        while let Some(node) = todo.pop() {
            let Some(held) = self.model.get(node) else { continue };
            if matches!(&held.content, Content::Element { name, .. } if &**name == element) {
                found.push((node, self.text_in(node)));
            }
            todo.extend(held.children.iter().rev());
        }
        found
    }

    fn text_in(&self, node: NodeId) -> String {
        let Some(held) = self.model.get(node) else { return String::new() };
        match &held.content {
            Content::Text { text } => text.to_string(),
            _ => held.children.iter().map(|child| self.text_in(*child)).collect(),
        }
    }
}
