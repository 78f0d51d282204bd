//! How a call sounds, from readings made up by hand: two seconds each, 50 packets a second.

use alongside_core::{
    Millis,
    voice::{EVERY, Heard, LineNow, Reading, Watch},
};
use alongside_protocol::message::{CallQuality, Grade};

const UP: LineNow = LineNow { connected: true, muted: false, other_muted: false };

/// A call, two seconds at a time.
struct Call {
    watch: Watch,
    now: Millis,
    reading: Reading,
    line: LineNow,
    /// What the other side was told.
    told: Vec<(Millis, CallQuality)>,
}

/// What happens in two seconds.
#[derive(Clone, Copy)]
struct While {
    comes: bool,
    /// The share of the sound that was lost.
    lost: f64,
    goes: bool,
    speaks: bool,
    reported: bool,
}

const WELL: While = While { comes: true, lost: 0.0, goes: true, speaks: true, reported: true };
const NOTHING_COMES: While = While { comes: false, ..WELL };
const NOTHING_GOES: While = While { goes: false, speaks: false, ..WELL };
const SILENCE: While = While { speaks: false, ..WELL };
const UNREPORTED: While = While { reported: false, ..WELL };

fn lossy(lost: f64) -> While {
    While { lost, ..WELL }
}

impl Call {
    fn new() -> Self {
        let reading = Reading {
            heard: Heard { round_trip: Some(0.040), ..Heard::default() },
            reports: Some(1),
            energy: Some(0.0),
            ..Reading::default()
        };
        let mut call = Self { watch: Watch::new(3, 0), now: 0, reading, line: UP, told: Vec::new() };
        call.watch.read(0, reading, UP);
        call
    }

    fn goes_on(&mut self, times: usize, with: While) {
        for _ in 0..times {
            self.now += EVERY;
            let heard = &mut self.reading.heard;
            heard.samples += 96_000;
            if with.comes {
                let lost = (100.0 * with.lost) as u64;
                heard.packets += 100 - lost;
                heard.lost += lost;
                heard.concealed += 960 * lost;
                heard.emitted += 96_000;
                heard.buffered += 0.050 * 96_000.0;
            } else {
                heard.concealed += 96_000;
                heard.silent += 90_000;
            }
            self.reading.sent += if with.goes { 100 } else { 0 };
            if with.speaks {
                self.reading.energy = self.reading.energy.map(|energy| energy + 0.01);
            }
            self.reading.reports = self.reading.reports.map(|reports| reports + u64::from(with.reported));
            let told = self.watch.read(self.now, self.reading, self.line);
            self.told.extend(told.map(|told| (self.now, told)));
        }
    }

    fn quality(&self) -> CallQuality {
        self.watch.quality()
    }
}

#[test]
fn a_good_line_is_told_once_and_then_only_its_totals() {
    let mut call = Call::new();
    call.goes_on(30, WELL);
    let sound = call.quality().lately.unwrap();
    // 93.2 without loss, and 50 + 20 + 26.5 ms are no burden.
    assert_eq!((sound.grade, sound.mos, sound.lost, sound.delay), (Grade::Good, 441, 0, 97));
    assert_eq!(call.told.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [2_000, 32_000]);
    let last = call.quality();
    assert_eq!((last.call, last.seconds, last.deaf, last.mean, last.worst), (3, 60, 0, 441, 441));
}

#[test]
fn loss_makes_a_line_poor_and_the_worst_of_it_stays() {
    let mut call = Call::new();
    call.goes_on(10, WELL);
    call.told.clear();
    call.goes_on(5, lossy(0.20));
    let poor = call.quality();
    let sound = poor.lately.unwrap();
    // 93.2 - 95 · 20 / (20 + 25.1) = 51.1
    assert_eq!((sound.grade, sound.lost), (Grade::Poor, 200));
    assert!((255..=270).contains(&sound.mos), "{sound:?}");
    assert!(call.told.len() <= 3, "{:?}", call.told);
    assert!(call.told.windows(2).all(|two| two[1].0 - two[0].0 >= 4_000));
    call.goes_on(10, WELL);
    let after = call.quality();
    assert_eq!(after.lately.unwrap().grade, Grade::Good);
    assert_eq!(after.worst, poor.worst);
    assert!(after.worst < after.mean && after.mean < 441, "{after:?}");
}

