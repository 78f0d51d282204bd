/// Second levels under which a country's names are given out, as `co` in `co.uk`: the
/// general ones of the Public Suffix List (publicsuffix.org, section ICANN).
const SECOND_LEVELS: [&str; 21] = [
    "ac", "asso", "co", "com", "edu", "go", "gob", "gouv", "gov", "gv", "ltd", "mil", "ne", "net", "nhs",
    "nom", "or", "org", "plc", "sch", "web",
];

/// Host and path of an address over HTTP; `None` for any other.
pub(super) fn parts(address: &str) -> Option<(&str, &str)> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let rest = rest.split(['?', '#']).next()?;
    let (authority, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    Some((host, path))
}

/// Whether a host is the site's: its own, or a sister under the same name
/// (`api.shop.example` beside `www.shop.example`). Both with their ports, if any.
pub(super) fn is_own(host: &str, page: &str) -> bool {
    host.eq_ignore_ascii_case(page) || name(host).is_some_and(|name| Some(name) == self::name(page))
}

/// The name that somebody has registered; `None` for numbers, which nobody has.
fn name(host: &str) -> Option<String> {
    let host = host.to_ascii_lowercase();
    if host.starts_with('[') {
        return None;
    }
    let host = host.split(':').next()?.trim_end_matches('.');
    let labels: Vec<&str> = host.rsplit('.').collect();
    let top = *labels.first()?;
    if top.ends_with(|last: char| last.is_ascii_digit()) {
        return None;
    }
    let given_out = top.len() == 2 && labels.get(1).is_some_and(|second| SECOND_LEVELS.contains(second));
    let most = if given_out { 3 } else { 2 };
    Some(labels.into_iter().take(most).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_went_to_the_site_or_to_another() {
        for (host, page, own) in [
            ("www.shop.example", "www.shop.example", true),
            ("api.shop.example", "www.shop.example", true),
            ("shop.example", "www.shop.example", true),
            ("API.Shop.Example", "www.shop.example", true),
            ("shop.example:8443", "shop.example", true),
            ("counter.example", "www.shop.example", false),
            ("notshop.example", "shop.example", false),
            ("shop.example.evil.test", "shop.example", false),
            // Names of three letters and fewer are names.
            ("api.ibm.com", "www.ibm.com", true),
            ("api.hp.com", "www.hp.com", true),
            ("api.ibm.de", "www.ibm.de", true),
            ("www.bmw.com", "www.ibm.com", false),
            // What a country gives names under is none.
            ("api.shop.co.uk", "www.shop.co.uk", true),
            ("bank.co.uk", "shop.co.uk", false),
            ("bank.com.br", "shop.com.br", false),
            ("one.go.jp", "two.go.jp", false),
            ("localhost:8080", "localhost:8080", true),
            ("localhost:9090", "localhost:8080", true),
            ("127.0.0.1:8080", "127.0.0.1:8080", true),
            ("10.0.0.1", "127.0.0.1", false),
            ("127.0.0.2", "127.0.0.1", false),
            ("[::1]:8080", "[::1]:8080", true),
            ("[::2]:8080", "[::1]:8080", false),
            ("", "shop.example", false),
        ] {
            assert_eq!(is_own(host, page), own, "{host} beside {page}");
        }
    }

    #[test]
    fn an_address_has_a_host_and_a_path() {
        for (address, expected) in [
            ("https://shop.example/api/basket?item=1#top", Some(("shop.example", "/api/basket"))),
            ("http://shop.example:8080", Some(("shop.example:8080", "/"))),
            ("https://shop.example?q=a/b", Some(("shop.example", "/"))),
            ("https://jane@shop.example/me", Some(("shop.example", "/me"))),
            ("data:text/plain,hello", None),
            ("blob:https://shop.example/9115d58c", None),
            ("", None),
        ] {
            assert_eq!(parts(address), expected, "{address}");
        }
    }
}
