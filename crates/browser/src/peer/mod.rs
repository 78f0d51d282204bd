//! One voice line: an `RTCPeerConnection` under perfect negotiation, and the next one when
//! its way through the network is lost.

mod adoption;
mod certificate;
mod channel;
mod frame;
mod line;
mod negotiation;
mod pulse;
mod reading;
mod way;

use std::rc::Rc;

use alongside_core::voice::{ChannelEvent, Reading};
use alongside_protocol::message::{IceServer, RtcSignal};
use gloo_events::EventListener;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{
    MediaStream, MediaStreamTrack, RtcConfiguration, RtcIceServer, RtcPeerConnection,
    RtcPeerConnectionIceEvent, RtcPeerConnectionState, RtcRtpTransceiver, RtcRtpTransceiverDirection,
    RtcTrackEvent,
};

pub use self::certificate::{prepare, prepared};
use self::{
    line::{Line, ear},
    negotiation::{Negotiation, Task},
    way::Way,
};
use crate::{callback::Callback, microphone::Microphone, shell, socket::words};

#[wasm_bindgen]
extern "C" {
    /// What web-sys lacks of `RTCPeerConnection`.
    #[wasm_bindgen(extends = RtcPeerConnection)]
    type ModernConnection;

    /// The form without a description picks offer or answer by itself, in one
    /// step with the state it depends on.
    #[wasm_bindgen(method, js_name = setLocalDescription)]
    fn describe_locally(this: &ModernConnection) -> Promise;

    #[wasm_bindgen(method, catch, js_name = restartIce)]
    fn restart_ice(this: &ModernConnection) -> Result<(), JsValue>;
}

/// What happens on a line.
#[derive(Debug, Clone)]
pub enum PeerEvent {
    /// For the other side.
    Signal(RtcSignal),
    /// Sound can flow.
    Connected,
    /// The network is gone for the moment.
    Disconnected,
    /// The line will not come back by itself: [`Peer::restart_ice`] may help.
    Failed,
    /// What the other side says.
    Audio(MediaStream),
    /// Something happened on the line's data channel.
    Channel(ChannelEvent),
    /// What the other side says has come all the time and has stopped, or it says the same
    /// of us, though the browser still believes in the line: [`Peer::renew`] may help.
    Stopped,
}

/// One line to one other side; dropping it hangs up.
#[must_use = "the line is closed when this is dropped"]
pub struct Peer {
    line: Rc<Line>,
}

type Listeners = [EventListener; 4];

impl Peer {
    /// A new line. The polite side (the customer) opens it and gives way when
    /// both sides offer at once; the other side waits for [`Peer::receive`].
    /// Without a microphone the line only listens.
    ///
    /// # Errors
    /// The browser's own words when it has no WebRTC or refuses a server.
    pub fn new(
        ice: &[IceServer],
        polite: bool,
        microphone: Option<&Microphone>,
        on: impl FnMut(PeerEvent) + 'static,
    ) -> Result<Self, String> {
        let configuration = RtcConfiguration::new();
        configuration.set_ice_servers(&servers(ice));
        if let Some(certificate) = certificate::take() {
            // An object of our own, open to everything.
            let _ = Reflect::set(&configuration, &"certificates".into(), &Array::of1(&certificate));
        }
        // For the next one.
        prepare();
        let connection = way::connect(None, &configuration).map_err(|error| words(&error))?;
        let first = |line: &_| Way::new(0, connection, None, polite, ear(line, 0));
        let peer = Self { line: Line::new(polite, Callback::new(on), first) };
        let track = microphone.and_then(|microphone| Some((microphone, microphone.track()?)));
        if let Some((microphone, track)) = track {
            peer.line.puts(Some(&track));
            let _ = peer.connection().add_track_0(&track, microphone.stream());
        } else if polite {
            // The offer needs a place for sound, even with nothing to send yet.
            let _ = peer.connection().add_transceiver_with_str("audio");
        }
        Ok(peer)
    }

    /// A new line with nothing to send yet: [`Peer::set_microphone`] puts sound on it
    /// without another negotiation.
    ///
    /// # Errors
    /// The browser's own words when it has no WebRTC or refuses a server.
    pub fn prepared(
        ice: &[IceServer],
        polite: bool,
        on: impl FnMut(PeerEvent) + 'static,
    ) -> Result<Self, String> {
        let peer = Self::new(ice, polite, None, on)?;
        peer.line.now().negotiation.keeps_room.set(true);
        Ok(peer)
    }

    /// Takes a signal of the other side. Signals are worked off in the order in
    /// which they come, one at a time.
    pub fn receive(&self, signal: RtcSignal) {
        self.line.receive(signal);
    }

