//! How loud a microphone is right now.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::{AnalyserNode, AudioContext, AudioContextState, MediaStreamAudioSourceNode};

use super::Microphone;

/// Samples that are looked at: 43 ms at 48 kHz, longer than a wave of the deepest voice.
const SAMPLES: u32 = 2_048;

/// What counts as nothing and as full, in decibels below the loudest there is: a room,
/// and somebody close to a microphone with automatic gain.
const FLOOR: f32 = -60.0;
const FULL: f32 = -12.0;

/// An ear at one microphone, as long as it is kept.
#[derive(Debug)]
#[must_use = "nothing is measured once this is dropped"]
pub struct Level {
    context: AudioContext,
    ear: AnalyserNode,
    samples: RefCell<Vec<f32>>,
    /// The browser stops a source that nobody holds.
    _source: MediaStreamAudioSourceNode,
}

impl Level {
    /// Begins to listen.
    ///
    /// # Errors
    /// The browser's own, where it analyses no sound.
    pub fn of(microphone: &Microphone) -> Result<Self, JsValue> {
        let context = AudioContext::new()?;
        let ear = context.create_analyser()?;
        ear.set_fft_size(SAMPLES);
        let source = context.create_media_stream_source(microphone.stream())?;
        source.connect_with_audio_node(&ear)?;
        Ok(Self { context, ear, samples: RefCell::new(vec![0.0; SAMPLES as usize]), _source: source })
    }

    /// From 0, nothing, to 1; `None` while the browser lets no sound be analysed, as
    /// before the first press on a page.
    pub fn now(&self) -> Option<f32> {
        if self.context.state() != AudioContextState::Running {
            return None;
        }
        let mut samples = self.samples.borrow_mut();
        self.ear.get_float_time_domain_data(&mut samples);
        let power = samples.iter().map(|sample| sample * sample).sum::<f32>() / SAMPLES as f32;
        let decibels = 10.0 * power.max(1e-12).log10();
        Some(((decibels - FLOOR) / (FULL - FLOOR)).clamp(0.0, 1.0))
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        // It only fails where it is closed already.
        let _ = self.context.close();
    }
}
