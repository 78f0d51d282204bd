//! Which microphones and loudspeakers there are.

use alongside_core::voice::Device;
use gloo_events::EventListener;
use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlAudioElement, MediaDeviceInfo, MediaDeviceKind};

use super::refusal;
use crate::guard::guard;

/// What is plugged in, as far as the browser names it: it does once a microphone was
/// allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Devices {
    /// Microphones.
    pub microphones: Vec<Device>,
    /// Loudspeakers; none where the browser lets pages choose none.
    pub speakers: Vec<Device>,
}

/// Asks for all of them.
pub async fn list() -> Devices {
    let mut found = Devices::default();
    let Some(devices) = refusal::devices() else { return found };
    let Ok(asked) = devices.enumerate_devices() else { return found };
    let Ok(all) = JsFuture::from(asked).await else { return found };
    let all: Array = all.unchecked_into();
    let chooses = chooses_speaker();
    for device in all.iter() {
        let device: MediaDeviceInfo = device.unchecked_into();
        let named = Device { id: device.device_id(), label: device.label() };
        // Without a name there is nothing to choose by.
        if named.label.is_empty() {
            continue;
        }
        match device.kind() {
            MediaDeviceKind::Audioinput => found.microphones.push(named),
            MediaDeviceKind::Audiooutput if chooses => found.speakers.push(named),
            _ => {}
        }
    }
    found
}

/// Calls back whenever something was plugged in or out.
#[must_use = "nothing is heard once this is dropped"]
pub fn watch(changed: impl Fn() + 'static) -> Option<EventListener> {
    let devices = refusal::devices()?;
    Some(EventListener::new(&devices, "devicechange", move |_| guard(&changed)))
}

/// Whether pages of this browser can choose where sound comes out.
fn chooses_speaker() -> bool {
    let audio = HtmlAudioElement::new();
    audio.is_ok_and(|audio| Reflect::has(&audio, &"setSinkId".into()).unwrap_or(false))
}

/// Lets an element's sound come out of another loudspeaker; without effect where the
/// browser lets pages choose none.
pub async fn play_on(audio: &HtmlAudioElement, speaker: &str) -> bool {
    let Ok(choose) = Reflect::get(audio, &"setSinkId".into()) else { return false };
    let Ok(choose) = choose.dyn_into::<js_sys::Function>() else { return false };
    let Ok(chosen) = choose.call1(audio, &speaker.into()) else { return false };
    match chosen.dyn_into::<js_sys::Promise>() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
