//! Every byte at the socket, with an agent who looks on.

use std::{
    fs,
    sync::{Arc, Mutex},
    time::Duration,
};

use alongside_demo::{Demo, Options};
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

use crate::{
    Closed,
    places::{GROUND, Plant, TOOLS, planted},
    play,
    stage::{Engine, Stage},
    support::{agent::Agent, browser::Microphone::Denied, stage::root, tap::Tap},
    wrong,
};

/// The bank's only page, which has all the secrets.
fn pages(level: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let page = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Secrets</title>{}\
         <script src=/alongside/script.js data-site=northbank data-relay=ws://localhost:7400/customer \
         data-privacy={level} async></script><script src=/secrets.js defer></script></head>\
         <body><main id=root>{GROUND}{}</main></body></html>",
        planted(|plant| matches!(plant, Plant::Head(_))),
        planted(|plant| matches!(plant, Plant::Body(_))),
    );
    let script = format!(
        "{TOOLS}\n{}\naddEventListener('later', () => {{ {}
           document.body.dataset.unplanted = (window.unplanted ?? []).join('; '); }});",
        planted(|plant| matches!(plant, Plant::Before(_))),
        planted(|plant| matches!(plant, Plant::Later(_))),
    );
    for site in ["bank", "shop"] {
        fs::create_dir(folder.path().join(site)).unwrap();
        fs::write(folder.path().join(site).join("index.html"), &page).unwrap();
        fs::write(folder.path().join(site).join("secrets.js"), &script).unwrap();
    }
    folder
}

async fn no_secret_is_sent(engine: Engine, level: &'static str) {
    let (www, data, tap) = (pages(level), TempDir::new().unwrap(), Tap::open().await);
    let mut options = Options::in_workspace(&root()).on_free_ports(data.path());
    options.www = www.path().to_path_buf();
    options.relay_seen_at = Some(tap.port);
    let demo = Demo::start(options).await.unwrap_or_else(|error| panic!("{error}"));
    tap.lead_to(demo.console.rsplit(':').next().unwrap().parse().unwrap());
    let agent = Agent::logs_in(&demo, Denied).await;
    let sent = Arc::new(Mutex::new(Vec::new()));
    let (kept, bank) = (Arc::clone(&sent), demo.bank.clone());
    play(engine, "sent", move |customer| async move { visit(customer, agent, tap, bank, kept).await }).await;
    demo.shutdown().await;
    let wrong = wrong(&sent.lock().unwrap(), Closed::Document(level));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The customer comes and asks, the agent looks on, and the page plants the rest.
async fn visit(customer: Stage, agent: Agent, tap: Tap, bank: String, kept: Arc<Mutex<Vec<u8>>>) {
    customer.driver().goto(&bank).await.unwrap();
    asks_to_write(&customer).await;
    agent.accepts().await;
    agent.copy("the page", "copy.getElementById('text')", vec![]).await;
    // Changed by the page itself: a driver's own objects may live in a world apart.
    customer.ask("(window.dispatchEvent(new Event('later')), true)").await;
    settled(&tap).await;
    assert_eq!(customer.ask("document.body.dataset.unplanted").await, "", "every secret is planted");
    *kept.lock().unwrap() = without_cookies(&tap.left_the_pages());
    agent.browser.close().await;
}

async fn asks_to_write(customer: &Stage) {
    for button in ["launcher", "write"] {
        let found = format!(
            "document.querySelector('alongside-overlay')?.shadowRoot?.querySelector('[data-testid={button}]')"
        );
        let pressed = format!("{found}?.checkVisibility() && ({found}.click(), true)");
        customer.until(&format!("the button “{button}”"), &pressed).await;
    }
}

/// The bytes without what a browser says by itself: to a relay on the site's own host
/// name it sends the site's cookies when the socket is opened.
fn without_cookies(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.windows(10).position(|ten| ten.eq_ignore_ascii_case(b"\r\ncookie: ")) {
        out.extend(&rest[..at]);
        let line = &rest[at + 2..];
        rest = &line[line.windows(2).position(|two| two == b"\r\n").unwrap_or(line.len())..];
    }
    out.extend(rest);
    out
}

/// Waits until nothing has left for a while.
async fn settled(tap: &Tap) {
    let end = Instant::now() + Duration::from_secs(20);
    let mut last = 0;
    while Instant::now() < end {
        sleep(Duration::from_millis(1500)).await;
        let now = tap.left_the_pages().len();
        if now == last {
            return;
        }
        last = now;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_sent_by_default_from_chromium() {
    no_secret_is_sent(Engine::Chromium, "mask-inputs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_sent_by_default_from_firefox() {
    no_secret_is_sent(Engine::Firefox, "mask-inputs").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_is_sent_where_all_is_masked_from_chromium() {
    no_secret_is_sent(Engine::Chromium, "mask-all-text").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_is_sent_where_all_is_masked_from_firefox() {
    no_secret_is_sent(Engine::Firefox, "mask-all-text").await;
}
