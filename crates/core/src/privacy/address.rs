//! Addresses without what may name a person: no query, no fragment, no user, and
//! in paths no segment that looks like an identifier.

/// An address without user, query and fragment; an inline `data:` document and a
/// script go altogether.
pub(super) fn bare(address: &str) -> String {
    let address = address.trim();
    let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if address.contains(':')
        && matches!(scheme.as_str(), "data" | "javascript" | "blob" | "mailto" | "tel" | "sms")
    {
        return format!("{scheme}:");
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let address = &address[..end];
    match address.split_once("//") {
        Some((scheme, rest)) => {
            let host_end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at(host_end);
            let host = authority.rsplit('@').next().unwrap_or(authority);
            format!("{scheme}//{host}{path}")
        }
        None => address.to_owned(),
    }
}

/// A path with each segment that may identify a person or a thing of theirs
/// (long numbers, mail addresses, random ids) replaced by `*`.
pub(super) fn anonymous_path(path: &str) -> String {
    let bare = bare(path);
    bare.split('/')
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
        assert_eq!(bare("/search?q=jane#top"), "/search");
        assert_eq!(bare("https://jane:pw@bank.example/a?b"), "https://bank.example/a");
        assert_eq!(bare("javascript:alert('x')"), "javascript:");
        assert_eq!(bare("data:text/plain,secret"), "data:");
    }

    #[test]
    fn identifiers_in_paths_go() {
        assert_eq!(anonymous_path("/accounts/DE89370400440532013000/edit"), "/accounts/*/edit");
        assert_eq!(anonymous_path("/u/jane@example.org?x"), "/u/*");
        assert_eq!(anonymous_path("/open/step2.html"), "/open/step2.html");
    }
}
