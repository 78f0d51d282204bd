//! The line's data channel: agreed on beforehand (RFC 8832, section 4, "negotiated"), so
//! that it opens with the line and no side has to wait for the other's.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use alongside_core::voice::ChannelEvent;
use gloo_events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, RtcDataChannel, RtcDataChannelInit, RtcDataChannelState, RtcDataChannelType};

use super::{PeerEvent, negotiation::Negotiation};
use crate::shell;

/// The one number that both sides know.
const ID: u16 = 0;

pub(super) struct Channel {
    channel: RtcDataChannel,
    _listeners: [EventListener; 3],
}

impl Channel {
    pub(super) fn open(negotiation: &Rc<Negotiation>) -> Self {
        let how = RtcDataChannelInit::new();
        how.set_negotiated(true);
        how.set_id(ID);
        let connection = negotiation.connection();
        let channel = connection.create_data_channel_with_data_channel_dict("alongside", &how);
        channel.set_binary_type(RtcDataChannelType::Arraybuffer);
        Self::of(negotiation, channel)
    }

    /// Goes on with one that another page of the tab has let go of.
    pub(super) fn adopt(negotiation: &Rc<Negotiation>, channel: JsValue) -> Self {
        Self::of(negotiation, channel.unchecked_into())
    }

    fn of(negotiation: &Rc<Negotiation>, channel: RtcDataChannel) -> Self {
        let on = |name: &'static str, run: fn(&Negotiation, &web_sys::Event)| {
            let line = Rc::downgrade(negotiation);
            EventListener::new(&channel, name, move |event| {
                if let Some(line) = line.upgrade() {
                    run(&line, event);
                }
            })
        };
        let listeners = [
            on("open", |line, _| line.events.hears(Event::Open, line)),
            on("message", |line, event| {
                let data = event.unchecked_ref::<MessageEvent>().data();
                // Text would be no object; what it is made of may be another window's.
                if let Some(buffer) = shell::taken::<ArrayBuffer>(data) {
                    line.events.hears(Event::Message(Uint8Array::new(&buffer).to_vec()), line);
                }
            }),
            on("close", |line, _| line.events.hears(Event::Closed, line)),
        ];
        Self { channel, _listeners: listeners }
    }

    pub(super) fn to_keep(&self) -> JsValue {
        self.channel.clone().into()
    }

    pub(super) fn is_open(&self) -> bool {
        self.channel.ready_state() == RtcDataChannelState::Open
    }

    /// Sends, or not: what must arrive is told by the relay, too.
    pub(super) fn send(&self, bytes: &[u8]) {
        if self.is_open() {
            let _ = self.channel.send_with_u8_array(bytes);
        }
    }
}

enum Event {
    Open,
    Message(Vec<u8>),
    Closed,
}

/// What a channel has to tell, in its order. A browser may say that it is open before it
/// says that the descriptions which led there are taken: the channel lives on another
/// thread. All of it waits for them then.
#[derive(Default)]
pub(super) struct Events(RefCell<VecDeque<Event>>);

impl Events {
    fn hears(&self, event: Event, line: &Negotiation) {
        self.0.borrow_mut().push_back(event);
        self.tell(line);
    }

    /// Tells what can be told by now.
    pub(super) fn tell(&self, line: &Negotiation) {
        loop {
            let Some(event) = self.0.borrow_mut().pop_front() else { return };
            let event = match event {
                Event::Open => match opened(line) {
                    Some(open) => open,
                    None => return self.0.borrow_mut().push_front(Event::Open),
                },
                Event::Message(bytes) => ChannelEvent::Message(bytes),
                Event::Closed => ChannelEvent::Closed,
            };
            line.tell(PeerEvent::Channel(event));
        }
    }
}

/// What is known of the line by then, if that is all of it.
fn opened(line: &Negotiation) -> Option<ChannelEvent> {
    let connection = line.connection();
    let mut random = [0; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut random).ok()?;
    Some(ChannelEvent::Open {
        ours: connection.current_local_description()?.sdp(),
        theirs: connection.current_remote_description()?.sdp(),
        random,
    })
}
