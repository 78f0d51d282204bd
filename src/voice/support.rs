//! What this page can do of a call.

use alongside_browser::microphone::{self, MicrophoneError};
use alongside_core::engage::{CallSupport, MicrophoneRefusal};
use js_sys::Reflect;

/// What is known before anything is asked for.
pub(crate) fn support() -> CallSupport {
    let has_webrtc = Reflect::get(&js_sys::global(), &"RTCPeerConnection".into())
        .is_ok_and(|connection| connection.is_function());
    if !has_webrtc {
        return CallSupport::None;
    }
    microphone::known_refusal().map_or(CallSupport::Full, |error| CallSupport::ListenOnly(refusal(error)))
}

pub(super) fn refusal(error: MicrophoneError) -> MicrophoneRefusal {
    match error {
        MicrophoneError::Denied => MicrophoneRefusal::Denied,
        MicrophoneError::Dismissed => MicrophoneRefusal::Dismissed,
        MicrophoneError::Missing => MicrophoneRefusal::Missing,
        MicrophoneError::InUse => MicrophoneRefusal::InUse,
        MicrophoneError::Unsupported => MicrophoneRefusal::Unsupported,
        MicrophoneError::Insecure => MicrophoneRefusal::Insecure,
        MicrophoneError::Policy => MicrophoneRefusal::Policy,
        MicrophoneError::System => MicrophoneRefusal::System,
    }
}
