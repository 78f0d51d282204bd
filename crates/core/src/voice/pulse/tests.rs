use super::*;

const CUSTOMER: bool = true;
const AGENT: bool = false;

/// A line that is looked at, and what was found beside nothing.
struct Looks {
    pulse: Pulse,
    now: Millis,
    found: Vec<(Millis, Beat)>,
}

impl Looks {
    fn at(customer: bool) -> Self {
        Self { pulse: Pulse::new(customer), now: 1_000_000, found: Vec::new() }
    }

    fn look(&mut self, after: Millis, mark: Option<f64>) {
        self.now += after;
        let beat = self.pulse.look(self.now, mark);
        if beat != Beat::Fine {
            self.found.push((self.now, beat));
        }
    }

    /// Sound comes for a while, every so many milliseconds.
    fn sound(&mut self, lasts: Millis, every: Millis) {
        for _ in 0..lasts / every {
            for _ in 0..(every / LOOK).saturating_sub(1) {
                self.look(LOOK, self.pulse.mark);
            }
            self.look(LOOK, Some(self.now as f64));
        }
    }

    fn silence(&mut self, lasts: Millis) {
        for _ in 0..lasts / LOOK {
            self.look(LOOK, self.pulse.mark);
        }
    }
}

#[test]
fn sound_that_stops_is_told_in_half_a_second_and_again() {
    let mut looks = Looks::at(CUSTOMER);
    looks.sound(3_000, LOOK);
    let end = looks.now;
    looks.silence(3_000);
    let stopped = [(end + 500, Beat::Stopped), (end + 2_500, Beat::Stopped)];
    assert_eq!(looks.found, [&[(end + 250, Beat::Doubtful)][..], &stopped].concat());
}

#[test]
fn the_agent_s_side_gives_the_customer_s_the_first_try() {
    let mut looks = Looks::at(AGENT);
    looks.sound(3_000, LOOK);
    let end = looks.now;
    looks.silence(1_500);
    assert_eq!(looks.found, [(end + 500, Beat::Doubtful), (end + 1_000, Beat::Stopped)]);
    // The customer's offer has come before that.
    let mut looks = Looks::at(AGENT);
    looks.sound(3_000, LOOK);
    looks.silence(650);
    looks.pulse.tried(looks.now);
    let tried = looks.now;
    looks.silence(2_500);
    assert_eq!(looks.found.last(), Some(&(tried + 2_000, Beat::Stopped)), "only when it comes to nothing");
}

#[test]
fn a_short_pause_is_none_of_it() {
    let mut looks = Looks::at(CUSTOMER);
    for _ in 0..5 {
        looks.sound(3_000, LOOK);
        looks.silence(450);
    }
    assert!(looks.found.iter().all(|(_, beat)| *beat == Beat::Doubtful), "{:?}", looks.found);
}

#[test]
fn sound_that_never_was_steady_tells_nothing() {
    // Nothing has come at all.
    let mut looks = Looks::at(CUSTOMER);
    looks.silence(10_000);
    // A call that has just begun.
    looks.sound(1_900, LOOK);
    looks.silence(5_000);
    // Somebody who sends a packet now and then while nobody speaks.
    looks.sound(20_000, 400);
    looks.silence(5_000);
    assert_eq!(looks.found, []);
}

#[test]
fn a_page_that_was_busy_looks_again_before_it_says_anything() {
    let mut looks = Looks::at(CUSTOMER);
    looks.sound(3_000, LOOK);
    // The page stood still for two seconds; sound was played all the same.
    looks.look(2_000, looks.pulse.mark);
    looks.look(LOOK, Some(looks.now as f64));
    assert_eq!(looks.found, []);
    // A window in the background is looked at once a second.
    looks.sound(3_000, LOOK);
    for _ in 0..3 {
        looks.look(1_000, looks.pulse.mark);
    }
    assert_eq!(looks.found, []);
}

#[test]
fn a_line_that_is_down_is_another_matter() {
    let mut looks = Looks::at(CUSTOMER);
    looks.sound(3_000, LOOK);
    for _ in 0..100 {
        looks.look(LOOK, None);
    }
    looks.silence(1_000);
    assert_eq!(looks.found, []);
}

#[test]
fn a_connection_that_the_page_has_closed_is_told_now_and_then_until_another_is_made() {
    let mut pulse = Pulse::new(true);
    let told: Vec<Millis> = (0..5_000).step_by(50).filter(|&at| pulse.gone(10_000 + at)).collect();
    assert_eq!(told, [0, 2_000, 4_000]);
    pulse.tried(15_000);
    assert!(!pulse.gone(16_000), "that has its time");
}
