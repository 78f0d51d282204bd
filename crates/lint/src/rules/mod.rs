//! The rules, over all documents of a site together.

mod length;
mod names;
mod targets;
mod texts;
mod ways;

use crate::{finding::Finding, site::Site};

/// What all rules find.
pub(crate) fn all(site: &Site<'_>) -> Vec<Finding> {
    let mut broken = names::same(site);
    // A document that can't be read may have what the others name.
    if site.is_complete {
        broken.extend(names::unknown(site));
        broken.extend(ways::check(site));
    }
    broken.extend(targets::shared(site));
    broken.extend(targets::never_safe(site));
    broken.extend(texts::missing(site));
    broken.extend(length::check(site));
    broken.into_iter().filter_map(|one| site.finding(one)).collect()
}
