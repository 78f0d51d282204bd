//! The frame that the copy lives in: loaded empty, kept quiet, and what to do
//! until and when it is there.

use std::{
    cell::RefCell,
    collections::{BTreeSet, HashMap},
    rc::{Rc, Weak},
};

use alongside_protocol::page::{Batch, Model, NodeId, Op, SheetHash, WAITING};
use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, Element, Event, HtmlIFrameElement, Node};

use super::{
    Replica, ReplicaError, documents::Documents, policy::document_policy, sheets::SheetStore, tree::Tree,
};
use crate::{callback::Callback, guard::guard};

/// Marks a picture that did not load: mostly one that the policy keeps out.
pub(super) const MISSING: &str = "data-alongside-missing";

/// Ours in every document and shadow root of the copy. `noscript` is what a
/// browser without scripts shows, and the customer's has them.
pub(super) const HOUSE: &str = "noscript{display:none!important}\
    [data-alongside-missing]{background:#e4e8ee!important;outline:1px solid #b6bec9!important;\
    outline-offset:-1px!important;color:#4b5563!important;\
    font:12px/1.4 system-ui,sans-serif!important}\
    [data-alongside-focus='']{outline:2px solid #2563eb!important;outline-offset:2px!important}\
    :where(canvas){display:inline-block;overflow:hidden}\
    canvas{font-size:0!important}canvas>*{display:none!important}\
    [data-alongside-box]:not(iframe,[hidden]){display:inline-block!important;box-sizing:border-box!important;\
    overflow:hidden!important;padding:0!important;border:0!important;background:#e4e8ee!important;\
    outline:1px solid #b6bec9!important;outline-offset:-1px!important}\
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
    pub(super) sheets: SheetStore,
    /// Hashes that came and are not known here.
    pub(super) lacking: Vec<SheetHash>,
    /// Who waits for them.
    pub(super) waiting: HashMap<SheetHash, BTreeSet<NodeId>>,
    pub(super) on_error: Option<Callback<ReplicaError>>,
    pub(super) on_change: Option<Callback<()>>,
    pub(super) policy: String,
    quirks: bool,
    /// Always without markup of ours, and so in quirks mode.
    pub(super) bare: bool,
    begun: bool,
    lost: bool,
    queue: Vec<Batch>,
    /// Of the queue.
    waiting_bytes: usize,
    me: Weak<RefCell<Self>>,
    quiet: Vec<EventListener>,
    _load: EventListener,
}

