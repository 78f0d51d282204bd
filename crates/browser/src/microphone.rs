//! The microphone: asked for once, released when it is dropped.

pub mod devices;
pub mod level;
pub mod question;
mod refusal;

use gloo_events::EventListener;
use js_sys::{Function, Reflect};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ConstrainDomStringParameters, MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack,
    MediaTrackConstraints,
};

use crate::guard::guard;

pub use refusal::{is_granted, known as known_refusal};

use crate::shell;

/// Why there is no microphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MicrophoneError {
    /// This browser has no microphones for pages.
    #[error("this browser gives pages no microphone")]
    Unsupported,
    /// The page did not come over HTTPS.
    #[error("only a page over https may use the microphone")]
    Insecure,
    /// The person or the browser's settings said no, for good.
    #[error("the microphone was refused")]
    Denied,
    /// The question was closed, or answered for this once; it may be asked again.
    #[error("the question for the microphone was closed")]
    Dismissed,
    /// None is plugged in.
    #[error("no microphone was found")]
    Missing,
    /// Something else holds it, or the system can't open it.
    #[error("the microphone is used by another program")]
    InUse,
    /// A policy of the site keeps it from this page or frame.
    #[error("the site's policy keeps the microphone from this page")]
    Policy,
    /// The system's settings keep it from the browser.
    #[error("the system keeps the microphone from the browser")]
    System,
}

/// A live microphone; dropping it stops it and the browser's sign goes out.
#[derive(Debug)]
#[must_use = "the microphone stops when this is dropped"]
pub struct Microphone {
    stream: MediaStream,
    /// Another page has it now.
    released: bool,
}

/// Asks for the microphone, with the browser's own question where it must.
///
/// Run it to its end and drop what it returns if it is no longer wanted: a
/// future dropped half-way can't take back what the browser grants.
///
/// # Errors
/// [`MicrophoneError`], the reason in terms that a person can act on.
pub async fn request() -> Result<Microphone, MicrophoneError> {
    request_of(None).await
}

/// Asks for this microphone, by the browser's name, and for no other.
///
/// # Errors
/// As [`request`].
pub async fn request_of(device: Option<&str>) -> Result<Microphone, MicrophoneError> {
    let devices = devices()?;
    let audio = MediaTrackConstraints::new();
    audio.set_echo_cancellation_bool(true);
    audio.set_noise_suppression_bool(true);
    audio.set_auto_gain_control_bool(true);
    if let Some(device) = device {
        let exactly = ConstrainDomStringParameters::new();
        exactly.set_exact_str(device);
        audio.set_device_id_constrain_dom_string_parameters(&exactly);
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio_media_track_constraints(&audio);
    let asked = devices.get_user_media_with_constraints(&constraints);
    let answer = match asked {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    match answer {
        Ok(stream) => Ok(Microphone::adopt(stream)),
        Err(error) => Err(refusal::reason(&error).await),
    }
}

impl Microphone {
    /// The stream, to hand to a peer connection.
    #[must_use]
    pub fn stream(&self) -> &MediaStream {
        &self.stream
    }

    /// Its one audio track.
    #[must_use]
    pub fn track(&self) -> Option<MediaStreamTrack> {
        shell::taken(self.stream.get_audio_tracks().get(0))
    }

    /// Goes on with the stream of one that another page of the tab has let go of.
    pub fn adopt(stream: JsValue) -> Self {
        Self { stream: stream.unchecked_into(), released: false }
    }

    /// Lets it go without stopping it: another page goes on with it.
    pub fn release(mut self) {
        self.released = true;
    }

    /// Whether it is muted.
    #[must_use]
    pub fn is_muted(&self) -> bool {
        self.track().is_some_and(|track| !track.enabled())
    }

    /// The browser's name for the device; empty where it has none.
    #[must_use]
    pub fn id(&self) -> String {
        let settings = || {
            let track = self.track()?;
            let ask: Function = Reflect::get(&track, &"getSettings".into()).ok()?.dyn_into().ok()?;
            Reflect::get(&ask.call0(&track).ok()?, &"deviceId".into()).ok()?.as_string()
        };
        settings().unwrap_or_default()
    }

    /// People's name for the device; empty where the browser tells none.
    #[must_use]
    pub fn label(&self) -> String {
        self.track().map(|track| track.label()).unwrap_or_default()
    }

    /// Calls back when the device is gone.
    #[must_use = "nothing is heard once this is dropped"]
    pub fn on_ended(&self, gone: impl Fn() + 'static) -> Option<EventListener> {
        let track = self.track()?;
        Some(EventListener::new(&track, "ended", move |_| guard(&gone)))
    }

    /// Sends silence, or sound again. The line stays up.
    pub fn set_muted(&self, muted: bool) {
        if let Some(track) = self.track() {
            track.set_enabled(!muted);
        }
    }
}

impl Drop for Microphone {
    fn drop(&mut self) {
        if self.released {
            return;
        }
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

fn devices() -> Result<MediaDevices, MicrophoneError> {
    match refusal::known() {
        Some(error) => Err(error),
        None => refusal::devices().ok_or(MicrophoneError::Unsupported),
    }
}
