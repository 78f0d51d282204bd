//! What the browser holds of recordings: the one under way, and those that are over and
//! not discarded. None of it leaves this window but as the agent's file.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use alongside_browser::{
    microphone::Microphone,
    recorder::{Recorder, file_ending},
};
use gloo_events::{EventListener, EventListenerOptions};
use js_sys::Date;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlAnchorElement, MediaStream, Url};

use super::context::Desk;
use crate::app::{Input, RecordEffect, RecordingInput};

#[derive(Default)]
pub(super) struct Recordings {
    under_way: RefCell<Option<(u32, Recorder)>>,
    over: Rc<RefCell<BTreeMap<u32, Blob>>>,
    /// Asks before the window goes with what is not saved.
    leaving: RefCell<Option<EventListener>>,
}

impl Recordings {
    pub(super) fn carry_out(
        &self,
        desk: Desk,
        effect: RecordEffect,
        microphone: Option<&Microphone>,
        customer: Option<&MediaStream>,
    ) {
        match effect {
            RecordEffect::Begin(id) => {
                let failed = move || desk.input(Input::Recording(RecordingInput::Failed { kept: true }));
                match Recorder::begin(microphone.map(Microphone::stream), customer, failed) {
                    Ok(recorder) => {
                        self.under_way.replace(Some((id, recorder)));
                        self.asks_before_leaving(desk);
                    }
                    Err(_) => desk.input(Input::Recording(RecordingInput::Failed { kept: false })),
                }
            }
            RecordEffect::Rest(rests) => {
                if let Some((_, recorder)) = &*self.under_way.borrow() {
                    recorder.rest(rests);
                }
            }
            RecordEffect::End => {
                let Some((id, recorder)) = self.under_way.take() else { return };
                let over = Rc::clone(&self.over);
                spawn_local(async move {
                    let recorded = recorder.end().await;
                    let is_something = recorded.is_some();
                    over.borrow_mut().extend(recorded.map(|recorded| (id, recorded)));
                    // One that nobody wants any more by now is let go of again.
                    desk.input(Input::Recording(RecordingInput::Whole { id, is_something }));
                });
            }
            RecordEffect::Save(id, engagement, began) => {
                let recorded = self.over.borrow().get(&id).cloned();
                // A browser without files for pages saves nothing.
                let file = recorded.and_then(|recorded| save(&recorded, &name(engagement, began)).ok());
                desk.input(Input::Recording(RecordingInput::Saved(id, file)));
            }
            RecordEffect::Discard(id) => {
                self.over.borrow_mut().remove(&id);
            }
            RecordEffect::DiscardAll => {
                self.under_way.take();
                self.over.borrow_mut().clear();
            }
        }
    }

    /// The agent speaks into another microphone, or into none.
    pub(super) fn speaks_into(&self, microphone: Option<&Microphone>) {
        if let Some((_, recorder)) = &*self.under_way.borrow() {
            recorder.put_ours(microphone.map(Microphone::stream));
        }
    }

    /// The customer's sound comes on another connection of the line.
    pub(super) fn hears(&self, customer: &MediaStream) {
        if let Some((_, recorder)) = &*self.under_way.borrow() {
            recorder.put_theirs(Some(customer));
        }
    }

    fn asks_before_leaving(&self, desk: Desk) {
        let options = EventListenerOptions::enable_prevent_default();
        let ask = move |event: &web_sys::Event| {
            if desk.state.with_untracked(crate::app::State::has_unsaved_recording) {
                event.prevent_default();
            }
        };
        let listener = EventListener::new_with_options(&window(), "beforeunload", options, ask);
        self.leaving.replace(Some(listener));
    }
}

/// The engagement's number, and when it began, without what file systems don't take.
fn name(engagement: u64, began: u64) -> String {
    let at = String::from(Date::new(&JsValue::from_f64(began as f64)).to_iso_string());
    let second = at.get(..19).unwrap_or(&at).replace(':', "");
    format!("call-{engagement}-{second}Z")
}

/// Gives it to the browser as a file; that one's name.
fn save(recorded: &Blob, name: &str) -> Result<String, JsValue> {
    let file = format!("{name}.{}", file_ending(recorded));
    let address = Url::create_object_url_with_blob(recorded)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(&file);
    link.click();
    // The browser has taken it over by the time this turn of its loop is done.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(file)
}
