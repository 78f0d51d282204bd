//! A line as its connections make it: the one in use and, while its way is lost, the next
//! one, which takes its place as soon as sound can flow there.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use alongside_core::voice::{ChannelEvent, renewal};
use alongside_protocol::message::{IceServer, RtcSignal};
use js_sys::{Array, Reflect};
use web_sys::{MediaStream, MediaStreamTrack, RtcBundlePolicy, RtcConfiguration};

use super::{
    PeerEvent, alone,
    frame::Frame,
    negotiation::Task,
    servers,
    way::{self, Way},
};
use crate::{callback::Callback, shell};

/// Messages that wait for a data channel at most; the oldest go first.
const UNSENT: usize = 64;
/// By how much a number of the other side's may be above the last one: each costs a
/// connection.
const AHEAD: u32 = 16;

pub(super) struct Line {
    me: Weak<Self>,
    polite: bool,
    on: Callback<PeerEvent>,
    now: RefCell<Rc<Way>>,
    next: RefCell<Option<Rc<Way>>>,
    /// What is heard on the next one.
    sound: RefCell<Option<MediaStream>>,
    /// What this side has on the line.
    ours: RefCell<Option<MediaStreamTrack>>,
    /// The highest number that a connection has had.
    highest: Cell<u32>,
    /// Whether the data channel was told to be open: another connection's is the same one
    /// to whoever uses it.
    opened: Cell<bool>,
    /// What was sent while none was open.
    unsent: RefCell<Vec<Vec<u8>>>,
}

/// Where the events of a line's connection go.
pub(super) fn ear(line: &Weak<Line>, number: u32) -> Callback<PeerEvent> {
    let line = line.clone();
    Callback::new(move |event| {
        if let Some(line) = line.upgrade() {
            line.hears(number, event);
        }
    })
}

impl Line {
    pub(super) fn new(
        polite: bool,
        on: Callback<PeerEvent>,
        first: impl FnOnce(&Weak<Self>) -> Way,
    ) -> Rc<Self> {
        Rc::new_cyclic(|me| {
            let way = first(me);
            Self {
                me: me.clone(),
                polite,
                on,
                highest: Cell::new(way.highest()),
                opened: Cell::new(way.channel.is_open()),
                now: RefCell::new(Rc::new(way)),
                next: RefCell::default(),
                sound: RefCell::default(),
                ours: RefCell::default(),
                unsent: RefCell::default(),
            }
        })
    }

    /// The connection in use.
    pub(super) fn now(&self) -> Rc<Way> {
        Rc::clone(&self.now.borrow())
    }

    /// All of them, the one in use first.
    pub(super) fn all(&self) -> impl Iterator<Item = Rc<Way>> + use<> {
        [Some(self.now()), self.next.borrow().clone()].into_iter().flatten()
    }

    /// What this side has on the line from now on.
    pub(super) fn puts(&self, track: Option<&MediaStreamTrack>) {
        *self.ours.borrow_mut() = track.cloned();
    }

    pub(super) fn use_servers(&self, ice: &[IceServer]) {
        let now = self.now();
        let configuration = now.connection().get_configuration();
        configuration.set_ice_servers(&servers(ice));
        let _ = now.connection().set_configuration_with_configuration(&configuration);
    }

    pub(super) fn receive(&self, signal: RtcSignal) {
        let way = match &signal {
            RtcSignal::Offer { sdp } => {
                self.now().pulse.tried();
                let number = renewal::number(sdp);
                let ahead = number.saturating_sub(self.highest.get());
                if (1..=AHEAD).contains(&ahead) {
                    self.begin(number);
                } else if self.polite && self.is_restart(number, sdp) {
                    self.on.call(PeerEvent::Stopped);
                }
                self.way(number)
            }
            RtcSignal::Answer { sdp } => self.way(renewal::number(sdp)),
            RtcSignal::Candidate { candidate, .. } => Some(self.way_of(candidate)),
        };
        // What belongs to a connection that was given up is of no use any more.
        if let Some(way) = way {
            if let RtcSignal::Offer { sdp } | RtcSignal::Answer { sdp } = &signal {
                way.theirs.replace(sdp.clone());
            }
            way.negotiation.push(Task::Receive(signal));
        }
    }

    /// Whether the other side has begun to look for a way: where only its own ear has
    /// nothing, this side's other connection is the quicker one all the same.
    fn is_restart(&self, number: u32, offer: &str) -> bool {
        let now = self.now();
        let before = now.connection().remote_description().filter(|_| now.number == number);
        self.next.borrow().is_none() && before.is_some_and(|before| renewal::restarts(offer, &before.sdp()))
    }

    /// Looks for a way on another connection, where this browser gains by it and the other
    /// side is known; says whether.
    pub(super) fn renew(&self) -> bool {
        let now = self.now();
        if self.all().any(|way| way.is_lost_with_frame()) {
            Frame::was_taken_away();
        }
        if !Frame::helps() || now.negotiation.other().is_none() {
            return false;
        }
        now.pulse.tried();
        // The other side may have used up the numbers.
        self.highest.get().checked_add(1).is_some_and(|number| self.begin(number))
    }

