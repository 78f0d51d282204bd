//! A customer who clicks at random while a goal is active: guidance never points at what
//! is not meant, always has a next step or an explanation, and leads to the goal as soon
//! as they follow it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a failed expectation is a failed test, and how far the walk went is worth knowing"
)]

mod support;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use support::{
    browser::{Browser, Microphone::Denied},
    customer::Customer,
    stage::Stage,
};

const CLICKS: u32 = 200;

/// Each step of the purchase: the page it belongs to, and what it must point at.
const STEPS: [(&str, &[&str], &str); 9] = [
    ("look-around", &["/basket.html"], "#browse"),
    ("choose", &["/index.html", "/c/", HOME], "main .shelf"),
    ("add", &["/p/"], "#add-to-basket"),
    ("to-basket", &["/p/"], "#go-to-basket"),
    (
        "open-basket",
        &[
            HOME,
            "/index.html",
            "/c/",
            "/p/",
            "/help.html",
            "/returns.html",
            "/returns-done.html",
            "/checkout/",
        ],
        "#basket-link",
    ),
    ("basket", &["/basket.html"], "#checkout"),
    ("email", &["/checkout/"], "#email"),
    ("delivery", &["/checkout/"], "#continue"),
    ("pay", &["/checkout/payment.html"], "#pay"),
];

/// The page of the whole shop, which other paths begin like.
const HOME: &str = "/";

/// Clicks one of what can be clicked, by a number, and says what it was. Nothing that leaves
/// the site, and nothing of ours.
const CLICK: &str = r"
const what = 'a[href], button, summary, label';
// What the page is about more often than what is on every page.
const main = [...document.querySelectorAll('main')].flatMap((one) => [...one.querySelectorAll(what)]);
const all = [...document.querySelectorAll(what), ...main, ...main].filter((one) => {
  const seen = one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  return seen && !(one.href && new URL(one.href).origin !== location.origin);
});
const one = all[arguments[0] % all.length];
if (!one) return 'nothing';
const name = `${one.localName} ${one.textContent.trim().slice(0, 30)}`;
one.click();
return name;
";

/// What is guided to now: the step, whether its card is on the screen, what is around the
/// target, and what is said of it.
const NOW: &str = r"
const lines = (await alongside.ready).explain().filter((line) => line.flow === 'buy');
const root = document.querySelector('alongside-overlay').shadowRoot;
const [card, spot] = ['.card', '.spot'].map((one) => root.querySelector(one));
const at = lines.find((line) => line.shown);
const shown = (one) => !!one && one.checkVisibility({ visibilityProperty: true });
const ring = shown(spot) ? spot.getBoundingClientRect() : null;
const meant = at && arguments[0][at.step];
const target = meant && [...document.querySelectorAll(meant)].find((one) => one.checkVisibility());
// Who has scrolled away from it has the card out of the way.
const away = target && !shown(card);
if (away) target.scrollIntoView({ block: 'center', behavior: 'instant' });
const box = target?.getBoundingClientRect();
const near = (a, b) => Math.abs(a - b) < 12;
return {
  step: at?.step ?? null,
  card: shown(card),
  notice: shown(card) ? root.querySelector('.card .notice:not([hidden])')?.textContent ?? '' : '',
  right: !ring || !box || (near(ring.x, box.x) && near(ring.y, box.y) || box.height > innerHeight),
  because: lines.map((line) => `${line.step}: ${line.because}`),
  path: location.pathname,
};
";

async fn now(browser: &Browser) -> Value {
    let meant: Value = STEPS.iter().map(|(step, _, target)| ((*step).to_owned(), json!(target))).collect();
    let script = format!("return (async function () {{ {NOW} }}).apply(null, arguments)");
    browser.run(&script, vec![meant]).await
}

/// Whether a path is this page, or within this folder.
fn is_in(path: &str, page: &str) -> bool {
    path == page || page != HOME && page.ends_with('/') && path.starts_with(page)
}

