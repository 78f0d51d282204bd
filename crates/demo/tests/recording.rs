//! A call is recorded when both have said yes, as long as both leave it so, and both see
//! it all the time.

mod support;

use std::time::Duration;

use serde_json::{Value, json};
use support::{
    agent::Agent,
    axe::Axe,
    browser::{Browser, Microphone::Speaks},
    customer::Customer,
    stage::Stage,
    tone::hears,
};
use tokio::time::sleep;

const CUSTOMER: u32 = 600;
const AGENT: u32 = 1000;
/// A tone that nobody speaks in.
const NOBODY: u32 = 1400;

/// Long enough for some beeps of both.
const WHILE: Duration = Duration::from_secs(3);

/// Remembers every recorder of the console, and what it saves.
const WATCH: &str = "
    window.__recorders = [];
    const Native = window.MediaRecorder;
    window.MediaRecorder = class extends Native {
        constructor(...given) {
            super(...given);
            window.__recorders.push(this);
        }
    };
    const address = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        window.__saved = blob;
        return address.call(URL, blob);
    };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        window.__name = this.download;
        click.call(this);
    };";

/// How loud tones are in what was saved: the strongest of pieces of 100 ms, by Goertzel's
/// algorithm, in decibels below the loudest there is; and how long it is, in seconds.
const DECODED: &str = "return window.__saved.arrayBuffer()
    .then((bytes) => new OfflineAudioContext(1, 1, 48000).decodeAudioData(bytes))
    .then((sound) => {
        const samples = sound.getChannelData(0);
        const piece = sound.sampleRate / 10;
        const loud = (hertz) => {
            const turn = 2 * Math.cos(2 * Math.PI * hertz / sound.sampleRate);
            let most = 0;
            for (let from = 0; from + piece <= samples.length; from += piece) {
                let [one, two] = [0, 0];
                for (let at = from; at < from + piece; at += 1) [one, two] = [samples[at] + turn * one - two, one];
                most = Math.max(most, (one * one + two * two - turn * one * two) * 4 / (piece * piece));
            }
            return 10 * Math.log10(most + 1e-12);
        };
        return { tones: arguments[0].map(loud), seconds: sound.duration };
    })";

async fn talk() -> (Stage, Customer, Agent) {
    let stage = Stage::recording().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    agent.browser.run(WATCH, vec![]).await;
    let customer = Customer::arrive(&format!("{}/help.html", stage.demo.bank), Speaks(CUSTOMER)).await;
    customer.talks().await;
    agent.accepts().await;
    customer.browser.says("[data-testid=call-state]", "Connected").await;
    hears(&customer.browser, AGENT).await;
    hears(&agent.browser, CUSTOMER).await;
    (stage, customer, agent)
}

async fn asks(agent: &Agent) {
    agent.browser.click("[data-testid=record]:not(:disabled)").await;
    agent.browser.says("[data-testid=recording]", "Nothing is recorded before they allow it").await;
}

async fn recorders(agent: &Agent) -> Value {
    agent.browser.run("return window.__recorders.map(({ state }) => state)", vec![]).await
}

async fn recorder_is(agent: &Agent, state: &str) {
    let is = "window.__recorders.at(-1)?.state === arguments[0]";
    agent.browser.until(&format!("a recorder that is {state}"), is, vec![state.into()]).await;
}

