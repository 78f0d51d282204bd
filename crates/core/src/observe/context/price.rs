//! Prices as sites write them: `289.00`, `€1,299.00`, `1.299,00 €`.

use alongside_protocol::{
    message::{Currency, Price},
    tree::Tree,
};

use super::graph::text;

/// More digits are no price.
const DIGITS: usize = 12;

/// Currencies with three digits after the point (ISO 4217, minor unit 3).
const THREE_DECIMALS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// An amount, when there is no doubt about it.
pub(super) fn price(amount: &Tree, currency: Option<&str>) -> Option<Price> {
    let currency = currency.and_then(Currency::new);
    let (units, decimals) = match amount {
        Tree::Number(number) => from_number(*number)?,
        other => {
            let three = currency.is_some_and(|currency| THREE_DECIMALS.contains(&currency.code()));
            from_text(text(other)?, three)?
        }
    };
    Some(Price { units, decimals, currency })
}

fn from_number(number: f64) -> Option<(u64, u8)> {
    if !(0.0..1e9).contains(&number) {
        return None;
    }
    let hundredths = (number * 100.0).round();
    // A third digit is no price's, save for few currencies.
    let exact = (number * 100.0 - hundredths).abs() < 1e-4;
    if exact && hundredths % 100.0 == 0.0 {
        return Some((number.round() as u64, 0));
    }
    exact.then_some((hundredths as u64, 2))
}

/// Digits in groups of three, with at most one decimal separator before one or two
/// digits. A lone separator before three digits may be either, and is neither.
fn from_text(text: &str, three: bool) -> Option<(u64, u8)> {
    // A currency's sign or letters stand before or after; a minus is no price's.
    let digits = |character: char| character.is_ascii_digit();
    let (begin, end) = (text.find(digits)?, text.rfind(digits)? + 1);
    let around = text[..begin].chars().chain(text[end..].chars());
    if around.clone().any(|character| "-−%/+".contains(character)) || around.count() > 8 {
        return None;
    }
    let amount = &text[begin..end];
    let is_separator =
        |character: char| matches!(character, '.' | ',' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}');
    if !amount.chars().all(|character| character.is_ascii_digit() || is_separator(character)) {
        return None;
    }
    let parts: Vec<&str> = amount.split(is_separator).collect();
    let separators: Vec<char> = amount.chars().filter(|&character| is_separator(character)).collect();
    let last = parts.last().map_or(0, |part| part.len());
    let point = separators.last().copied().filter(|separator| matches!(separator, '.' | ','));
    let once = point.is_some_and(|point| separators.iter().filter(|&&one| one == point).count() == 1);
    let decimals = match (point, last) {
        (None, _) => 0,
        (Some(_), 1 | 2) if once => last,
        (Some(_), 3) if once && three => 3,
        (Some(_), 3) if separators.len() > 1 && !once => 0,
        _ => return None,
    };
    let whole = if decimals > 0 { &parts[..parts.len() - 1] } else { &parts[..] };
    let grouped = whole.iter().skip(1).all(|part| part.len() == 3)
        && (whole.len() == 1 || (1..=3).contains(&whole[0].len()));
    let alike = separators.iter().take(whole.len() - 1).all(|one| Some(one) == separators.first());
    let digits: String = parts.concat();
    (grouped && alike && digits.len() <= DIGITS).then_some(())?;
    Some((digits.parse().ok()?, decimals as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(amount: &str, currency: &str) -> Option<String> {
        price(&Tree::Text(amount.into()), Some(currency)).map(|price| price.to_string())
    }

    #[test]
    fn prices_are_read_as_people_write_them() {
        for (written, meant) in [
            ("289.00", "289.00"),
            ("289", "289"),
            ("289,5", "289.5"),
            ("€1,299.00", "1299.00"),
            ("1.299,00 €", "1299.00"),
            ("EUR 1 299,00", "1299.00"),
            ("1\u{202f}299,00\u{a0}€", "1299.00"),
            ("CHF 1'299.90", "1299.90"),
            ("1,234,567", "1234567"),
            ("0.05", "0.05"),
        ] {
            assert_eq!(read(written, "EUR").as_deref(), Some(meant), "{written}");
        }
        assert_eq!(read("12.500", "KWD").as_deref(), Some("12.500"));
    }

    #[test]
    fn what_is_in_doubt_is_no_price() {
        for written in [
            "",
            "free",
            "1.299",
            "1,299",
            "-5.00",
            "5 %",
            "10/3",
            "1.2.3",
            "1,29,00",
            "12,3456",
            "1.299.00",
            "4111 1111 1111 1111",
            "9999999999999",
            "from 5 to 9",
            "call us for a price: 5",
        ] {
            assert_eq!(read(written, "EUR"), None, "{written}");
        }
    }

    #[test]
    fn numbers_are_prices_too() {
        let of = |number| price(&Tree::Number(number), None).map(|price| price.to_string());
        assert_eq!(of(289.0).as_deref(), Some("289"));
        assert_eq!(of(19.99).as_deref(), Some("19.99"));
        assert_eq!(of(0.1 + 0.2).as_deref(), Some("0.30"));
        for wrong in [f64::NAN, f64::INFINITY, -1.0, 1e300, 1.0 / 3.0] {
            assert_eq!(of(wrong), None, "{wrong}");
        }
    }
}
