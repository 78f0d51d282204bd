//! The microphone in use: whether it is still there, which others there are, and how
//! loud it is while somebody looks.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use alongside_browser::microphone::{Microphone, devices, level::Level};
use alongside_core::{engage::DeviceInput, engine::Input};
use gloo_events::EventListener;
use wasm_bindgen_futures::spawn_local;

use crate::run::App;

#[derive(Default)]
pub(super) struct InUse {
    microphone: Option<Microphone>,
    /// Only while somebody looks at it.
    level: Option<Level>,
    listeners: Vec<EventListener>,
}

/// Shared with the answers that come later.
pub(super) type Shared = Rc<RefCell<InUse>>;

impl InUse {
    pub(super) fn microphone(&self) -> Option<&Microphone> {
        self.microphone.as_ref()
    }

    /// How loud it is, from 0 to 1, where that can be said.
    pub(super) fn level(&mut self) -> Option<f32> {
        let microphone = self.microphone.as_ref()?;
        if self.level.is_none() {
            self.level = Level::of(microphone).ok();
        }
        self.level.as_ref()?.now()
    }

    /// Lets it go without stopping it: another page goes on with it.
    pub(super) fn release(&mut self) {
        if let Some(microphone) = std::mem::take(self).microphone {
            microphone.release();
        }
    }

    pub(super) fn rest(&mut self) {
        self.level = None;
    }
}

/// Speaks into this one from now on, or into none.
pub(super) fn take(slot: &Shared, app: &Weak<App>, microphone: Option<Microphone>) {
    let mut in_use = slot.borrow_mut();
    *in_use = InUse::default();
    let Some(microphone) = microphone else { return };
    let feed = app.clone();
    let ended = microphone.on_ended(move || {
        if let Some(app) = feed.upgrade() {
            app.feed(Input::Device(DeviceInput::Ended));
        }
    });
    let (again, of) = (Rc::downgrade(slot), app.clone());
    let changed = devices::watch(move || {
        if let Some(slot) = again.upgrade() {
            tell(&slot, &of);
        }
    });
    in_use.listeners = ended.into_iter().chain(changed).collect();
    in_use.microphone = Some(microphone);
    drop(in_use);
    tell(slot, app);
}

/// Tells what is plugged in now.
fn tell(slot: &Shared, app: &Weak<App>) {
    let (slot, app) = (Rc::downgrade(slot), app.clone());
    spawn_local(async move {
        let found = devices::list().await;
        let (Some(slot), Some(app)) = (slot.upgrade(), app.upgrade()) else { return };
        let used = slot.borrow().microphone.as_ref().map(Microphone::id).unwrap_or_default();
        let (microphones, speakers) = (found.microphones, found.speakers);
        app.feed(Input::Device(DeviceInput::Are { microphones, speakers, used }));
    });
}
