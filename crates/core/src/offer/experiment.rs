use alongside_protocol::flow::Experiment;

use super::hash;

/// What a customer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arm<'a> {
    /// The id of their variant.
    pub variant: &'a str,
    /// They are given nothing in place of it, to compare with.
    pub held_out: bool,
}

/// The arm of the customer with this number; `None` when no variant has a weight.
/// A larger hold-out takes customers from the variants and moves nobody between them.
#[must_use]
pub fn arm(experiment: &Experiment, customer: u64) -> Option<Arm<'_>> {
    let held_out = point(experiment, customer, "hold-out", 100) < u64::from(experiment.hold_out);
    let total = experiment.variants.iter().map(|variant| u64::from(variant.weight)).sum();
    let mut left = point(experiment, customer, "variant", total);
    let chosen = experiment.variants.iter().find(|variant| {
        let within = left < u64::from(variant.weight);
        left = left.saturating_sub(u64::from(variant.weight));
        within
    });
    chosen.map(|variant| Arm { variant: &variant.id, held_out })
}

/// A number below `end` (0 when that is 0), the same whenever it is asked for.
fn point(experiment: &Experiment, customer: u64, what: &str, end: u64) -> u64 {
    let hash = hash(&[experiment.id.as_bytes(), what.as_bytes(), &customer.to_le_bytes()]);
    // The upper half of the product: as even as the hash is.
    ((u128::from(hash) * u128::from(end)) >> 64) as u64
}
