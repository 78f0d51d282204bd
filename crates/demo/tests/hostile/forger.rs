//! A customer who does not use our SDK: speaks the wire by hand and sends what
//! the walker never would.

use alongside_protocol::{
    WIRE_VERSION, Wireable, frame,
    message::{Channel, Engage, FromCustomer, Hello, ToCustomer},
    page::{Content, Encoder, Namespace, NodeId, Note, PageHead, Sheet, Sprout},
};
use futures_util::{SinkExt, StreamExt, stream::SplitSink};
use serde::{Deserialize, Serialize};
use tokio::{net::TcpStream, sync::mpsc};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::house::House;

/// Text that went through no policy.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Raw(String);

impl Wireable for Raw {}

impl std::borrow::Borrow<str> for Raw {
    fn borrow(&self) -> &str {
        &self.0
    }
}

fn raw(text: &str) -> Raw {
    Raw(text.to_owned())
}

/// An element with all it holds, or text.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Tree {
    Text(String),
    Element {
        space: u8,
        name: String,
        attributes: Vec<(String, String)>,
        children: Vec<Tree>,
        #[serde(default)]
        shadow: Option<Vec<Tree>>,
    },
}

/// An HTML element, by hand.
pub fn element(name: &str, attributes: &[(&str, String)], children: Vec<Tree>) -> Tree {
    let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    Tree::Element { space: 0, name: name.to_owned(), attributes, children, shadow: None }
}

/// A page frame in the making.
pub struct Forged {
    head: PageHead<Raw>,
    steps: Vec<Step>,
    last: NodeId,
}

enum Step {
    Insert(NodeId, NodeId, NodeId, Content<Raw>),
    Attribute(NodeId, Raw, Raw),
    Rules(NodeId, Raw),
    Sheets(Vec<Sheet<Raw>>),
}

impl Forged {
    /// A snapshot of `<html><head></head><body>…`, and its body.
    pub fn snapshot(base: &str, quirks: bool) -> (Self, NodeId) {
        let head = PageHead { base: Raw(base.to_owned()), quirks, viewport: (1024, 700), dark: false };
        let mut forged = Self { head, steps: Vec::new(), last: 0 };
        let document = forged.insert(0, 0, Content::Document { quirks, base: raw("") });
        if !quirks {
            forged.insert(document, 0, Content::Doctype { name: raw("html") });
        }
        let last = forged.last;
        let html = forged.empty(document, if quirks { 0 } else { last }, "html");
        let head = forged.empty(html, 0, "head");
        let body = forged.empty(html, head, "body");
        (forged, body)
    }

    fn insert(&mut self, parent: NodeId, previous: NodeId, content: Content<Raw>) -> NodeId {
        self.last += 1;
        self.steps.push(Step::Insert(parent, previous, self.last, content));
        self.last
    }

    fn empty(&mut self, parent: NodeId, previous: NodeId, name: &str) -> NodeId {
        let name = raw(name);
        self.insert(
            parent,
            previous,
            Content::Element { name, namespace: Namespace::Html, attributes: Vec::new(), hidden: None },
        )
    }

    /// A tree at the end of `parent`, after `previous`.
    pub fn tree(&mut self, parent: NodeId, previous: NodeId, tree: &Tree) -> NodeId {
        match tree {
            Tree::Text(text) => {
                let text = raw(text);
                self.insert(parent, previous, Content::Text { text })
            }
            Tree::Element { space, name, attributes, children, shadow } => {
                let namespace = [Namespace::Html, Namespace::Svg, Namespace::MathMl][usize::from(*space)];
                let name = raw(name);
                let attributes = attributes.iter().map(|(name, value)| (raw(name), raw(value))).collect();
                let node = self.insert(
                    parent,
                    previous,
                    Content::Element { name, namespace, attributes, hidden: None },
                );
                if let Some(shadow) = shadow {
                    let root = self.insert(node, 0, Content::ShadowRoot);
                    self.forest(root, shadow);
                }
                self.forest(node, children);
                node
            }
        }
    }

