use serde::Deserialize;

/// How long a step waits for its target, and what happens then.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(
    deny_unknown_fields,
    rename_all = "camelCase",
    default,
    expecting = "an object such as { \"for\": 5000, \"then\": \"skip\" }"
)]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Wait {
    /// For how long, in milliseconds.
    #[serde(rename = "for")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub limit: u32,
    /// What happens then.
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub then: Otherwise,
}

/// What happens when a step's target can't be found in time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Otherwise {
    /// The step is shown without pointing at anything, and says so.
    #[default]
    Message,
    /// The next step is taken.
    Skip,
    /// The flow ends.
    Stop,
    /// The flow with this id is run, and then the step is tried again.
    Detour(String),
}

impl Default for Wait {
    fn default() -> Self {
        // A slow page on a slow phone has shown what it shows by then.
        Self { limit: 8_000, then: Otherwise::default() }
    }
}
