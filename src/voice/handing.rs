//! A call's media, from one page of the tab to the next.

use std::{cell::Cell, rc::Rc};

use alongside_browser::{microphone::Microphone, peer::Peer};
use alongside_core::{engage::Adopted, engine::Input};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

use super::{Line, Voice};
use crate::api::object;

/// A call's number, connection, microphone and sound, as a plain object that pages of
/// the same site hand each other.
pub(crate) struct Media(pub(crate) JsValue);

impl Media {
    fn part(&self, name: &str) -> Option<JsValue> {
        Reflect::get(&self.0, &name.into()).ok().filter(|part| !part.is_undefined() && !part.is_null())
    }
}

impl Voice {
    /// Whether there is a call to keep. A line that is only prepared is none.
    pub(crate) fn is_live(&self) -> bool {
        self.lines.borrow().iter().any(|line| line.taken.get())
    }

    /// The media of the call, while there is one; of two, of the newer: the agent who
    /// hands over goes.
    pub(crate) fn media(&self) -> Option<Media> {
        let lines = self.lines.borrow();
        let line = lines.iter().rfind(|line| line.taken.get())?;
        let microphone = self.microphone.borrow();
        let stream = microphone.microphone().map(|microphone| JsValue::from(microphone.stream()));
        Some(Media(object([
            ("call", JsValue::from(line.call)),
            ("peer", line.peer.connection_to_keep()),
            ("channel", line.peer.channel_to_keep()),
            ("microphone", stream.unwrap_or_default()),
            ("audio", line.sound.to_keep().map(JsValue::from).unwrap_or_default()),
            ("speaker", self.speaker.borrow().as_str().into()),
        ])))
    }

    /// In the frame of the shell the page below knows at any time what there is to keep.
    pub(super) fn changed(&self) {
        if let Some(app) = self.app.upgrade() {
            app.shell.keep_as_guest();
        }
    }

    /// Lets the media go, all of it going on: another page has it.
    pub(crate) fn release(&self) {
        let mut lines = self.lines.take();
        let kept = lines.iter().rposition(|line| line.taken.get());
        if let Some(Line { peer, sound, .. }) = kept.map(|at| lines.remove(at)) {
            peer.release();
            sound.hand_over(None);
        }
        self.microphone.borrow_mut().release();
    }

    /// Goes on with what another page has let go of.
    pub(crate) fn adopt(&self, media: &Media) {
        let call = media.part("call").and_then(|call| call.as_f64());
        let (Some(app), Some(call), Some(peer)) = (self.app.upgrade(), call, media.part("peer")) else {
            return;
        };
        let call = call as u32;
        let microphone = media.part("microphone").map(Microphone::adopt);
        let speaker = media.part("speaker").and_then(|speaker| speaker.as_string());
        *self.speaker.borrow_mut() = speaker.unwrap_or_default();
        let sound = self.sound();
        sound.hand_over(media.part("audio").map(JsCast::unchecked_into));
        let plays = Rc::clone(&sound);
        let on = self.hears(call, move |app, stream| plays.play(app, call, &stream));
        let peer = Peer::adopt(peer, media.part("channel"), true, on);
        let adopted = Adopted {
            call,
            connected: peer.is_connected(),
            channel: peer.has_channel(),
            microphone: microphone.is_some(),
            muted: microphone.as_ref().is_some_and(Microphone::is_muted),
        };
        super::devices::take(&self.microphone, &self.app, microphone);
        self.lines.borrow_mut().push(Line { call, peer, sound, taken: Cell::new(true) });
        app.feed(Input::Adopted(adopted));
    }
}
