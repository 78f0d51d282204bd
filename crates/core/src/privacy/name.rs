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
    name.match_indices('@').chain(name.match_indices("%40")).any(|(at, sign)| {
        let (before, after) = (&name[..at], &name[at + sign.len()..]);
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
    let bare = |name: &str| identifies(name.strip_prefix('#').unwrap_or(name));
    if !names.split(char::is_whitespace).any(bare) {
        return Cow::Borrowed(names);
    }
    let list: Vec<Cow<'_, str>> = names
        .split(char::is_whitespace)
        .map(|name| {
            let bare = name.strip_prefix('#');
            match clean(key, bare.unwrap_or(name)) {
                Cow::Borrowed(_) => Cow::Borrowed(name),
                Cow::Owned(alias) => Cow::Owned(if bare.is_some() { format!("#{alias}") } else { alias }),
            }
        })
        .collect();
    Cow::Owned(list.join(" "))
}

/// Letters that a name of an element or an attribute has at most.
const LONGEST: usize = 64;

/// The name of an element or an attribute, or another for it: also for one that is too
/// long, so that two of these stay two.
pub(super) fn clean_markup(key: u64, name: &str) -> Cow<'_, str> {
    let is_long = name.char_indices().nth(LONGEST).is_some();
    if is_long || (identifies(name) && !is_scope(name)) {
        Cow::Owned(alias(key, name))
    } else {
        Cow::Borrowed(name)
    }
}

/// What builds mark the elements of a component with, so that its style sheet selects
/// them: a hash of the component, in Angular and in Vue.
fn is_scope(name: &str) -> bool {
    let angular = name.strip_prefix("_ngcontent-").or_else(|| name.strip_prefix("_nghost-"));
    let number = angular.and_then(|rest| rest.split_once("-c")).map(|(_, number)| number);
    let is_number = |text: &str| text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    number.is_some_and(is_number) || name.strip_prefix("data-v-").is_some_and(is_hash)
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
            "@container @md:flex",
            "@2x.png",
        ] {
            assert!(!identifies(name), "{name}");
        }
    }

    #[test]
    fn names_that_identify_go() {
        for name in [
            "user-jane@example.org",
            "user-jane%40example.org",
            "@container user-jane@example.org",
            "@jane@example.org",
            "@jane%40example.org",
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
        let jane = clean(7, "user-jane@example.org");
        assert_eq!(clean_list(7, "@container user-jane@example.org"), format!("@container {jane}"));
    }

    #[test]
    fn names_of_elements_and_attributes_go_too() {
        let long = |end: &str| format!("data-{}{end}", "a".repeat(70));
        for name in ["data-customer-4711000815", "x-jane-4711000815", "user-jane@example.org", &long("")] {
            assert_eq!(clean_markup(7, name), alias(7, name));
        }
        assert_ne!(clean_markup(7, &long("b")), clean_markup(7, &long("c")));
        for name in ["data-controller", "_ngcontent-ng-c3557945817", "_nghost-abc-c12", "data-v-12345678"] {
            assert_eq!(clean_markup(7, name), name);
        }
    }
}