    fn forest(&mut self, parent: NodeId, trees: &[Tree]) {
        let mut previous = 0;
        for tree in trees {
            previous = self.tree(parent, previous, tree);
        }
    }

    /// An attribute that comes later.
    pub fn later(&mut self, node: NodeId, name: &str, value: &str) {
        self.steps.push(Step::Attribute(node, raw(name), raw(value)));
    }

    /// New rules of a style element.
    pub fn rules(&mut self, node: NodeId, rules: &str) {
        self.steps.push(Step::Rules(node, raw(rules)));
    }

    /// The document's adopted style sheets.
    pub fn sheets(&mut self, sheets: &[String]) {
        self.steps.push(Step::Sheets(sheets.iter().map(|rules| Sheet::Rules(raw(rules))).collect()));
    }

    fn encode(&self) -> Vec<u8> {
        let mut encoder = Encoder::default();
        let mut frame = encoder.frame(Some(&self.head), Note::default());
        for step in &self.steps {
            match step {
                Step::Insert(parent, previous, node, content) => {
                    frame.insert(
                        *parent,
                        *previous,
                        &[Sprout { node: *node, children: 0, kind: content.sprout() }],
                    );
                }
                Step::Attribute(node, name, value) => frame.attribute(*node, name, Some(value)),
                Step::Rules(node, rules) => frame.rules(*node, &Sheet::Rules(rules.clone())),
                Step::Sheets(sheets) => frame.sheets(1, sheets),
            }
        }
        frame.finish().unwrap()
    }
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The connection of a customer who forges.
pub struct Forger {
    socket: SplitSink<Socket, Message>,
    heard: mpsc::UnboundedReceiver<ToCustomer>,
    sent: u64,
}

impl Forger {
    /// Connects and asks for a person.
    pub async fn waits(house: &House) -> Self {
        let address = format!("ws://{}/customer", house.relay.address);
        let mut request = address.into_client_request().unwrap();
        request.headers_mut().insert("origin", house.site.parse().unwrap());
        let (socket, _) = connect_async(request).await.unwrap();
        let (socket, mut incoming) = socket.split();
        let (tell, heard) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Some(Ok(message)) = incoming.next().await {
                let bytes = message.into_data();
                if let Ok((frame, _)) = frame::decode(&bytes)
                    && let Ok(Some(message)) = ToCustomer::decode(&frame)
                {
                    let _ = tell.send(message);
                }
            }
        });
        let mut forger = Self { socket, heard, sent: 0 };
        let hello = Hello { version: WIRE_VERSION, site: house.key.to_owned(), resume: None, received: 0 };
        forger.raw(FromCustomer::<Raw>::Hello(hello).encode(0)).await;
        forger.send(&FromCustomer::Engage(Engage { channel: Channel::Chat })).await;
        forger
    }

    async fn raw(&mut self, bytes: Vec<u8>) {
        self.socket.send(Message::Binary(bytes.into())).await.unwrap();
    }

    async fn send(&mut self, message: &FromCustomer<Raw>) {
        self.sent += 1;
        self.raw(message.encode(self.sent)).await;
    }

    pub async fn page(&mut self, forged: Forged) {
        self.send(&FromCustomer::Page(forged.encode())).await;
    }

    /// Waits until the page is asked for.
    pub async fn is_asked(&mut self) {
        while let Some(message) = self.heard.recv().await {
            if matches!(message, ToCustomer::Snapshot(())) {
                return;
            }
        }
        panic!("the connection has ended");
    }

    /// How often the page was asked for since: once for every broken copy.
    pub fn asked_again(&mut self) -> usize {
        let mut times = 0;
        while let Ok(message) = self.heard.try_recv() {
            times += usize::from(matches!(message, ToCustomer::Snapshot(())));
        }
        times
    }
}
