use super::Level;

/// What the page says of a form field, apart from its value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FieldFacts<'a> {
    /// The tag name, in lower case.
    pub tag: &'a str,
    /// The `type` attribute.
    pub kind: &'a str,
    /// The `autocomplete` attribute.
    pub autocomplete: &'a str,
    /// The `name` attribute.
    pub name: &'a str,
    /// The `id` attribute.
    pub id: &'a str,
}

/// What of a field's state may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldMode {
    /// Nothing: the walker never touches its value.
    Sealed,
    /// How long the value is, nothing else.
    Length,
    /// The value.
    Value,
}

impl FieldMode {
    /// The number the walker knows it by.
    #[must_use]
    pub fn number(self) -> u32 {
        match self {
            Self::Sealed => 0,
            Self::Length => 1,
            Self::Value => 2,
        }
    }
}

/// Autofill tokens (HTML Standard, 4.10.18.7) of secrets and payment cards.
const SEALED_TOKENS: [&str; 12] = [
    "current-password",
    "new-password",
    "one-time-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
];

/// Parts of names and ids that give a secret away where the token is missing, in the
/// languages in which such names are most often written.
const SEALED_NAMES: [&str; 24] = [
    "cardnumber",
    "ccnumber",
    "contrasena",
    "creditcard",
    "cvc",
    "cvv",
    "kennwort",
    "kreditkarte",
    "motdepasse",
    "onetimecode",
    "otp",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "passwort",
    "pwd",
    "secretanswer",
    "securityanswer",
    "securitycode",
    "socialsecurity",
    "ssn",
    "verificationcode",
    "wachtwoord",
];

/// Whole words of names and ids that do the same, and are parts of harmless ones.
const SEALED_WORDS: [&str; 6] = ["csc", "cvn", "mfa", "pin", "tan", "totp"];

/// Whether no setting may open this field.
#[must_use]
pub fn is_sealed(field: &FieldFacts<'_>) -> bool {
    let kind = field.kind.to_ascii_lowercase();
    let token = field.autocomplete.to_ascii_lowercase();
    let plain = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let is_word = |text: &str| {
        let mut words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        words.any(|word| SEALED_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    let (name, id) = (plain(field.name), plain(field.id));
    matches!(kind.as_str(), "password" | "hidden" | "file")
        || token.split_ascii_whitespace().any(|token| SEALED_TOKENS.contains(&token))
        || SEALED_NAMES.iter().any(|part| name.contains(part) || id.contains(part))
        || is_word(field.name)
        || is_word(field.id)
}

/// What of a field may be read at a level.
#[must_use]
pub fn field_mode(field: &FieldFacts<'_>, level: Level) -> FieldMode {
    let is_button = field.tag == "input"
        && matches!(field.kind.to_ascii_lowercase().as_str(), "submit" | "button" | "reset");
    match level {
        Level::Hide => FieldMode::Sealed,
        _ if is_sealed(field) => FieldMode::Sealed,
        Level::Show => FieldMode::Value,
        // A button's value is its label, not something the customer entered.
        Level::MaskInputs if is_button => FieldMode::Value,
        Level::MaskInputs | Level::MaskAllText => FieldMode::Length,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input<'a>(kind: &'a str, autocomplete: &'a str, name: &'a str) -> FieldFacts<'a> {
        FieldFacts { tag: "input", kind, autocomplete, name, id: "" }
    }

    #[test]
    fn secrets_are_sealed_at_every_level() {
        for field in [
            input("password", "", ""),
            input("text", "one-time-code", ""),
            input("text", "section-a billing cc-number", ""),
            input("text", "", "card_number"),
            input("tel", "", "security-cvv"),
            input("hidden", "", "state"),
            input("file", "", ""),
            input("text", "", "card-pin"),
            input("text", "", "Passwort"),
        ] {
            for (_, level) in Level::NAMES {
                assert_eq!(field_mode(&field, level), FieldMode::Sealed, "{field:?} {level:?}");
            }
        }
    }

    #[test]
    fn a_harmless_name_is_no_secret() {
        for name in ["shopping-note", "standing-order", "spin", "full-name", "postcode", "discount"] {
            assert!(!is_sealed(&input("text", "", name)), "{name}");
        }
    }

    #[test]
    fn what_is_typed_is_masked_unless_shown() {
        let name = input("text", "name", "full-name");
        assert_eq!(field_mode(&name, Level::Show), FieldMode::Value);
        assert_eq!(field_mode(&name, Level::MaskInputs), FieldMode::Length);
        assert_eq!(field_mode(&input("submit", "", ""), Level::MaskInputs), FieldMode::Value);
        assert_eq!(field_mode(&input("submit", "", ""), Level::MaskAllText), FieldMode::Length);
    }
}
