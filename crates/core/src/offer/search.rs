/// Whether what a customer types means a text: each of their words begins one of its words,
/// in any case of letters and with or without accents. Nothing typed means everything.
#[must_use]
pub fn fits(typed: &str, text: &str) -> bool {
    let (typed, text) = (folded(typed), folded(text));
    words(&typed).all(|typed| words(&text).any(|word| word.starts_with(typed)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Small letters, and those of Latin-1 with accents as what people type in their place.
/// Unicode's tables for all the others would weigh as much as the rest of this module.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'à'..='å' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' => out.push('c'),
            'è'..='ë' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'œ' => out.push_str("oe"),
            'ß' => out.push_str("ss"),
            'ù'..='ü' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            other => out.push(other),
        }
    }
    out
}
