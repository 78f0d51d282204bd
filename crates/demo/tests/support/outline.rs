//! Is the agent's copy the customer's page? Read from both by the same few lines,
//! which know nothing of how the copy was made.

use std::time::Duration;

use serde_json::Value;

use super::{agent::Agent, customer::Customer};

/// Every element of the body: depth, name, id, classes, own text, and whether it
/// can be seen.
const OUTLINE: &str = r"
const outline = (page) => {
  const lines = [];
  const read = (element, depth) => {
    if (['script', 'noscript', 'template', 'alongside-overlay'].includes(element.localName)) return;
    const text = [...element.childNodes].filter((node) => node.nodeType === 3)
      .map((node) => node.data.replace(/\s+/g, ' ').trim()).filter(Boolean).join('|');
    const seen = element.checkVisibility() ? '' : ' (not seen)';
    // What a page hides it may keep to itself.
    const said = seen ? '' : text;
    const id = element.id && `#${element.id}`;
    const classes = [...element.classList].sort().map((name) => `.${name}`).join('');
    lines.push(`${'  '.repeat(depth)}${element.localName}${id}${classes}${seen} ${said}`);
    for (const child of element.children) read(child, depth + 1);
  };
  if (page?.body) read(page.body, 0);
  return lines;
};";

const COPY: &str =
    "return outline(document.querySelector('.room:not(.away) [data-testid=mirror]').contentDocument)";

/// Waits until the copy's outline is the page's.
pub async fn is_the_same(customer: &Customer, agent: &Agent) {
    let mut last = (Vec::new(), Vec::new());
    let lines = |value: Value| -> Vec<String> { serde_json::from_value(value).unwrap_or_default() };
    let same = customer
        .browser
        .poll(Duration::from_secs(60), async || {
            let page = format!("{OUTLINE} return outline(document)");
            let page = lines(customer.browser.script(&page, vec![]).await.ok()?);
            let copy = format!("{OUTLINE} {COPY}");
            let copy = lines(agent.browser.script(&copy, vec![]).await.ok()?);
            let same = page == copy && page.len() > 20;
            last = (page, copy);
            same.then_some(())
        })
        .await;
    if same.is_none() {
        let (page, copy) = last;
        let first = page
            .iter()
            .zip(&copy)
            .position(|(page, copy)| page != copy)
            .unwrap_or(page.len().min(copy.len()));
        let around = |lines: &[String]| {
            lines.iter().skip(first.saturating_sub(2)).take(6).cloned().collect::<Vec<_>>().join("\n")
        };
        panic!(
            "the copy is not the page: {} and {} elements, from number {first} on\npage:\n{}\ncopy:\n{}",
            page.len(),
            copy.len(),
            around(&page),
            around(&copy)
        );
    }
}

/// Waits until the copy shows dots, and nothing else, where something was typed.
pub async fn is_masked(agent: &Agent, field: &str, typed: &str) {
    let dots = agent
        .copy(&format!("dots in {field}"), "copy.getElementById(arguments[0])?.value", vec![field.into()])
        .await;
    let dots = dots.as_str().unwrap().to_owned();
    assert!(dots.chars().all(|character| character == '•'), "{field} shows {dots} for {typed}");
    assert_ne!(dots, typed);
}
