use serde::{Deserialize, Serialize};

/// The most digits a telephone number has (ITU-T E.164, 6.1).
const MOST_DIGITS: usize = 15;

/// The fewest that ours may have: some islands dial four.
const FEWEST_DIGITS: usize = 4;

/// A customer asks to be called back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskCallback<T> {
    /// When: one of the times that the relay has named, in milliseconds since the Unix
    /// epoch.
    pub at: u64,
    /// At which telephone number, as the customer writes it.
    pub phone: T,
    /// By which name; empty when none is given.
    pub name: T,
}

/// Calling a customer back, for the agent who does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// The number, as the customer wrote it.
    pub phone: String,
    /// The name; empty when none was given.
    pub name: String,
    /// How often nobody was reached.
    pub tries: u32,
}

/// Calling a customer back, for the list of every agent: when, and nothing of whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackDue {
    /// When, in milliseconds since the Unix epoch.
    pub at: u64,
    /// How often nobody was reached.
    pub tries: u32,
}

/// Whether it can be a telephone number: digits, and what people put between them.
#[must_use]
pub fn is_phone_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits)
        && text.chars().all(|one| one.is_ascii_digit() || "+ ()-/.".contains(one))
        && text.len() <= 2 * MOST_DIGITS
        && text.rfind('+').is_none_or(|at| at == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_and_what_people_put_between_them() {
        for right in ["085 123 4567", "+353 (0)85 123-4567", "030/12.34.56", "1234", "+123456789012345"] {
            assert!(is_phone_number(right), "{right}");
        }
        for wrong in
            ["", "123", "call me", "085 123 456 ext 7", "1234567890123456", "085+1234", "tel:0851234"]
        {
            assert!(!is_phone_number(wrong), "{wrong}");
        }
        assert!(!is_phone_number(&format!("12{}34", " ".repeat(40))));
    }
}
