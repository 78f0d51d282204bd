//! What somebody on hold hears: made here, so that no file has to be there, and put on
//! the line in place of the microphone.

use std::f32::consts::TAU;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AudioContext, MediaStreamTrack};

/// Seconds from one pair of notes to the next: quiet enough to wait with, and never so
/// long silent that the line would seem lost.
const ROUND: f32 = 4.0;

/// The two notes, a fourth apart (A4 and D5): when they begin, in seconds, and their
/// pitch in hertz.
const NOTES: [(f32, f32); 2] = [(0.0, 440.0), (0.45, 587.33)];

/// Their height at the beginning: -26 dB of what there is, well below a voice.
const LOUD: f32 = 0.05;

/// How soon a note is down to a third of it, in seconds.
const FADES: f32 = 0.4;

/// The sound of a line on hold, as long as it is kept.
#[derive(Debug)]
#[must_use = "the sound ends when this is dropped"]
pub struct HoldSound {
    context: AudioContext,
    track: MediaStreamTrack,
}

impl HoldSound {
    /// Begins it.
    ///
    /// # Errors
    /// The browser's own, where it makes no sound.
    pub fn begin() -> Result<Self, JsValue> {
        let context = AudioContext::new()?;
        let rate = context.sample_rate();
        let samples: Vec<f32> = (0..(rate * ROUND) as u32).map(|at| sample(at as f32 / rate)).collect();
        let buffer = context.create_buffer(1, samples.len() as u32, rate)?;
        buffer.copy_to_channel(&samples, 0)?;
        let source = context.create_buffer_source()?;
        source.set_buffer(Some(&buffer));
        source.set_loop(true);
        let out = context.create_media_stream_destination()?;
        source.connect_with_audio_node(&out)?;
        source.start()?;
        let track = out.stream().get_audio_tracks().get(0).dyn_into::<MediaStreamTrack>()?;
        Ok(Self { context, track })
    }

    /// What goes on the line.
    #[must_use]
    pub fn track(&self) -> &MediaStreamTrack {
        &self.track
    }
}

impl Drop for HoldSound {
    fn drop(&mut self) {
        self.track.stop();
        // It only fails where it is closed already.
        let _ = self.context.close();
    }
}

fn sample(time: f32) -> f32 {
    let note = |(from, hertz): (f32, f32)| {
        let since = time - from;
        if since < 0.0 {
            return 0.0;
        }
        // A beginning of 10 ms: at once would be a click.
        LOUD * (since / 0.01).min(1.0) * (-since / FADES).exp() * (TAU * hertz * since).sin()
    };
    NOTES.into_iter().map(note).sum()
}
