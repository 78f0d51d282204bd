//! What the browser counts on a line, by the W3C's "Identifiers for WebRTC's Statistics
//! API".
//!
//! Firefox names no level of the microphone (as of 153, `media-source` has no
//! `totalAudioEnergy`), and older ones no pair of candidates in the transport: theirs is the
//! one called `selected`. Without a round trip there, the other side's reports tell of one. What is missing counts as nothing, or as unknown
//! where nothing would be a finding.

use alongside_core::voice::{Heard, Reading};
use js_sys::{JsString, Map, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::RtcPeerConnection;

/// Reads a connection; `None` when the browser refuses, or it is closed.
pub(super) async fn read(connection: RtcPeerConnection) -> Option<Reading> {
    let report = JsFuture::from(connection.get_stats()).await.ok()?;
    let report: Map = report.dyn_into().or_else(as_map).ok()?;
    let mut reading = Reading::default();
    let (mut pairs, mut selected, mut by_report) = (Vec::new(), None, None);
    report.for_each(&mut |entry, _| {
        let audio = matches!(text(&entry, "kind").as_deref(), None | Some("audio"));
        match text(&entry, "type").as_deref() {
            Some("inbound-rtp") if audio => reading.heard = heard(&entry),
            Some("outbound-rtp") if audio => reading.sent = count(&entry, "packetsSent"),
            Some("media-source") if audio => reading.energy = number(&entry, "totalAudioEnergy"),
            Some("remote-inbound-rtp") if audio => {
                // When it came; Firefox counts no measurements where the way is short.
                reading.reports = number(&entry, "timestamp").map(whole);
                by_report = number(&entry, "roundTripTime");
            }
            Some("transport") => selected = text(&entry, "selectedCandidatePairId"),
            Some("candidate-pair") => pairs.push(entry),
            _ => {}
        }
    });
    let in_use = |pair: &&JsValue| match &selected {
        Some(id) => text(pair, "id").as_ref() == Some(id),
        None => member(pair, "selected").is_truthy(),
    };
    let pair = pairs.iter().find(in_use);
    reading.heard.round_trip = pair.and_then(|pair| number(pair, "currentRoundTripTime")).or(by_report);
    Some(reading)
}

/// A report is like a map without being one: its class has the same methods.
fn as_map(report: JsValue) -> Result<Map, JsValue> {
    if member(&report, "forEach").is_function() { Ok(report.unchecked_into()) } else { Err(report) }
}

fn heard(entry: &JsValue) -> Heard {
    Heard {
        samples: count(entry, "totalSamplesReceived"),
        concealed: count(entry, "concealedSamples"),
        silent: count(entry, "silentConcealedSamples"),
        packets: count(entry, "packetsReceived"),
        lost: count(entry, "packetsLost"),
        buffered: number(entry, "jitterBufferDelay").unwrap_or_default(),
        emitted: count(entry, "jitterBufferEmittedCount"),
        round_trip: None,
    }
}

fn member(entry: &JsValue, name: &str) -> JsValue {
    // Nothing but a missing object makes this fail.
    Reflect::get(entry, &JsString::from(name)).unwrap_or_default()
}

fn text(entry: &JsValue, name: &str) -> Option<String> {
    member(entry, name).as_string()
}

fn number(entry: &JsValue, name: &str) -> Option<f64> {
    member(entry, name).as_f64().filter(|number| number.is_finite())
}

fn count(entry: &JsValue, name: &str) -> u64 {
    number(entry, name).map(whole).unwrap_or_default()
}

/// Counters are whole and, but for packets that came twice, not below 0.
fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}
