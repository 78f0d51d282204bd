use alongside_protocol::message::{Measure, SignalCause, SignalKind};

use super::{Activity, Click, Request, Signal, Subject, Thresholds, pressed};
use crate::{Millis, privacy::Label};

/// Clicks on one target that are closer together are one: a label's click goes on
/// to its field, and nobody clicks that fast.
const ONE_CLICK: Millis = 20;

/// A verdict waits as long as "within the second" allows: a request is heard of
/// when it has ended, and may be what the click has started.
const VERDICT: Millis = 900;

/// Errors within this time that no click came before are the page's own noise.
const NOISE: Millis = 10_000;

/// Rage, dead, slow and error clicks.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    chain: Vec<Link>,
    /// The chain has been told of.
    raged: bool,
    waiting: Vec<Waiting>,
    last: Option<Last>,
    /// Errors without a click.
    noise: Vec<Millis>,
}

/// One click of a chain.
#[derive(Debug)]
struct Link {
    at: Millis,
    click: Click,
    answered: bool,
}

/// A click that nothing has answered yet.
#[derive(Debug)]
struct Waiting {
    at: Millis,
    target: u32,
    label: Label,
    /// The page's own handlers have run.
    handled: bool,
    state: State,
    /// When something happened that began too late to be the answer.
    late: Option<Millis>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing is known yet.
    Fresh,
    /// It was told as dead.
    Dead,
    /// It waits for what a request brings.
    Requested,
    /// The same, and it was told as slow.
    Slow,
}

/// The latest click, for errors.
#[derive(Debug)]
struct Last {
    at: Millis,
    label: Label,
    told: bool,
}

impl Clicks {
    pub(super) fn click(&mut self, now: Millis, click: Click, limits: &Thresholds, out: &mut Vec<Signal>) {
        // A click answers nothing, but the one before it had its chance.
        self.tick(now, limits, out);
        let just_now = |at: Millis| now.saturating_sub(at) <= ONE_CLICK;
        // What the page clicks itself, while it handles a click, is its answer.
        let by_page = |one: &Waiting| !one.handled && one.target != click.target && just_now(one.at);
        if self.waiting.iter().any(by_page) {
            return self.answered(now, limits, out);
        }
        let echo = |link: &Link| link.click.target == click.target && just_now(link.at);
        if !click.is_plain() || self.chain.iter().any(echo) {
            return;
        }
        self.last = Some(Last { at: now, label: click.label.clone(), told: false });
        if !click.on.is_opaque() {
            self.waiting.retain(|one| one.target != click.target);
            let (target, label) = (click.target, click.label.clone());
            let state = State::Fresh;
            self.waiting.push(Waiting { at: now, target, label, handled: false, state, late: None });
        }
        self.rage(now, click, limits, out);
    }

    fn rage(&mut self, now: Millis, click: Click, limits: &Thresholds, out: &mut Vec<Signal>) {
        let goes_on = self.chain.last().is_some_and(|last| {
            now.saturating_sub(last.at) <= limits.rage_window
                && last.click.target == click.target
                && within(limits.rage_distance, last.click.at, click.at)
        });
        if !goes_on {
            self.chain.clear();
            self.raged = false;
        }
        self.chain.push(Link { at: now, click, answered: false });
        let surplus = self.chain.len().saturating_sub(limits.rage_clicks);
        self.chain.drain(..surplus);
        let (Some(first), Some(last)) = (self.chain.first(), self.chain.last()) else { return };
        let quick = now.saturating_sub(first.at) <= limits.rage_window;
        let full = self.chain.len() == limits.rage_clicks;
        if self.raged {
            let target = last.click.target;
            return self.waiting.retain(|one| one.target != target);
        }
        if !full || !quick || last.click.on.repeats() || pressed::repeatedly(&last.click.label.text) {
            return;
        }
        self.raged = true;
        // The last one has had no time yet.
        let earlier = &self.chain[..self.chain.len() - 1];
        let answered = earlier.iter().any(|link| link.answered);
        let cause = if answered { SignalCause::Answered } else { SignalCause::NoAnswer };
        let evidence = [
            (Measure::Clicks, self.chain.len() as u64),
            (Measure::Milliseconds, now.saturating_sub(first.at)),
        ];
        let on = Subject::Element(last.click.label.clone());
        let target = last.click.target;
        out.push(Signal::new(SignalKind::RageClick, on, cause, &evidence));
        // One struggle is told once.
        self.waiting.retain(|one| one.target != target);
    }

    /// The page's handlers for the latest click have run.
    pub(super) fn handled(&mut self, now: Millis) {
        self.waiting.retain_mut(|one| {
            // One that ran for long did something: a dialog of the browser, or work.
            let busy = !one.handled && now.saturating_sub(one.at) >= VERDICT;
            one.handled = true;
            !busy
        });
    }

    pub(super) fn activity(
        &mut self,
        now: Millis,
        activity: Activity,
        limits: &Thresholds,
        out: &mut Vec<Signal>,
    ) {
        self.answered(now, limits, out);
        match activity {
            Activity::Page => {}
            Activity::Reading => self.chain.clear(),
            Activity::Hidden => {
                self.chain.clear();
                for one in std::mem::take(&mut self.waiting) {
                    // What it opened, it opened late.
                    if one.state == State::Dead && now.saturating_sub(one.at) < limits.slow_after {
                        out.push(one.taken_back());
                    }
                }
            }
        }
    }