impl MirrorFrame {
    pub(super) fn open(iframe: HtmlIFrameElement, bare: bool) -> Result<Rc<RefCell<Self>>, ReplicaError> {
        iframe.owner_document().ok_or(ReplicaError::NoDocument)?;
        // The sandbox counts from the next load on: it comes before the page.
        // A recording of the page around it leaves out what has this name.
        for (name, value) in
            [("sandbox", "allow-same-origin"), ("tabindex", "-1"), ("data-alongside-replica", "")]
        {
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
                sheets: SheetStore::default(),
                lacking: Vec::new(),
                waiting: HashMap::new(),
                on_error: None,
                on_change: None,
                policy: document_policy(&[]),
                quirks: bare,
                bare,
                begun: false,
                lost: false,
                queue: Vec::new(),
                waiting_bytes: 0,
                me: me.clone(),
                quiet: Vec::new(),
                _load: load,
            })
        });
        let (iframe, blank) = {
            let frame = inner.borrow();
            (frame.iframe.clone(), blank(&frame.policy))
        };
        if bare {
            iframe.set_src("about:blank");
        } else {
            iframe.set_srcdoc(&blank);
        }
        Ok(inner)
    }

    /// Takes a batch, now or when there is a document. Returns whom to tell of
    /// the change: not from in here, where the frame is borrowed.
    pub(super) fn accept(&mut self, page: &Batch) -> Result<Option<Callback<()>>, ReplicaError> {
        if let Some(head) = &page.head {
            self.begun = true;
            self.lost = false;
            self.queue.clear();
            self.waiting_bytes = 0;
            self.resize(head.viewport, head.dark);
            if head.quirks != self.quirks && !self.bare {
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
                if let Op::Viewport { width, height, dark } = *op {
                    self.resize((width, height), dark);
                }
            }
            self.waiting_bytes += page.bytes();
            if self.queue.len() == WAITING.0 || self.waiting_bytes > WAITING.1 {
                // It takes too long: what comes then is another snapshot.
                self.queue.clear();
                self.lost = true;
                return Err(ReplicaError::NoDocument);
            }
            self.queue.push(page.clone());
            return Ok(None);
        }
        self.run(page)?;
        Ok(self.on_change.clone())
    }

    /// The frame as the customer's window is. What is in it asks for the colours
    /// that the frame has (Media Queries 5, 12.5).
    pub(super) fn resize(&mut self, (width, height): (u32, u32), dark: bool) {
        self.viewport = (width, height);
        let style = self.iframe.style();
        let _ = style.set_property("color-scheme", if dark { "dark" } else { "light" });
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
            self.iframe.set_srcdoc(&blank(&self.policy));
        }
    }

    /// Whether a load that was asked for again since has ended.
    fn is_overtaken(&self, document: &Document) -> bool {
        let meta = document.query_selector("meta[http-equiv]").ok().flatten();
        !self.quirks && meta.and_then(|meta| meta.get_attribute("content")).as_ref() != Some(&self.policy)
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
        if self.document.is_none() && self.is_overtaken(&document) {
            return Ok(false);
        }
        let again = self.document.is_some() && self.begun;
        if self.quirks {
            forbid(&document, &self.policy);
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
        for (name, missing) in [("load", false), ("error", true)] {
            let me = self.me.clone();
            listeners.push(EventListener::new_with_options(document, name, capture(false), move |event| {
                guard(|| {
                    mark(event, missing);
                    Self::arrived(&me);
                });
            }));
        }
        // What is selected in a field Firefox scrolls to only later.
        let me = self.me.clone();
        listeners.push(EventListener::new_with_options(document, "scroll", capture(false), move |_| {
            guard(|| {
                if let Some(inner) = me.upgrade()
                    && let Ok(frame) = inner.try_borrow()
                {
                    frame.restore_scrolls();
                }
            });
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
                frame.still_rules();
                frame.restore_scrolls();
                frame.on_change.clone()
            }
            Err(_) => return,
        };
        on_change.iter().for_each(|on| on.call(()));
    }
}

impl Replica {
    /// Lets the copy load style sheets, fonts and pictures from these origins
    /// (such as `https://cdn.example`); without it, from nowhere. The frame is
    /// loaded anew: what is said before the first batch costs nothing, later a
    /// new snapshot has to follow.
    pub fn load_from(&self, origins: &[String]) {
        let mut frame = self.inner.borrow_mut();
        let policy = document_policy(origins);
        if policy != frame.policy {
            frame.policy = policy;
            let quirks = frame.quirks;
            frame.load(quirks);
        }
    }
}

/// A picture that did not load is a grey box of its size; its words stay.
fn mark(event: &Event, missing: bool) {
    let Some(target) = event.target() else { return };
    // Of another realm: node types are compared, `instanceof` says no.
    let node: Node = target.unchecked_into();
    if node.node_type() != Node::ELEMENT_NODE {
        return;
    }
    let element: Element = node.unchecked_into();
    if ["img", "input", "image"].contains(&element.local_name().as_str()) {
        let _ = element.toggle_attribute_with_force(MISSING, missing);
    }
}

/// An empty page in standards mode; `srcdoc` knows no other. Names in links are
/// not looked up ahead, and requests do not say where they come from.
fn blank(policy: &str) -> String {
    format!(
        "<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         <meta name=\"referrer\" content=\"no-referrer\">\
         <meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">"
    )
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
fn forbid(document: &Document, policy: &str) {
    let Ok(Some(head)) = document.query_selector("head") else {
        return;
    };
    for (key, name, content) in [
        ("http-equiv", "Content-Security-Policy", policy),
        ("name", "referrer", "no-referrer"),
        ("http-equiv", "x-dns-prefetch-control", "off"),
    ] {
        if let Ok(meta) = document.create_element("meta") {
            let _ = meta.set_attribute(key, name);
            let _ = meta.set_attribute("content", content);
            let _ = head.append_child(&meta);
        }
    }
}
