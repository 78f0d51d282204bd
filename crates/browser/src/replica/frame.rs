//! The frame that the copy lives in: loaded empty, kept quiet, and what to do
//! until and when it is there.

use std::{
    cell::RefCell,
    collections::HashMap,
    rc::{Rc, Weak},
    sync::Arc,
};

use alongside_protocol::page::{Batch, Model, NodeId, Op, SheetHash};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, HtmlIFrameElement};

use super::{ReplicaError, documents::Documents, tree::Tree};
use crate::{callback::Callback, guard::guard};

/// What the copy may load: only what shows.
pub(super) const POLICY: &str = "default-src 'none'; img-src http: https: data:; \
    style-src http: https: 'unsafe-inline'; font-src http: https: data:";

/// Ours in every document and shadow root of the copy. `noscript` is what a
/// browser without scripts shows, and the customer's has them.
pub(super) const HOUSE: &str = "noscript{display:none!important}\
    [data-alongside-box]{display:inline-block!important;box-sizing:border-box!important;\
    overflow:hidden!important;border:1px solid #b6bec9!important;background:#e4e8ee!important}\
    [data-alongside-box]::before{content:attr(data-alongside-box);display:block;padding:2px 6px;\
    color:#4b5563;font:12px/1.4 system-ui,sans-serif}";

/// Nothing that a person does in the frame has an effect.
const QUIET: [&str; 22] = [
    "auxclick",
    "beforeinput",
    "change",
    "click",
    "contextmenu",
    "dblclick",
    "dragstart",
    "drop",
    "input",
    "keydown",
    "keypress",
    "keyup",
    "mousedown",
    "mouseup",
    "paste",
    "pointerdown",
    "pointerup",
    "submit",
    "touchend",
    "touchmove",
    "touchstart",
    "wheel",
];

/// The frame, its document once loaded, and the copy in it.
pub(super) struct MirrorFrame {
    pub(super) iframe: HtmlIFrameElement,
    pub(super) document: Option<Document>,
    pub(super) tree: Tree,
    pub(super) viewport: (u32, u32),
    pub(super) documents: Documents,
    pub(super) model: Model,
    /// Style sheets by their hashes, which the page need not be asked for again.
    pub(super) sheets: HashMap<SheetHash, Arc<str>>,
    /// Hashes that came and are not known here.
    pub(super) lacking: Vec<SheetHash>,
    /// Who waits for them.
    pub(super) waiting: HashMap<SheetHash, Vec<NodeId>>,
    pub(super) on_error: Option<Callback<ReplicaError>>,
    pub(super) on_change: Option<Callback<()>>,
    quirks: bool,
    begun: bool,
    lost: bool,
    queue: Vec<Batch>,
    me: Weak<RefCell<Self>>,
    quiet: Vec<EventListener>,
    _load: EventListener,
}

impl MirrorFrame {
    pub(super) fn open(iframe: HtmlIFrameElement) -> Result<Rc<RefCell<Self>>, ReplicaError> {
        iframe.owner_document().ok_or(ReplicaError::NoDocument)?;
        // The sandbox counts from the next load on: it comes before the page.
        for (name, value) in [("sandbox", "allow-same-origin"), ("tabindex", "-1")] {
            let _ = iframe.set_attribute(name, value);
        }
        let inner = Rc::new_cyclic(|me: &Weak<RefCell<Self>>| {
            let loaded = me.clone();
            let load = EventListener::new(&iframe, "load", move |_| {
                guard(|| Self::loaded(&loaded));
            });
            RefCell::new(Self {
                iframe,
                document: None,
                tree: Tree::new(),
                viewport: (0, 0),
                documents: Documents::default(),
                model: Model::default(),
                sheets: HashMap::new(),
                lacking: Vec::new(),
                waiting: HashMap::new(),
                on_error: None,
                on_change: None,
                quirks: false,
                begun: false,
                lost: false,
                queue: Vec::new(),
                me: me.clone(),
                quiet: Vec::new(),
                _load: load,
            })
        });
        let iframe = inner.borrow().iframe.clone();
        iframe.set_srcdoc(&blank());
        Ok(inner)
    }

    /// Takes a batch, now or when there is a document. Returns whom to tell of
    /// the change: not from in here, where the frame is borrowed.
    pub(super) fn accept(&mut self, page: &Batch) -> Result<Option<Callback<()>>, ReplicaError> {
        if let Some(head) = &page.head {
            self.begun = true;
            self.lost = false;
            self.queue.clear();
            self.resize(head.viewport.0, head.viewport.1);
            if head.quirks != self.quirks {
                self.load(head.quirks);
            }
        } else if self.lost {
            return Ok(None);
        } else if !self.begun {
            self.lost = true;
            return Err(ReplicaError::BeforeSnapshot);
        }
        if self.document.is_none() {
            for op in &page.ops {
                if let Op::Viewport { width, height } = *op {
                    self.resize(width, height);
                }
            }
            self.queue.push(page.clone());
            return Ok(None);
        }
        self.run(page)?;
        Ok(self.on_change.clone())
    }

