use serde_json::json;

use crate::{
    AGENT, CUSTOMER, hears_on, is_framed, packets, shells,
    site::Site,
    support::{
        browser::Microphone::Speaks, customer::Customer, packets::is_still_the_first_call, tone::hears,
    },
    talk,
};

#[tokio::test(flavor = "multi_thread")]
async fn back_leads_through_the_frame_to_the_page_below_and_forward_again() {
    let site = Site::open().await;
    let agent = site.agent(Speaks(AGENT)).await;
    let customer = Customer::arrive(&format!("{}/first", site.at), Speaks(CUSTOMER)).await;
    let browser = &customer.browser;
    talk(&customer, &agent).await;
    let heard = packets(browser).await;
    browser.click("#one").await;
    is_framed(&customer, "/one").await;
    browser.enters_frame().await;
    browser.click("#two").await;
    is_framed(&customer, "/two").await;
    // A link to the whole window leads no further.
    browser.enters_frame().await;
    browser.click("#whole").await;
    is_framed(&customer, "/whole").await;

    for path in ["/two", "/one"] {
        browser.driver().back().await.unwrap();
        is_framed(&customer, path).await;
    }
    browser.driver().back().await.unwrap();
    browser.until("the page below", "!document.querySelector('alongside-shell')", vec![]).await;
    browser.is_at("/first").await;
    assert_eq!(browser.run("return document.title", vec![]).await, json!("/first"));
    customer.is_accompanied().await;
    browser.until("the call in the panel", crate::CALL, vec![]).await;
    agent.copy("the page below", "copy.querySelector('h1')?.textContent === '/first'", vec![]).await;
    hears(browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;

    browser.driver().forward().await.unwrap();
    is_framed(&customer, "/one").await;
    browser.driver().back().await.unwrap();
    browser.until("the page below", "!document.querySelector('alongside-shell')", vec![]).await;
    browser.click("#two").await;
    is_framed(&customer, "/two").await;
    assert_eq!(shells(browser).await, json!(1));
    hears_on(browser, heard).await;
    is_still_the_first_call(browser).await;
    is_still_the_first_call(&agent.browser).await;

    // Hung up in the frame, and back: the page below is at rest.
    browser.enters_frame().await;
    customer.opens_panel().await;
    browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    browser.leaves_frame().await;
    browser.driver().back().await.unwrap();
    browser.until("the page below", "!document.querySelector('alongside-shell')", vec![]).await;
    browser.is_at("/first").await;
    customer.is_accompanied().await;
    customer.has_hung_up().await;
    // Forward is no page of this document any more.
    browser.driver().forward().await.unwrap();
    browser.is_at("/two").await;
    browser.says("h1", "/two").await;
    customer.is_accompanied().await;
    assert_eq!(shells(browser).await, json!(0));
    browser.driver().back().await.unwrap();
    browser.is_at("/first").await;
    browser.says("h1", "/first").await;
    customer.browser.close().await;
    agent.browser.close().await;
}
