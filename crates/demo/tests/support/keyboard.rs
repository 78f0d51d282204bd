//! A customer without a mouse.

use serde_json::Value;
use thirtyfour::Key;

use super::browser::{Browser, SOON};

/// Longer than any page has things to stop at.
const ALL_AROUND: usize = 80;

/// What has the focus, in the page or in the overlay, and whether one sees it.
const FOCUS: &str = "
const outer = document.activeElement;
const inner = outer?.shadowRoot?.activeElement ?? outer;
if (!inner) return null;
const style = getComputedStyle(inner);
const seen = inner.matches(':focus-visible') && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
return { is: inner.matches(arguments[0]), seen, ours: outer !== inner, what: inner.outerHTML.slice(0, 120) };";

async fn focus(browser: &Browser, selector: &str) -> Value {
    browser.run(FOCUS, vec![selector.into()]).await
}

/// Presses Tab until the focus is there; on the way it can always be seen in
/// what is ours.
pub async fn tabs_to(browser: &Browser, selector: &str) {
    let mut way = Vec::new();
    while focus(browser, selector).await["is"] != true {
        assert!(way.len() < ALL_AROUND, "Tab never comes to {selector}:\n{}", way.join("\n"));
        browser.press(Key::Tab).await;
        let now = focus(browser, selector).await;
        assert!(now["ours"] != true || now["seen"] == true, "the focus is not to be seen on {now}");
        way.push(now["what"].to_string());
    }
}

/// Waits until the focus is there.
pub async fn has_focus(browser: &Browser, selector: &str) {
    is_in(browser, &format!("at {selector}"), selector).await;
}

/// The same, with words for what it is.
pub async fn is_in(browser: &Browser, what: &str, selector: &str) {
    let mut last = Value::Null;
    let there = browser
        .poll(SOON, async || {
            last = focus(browser, selector).await;
            (last["is"] == true).then_some(())
        })
        .await;
    assert!(there.is_some(), "the focus is not {what}: {last}");
}
