use serde_json::json;

use crate::{
    AGENT, CUSTOMER, NO_GAP, hears_on, is_framed, packets, shells,
    support::{
        agent::Agent,
        browser::Microphone::Speaks,
        customer::Customer,
        packets::{is_still_the_first_call, longest_gap, way},
        stage::Stage,
        tone::hears,
    },
    talk,
};

/// A page of the bank, and how the customer goes there.
enum Goes {
    ByLink(&'static str),
    ByScript(&'static str),
}

use Goes::{ByLink, ByScript};

const WAY: [Goes; 20] = [
    ByLink("/accounts.html"),
    ByLink("/transfer.html"),
    ByScript("/open/"),
    ByLink("/help.html"),
    ByScript("/dispute/"),
    ByLink("/accounts.html"),
    ByScript("/open/details.html"),
    ByLink("/help.html"),
    ByLink("/transfer.html"),
    ByScript("/open/address.html"),
    ByLink("/accounts.html"),
    ByLink("/help.html"),
    ByScript("/open/security.html"),
    ByLink("/transfer.html"),
    ByLink("/accounts.html"),
    ByScript("/dispute/"),
    ByLink("/help.html"),
    ByLink("/transfer.html"),
    ByScript("/open/"),
    ByLink("/help.html"),
];

#[tokio::test(flavor = "multi_thread")]
async fn twenty_pages_are_loaded_during_one_call_on_one_connection() {
    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    let browser = &customer.browser;
    talk(&customer, &agent).await;
    let line = way(browser).await;
    browser.run("window.__before = true", vec![]).await;

    for (number, goes) in WAY.iter().enumerate() {
        let heard = [packets(browser).await, packets(&agent.browser).await];
        if number > 0 {
            browser.enters_frame().await;
        }
        let path = match goes {
            ByLink(path) => {
                browser.click(&format!("#site-nav a[href='{path}']")).await;
                path
            }
            ByScript(path) => {
                browser.run("location.assign(arguments[0])", vec![(*path).into()]).await;
                path
            }
        };
        is_framed(&customer, path).await;
        hears_on(browser, heard[0]).await;
        hears_on(&agent.browser, heard[1]).await;
        // The agent's copy is of the newest page.
        browser.enters_frame().await;
        let heading = browser.run("return document.querySelector('h1').textContent.trim()", vec![]).await;
        browser.leaves_frame().await;
        let same = "copy.querySelector('h1')?.textContent.trim() === arguments[0]";
        agent.copy("the newest page", same, vec![heading]).await;
    }

    hears(browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    assert_eq!(shells(browser).await, json!(1), "one frame for all of them");
    assert_eq!(browser.run("return window.__before", vec![]).await, json!(true), "the first document stays");
    for browser in [browser, &agent.browser] {
        is_still_the_first_call(browser).await;
        let (gap, _) = longest_gap(browser).await;
        assert!(gap < NO_GAP, "{}: {gap:.0} ms without a packet", browser.name);
    }
    assert_eq!(way(browser).await, line, "nothing was negotiated anew");
    assert_eq!(browser.run("return window.__microphones.length", vec![]).await, json!(1));

    // What can be done with a call can be done in the frame.
    browser.enters_frame().await;
    customer.opens_panel().await;
    browser.click("[data-testid=mute]").await;
    crate::support::tone::hears_nothing(&agent.browser).await;
    agent.says("Still there.").await;
    customer.reads("Still there.").await;
    browser.click("[data-testid=mute]").await;
    hears(&agent.browser, CUSTOMER).await;
    agent.points_at("h1").await;
    customer.is_pointed_at("h1").await;
    browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    browser.leaves_frame().await;
    customer.has_hung_up().await;

    // The page stays as it is, and the next one is an ordinary one.
    assert_eq!(shells(browser).await, json!(1));
    browser.enters_frame().await;
    browser.click("#site-nav a[href='/accounts.html']").await;
    browser.leaves_frame().await;
    browser.is_at("/accounts.html").await;
    browser
        .until("the whole window", "!window.__before && !document.querySelector('alongside-shell')", vec![])
        .await;
    customer.is_accompanied().await;

    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}