    /// Begins a connection that takes the other's place when it is up.
    fn begin(&self, number: u32) -> bool {
        let now = self.now();
        let Some(other) = now.negotiation.other() else { return false };
        let configuration = now.connection().get_configuration();
        if !has_certificate(&configuration) {
            return false;
        }
        // The other side is known to put everything on one way.
        configuration.set_bundle_policy(RtcBundlePolicy::MaxBundle);
        let (frame, window) = Frame::open().unzip();
        let Ok(connection) = way::connect(window.as_ref(), &configuration) else {
            if let Some(frame) = frame {
                frame.remove();
            }
            return false;
        };
        let next = Rc::new(Way::new(number, connection, frame, self.polite, ear(&self.me, number)));
        next.negotiation.expect(other);
        next.negotiation.keeps_room.set(now.negotiation.keeps_room.get());
        self.highest.set(number);
        now.keep_highest(number);
        self.sound.take();
        let ours = self.ours.borrow().clone();
        let stream = ours.as_ref().and_then(alone);
        self.next.replace(Some(Rc::clone(&next)));
        if let (Some(track), Some(stream)) = (&ours, &stream) {
            let _ = next.connection().add_track_0(track, stream);
        } else if self.polite {
            let _ = next.connection().add_transceiver_with_str("audio");
        }
        true
    }

    fn way(&self, number: u32) -> Option<Rc<Way>> {
        self.all().find(|way| way.number == number)
    }

    /// The connection that a candidate of the other side is for: the newer one, unless it
    /// has the name of the other.
    fn way_of(&self, candidate: &str) -> Rc<Way> {
        let now = self.now();
        let Some(next) = self.next.borrow().clone() else { return now };
        if renewal::is_of(candidate, &now.theirs.borrow()) { now } else { next }
    }

    fn hears(&self, number: u32, event: PeerEvent) {
        let in_use = self.now.borrow().number == number;
        match event {
            PeerEvent::Signal(signal) => self.on.call(PeerEvent::Signal(numbered(signal, number))),
            PeerEvent::Channel(event) => self.channel_tells(in_use, event),
            PeerEvent::Audio(stream) if !in_use => {
                self.sound.replace(Some(stream));
            }
            PeerEvent::Connected if !in_use => self.go_over(number),
            PeerEvent::Failed if !in_use => self.give_up(number),
            // The one in use counts.
            _ if !in_use => {}
            event => self.on.call(event),
        }
    }

    fn channel_tells(&self, in_use: bool, event: ChannelEvent) {
        match event {
            ChannelEvent::Open { .. } => {
                if !self.opened.replace(true) {
                    self.on.call(PeerEvent::Channel(event));
                }
                self.send_rest();
            }
            ChannelEvent::Message(_) => self.on.call(PeerEvent::Channel(event)),
            // The other side has gone over already: we are about to.
            ChannelEvent::Closed if !in_use || self.next.borrow().is_some() => {}
            ChannelEvent::Closed => {
                self.opened.set(false);
                self.on.call(PeerEvent::Channel(event));
            }
        }
    }

    /// Puts bytes on the data channel; while a connection that has just taken another's
    /// place opens its own, they wait.
    pub(super) fn send(&self, bytes: &[u8]) {
        let now = self.now();
        if now.channel.is_open() {
            now.channel.send(bytes);
        } else if self.opened.get() {
            let mut unsent = self.unsent.borrow_mut();
            if unsent.len() == UNSENT {
                unsent.remove(0);
            }
            unsent.push(bytes.to_vec());
        }
    }

    fn send_rest(&self) {
        let now = self.now();
        if now.channel.is_open() {
            self.unsent.take().iter().for_each(|bytes| now.channel.send(bytes));
        }
    }

    /// A connection that nobody has answered is of no use to a search for a way on the
    /// other one.
    pub(super) fn forget_unanswered(&self) {
        let unanswered = self.next.borrow().as_ref().is_some_and(|next| next.theirs.borrow().is_empty());
        if unanswered {
            self.next.take();
        }
    }

    /// Sound can flow on the next one.
    fn go_over(&self, number: u32) {
        let Some(next) = self.next.take().filter(|next| next.number == number) else { return };
        let sound = self.sound.take();
        let before = self.now.replace(next);
        if let Some(stream) = sound {
            self.on.call(PeerEvent::Audio(stream));
        }
        self.on.call(PeerEvent::Connected);
        self.send_rest();
        // Nothing plays it any more.
        drop(before);
    }

    fn give_up(&self, number: u32) {
        let is_it = self.next.borrow().as_ref().is_some_and(|next| next.number == number);
        if is_it {
            self.next.take();
            if self.opened.get() && !self.now().channel.is_open() {
                self.opened.set(false);
                self.on.call(PeerEvent::Channel(ChannelEvent::Closed));
            }
        }
    }

    /// Another page goes on with the connection in use.
    pub(super) fn let_go(&self) {
        self.next.take();
        self.now().negotiation.let_go();
    }

    /// The end of it.
    pub(super) fn close(&self) {
        self.all().for_each(|way| way.close());
    }
}

fn numbered(signal: RtcSignal, number: u32) -> RtcSignal {
    match signal {
        RtcSignal::Offer { sdp } => RtcSignal::Offer { sdp: renewal::numbered(sdp, number) },
        RtcSignal::Answer { sdp } => RtcSignal::Answer { sdp: renewal::numbered(sdp, number) },
        signal => signal,
    }
}

/// Whether a connection was given its certificate; one that has made its own names none.
fn has_certificate(configuration: &RtcConfiguration) -> bool {
    let given = Reflect::get(configuration, &"certificates".into()).ok();
    given.and_then(shell::taken::<Array>).is_some_and(|given| given.length() > 0)
}
