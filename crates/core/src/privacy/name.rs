//! Names in markup (ids, classes, names of fields) hold style sheets, labels and
//! references together, so they are sent; one that looks like a person's or a
//! thing of theirs goes by another name, everywhere the same in one recording.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Digits in one go: the telephone and customer numbers begin here, while dates
/// without their year, sizes and counters end before.
const DIGITS: usize = 7;
/// Letters and digits in one go: random ids and tokens.
const RANDOM: usize = 20;
/// Hexadecimal digits, hyphens between: a UUID, or a digest.
const HEX: usize = 32;

/// Whether a name looks like a mail address, a number of somebody's, or a random id.
/// What builds make (`css-1q2w3e4`, `Button_root__3xK9z`, `mt-4`) is shorter.
pub(super) fn identifies(name: &str) -> bool {
    if name.len() < DIGITS {
        return false;
    }
    let (mut digits, mut run, mut digits_of_run, mut hex) = (0, 0, 0, 0);
    for byte in name.bytes() {
        match byte {
            b'0'..=b'9' => {
                (digits, run, hex) = (digits + 1, run + 1, hex + 1);
                digits_of_run += 1;
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                (digits, run) = (0, run + 1);
                hex = if byte.is_ascii_hexdigit() { hex + 1 } else { 0 };
            }
            b'-' | b'_' => (run, digits_of_run) = (0, 0),
            _ => (digits, run, digits_of_run, hex) = (0, 0, 0, 0),
        }
        if digits >= DIGITS || hex >= HEX || (run >= RANDOM && digits_of_run >= 3) {
            return true;
        }
    }
    is_mail(name)
}

/// Whether there is a mail address in it, also one written for a path. A picture
/// for a dense screen (`logo@2x.png`) has no letter after its sign.
pub(super) fn is_mail(name: &str) -> bool {
    let split = name.split_once('@').or_else(|| name.split_once("%40"));
    split.is_some_and(|(before, after)| {
        before.ends_with(|letter: char| letter.is_alphanumeric() || "_+.-".contains(letter))
            && after.starts_with(|letter: char| letter.is_alphabetic() || "%[".contains(letter))
            && after.contains(['.', '%'])
    })
}

/// Another name for one that identifies: the same for the same, not to be turned
/// back without the key of the recording, and not in need of yet another one.
pub(super) fn alias(key: u64, name: &str) -> String {
    let mut hasher = DefaultHasher::new();
    (key, name, key.rotate_left(32)).hash(&mut hasher);
    let mut rest = hasher.finish();
    let mut letter = || {
        let letter = char::from(b'a' + (rest % 26) as u8);
        rest /= 26;
        letter
    };
    let letters: [char; 8] = std::array::from_fn(|_| letter());
    ['x', '-'].into_iter().chain(letters).collect()
}

/// One name, or another for it.
pub(super) fn clean(key: u64, name: &str) -> Cow<'_, str> {
    if identifies(name) { Cow::Owned(alias(key, name)) } else { Cow::Borrowed(name) }
}

/// A list of names, with space between them; `#` may stand before one.
pub(super) fn clean_list(key: u64, names: &str) -> Cow<'_, str> {
    if !identifies(names) {
        return Cow::Borrowed(names);
    }
    let mut changed = false;
    let list: Vec<Cow<'_, str>> = names
        .split(char::is_whitespace)
        .map(|name| {
            let bare = name.strip_prefix('#');
            match clean(key, bare.unwrap_or(name)) {
                Cow::Borrowed(_) => Cow::Borrowed(name),
                Cow::Owned(alias) => {
                    changed = true;
                    Cow::Owned(if bare.is_some() { format!("#{alias}") } else { alias })
                }
            }
        })
        .collect();
    if changed { Cow::Owned(list.join(" ")) } else { Cow::Borrowed(names) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_builds_and_people_write_stay() {
        for name in [
            "card",
            "mt-4",
            "md:w-1/2",
            "col-12",
            "css-1q2w3e4",
            "Button_root__3xK9z",
            "sc-bdVaJa",
            "@md:flex",
            "text-[#123456]",
            "logo@2x.png",
            "MuiButtonBase-root",
            "billing-address-line-2",
            "v3.12.4",
            "step-2024",
        ] {
            assert!(!identifies(name), "{name}");
        }
    }

    #[test]
    fn names_that_identify_go() {
        for name in [
            "user-jane@example.org",
            "user-jane%40example.org",
            "customer-4711000815",
            "tel-0171-2345-67",
            "7f9c24e8-3b12-4fa0-9d15-6e2a1b7c8d90",
            "DE89370400440532013000",
            "kX3vB9pQ2LmN8aRt5YcZ7wE1uI04",
        ] {
            assert!(identifies(name), "{name}");
            let alias = alias(7, name);
            assert!(!identifies(&alias) && alias == super::alias(7, name) && alias != super::alias(8, name));
        }
    }

    #[test]
    fn references_still_fit() {
        let id = clean(7, "row-4711000815");
        assert_eq!(clean_list(7, "help row-4711000815"), format!("help {id}"));
        assert_eq!(clean_list(7, "#row-4711000815"), format!("#{id}"));
        assert!(matches!(clean_list(7, "a  b"), Cow::Borrowed("a  b")));
    }
}
