//! The customer's page, rebuilt in a frame where nothing of it can run.
//!
//! The frame is sandboxed without scripts, forms, pop-ups and top navigation;
//! its document carries a policy of its own; and only what the policy allows is
//! set. The owner keeps people's hands off it: put a transparent element over
//! the frame and ask [`Replica::node_at`] what lies under a point.

mod apply;
mod documents;
mod element;
mod field;
mod focus;
mod frame;
mod pick;
mod picture;
mod policy;
mod sheets;
mod state;
mod tree;

use std::{cell::RefCell, rc::Rc};

use alongside_protocol::page::{Batch, ModelError, NodeId, SheetHash};
use thiserror::Error;
use web_sys::{DomRect, Element, HtmlIFrameElement};

use self::frame::MirrorFrame;
pub use self::sheets::SheetStore;
use crate::callback::Callback;

/// Why a page frame could not be applied. The owner asks for a new snapshot;
/// until it comes, frames are skipped.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReplicaError {
    /// The frame has no document to write to.
    #[error("the frame has no document")]
    NoDocument,
    /// Changes came before there was a page to change.
    #[error("changes came before a snapshot")]
    BeforeSnapshot,
    /// The frame was loaded anew, by being moved in the page for instance.
    #[error("the frame was loaded anew")]
    Reloaded,
    /// An operation names a node that is not there.
    #[error("operation {op} ({name}) names node {node}, which is not there")]
    UnknownNode {
        /// Position of the operation in its frame, from 0.
        op: usize,
        /// What kind of operation.
        name: &'static str,
        /// The node.
        node: NodeId,
    },
    /// The copy is not what it should be.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The browser does not allow the operation: a node inside itself, text in
    /// a document, a second shadow root.
    #[error("operation {op} ({name}) on node {node} is not possible")]
    Impossible {
        /// Position of the operation in its frame, from 0.
        op: usize,
        /// What kind of operation.
        name: &'static str,
        /// The node.
        node: NodeId,
    },
}

/// A live copy of the customer's page.
#[must_use = "the copy is forgotten when this is dropped"]
pub struct Replica {
    inner: Rc<RefCell<MirrorFrame>>,
}

impl Replica {
    /// Takes over `frame`: sandboxes it and loads an empty document into it.
    /// Frames applied before that is there are queued.
    ///
    /// # Errors
    /// [`ReplicaError::NoDocument`] outside a page.
    pub fn new(frame: HtmlIFrameElement) -> Result<Self, ReplicaError> {
        Ok(Self { inner: MirrorFrame::open(frame, false)? })
    }

    /// As [`Replica::new`], for a page that may demand trusted types and allow no
    /// policy: without markup, so that every copy is in quirks mode.
    ///
    /// # Errors
    /// [`ReplicaError::NoDocument`] outside a page.
    pub fn without_markup(frame: HtmlIFrameElement) -> Result<Self, ReplicaError> {
        Ok(Self { inner: MirrorFrame::open(frame, true)? })
    }

    /// Sets what hears of an error in a frame that had to be queued, or of a
    /// document that was lost.
    pub fn on_error(&self, on: impl FnMut(ReplicaError) + 'static) {
        self.inner.borrow_mut().on_error = Some(Callback::new(on));
    }

    /// Sets what hears that the page looks different now: a frame was applied,
    /// or a style sheet or image has arrived.
    pub fn on_change(&self, on: impl FnMut(()) + 'static) {
        self.inner.borrow_mut().on_change = Some(Callback::new(on));
    }

    /// Applies one batch. After an error the batches up to the next snapshot
    /// are skipped without one.
    ///
    /// # Errors
    /// [`ReplicaError`], naming the operation and the node.
    pub fn apply(&mut self, page: &Batch) -> Result<(), ReplicaError> {
        let changed = self.inner.borrow_mut().accept(page)?;
        if let Some(changed) = changed {
            changed.call(());
        }
        Ok(())
    }

    /// Width and height of the customer's viewport, in CSS pixels; the frame
    /// has this size, and the owner scales it.
    #[must_use]
    pub fn viewport(&self) -> (u32, u32) {
        self.inner.borrow().viewport
    }

    /// The copy of a node, when it is an element.
    #[must_use]
    pub fn element(&self, node: NodeId) -> Option<Element> {
        self.inner.borrow().tree.element(node)
    }

    /// The node that an element of the copy stands for.
    #[must_use]
    pub fn node_of(&self, element: &Element) -> Option<NodeId> {
        self.inner.borrow().tree.known(element)
    }

    /// The innermost element at a point of the customer's viewport.
    #[must_use]
    pub fn node_at(&self, x: f32, y: f32) -> Option<NodeId> {
        pick::node_at(&self.inner.borrow(), x, y)
    }

    /// Where an element is in the customer's viewport.
    #[must_use]
    pub fn bounds(&self, node: NodeId) -> Option<DomRect> {
        Some(self.element(node)?.get_bounding_client_rect())
    }

    /// Elements in view that are worth pointing at, in reading order: what can
    /// be used, and headings. For people who point with the keyboard.
    #[must_use]
    pub fn landmarks(&self) -> Vec<NodeId> {
        pick::landmarks(&self.inner.borrow())
    }

    /// Elements in view that have no copy, in reading order: canvases, videos, and
    /// images that did not load; also those of which a picture is shown.
    #[must_use]
    pub fn without_copy(&self) -> Vec<NodeId> {
        pick::without_copy(&self.inner.borrow())
    }

    /// Learns the rules behind a hash, and shows them wherever they were missed.
    pub fn learn(&mut self, hash: SheetHash, rules: &str) {
        self.inner.borrow_mut().learn(hash, rules);
    }

    /// Hashes that came since this was asked last, and whose rules nobody knows here.
    #[must_use]
    pub fn lacking(&self) -> Vec<SheetHash> {
        std::mem::take(&mut self.inner.borrow_mut().lacking)
    }

    /// Digests of the copy's parts, each of a few dozen nodes: from them the page
    /// tells which parts are not as they should be.
    #[must_use]
    pub fn parts(&self) -> Vec<(NodeId, u64)> {
        self.inner.borrow().model.parts()
    }

    /// The element that has the customer's focus.
    #[must_use]
    pub fn focus(&self) -> Option<NodeId> {
        self.inner.borrow().tree.focus
    }
}
