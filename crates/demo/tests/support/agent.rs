//! The agent, in the console.

use alongside_demo::Demo;
use serde_json::{Value, json};

use super::browser::{Browser, Microphone};

/// The copy of the customer's page, and the room it is in.
const COPY: &str = "document.querySelector('.room:not(.away) [data-testid=mirror]')";

pub struct Agent {
    pub browser: Browser,
}

impl Agent {
    pub async fn logs_in(demo: &Demo, microphone: Microphone) -> Self {
        Self::logs_in_at(&demo.console, &demo.login.name, &demo.login.password, microphone).await
    }

    pub async fn logs_in_at(console: &str, name: &str, password: &str, microphone: Microphone) -> Self {
        Self::logs_in_by(Browser::open("agent", microphone).await, console, name, password).await
    }

    pub async fn logs_in_by(browser: Browser, console: &str, name: &str, password: &str) -> Self {
        browser.goto(console).await;
        let agent = Self { browser };
        agent.browser.write("[data-testid=login-name]", name).await;
        agent.browser.write("[data-testid=login-password]", password).await;
        agent.browser.click("[data-testid=login-submit]").await;
        agent.browser.sees("[data-testid=presence-toggle]").await;
        let ready = "document.querySelector('[data-testid=link-state]')?.textContent === '' && \
            document.querySelector('[data-testid=presence-toggle]').ariaChecked === 'true'";
        agent.browser.until("an agent who is available", ready, vec![]).await;
        agent
    }

    /// Waits until a customer's row says all of this.
    pub async fn reads_of_customer(&self, texts: &[&str]) {
        self.browser
            .until(
                &format!("a customer with {texts:?}"),
                "[...document.querySelectorAll('[data-testid=visit-row]')]\
                 .some((row) => arguments[0].every((text) => row.textContent.includes(text)))",
                vec![json!(texts)],
            )
            .await;
    }

    pub async fn accepts(&self) {
        self.browser.click("[data-testid=accept]").await;
        self.stage_is("active").await;
    }

    pub async fn stage_is(&self, stage: &str) {
        let expression = "document.querySelector('.room:not(.away) [data-testid=engagement-stage]')?.dataset.stage === arguments[0]";
        self.browser.until(&format!("the stage {stage}"), expression, vec![stage.into()]).await;
    }

    pub async fn says(&self, text: &str) {
        self.browser.write("[data-testid=chat-input]", text).await;
        self.browser.click("[data-testid=chat-send]").await;
    }

    pub async fn reads(&self, text: &str) {
        self.browser.says("[data-testid=chat-log]", text).await;
    }

    /// Runs an expression on the copy, `copy`, until it holds.
    pub async fn copy(&self, what: &str, expression: &str, given: Vec<Value>) -> Value {
        let script = format!("((copy) => copy && ({expression}))({COPY}?.contentDocument)");
        self.browser.until(what, &script, given).await
    }

    /// Points at an element of the copy, the mouse in hand.
    pub async fn points_at(&self, selector: &str) {
        let pressed = "return document.querySelector('[data-testid=point-toggle]').ariaPressed === 'true'";
        if self.browser.run(pressed, vec![]).await != Value::Bool(true) {
            self.browser.click("[data-testid=point-toggle]").await;
        }
        // The frame is scaled: its pixels are not the console's.
        let place = self
            .browser
            .until(
                &format!("{selector} in the copy"),
                &format!(
                    "((frame) => {{
                        const inner = frame.contentDocument.querySelector(arguments[0])?.getBoundingClientRect();
                        const outer = frame.getBoundingClientRect();
                        const scale = outer.width / frame.offsetWidth;
                        return inner?.width > 0 && [
                            Math.round(outer.left + (inner.left + inner.width / 2) * scale),
                            Math.round(outer.top + (inner.top + inner.height / 2) * scale),
                        ];
                    }})({COPY})"
                ),
                vec![selector.into()],
            )
            .await;
        let [x, y] = [0, 1].map(|at| place[at].as_i64().unwrap());
        self.browser.driver().action_chain().move_to(x, y).click().perform().await.unwrap();
    }
}
