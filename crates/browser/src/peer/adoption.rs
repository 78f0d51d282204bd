//! A line that goes on in another page of the same tab.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RtcPeerConnection, RtcPeerConnectionState, RtcSignalingState};

use super::{Peer, PeerEvent, channel::Channel, listen, pulse::Looks};
use crate::{callback::Callback, peer::negotiation::Negotiation};

impl Peer {
    /// Goes on with a connection that another page has let go of. Whether sound flows is
    /// asked now, since nobody has heard what was said of it meanwhile.
    pub fn adopt(
        connection: JsValue,
        channel: Option<JsValue>,
        polite: bool,
        on: impl FnMut(PeerEvent) + 'static,
    ) -> Self {
        let connection: RtcPeerConnection = connection.unchecked_into();
        let unsettled = connection.signaling_state() != RtcSignalingState::Stable;
        let negotiation = Negotiation::new(connection, polite, Callback::new(on));
        let listeners = listen(&negotiation);
        let channel = match channel {
            Some(channel) => Channel::adopt(&negotiation, channel),
            None => Channel::open(&negotiation),
        };
        let pulse = Looks::at(&negotiation);
        let peer = Self { negotiation, channel, pulse, _listeners: listeners };
        if unsettled {
            // Half of an exchange was the other page's; a new one takes its place.
            peer.restart_ice();
        }
        peer
    }

    /// Whether sound can flow now.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.connection().connection_state() == RtcPeerConnectionState::Connected
    }

    /// The connection itself, for a page that will adopt it.
    #[must_use]
    pub fn connection_to_keep(&self) -> JsValue {
        self.connection().into()
    }

    /// Its data channel, for the same page.
    #[must_use]
    pub fn channel_to_keep(&self) -> JsValue {
        self.channel.to_keep()
    }

    /// Whether its data channel is open.
    #[must_use]
    pub fn has_channel(&self) -> bool {
        self.channel.is_open()
    }

    /// Lets the line go without closing it: another page goes on with it.
    pub fn release(self) {
        self.negotiation.let_go();
    }
}
