//! Labels of what is made to be pressed again and again.

/// The first words of such labels, in the languages of most sites. What the markup
/// says (`Clicked::repeats`) needs no words; these are for buttons that only have them.
/// A hyphen ends a stem, which may have an ending of its own.
const WORDS: [&str; 62] = [
    "next",
    "previous",
    "prev",
    "more",
    "less",
    "increase",
    "decrease",
    "add one",
    "remove one",
    "plus",
    "minus",
    "later",
    "earlier",
    "forward",
    "undo",
    "redo",
    "zoom",
    "louder",
    "quieter",
    "volume",
    "weiter",
    "zurück",
    "nächste-",
    "vorherige-",
    "vorige-",
    "mehr",
    "weniger",
    "erhöhen",
    "verringern",
    "suivant-",
    "précédent-",
    "plus de",
    "moins",
    "augmenter",
    "diminuer",
    "siguiente-",
    "anterior-",
    "más",
    "menos",
    "aumentar",
    "disminuir",
    "successiv-",
    "precedente-",
    "avanti",
    "indietro",
    "aumenta",
    "diminuisci",
    "volgende-",
    "meer",
    "minder",
    "próxim-",
    "seguinte-",
    "nästa-",
    "föregående-",
    "neste-",
    "forrige-",
    "næste-",
    "następn-",
    "poprzedn-",
    "вперёд",
    "назад",
    "следующ-",
];

/// The same in scripts that write no spaces.
const SIGNS: [&str; 8] = ["次", "前へ", "下一", "上一", "다음", "이전", "增加", "减少"];

/// Whether a label says so: by a word, by an arrow or a sign, or as a single key
/// of a keypad.
pub(super) fn repeatedly(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let mut letters = label.chars();
    let Some(first) = letters.next() else { return false };
    let single = letters.as_str().is_empty();
    // A cross closes something; it is clicked once.
    let key = single && !matches!(first, '×' | '✕' | '✖' | '⨯');
    let arrow = matches!(
        first,
        '+' | '-' | '−' | '–' | '‹' | '›' | '«' | '»' | '<' | '>' | '\u{2190}'..='\u{21ff}' | '\u{25b2}'..='\u{25c5}'
    );
    key || arrow
        || SIGNS.iter().any(|sign| label.starts_with(sign))
        || WORDS.iter().any(|word| begins(&label, word))
}

/// Whether a label begins with a word, or with a stem and an ending of a letter or two.
fn begins(label: &str, word: &str) -> bool {
    let (stem, ending) = word.strip_suffix('-').map_or((word, 0), |stem| (stem, 2));
    let letters = |rest: &str| rest.chars().take_while(|letter| letter.is_alphabetic()).count();
    label.strip_prefix(stem).is_some_and(|rest| letters(rest) <= ending)
}

#[cfg(test)]
mod tests {
    use super::repeatedly;

    #[test]
    fn steppers_pagers_and_keys_are_known_in_many_languages() {
        for label in [
            "+",
            "−",
            "›",
            "5",
            "Next",
            "next month",
            "Nächster Monat",
            "Suivante",
            "siguiente",
            "Precedente",
            "Следующая",
            "次へ",
            "下一页",
            "다음",
            "← Older",
            "»",
            "Zoom in",
            "Undo",
        ] {
            assert!(repeatedly(label), "{label}");
        }
    }

    #[test]
    fn what_is_pressed_once_is_not() {
        for label in ["", "×", "Pay", "Lesson 3", "Moreover", "Plush toys", "Continue"] {
            assert!(!repeatedly(label), "{label}");
        }
    }
}
