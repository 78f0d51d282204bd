//! Why a browser gives no microphone. Errors have one name for many causes, so other
//! things are asked, too.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MediaDevices;

use super::MicrophoneError;

/// Why this page can't have a microphone, as far as it is known without asking for one.
#[must_use]
pub fn known() -> Option<MicrophoneError> {
    let Some(window) = web_sys::window() else { return Some(MicrophoneError::Unsupported) };
    // Browsers hide the whole interface from pages that are not secure.
    if !window.is_secure_context() {
        return Some(MicrophoneError::Insecure);
    }
    if devices().is_none() {
        return Some(MicrophoneError::Unsupported);
    }
    (allowed_by_policy() == Some(false)).then_some(MicrophoneError::Policy)
}

pub(super) fn devices() -> Option<MediaDevices> {
    crate::shell::home()?.navigator().media_devices().ok().filter(|devices| devices.is_object())
}

/// The reason behind an error of `getUserMedia`, in terms that a person can act on.
pub(super) async fn reason(error: &JsValue) -> MicrophoneError {
    let part = |key| text(error, key);
    let (name, message) = (part("name"), part("message"));
    match name.as_str() {
        "NotAllowedError" | "PermissionDeniedError" => not_allowed(&message).await,
        "SecurityError" => MicrophoneError::Insecure,
        "NotFoundError" | "OverconstrainedError" => MicrophoneError::Missing,
        "NotReadableError" | "AbortError" => MicrophoneError::InUse,
        _ => MicrophoneError::Unsupported,
    }
}

async fn not_allowed(message: &str) -> MicrophoneError {
    // Chromium's own words: "Permission denied by system", "Permission dismissed".
    if message.contains("by system") {
        return MicrophoneError::System;
    }
    if message.contains("dismissed") {
        return MicrophoneError::Dismissed;
    }
    if allowed_by_policy() == Some(false) {
        return MicrophoneError::Policy;
    }
    match permission().await.as_deref() {
        // The browser agrees, and yet there is none.
        Some("granted") => MicrophoneError::System,
        // A no for this once: Firefox's "Block" without its tick, Safari's until a reload.
        Some("prompt") => MicrophoneError::Dismissed,
        // Firefox has no policy to ask, and tells frames of other sites no more than this.
        Some(_) if is_foreign_frame() && allowed_by_policy().is_none() => MicrophoneError::Policy,
        _ => MicrophoneError::Denied,
    }
}

/// What the site's policy says of microphones here, in browsers that tell (Chromium).
fn allowed_by_policy() -> Option<bool> {
    let document = crate::shell::home()?.document()?;
    let policy = Reflect::get(&document, &"featurePolicy".into()).ok()?;
    let ask: Function = Reflect::get(&policy, &"allowsFeature".into()).ok()?.dyn_into().ok()?;
    ask.call1(&policy, &"microphone".into()).ok()?.as_bool()
}

/// Whether asking for the microphone would be answered without a question.
pub async fn is_granted() -> bool {
    permission().await.as_deref() == Some("granted")
}

/// `granted`, `denied` or `prompt`; nothing where the browser doesn't tell.
async fn permission() -> Option<String> {
    Some(text(&permission_status().await?, "state")).filter(|state| !state.is_empty())
}

/// The browser's own object for it, which tells of changes.
pub(super) async fn permission_status() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let permissions = Reflect::get(&navigator, &"permissions".into()).ok()?;
    let query: Function = Reflect::get(&permissions, &"query".into()).ok()?.dyn_into().ok()?;
    let what = js_sys::Object::new();
    Reflect::set(&what, &"name".into(), &"microphone".into()).ok()?;
    let promise: Promise = query.call1(&permissions, &what).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok().filter(JsValue::is_object)
}

/// Whether this page is shown in a page of another site, which then has to hand
/// microphones on.
fn is_foreign_frame() -> bool {
    web_sys::window().is_some_and(|window| {
        let outer = window.parent().ok().flatten();
        outer.is_some_and(|outer| outer != window) && !matches!(window.frame_element(), Ok(Some(_)))
    })
}

pub(super) fn text(of: &JsValue, key: &str) -> String {
    Reflect::get(of, &JsValue::from_str(key)).ok().and_then(|value| value.as_string()).unwrap_or_default()
}
