use super::hash;

/// A comparison of variants. The same customer has the same arm on every page and in every
/// visit, as long as the browser keeps their number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Experiment {
    /// Its name; another name deals anew.
    pub name: String,
    /// The variants' names and weights. One with weight 0 is given to nobody.
    pub variants: Vec<(String, u32)>,
    /// In percent: how many are shown nothing, to compare with.
    pub hold_out: u8,
}

/// What a customer is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arm<'a> {
    /// Nothing, to compare with.
    HoldOut,
    /// The variant of this name.
    Variant(&'a str),
}

impl Experiment {
    /// The arm of the customer with this number; `None` when no variant has a weight.
    /// A larger hold-out takes customers from the variants and moves nobody between them.
    #[must_use]
    pub fn arm(&self, customer: u64) -> Option<Arm<'_>> {
        if self.point(customer, "hold-out", 100) < u64::from(self.hold_out) {
            return Some(Arm::HoldOut);
        }
        let total = self.variants.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut left = self.point(customer, "variant", total);
        let chosen = self.variants.iter().find(|(_, weight)| {
            let within = left < u64::from(*weight);
            left = left.saturating_sub(u64::from(*weight));
            within
        });
        chosen.map(|(name, _)| Arm::Variant(name))
    }

    /// A number below `end` (0 when that is 0), the same whenever it is asked for.
    fn point(&self, customer: u64, what: &str, end: u64) -> u64 {
        let hash = hash(&[self.name.as_bytes(), what.as_bytes(), &customer.to_le_bytes()]);
        // The upper half of the product: as even as the hash is.
        ((u128::from(hash) * u128::from(end)) >> 64) as u64
    }
}
