//! What counts as a struggle, and what is done about one.

use std::fmt;

use alongside_core::observe::{
    signals::Thresholds,
    triggers::{Rule, Then},
};
use alongside_protocol::{flow::Place, message::SignalKind};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer},
};

/// The option `signals`: thresholds, and kinds that are not wanted.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase", expecting = "an object of thresholds")]
pub(super) struct Signals {
    off: Vec<Kind>,
    rage_clicks: Option<u32>,
    rage_window: Option<u32>,
    rage_distance: Option<u32>,
    dead_click: Option<u32>,
    slow_click: Option<u32>,
    dead_for_good: Option<u32>,
    error_click: Option<u32>,
    hesitation: Option<u32>,
    refusals: Option<u32>,
    thrashing: Option<u32>,
    thrashing_window: Option<u32>,
    quick_back: Option<u32>,
    abandoned_fields: Option<u32>,
    exit_intent: Option<u32>,
    exit_edge: Option<u32>,
    slow_page: Option<u32>,
    slow_server: Option<u32>,
    failed_status: Option<u16>,
}

impl Signals {
    pub(super) fn off(&self) -> Vec<SignalKind> {
        self.off.iter().map(|kind| kind.0).collect()
    }

    /// The thresholds, with the defaults for those that are not given.
    pub(super) fn thresholds(&self) -> Result<Thresholds, String> {
        let own = Thresholds::default();
        let time = |given: Option<u32>, own: u64| given.map_or(own, u64::from);
        let count = |given: Option<u32>, own: usize| given.map_or(own, |given| given as usize);
        let pixels = |given: Option<u32>, own: i32| given.map_or(own, |given| given.min(100_000) as i32);
        let limits = Thresholds {
            rage_clicks: count(self.rage_clicks, own.rage_clicks),
            rage_window: time(self.rage_window, own.rage_window),
            rage_distance: pixels(self.rage_distance, own.rage_distance),
            dead_after: time(self.dead_click, own.dead_after),
            slow_after: time(self.slow_click, own.slow_after),
            dead_for_good: time(self.dead_for_good, own.dead_for_good),
            error_within: time(self.error_click, own.error_within),
            hesitation: time(self.hesitation, own.hesitation),
            refusals: self.refusals.unwrap_or(own.refusals),
            thrashing: count(self.thrashing, own.thrashing),
            thrashing_window: time(self.thrashing_window, own.thrashing_window),
            quick_back: time(self.quick_back, own.quick_back),
            abandoned_fields: count(self.abandoned_fields, own.abandoned_fields),
            exit_after: time(self.exit_intent, own.exit_after),
            exit_edge: pixels(self.exit_edge, own.exit_edge),
            slow_page: time(self.slow_page, own.slow_page),
            slow_server: time(self.slow_server, own.slow_server),
            failed_status: self.failed_status.unwrap_or(own.failed_status),
        };
        // Below these a rule would call everything a struggle.
        for (name, given, least) in [
            ("rageClicks", limits.rage_clicks as u64, 2),
            ("refusals", u64::from(limits.refusals), 1),
            ("thrashing", limits.thrashing as u64, 3),
            ("abandonedFields", limits.abandoned_fields as u64, 1),
            ("failedStatus", u64::from(limits.failed_status), 400),
            ("slowClick", limits.slow_after, 1_000),
            ("deadForGood", limits.dead_for_good, limits.slow_after),
        ] {
            if given < least {
                return Err(format!("option `signals.{name}`: expected at least {least}, found {given}"));
            }
        }
        Ok(limits)
    }
}

/// One rule of the option `when`.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "camelCase",
    expecting = "a rule, such as { signal: \"rage-click\", then: \"offer-help\" }"
)]
pub(super) struct When {
    signal: Kinds,
    on: Option<String>,
    place: Option<Place>,
    then: Done,
    at_most: Option<u32>,
}

impl When {
    pub(super) fn rule(&self) -> Rule {
        Rule {
            signals: self.signal.0.clone(),
            on: self.on.clone(),
            place: self.place.clone(),
            then: self.then.0.clone(),
            at_most: self.at_most.unwrap_or(1),
        }
    }
}

struct Kind(SignalKind);

struct Kinds(Vec<SignalKind>);

struct Done(Then);

fn kind<E: de::Error>(name: &str) -> Result<SignalKind, E> {
    let known = || SignalKind::NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    SignalKind::named(name).ok_or_else(|| E::custom(format!("expected one of {}, found \"{name}\"", known())))
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kind(&String::deserialize(deserializer)?).map(Self)
    }
}

impl<'de> Deserialize<'de> for Kinds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KindsVisitor;
        impl<'de> Visitor<'de> for KindsVisitor {
            type Value = Kinds;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a kind of signal, or a list of kinds")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Kinds, E> {
                Ok(Kinds(vec![kind(name)?]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Kinds, A::Error> {
                let mut kinds = Vec::new();
                while let Some(Kind(kind)) = list.next_element()? {
                    kinds.push(kind);
                }
                Ok(Kinds(kinds))
            }
        }
        deserializer.deserialize_any(KindsVisitor)
    }
}

impl<'de> Deserialize<'de> for Done {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Flow {
            flow: String,
        }
        struct DoneVisitor;
        impl<'de> Visitor<'de> for DoneVisitor {
            type Value = Done;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("offer-help, tell-agent, or an object with the id of a flow")
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Done, E> {
                match name {
                    "offer-help" => Ok(Done(Then::OfferHelp)),
                    "tell-agent" => Ok(Done(Then::TellAgent)),
                    _ => Err(E::custom(format!(
                        "expected offer-help, tell-agent, or an object with the id of a flow, found \"{name}\""
                    ))),
                }
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Done, A::Error> {
                Ok(Done(Then::Flow(Flow::deserialize(MapAccessDeserializer::new(map))?.flow)))
            }
        }
        deserializer.deserialize_any(DoneVisitor)
    }
}