#[test]
fn the_word_for_a_line_does_not_flicker_at_its_limit() {
    let mut call = Call::new();
    // 4 % and 5 % are ratings of 80.1 and 77.4: on either side of the limit.
    call.goes_on(6, lossy(0.04));
    assert_eq!(call.quality().lately.unwrap().grade, Grade::Good);
    call.told.clear();
    for _ in 0..20 {
        call.goes_on(1, lossy(0.05));
        call.goes_on(1, lossy(0.04));
    }
    assert!(call.told.iter().all(|(_, told)| told.lately.unwrap().grade == Grade::Good));
    call.goes_on(6, lossy(0.07));
    assert_eq!(call.quality().lately.unwrap().grade, Grade::Fair);
}

#[test]
fn nothing_from_the_other_side_is_told_after_four_seconds() {
    let mut call = Call::new();
    call.goes_on(5, WELL);
    call.goes_on(1, NOTHING_COMES);
    assert!(!call.quality().hears_nothing);
    call.goes_on(1, NOTHING_COMES);
    let deaf = call.quality();
    assert!(deaf.hears_nothing);
    assert_eq!((deaf.deaf, deaf.lately), (4, None));
    assert!(call.told.last().unwrap().1.hears_nothing, "at once");
    call.goes_on(3, NOTHING_COMES);
    assert_eq!(call.quality().deaf, 10);
    call.goes_on(1, WELL);
    assert!(call.quality().hears_nothing, "one packet is no voice yet");
    call.goes_on(1, WELL);
    assert!(!call.quality().hears_nothing);
    assert!(!call.told.last().unwrap().1.hears_nothing);
}

#[test]
fn who_mutes_or_is_gone_or_has_no_line_is_not_missed() {
    for line in [LineNow { other_muted: true, ..UP }, LineNow { connected: false, ..UP }] {
        let mut call = Call::new();
        call.goes_on(5, WELL);
        call.line = line;
        call.goes_on(10, NOTHING_COMES);
        let quality = call.quality();
        assert!(!quality.hears_nothing && quality.deaf == 0, "{line:?}");
        call.line = UP;
        call.goes_on(1, NOTHING_COMES);
        assert!(!call.quality().hears_nothing, "its time begins now");
    }
}

#[test]
fn an_open_microphone_without_sound_is_told_after_eight_seconds_and_a_muted_one_is_not() {
    for nothing in [SILENCE, NOTHING_GOES] {
        let mut call = Call::new();
        call.goes_on(5, WELL);
        call.goes_on(3, nothing);
        assert!(!call.quality().gives_nothing);
        call.goes_on(1, nothing);
        assert!(call.quality().gives_nothing && call.told.last().unwrap().1.gives_nothing);
        call.line.muted = true;
        call.goes_on(1, nothing);
        assert!(!call.quality().gives_nothing);
        call.goes_on(20, nothing);
        assert!(!call.quality().gives_nothing);
        call.line.muted = false;
        call.goes_on(2, WELL);
        assert!(!call.quality().gives_nothing);
    }
}

#[test]
fn a_browser_that_names_no_level_is_not_taken_for_silence() {
    let mut call = Call::new();
    call.reading.energy = None;
    call.goes_on(10, SILENCE);
    assert!(!call.quality().gives_nothing);
    call.goes_on(5, NOTHING_GOES);
    assert!(call.quality().gives_nothing, "but packets it does count");
}

#[test]
fn without_reports_nobody_hears_us_unless_the_line_is_dead_both_ways() {
    let mut call = Call::new();
    call.goes_on(5, WELL);
    call.goes_on(7, UNREPORTED);
    assert!(!call.watch.is_unheard());
    call.goes_on(1, UNREPORTED);
    assert!(call.watch.is_unheard());
    call.goes_on(2, WELL);
    assert!(!call.watch.is_unheard());

    let mut call = Call::new();
    call.goes_on(20, While { comes: false, ..UNREPORTED });
    assert!(!call.watch.is_unheard(), "where reports would come from nothing comes");
    let mut call = Call::new();
    call.reading.reports = None;
    call.goes_on(20, UNREPORTED);
    assert!(!call.watch.is_unheard(), "without a first one there is nothing to miss");
}

#[test]
fn who_slept_does_not_rate_what_was_missed() {
    let mut call = Call::new();
    call.goes_on(5, WELL);
    call.now += 300_000;
    call.goes_on(1, NOTHING_COMES);
    let quality = call.quality();
    assert_eq!((quality.hears_nothing, quality.seconds, quality.lately), (false, 10, None));
}

#[test]
fn the_last_word_is_said_once_and_only_of_a_call_that_was_one() {
    let mut call = Call::new();
    call.goes_on(8, WELL);
    let last = call.watch.last_word().unwrap();
    assert_eq!((last.seconds, last.mean), (16, 441));
    assert_eq!(call.watch.last_word(), None);
    assert_eq!(Watch::new(1, 0).last_word(), None);
}
