use std::fmt;

use serde::{Deserialize, Deserializer, de};

/// A page, by the pattern of its path: `*` stands for any run of characters
/// within a segment, `**` for any run at all. A trailing `index.html` and a
/// trailing slash make no difference. After a `#` stands the pattern of the
/// fragment, for sites that keep their route there; without it any will do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pattern: String,
}

impl Place {
    /// Whether a path (without query, with a fragment if there is one) is this place.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        let (wanted, wanted_fragment) = match self.pattern.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (self.pattern.as_str(), None),
        };
        (wanted.is_empty() || is_at(wanted, path))
            && wanted_fragment.is_none_or(|wanted| matches(wanted.as_bytes(), fragment.as_bytes()))
    }

    /// The path itself, when the pattern names exactly one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        (!self.pattern.contains('*')).then_some(self.pattern.as_str())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.pattern)
    }
}

impl TryFrom<&str> for Place {
    type Error = &'static str;

    fn try_from(pattern: &str) -> Result<Self, Self::Error> {
        if pattern.starts_with("//") || pattern.contains('\\') {
            // A browser would take it for another site's address.
            Err("a place is a path of this site, without // at its beginning and without \\")
        } else if pattern.starts_with(['/', '*', '#']) {
            Ok(Self { pattern: pattern.to_owned() })
        } else {
            Err("a place is a path that begins with / such as \"/checkout/*\"")
        }
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pattern = String::deserialize(deserializer)?;
        Self::try_from(pattern.as_str()).map_err(de::Error::custom)
    }
}

fn is_at(wanted: &str, path: &str) -> bool {
    let (pattern, path) = (normal(wanted), normal(path));
    // A folder's own page is in the folder, too.
    matches(pattern.as_bytes(), path.as_bytes())
        || (wanted.ends_with("/*") || wanted.ends_with("/**"))
            && matches(pattern.as_bytes(), format!("{path}/").as_bytes())
}

fn normal(path: &str) -> &str {
    let path = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.is_empty() { "/" } else { path }
}

fn matches(pattern: &[u8], path: &[u8]) -> bool {
    match pattern {
        [] => path.is_empty(),
        [b'*', b'*', rest @ ..] => (0..=path.len()).any(|cut| matches(rest, &path[cut..])),
        [b'*', rest @ ..] => {
            let segment = path.iter().position(|&byte| byte == b'/').unwrap_or(path.len());
            (0..=segment).any(|cut| matches(rest, &path[cut..]))
        }
        [literal, rest @ ..] => path.first() == Some(literal) && matches(rest, &path[1..]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(pattern: &str) -> Place {
        Place::try_from(pattern).unwrap()
    }

    #[test]
    fn a_star_stays_within_a_segment() {
        assert!(place("/open/*").matches("/open/details.html"));
        assert!(!place("/open/*").matches("/open/more/details.html"));
        assert!(place("/open/**").matches("/open/more/details.html"));
        assert!(place("/open/*").matches("/open/index.html"));
        assert!(place("/checkout/**").matches("/checkout/"));
        assert!(!place("/open/*").matches("/opening/"));
        assert!(place("/p/*.html").matches("/p/tent.html"));
    }

    #[test]
    fn another_site_s_address_is_no_place() {
        for pattern in ["//elsewhere.example/x", "/\\elsewhere.example", "https://elsewhere.example/"] {
            assert!(Place::try_from(pattern).is_err(), "{pattern}");
        }
    }

    #[test]
    fn a_route_in_the_fragment_is_a_place() {
        assert!(place("#/pay").matches("/app/#/pay"));
        assert!(!place("#/pay").matches("/app/#/basket"));
        assert!(place("/app#/pay/*").matches("/app/index.html#/pay/card"));
        assert!(!place("/app#/pay").matches("/other#/pay"));
        assert!(place("/app").matches("/app#/pay"), "without a fragment any will do");
    }

    #[test]
    fn index_and_slash_are_the_same_page() {
        assert!(place("/open/").matches("/open/index.html"));
        assert!(place("/open").matches("/open/"));
        assert!(place("/").matches("/index.html"));
    }
}
