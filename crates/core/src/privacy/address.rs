//! Addresses without what may name a person: no query, no fragment, no user, and
//! in paths no segment that looks like an identifier.

use std::borrow::Cow;

use super::name;

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Somebody may go there.
    Place,
    /// The page is made of it: it must still be found, so only what is certain
    /// to identify goes.
    Part,
}

/// Schemes with a host and a path; of any other only the scheme may be known.
const HIERARCHICAL: [&str; 6] = ["http", "https", "ws", "wss", "ftp", "file"];

/// Files that pages are made of: numbers in their names are versions.
const FILES: [&str; 24] = [
    ".avif", ".bmp", ".css", ".cur", ".eot", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".json", ".mjs", ".mp3",
    ".mp4", ".ogg", ".otf", ".png", ".svg", ".ttf", ".webm", ".webp", ".wasm", ".woff", ".woff2",
];

/// An address without user, query and fragment; an inline document, a script and
/// whatever else is no place go altogether.
pub(super) fn bare(address: &str) -> Cow<'_, str> {
    // Browsers read these as if they were not there, and as slashes.
    if address.contains(['\t', '\n', '\r', '\\']) {
        let plain = address.replace(['\t', '\n', '\r'], "").replace('\\', "/");
        return Cow::Owned(bare(&plain).into_owned());
    }
    let address = address.trim();
    let address = address[..address.find(['?', '#']).unwrap_or(address.len())].trim_end();
    let scheme = scheme(address);
    if let Some(scheme) =
        scheme.filter(|scheme| !HIERARCHICAL.iter().any(|known| known.eq_ignore_ascii_case(scheme)))
    {
        return Cow::Owned(format!("{}:", scheme.to_ascii_lowercase()));
    }
    let before = scheme.map_or(0, |scheme| scheme.len() + 1);
    let Some(rest) = address[before..].strip_prefix("//") else { return Cow::Borrowed(address) };
    let host_end = rest.find('/').unwrap_or(rest.len());
    match rest[..host_end].rfind('@') {
        Some(user) => Cow::Owned(format!("{}//{}", &address[..before], &rest[user + 1..])),
        None => Cow::Borrowed(address),
    }
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}

/// The bare address, with another name for each segment of its path that may
/// identify somebody.
pub(super) fn clean(key: u64, address: &str, of: Use) -> Cow<'_, str> {
    let bare = bare(address);
    let host_end =
        bare.find("//").map_or(0, |at| at + 2 + bare[at + 2..].find('/').unwrap_or(bare.len() - at - 2));
    let (host, path) = bare.split_at(host_end);
    if !path.split('/').any(|segment| goes(segment, of)) {
        return bare;
    }
    let path: Vec<Cow<'_, str>> = path
        .split('/')
        .map(|segment| if goes(segment, of) { name::alias(key, segment).into() } else { segment.into() })
        .collect();
    Cow::Owned(format!("{host}{}", path.join("/")))
}

fn goes(segment: &str, of: Use) -> bool {
    match of {
        _ if name::is_mail(segment) => true,
        Use::Part => false,
        Use::Place => {
            identifies(segment) && !FILES.iter().any(|end| segment.to_ascii_lowercase().ends_with(end))
        }
    }
}

/// The addresses of `srcset` (HTML Standard, 4.8.4.2.2), each clean, with their
/// descriptors.
pub(super) fn clean_set(key: u64, set: &str) -> String {
    let mut out = String::with_capacity(set.len());
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter == ',' || letter.is_ascii_whitespace());
        if rest.is_empty() {
            return out;
        }
        let end = rest.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let (address, descriptor) = if let Some(address) = address.strip_suffix(',') {
            rest = after;
            (address.trim_end_matches(','), "")
        } else {
            let end = after.find(',').unwrap_or(after.len());
            rest = &after[end..];
            (address, after[..end].trim())
        };
        let address = clean(key, address, Use::Part);
        let address = address.trim_matches(',');
        if address.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(address);
        // "2x", "640w": nothing else is one.
        if descriptor.len() <= 12
            && descriptor.bytes().all(|byte| byte.is_ascii_digit() || b".xwh ".contains(&byte))
        {
            out.push_str(if descriptor.is_empty() { "" } else { " " });
            out.push_str(descriptor);
        }
    }
}

/// A path with each segment that may identify a person or a thing of theirs
/// (long numbers, mail addresses, random ids) replaced by `*`.
pub(super) fn anonymous_path(path: &str) -> String {
    bare(path)
        .split('/')
        .map(|segment| if identifies(segment) { "*" } else { segment })
        .collect::<Vec<_>>()
        .join("/")
}

fn identifies(segment: &str) -> bool {
    let digits = segment.bytes().filter(u8::is_ascii_digit).count();
    let letters = segment.bytes().filter(u8::is_ascii_alphabetic).count();
    segment.contains(['@', '%']) || digits >= 4 || (digits >= 2 && digits + letters >= 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn query_fragment_and_user_go() {
        for (address, left) in [
            ("/search?q=jane#top", "/search"),
            ("https://jane:pw@bank.example/a?b", "https://bank.example/a"),
            ("//jane@bank.example", "//bank.example"),
            ("https:\\\\jane@bank.example/a", "https://bank.example/a"),
            ("javascript:alert('x')", "javascript:"),
            ("java\nscript:alert('x')", "javascript:"),
            ("data:text/plain,secret", "data:"),
            ("sip:jane@bank.example", "sip:"),
            ("app://jane/doe", "app:"),
            ("#jane", ""),
            ("a/b:c", "a/b:c"),
        ] {
            assert_eq!(bare(address), left, "{address}");
        }
    }

    #[test]
    fn identifiers_in_paths_go() {
        assert_eq!(anonymous_path("/accounts/DE89370400440532013000/edit"), "/accounts/*/edit");
        assert_eq!(anonymous_path("/u/jane@example.org?x"), "/u/*");
        assert_eq!(anonymous_path("/open/step2.html"), "/open/step2.html");
    }

    #[test]
    fn places_lose_identifiers_and_parts_of_the_page_are_still_found() {
        let place = clean(7, "https://bank.example/customers/4711000815/edit?x", Use::Place);
        assert!(
            place.starts_with("https://bank.example/customers/x-") && place.ends_with("/edit"),
            "{place}"
        );
        assert_eq!(clean(7, &place, Use::Place), place);
        for address in ["/media/4711000815/photo.jpg", "/main.8f3a2b1c9d.css", "/logo@2x.png"] {
            assert_eq!(clean(7, address, Use::Part), address);
        }
        assert_eq!(clean(7, "/main.8f3a2b1c9d77.css", Use::Place), "/main.8f3a2b1c9d77.css");
        for address in ["/u/jane@example.org/a.png", "/avatars/@jane@example.org"] {
            assert!(!clean(7, address, Use::Part).contains("jane"), "{address}");
        }
    }

    #[test]
    fn every_address_of_a_set_is_clean() {
        let set = "/a.png?who=jane 1x, /b.png#jane 2x,/c.png?jane, data:image/png;base64,amFuZQ== 640w, /d.png jane";
        assert_eq!(clean_set(7, set), "/a.png 1x, /b.png 2x, /c.png, data: 640w, /d.png");
        assert_eq!(clean_set(7, " , "), "");
    }
}
