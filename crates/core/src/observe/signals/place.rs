/// Where the customer is on the site. None of it but the path is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The path.
    pub path: String,
    /// The query, with its question mark; empty when there is none.
    pub query: String,
    /// The fragment, without its sign; empty when there is none.
    pub fragment: String,
}

impl Place {
    /// What tells one page from another: path and query; and the fragment, when it is
    /// a route (`#/basket`, `#!basket`) and no place on the page.
    #[must_use]
    pub fn page(&self) -> String {
        let route = if self.fragment.starts_with(['/', '!']) { self.fragment.as_str() } else { "" };
        format!("{}{}#{route}", self.path, self.query)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_may_be_a_route_or_a_place_on_the_page() {
        let page = |path: &str, query: &str, fragment: &str| {
            Place { path: path.into(), query: query.into(), fragment: fragment.into() }.page()
        };
        assert_eq!(page("/list", "", "top"), page("/list", "", ""));
        for (one, other) in [
            (page("/list", "?page=1", ""), page("/list", "?page=2", "")),
            (page("/", "", "/list"), page("/", "", "/basket")),
            (page("/", "", "!list"), page("/", "", "")),
            (page("/list", "", ""), page("/basket", "", "")),
        ] {
            assert_ne!(one, other);
        }
    }
}
