use serde::Deserialize;

/// A comparison of variants. The same customer has the same one on every page and in
/// every visit, as long as their browser keeps their number.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an experiment")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Experiment {
    /// Its id; another one deals anew.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub id: String,
    /// The variants.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub variants: Vec<Variant>,
    /// In percent: how many are shown none, to compare with.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    #[cfg_attr(feature = "schema", schemars(range(max = 100)))]
    pub hold_out: u8,
}

/// One of the variants of an experiment.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "a variant")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Variant {
    /// Its id.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub id: String,
    /// How many customers are given it, beside the weights of the others: 1 when not given,
    /// and nobody with 0.
    #[serde(default = "one")]
    #[cfg_attr(feature = "typescript", tsify(optional))]
    pub weight: u32,
}

/// The variant of an experiment that an offer belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", expecting = "an experiment and a variant")]
#[cfg_attr(feature = "typescript", derive(tsify::Tsify))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArmOf {
    /// The experiment's id.
    pub experiment: String,
    /// The variant's.
    pub variant: String,
}

fn one() -> u32 {
    1
}

impl Experiment {
    /// A field, and what is wrong with it.
    pub(super) fn problem(&self) -> Option<(&'static str, String)> {
        let known = |at: usize, id: &str| self.variants[..at].iter().any(|before| before.id == id);
        let same = self.variants.iter().enumerate().find(|(at, variant)| known(*at, &variant.id));
        if self.id.is_empty() {
            return Some((".id", "expected a name, found none".to_owned()));
        }
        if let Some((_, variant)) = same {
            return Some((".variants", format!("\"{}\" is the id of two variants", variant.id)));
        }
        if self.variants.iter().all(|variant| variant.weight == 0) {
            return Some((".variants", "expected at least one variant with a weight, found none".to_owned()));
        }
        (self.hold_out > 100)
            .then(|| (".holdOut", format!("expected a number from 0 to 100, found {}", self.hold_out)))
    }
}
