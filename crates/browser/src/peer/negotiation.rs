//! Perfect negotiation, one operation at a time.
//!
//! Because offers, answers and candidates never overlap, the connection's own
//! signalling state tells whether two offers have met; no flags shadow it.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use alongside_core::voice::code::fingerprints;
use alongside_protocol::message::RtcSignal;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    RtcIceCandidateInit, RtcPeerConnection, RtcPeerConnectionState, RtcRtpTransceiver,
    RtcRtpTransceiverDirection, RtcSdpType, RtcSessionDescriptionInit, RtcSignalingState,
};

use super::{ModernConnection, PeerEvent, channel::Events};
use crate::{callback::Callback, guard::is_dead};

/// One operation on the connection.
pub(super) enum Task {
    /// The browser wants an offer made.
    Offer,
    /// The other side said something.
    Receive(RtcSignal),
    /// A new way through the network is wanted.
    Restart,
}

pub(super) struct Negotiation {
    connection: RtcPeerConnection,
    pub(super) polite: bool,
    on: Callback<PeerEvent>,
    tasks: RefCell<VecDeque<Task>>,
    working: Cell<bool>,
    closed: Cell<bool>,
    /// Set while what follows belongs to an offer that we did not take.
    ignoring: Cell<bool>,
    /// Candidates that came before the description they belong to.
    early: RefCell<Vec<RtcIceCandidateInit>>,
    /// An answer keeps room for sound of ours that comes later.
    pub(super) keeps_room: Cell<bool>,
    /// The fingerprints of the other side, once known.
    other: RefCell<Option<String>>,
    /// What the data channel has to tell.
    pub(super) events: Events,
}

impl Negotiation {
    pub(super) fn new(connection: RtcPeerConnection, polite: bool, on: Callback<PeerEvent>) -> Rc<Self> {
        let other = connection.current_remote_description().map(|known| fingerprints(&known.sdp()));
        Rc::new(Self {
            other: RefCell::new(other),
            connection,
            polite,
            on,
            tasks: RefCell::default(),
            working: Cell::new(false),
            closed: Cell::new(false),
            ignoring: Cell::new(false),
            early: RefCell::default(),
            keeps_room: Cell::new(false),
            events: Events::default(),
        })
    }

    pub(super) fn connection(&self) -> &RtcPeerConnection {
        &self.connection
    }

    /// Queues a task and works until the queue is empty.
    pub(super) fn push(self: &Rc<Self>, task: Task) {
        if self.is_over() {
            return;
        }
        self.tasks.borrow_mut().push_back(task);
        if self.working.replace(true) {
            return;
        }
        let line = Rc::clone(self);
        spawn_local(async move {
            while let Some(task) = line.next() {
                let done = match task {
                    Task::Offer => line.offer().await,
                    Task::Receive(signal) => line.take(signal).await,
                    Task::Restart => line.restart().await,
                };
                if done.is_err() {
                    line.tell(PeerEvent::Failed);
                }
                line.events.tell(&line);
            }
            line.working.set(false);
        });
    }

    /// Tells the owner, unless the line is closed.
    pub(super) fn tell(&self, event: PeerEvent) {
        if !self.is_over() {
            self.on.call(event);
        }
    }

    /// Waits for a promise whose outcome changes nothing.
    pub(super) fn settle(&self, promise: Promise) {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }

    /// Ends our part in it, and the connection stays.
    pub(super) fn let_go(&self) {
        self.closed.set(true);
        self.tasks.borrow_mut().clear();
    }

    /// Closes the connection, unless it is another page's now; says whether it was ours.
    pub(super) fn close(&self) -> bool {
        if self.closed.replace(true) {
            return false;
        }
        self.tasks.borrow_mut().clear();
        self.connection.close();
        true
    }

    /// Whether somebody else has closed it.
    pub(super) fn is_gone(&self) -> bool {
        !self.closed.get() && self.connection.connection_state() == RtcPeerConnectionState::Closed
    }

    /// The fingerprints of the other side, once known.
    pub(super) fn other(&self) -> Option<String> {
        self.other.borrow().clone()
    }

    /// Takes nobody else for the other side.
    pub(super) fn expect(&self, other: String) {
        self.other.replace(Some(other));
    }

    fn is_over(&self) -> bool {
        self.closed.get() || is_dead()
    }

    fn next(&self) -> Option<Task> {
        if self.is_over() {
            return None;
        }
        self.tasks.borrow_mut().pop_front()
    }

