//! The call's media: microphone, peer connection, the agent's voice.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use alongside_browser::{
    microphone::{self, Microphone, MicrophoneError},
    peer::{Peer, PeerEvent},
};
use alongside_core::{engage::MicrophoneRefusal, engine::Input};
use alongside_protocol::message::{IceServer, RtcSignal};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlAudioElement;

use crate::run::App;

pub(crate) struct Voice {
    app: Weak<App>,
    /// The token of the latest request: an earlier one's answer is dropped.
    asked: Rc<Cell<u32>>,
    microphone: Rc<RefCell<Option<Microphone>>>,
    peer: RefCell<Option<(u32, Peer)>>,
    /// Never in the document: moving it there would interrupt the sound.
    audio: Rc<RefCell<Option<HtmlAudioElement>>>,
}

impl Voice {
    pub(crate) fn new(app: Weak<App>) -> Self {
        Self {
            app,
            asked: Rc::default(),
            microphone: Rc::default(),
            peer: RefCell::default(),
            audio: Rc::default(),
        }
    }

    pub(crate) fn open_microphone(&self, token: u32) {
        let (app, slot) = (self.app.clone(), Rc::clone(&self.microphone));
        let asked = Rc::clone(&self.asked);
        asked.set(token);
        spawn_local(async move {
            let answer = microphone::request().await;
            let Some(app) = app.upgrade().filter(|_| asked.get() == token) else { return };
            let answer = answer.map(|microphone| *slot.borrow_mut() = Some(microphone)).map_err(refusal);
            app.feed(Input::Microphone { token, answer });
        });
    }

    pub(crate) fn close_microphone(&self) {
        *self.microphone.borrow_mut() = None;
    }

    pub(crate) fn mute(&self, muted: bool) {
        if let Some(microphone) = &*self.microphone.borrow() {
            microphone.set_muted(muted);
        }
    }

    pub(crate) fn open_peer(&self, call: u32, ice: &[IceServer]) {
        let (app, audio) = (self.app.clone(), Rc::clone(&self.audio));
        let on = move |event| {
            let Some(app) = app.upgrade() else { return };
            match event {
                PeerEvent::Signal(signal) => app.feed(Input::PeerSignal { call, signal }),
                PeerEvent::Connected => app.feed(Input::PeerConnected { call, connected: true }),
                PeerEvent::Disconnected => app.feed(Input::PeerConnected { call, connected: false }),
                PeerEvent::Failed => app.feed(Input::PeerFailed { call }),
                PeerEvent::Audio(stream) => play(&audio, &stream),
            }
        };
        let microphone = self.microphone.borrow();
        match Peer::new(ice, true, microphone.as_ref(), on) {
            Ok(peer) => *self.peer.borrow_mut() = Some((call, peer)),
            Err(_) => {
                drop(microphone);
                if let Some(app) = self.app.upgrade() {
                    app.feed(Input::PeerFailed { call });
                }
            }
        }
    }

    pub(crate) fn signal(&self, call: u32, signal: RtcSignal) {
        if let Some((current, peer)) = &*self.peer.borrow()
            && *current == call
        {
            peer.receive(signal);
        }
    }

    /// Looks for a new way through the network, with these servers.
    pub(crate) fn restart_peer(&self, call: u32, ice: &[IceServer]) {
        if let Some((current, peer)) = &*self.peer.borrow()
            && *current == call
        {
            peer.set_ice_servers(ice);
            peer.restart_ice();
        }
    }

    pub(crate) fn close_peer(&self) {
        *self.peer.borrow_mut() = None;
        if let Some(audio) = self.audio.borrow_mut().take() {
            audio.set_src_object(None);
        }
    }
}

fn play(slot: &RefCell<Option<HtmlAudioElement>>, stream: &web_sys::MediaStream) {
    let mut slot = slot.borrow_mut();
    if slot.is_none() {
        *slot = HtmlAudioElement::new().ok();
    }
    if let Some(audio) = &*slot {
        audio.set_autoplay(true);
        audio.set_src_object(Some(stream));
    }
}

fn refusal(error: MicrophoneError) -> MicrophoneRefusal {
    match error {
        MicrophoneError::Denied | MicrophoneError::Dismissed => MicrophoneRefusal::Denied,
        MicrophoneError::Missing => MicrophoneRefusal::Missing,
        MicrophoneError::InUse => MicrophoneRefusal::InUse,
        MicrophoneError::Unsupported | MicrophoneError::Insecure => MicrophoneRefusal::Unsupported,
    }
}
