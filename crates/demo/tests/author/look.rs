//! axe-core finds nothing in author mode, on a phone and a desk, by day and by night.
//! Pictures are left in `target/screenshots`.

use serde_json::json;

use crate::support::{author::Author, axe::Axe, stage::Stage};

const PART: &str = "alongside-author";

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_author_mode() {
    let mut axe = Axe::fetched();
    let stage = Stage::set().await;
    let author = Author::opens_in_sight(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.chooses("Flow return").await;
    axe.check(browser, "author", PART).await;

    author.sees("(panel.querySelector('.steps .name').click(), true)").await;
    author.sees("([...panel.querySelectorAll('details')].forEach((one) => (one.open = true)), true)").await;
    axe.check(browser, "author-step", PART).await;
    for id in ["preview-language", "places"] {
        author.sees(&format!("(panel.querySelector('[data-testid={id}]').scrollIntoView(), true)")).await;
        axe.check(browser, &format!("author-{id}"), PART).await;
    }

    author.presses("pick").await;
    browser.click("main h1").await;
    author.sees("panel.querySelector('.picked')").await;
    author.sees("(panel.querySelector('.panel').scrollTo(0, 0), true)").await;
    axe.check(browser, "author-picked", PART).await;
    // Folded, the page is free, and picking goes on.
    author.presses("fold").await;
    author.sees("panel.querySelector('.panel').getBoundingClientRect().height < innerHeight / 2").await;
    axe.check(browser, "author-folded", PART).await;
    author.presses("add-step").await;
    author.sees("panel.activeElement === panel.querySelector('[data-testid=step-title]')").await;
    author.presses("undo").await;
    author.chooses("Flow buy").await;
    axe.check(browser, "author-goal", PART).await;
    axe.found_nothing();

    // A sheet on a small screen: over its whole width, and half of the page stays in sight.
    let screen = json!({ "width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": true });
    browser.protocol("Emulation.setDeviceMetricsOverride", screen).await;
    author
        .sees(
            "(({ left, right, top, bottom }) => left === 0 && right === 390 && bottom === innerHeight && top >= innerHeight / 2)\
             (panel.querySelector('.panel').getBoundingClientRect())",
        )
        .await;
    author.sees("panel.querySelector('.panel').scrollWidth <= 390").await;
    author.presses("fold").await;
    author
        .sees(
            "(({ top, bottom }) => bottom === innerHeight && top > innerHeight * 0.7)\
             (panel.querySelector('.panel').getBoundingClientRect())",
        )
        .await;
    author.customer.browser.close().await;
    stage.strike().await;
}
