use std::collections::BTreeMap;

use alongside_protocol::{
    flow::{Audience, Device, Value},
    message::{Reason, SignalKind},
};

/// Width of the viewport, in CSS pixels, from which a device counts as a desktop.
const DESKTOP: u32 = 768;

/// The customer's visit, as far as an audience asks.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The path of the page, as places match it.
    pub path: &'a str,
    /// What the site told.
    pub context: &'a BTreeMap<String, Value>,
    /// Why the customer came, when that is known.
    pub reason: Option<Reason>,
    /// What they have struggled with on this page.
    pub signals: &'a [SignalKind],
    /// Width of the viewport in CSS pixels.
    pub width: u32,
    /// The language of the interface, a BCP 47 tag.
    pub locale: &'a str,
}

/// What a customer has in hand, by the width of the viewport in CSS pixels.
#[must_use]
pub fn device(width: u32) -> Device {
    if width < DESKTOP { Device::Phone } else { Device::Desktop }
}

/// Whether the customer belongs to an audience.
#[must_use]
pub fn includes(audience: &Audience, visit: &Visit<'_>) -> bool {
    audience.place.as_ref().is_none_or(|place| place.matches(visit.path))
        && audience.context.0.iter().all(|(key, test)| test.passes(visit.context.get(key)))
        && audience.reason.is_none_or(|reason| visit.reason == Some(reason))
        && audience.signal.is_none_or(|signal| visit.signals.contains(&signal))
        && audience.device.is_none_or(|wanted| device(visit.width) == wanted)
        && audience.locale.as_ref().is_none_or(|tag| begins_with(visit.locale, tag))
}

/// Whether a tag is another or one of its kind: `de-AT` is `de`, and `den` is not.
fn begins_with(tag: &str, wanted: &str) -> bool {
    let mut parts = tag.split('-');
    wanted.split('-').all(|wanted| parts.next().is_some_and(|part| part.eq_ignore_ascii_case(wanted)))
}
