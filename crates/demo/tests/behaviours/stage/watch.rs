//! What the tests ask of the overlay again and again.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::sleep;

use super::{AGAIN, SOON, Stage};

impl Stage {
    /// Waits until the step with this title is on the screen.
    pub(crate) async fn sees_step(&self, title: &str) {
        self.until(&format!("the step “{title}” is shown"), &format!("eyes.title() === {}", json!(title)))
            .await;
    }

    /// Waits until the step with this title is on the screen, by its target.
    pub(crate) async fn sees_step_at(&self, title: &str, selector: &str) {
        self.sees_step(title).await;
        self.sees_placed(selector).await;
    }

    /// Waits until card and ring are where they should be for a target.
    pub(crate) async fn sees_placed(&self, selector: &str) {
        let question = format!("eyes.misplaced({})", json!(selector));
        let end = Instant::now() + SOON;
        loop {
            let wrong = self.ask(&question).await;
            if wrong == "" {
                return;
            }
            if Instant::now() > end {
                panic!("by {selector}: {}\n{}", wrong.as_str().unwrap_or_default(), self.outline().await);
            }
            sleep(AGAIN).await;
        }
    }

    /// Fails unless card and ring come to a target within so many milliseconds of the page.
    pub(crate) async fn sees_placed_within(&self, milliseconds: f64, selector: &str) {
        let lag = self.ask(&format!("eyes.lag({})", json!(selector))).await.as_f64().unwrap_or(f64::MAX);
        let wrong = self.ask(&format!("eyes.misplaced({})", json!(selector))).await;
        assert!(
            lag <= milliseconds && wrong == "",
            "after {lag} ms by {selector}: {wrong}\n{}",
            self.outline().await
        );
    }

    /// Waits until no step is on the screen.
    pub(crate) async fn sees_no_step(&self) {
        self.until("the card leaves", "!eyes.card()").await;
    }

    /// Fails when a step comes on the screen in a while.
    pub(crate) async fn sees_no_step_for_a_while(&self) {
        self.never("a card is shown", "eyes.card() && eyes.ours('.card').innerText", 400).await;
    }

    /// Waits until a problem with this reason was told.
    pub(crate) async fn is_told_of(&self, reason: &str) {
        let told = format!("eyes.events('problem').some((told) => told.reason === {})", json!(reason));
        self.until(&format!("a problem with the reason “{reason}” is told"), &told).await;
    }

    /// Waits until a flow has ended so.
    pub(crate) async fn sees_end(&self, outcome: &str) {
        let ended = format!("eyes.ended.some((ended) => ended.outcome === {})", json!(outcome));
        self.until(&format!("the flow ends as {outcome}"), &ended).await;
    }

    /// Gives the page a moment in which nothing should happen.
    pub(crate) async fn moment(&self) {
        sleep(Duration::from_millis(200)).await;
    }
}
