use serde::{Deserialize, Deserializer};

use crate::{
    flow::{Place, Tests, condition},
    message::{Reason, SignalKind},
};

/// The most times that a cap can count: so many are remembered.
pub const MOST_TIMES: u8 = 16;

/// Whom an offer is for; every part that is given must fit.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "camelCase",
    default,
    expecting = "whom it is for, such as { \"place\": \"/loans/*\" }"
)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Audience {
    /// Where the customer must be.
    #[cfg_attr(feature = "typescript", tsify(type = "string", optional))]
    pub place: Option<Place>,
    /// What must be so of what the site has told with `context.set()`.
    #[cfg_attr(
        feature = "typescript",
        tsify(type = "Record<string, string | number | boolean | Test>", optional)
    )]
    pub context: Tests,
    /// Why the customer came.
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub reason: Option<Reason>,
    /// A struggle on this page.
    #[serde(deserialize_with = "signal")]
    #[cfg_attr(feature = "typescript", tsify(type = "SignalKind", optional))]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::flow::schema::signal"))]
    pub signal: Option<SignalKind>,
    /// What they have in hand.
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub device: Option<Device>,
    /// A BCP 47 tag that theirs must be, or begin with.
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub locale: Option<String>,
}

fn signal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<SignalKind>, D::Error> {
    condition::signal(deserializer).map(Some)
}

/// What the customer has in hand, by the width of the viewport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Device {
    /// Less than 768 CSS pixels.
    Phone,
    /// 768 CSS pixels or more.
    Desktop,
}

/// How often one customer is shown an offer; a number is from 1 to 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Cap {
    /// Once, and never again.
    Once,
    /// On every page, until it is dismissed.
    Always,
    /// So many times in a visit.
    PerVisit(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 16)))] u8),
    /// So many times in 24 hours.
    PerDay(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 16)))] u8),
    /// So many times in seven days.
    PerWeek(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 16)))] u8),
}

impl Cap {
    pub(super) fn problem(self) -> Option<String> {
        match self {
            Self::Once | Self::Always => None,
            Self::PerVisit(times) | Self::PerDay(times) | Self::PerWeek(times) => (!(1..=MOST_TIMES)
                .contains(&times))
            .then(|| format!("expected a number from 1 to {MOST_TIMES}, found {times}")),
        }
    }
}