    /// Looks for a new way through the network while the line stays up.
    pub fn restart_ice(&self) {
        self.line.forget_unanswered();
        let now = self.line.now();
        now.pulse.tried();
        now.negotiation.push(Task::Restart);
    }

    /// The same on another connection, which takes this one's place when sound can flow
    /// there; by [`Peer::restart_ice`] where this browser gains nothing by it.
    pub fn renew(&self) {
        if !self.line.renew() {
            self.restart_ice();
        }
    }

    /// Replaces the servers; they count from the next search for a way on.
    pub fn set_ice_servers(&self, ice: &[IceServer]) {
        self.line.use_servers(ice);
    }

    /// Puts another microphone, or none, on the line without a new negotiation
    /// where the line was already made for sending.
    pub fn set_microphone(&self, microphone: Option<&Microphone>) {
        self.put(microphone.and_then(Microphone::track).as_ref());
    }

    /// Puts any sound, or none, on the line, in the same way.
    pub fn put(&self, track: Option<&MediaStreamTrack>) {
        self.line.puts(track);
        for way in self.line.all() {
            let transceivers = way.connection().get_transceivers();
            let Some(audio) = shell::taken::<RtcRtpTransceiver>(transceivers.get(0)) else { continue };
            if track.is_some() && audio.direction() == RtcRtpTransceiverDirection::Recvonly {
                audio.set_direction(RtcRtpTransceiverDirection::Sendrecv);
            }
            way.negotiation.settle(audio.sender().replace_track(track));
        }
    }

    /// Sends bytes on the data channel, while it is open.
    pub fn send(&self, bytes: &[u8]) {
        self.line.send(bytes);
    }

    /// What the browser counts on the line now; `None` when it won't say.
    pub fn read(&self) -> impl Future<Output = Option<Reading>> + use<> {
        reading::read(self.connection())
    }

    fn connection(&self) -> RtcPeerConnection {
        self.line.now().connection().clone()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.line.close();
    }
}

fn servers(ice: &[IceServer]) -> Array {
    let servers = Array::new();
    for server in ice {
        let entry = RtcIceServer::new();
        let urls: Array = server.urls.iter().map(|url| JsValue::from_str(url)).collect();
        entry.set_urls(&urls);
        // An empty user name is an error for TURN and noise for STUN.
        if !server.username.is_empty() {
            entry.set_username(&server.username);
            entry.set_credential(&server.credential);
        }
        servers.push(&entry);
    }
    servers
}

fn listen(negotiation: &Rc<Negotiation>) -> Listeners {
    let connection = negotiation.connection();
    let on = |name: &'static str, run: fn(&Rc<Negotiation>, &JsValue)| {
        // Weak: the listeners belong to the line, not the other way round.
        let line = Rc::downgrade(negotiation);
        EventListener::new(connection, name, move |event| {
            if let Some(line) = line.upgrade() {
                run(&line, event);
            }
        })
    };
    [
        on("negotiationneeded", |line, _| line.push(Task::Offer)),
        on("icecandidate", |line, event| {
            let candidate = event.unchecked_ref::<RtcPeerConnectionIceEvent>().candidate();
            let (candidate, mid) = candidate.map_or_else(Default::default, |found| {
                (found.candidate(), found.sdp_mid().unwrap_or_default())
            });
            line.tell(PeerEvent::Signal(RtcSignal::Candidate { candidate, mid }));
        }),
        on("connectionstatechange", |line, _| match line.connection().connection_state() {
            RtcPeerConnectionState::Connected => line.tell(PeerEvent::Connected),
            RtcPeerConnectionState::Disconnected => line.tell(PeerEvent::Disconnected),
            RtcPeerConnectionState::Failed => line.tell(PeerEvent::Failed),
            _ => {}
        }),
        on("track", |line, event| {
            let event = event.unchecked_ref::<RtcTrackEvent>();
            if let Some(stream) = stream_of(&event.track(), &event.streams()) {
                line.tell(PeerEvent::Audio(stream));
            }
        }),
    ]
}

/// The stream a track came with; a line opened before there was a microphone
/// has a track without one.
fn stream_of(track: &MediaStreamTrack, streams: &Array) -> Option<MediaStream> {
    shell::taken(streams.get(0)).or_else(|| alone(track))
}

/// A stream of nothing else.
fn alone(track: &MediaStreamTrack) -> Option<MediaStream> {
    shell::make("MediaStream", &Array::of1(&Array::of1(track))).ok().map(JsCast::unchecked_into)
}