    async fn offer(&self) -> Result<(), JsValue> {
        // The side that waits makes no first offer: there is one on its way.
        if !self.polite && self.connection.remote_description().is_none() {
            return Ok(());
        }
        // An offer of the other side came first. The browser asks again once
        // that is settled, if there is still something to negotiate.
        if self.connection.signaling_state() != RtcSignalingState::Stable {
            return Ok(());
        }
        self.describe().await
    }

    async fn restart(&self) -> Result<(), JsValue> {
        // An offer that nobody has answered keeps the next one back: it is taken back.
        if self.connection.signaling_state() == RtcSignalingState::HaveLocalOffer {
            let none = RtcSessionDescriptionInit::new(RtcSdpType::Rollback);
            JsFuture::from(self.connection.set_local_description(&none)).await?;
        }
        self.connection.unchecked_ref::<ModernConnection>().restart_ice()
    }

    async fn take(&self, signal: RtcSignal) -> Result<(), JsValue> {
        match signal {
            RtcSignal::Offer { sdp } => self.take_offer(&sdp).await,
            RtcSignal::Answer { sdp } => {
                // An answer to an offer that we have since given up.
                if self.connection.signaling_state() != RtcSignalingState::HaveLocalOffer {
                    return Ok(());
                }
                self.take_description(RtcSdpType::Answer, &sdp).await
            }
            RtcSignal::Candidate { candidate, mid } => {
                if !self.ignoring.get() {
                    self.take_candidate(&candidate, &mid).await;
                }
                Ok(())
            }
        }
    }

    async fn take_offer(&self, sdp: &str) -> Result<(), JsValue> {
        let met = self.connection.signaling_state() != RtcSignalingState::Stable;
        self.ignoring.set(met && !self.polite);
        if self.ignoring.get() {
            return Ok(());
        }
        // For the polite side this rolls its own offer back in the same step.
        self.take_description(RtcSdpType::Offer, sdp).await?;
        if self.keeps_room.get() {
            // Without a track the browser would answer that it only listens.
            for audio in self.connection.get_transceivers().iter() {
                let audio: RtcRtpTransceiver = audio.unchecked_into();
                if audio.direction() == RtcRtpTransceiverDirection::Recvonly {
                    audio.set_direction(RtcRtpTransceiverDirection::Sendrecv);
                }
            }
        }
        self.describe().await
    }

    async fn take_description(&self, kind: RtcSdpType, sdp: &str) -> Result<(), JsValue> {
        // A line leads to one other side: another certificate in the middle of it is
        // somebody else's, after the code has been compared.
        if self.other.borrow().as_ref().is_some_and(|other| *other != fingerprints(sdp)) {
            return Err(JsValue::from_str("the line leads to another side"));
        }
        let description = RtcSessionDescriptionInit::new(kind);
        description.set_sdp(sdp);
        JsFuture::from(self.connection.set_remote_description(&description)).await?;
        self.other.borrow_mut().get_or_insert_with(|| fingerprints(sdp));
        for candidate in self.early.take() {
            self.add(&candidate).await;
        }
        Ok(())
    }

    async fn take_candidate(&self, candidate: &str, mid: &str) {
        let init = RtcIceCandidateInit::new(candidate);
        if !mid.is_empty() {
            init.set_sdp_mid(Some(mid));
        }
        if self.connection.remote_description().is_some() {
            self.add(&init).await;
        } else {
            self.early.borrow_mut().push(init);
        }
    }

    /// One candidate more or less: what counts is whether the line connects.
    async fn add(&self, candidate: &RtcIceCandidateInit) {
        let added = self.connection.add_ice_candidate_with_opt_rtc_ice_candidate_init(Some(candidate));
        let _ = JsFuture::from(added).await;
    }

    /// Sets our description (offer or answer, as the state asks) and sends it.
    async fn describe(&self) -> Result<(), JsValue> {
        if self.is_over() {
            return Ok(());
        }
        let connection = self.connection.unchecked_ref::<ModernConnection>();
        JsFuture::from(connection.describe_locally()).await?;
        if let Some(description) = self.connection.local_description() {
            let sdp = description.sdp();
            match description.type_() {
                RtcSdpType::Offer => self.tell(PeerEvent::Signal(RtcSignal::Offer { sdp })),
                RtcSdpType::Answer => self.tell(PeerEvent::Signal(RtcSignal::Answer { sdp })),
                _ => {}
            }
        }
        Ok(())
    }
}
