//! The walk itself, the same at every site.

use std::{collections::BTreeSet, time::Duration};

use serde_json::{Value, json};

use crate::{
    site::{Act, Site},
    support::{
        browser::{Browser, Microphone::Denied},
        customer::Customer,
    },
};

const CLICKS: u32 = 200;

/// A page may be loading, and a target is looked for.
const SETTLED: Duration = Duration::from_secs(10);

/// More steps than any way has.
const LONGEST_WAY: usize = 20;

/// One click in this many sends the page's form, filled in.
const SENDS: u32 = 3;

/// How far the walk went.
#[derive(Debug, Default)]
pub(crate) struct Went {
    pub(crate) pages: BTreeSet<String>,
    /// The steps that were shown.
    pub(crate) steps: BTreeSet<String>,
    /// The clicks after which one was.
    pub(crate) shown: u32,
    /// How often it came to the goal.
    pub(crate) reached: u32,
}

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
const lines = (await alongside.ready).explain();
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
  because: lines.map((line) => `${line.flow} ${line.step}: ${line.because}`),
  path: location.pathname,
};
";

/// Whether a field is there with nothing in it.
const IS_EMPTY: &str = "
const field = document.querySelector(arguments[0]);
return !!field && field.checkVisibility() && field.value === '';
";

const HAS_FORM: &str = "return !!document.querySelector('main form')";

/// Chooses the first of each group, agrees, and presses the form's button.
const SEND: &str = "
const form = document.querySelector('main form');
for (const one of form.querySelectorAll('input[type=radio], input[type=checkbox]')) {
  if (!form.querySelector(`input[name='${one.name}']:checked`)) one.click();
}
form.querySelector('button[type=submit], button:not([type])').click();
";

/// Xorshift: the same walk each time.
struct Chance(u32);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 >> 8
    }
}

async fn now(browser: &Browser, site: &Site) -> Value {
    let meant: Value = site.steps.iter().map(|step| (step.id.to_owned(), json!(step.target))).collect();
    let script = format!("return (async function () {{ {NOW} }}).apply(null, arguments)");
    browser.run(&script, vec![meant]).await
}

/// Whether a step is on its page, with its card, around its target.
fn is_right(now: &Value, site: &Site) -> bool {
    let path = now["path"].as_str().unwrap_or_default();
    let Some(step) = now["step"].as_str() else {
        // What can't be pointed at here is said on the card.
        return now["notice"].as_str().is_some_and(|notice| !notice.is_empty());
    };
    let place = site.step(step).is_some_and(|step| step.is_on(path));
    place && now["card"] == true && now["right"] == true
}

/// Walks over a site at this address, and then follows the guidance to the goal.
pub(crate) async fn walk(site: &Site, address: &str) -> Went {
    let customer = Customer::arrive(&format!("{address}/"), Denied).await;
    let browser = &customer.browser;
    customer.starts(site.flow).await;

    let mut chance = Chance(0x2545_f491);
    let (mut went, mut done) = (Went::default(), Vec::new());
    for _ in 0..CLICKS {
        let sends = !site.entered.is_empty() && chance.next().is_multiple_of(SENDS);
        if sends && browser.run(HAS_FORM, vec![]).await == true {
            sends_form(browser, site).await;
            done.push("the form".to_owned());
        } else {
            done.push(browser.run(CLICK, vec![json!(chance.next())]).await.to_string());
        }
        // A page load may be under way; what is said once it has come to rest counts.
        customer.is_accompanied().await;
        let settled = browser
            .poll(SETTLED, async || {
                let now = now(browser, site).await;
                (now["path"] == site.goal || is_right(&now, site)).then_some(now)
            })
            .await;
        let Some(settled) = settled else {
            let last = &done[done.len().saturating_sub(5)..];
            panic!("after {last:?} ({} clicks): {:#}", done.len(), now(browser, site).await);
        };
        went.pages.insert(settled["path"].to_string());
        if settled["path"] == site.goal {
            went.reached += 1;
            is_there(&customer, site).await;
            // And once more.
            browser.goto(&format!("{address}/")).await;
            customer.is_accompanied().await;
            customer.starts(site.flow).await;
        } else if settled["step"].is_string() {
            went.shown += 1;
            went.steps.insert(settled["step"].to_string());
        }
    }
    println!("{CLICKS} clicks at {}: {went:?}", site.flow);

    follows(&customer, site).await;
    assert_eq!(browser.violations().await, json!([]));
    customer.browser.close().await;
    went
}

/// Fills in what is empty in the form of this page, and sends it.
async fn sends_form(browser: &Browser, site: &Site) {
    for (field, value) in site.entered {
        if browser.run(IS_EMPTY, vec![json!(field)]).await == true {
            browser.write(field, value).await;
        }
    }
    browser.run(SEND, vec![]).await;
}

/// Waits until the flow is known to be over.
async fn is_there(customer: &Customer, site: &Site) {
    customer.is_accompanied().await;
    let completed = format!("told.flow === '{}' && told.outcome === 'completed'", site.flow);
    customer.heard_of("flow", &completed).await;
}

/// Does what each card says until the customer is at the goal.
async fn follows(customer: &Customer, site: &Site) {
    let browser = &customer.browser;
    for _ in 0..LONGEST_WAY {
        let shown = browser
            .poll(SETTLED, async || {
                let now = now(browser, site).await;
                is_right(&now, site).then(|| now["step"].as_str().map(str::to_owned))
            })
            .await;
        let shown = shown.flatten().expect("a step to follow");
        let step = site.step(&shown).expect("a step of this flow");
        for act in step.follow {
            does(browser, *act).await;
        }
        // The next card, not the same one again.
        let next = browser
            .poll(SETTLED, async || {
                customer.is_accompanied().await;
                let now = now(browser, site).await;
                (now["path"] == site.goal || now["step"] != shown).then(|| now["path"] == site.goal)
            })
            .await;
        if next.expect("the step to be done") {
            return is_there(customer, site).await;
        }
    }
    panic!("{LONGEST_WAY} steps, and not at the goal");
}

async fn does(browser: &Browser, act: Act) {
    match act {
        Act::Click(what) => browser.click(what).await,
        Act::Choose(what) => {
            let choose =
                "const one = document.querySelector(arguments[0]); if (one && !one.checked) one.click()";
            browser.run(choose, vec![json!(what)]).await;
        }
        Act::Write(field, value) => {
            browser.run("document.querySelector(arguments[0]).value = ''", vec![json!(field)]).await;
            browser.write(field, value).await;
        }
    }
}
