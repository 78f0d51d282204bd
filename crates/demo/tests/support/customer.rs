//! The customer, in a page of the bank or the shop.

use serde_json::{Value, json};

use super::browser::{Browser, Microphone};

pub struct Customer {
    pub browser: Browser,
}

impl Customer {
    pub async fn arrive(address: &str, microphone: Microphone) -> Self {
        Self::arrive_with(address, microphone, &[]).await
    }

    /// With more of Chromium's own arguments.
    pub async fn arrive_with(address: &str, microphone: Microphone, more: &[&str]) -> Self {
        Self::arrive_by(Browser::open_with("customer", microphone, more).await, address).await
    }

    /// In a browser that is open.
    pub async fn arrive_by(browser: Browser, address: &str) -> Self {
        browser.goto(address).await;
        let customer = Self { browser };
        customer.is_accompanied().await;
        customer
    }

    /// Waits until the SDK is at work in the page.
    pub async fn is_accompanied(&self) {
        self.browser.sees("[data-testid=launcher]").await;
    }

    pub async fn opens_panel(&self) {
        let open = "return window.__words('[data-testid=panel]') !== null";
        if self.browser.run(open, vec![]).await != Value::Bool(true) {
            self.browser.click("[data-testid=launcher]").await;
        }
        self.browser.sees("[data-testid=panel]").await;
    }

    pub async fn closes_panel(&self) {
        self.browser.click(".panel .close").await;
        self.browser.sees_no("[data-testid=panel]").await;
    }

    pub async fn starts(&self, flow: &str) {
        self.opens_panel().await;
        self.browser.click(&format!("[data-flow={flow}]")).await;
    }

    pub async fn is_shown(&self, title: &str) {
        self.browser.says(".card .title", title).await;
    }

    /// What `window.alongside` told this page.
    pub async fn heard_of(&self, event: &str, holds: &str) -> Value {
        let expression = format!("window.__events?.[arguments[0]]?.find((told) => {holds})");
        self.browser.until(&format!("the event {event} with {holds}"), &expression, vec![event.into()]).await
    }

    pub async fn talks(&self) {
        self.opens_panel().await;
        self.browser.click("[data-testid=talk]").await;
    }

    pub async fn listens(&self) {
        self.opens_panel().await;
        self.browser.click("[data-testid=listen]").await;
    }

    /// Waits until the panel offers exactly these, in this order.
    pub async fn is_offered(&self, offers: &[&str]) {
        let offered = "[...document.querySelector('alongside-overlay').shadowRoot.querySelectorAll('.actions > *')]\
            .map(({ dataset }) => dataset.testid).join() === arguments[0]";
        self.browser.until(&format!("{offers:?}"), offered, vec![offers.join(",").into()]).await;
    }

    pub async fn asks_to_write(&self) {
        self.opens_panel().await;
        self.browser.click("[data-testid=write]").await;
    }

    pub async fn says(&self, text: &str) {
        self.browser.write(".chat .input", &format!("{text}\u{e007}")).await;
    }

    pub async fn reads(&self, text: &str) {
        let said = "[...(document.querySelector('alongside-overlay').shadowRoot.querySelectorAll('.log li'))]\
            .some((line) => line.textContent.includes(arguments[0]))";
        self.browser.until(&format!("the line “{text}”"), said, vec![text.into()]).await;
    }

    /// Waits until the ring of the agent's pointer is around an element.
    pub async fn is_pointed_at(&self, selector: &str) {
        self.browser
            .until(
                &format!("the pointer at {selector}"),
                "(() => {
                    const ring = window.__find('[data-testid=pointer]');
                    if (!ring?.matches(':popover-open')) return false;
                    const [a, b] = [ring, document.querySelector(arguments[0])].map((e) => e.getBoundingClientRect());
                    return ['left', 'top', 'right', 'bottom'].every((side) => Math.abs(a[side] - b[side]) <= 8);
                })()",
                vec![selector.into()],
            )
            .await;
    }

    pub async fn is_pointed_at_nothing(&self) {
        let gone = "!window.__find('[data-testid=pointer]').matches(':popover-open')";
        self.browser.until("a page without a pointer", gone, vec![]).await;
    }

    /// Everything of a call is over: lines closed, microphone given back.
    pub async fn has_hung_up(&self) {
        self.browser
            .until(
                "the end of the call",
                "window.__calls.every(({ peer }) => peer.connectionState === 'closed') && \
                 window.__microphones.every((track) => track.readyState === 'ended')",
                vec![],
            )
            .await;
    }

    /// What typed fields hold, by id.
    pub async fn typed(&self) -> Value {
        let fields = "return Object.fromEntries([...document.querySelectorAll('input, textarea')]\
            .filter(({ type, value }) => value && !['radio', 'checkbox', 'submit', 'hidden'].includes(type))\
            .map(({ id, value }) => [id, value]))";
        self.browser.script(fields, vec![]).await.unwrap_or_else(|_| json!({}))
    }
}
