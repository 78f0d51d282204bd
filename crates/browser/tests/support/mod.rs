//! A page frame, written by hand.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "not every test uses all of it, and a helper may fail its test"
)]

use alongside_browser::replica::Replica;
use alongside_protocol::page::{Batch as Page, Content, Namespace, NodeId, Note, Op, PageHead};
use gloo_timers::future::sleep;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlIFrameElement};

pub(crate) const DOCUMENT: NodeId = 1;
pub(crate) const BODY: NodeId = 4;

/// Builds a batch.
#[derive(Default)]
pub(crate) struct Batch {
    frame: Option<PageHead>,
    ops: Vec<Op>,
}

impl Batch {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A snapshot of an empty page: document 1, html 2, head 3, body 4.
    pub(crate) fn snapshot() -> Self {
        let mut batch = Self::new();
        batch.frame = Some(PageHead {
            base: "https://bank.example/accounts/".into(),
            quirks: false,
            viewport: (800, 600),
            dark: false,
        });
        let content = Content::Document { quirks: false, base: "".into() };
        batch.ops.push(Op::Insert { parent: 0, previous: 0, node: DOCUMENT, content });
        batch.element(DOCUMENT, 0, 2, "html", &[]).element(2, 0, 3, "head", &[]).element(
            2,
            3,
            BODY,
            "body",
            &[],
        )
    }

    pub(crate) fn quirks(mut self) -> Self {
        if let Some(head) = &mut self.frame {
            head.quirks = true;
        }
        self
    }

    pub(crate) fn op(mut self, op: Op) -> Self {
        self.ops.push(op);
        self
    }

    pub(crate) fn element(
        self,
        parent: NodeId,
        previous: NodeId,
        node: NodeId,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Self {
        self.element_in(Namespace::Html, parent, previous, node, name, attributes)
    }

    pub(crate) fn element_in(
        self,
        namespace: Namespace,
        parent: NodeId,
        previous: NodeId,
        node: NodeId,
        name: &str,
        attributes: &[(&str, &str)],
    ) -> Self {
        let name = name.into();
        let attributes = attributes.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.op(Op::Insert {
            parent,
            previous,
            node,
            content: Content::Element { name, namespace, attributes, hidden: None },
        })
    }

    pub(crate) fn text(self, parent: NodeId, previous: NodeId, node: NodeId, text: &str) -> Self {
        let text: Arc<str> = text.into();
        self.op(Op::Insert { parent, previous, node, content: Content::Text { text } })
    }

    pub(crate) fn attribute(self, node: NodeId, name: &str, value: Option<&str>) -> Self {
        self.op(Op::Attribute { node, name: name.into(), value: value.map(Into::into) })
    }

    pub(crate) fn done(self) -> Page {
        Page { head: self.frame, note: Note::default(), ops: self.ops }
    }
}

/// A frame in the test page, with a replica in it.
pub(crate) fn mirror() -> (Replica, HtmlIFrameElement) {
    let document = web_sys::window().unwrap().document().unwrap();
    let frame: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
    document.body().unwrap().append_child(&frame).unwrap();
    (Replica::new(frame.clone()).unwrap(), frame)
}

/// Gives the frame time to load and the browser time to do what it should not.
pub(crate) async fn wait(milliseconds: u64) {
    sleep(Duration::from_millis(milliseconds)).await;
}

/// The frame's document.
pub(crate) fn document(frame: &HtmlIFrameElement) -> Document {
    frame.content_document().unwrap()
}

/// The markup of the copy's body.
pub(crate) fn body(frame: &HtmlIFrameElement) -> String {
    document(frame).query_selector("body").unwrap().unwrap().inner_html()
}