    pub(super) fn resize(&mut self, width: u32, height: u32) {
        self.viewport = (width, height);
        let style = self.iframe.style();
        let _ = style.set_property("width", &format!("{width}px"));
        let _ = style.set_property("height", &format!("{height}px"));
    }

    fn run(&mut self, page: &Batch) -> Result<(), ReplicaError> {
        let applied = self.apply(page);
        self.lost = applied.is_err();
        applied
    }

    /// Loads an empty page of the other mode.
    fn load(&mut self, quirks: bool) {
        self.quirks = quirks;
        self.document = None;
        self.tree = Tree::new();
        self.quiet.clear();
        if quirks {
            // In this order it is one load: `srcdoc` hides `src` while it is there.
            self.iframe.set_src("about:blank");
            let _ = self.iframe.remove_attribute("srcdoc");
        } else {
            self.iframe.set_srcdoc(&blank());
        }
    }

    fn loaded(me: &Weak<RefCell<Self>>) {
        let Some(inner) = me.upgrade() else { return };
        let outcome = match inner.try_borrow_mut() {
            Ok(mut frame) => frame.take_document(),
            Err(_) => return,
        };
        let (on_error, on_change) = {
            let frame = inner.borrow();
            (frame.on_error.clone(), frame.on_change.clone())
        };
        match outcome {
            Ok(true) => on_change.iter().for_each(|on| on.call(())),
            Ok(false) => {}
            Err(error) => on_error.iter().for_each(|on| on.call(error.clone())),
        }
    }

    /// Takes the document that was loaded, and works off the queue.
    fn take_document(&mut self) -> Result<bool, ReplicaError> {
        let document = self.iframe.content_document().ok_or(ReplicaError::NoDocument)?;
        let wanted = if self.quirks { "about:blank" } else { "about:srcdoc" };
        // An empty frame raises a load of its own when it enters the page.
        if document.url().ok().as_deref() != Some(wanted) {
            return Ok(false);
        }
        let again = self.document.is_some() && self.begun;
        if self.quirks {
            forbid(&document);
        }
        self.quiet = self.listen(&document);
        self.document = Some(document);
        self.tree = Tree::new();
        if again {
            self.lost = true;
            return Err(ReplicaError::Reloaded);
        }
        for page in std::mem::take(&mut self.queue) {
            self.run(&page)?;
        }
        Ok(self.begun)
    }

    fn listen(&self, document: &Document) -> Vec<EventListener> {
        let capture =
            |prevent: bool| EventListenerOptions { phase: EventListenerPhase::Capture, passive: !prevent };
        let mut listeners: Vec<_> = QUIET
            .iter()
            .map(|&name| {
                EventListener::new_with_options(document, name, capture(true), |event| {
                    event.prevent_default();
                    event.stop_immediate_propagation();
                })
            })
            .collect();
        // A style sheet or image has arrived: the page is longer now.
        let me = self.me.clone();
        listeners.push(EventListener::new_with_options(document, "load", capture(false), move |_| {
            guard(|| Self::arrived(&me))
        }));
        listeners
    }

    /// Nothing that a person does in a frame of the copy has an effect, either.
    pub(super) fn quiet_too(&mut self, inner: &Document) {
        let more = self.listen(inner);
        self.quiet.extend(more);
    }

    fn arrived(me: &Weak<RefCell<Self>>) {
        let Some(inner) = me.upgrade() else { return };
        let on_change = match inner.try_borrow() {
            Ok(frame) => {
                frame.restore_scrolls();
                frame.on_change.clone()
            }
            Err(_) => return,
        };
        on_change.iter().for_each(|on| on.call(()));
    }
}

/// An empty page in standards mode; `srcdoc` knows no other.
fn blank() -> String {
    format!("<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")
}

/// A style sheet that belongs to the frame's document; one of ours would be
/// refused there. `base` is what its addresses are relative to.
pub(super) fn sheet(document: &Document, rules: &str, base: &str) -> Option<CssStyleSheet> {
    let window = document.default_view()?;
    let constructor: Function =
        Reflect::get(&window, &JsValue::from_str("CSSStyleSheet")).ok()?.dyn_into().ok()?;
    let options = Object::new();
    if !base.is_empty() {
        let key = JsValue::from_str("baseURL");
        Reflect::set(&options, &key, &JsValue::from_str(base)).ok()?;
    }
    let sheet: CssStyleSheet = Reflect::construct(&constructor, &Array::of1(&options)).ok()?.unchecked_into();
    sheet.replace_sync(rules).ok()?;
    Some(sheet)
}

/// The same policy for an empty page in quirks mode.
fn forbid(document: &Document) {
    let Ok(Some(head)) = document.query_selector("head") else {
        return;
    };
    if let Ok(meta) = document.create_element("meta") {
        let _ = meta.set_attribute("http-equiv", "Content-Security-Policy");
        let _ = meta.set_attribute("content", POLICY);
        let _ = head.append_child(&meta);
    }
}
