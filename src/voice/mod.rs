//! The call's media: microphone, peer connection, the agent's voice.

mod devices;
mod handing;
mod question;
mod sound;
mod support;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use alongside_browser::{
    microphone,
    peer::{self, Peer, PeerEvent},
};
use alongside_core::{engage::DeviceInput, engine::Input};
use alongside_protocol::message::{IceServer, RtcSignal};
use wasm_bindgen_futures::spawn_local;
use web_sys::MediaStream;

pub(crate) use self::handing::Media;
use self::sound::Sound;
pub(crate) use self::support::support;
use crate::run::App;

pub(crate) struct Voice {
    app: Weak<App>,
    /// The token of the latest request: an earlier one's answer is dropped.
    asked: Rc<Cell<Option<u32>>>,
    microphone: devices::Shared,
    /// One, and two while an agent hands over.
    lines: Rc<RefCell<Vec<Line>>>,
    /// The loudspeaker that the customer has chosen; empty for the device's choice.
    speaker: Rc<RefCell<String>>,
}

/// One agent's line, and their voice.
struct Line {
    call: u32,
    peer: Peer,
    sound: Rc<Sound>,
    /// Whether it is a call's; else it is only prepared.
    taken: Cell<bool>,
}

impl Voice {
    pub(crate) fn new(app: Weak<App>) -> Self {
        Self {
            app,
            asked: Rc::default(),
            microphone: Rc::default(),
            lines: Rc::default(),
            speaker: Rc::default(),
        }
    }

    pub(crate) fn open_microphone(&self, token: u32) {
        let (app, slot) = (self.app.clone(), Rc::clone(&self.microphone));
        let asked = Rc::clone(&self.asked);
        asked.set(Some(token));
        peer::prepare();
        let question = question::watch(&self.app, token);
        spawn_local(async move {
            let answer = microphone::request().await;
            drop(question);
            if let Some(app) = app.upgrade() {
                app.feed(Input::MicrophoneQuestion { token, place: None });
            }
            // There may be a call next, and its line is made at once.
            peer::prepared().await;
            let Some(app) = app.upgrade().filter(|_| asked.get() == Some(token)) else { return };
            let answer = answer
                .map(|microphone| devices::take(&slot, &app.weak(), Some(microphone)))
                .map_err(support::refusal);
            app.feed(Input::Microphone { token, answer });
        });
    }

    /// Puts another microphone on the line, in place of the one in use.
    pub(crate) fn switch_microphone(&self, token: u32, device: Option<String>) {
        let (app, slot, lines) = (self.app.clone(), Rc::clone(&self.microphone), Rc::clone(&self.lines));
        let asked = Rc::clone(&self.asked);
        asked.set(Some(token));
        spawn_local(async move {
            let answer = microphone::request_of(device.as_deref()).await;
            let Some(app) = app.upgrade().filter(|_| asked.get() == Some(token)) else { return };
            let answer = answer.map_err(support::refusal).map(|microphone| {
                let label = microphone.label();
                for line in &*lines.borrow() {
                    line.peer.set_microphone(Some(&microphone));
                }
                devices::take(&slot, &app.weak(), Some(microphone));
                label
            });
            app.feed(Input::Device(DeviceInput::Switched { token, answer }));
        });
    }

    /// Lets the agent's voice come out of this loudspeaker.
    pub(crate) fn use_speaker(&self, id: &str) {
        id.clone_into(&mut self.speaker.borrow_mut());
        for line in &*self.lines.borrow() {
            line.sound.come_from(id);
        }
    }

    /// How loud the microphone is, from 0 to 1, where that can be said.
    pub(crate) fn level(&self) -> Option<f32> {
        self.microphone.borrow_mut().level()
    }

    /// Nobody looks at the level now.
    pub(crate) fn rest_level(&self) {
        self.microphone.borrow_mut().rest();
    }

    /// What the browser still asks the customer for is of no use any more.
    pub(crate) fn asks_for_nothing(&self) {
        self.asked.set(None);
    }

    pub(crate) fn close_microphone(&self) {
        devices::take(&self.microphone, &self.app, None);
        self.changed();
    }

    pub(crate) fn mute(&self, muted: bool) {
        if let Some(microphone) = self.microphone.borrow().microphone() {
            microphone.set_muted(muted);
        }
    }

