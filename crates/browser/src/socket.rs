//! A WebSocket of binary frames.

use gloo_events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

use crate::callback::Callback;

/// What happens on a socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SocketEvent {
    /// It can send now.
    Opened,
    /// The peer sent this.
    Message(Vec<u8>),
    /// It is over, with the code that the peer gave (RFC 6455, 7.4).
    Closed(u16),
}

/// An open or opening WebSocket; dropping it closes it in silence.
#[must_use = "the socket is closed when it is dropped"]
pub struct Socket {
    socket: WebSocket,
    _listeners: [EventListener; 3],
}

impl Socket {
    /// Starts to connect to `url`.
    ///
    /// # Errors
    /// The browser's own words when it refuses the address, or the page's
    /// policy does.
    pub fn open(url: &str, on: impl FnMut(SocketEvent) + 'static) -> Result<Self, String> {
        let socket = WebSocket::new(url).map_err(|error| words(&error))?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on = Callback::new(on);
        let opened = on.clone();
        let message = on.clone();
        let listeners = [
            EventListener::new(&socket, "open", move |_| opened.call(SocketEvent::Opened)),
            EventListener::new(&socket, "message", move |event| {
                let data = event.unchecked_ref::<MessageEvent>().data();
                // The relay only sends binary frames; a text is nobody's.
                if let Some(buffer) = data.dyn_ref::<ArrayBuffer>() {
                    message.call(SocketEvent::Message(Uint8Array::new(buffer).to_vec()));
                }
            }),
            EventListener::new(&socket, "close", move |event| {
                on.call(SocketEvent::Closed(event.unchecked_ref::<CloseEvent>().code()));
            }),
        ];
        Ok(Self { socket, _listeners: listeners })
    }

    /// Hands `bytes` to the browser; `false` when the socket is not open.
    pub fn send(&self, bytes: &[u8]) -> bool {
        self.is_open() && self.socket.send_with_u8_array(bytes).is_ok()
    }

    /// Whether it can send.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
    }

    /// Bytes that the browser has not yet put on the wire.
    #[must_use]
    pub fn buffered(&self) -> u32 {
        self.socket.buffered_amount()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Refused only for a bad code or reason, and there is none.
        let _ = self.socket.close();
    }
}

/// What a thrown value says of itself.
pub(crate) fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => String::from("the browser refused"),
    }
}