    /// Something of the page happened.
    fn answered(&mut self, now: Millis, limits: &Thresholds, out: &mut Vec<Signal>) {
        // Only what began before the deadline is an answer; the rest is late.
        let in_time = |at: Millis, handled: bool| !handled || now.saturating_sub(at) <= limits.dead_after;
        for link in self.chain.iter_mut().filter(|link| in_time(link.at, true)) {
            link.answered = true;
        }
        self.waiting.retain_mut(|one| {
            if in_time(one.at, one.handled) {
                return false;
            }
            one.late.get_or_insert(now);
            match one.state {
                State::Fresh | State::Dead => true,
                State::Slow => false,
                State::Requested => {
                    out.extend(one.slow(now, limits));
                    false
                }
            }
        });
    }

    /// A request has ended; one that a click has started is what it waited for.
    pub(super) fn request(&mut self, request: &Request, limits: &Thresholds, out: &mut Vec<Signal>) {
        self.waiting.retain_mut(|one| {
            let after = request.began.saturating_sub(one.at);
            // The browser's two clocks may differ by a little.
            let its_own = request.began + ONE_CLICK >= one.at && after <= limits.dead_after;
            if !its_own || !matches!(one.state, State::Fresh | State::Dead) {
                return true;
            }
            if one.state == State::Dead {
                out.push(one.taken_back());
            }
            one.state = State::Requested;
            let Some(late) = one.late else { return true };
            out.extend(one.slow(late, limits));
            false
        });
    }

    pub(super) fn script_failed(
        &mut self,
        now: Millis,
        cause: SignalCause,
        limits: &Thresholds,
        out: &mut Vec<Signal>,
    ) {
        self.noise.retain(|at| now.saturating_sub(*at) <= NOISE);
        let Some(last) = self.last.as_mut().filter(|last| now.saturating_sub(last.at) <= limits.error_within)
        else {
            self.noise.push(now);
            return;
        };
        // A page that fails by itself, again and again, fails after clicks, too.
        if last.told || self.noise.len() > 1 {
            return;
        }
        last.told = true;
        let evidence = [(Measure::Milliseconds, now.saturating_sub(last.at))];
        let on = Subject::Element(last.label.clone());
        out.push(Signal::new(SignalKind::ErrorClick, on, cause, &evidence));
        let at = last.at;
        self.waiting.retain(|one| one.at != at || one.state != State::Fresh);
    }

    pub(super) fn tick(&mut self, now: Millis, limits: &Thresholds, out: &mut Vec<Signal>) {
        self.waiting.retain_mut(|one| {
            let waited = now.saturating_sub(one.at);
            if one.state == State::Fresh && waited >= VERDICT.max(limits.dead_after) {
                one.state = State::Dead;
                out.push(one.dead(SignalCause::NoAnswer, waited));
            }
            if one.state == State::Requested && waited >= limits.slow_after {
                out.extend(one.slow(now, limits));
                one.state = State::Slow;
            }
            let over = waited >= limits.dead_for_good;
            if over && one.state == State::Slow {
                out.push(one.dead(SignalCause::NothingShown, waited));
            }
            !over
        });
    }

    pub(super) fn deadline(&self, limits: &Thresholds) -> Option<Millis> {
        let due = |one: &Waiting| match one.state {
            State::Fresh => one.at + VERDICT.max(limits.dead_after),
            State::Requested => one.at + limits.slow_after.min(limits.dead_for_good),
            State::Dead | State::Slow => one.at + limits.dead_for_good,
        };
        self.waiting.iter().map(due).min()
    }

    pub(super) fn await_answer(&self) -> bool {
        !self.waiting.is_empty()
    }
}

impl Waiting {
    fn dead(&self, cause: SignalCause, waited: Millis) -> Signal {
        let on = Subject::Element(self.label.clone());
        Signal::new(SignalKind::DeadClick, on, cause, &[(Measure::Milliseconds, waited)])
    }

    fn taken_back(&self) -> Signal {
        Signal { taken_back: true, evidence: Vec::new(), ..self.dead(SignalCause::NoAnswer, 0) }
    }

    /// That the answer of this moment is slow, if it is.
    fn slow(&self, answered: Millis, limits: &Thresholds) -> Option<Signal> {
        let took = answered.saturating_sub(self.at);
        let on = Subject::Element(self.label.clone());
        (took >= limits.slow_after).then(|| {
            Signal::new(SignalKind::SlowClick, on, SignalCause::Request, &[(Measure::Milliseconds, took)])
        })
    }
}

/// Whether two points are no farther apart than this.
fn within(distance: i32, one: (i32, i32), other: (i32, i32)) -> bool {
    let square = |one: i32, other: i32| (i64::from(one) - i64::from(other)).pow(2);
    square(one.0, other.0) + square(one.1, other.1) <= i64::from(distance).pow(2)
}
