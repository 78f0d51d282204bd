//! The line between a page and its agent: what is known is not sent again, what strayed
//! is healed in part, and a line that is cut loses and doubles nothing.

mod support;

use std::time::Duration;

use alongside_protocol::page::{Batch, Content, Op};
use support::{
    agent::Agent, browser::Microphone::Denied, customer::Customer, disguise::holds, eye::Eye, stage::Stage,
};
use tokio::time::sleep;

/// A page of the bank with this in its body, and a script of its own.
fn page(body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Line</title>\
         <link rel=icon href=data:,>\
         <script src=/alongside/script.js data-site=northbank data-relay=ws://localhost:7400/customer async>\
         </script><script src=/page.js defer></script></head><body><main>{body}</main></body></html>"
    )
}

/// Thirty kilobytes of rules, of which one can be seen and one is like no other.
const SHEET: &str =
    "const rules = ['#styled { border-top: 7px solid green }', '.only-in-this-sheet { color: red }'];
    for (let number = 0; rules.join('').length < 30_000; number += 1)
      rules.push(`.filler-${number} > * { margin-inline: ${number}px }`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join('\\n'));
    document.adoptedStyleSheets = [sheet];";

#[tokio::test(flavor = "multi_thread")]
async fn the_next_visitor_s_page_sends_hashes_for_its_sheets() {
    let html = page("<p id=styled>Styled</p>");
    let (stage, tap) = Stage::tapped_with(&[("index.html", &html), ("page.js", SHEET)]).await;
    let agent = Agent::logs_in(&stage.demo, Denied).await;
    let styled = "copy.defaultView.getComputedStyle(copy.getElementById('styled')).borderTopWidth === '7px'";
    let mut left = Vec::new();
    for _ in 0..2 {
        let before = tap.left_the_pages().len();
        let customer = Customer::arrive(&stage.demo.bank, Denied).await;
        customer.asks_to_write().await;
        agent.accepts().await;
        agent.copy("a styled page", styled, vec![]).await;
        left.push(tap.left_the_pages()[before..].to_vec());
        customer.browser.click("[data-testid=end]").await;
        agent.stage_is("ended").await;
        customer.browser.close().await;
        // A console that knows nothing.
        agent.browser.reload().await;
        agent.browser.sees("[data-testid=presence-toggle]").await;
    }
    let [first, next] = &left[..] else { panic!("two visits") };
    assert!(holds(first, b".only-in-this-sheet"), "the first page sends the rules");
    assert!(!holds(next, b".only-in-this-sheet"), "the next one does not");
    assert!(next.len() + 29_000 < first.len(), "{} and then {} bytes", first.len(), next.len());
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_copy_that_strayed_only_the_part_is_told_again() {
    let rows: String = (0..600).map(|row| format!("<p>Row {row}</p>")).collect();
    let sections = format!("<section>{rows}</section><section><h2>Other</h2><ul><li>a</li></ul></section>");
    let (stage, _tap) = Stage::tapped_with(&[("index.html", &page(&sections)), ("page.js", "")]).await;
    let mut eye = Eye::opens(&stage.demo).await;
    let customer = Customer::arrive(&stage.demo.bank, Denied).await;
    customer.asks_to_write().await;
    eye.accepts().await;
    eye.sees_all().await;
    assert_eq!(eye.texts("p").len(), 600);

    let (item, _) = eye.texts("li")[0].clone();
    let inside = eye.model.get(item).unwrap().children[0];
    let op = Op::Text { node: inside, text: "strayed".into() };
    eye.model.apply(&Batch { head: None, note: Default::default(), ops: vec![op] }).unwrap();
    assert_eq!(eye.texts("li")[0].1, "strayed");
    eye.compares().await;
    // Ends with a digest that agrees.
    let healing = eye.sees_all().await;
    assert_eq!(eye.texts("li")[0].1, "a");
    assert!(healing.iter().all(|batch| batch.head.is_none()), "not from the start");
    let again: Vec<&Content> = healing
        .iter()
        .flat_map(|batch| &batch.ops)
        .filter_map(|op| match op {
            Op::Insert { content, .. } => Some(content),
            _ => None,
        })
        .collect();
    assert!(!again.is_empty() && again.len() < 40, "{} of some 1,200 nodes", again.len());
    customer.browser.close().await;
    stage.strike().await;
}

/// A list that grows, changes and is sorted for as long as it is cut.
const GROWS: &str = "let number = 0;
    const list = document.querySelector('ul');
    window.grow = () => {
      const timer = setInterval(() => {
        number += 1;
        const item = document.createElement('li');
        item.textContent = `item ${number}`;
        if (number % 3) list.append(item); else list.prepend(item);
        if (number % 7 === 0) list.children[number % list.children.length].remove();
        if (number % 11 === 0) list.append(list.firstElementChild);
        if (number === 300) { clearInterval(timer); window.grown = true; }
      }, 12);
    };";

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_cut_loses_and_doubles_nothing() {
    let html = page("<ul></ul>");
    let (stage, tap) = Stage::tapped_with(&[("index.html", &html), ("page.js", GROWS)]).await;
    let mut eye = Eye::opens(&stage.demo).await;
    let customer = Customer::arrive(&stage.demo.bank, Denied).await;
    customer.asks_to_write().await;
    eye.accepts().await;
    eye.sees().await;
    customer.says("before").await;
    customer.browser.run("grow()", vec![]).await;
    let connections = tap.connections();
    for cut in 1..=2 {
        while eye.texts("li").len() < 40 * cut {
            eye.sees().await;
        }
        tap.cut();
        eye.says(&format!("agent {cut}")).await;
        customer.says(&format!("customer {cut}")).await;
        // The next cut finds a line that is there again.
        while tap.connections() < connections + cut {
            sleep(Duration::from_millis(50)).await;
        }
    }
    customer.browser.until("the end", "window.grown", vec![]).await;
    let items = "return [...document.querySelectorAll('li')].map(({ textContent }) => textContent)";
    let page: Vec<String> = serde_json::from_value(customer.browser.run(items, vec![]).await).unwrap();
    assert!(page.len() > 200, "{} items", page.len());
    let shown = |eye: &Eye| eye.texts("li").into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    while shown(&eye) != page {
        eye.sees().await;
    }
    // And a digest agrees: all else is as it is in the page.
    eye.sees_all().await;
    assert_eq!(shown(&eye), page);

    let said: Vec<&str> = eye.lines.iter().map(|line| line.text.as_str()).collect();
    for line in ["before", "agent 1", "customer 1", "agent 2", "customer 2"] {
        assert_eq!(said.iter().filter(|said| **said == line).count(), 1, "“{line}” in {said:?}");
        customer.reads(line).await;
    }
    let log =
        "return document.querySelector('alongside-overlay').shadowRoot.querySelectorAll('.log li').length";
    assert_eq!(customer.browser.run(log, vec![]).await, 5, "and no line twice in the page");
    customer.browser.close().await;
    stage.strike().await;
}
