//! Carries out effects: one arm an effect, nothing decided.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use alongside_browser::{
    guard::guard,
    hold::HoldSound,
    microphone::{self, Microphone, MicrophoneError, devices, level::Level},
    peer::{self, Peer, PeerEvent},
    socket::{Socket, SocketEvent},
};
use alongside_protocol::message::RtcSignal;
use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlAudioElement, MediaStream};

use super::{context::Desk, http, mirrors::Mirrors, recorder::Recordings, tone};
use crate::app::{DeviceInput, Effect, FlowsInput, Input, LineEvent};

/// What the browser holds for the console.
#[derive(Default)]
pub(super) struct Shell {
    socket: RefCell<Option<Socket>>,
    retry: RefCell<Option<Timeout>>,
    peer: RefCell<Option<Peer>>,
    microphone: RefCell<Option<Microphone>>,
    /// The level of it, only while somebody looks.
    level: RefCell<Option<Level>>,
    /// On the microphone in use and on all that is plugged in.
    listeners: RefCell<Vec<EventListener>>,
    /// While the customer is on hold.
    hold: RefCell<Option<HoldSound>>,
    /// Which question for the microphone is the last: an earlier one's answer
    /// belongs to a call that is over.
    question: Cell<u32>,
    recordings: Recordings,
    pub(super) mirrors: Rc<Mirrors>,
}

impl Shell {
    pub(super) fn carry_out(self: &Rc<Self>, desk: Desk, effect: Effect) {
        match effect {
            Effect::Connect { after: 0 } => self.open(desk),
            Effect::Connect { after } => {
                self.socket.take();
                let retry = Timeout::new(after, move || guard(|| reconnect(desk)));
                self.retry.replace(Some(retry));
            }
            Effect::Disconnect => {
                self.retry.take();
                self.socket.take();
            }
            Effect::Transmit(bytes) => {
                if let Some(socket) = &*self.socket.borrow() {
                    socket.send(&bytes);
                }
            }
            Effect::Page(engagement, frame) => {
                let applied = self.mirrors.apply(engagement, *frame);
                self.mirrors.look_after(desk, engagement, applied);
            }
            Effect::Compare(engagement) => {
                desk.input(Input::PageParts(engagement, self.mirrors.parts(engagement)));
            }
            Effect::Learn(hash, rules) => self.mirrors.learn(hash, &rules),
            Effect::AskMicrophone => self.ask_microphone(desk),
            Effect::OpenLine(call) => self.open_line(desk, call),
            Effect::Signal(signal) => {
                if let Some(peer) = &*self.peer.borrow() {
                    if matches!(signal, RtcSignal::Offer { .. }) {
                        // It may be for another connection, which wants those of now.
                        peer.set_ice_servers(&desk.state.with_untracked(|state| state.ice.clone()));
                    }
                    peer.receive(signal);
                }
            }
            Effect::RestartLine => {
                if let Some(peer) = &*self.peer.borrow() {
                    peer.set_ice_servers(&desk.state.with_untracked(|state| state.ice.clone()));
                    peer.restart_ice();
                }
            }
            Effect::Mute(muted) => {
                if let Some(microphone) = &*self.microphone.borrow() {
                    microphone.set_muted(muted);
                }
            }
            Effect::HangUp => {
                self.question.set(self.question.get() + 1);
                self.peer.take();
                self.take_microphone(desk, None);
                self.hold.take();
                set_deaf(false);
                play(None);
            }
            Effect::SendOnLine(bytes) => {
                if let Some(peer) = &*self.peer.borrow() {
                    peer.send(&bytes);
                }
            }
            Effect::Hold(held) => self.hold(held),
            Effect::SwitchMicrophone(device) => self.switch_microphone(desk, device),
            Effect::UseSpeaker(id) => {
                if let Some(audio) = customer_audio() {
                    spawn_local(async move {
                        // One that is gone by now leaves the sound where it was.
                        devices::play_on(&audio, &id).await;
                    });
                }
            }
            Effect::PrepareMicrophone => self.prepare_microphone(desk),
            Effect::PrepareLine(call) => {
                let ice = desk.state.with_untracked(|state| state.ice.clone());
                self.peer.take();
                self.line_is(desk, Peer::prepared(&ice, false, hears(desk, call)));
            }
            Effect::TakeLine => {
                if let Some(peer) = &*self.peer.borrow() {
                    peer.set_microphone(self.microphone.borrow().as_ref());
                }
            }
            Effect::ReadFlows(days) => spawn_local(async move {
                let came = http::flows(days).await.map_err(http::Problem::in_words);
                desk.input(Input::Flows(FlowsInput::Came(days, came)));
            }),
            Effect::AskWritingCode(site) => spawn_local(async move {
                let came = http::writing_code(&site).await.map_err(http::Problem::in_words);
                desk.input(Input::Flows(FlowsInput::CodeCame(site, came)));
            }),
            Effect::Tone => tone::play(),
            Effect::Record(effect) => {
                let customer = customer_audio().and_then(|audio| audio.src_object());
                let microphone = self.microphone.borrow();
                self.recordings.carry_out(desk, effect, microphone.as_ref(), customer.as_ref());
            }
            Effect::ReadLine(call) => {
                let Some(reading) = self.peer.borrow().as_ref().map(Peer::read) else { return };
                spawn_local(async move {
                    if let Some(reading) = reading.await {
                        desk.input(Input::LineRead(call, reading));
                    }
                });
            }
        }
    }

