//! The browser's question for the microphone, while it may be open.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use alongside_browser::microphone::question;
use alongside_core::{engage::PromptPlace, engine::Input};
use gloo_events::EventListener;
use wasm_bindgen_futures::spawn_local;

use crate::run::App;

/// What listens to the browser; nothing more is told once it is dropped.
pub(super) struct Watched {
    listener: Rc<RefCell<Option<EventListener>>>,
}

/// Tells the engine whether the request with this token is a question, and where.
pub(super) fn watch(app: &Weak<App>, token: u32) -> Watched {
    let listener: Rc<RefCell<Option<EventListener>>> = Rc::default();
    let (slot, app) = (Rc::downgrade(&listener), app.clone());
    spawn_local(async move {
        let facts = question::window_facts();
        let place = facts.map_or(PromptPlace::Unknown, |(agent, touch, language, bar)| {
            PromptPlace::of(&agent, touch, &language, bar)
        });
        let is_waited_for = slot.clone();
        let listens = question::watch(move |asks| {
            if let (Some(app), Some(_)) = (app.upgrade(), is_waited_for.upgrade()) {
                app.feed(Input::MicrophoneQuestion { token, place: asks.then_some(place) });
            }
        });
        let listens = listens.await;
        if let Some(slot) = slot.upgrade() {
            *slot.borrow_mut() = listens;
        }
    });
    Watched { listener }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.listener.borrow_mut().take();
    }
}