async fn is_announced(browser: &Browser, text: &str) {
    let live = "document.querySelector('alongside-overlay').shadowRoot.querySelector('.live').textContent\
        .includes(arguments[0])";
    browser.until(&format!("“{text}” in the live region"), live, vec![text.into()]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_begins_with_both_consents_is_seen_by_both_and_the_customer_stops_it() {
    let (stage, customer, agent) = talk().await;
    customer.closes_panel().await;
    customer
        .browser
        .run(
            "document.querySelector('main summary').focus(); window.__before = document.activeElement",
            vec![],
        )
        .await;
    asks(&agent).await;
    // Beside the launcher, with all that the site says; the focus is where it was.
    let question = ".strip [data-testid=record-question]";
    for text in [
        "Robin asks to record this call.",
        "It helps us check how well we advise.",
        "for 90 days",
        "stop it at any time",
    ] {
        customer.browser.says(question, text).await;
    }
    is_announced(&customer.browser, "Robin asks to record this call. It helps us check how well we advise.")
        .await;
    customer.browser.press("\u{e00c}").await;
    let stays = "document.activeElement === window.__before && \
        window.__find('.strip [data-testid=record-question]').checkVisibility()";
    customer.browser.until("the focus, and the question, where they were", stays, vec![]).await;
    assert_eq!(recorders(&agent).await, json!([]), "nobody has said yes");

    customer.browser.click(".strip [data-testid=record-allow]").await;
    let (sign, in_panel) = (".strip [data-testid=record-sign]", ".panel [data-testid=record-sign]");
    customer.browser.says(sign, "Recording").await;
    recorder_is(&agent, "recording").await;
    is_announced(&customer.browser, "This call is being recorded.").await;
    agent.browser.says("[data-testid=recording]", "Recording").await;
    customer.opens_panel().await;
    customer.browser.says(in_panel, "Recording").await;
    customer.closes_panel().await;
    customer.browser.says(sign, "Recording").await;
    sleep(WHILE).await;

    // It rests on hold, and in a field that is sealed; both read so.
    agent.browser.click("[data-testid=hold]").await;
    recorder_is(&agent, "paused").await;
    customer.browser.says(sign, "Recording paused").await;
    agent.browser.says("[data-testid=recording]", "paused: on hold").await;
    agent.browser.click("[data-testid=hold]").await;
    recorder_is(&agent, "recording").await;
    let field = "document.querySelector('main').prepend(Object.assign(document.createElement('input'), \
        { id: 'code', type: 'password', ariaLabel: 'Code' }))";
    customer.browser.run(field, vec![]).await;
    customer.browser.click("#code").await;
    recorder_is(&agent, "paused").await;
    customer.browser.says(sign, "Recording paused").await;
    agent.browser.says("[data-testid=recording]", "typing something private").await;
    customer.browser.run("document.querySelector('main summary').focus()", vec![]).await;
    recorder_is(&agent, "recording").await;
    customer.browser.says(sign, "Recording").await;

    // The next page goes on with the call, and with all that was allowed.
    customer.browser.click("#site-nav a[href='/accounts.html']").await;
    customer.browser.enters_frame().await;
    customer.browser.says(sign, "Recording").await;
    assert_eq!(recorders(&agent).await, json!(["recording"]));
    customer.browser.click(".strip [data-testid=record-stop]").await;
    recorder_is(&agent, "inactive").await;
    customer.browser.sees_no(sign).await;
    is_announced(&customer.browser, "The recording has ended.").await;
    customer.browser.leaves_frame().await;
    agent.browser.says("[data-testid=notice]", "The customer has stopped the recording.").await;
    assert_eq!(recorders(&agent).await, json!(["inactive"]));
    hears(&customer.browser, AGENT).await;

    // What is there has both voices, and no other.
    agent.browser.says("[data-testid=kept-recording]", "only in this window").await;
    agent.browser.click("[data-testid=save-recording]").await;
    agent.browser.says("[data-testid=kept-recording]", "Saved as call-1-").await;
    let name = agent.browser.run("return window.__name", vec![]).await;
    let name = name.as_str().unwrap();
    assert!(name.starts_with("call-1-20") && name.ends_with("Z.webm"), "{name}");
    let decoded = agent.browser.run(DECODED, vec![json!([CUSTOMER, AGENT, NOBODY])]).await;
    let [customers, agents, nobodys] = [0, 1, 2].map(|at| decoded["tones"][at].as_f64().unwrap());
    assert!(customers > -40.0 && agents > -40.0, "{decoded}");
    assert!(customers - nobodys > 15.0 && agents - nobodys > 15.0, "{decoded}");
    assert!(decoded["seconds"].as_f64().unwrap() > WHILE.as_secs_f64(), "{decoded}");
    agent.browser.click("[data-testid=discard-recording]").await;
    agent.browser.sees_no("[data-testid=kept-recording]").await;

    assert_eq!(customer.browser.violations().await, json!([]));
    assert_eq!(agent.browser.violations().await, json!([]));
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_yes_no_recorder_runs_and_a_site_that_says_nothing_has_no_button() {
    let (stage, customer, agent) = talk().await;
    asks(&agent).await;
    customer.browser.click(".panel [data-testid=record-refuse]").await;
    agent.browser.says("[data-testid=notice]", "The customer does not want to be recorded.").await;
    customer.browser.sees_no(".panel [data-testid=record-question]").await;
    is_announced(&customer.browser, "Nothing is recorded.").await;

    asks(&agent).await;
    customer.browser.sees(".panel [data-testid=record-question]").await;
    sleep(WHILE).await;
    agent.browser.click("[data-testid=record]").await;
    customer.browser.sees_no(".panel [data-testid=record-question]").await;
    is_announced(&customer.browser, "Robin no longer asks to record.").await;

    // Asked, and gone without an answer.
    asks(&agent).await;
    customer.browser.sees(".panel [data-testid=record-question]").await;
    customer.browser.click("[data-testid=hang-up]").await;
    agent.stage_is("ended").await;
    assert_eq!(recorders(&agent).await, json!([]));
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;

    let stage = Stage::set().await;
    let agent = Agent::logs_in(&stage.demo, Speaks(AGENT)).await;
    let customer = Customer::arrive(&stage.demo.bank, Speaks(CUSTOMER)).await;
    customer.talks().await;
    agent.accepts().await;
    agent.browser.says("[data-testid=voice-state]", "Connected").await;
    agent.browser.sees_no("[data-testid=record]").await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_a_question_a_sign_and_what_is_kept() {
    let mut axe = Axe::fetched();
    let (stage, customer, agent) = talk().await;
    let overlay = "alongside-overlay";
    asks(&agent).await;
    customer.browser.sees(".panel [data-testid=record-question]").await;
    axe.check(&customer.browser, "record-question", overlay).await;
    axe.check(&agent.browser, "console-record-asked", "html").await;
    customer.closes_panel().await;
    customer.browser.sees(".strip [data-testid=record-question]").await;
    axe.check(&customer.browser, "record-question-closed", overlay).await;
    customer.browser.click(".strip [data-testid=record-allow]").await;
    customer.browser.says(".strip [data-testid=record-sign]", "Recording").await;
    axe.check(&customer.browser, "record-sign-closed", overlay).await;
    customer.opens_panel().await;
    axe.check(&customer.browser, "record-sign", overlay).await;
    axe.check(&agent.browser, "console-record-on", "html").await;
    agent.browser.click("[data-testid=hold]").await;
    customer.browser.says(".panel [data-testid=record-sign]", "paused").await;
    axe.check(&customer.browser, "record-paused", overlay).await;
    axe.check(&agent.browser, "console-record-paused", "html").await;
    agent.browser.click("[data-testid=record]").await;
    agent.browser.sees("[data-testid=kept-recording]").await;
    axe.check(&agent.browser, "console-record-kept", "html").await;
    customer.browser.close().await;
    agent.browser.close().await;
    stage.strike().await;
    axe.found_nothing();
}
