use std::collections::VecDeque;

use alongside_protocol::message::SignalKind;

use super::{Activity, Click, Signal, Thresholds};
use crate::Millis;

/// Rage and dead clicks.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    chain: VecDeque<(Millis, Click)>,
    unanswered: Vec<(Millis, String)>,
}

impl Clicks {
    pub(super) fn click(&mut self, now: Millis, click: Click, limits: &Thresholds, out: &mut Vec<Signal>) {
        // A click answers nothing, but the one before it had its chance.
        self.tick(now, out);
        if click.modified {
            return;
        }
        if !click.opaque {
            self.unanswered.push((now + limits.dead_after, click.label.clone()));
        }
        let same = |(at, earlier): &(Millis, Click)| {
            now.saturating_sub(*at) <= limits.rage_window
                && earlier.target == click.target
                && distance(earlier.at, click.at) <= limits.rage_distance
        };
        self.chain.retain(same);
        self.chain.push_back((now, click));
        if self.chain.len() >= limits.rage_clicks {
            if let Some((_, click)) = self.chain.pop_back().filter(|(_, click)| !is_stepper(&click.label)) {
                out.push(Signal { kind: SignalKind::RageClick, on: click.label });
            }
            self.chain.clear();
        }
    }

    pub(super) fn activity(&mut self, now: Millis, activity: Activity, _limits: &Thresholds) {
        // Only what began before the deadline is an answer; the rest is late.
        self.unanswered.retain(|(deadline, _)| now > *deadline && activity != Activity::Hidden);
        if activity == Activity::Reading {
            self.chain.clear();
        }
    }

    pub(super) fn tick(&mut self, now: Millis, out: &mut Vec<Signal>) {
        self.unanswered.retain(|(deadline, label)| {
            let waits = now < *deadline;
            if !waits {
                out.push(Signal { kind: SignalKind::DeadClick, on: label.clone() });
            }
            waits
        });
    }

    pub(super) fn deadline(&self) -> Option<Millis> {
        self.unanswered.iter().map(|(deadline, _)| *deadline).min()
    }
}

fn distance(one: (i32, i32), other: (i32, i32)) -> i32 {
    (one.0 - other.0).abs().max((one.1 - other.1).abs())
}

/// Buttons that are made to be pressed again and again.
fn is_stepper(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    matches!(label.as_str(), "+" | "-" | "−" | "–" | "‹" | "›" | "«" | "»" | "<" | ">" | "↑" | "↓")
        || ["next", "previous", "more", "increase", "decrease", "add one", "remove one", "weiter", "zurück"]
            .iter()
            .any(|word| label.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(target: u32, label: &str) -> Click {
        Click { target, label: label.into(), at: (10, 10), opaque: false, modified: false }
    }

    fn kinds(signals: &[Signal]) -> Vec<SignalKind> {
        signals.iter().map(|signal| signal.kind).collect()
    }

    fn run(steps: impl FnOnce(&mut Clicks, &Thresholds, &mut Vec<Signal>)) -> Vec<SignalKind> {
        let (mut clicks, mut out) = (Clicks::default(), Vec::new());
        steps(&mut clicks, &Thresholds::default(), &mut out);
        kinds(&out)
    }

    #[test]
    fn three_quick_clicks_on_one_target_are_rage() {
        let found = run(|clicks, limits, out| {
            for at in [0, 200, 400] {
                clicks.click(at, on(1, "Pay"), limits, out);
                clicks.activity(at + 10, Activity::Page, limits);
            }
        });
        assert_eq!(found, [SignalKind::RageClick]);
    }

    #[test]
    fn slow_scattered_or_stepping_clicks_are_not() {
        let found = run(|clicks, limits, out| {
            for (at, target, label) in
                [(0, 1, "Pay"), (900, 1, "Pay"), (1_950, 1, "Pay"), (2_000, 2, "A"), (2_100, 3, "B")]
            {
                clicks.click(at, on(target, label), limits, out);
                clicks.activity(at + 1, Activity::Page, limits);
            }
            for at in [5_000, 5_100, 5_200, 5_300] {
                clicks.click(at, on(9, "+"), limits, out);
                clicks.activity(at + 1, Activity::Page, limits);
            }
        });
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_click_that_nothing_answers_is_dead() {
        let found = run(|clicks, limits, out| {
            clicks.click(0, on(1, "Banner"), limits, out);
            assert_eq!(clicks.deadline(), Some(100));
            clicks.tick(100, out);
        });
        assert_eq!(found, [SignalKind::DeadClick]);
    }

    #[test]
    fn an_answered_opaque_modified_or_hidden_click_is_not() {
        let found = run(|clicks, limits, out| {
            clicks.click(0, on(1, "Open"), limits, out);
            clicks.activity(60, Activity::Page, limits);
            clicks.click(1_000, Click { opaque: true, ..on(2, "Link") }, limits, out);
            clicks.click(2_000, Click { modified: true, ..on(3, "Text") }, limits, out);
            clicks.click(3_000, on(4, "Away"), limits, out);
            clicks.activity(3_050, Activity::Hidden, limits);
            clicks.tick(9_000, out);
        });
        assert!(found.is_empty(), "{found:?}");
    }
}
