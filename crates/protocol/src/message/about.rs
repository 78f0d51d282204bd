//! What a page says of itself: where in the site it is, and what it is about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a page says of itself, in its title, its markup and its structured data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageAbout<T> {
    /// Its title, without the site's name.
    pub title: T,
    /// The way to it through the site, the outermost first.
    pub trail: Vec<T>,
    /// Its place in a run of pages.
    pub step: Option<PageStep<T>>,
    /// The one product that it is about.
    pub product: Option<Product<T>>,
    /// What the customer has chosen, or ordered.
    pub basket: Option<Basket<T>>,
}

/// The place of a page, or of a part of a form, in a run of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageStep<T> {
    /// From 1.
    pub number: u16,
    /// How many there are.
    pub of: u16,
    /// What it is called; empty when it has no name.
    pub name: T,
}

/// A product, an account or a service that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product<T> {
    /// Its name.
    pub name: T,
    /// What it costs.
    pub price: Option<Price>,
    /// Whether that is the lowest of several prices.
    pub lowest: bool,
    /// Whether it can be had.
    pub stock: Option<Stock>,
}

/// Whether a product can be had: the values of schema.org's `ItemAvailability`,
/// as far as they differ for a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stock {
    /// Now.
    In,
    /// Now, and not for long.
    Limited,
    /// Not.
    Out,
    /// Later, when ordered now.
    Later,
}

/// What the customer has chosen to buy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basket<T> {
    /// How many things, each counted as often as it is wanted.
    pub items: u32,
    /// What all of it comes to.
    pub total: Option<Price>,
    /// The first of its lines.
    pub lines: Vec<BasketLine<T>>,
    /// Whether it has been ordered.
    pub ordered: bool,
}

/// A line of a basket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasketLine<T> {
    /// What.
    pub name: T,
    /// How many.
    pub quantity: u32,
}

/// An amount of money: `units` of which 10 to the power of `decimals` make one of
/// the currency. Written, it is digits and at most one point: `289.00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// The amount in its smallest digit.
    pub units: u64,
    /// Digits after the point, 0 to 3.
    pub decimals: u8,
    /// In which currency, when the page says so.
    pub currency: Option<Currency>,
}

/// A currency by its three letters (ISO 4217).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

impl Currency {
    /// A code of three letters; anything else is no currency.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let letters: [u8; 3] = code.trim().to_ascii_uppercase().as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The code; empty when what came over the wire is none.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for Price {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = usize::from(self.decimals.min(3));
        let mut digits = self.units.to_string();
        // At least one digit stands before the point.
        while digits.len() <= decimals {
            digits.insert(0, '0');
        }
        let (whole, part) = digits.split_at(digits.len() - decimals);
        out.write_str(whole)?;
        if decimals > 0 {
            out.write_str(".")?;
        }
        out.write_str(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_written_as_digits_and_a_point() {
        let written = |units, decimals| Price { units, decimals, currency: None }.to_string();
        assert_eq!(written(28_900, 2), "289.00");
        assert_eq!(written(5, 2), "0.05");
        assert_eq!(written(0, 0), "0");
        assert_eq!(written(1_299, 0), "1299");
        assert_eq!(written(1, 200), "0.001", "what no price has came over the wire");
    }

    #[test]
    fn a_currency_has_three_letters() {
        assert_eq!(Currency::new(" eur ").map(|eur| eur.code().to_owned()).as_deref(), Some("EUR"));
        for wrong in ["", "€", "EURO", "E R", "12A"] {
            assert_eq!(Currency::new(wrong), None, "{wrong}");
        }
    }
}
