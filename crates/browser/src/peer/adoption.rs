//! A line that goes on in another page of the same tab.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RtcPeerConnection, RtcPeerConnectionState, RtcRtpTransceiver, RtcSignalingState};

use super::{
    Peer, PeerEvent,
    line::{Line, ear},
    way::{Way, number_of},
};
use crate::{callback::Callback, shell};

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
        let audio = shell::taken::<RtcRtpTransceiver>(connection.get_transceivers().get(0));
        let number = number_of(&connection);
        let first = |line: &_| Way::adopt(connection, channel, polite, ear(line, number));
        let peer = Self { line: Line::new(polite, Callback::new(on), first) };
        peer.line.puts(audio.and_then(|audio| audio.sender().track()).as_ref());
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
        self.line.now().channel.to_keep()
    }

    /// Whether its data channel is open.
    #[must_use]
    pub fn has_channel(&self) -> bool {
        self.line.now().channel.is_open()
    }

    /// Lets the line go without closing it: another page goes on with it.
    pub fn release(self) {
        self.line.let_go();
    }
}
