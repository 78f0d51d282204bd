//! The site's other tabs.

use std::rc::Weak;

use alongside_browser::guard::guard;
use alongside_core::engine::Input;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::run::App;

/// A line to the site's other tabs; dropping it closes it.
pub(super) struct Tabs {
    channel: BroadcastChannel,
    _told: Closure<dyn FnMut(MessageEvent)>,
}

impl Tabs {
    pub(super) fn open(app: Weak<App>) -> Option<Self> {
        // Where storage is partitioned away there may be none.
        let channel = BroadcastChannel::new("alongside").ok()?;
        let told = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            guard(|| {
                let bytes = event.data().dyn_into::<Uint8Array>().ok();
                if let (Some(app), Some(bytes)) = (app.upgrade(), bytes) {
                    app.feed(Input::TabTold(bytes.to_vec()));
                }
            });
        });
        channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
        Some(Self { channel, _told: told })
    }

    pub(super) fn tell(&self, bytes: &[u8]) {
        // A closed channel has nobody to tell.
        let _ = self.channel.post_message(&Uint8Array::from(bytes));
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