/// Whether a step is on its page, with its card, around its target.
fn is_right(now: &Value) -> bool {
    let path = now["path"].as_str().unwrap_or_default();
    let Some(step) = now["step"].as_str() else {
        // What can't be pointed at here is said on the card.
        return now["notice"].as_str().is_some_and(|notice| !notice.is_empty());
    };
    let known = STEPS.iter().find(|(known, ..)| *known == step);
    let place = known.is_some_and(|(_, pages, _)| pages.iter().any(|page| is_in(path, page)));
    place && now["card"] == true && now["right"] == true
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_clicks_at_random_is_led_to_the_order_all_the_same() {
    let stage = Stage::set().await;
    let customer = Customer::arrive(&format!("{}/", stage.demo.shop), Denied).await;
    let browser = &customer.browser;
    customer.starts("buy").await;
    customer.is_shown("Choose what you need").await;

    let mut state = 0x2545_f491_u32;
    let mut done = Vec::new();
    let (mut shown, mut steps, mut pages) = (0, BTreeSet::new(), BTreeSet::new());
    for _ in 0..CLICKS {
        // Xorshift: the same walk each time.
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        done.push(browser.run(CLICK, vec![json!(state >> 8)]).await.to_string());
        // A page load may be under way; what is said once it has come to rest counts.
        customer.is_accompanied().await;
        let settled = browser
            .poll(std::time::Duration::from_secs(10), async || {
                let now = now(browser).await;
                is_right(&now).then_some(now)
            })
            .await;
        let Some(settled) = settled else {
            let last = &done[done.len().saturating_sub(5)..];
            panic!("after {last:?} ({} clicks): {:#}", done.len(), now(browser).await);
        };
        pages.insert(settled["path"].to_string());
        if settled["step"].is_string() {
            shown += 1;
            steps.insert(settled["step"].to_string());
        }
    }
    // It was a walk, and it was guided.
    println!("{CLICKS} clicks on {} pages; a step shown after {shown}: {steps:?}", pages.len());
    assert!(pages.len() >= 10 && steps.len() >= 4 && shown > CLICKS / 3);

    follows(&customer).await;
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    stage.strike().await;
}

/// Does what each card says until the order is made.
async fn follows(customer: &Customer) {
    let browser = &customer.browser;
    for _ in 0..20 {
        let step = browser
            .poll(std::time::Duration::from_secs(10), async || {
                now(browser).await["step"].as_str().map(str::to_owned)
            })
            .await;
        let step = step.expect("a step to follow");
        match step.as_str() {
            "look-around" => browser.click("#browse").await,
            "choose" => browser.click("main .shelf a[href='/p/tarn-bottle.html'], main .shelf a").await,
            "add" => {
                browser.run("document.querySelector('#size input')?.click()", vec![]).await;
                browser.click("#add-to-basket").await;
            }
            "to-basket" => browser.click("#go-to-basket").await,
            "open-basket" => browser.click("#basket-link").await,
            "basket" => browser.click("#checkout").await,
            "email" => browser.write("#email", "ada@example.org\t").await,
            "delivery" => {
                for (field, value) in [
                    ("#name", "Ada Morgan"),
                    ("#address", "12 Quay Street"),
                    ("#city", "Galway"),
                    ("#postcode", "H91 AB34"),
                    ("#country", "Ireland"),
                ] {
                    browser.run("document.querySelector(arguments[0]).value = ''", vec![json!(field)]).await;
                    browser.click(field).await;
                    browser.write(field, value).await;
                }
                browser.click("#continue").await;
            }
            "pay" => {
                for (field, value) in [
                    ("#card-number", "4111 1111 1111 1111"),
                    ("#card-expiry", "12 / 39"),
                    ("#card-cvc", "123"),
                ] {
                    browser.click(field).await;
                    browser.write(field, value).await;
                }
                browser.click("#pay").await;
                browser.is_at("/checkout/done.html").await;
                customer.is_accompanied().await;
                customer.heard_of("flow", "told.flow === 'buy' && told.outcome === 'completed'").await;
                return;
            }
            other => panic!("no such step: {other}"),
        }
        // The next card, not the same one again.
        let before = step;
        browser
            .poll(std::time::Duration::from_secs(10), async || {
                customer.is_accompanied().await;
                (now(browser).await["step"].as_str() != Some(before.as_str())).then_some(())
            })
            .await
            .expect("the step to be done");
    }
    panic!("20 steps and no order");
}
