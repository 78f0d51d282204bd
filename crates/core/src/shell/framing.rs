//! What a page's headers say of being framed by its own site.

/// Whether a page of this site may be shown in a frame of this site, by its
/// `X-Frame-Options` (RFC 7034) and the `frame-ancestors` of its
/// `Content-Security-Policy`, which outweighs the other (CSP Level 3, 7.7.2.1).
/// `origin` is the site's own.
#[must_use]
pub fn may_be_framed(frame_options: &str, policy: &str, origin: &str) -> bool {
    // Several policies come joined by commas, and all of them count.
    let mut ancestors = policy.split([';', ',']).filter_map(|directive| {
        let mut words = directive.split_ascii_whitespace();
        words.next()?.eq_ignore_ascii_case("frame-ancestors").then(|| words.collect::<Vec<_>>())
    });
    if let Some(first) = ancestors.next() {
        return std::iter::once(first)
            .chain(ancestors)
            .all(|sources| sources.iter().any(|source| allows(source, origin)));
    }
    let option = frame_options.trim();
    option.is_empty() || option.split(',').all(|option| option.trim().eq_ignore_ascii_case("sameorigin"))
}

/// Patterns of hosts are left to the browser: a no that it says itself is heard, too.
fn allows(source: &str, origin: &str) -> bool {
    let is_keyword = source.starts_with('\'');
    source.eq_ignore_ascii_case("'self'")
        || !is_keyword && (source == "*" || source.contains('*') || source.ends_with(':'))
        || source.trim_end_matches('/').eq_ignore_ascii_case(origin)
}
