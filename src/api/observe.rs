//! Observation alone: the recorder and the replica, without relay or guidance.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_browser::{guard::guard, replica};
use alongside_core::{
    observe::mirror::{Mirror, MirrorError},
    privacy::FieldMode,
};
use alongside_protocol::page::{Decoder, Ended};
use gloo_timers::callback::Timeout;
use js_sys::{Function, Uint8Array};
use serde::{Deserialize, de::IgnoredAny};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{HtmlElement, HtmlIFrameElement};

use super::{error, random};
use crate::{
    options::{self, Privacy},
    page::{Passwords, Walk},
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
    if let Some(message) = Privacy::misspelt() {
        web_sys::console::warn_1(&format!("alongside: {message}").into());
    }
    let recorder = Rc::new(Recorder {
        mirror: RefCell::new(Mirror::new(privacy.policy(random()))),
        privacy,
        emit,
        state: Cell::new(State::Recording),
        restarted: Cell::new(false),
        passwords: RefCell::new(Passwords::watch()),
        walk: RefCell::default(),
        early: RefCell::default(),
        later: RefCell::default(),
    });
    if !recorder.start() {
        return Err(error("record(): there is no document"));
    }
    Ok(Recording { recorder })
}

/// How a recording goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Recording,
    /// A batch of the walker made no sense; the walk begins anew.
    Garbled,
    /// Nothing is emitted any more.
    Stopped,
}

/// The page's mirror, and whom to give its frames.
struct Recorder {
    privacy: Privacy,
    state: Cell<State>,
    /// The walk was begun anew once already.
    restarted: Cell<bool>,
    mirror: RefCell<Mirror>,
    emit: Function,
    passwords: RefCell<Option<Passwords>>,
    walk: RefCell<Option<Walk>>,
    early: RefCell<Vec<(u32, FieldMode)>>,
    later: RefCell<Option<Timeout>>,
}

impl Recorder {
    /// Starts to walk the page; fails where there is none.
    fn start(self: &Rc<Self>) -> bool {
        let walked = Rc::downgrade(self);
        let deliver = move |numbers: Vec<u32>, strings: String| {
            if let Some(recorder) = walked.upgrade() {
                recorder.take(&numbers, &strings);
            }
        };
        let nobody: HtmlElement = JsValue::NULL.unchecked_into();
        let Some(started) = Walk::start(&self.privacy.rules(), &nobody, deliver) else { return false };
        // The first batch came before there was a walker to tell.
        started.modes(&self.early.take());
        // The site's function may have stopped it all by then.
        if self.state.get() != State::Stopped {
            *self.walk.borrow_mut() = Some(started);
        }
        true
    }

    fn take(self: &Rc<Self>, numbers: &[u32], strings: &str) {
        if self.state.get() != State::Recording {
            return;
        }
        let strings: Vec<&str> = strings.split('\0').collect();
        let applied = self.mirror.borrow_mut().apply(numbers, &strings);
        let fields = match applied {
            Ok(fields) => fields,
            Err(problem) => return self.failed(problem),
        };
        self.tell();
        if self.walk.borrow().is_none() {
            return self.early.borrow_mut().extend(fields);
        }
        // The walker is in the middle of a batch: it is told right after.
        let recorder = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            guard(|| {
                if let Some(recorder) = recorder.upgrade()
                    && let Some(walk) = &*recorder.walk.borrow()
                {
                    walk.modes(&fields);
                }
            });
        });
    }

    /// What is in the mirror now can't be trusted: the walk begins anew, once. A
    /// mistake that comes back would walk the page for ever.
    fn failed(self: &Rc<Self>, problem: MirrorError) {
        let why = match problem {
            MirrorError::Raw(_) => Ended::Unreadable,
            MirrorError::TooLarge => Ended::TooLarge,
        };
        let again = why == Ended::Unreadable && !self.restarted.replace(true);
        let end = if again { "" } else { "; the recording ends" };
        web_sys::console::warn_1(&format!("alongside: {problem}{end}").into());
        self.state.set(if again { State::Garbled } else { State::Stopped });
        if !again && let Some(last) = Mirror::say_ended(self.mirror.borrow().policy(), why) {
            self.emit(&last);
        }
        // The walker is in the middle of a batch.
        let recorder = Rc::downgrade(self);
        wasm_bindgen_futures::spawn_local(async move {
            guard(|| {
                let Some(recorder) = recorder.upgrade() else { return };
                *recorder.walk.borrow_mut() = None;
                if recorder.state.get() == State::Garbled {
                    *recorder.mirror.borrow_mut() = Mirror::new(recorder.privacy.policy(random()));
                    recorder.early.borrow_mut().clear();
                    recorder.state.set(State::Recording);
                    recorder.start();
                }
            });
        });
    }

    fn emit(&self, frame: &[u8]) {
        // What the site's function throws must not stop the recording.
        let _ = self.emit.call1(&JsValue::NULL, &Uint8Array::from(frame));
    }

    /// Gives one frame, and the next ones a task at a time.
    fn tell(self: &Rc<Self>) {
        if self.state.get() != State::Recording {
            return;
        }
        let frame = self.mirror.borrow_mut().tell(0);
        if let Some(frame) = frame {
            self.emit(&frame);
        }
        // In that very call the site may have had enough.
        let goes_on = self.state.get() == State::Recording;
        let more = (goes_on && self.mirror.borrow().owes()).then(|| {
            let recorder = Rc::downgrade(self);
            Timeout::new(0, move || {
                guard(|| {
                    if let Some(recorder) = recorder.upgrade() {
                        recorder.tell();
                    }
                });
            })
        });
        *self.later.borrow_mut() = more;
    }
}

