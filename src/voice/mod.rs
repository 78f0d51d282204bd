//! The call's media: microphone, peer connection, the agent's voice.

mod devices;
mod sound;
mod support;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use alongside_browser::{
    microphone,
    peer::{Peer, PeerEvent},
};
use alongside_core::{engage::DeviceInput, engine::Input};
use alongside_protocol::message::{IceServer, RtcSignal};
use wasm_bindgen_futures::spawn_local;

use self::sound::Sound;
pub(crate) use self::support::support;
use crate::run::App;

pub(crate) struct Voice {
    app: Weak<App>,
    /// The token of the latest request: an earlier one's answer is dropped.
    asked: Rc<Cell<u32>>,
    microphone: devices::Shared,
    peer: Rc<RefCell<Option<(u32, Peer)>>>,
    sound: Rc<Sound>,
}

impl Voice {
    pub(crate) fn new(app: Weak<App>) -> Self {
        Self {
            app,
            asked: Rc::default(),
            microphone: Rc::default(),
            peer: Rc::default(),
            sound: Rc::default(),
        }
    }

    pub(crate) fn open_microphone(&self, token: u32) {
        let (app, slot) = (self.app.clone(), Rc::clone(&self.microphone));
        let asked = Rc::clone(&self.asked);
        asked.set(token);
        spawn_local(async move {
            let answer = microphone::request().await;
            let Some(app) = app.upgrade().filter(|_| asked.get() == token) else { return };
            let answer = answer
                .map(|microphone| devices::take(&slot, &app.weak(), Some(microphone)))
                .map_err(support::refusal);
            app.feed(Input::Microphone { token, answer });
        });
    }

    /// Puts another microphone on the line, in place of the one in use.
    pub(crate) fn switch_microphone(&self, token: u32, device: Option<String>) {
        let (app, slot, peer) = (self.app.clone(), Rc::clone(&self.microphone), Rc::clone(&self.peer));
        let asked = Rc::clone(&self.asked);
        asked.set(token);
        spawn_local(async move {
            let answer = microphone::request_of(device.as_deref()).await;
            let Some(app) = app.upgrade().filter(|_| asked.get() == token) else { return };
            let answer = answer.map_err(support::refusal).map(|microphone| {
                let label = microphone.label();
                if let Some((_, peer)) = &*peer.borrow() {
                    peer.set_microphone(Some(&microphone));
                }
                devices::take(&slot, &app.weak(), Some(microphone));
                label
            });
            app.feed(Input::Device(DeviceInput::Switched { token, answer }));
        });
    }

    /// Lets the agent's voice come out of this loudspeaker.
    pub(crate) fn use_speaker(&self, id: &str) {
        self.sound.come_from(id);
    }

    /// How loud the microphone is, from 0 to 1, where that can be said.
    pub(crate) fn level(&self) -> Option<f32> {
        self.microphone.borrow_mut().level()
    }

    /// Nobody looks at the level now.
    pub(crate) fn rest_level(&self) {
        self.microphone.borrow_mut().rest();
    }

    pub(crate) fn close_microphone(&self) {
        devices::take(&self.microphone, &self.app, None);
    }

    pub(crate) fn mute(&self, muted: bool) {
        if let Some(microphone) = self.microphone.borrow().microphone() {
            microphone.set_muted(muted);
        }
    }

    pub(crate) fn open_peer(&self, call: u32, ice: &[IceServer]) {
        let (app, sound) = (self.app.clone(), Rc::clone(&self.sound));
        let on = move |event| {
            let Some(app) = app.upgrade() else { return };
            match event {
                PeerEvent::Signal(signal) => app.feed(Input::PeerSignal { call, signal }),
                PeerEvent::Connected => app.feed(Input::PeerConnected { call, connected: true }),
                PeerEvent::Disconnected => app.feed(Input::PeerConnected { call, connected: false }),
                PeerEvent::Failed => app.feed(Input::PeerFailed { call }),
                PeerEvent::Audio(stream) => sound.play(&app, call, &stream),
                PeerEvent::Channel(event) => app.feed(Input::CallChannel { call, event }),
            }
        };
        let microphone = self.microphone.borrow();
        match Peer::new(ice, true, microphone.microphone(), on) {
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

    /// Puts a message on the call's own line.
    pub(crate) fn send(&self, call: u32, bytes: &[u8]) {
        if let Some((current, peer)) = &*self.peer.borrow()
            && *current == call
        {
            peer.send(bytes);
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

    pub(crate) fn read_line(&self, call: u32) {
        let Some(reading) = self.peer.borrow().as_ref().map(|(_, peer)| peer.read()) else { return };
        let app = self.app.clone();
        spawn_local(async move {
            let reading = reading.await;
            if let (Some(app), Some(reading)) = (app.upgrade(), reading) {
                app.feed(Input::LineRead { call, reading });
            }
        });
    }

    pub(crate) fn close_peer(&self) {
        *self.peer.borrow_mut() = None;
        self.sound.stop();
    }

    /// Plays what the browser held back; now the customer has pressed something.
    pub(crate) fn play_sound(&self) {
        if let (Some(app), Some((call, _))) = (self.app.upgrade(), &*self.peer.borrow()) {
            self.sound.resume(&app, *call);
        }
    }
}
