use serde_json::json;

use crate::{
    AGENT, CALL, CUSTOMER, hears_on, is_framed, packets, shells,
    site::Site,
    support::{
        browser::Microphone::Speaks, customer::Customer, packets::is_still_the_first_call, tone::hears,
    },
    talk,
};

#[tokio::test(flavor = "multi_thread")]
async fn forms_are_sent_into_the_frame_once_and_whole() {
    let site = Site::open().await;
    let agent = site.agent(Speaks(AGENT)).await;
    let customer = Customer::arrive(&format!("{}/first", site.at), Speaks(CUSTOMER)).await;
    let browser = &customer.browser;
    talk(&customer, &agent).await;

    let heard = packets(browser).await;
    browser.click("#send").await;
    is_framed(&customer, "/sent").await;
    browser.enters_frame().await;
    browser.says("#said", "amount=20&submit=x&how=now").await;
    // From the frame a form goes its own way.
    browser.click("#ask").await;
    is_framed(&customer, "/found").await;
    browser.enters_frame().await;
    browser.says("#said", "q=a+b").await;
    browser.click("#send").await;
    is_framed(&customer, "/sent").await;
    browser.leaves_frame().await;
    assert_eq!(site.sent(), 2, "each was sent once");
    hears_on(browser, heard).await;
    is_still_the_first_call(browser).await;

    // With the call over, the form that dissolves the shell is sent whole, too.
    browser.enters_frame().await;
    customer.opens_panel().await;
    browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    browser.click("#send").await;
    browser.leaves_frame().await;
    browser.until("the whole window", "!document.querySelector('alongside-shell')", vec![]).await;
    browser.is_at("/sent").await;
    browser.says("#said", "amount=20&submit=x&how=now").await;
    assert_eq!(site.sent(), 3);
    customer.browser.close().await;
    agent.browser.close().await;
}

/// Writes down what the console says of the line, and how often a tone is played.
const LISTEN: &str = r"
window.__said = [];
window.__tones = 0;
const line = document.querySelector('[data-testid=voice-state]');
new MutationObserver(() => window.__said.push(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true });
const start = AudioScheduledSourceNode.prototype.start;
AudioScheduledSourceNode.prototype.start = function (...given) {
  window.__tones += 1;
  return start.apply(this, given);
};
";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_refuses_frames_is_opened_for_real_and_the_call_comes_back() {
    for (link, path) in [("#refuses", "/refuses"), ("#breaks-out", "/breaks-out")] {
        let site = Site::open().await;
        let agent = site.agent(Speaks(AGENT)).await;
        let customer = Customer::arrive(&format!("{}/first", site.at), Speaks(CUSTOMER)).await;
        let browser = &customer.browser;
        talk(&customer, &agent).await;
        browser.click("#one").await;
        is_framed(&customer, "/one").await;
        agent.browser.run(LISTEN, vec![]).await;
        // Not by WebDriver's own click, which waits for the frame that goes.
        let click = "setTimeout(() => document.querySelector('alongside-shell iframe')\
            .contentDocument.querySelector(arguments[0]).click())";
        browser.run(click, vec![link.into()]).await;
        browser.until("the whole window", "!document.querySelector('alongside-shell')", vec![]).await;
        browser.is_at(path).await;
        customer.is_accompanied().await;
        hears(browser, AGENT).await;
        hears(&agent.browser, CUSTOMER).await;
        agent.stage_is("active").await;
        let told = agent.browser.run("return [window.__said, window.__tones]", vec![]).await;
        let why = "The customer's page is loading anew; the call comes back";
        assert!(told[0].as_array().unwrap().contains(&json!(why)), "{told}");
        assert_eq!(told[1], json!(1), "one tone");
        agent.browser.says("[data-testid=voice-state]", "Connected").await;
        browser.until("the call in the panel", CALL, vec![]).await;
        if path == "/refuses" {
            // A page that says so of itself is believed for its site.
            browser.click("#two").await;
            browser.is_at("/two").await;
            customer.is_accompanied().await;
            hears(&agent.browser, CUSTOMER).await;
            browser.until("the call in the panel", CALL, vec![]).await;
            assert_eq!(shells(browser).await, json!(0));
        }
        // From here on pages are framed again.
        browser.click("#one").await;
        is_framed(&customer, "/one").await;
        assert_eq!(shells(browser).await, json!(1));
        customer.browser.close().await;
        agent.browser.close().await;
    }
}