    /// What is on the line: the sound of a line on hold, or the microphone.
    fn hold(&self, held: bool) {
        let sound = if held { HoldSound::begin().ok() } else { None };
        let microphone = self.microphone.borrow();
        let speaks = microphone.as_ref().filter(|_| !held).and_then(Microphone::track);
        if let Some(peer) = &*self.peer.borrow() {
            // Without a sound there is silence, and not the microphone.
            peer.put(sound.as_ref().map(HoldSound::track).or(speaks.as_ref()));
        }
        // The one before goes once nothing sends it.
        self.hold.replace(sound);
        set_deaf(held);
    }

    fn open(&self, desk: Desk) {
        self.retry.take();
        // There may be a call.
        peer::prepare();
        let location = window().location();
        let secure = location.protocol().is_ok_and(|protocol| protocol == "https:");
        let scheme = if secure { "wss" } else { "ws" };
        let host = location.host().unwrap_or_default();
        let socket = Socket::open(&format!("{scheme}://{host}/agent"), move |event| {
            desk.input(match event {
                SocketEvent::Opened => Input::Opened,
                SocketEvent::Message(bytes) => Input::Received(bytes),
                SocketEvent::Closed(_) => closed(),
            });
        });
        match socket {
            Ok(socket) => {
                self.socket.replace(Some(socket));
            }
            Err(_) => desk.input(closed()),
        }
    }

    fn ask_microphone(self: &Rc<Self>, desk: Desk) {
        let question = self.question.get() + 1;
        self.question.set(question);
        let shell = Rc::clone(self);
        spawn_local(async move {
            let answer = microphone::request().await;
            if shell.question.get() != question {
                return;
            }
            let answer = answer.map(|microphone| shell.take_microphone(desk, Some(microphone)));
            desk.input(Input::Microphone(answer.map_err(why)));
        });
    }

    /// Speaks into this one from now on, or into none.
    fn take_microphone(&self, desk: Desk, microphone: Option<Microphone>) {
        self.level.take();
        let gone = move || desk.input(Input::Device(DeviceInput::Ended));
        let ended = microphone.as_ref().and_then(|microphone| microphone.on_ended(gone));
        let changed = microphone.as_ref().and_then(|_| devices::watch(move || tell_devices(desk)));
        self.recordings.speaks_into(microphone.as_ref());
        self.listeners.replace(ended.into_iter().chain(changed).collect());
        if self.microphone.replace(microphone).is_some() || self.microphone.borrow().is_some() {
            tell_devices(desk);
        }
    }

    fn switch_microphone(self: &Rc<Self>, desk: Desk, device: Option<String>) {
        let question = self.question.get() + 1;
        self.question.set(question);
        let shell = Rc::clone(self);
        spawn_local(async move {
            let answer = microphone::request_of(device.as_deref()).await;
            if shell.question.get() != question {
                return;
            }
            let answer = answer.map_err(why).map(|microphone| {
                let label = microphone.label();
                // On hold the customer goes on hearing the tone.
                if let Some(peer) = shell.peer.borrow().as_ref().filter(|_| shell.hold.borrow().is_none()) {
                    peer.set_microphone(Some(&microphone));
                }
                shell.take_microphone(desk, Some(microphone));
                label
            });
            desk.input(Input::Device(DeviceInput::Switched(answer)));
        });
    }

    /// How loud the microphone is, from 0 to 1, where that can be said.
    pub(super) fn level(&self) -> Option<f32> {
        let microphone = self.microphone.borrow();
        let mut level = self.level.borrow_mut();
        if level.is_none() {
            *level = Level::of(microphone.as_ref()?).ok();
        }
        level.as_ref()?.now()
    }

