//! Observation alone: the recorder and the replica, without relay or guidance.

use std::{cell::RefCell, rc::Rc};

use alongside_browser::{guard::guard, replica};
use alongside_core::observe::mirror::Mirror;
use alongside_protocol::page::PageFrame;
use js_sys::{Function, Uint8Array};
use serde::{Deserialize, de::IgnoredAny};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{HtmlElement, HtmlIFrameElement};

use super::error;
use crate::{
    options::{self, Privacy},
    page::Walk,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with emit and privacy")]
struct Options {
    /// Taken apart: it is a function.
    #[serde(rename = "emit")]
    _emit: IgnoredAny,
    privacy: Option<Privacy>,
}

/// Records this page into wire frames until `stop()`: first a snapshot, then
/// changes, merged.
///
/// # Errors
/// An `Error` with one sentence that names the option.
#[wasm_bindgen]
pub fn record(
    #[wasm_bindgen(unchecked_param_type = "RecordOptions")] options: JsValue,
) -> Result<Recording, JsValue> {
    let (options, emit) = options::take(&options, "emit");
    let options: Options = options::read(options, "record(): option").map_err(|message| error(&message))?;
    let emit: Function =
        emit.dyn_into().map_err(|_| error("record(): option `emit`: expected a function"))?;
    let privacy = options.privacy.unwrap_or_default();
    privacy.checked().map_err(|message| error(&format!("record(): {message}")))?;
    let mirror = Rc::new(RefCell::new(Mirror::new(privacy.policy())));
    let walk: Rc<RefCell<Option<Walk>>> = Rc::default();
    let early: Rc<RefCell<Vec<(u32, alongside_core::privacy::FieldMode)>>> = Rc::default();
    let (walker, told_early) = (Rc::downgrade(&walk), Rc::clone(&early));
    let recorded = Rc::clone(&mirror);
    let deliver = move |numbers: Vec<u32>, strings: String| {
        let strings: Vec<&str> = strings.split('\0').collect();
        let Ok(applied) = recorded.borrow_mut().apply(&numbers, &strings) else { return };
        if let Some(frame) = applied.frame {
            // What the site's function throws must not stop the recording.
            let _ = emit.call1(&JsValue::NULL, &Uint8Array::from(frame.encode().as_slice()));
        }
        match walker.upgrade() {
            Some(walker) if walker.borrow().is_some() => {
                // The walker is in the middle of a batch: it is told right after.
                wasm_bindgen_futures::spawn_local(async move {
                    guard(|| {
                        if let Some(walk) = &*walker.borrow() {
                            walk.modes(&applied.fields);
                        }
                    });
                });
            }
            // The first batch comes before there is a walker to tell.
            _ => told_early.borrow_mut().extend(applied.fields),
        }
    };
    let nobody: HtmlElement = JsValue::NULL.unchecked_into();
    let started = Walk::start(&privacy.rules(), &nobody, deliver)
        .ok_or_else(|| error("record(): there is no document"))?;
    *walk.borrow_mut() = Some(started);
    if let Some(walk) = &*walk.borrow() {
        walk.modes(&early.take());
    }
    Ok(Recording { mirror, walk })
}

/// A running recording.
#[wasm_bindgen]
pub struct Recording {
    mirror: Rc<RefCell<Mirror>>,
    walk: Rc<RefCell<Option<Walk>>>,
}

#[wasm_bindgen]
impl Recording {
    /// The page from the start, for a replica that comes late.
    pub fn snapshot(&self) -> Option<Uint8Array> {
        guard(|| {
            let frame = self.mirror.borrow().snapshot()?;
            Some(Uint8Array::from(frame.encode().as_slice()))
        })
    }

    /// Ends it.
    pub fn stop(&self) {
        guard(|| *self.walk.borrow_mut() = None);
    }
}

/// A recorded page, rebuilt in a sandboxed frame where nothing of it can run.
#[wasm_bindgen]
pub struct Replica {
    replica: replica::Replica,
}

#[wasm_bindgen]
impl Replica {
    /// A replica in an empty iframe; it sandboxes the frame itself.
    ///
    /// # Errors
    /// When the frame is not in a document.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Self, JsValue> {
        let replica =
            replica::Replica::new(frame).map_err(|problem| error(&format!("Replica: {problem}")))?;
        Ok(Self { replica })
    }

    /// Applies one frame of `record()`.
    ///
    /// # Errors
    /// One sentence; a snapshot then mends it.
    pub fn apply(&mut self, frame: &[u8]) -> Result<(), JsValue> {
        let frame = PageFrame::decode(frame).map_err(|problem| error(&format!("Replica: {problem}")))?;
        self.replica.apply(&frame).map_err(|problem| error(&format!("Replica: {problem}")))
    }
}
