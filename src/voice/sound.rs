//! The agent's voice.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_browser::{guard::guard, microphone::devices, shell};
use alongside_core::engine::Input;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlAudioElement, MediaStream};

use crate::run::App;

pub(super) struct Sound {
    /// Never in the document: moving it there would interrupt the sound.
    audio: RefCell<Option<HtmlAudioElement>>,
    /// The loudspeaker that is chosen when it begins; empty for the device's choice.
    speaker: Rc<RefCell<String>>,
    /// Whether it is to be heard; else it is only prepared.
    heard: Cell<bool>,
}

impl Sound {
    pub(super) fn from(speaker: Rc<RefCell<String>>) -> Self {
        Self { audio: RefCell::default(), speaker, heard: Cell::new(false) }
    }

    pub(super) fn play(&self, app: &Rc<App>, call: u32, stream: &MediaStream) {
        self.heard.set(true);
        if let Some(audio) = self.audio() {
            audio.set_muted(false);
            audio.set_src_object(Some(stream));
            tell(app, call, audio.play());
        }
    }

    /// Gets everything ready to play, unheard: no browser holds back what is mute. Where
    /// the line is a call's by now, it is another connection's sound, and played.
    pub(super) fn prepare(&self, app: &Rc<App>, call: u32, stream: &MediaStream) {
        if self.heard.get() {
            return self.play(app, call, stream);
        }
        if let Some(audio) = self.audio() {
            audio.set_muted(true);
            audio.set_src_object(Some(stream));
            // Whether it plays counts when it is to be heard: it is asked again then.
            let _ = audio.play();
        }
    }

    /// What plays the sound, made when there is none yet; in the window that holds the
    /// call, so that it outlives this page there.
    fn audio(&self) -> Option<HtmlAudioElement> {
        let mut slot = self.audio.borrow_mut();
        if slot.is_none() {
            *slot = shell::make("Audio", &Array::new()).ok().map(JsCast::unchecked_into);
            if let Some(audio) = slot.as_ref().filter(|_| !self.speaker.borrow().is_empty()) {
                come_from(audio, &self.speaker.borrow());
            }
        }
        slot.clone()
    }

    /// Comes out of this loudspeaker.
    pub(super) fn come_from(&self, speaker: &str) {
        if let Some(audio) = &*self.audio.borrow() {
            come_from(audio, speaker);
        }
    }

    /// Plays what is there: tries again in a press of the customer's, or for the first
    /// time what was only prepared.
    pub(super) fn resume(&self, app: &Rc<App>, call: u32) {
        self.heard.set(true);
        if let Some(audio) = &*self.audio.borrow() {
            audio.set_muted(false);
            tell(app, call, audio.play());
        }
    }

    /// Goes on with what another page has begun to play, or lets it go without a pause.
    pub(super) fn hand_over(&self, audio: Option<HtmlAudioElement>) {
        self.audio.replace(audio);
    }

    /// What plays the sound, if anything does.
    pub(super) fn to_keep(&self) -> Option<HtmlAudioElement> {
        self.audio.borrow().clone()
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        if let Some(audio) = self.audio.take() {
            audio.set_src_object(None);
        }
    }
}

fn come_from(audio: &HtmlAudioElement, speaker: &str) {
    let (audio, speaker) = (audio.clone(), speaker.to_owned());
    spawn_local(async move {
        // One that is gone by now leaves the sound where it was.
        devices::play_on(&audio, &speaker).await;
    });
}

/// Tells whether the sound plays. Only one answer means that the browser waits for a
/// press; another stream in the middle of it is no matter of the customer's.
fn tell(app: &Rc<App>, call: u32, playing: Result<Promise, JsValue>) {
    let Ok(playing) = playing else { return };
    let app = Rc::downgrade(app);
    spawn_local(async move {
        let input = match JsFuture::from(playing).await {
            Ok(_) => Input::SoundPlays { call },
            Err(error) if is_not_allowed(&error) => Input::SoundBlocked { call },
            Err(_) => return,
        };
        if let Some(app) = app.upgrade() {
            guard(|| app.feed(input));
        }
    });
}

/// By its name: it may be another window's.
fn is_not_allowed(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "NotAllowedError")
}
