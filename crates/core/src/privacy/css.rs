//! Text hides in style sheets: in `content`, in `quotes`, in custom properties, in
//! comments, and in addresses.

use std::{iter::Peekable, str::Chars};

use super::address;

/// The rules with every string that a page could show or carry emptied, without
/// comments, and with addresses cut to what one may know of them.
pub(super) fn without_strings(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut property = String::new();
    let mut in_value = false;
    let mut characters = css.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '/' if characters.peek() == Some(&'*') => {
                let mut before = ' ';
                characters.next();
                characters.find(|&inner| std::mem::replace(&mut before, inner) == '*' && inner == '/');
            }
            '(' if is_address(&out) => {
                out.push_str(&format!("(\"{}\")", address_in(&mut characters)));
            }
            '{' | '}' | ';' => {
                property.clear();
                in_value = false;
                out.push(character);
            }
            ':' if !in_value => {
                in_value = true;
                out.push(character);
            }
            '"' | '\'' => {
                let hidden = in_value && carries_text(&property);
                out.push(character);
                while let Some(inner) = characters.next() {
                    if inner == character {
                        break;
                    }
                    if inner == '\\' {
                        let escaped = characters.next();
                        if !hidden {
                            out.push(inner);
                            out.extend(escaped);
                        }
                    } else if !hidden {
                        out.push(inner);
                    }
                }
                out.push(character);
            }
            _ => {
                if !in_value {
                    property.push(character.to_ascii_lowercase());
                } else if property.trim().starts_with("--") {
                    // A custom property may hold anything; only its name stays.
                    continue;
                }
                out.push(character);
            }
        }
    }
    out
}

/// Whether what follows in brackets is an address.
fn is_address(before: &str) -> bool {
    before
        .len()
        .checked_sub(3)
        .and_then(|at| before.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case("url"))
}

/// Reads to the end of `url(…)`. A reference within the document is a shape.
fn address_in(characters: &mut Peekable<Chars<'_>>) -> String {
    let (mut text, mut quote) = (String::new(), None);
    while let Some(character) = characters.next() {
        match (character, quote) {
            ('\\', _) => text.extend(characters.next()),
            (')', None) => break,
            ('"' | '\'', None) => quote = Some(character),
            (_, Some(open)) if open == character => quote = None,
            _ => text.push(character),
        }
    }
    let text = text.trim().replace(['"', '\n'], "");
    if text.starts_with('#') { text } else { address::bare(&text) }
}

fn carries_text(property: &str) -> bool {
    let property = property.trim();
    property.ends_with("content") || property == "quotes" || property.starts_with("--")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_and_carried_strings_go_fonts_and_images_stay() {
        let css = r#".a::before { content: "Jane Doe"; font-family: "Inter"; } .b { --name: Jane; }"#;
        let clean = without_strings(css);
        assert!(!clean.contains("Jane"), "{clean}");
        assert!(clean.contains(r#"font-family: "Inter""#) && clean.contains("--name"), "{clean}");
    }
}
