//! What is written is seen as a customer sees it: in this page and on a phone, in each
//! language, over page loads.

use std::{fs, os::unix::fs::symlink};

use serde_json::json;
use tempfile::TempDir;

use crate::support::{
    author::Author,
    browser::SOON,
    stage::{Stage, root},
};

/// The heading of the card in the page of the phone.
const ON_PHONE: &str = "panel.querySelector('[data-testid=phone-frame]')?.contentDocument\
    ?.querySelector('alongside-overlay')?.shadowRoot.querySelector('.card .title')?.textContent";

#[tokio::test(flavor = "multi_thread")]
async fn a_flow_to_a_goal_is_shown_on_a_phone_and_a_desk_over_pages() {
    let stage = Stage::set().await;
    let author = Author::opens(&format!("{}/?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    // What is shown is what is written, not what customers have.
    author.chooses("Move all-products, department → product").await;
    author.sees("(panel.querySelector('.steps .name').click(), true)").await;
    author.enters("step-title").await;
    browser.press("Take your time").await;

    author.chooses("Flow buy").await;
    author.selects("preview-language", "de").await;
    author.presses("phone").await;
    author.sees(&format!("{ON_PHONE} === 'Suchen Sie sich etwas aus'")).await;
    let frame = "panel.querySelector('[data-testid=phone-frame]')";
    author
        .sees(&format!(
            "{frame}.contentWindow.innerWidth === 390 && {frame}.contentWindow.innerHeight === 844"
        ))
        .await;
    author.sees(&format!("!{frame}.contentDocument.querySelector('alongside-author')")).await;
    // The frame goes on, and this page stays.
    author.sees(&format!("({frame}.contentDocument.querySelector('main .shelf a').click(), true)")).await;
    author.sees(&format!("{ON_PHONE} === 'In den Warenkorb damit'")).await;
    browser.is_at("/").await;
    let close = "contentDocument.querySelector('alongside-overlay').shadowRoot.querySelector('.card .close:not(.help)')";
    author.sees(&format!("({frame}.{close}.click(), true)")).await;
    author.says("notice", "The preview has ended: closed.").await;
    author.presses("close-phone").await;
    author.sees(&format!("!{frame}")).await;

    author.selects("preview-language", "The page’s language").await;
    author.presses("preview").await;
    author.customer.is_shown("Take your time").await;
    // Once more, from its beginning: the one before is over without a word.
    author.presses("preview").await;
    author.customer.is_shown("Take your time").await;
    author.sees("panel.querySelector('.panel').classList.contains('aside')").await;
    browser.click("main .shelf a").await;
    author.customer.is_shown("Put it into your basket").await;
    author.sees("panel.querySelector('.panel').classList.contains('aside')").await;
    browser.click(".card .close:not(.help)").await;
    author.says("notice", "The preview has ended: closed.").await;
    author.sees("!panel.querySelector('.panel').classList.contains('aside')").await;
    assert_eq!(browser.violations().await, json!([]));
    author.customer.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_no_frame_may_show_the_page_the_phone_is_a_window() {
    let www = TempDir::new().unwrap();
    symlink(root().join("www/bank"), www.path().join("bank")).unwrap();
    let (shop, own) = (root().join("www/shop"), www.path().join("shop"));
    fs::create_dir(&own).unwrap();
    for entry in fs::read_dir(&shop).unwrap() {
        let name = entry.unwrap().file_name();
        if name != "returns.html" {
            symlink(shop.join(&name), own.join(&name)).unwrap();
        }
    }
    let page = fs::read_to_string(shop.join("returns.html")).unwrap();
    let strict = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"frame-src 'none'\">";
    fs::write(own.join("returns.html"), page.replace("<head>", strict)).unwrap();
    let stage = Stage::with(|options| options.www = www.path().to_path_buf()).await;

    let author = Author::opens(&format!("{}/returns.html?author", stage.demo.shop)).await;
    let browser = &author.customer.browser;
    author.chooses("Flow return").await;
    author.presses("phone").await;
    author.says("notice", "lets no frame show this page: the phone is a window").await;
    browser
        .poll(SOON, async || {
            let windows = browser.driver().windows().await.ok()?;
            let [_, phone] = windows.as_slice() else { return None };
            browser.driver().switch_to_window(phone.clone()).await.ok()
        })
        .await
        .unwrap();
    let title = "document.querySelector('alongside-overlay')?.shadowRoot.querySelector('.card .title')";
    let first = vec!["Your order number".into()];
    browser.until("the step on a phone", &format!("{title}?.textContent === arguments[0]"), first).await;
    // How large it is, a headless browser decides by itself.
    let alone = browser.run("return !document.querySelector('alongside-author')", vec![]).await;
    assert_eq!(alone, json!(true), "customers have no author mode");
    author.customer.browser.close().await;
    stage.strike().await;
}
