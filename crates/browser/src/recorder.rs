//! Records both sides of a call into one file, in this browser and nowhere else.

use std::{cell::RefCell, rc::Rc};

use gloo_events::EventListener;
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioContext, Blob, BlobEvent, BlobPropertyBag, MediaRecorder, MediaRecorderOptions, MediaStream,
    MediaStreamAudioDestinationNode, MediaStreamAudioSourceNode,
};

use crate::guard::guard;

/// What is recorded into, the first that the browser knows: all but Safari before 18.4
/// know the first.
const KINDS: [&str; 2] = ["audio/webm;codecs=opus", "audio/mp4"];

/// Bits a second: two voices in one channel, at the upper end of what RFC 7587 (3.1.1)
/// recommends for speech of the full band.
const RATE: u32 = 40_000;

/// How often the browser hands over what it has, in milliseconds: what is recorded is
/// there but for this, should the browser fail.
const EVERY: i32 = 1_000;

/// A recording under way; dropping it ends it, and nothing is kept.
#[derive(Debug)]
#[must_use = "nothing is recorded once this is dropped"]
pub struct Recorder {
    context: AudioContext,
    mix: MediaStreamAudioDestinationNode,
    recorder: MediaRecorder,
    parts: Rc<RefCell<Vec<Blob>>>,
    ours: RefCell<Option<MediaStreamAudioSourceNode>>,
    /// The browser stops a source that nobody holds.
    theirs: RefCell<Option<MediaStreamAudioSourceNode>>,
    _listeners: [EventListener; 2],
}

impl Recorder {
    /// Begins to record what is said here and there. `failed` is called when the browser
    /// can't go on.
    ///
    /// # Errors
    /// The browser's own, where it records nothing.
    pub fn begin(
        ours: Option<&MediaStream>,
        theirs: Option<&MediaStream>,
        failed: impl Fn() + 'static,
    ) -> Result<Self, JsValue> {
        let context = AudioContext::new()?;
        let mix = context.create_media_stream_destination()?;
        let options = MediaRecorderOptions::new();
        options.set_audio_bits_per_second(RATE);
        if let Some(kind) = KINDS.into_iter().find(|kind| MediaRecorder::is_type_supported(kind)) {
            options.set_mime_type(kind);
        }
        let recorder =
            MediaRecorder::new_with_media_stream_and_media_recorder_options(&mix.stream(), &options)?;
        let parts: Rc<RefCell<Vec<Blob>>> = Rc::default();
        let gathered = Rc::clone(&parts);
        let data = EventListener::new(&recorder, "dataavailable", move |event| {
            guard(|| {
                let part = event.dyn_ref::<BlobEvent>().and_then(BlobEvent::data);
                gathered.borrow_mut().extend(part);
            });
        });
        let error = EventListener::new(&recorder, "error", move |_| guard(&failed));
        let theirs = RefCell::new(theirs.map(|stream| source(&context, stream, &mix)).transpose()?);
        let ours = RefCell::new(ours.map(|stream| source(&context, stream, &mix)).transpose()?);
        recorder.start_with_time_slice(EVERY)?;
        Ok(Self { context, mix, recorder, parts, ours, theirs, _listeners: [data, error] })
    }

    /// Another microphone here, or none.
    pub fn put_ours(&self, stream: Option<&MediaStream>) {
        self.put(&self.ours, stream);
    }

    /// The other side's sound comes on another connection.
    pub fn put_theirs(&self, stream: Option<&MediaStream>) {
        self.put(&self.theirs, stream);
    }

    fn put(&self, into: &RefCell<Option<MediaStreamAudioSourceNode>>, stream: Option<&MediaStream>) {
        // A stream without sound can't be a source: then there is nothing to record of it.
        let next = stream.and_then(|stream| source(&self.context, stream, &self.mix).ok());
        if let Some(before) = into.replace(next) {
            let _ = before.disconnect();
        }
    }

    /// Records nothing for a while (`true`), or again.
    pub fn rest(&self, rests: bool) {
        // It only fails where it has ended.
        let _ = if rests { self.recorder.pause() } else { self.recorder.resume() };
    }

    /// Ends it; gives what was recorded, nothing where the browser has recorded nothing.
    pub async fn end(self) -> Option<Blob> {
        let recorder = self.recorder.clone();
        // The last part comes before this.
        let ended = Promise::new(&mut |done, _| recorder.set_onstop(Some(&done)));
        if self.recorder.stop().is_ok() {
            let _ = JsFuture::from(ended).await;
        }
        let parts = self.parts.borrow().iter().collect::<Array>();
        let kind = BlobPropertyBag::new();
        kind.set_type(&self.recorder.mime_type());
        let whole = Blob::new_with_blob_sequence_and_options(&parts, &kind).ok()?;
        (whole.size() > 0.0).then_some(whole)
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        // They only fail where it has ended or is closed already.
        let _ = self.recorder.stop();
        let _ = self.context.close();
    }
}

/// How the name of a file with this in it ends.
#[must_use]
pub fn file_ending(recorded: &Blob) -> &'static str {
    let kind = recorded.type_();
    if kind.starts_with("audio/mp4") {
        "m4a"
    } else if kind.starts_with("audio/ogg") {
        "ogg"
    } else {
        "webm"
    }
}

fn source(
    context: &AudioContext,
    stream: &MediaStream,
    mix: &MediaStreamAudioDestinationNode,
) -> Result<MediaStreamAudioSourceNode, JsValue> {
    let source = context.create_media_stream_source(stream)?;
    source.connect_with_audio_node(mix)?;
    Ok(source)
}
