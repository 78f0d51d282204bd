//! Looks at a line's sound all the time, so that its end is noticed early.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_core::{
    Millis,
    voice::{Beat, LOOK, Pulse},
};
use gloo_timers::callback::Interval;
use js_sys::{Array, Date, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::spawn_local;
use web_sys::{RtcPeerConnection, RtcPeerConnectionState};

use super::{PeerEvent, negotiation::Negotiation, reading};
use crate::guard::guard;

#[wasm_bindgen]
extern "C" {
    /// What web-sys lacks of `RTCRtpReceiver`.
    type Receiver;

    /// Whose sound was played in the last ten seconds, and when it came: a look costs next
    /// to nothing, unlike `getStats()`.
    #[wasm_bindgen(method, catch, js_name = getSynchronizationSources)]
    fn sources(this: &Receiver) -> Result<Array, JsValue>;
}

/// The looks at one line; they end when this is dropped.
pub(super) struct Looks {
    pulse: Rc<RefCell<Pulse>>,
    _timer: Interval,
}

impl Looks {
    pub(super) fn at(line: &Rc<Negotiation>) -> Self {
        let pulse = Rc::new(RefCell::new(Pulse::new(line.polite)));
        let (looks, counted) = (Rc::clone(&pulse), Rc::new(Cell::new(None)));
        let line = Rc::downgrade(line);
        let look = move || {
            let Some(line) = line.upgrade() else { return };
            if line.is_gone() {
                if looks.borrow_mut().gone(now()) {
                    line.tell(PeerEvent::Stopped);
                }
                return;
            }
            let beat = looks.borrow_mut().look(now(), mark(line.connection()));
            if beat != Beat::Fine {
                spawn_local(count(line, beat, Rc::clone(&counted)));
            }
        };
        Self { pulse, _timer: Interval::new(LOOK as u32, move || guard(&look)) }
    }

    /// Somebody looks for a new way.
    pub(super) fn tried(&self) {
        self.pulse.borrow_mut().tried(now());
    }
}

/// Counts the packets, and tells when none has come in between.
async fn count(line: Rc<Negotiation>, beat: Beat, counted: Rc<Cell<Option<u64>>>) {
    let packets = reading::read(line.connection().clone()).await.map(|reading| reading.heard.packets);
    if beat == Beat::Doubtful {
        counted.set(packets);
    } else if packets.is_some() && packets == counted.get() {
        line.tell(PeerEvent::Stopped);
    }
}

/// When the sound that was played last came; `None` where there is none, or the line is
/// down, or the browser doesn't say.
fn mark(connection: &RtcPeerConnection) -> Option<f64> {
    if connection.connection_state() != RtcPeerConnectionState::Connected {
        return None;
    }
    let receiver = connection.get_receivers().get(0);
    if receiver.is_undefined() {
        return None;
    }
    let source = receiver.unchecked_ref::<Receiver>().sources().ok()?.get(0);
    Reflect::get(&source, &"timestamp".into()).ok()?.as_f64()
}

fn now() -> Millis {
    Date::now() as Millis
}
