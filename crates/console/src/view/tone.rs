//! A short tone for the agent's ears.

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// Pitch in hertz, and loudness from 0 to 1: heard beside a voice, and not over it.
const PITCH: f32 = 440.0;
const LOUDNESS: f32 = 0.05;

/// How long it lasts, and how long it takes to swell and to fade, in seconds: an edge
/// would be heard as a click.
const LENGTH: f64 = 0.25;
const EDGE: f64 = 0.03;

/// Plays it once; a browser that plays nothing now plays nothing.
pub(super) fn play() {
    let _ = try_play();
}

fn try_play() -> Result<(), JsValue> {
    // Closed when the tone has ended: a browser has few of them.
    let audio = AudioContext::new()?;
    let (pitch, loudness) = (audio.create_oscillator()?, audio.create_gain()?);
    let now = audio.current_time();
    pitch.frequency().set_value(PITCH);
    let gain = loudness.gain();
    gain.set_value_at_time(0.0, now)?;
    gain.linear_ramp_to_value_at_time(LOUDNESS, now + EDGE)?;
    gain.set_value_at_time(LOUDNESS, now + LENGTH - EDGE)?;
    gain.linear_ramp_to_value_at_time(0.0, now + LENGTH)?;
    pitch.connect_with_audio_node(&loudness)?;
    loudness.connect_with_audio_node(&audio.destination())?;
    pitch.start()?;
    pitch.stop_with_when(now + LENGTH)?;
    let length = std::time::Duration::from_secs_f64(LENGTH * 2.0);
    set_timeout(
        move || {
            // It may be closed already, with the page.
            let _ = audio.close();
        },
        length,
    );
    Ok(())
}