    /// Nobody looks at the level now.
    pub(super) fn rest_level(&self) {
        self.level.take();
    }

    fn prepare_microphone(self: &Rc<Self>, desk: Desk) {
        let question = self.question.get() + 1;
        self.question.set(question);
        let shell = Rc::clone(self);
        spawn_local(async move {
            if !microphone::is_granted().await || shell.question.get() != question {
                return;
            }
            let answer = microphone::request().await;
            if let Ok(microphone) = answer
                && shell.question.get() == question
            {
                shell.take_microphone(desk, Some(microphone));
                desk.input(Input::MicrophonePrepared);
            }
        });
    }

    fn open_line(&self, desk: Desk, call: u32) {
        let ice = desk.state.with_untracked(|state| state.ice.clone());
        // The old line is gone before the new one takes the microphone.
        self.peer.take();
        let peer = Peer::new(&ice, false, self.microphone.borrow().as_ref(), hears(desk, call));
        self.line_is(desk, peer);
    }

    fn line_is(&self, desk: Desk, peer: Result<Peer, String>) {
        match peer {
            Ok(peer) => {
                self.peer.replace(Some(peer));
            }
            Err(_) => desk.state.update(|state| {
                state.notice = "This browser can't make calls. Ask the customer to chat.".into();
            }),
        }
    }
}

/// What a line tells the console; its sound is heard.
fn hears(desk: Desk, call: u32) -> impl FnMut(PeerEvent) + 'static {
    move |event| {
        let event = match event {
            PeerEvent::Signal(signal) => LineEvent::Signal(signal),
            PeerEvent::Connected => LineEvent::Connected,
            PeerEvent::Disconnected => LineEvent::Disconnected,
            PeerEvent::Failed => LineEvent::Failed,
            PeerEvent::Stopped => LineEvent::Stopped,
            PeerEvent::Audio(stream) => {
                desk.shell().recordings.hears(&stream);
                return play(Some(&stream));
            }
            PeerEvent::Channel(event) => LineEvent::Channel(event),
        };
        desk.input(Input::Line(call, event));
    }
}

/// A closed socket may mean that the session has ended: that is asked first, so
/// that nobody waits for a connection that is refused each time.
fn reconnect(desk: Desk) {
    spawn_local(async move {
        match http::me().await {
            Ok(_) => desk.shell().open(desk),
            Err(http::Problem::NotLoggedIn) => {
                desk.input(Input::SentAway("Your session has ended. Log in again.".into()))
            }
            Err(http::Problem::Other(_)) => desk.input(closed()),
        }
    });
}

fn closed() -> Input {
    Input::Closed { jitter: (js_sys::Math::random() * 65_536.0) as u32 }
}

/// Tells what is plugged in now.
fn tell_devices(desk: Desk) {
    spawn_local(async move {
        let found = devices::list().await;
        let used = desk.shell().microphone.borrow().as_ref().map(Microphone::id).unwrap_or_default();
        desk.input(Input::Device(DeviceInput::Are(found.microphones, found.speakers, used)));
    });
}

fn customer_audio() -> Option<HtmlAudioElement> {
    document().get_element_by_id("customer-audio")?.dyn_into().ok()
}

/// Whether the agent hears nothing of what comes.
fn set_deaf(deaf: bool) {
    if let Some(audio) = customer_audio() {
        audio.set_muted(deaf);
    }
}

/// Lets the agent hear the customer, or nobody any more.
fn play(stream: Option<&MediaStream>) {
    let Some(audio) = customer_audio() else {
        return;
    };
    audio.set_src_object(stream);
    if stream.is_some()
        && let Ok(playing) = audio.play()
    {
        spawn_local(async move {
            // Refused before the agent's first click; the element plays by itself
            // after it.
            let _ = JsFuture::from(playing).await;
        });
    }
}

fn why(error: MicrophoneError) -> String {
    match error {
        MicrophoneError::Unsupported => "This browser gives the console no microphone.",
        MicrophoneError::Insecure => "The microphone needs a console served over https.",
        MicrophoneError::Denied => "The microphone is blocked. Allow it in the address bar.",
        MicrophoneError::Dismissed => "The question for the microphone was closed.",
        MicrophoneError::Missing => "No microphone was found. Plug one in.",
        MicrophoneError::Policy => "A policy of this address keeps the microphone from the console.",
        MicrophoneError::System => {
            "The system keeps the microphone from the browser. Allow it in its settings."
        }
        MicrophoneError::InUse => "Another program holds the microphone. Close it there.",
    }
    .into()
}