/// A running recording.
#[wasm_bindgen]
pub struct Recording {
    recorder: Rc<Recorder>,
}

#[wasm_bindgen]
impl Recording {
    /// Emits the page from the start, for a replica that comes late; what follows
    /// builds on that. Nothing is emitted after [`stop`](Self::stop).
    pub fn snapshot(&self) {
        guard(|| {
            self.recorder.mirror.borrow_mut().begin_anew();
            self.recorder.tell();
        });
    }

    /// Emits a digest of what was told: a replica that has missed a frame, or read one
    /// otherwise, refuses it. It says nothing of what the copy's document shows. Nothing
    /// is emitted while the page is still being told.
    pub fn check(&self) {
        guard(|| {
            if self.recorder.state.get() != State::Recording {
                return;
            }
            let check = self.recorder.mirror.borrow_mut().check();
            if let Some(check) = check {
                self.recorder.emit(&check);
            }
        });
    }

    /// Ends it, also from within `emit`: nothing is emitted any more.
    pub fn stop(&self) {
        guard(|| {
            self.recorder.state.set(State::Stopped);
            *self.recorder.walk.borrow_mut() = None;
            *self.recorder.passwords.borrow_mut() = None;
            *self.recorder.later.borrow_mut() = None;
        });
    }
}

/// A recorded page, rebuilt in a sandboxed frame where nothing of it can run.
#[wasm_bindgen]
pub struct Replica {
    replica: replica::Replica,
    decoder: Decoder,
}

#[wasm_bindgen]
impl Replica {
    /// A replica in an empty iframe; it sandboxes the frame itself. Style sheets,
    /// fonts and pictures load from this page's own origin alone, until
    /// [`Replica::load_from`] names others.
    ///
    /// # Errors
    /// When the frame is not in a document.
    #[wasm_bindgen(constructor)]
    pub fn new(frame: HtmlIFrameElement) -> Result<Self, JsValue> {
        let replica =
            replica::Replica::new(frame).map_err(|problem| error(&format!("Replica: {problem}")))?;
        let own = web_sys::window().and_then(|window| window.location().origin().ok());
        replica.load_from(own.as_slice());
        Ok(Self { replica, decoder: Decoder::default() })
    }

    /// The origins that style sheets, fonts and pictures load from instead, such
    /// as `https://cdn.example`; to be said before the first frame.
    #[wasm_bindgen(js_name = loadFrom)]
    pub fn load_from(&self, origins: Vec<String>) {
        self.replica.load_from(&origins);
    }

    /// Applies one frame of `record()`.
    ///
    /// # Errors
    /// One sentence; a snapshot then mends it.
    pub fn apply(&mut self, frame: &[u8]) -> Result<(), JsValue> {
        let batch = self.decoder.read(frame).map_err(|problem| error(&format!("Replica: {problem}")))?;
        self.replica.apply(&batch).map_err(|problem| error(&format!("Replica: {problem}")))
    }
}