    pub(crate) fn open_peer(&self, call: u32, ice: &[IceServer]) {
        let sound = self.sound();
        let plays = Rc::clone(&sound);
        let on = self.hears(call, move |app, stream| plays.play(app, call, &stream));
        let peer = Peer::new(ice, true, self.microphone.borrow().microphone(), on);
        self.line_is(call, peer, sound, true);
    }

    /// A line with nothing to send yet, and nothing to be heard.
    pub(crate) fn warm_peer(&self, call: u32, ice: &[IceServer]) {
        let sound = self.sound();
        let plays = Rc::clone(&sound);
        let on = self.hears(call, move |app, stream| plays.prepare(app, call, &stream));
        self.line_is(call, Peer::prepared(ice, true, on), sound, false);
    }

    /// Puts the microphone on such a line, and lets the agent be heard.
    pub(crate) fn take_peer(&self, call: u32) {
        self.on_line(call, |line| {
            line.taken.set(true);
            line.peer.set_microphone(self.microphone.borrow().microphone());
            if let Some(app) = self.app.upgrade() {
                line.sound.resume(&app, call);
            }
        });
    }

    fn sound(&self) -> Rc<Sound> {
        Rc::new(Sound::from(Rc::clone(&self.speaker)))
    }

    /// What a line tells the engine; its sound goes elsewhere.
    fn hears(
        &self,
        call: u32,
        sound: impl Fn(&Rc<App>, MediaStream) + 'static,
    ) -> impl FnMut(PeerEvent) + 'static {
        let app = self.app.clone();
        move |event| {
            let Some(app) = app.upgrade() else { return };
            match event {
                PeerEvent::Signal(signal) => app.feed(Input::PeerSignal { call, signal }),
                PeerEvent::Connected => app.feed(Input::PeerConnected { call, connected: true }),
                PeerEvent::Disconnected => app.feed(Input::PeerConnected { call, connected: false }),
                PeerEvent::Failed => app.feed(Input::PeerFailed { call }),
                PeerEvent::Stopped => app.feed(Input::SoundStopped { call }),
                PeerEvent::Audio(stream) => sound(&app, stream),
                PeerEvent::Channel(event) => app.feed(Input::CallChannel { call, event }),
            }
        }
    }

    fn line_is(&self, call: u32, peer: Result<Peer, String>, sound: Rc<Sound>, taken: bool) {
        match peer {
            Ok(peer) => {
                self.lines.borrow_mut().push(Line { call, peer, sound, taken: Cell::new(taken) });
                self.changed();
            }
            Err(_) => {
                if let Some(app) = self.app.upgrade() {
                    app.feed(Input::PeerFailed { call });
                }
            }
        }
    }

    fn on_line<T>(&self, call: u32, act: impl FnOnce(&Line) -> T) -> Option<T> {
        self.lines.borrow().iter().find(|line| line.call == call).map(act)
    }

    pub(crate) fn signal(&self, call: u32, signal: RtcSignal) {
        self.on_line(call, |line| line.peer.receive(signal));
    }

    /// Puts a message on the call's own line.
    pub(crate) fn send(&self, call: u32, bytes: &[u8]) {
        self.on_line(call, |line| line.peer.send(bytes));
    }

    /// Looks for a new way through the network, with these servers.
    pub(crate) fn restart_peer(&self, call: u32, ice: &[IceServer], renews: bool) {
        self.on_line(call, |line| {
            line.peer.set_ice_servers(ice);
            if renews {
                line.peer.renew();
            } else {
                line.peer.restart_ice();
            }
        });
    }

    pub(crate) fn read_line(&self, call: u32) {
        let Some(reading) = self.on_line(call, |line| line.peer.read()) else { return };
        let app = self.app.clone();
        spawn_local(async move {
            let reading = reading.await;
            if let (Some(app), Some(reading)) = (app.upgrade(), reading) {
                app.feed(Input::LineRead { call, reading });
            }
        });
    }

    pub(crate) fn close_peer(&self) {
        self.lines.borrow_mut().clear();
        self.changed();
    }

    /// Takes one line down, where there are two.
    pub(crate) fn drop_peer(&self, call: u32) {
        self.lines.borrow_mut().retain(|line| line.call != call);
        self.changed();
    }

    /// Plays what the browser held back; now the customer has pressed something.
    pub(crate) fn play_sound(&self) {
        if let Some(app) = self.app.upgrade() {
            for line in &*self.lines.borrow() {
                line.sound.resume(&app, line.call);
            }
        }
    }
}
