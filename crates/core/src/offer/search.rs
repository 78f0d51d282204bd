/// Whether what a customer types means a text: each of their words begins one of its words,
/// in any case of letters and with or without accents. Where words are written without spaces
/// between them, each stands anywhere in it. Nothing typed means everything.
#[must_use]
pub fn fits(typed: &str, text: &str) -> bool {
    let (typed, text) = (folded(typed), folded(text));
    let means = |typed: &str, word: &str| {
        word.starts_with(typed) || typed.chars().any(has_no_spaces) && word.contains(typed)
    };
    words(&typed).all(|typed| words(&text).any(|word| means(typed, word)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether it is of a script that puts no spaces between words: Thai, Lao, Burmese, Khmer, and
/// what Chinese and Japanese are written in.
fn has_no_spaces(character: char) -> bool {
    matches!(u32::from(character), 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff)
}

/// Small letters, and those of Latin-1 and Latin Extended-A as what people type in their place;
/// accents that stand by themselves go. Unicode's tables for all the others would weigh as
/// much as the rest of this module.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            '\u{300}'..='\u{36f}' => {}
            'à'..='å' | 'ā'..='ą' => out.push('a'),
            'æ' => out.push_str("ae"),
            'ç' | 'ć'..='č' => out.push('c'),
            'ď'..='đ' | 'ð' => out.push('d'),
            'è'..='ë' | 'ē'..='ě' => out.push('e'),
            'ĝ'..='ģ' => out.push('g'),
            'ĥ'..='ħ' => out.push('h'),
            'ì'..='ï' | 'ĩ'..='ı' => out.push('i'),
            'ĵ' => out.push('j'),
            'ķ' => out.push('k'),
            'ĺ'..='ł' => out.push('l'),
            'ñ' | 'ń'..='ň' => out.push('n'),
            'ò'..='ö' | 'ø' | 'ō'..='ő' => out.push('o'),
            'œ' => out.push_str("oe"),
            'ŕ'..='ř' => out.push('r'),
            'ß' => out.push_str("ss"),
            'ś'..='š' | 'ș' => out.push('s'),
            'þ' => out.push_str("th"),
            'ţ'..='ŧ' | 'ț' => out.push('t'),
            'ù'..='ü' | 'ũ'..='ų' => out.push('u'),
            'ŵ' => out.push('w'),
            'ý' | 'ÿ' | 'ŷ' => out.push('y'),
            'ź'..='ž' => out.push('z'),
            other => out.push(other),
        }
    }
    out
}
