//! The microphone: asked for once, released when it is dropped.

use js_sys::Reflect;
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MediaDevices, MediaStream, MediaStreamConstraints, MediaStreamTrack, MediaTrackConstraints};

/// Why there is no microphone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MicrophoneError {
    /// This browser has no microphones for pages.
    #[error("this browser gives pages no microphone")]
    Unsupported,
    /// The page did not come over HTTPS.
    #[error("only a page over https may use the microphone")]
    Insecure,
    /// The person, the site's policy or the system said no.
    #[error("the microphone was refused")]
    Denied,
    /// The question was closed without an answer; it may be asked again.
    #[error("the question for the microphone was closed")]
    Dismissed,
    /// None is plugged in.
    #[error("no microphone was found")]
    Missing,
    /// Something else holds it, or the system can't open it.
    #[error("the microphone is used by another program")]
    InUse,
}

/// A live microphone; dropping it stops it and the browser's sign goes out.
#[derive(Debug)]
#[must_use = "the microphone stops when this is dropped"]
pub struct Microphone {
    stream: MediaStream,
}

/// Asks for the microphone, with the browser's own question where it must.
///
/// Run it to its end and drop what it returns if it is no longer wanted: a
/// future dropped half-way can't take back what the browser grants.
///
/// # Errors
/// [`MicrophoneError`], the reason in terms that a person can act on.
pub async fn request() -> Result<Microphone, MicrophoneError> {
    let devices = devices()?;
    let audio = MediaTrackConstraints::new();
    audio.set_echo_cancellation_bool(true);
    audio.set_noise_suppression_bool(true);
    audio.set_auto_gain_control_bool(true);
    let constraints = MediaStreamConstraints::new();
    constraints.set_audio_media_track_constraints(&audio);
    let promise = devices.get_user_media_with_constraints(&constraints).map_err(|error| reason(&error))?;
    let stream = JsFuture::from(promise).await.map_err(|error| reason(&error))?;
    Ok(Microphone { stream: stream.unchecked_into() })
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
        self.stream.get_audio_tracks().get(0).dyn_into().ok()
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
        for track in self.stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
    }
}

fn devices() -> Result<MediaDevices, MicrophoneError> {
    let window = web_sys::window().ok_or(MicrophoneError::Unsupported)?;
    let devices = window.navigator().media_devices().ok().filter(|devices| devices.is_object());
    // Browsers hide the whole interface from pages that are not secure.
    devices.ok_or(if window.is_secure_context() {
        MicrophoneError::Unsupported
    } else {
        MicrophoneError::Insecure
    })
}

fn reason(error: &JsValue) -> MicrophoneError {
    let part = |key: &str| {
        Reflect::get(error, &JsValue::from_str(key))
            .ok()
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    };
    match part("name").as_str() {
        // Chromium has one name for both, and tells them apart in the message.
        "NotAllowedError" if part("message").contains("dismissed") => MicrophoneError::Dismissed,
        "NotAllowedError" => MicrophoneError::Denied,
        "SecurityError" => MicrophoneError::Insecure,
        "NotFoundError" | "OverconstrainedError" => MicrophoneError::Missing,
        "NotReadableError" | "AbortError" => MicrophoneError::InUse,
        _ => MicrophoneError::Unsupported,
    }
}
