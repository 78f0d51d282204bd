//! One connection of a line, with all that belongs to it.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Object, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RtcConfiguration, RtcPeerConnection, Window};

use super::{
    Listeners, PeerEvent, channel::Channel, frame::Frame, listen, negotiation::Negotiation, pulse::Looks,
};
use crate::{callback::Callback, shell};

/// Under what a connection keeps its number and its frame, for a page that adopts it.
const KEY: &str = "alongside.connection";

pub(super) struct Way {
    /// 0 for a line's first connection, and then one more for each.
    pub(super) number: u32,
    pub(super) negotiation: Rc<Negotiation>,
    pub(super) channel: Channel,
    pub(super) pulse: Looks,
    /// What the other side has last described of it, from when that comes: the browser
    /// takes its time.
    pub(super) theirs: RefCell<String>,
    frame: Option<Frame>,
    _listeners: Listeners,
}

/// A new connection, in a frame or in the window that holds the call.
pub(super) fn connect(
    frame: Option<&Window>,
    configuration: &RtcConfiguration,
) -> Result<RtcPeerConnection, JsValue> {
    let (class, given) = ("RTCPeerConnection", Array::of1(configuration));
    let made = match frame {
        Some(window) => shell::make_in(window, class, &given),
        None => shell::make(class, &given),
    };
    made.map(JsCast::unchecked_into)
}

/// The number of a connection that another page has made.
pub(super) fn number_of(connection: &RtcPeerConnection) -> u32 {
    kept(connection, "number").as_f64().unwrap_or_default() as u32
}

fn kept(connection: &RtcPeerConnection, name: &str) -> JsValue {
    let kept = Reflect::get(connection, &Symbol::for_(KEY)).unwrap_or_default();
    Reflect::get(&kept, &name.into()).unwrap_or_default()
}

impl Way {
    pub(super) fn new(
        number: u32,
        connection: RtcPeerConnection,
        frame: Option<Frame>,
        polite: bool,
        on: Callback<PeerEvent>,
    ) -> Self {
        let kept = Object::new();
        let host = frame.as_ref().map(Frame::to_keep).unwrap_or_default();
        // Objects of our own, open to everything.
        let _ = Reflect::set(&kept, &"number".into(), &number.into());
        let _ = Reflect::set(&kept, &"host".into(), &host);
        let _ = Reflect::set(&connection, &Symbol::for_(KEY), &kept);
        let negotiation = Negotiation::new(connection, polite, on);
        let channel = Channel::open(&negotiation);
        Self::of(number, negotiation, channel, frame)
    }

    /// One that another page has let go of.
    pub(super) fn adopt(
        connection: RtcPeerConnection,
        channel: Option<JsValue>,
        polite: bool,
        on: Callback<PeerEvent>,
    ) -> Self {
        let number = number_of(&connection);
        let frame = Frame::adopt(kept(&connection, "host"));
        let negotiation = Negotiation::new(connection, polite, on);
        let channel = match channel {
            Some(channel) => Channel::adopt(&negotiation, channel),
            None => Channel::open(&negotiation),
        };
        Self::of(number, negotiation, channel, frame)
    }

    fn of(number: u32, negotiation: Rc<Negotiation>, channel: Channel, frame: Option<Frame>) -> Self {
        let listeners = listen(&negotiation);
        let pulse = Looks::at(&negotiation);
        let known = negotiation.connection().remote_description();
        let theirs = RefCell::new(known.map(|known| known.sdp()).unwrap_or_default());
        Self { number, negotiation, channel, pulse, theirs, frame, _listeners: listeners }
    }

    /// The highest number of the line, for a page that adopts this connection.
    pub(super) fn keep_highest(&self, number: u32) {
        let kept = Reflect::get(self.connection(), &Symbol::for_(KEY)).unwrap_or_default();
        let _ = Reflect::set(&kept, &"highest".into(), &number.into());
    }

    /// The same, as the page before has kept it.
    pub(super) fn highest(&self) -> u32 {
        let highest = kept(self.connection(), "highest").as_f64().unwrap_or_default() as u32;
        highest.max(self.number)
    }

    pub(super) fn connection(&self) -> &RtcPeerConnection {
        self.negotiation.connection()
    }

    /// Somebody has closed it who is not us: the page, which has taken the frame away.
    pub(super) fn is_lost_with_frame(&self) -> bool {
        self.frame.is_some() && self.negotiation.is_gone()
    }

    /// Ends it, with its frame; one that was let go is another page's.
    pub(super) fn close(&self) {
        if self.negotiation.close()
            && let Some(frame) = &self.frame
        {
            frame.remove();
        }
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.close();
    }
}
