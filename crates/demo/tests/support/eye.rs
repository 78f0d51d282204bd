//! An agent without a console: reads the wire, and keeps a copy without a browser.

use alongside_demo::Demo;
use alongside_protocol::{
    message::{Chat, ChatLine, FromAgent, Stage, ToAgent},
    page::{Batch, Content, Decoder, Model, NodeId, Op},
};
use tokio::time::timeout;

use super::{browser::SOON, desk::Desk};

/// The number of the page's document.
const DOCUMENT: NodeId = 1;

pub struct Eye {
    desk: Desk,
    engagement: u64,
    decoder: Decoder,
    pub model: Model,
    /// What was said, as it came.
    pub lines: Vec<ChatLine>,
}

impl Eye {
    /// Logs in and is available.
    pub async fn opens(demo: &Demo) -> Self {
        let (decoder, model) = Default::default();
        Self { desk: Desk::opens(demo).await, engagement: 0, decoder, model, lines: Vec::new() }
    }

    async fn send(&mut self, message: &FromAgent) {
        self.desk.send(message).await;
    }

    async fn next(&mut self) -> ToAgent {
        timeout(SOON, self.desk.next()).await.expect("something comes")
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
