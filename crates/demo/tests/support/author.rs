//! A member of the team in author mode.

use serde_json::{Value, json};

use super::{
    browser::{Browser, Microphone::Denied},
    customer::Customer,
};

/// The panel is closed to the page; a test must see into it, and into the file it gives.
const BEFORE: &str = "{
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  if (this.localName === 'alongside-author') window.__author = root;
  return root;
};
const give = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  void blob.text().then((text) => { window.__exported = text; });
  return give.call(URL, blob);
};
}";

/// A member of the team, with author mode open.
pub struct Author {
    pub customer: Customer,
}

impl Author {
    /// Opens a page of a site, which opens author mode.
    pub async fn opens(address: &str) -> Self {
        Self::opens_by(address, BEFORE).await
    }

    /// The same with a panel that axe-core can look into.
    pub async fn opens_in_sight(address: &str) -> Self {
        Self::opens_by(address, &BEFORE.replace("this, init", "this, { ...init, mode: 'open' }")).await
    }

    /// The same in Firefox.
    pub async fn opens_in_firefox(address: &str) -> Self {
        let browser = Browser::open_firefox("author", Denied).await;
        browser.firefox_runs_first(BEFORE).await;
        Self { customer: Customer::arrive_by(browser, address).await }
    }

    async fn opens_by(address: &str, before: &str) -> Self {
        let browser = Browser::open("author", Denied).await;
        browser.protocol("Page.addScriptToEvaluateOnNewDocument", json!({ "source": before })).await;
        Self { customer: Customer::arrive_by(browser, address).await }
    }

    /// Waits until an expression of `panel` holds.
    pub async fn sees(&self, expression: &str) -> Value {
        let expression = format!("((panel) => panel && ({expression}))(window.__author)");
        self.customer.browser.until(&expression, &expression, vec![]).await
    }

    /// Chooses a flow or a move by its name.
    pub async fn chooses(&self, track: &str) {
        let track = json!(track);
        self.sees(&format!(
            "[...panel.querySelectorAll('[data-testid=track] option')]
               .filter((option) => option.textContent === {track})
               .map((option) => {{
                 option.selected = true;
                 option.parentElement.dispatchEvent(new Event('change', {{ bubbles: true }}));
               }}).length === 1"
        ))
        .await;
    }

    /// Presses all buttons with this test id that can be pressed.
    pub async fn presses(&self, id: &str) {
        self.sees(&format!(
            "[...panel.querySelectorAll('[data-testid={id}]:not(:disabled)')].map((one) => one.click()).length > 0"
        ))
        .await;
    }

    /// Chooses what a select with this test id offers.
    pub async fn selects(&self, id: &str, option: &str) {
        let option = json!(option);
        self.sees(&format!(
            "((select) => [...select?.options ?? []].filter((one) => one.textContent === {option}).map((one) => {{
               select.value = one.value;
               select.dispatchEvent(new Event('change', {{ bubbles: true }}));
             }}).length === 1)(panel.querySelector('[data-testid={id}]'))"
        ))
        .await;
    }

    /// Opens what can be unfolded.
    pub async fn unfolds(&self, id: &str) {
        self.sees(&format!("(panel.querySelector('details[data-testid={id}]').open = true)")).await;
    }

    /// Where the middle of an element of the panel is, in CSS pixels.
    pub async fn finds(&self, selector: &str) -> (i64, i64) {
        let selector = json!(selector);
        let found = self
            .sees(&format!(
                "((found) => found && (found.scrollIntoView({{ block: 'nearest' }}), (({{ x, y, width, height }}) =>
                   [Math.round(x + width / 2), Math.round(y + height / 2)])(found.getBoundingClientRect())))\
                 (panel.querySelector({selector}))"
            ))
            .await;
        serde_json::from_value(found).unwrap()
    }

    /// Waits until what has this test id says these words.
    pub async fn says(&self, id: &str, words: &str) {
        let words = json!(words);
        self.sees(&format!("panel.querySelector('[data-testid={id}]')?.textContent.includes({words})")).await;
    }

    /// Waits until the steps have these headings.
    pub async fn has_steps(&self, titles: &[&str]) {
        let titles = json!(titles);
        self.sees(&format!(
            "JSON.stringify([...panel.querySelectorAll('.steps .name')].map((one) => one.textContent)) \
             === JSON.stringify({titles})"
        ))
        .await;
    }

    /// Puts the keyboard into a field of the panel, with all that is in it selected.
    pub async fn enters(&self, id: &str) {
        self.sees(&format!(
            "((field) => field?.isConnected && (field.focus(), field.select(), true))\
             (panel.querySelector('[data-testid={id}]'))"
        ))
        .await;
    }
}
