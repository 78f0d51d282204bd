//! A voice that can be told from another: its pitch.

use std::{f32::consts::TAU, fs, path::Path};

use serde_json::Value;

use super::browser::{Browser, SOON};

const RATE: u32 = 48_000;
/// Beeps: what never pauses is noise to the browser, and taken away.
const ON: u32 = RATE * 2 / 10;
const OFF: u32 = RATE / 10;
/// Steps at the edges would be heard as other pitches.
const EDGE: u32 = RATE / 100;

/// How far from its pitch a tone may be heard.
const TOLERANCE: f64 = 15.0;
/// Below this it is silence, in decibels.
const SILENCE: f64 = -70.0;

/// Writes three seconds of beeps; the browser plays them over and over.
pub fn write(file: &Path, hertz: u32) {
    let mut samples = Vec::new();
    while samples.len() < RATE as usize * 3 * 2 {
        for at in 0..ON + OFF {
            let edge = at.min(ON.saturating_sub(at)).min(EDGE) as f32 / EDGE as f32;
            let wave = (TAU * hertz as f32 * at as f32 / RATE as f32).sin();
            let sample = if at < ON { wave * edge * 0.6 } else { 0.0 };
            samples.extend(((sample * f32::from(i16::MAX)) as i16).to_le_bytes());
        }
    }
    let length = samples.len() as u32;
    let mut wav = Vec::from(*b"RIFF");
    wav.extend((36 + length).to_le_bytes());
    wav.extend(*b"WAVEfmt ");
    wav.extend(16u32.to_le_bytes());
    // PCM, one channel, sixteen bits.
    for half in [1u16, 1] {
        wav.extend(half.to_le_bytes());
    }
    wav.extend(RATE.to_le_bytes());
    wav.extend((RATE * 2).to_le_bytes());
    for half in [2u16, 16] {
        wav.extend(half.to_le_bytes());
    }
    wav.extend(*b"data");
    wav.extend(length.to_le_bytes());
    wav.extend(samples);
    fs::write(file, wav).unwrap();
}

/// Remembers every line and microphone of a page, before the page's own scripts.
pub const EARS: &str = r"
(() => {
  const Native = window.RTCPeerConnection;
  if (!Native || window.__calls) return;
  // A line's next connection has a window of its own; it is the page's nevertheless.
  const holder = window.frameElement?.getRootNode().host?.localName === 'alongside-connection';
  window.__calls = holder ? parent.__calls : [];
  window.RTCPeerConnection = class extends Native {
    constructor(...given) {
      super(...given);
      const call = { peer: this, stream: null };
      window.__calls.push(call);
      this.addEventListener('track', (event) => {
        call.stream = event.streams[0] ?? new MediaStream([event.track]);
      });
    }
  };
  if (holder) return;
  window.__microphones = [];
  const devices = navigator.mediaDevices;
  const ask = devices?.getUserMedia.bind(devices);
  if (ask) devices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.__microphones.push(...stream.getTracks());
    return stream;
  };
  window.__hear = () => {
    const call = window.__calls.filter(({ peer, stream }) => stream && peer.connectionState === 'connected').at(-1);
    if (!call) return null;
    const audio = window.__audio ??= new AudioContext();
    if (!call.ear) {
      call.ear = audio.createAnalyser();
      call.ear.fftSize = 8192;
      call.ear.smoothingTimeConstant = 0;
      audio.createMediaStreamSource(call.stream).connect(call.ear);
    }
    const levels = new Float32Array(call.ear.frequencyBinCount);
    call.ear.getFloatFrequencyData(levels);
    let peak = 1;
    for (let bin = 1; bin < levels.length; bin += 1) if (levels[bin] > levels[peak]) peak = bin;
    const level = Math.max(levels[peak], -200);
    return { hertz: peak * audio.sampleRate / call.ear.fftSize, level, audio: audio.state };
  };
})();
";

struct Heard {
    hertz: f64,
    level: f64,
}

async fn hear(browser: &Browser) -> Option<Heard> {
    let heard = browser.script("return window.__hear?.() ?? null", vec![]).await.ok()?;
    let part = |name: &str| heard.get(name).and_then(Value::as_f64);
    Some(Heard { hertz: part("hertz")?, level: part("level")? })
}

/// Waits until the other side's tone comes over the line, several times in a row.
pub async fn hears(browser: &Browser, hertz: u32) {
    let is_it = |heard: &Heard| heard.level > SILENCE && (heard.hertz - f64::from(hertz)).abs() <= TOLERANCE;
    listen(browser, &format!("a tone of {hertz} Hz"), 3, is_it).await;
}

/// Waits until nothing comes over the line.
pub async fn hears_nothing(browser: &Browser) {
    listen(browser, "silence", 10, |heard| heard.level < SILENCE).await;
}

async fn listen(browser: &Browser, what: &str, times: u32, is_it: impl Fn(&Heard) -> bool) {
    let mut row = 0;
    let mut last = String::new();
    let heard = browser
        .poll(SOON, async || {
            let heard = hear(browser).await;
            row = if heard.as_ref().is_some_and(&is_it) { row + 1 } else { 0 };
            last = heard.map_or_else(
                || "no line".into(),
                |heard| format!("{:.0} Hz at {:.0} dB", heard.hertz, heard.level),
            );
            (row >= times).then_some(())
        })
        .await;
    assert!(heard.is_some(), "{} hears {last} and not {what}", browser.name);
}
