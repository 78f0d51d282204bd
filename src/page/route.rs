use super::{document, window};

/// The page's path, without query and fragment.
pub(super) fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Its fragment, without the `#`. It never leaves the page.
pub(super) fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Its main heading.
pub(super) fn heading() -> String {
    let heading = document().and_then(|document| document.query_selector("h1").ok().flatten());
    heading.and_then(|heading| heading.text_content()).unwrap_or_default().trim().to_owned()
}
