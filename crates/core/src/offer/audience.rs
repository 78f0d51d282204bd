use alongside_protocol::{
    flow::{Place, Tests, Value},
    message::{Reason, SignalKind},
};

/// Width of the viewport, in CSS pixels, from which a device counts as a desktop.
const DESKTOP: u32 = 768;

/// Whom an offer is for; every part that is given must fit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Audience {
    /// Where the customer must be.
    pub place: Option<Place>,
    /// What the site must have told with `context.set()`.
    pub context: Tests,
    /// Why the customer came.
    pub reason: Option<Reason>,
    /// A struggle of this page.
    pub signal: Option<SignalKind>,
    /// What they have in hand.
    pub device: Option<Device>,
    /// A BCP 47 tag that theirs must be, or begin with.
    pub locale: Option<String>,
}

/// What the customer has in hand, by the width of the viewport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// Less than 768 CSS pixels.
    Phone,
    /// 768 CSS pixels or more.
    Desktop,
}

/// The customer's visit, as far as an audience asks.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// The path of the page, as places match it.
    pub path: &'a str,
    /// What the site told.
    pub context: &'a [(String, Value)],
    /// Why the customer came, when that is known.
    pub reason: Option<Reason>,
    /// What they have struggled with on this page.
    pub signals: &'a [SignalKind],
    /// Width of the viewport in CSS pixels.
    pub width: u32,
    /// The language of the interface, a BCP 47 tag.
    pub locale: &'a str,
}

impl Device {
    /// By the width of the viewport in CSS pixels.
    #[must_use]
    pub fn of_width(width: u32) -> Self {
        if width < DESKTOP { Self::Phone } else { Self::Desktop }
    }
}

impl Audience {
    /// Whether the customer belongs to it.
    #[must_use]
    pub fn has(&self, visit: &Visit<'_>) -> bool {
        let told = |key: &str| visit.context.iter().find(|(known, _)| known == key).map(|(_, value)| value);
        self.place.as_ref().is_none_or(|place| place.matches(visit.path))
            && self.context.0.iter().all(|(key, test)| test.passes(told(key)))
            && self.reason.is_none_or(|reason| visit.reason == Some(reason))
            && self.signal.is_none_or(|signal| visit.signals.contains(&signal))
            && self.device.is_none_or(|device| Device::of_width(visit.width) == device)
            && self.locale.as_ref().is_none_or(|tag| begins_with(visit.locale, tag))
    }
}

/// Whether a tag is another or one of its kind: `de-AT` is `de`, and `den` is not.
fn begins_with(tag: &str, wanted: &str) -> bool {
    let mut parts = tag.split('-');
    wanted.split('-').all(|wanted| parts.next().is_some_and(|part| part.eq_ignore_ascii_case(wanted)))
}
