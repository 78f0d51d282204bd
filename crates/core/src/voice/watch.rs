//! One side's ear on a call: readings in, what to tell the other side out.

use std::collections::VecDeque;

use alongside_protocol::message::{CallQuality, Grade, Sound};

use super::{
    latch::Latch,
    quality::{Heard, Quality, between},
};
use crate::Millis;

/// Time between two readings, in milliseconds.
pub const EVERY: Millis = 2_000;

/// How much of the call is rated at a time: the length of the speech samples that opinion
/// scores are made with is 8 to 10 s (ITU-T P.800, B.1.4).
const WINDOW: Millis = 10_000;

/// Of that, what must be there before a score counts for the whole call.
const ENOUGH: Millis = 4_000;

/// Time without a packet that means that nothing comes: what a browser sends in silence is
/// still 50 packets a second, and a lost network is told of by itself within about 5 s.
const DEAF: Millis = 4_000;

/// Time without sound from an open microphone that means that it gives none: a person
/// listens for longer, but no open microphone is quieter than [`NOISE`] meanwhile.
const SILENT: Millis = 8_000;

/// Time without a report of the other side's, while packets go both ways, that means that
/// none of ours arrive: three times the 5 s between reports (RFC 3550, section 6.2).
const UNREPORTED: Millis = 15_000;

/// The mean square of the last bit of 16-bit sound, -90 dBov: below it is digital silence.
const NOISE: f64 = 1.0 / (32_767.0 * 32_767.0);

/// Ratings below which a line is no longer good, and poor (G.107, table B.1: below 80
/// some users are dissatisfied, below 60 nearly all).
const GOOD: f64 = 80.0;
const POOR: f64 = 60.0;

/// How far beyond a limit a rating must be to change the word for it.
const MARGIN: f64 = 3.0;

/// A difference of opinion scores that is worth a message, in hundredths.
const WORTH: u16 = 20;

/// Time between two messages, and the same when nothing has changed but the totals.
const TELL: Millis = 4_000;
const TELL_TOTALS: Millis = 30_000;

/// What a browser says of a call at one moment. Counters count from the call's beginning.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Reading {
    /// What has come.
    pub heard: Heard,
    /// `packetsSent`.
    pub sent: u64,
    /// `timestamp` of the other side's latest report on what it got, in milliseconds; `None`
    /// before the first.
    pub reports: Option<u64>,
    /// `totalAudioEnergy` of what the microphone gives; `None` without a microphone on the
    /// line and where the browser doesn't say (Firefox).
    pub energy: Option<f64>,
}

/// What is known of a line beside the browser's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineNow {
    /// Whether it is up.
    pub connected: bool,
    /// Whether we mean to send nothing: muted, or without a microphone.
    pub muted: bool,
    /// Whether the other side means to, or is gone.
    pub other_muted: bool,
}

/// The ear on one call.
#[derive(Debug, Clone)]
pub struct Watch {
    call: u32,
    /// What is rated, oldest first.
    readings: VecDeque<(Millis, Reading)>,
    lately: Option<Sound>,
    deaf: Latch,
    silent: Latch,
    unheard: Latch,
    /// Milliseconds that the line was up, and in which nothing came.
    up: Millis,
    nothing: Millis,
    /// The sum and number of all scores, and the worst.
    scores: f64,
    scored: u32,
    worst: u16,
    told: Option<(Millis, CallQuality)>,
}

impl Watch {
    /// An ear on a call that has just begun.
    #[must_use]
    pub fn new(call: u32, now: Millis) -> Self {
        Self {
            call,
            readings: VecDeque::new(),
            lately: None,
            deaf: Latch::new(DEAF, now),
            silent: Latch::new(SILENT, now),
            unheard: Latch::new(UNREPORTED, now),
            up: 0,
            nothing: 0,
            scores: 0.0,
            scored: 0,
            worst: 0,
            told: None,
        }
    }

    /// The call it is on.
    #[must_use]
    pub fn call(&self) -> u32 {
        self.call
    }

    /// Takes a reading; what comes back is for the other side.
    pub fn read(&mut self, now: Millis, reading: Reading, line: LineNow) -> Option<CallQuality> {
        if !line.connected {
            self.interrupt(now);
            return self.tell(now);
        }
        let last = self.readings.back().copied();
        match last {
            // Whoever slept through more than is rated has seen nothing of it.
            Some((at, _)) if now.saturating_sub(at) > WINDOW => self.interrupt(now),
            Some((at, before)) => self.compare(now, now.saturating_sub(at), &before, &reading, line),
            None => self.interrupt(now),
        }
        let begins_anew = last.is_some_and(|(_, before)| reading.heard.samples < before.heard.samples);
        if begins_anew {
            self.readings.clear();
        }
        self.readings.push_back((now, reading));
        // The oldest is the one before the window: what is rated lies between two.
        while self.readings.get(1).is_some_and(|&(at, _)| at + WINDOW <= now) {
            self.readings.pop_front();
        }
        self.rate(now);
        self.tell(now)
    }

    /// How it sounds and what it came to, as the other side is told.
    #[must_use]
    pub fn quality(&self) -> CallQuality {
        let seconds = |time: Millis| u32::try_from(time / 1_000).unwrap_or(u32::MAX);
        let mean = if self.scored == 0 { 0 } else { rounded(self.scores / f64::from(self.scored)) };
        CallQuality {
            call: self.call,
            lately: self.lately,
            hears_nothing: self.deaf.is_on(),
            gives_nothing: self.silent.is_on(),
            seconds: seconds(self.up),
            deaf: seconds(self.nothing),
            mean,
            worst: self.worst,
        }
    }

    /// Whether none of ours arrive there, by the reports that the line itself brings.
    #[must_use]
    pub fn is_unheard(&self) -> bool {
        self.unheard.is_on()
    }

    /// What the other side has not been told yet, now that the call is over.
    pub fn last_word(&mut self) -> Option<CallQuality> {
        let quality = self.quality();
        let known = self.told.is_some_and(|(_, told)| told == quality);
        if known || quality.seconds == 0 {
            return None;
        }
        self.told = self.told.map(|(at, _)| (at, quality));
        Some(quality)
    }

    /// The line is down, or was not looked at: nothing goes on from before it.
    fn interrupt(&mut self, now: Millis) {
        self.readings.clear();
        self.lately = None;
        for latch in [&mut self.deaf, &mut self.silent, &mut self.unheard] {
            latch.clear(now);
        }
    }

    fn compare(&mut self, now: Millis, passed: Millis, before: &Reading, reading: &Reading, line: LineNow) {
        self.up += passed;
        let comes = reading.heard.packets != before.heard.packets;
        let was_deaf = self.deaf.is_on();
        if line.other_muted {
            self.deaf.clear(now);
        } else {
            self.deaf.see(now, !comes);
        }
        match (was_deaf, self.deaf.is_on()) {
            // What it took to be sure counts, too.
            (false, true) => self.nothing += DEAF.max(passed),
            (true, true) if !comes => self.nothing += passed,
            _ => {}
        }
        let goes = reading.sent != before.sent;
        let floor = NOISE * passed as f64 / 1_000.0;
        let sounds = match (before.energy, reading.energy) {
            (Some(before), Some(energy)) => (energy - before).abs() > floor,
            _ => true,
        };
        if line.muted {
            self.silent.clear(now);
        } else {
            self.silent.see(now, !goes || !sounds);
        }
        // Reports come on the way that packets come: without these nothing can be said.
        if goes && comes && reading.reports.is_some() {
            self.unheard.see(now, reading.reports == before.reports);
        } else {
            self.unheard.clear(now);
        }
    }

    fn rate(&mut self, now: Millis) {
        let (Some((since, first)), Some((_, last))) = (self.readings.front(), self.readings.back()) else {
            return;
        };
        let quality = between(&first.heard, &last.heard).filter(|_| !self.deaf.is_on());
        let enough = now.saturating_sub(*since) >= ENOUGH;
        self.lately = quality.map(|quality| {
            let before = self.lately.map(|sound| sound.grade);
            sound(&quality, before)
        });
        if let Some(score) = quality.filter(|_| enough).map(|quality| quality.mos) {
            self.scores += 100.0 * score;
            self.scored += 1;
            let score = rounded(100.0 * score);
            self.worst = if self.worst == 0 { score } else { self.worst.min(score) };
        }
    }

    fn tell(&mut self, now: Millis) -> Option<CallQuality> {
        let quality = self.quality();
        if let Some((at, told)) = self.told {
            let passed = now.saturating_sub(at);
            let otherwise = |quality: &CallQuality| (quality.hears_nothing, quality.gives_nothing);
            let urgent = otherwise(&quality) != otherwise(&told);
            let changed = match (quality.lately, told.lately) {
                (Some(now), Some(told)) => now.grade != told.grade || now.mos.abs_diff(told.mos) >= WORTH,
                (now, told) => now.is_some() != told.is_some(),
            };
            let due = urgent || (changed && passed >= TELL) || (quality != told && passed >= TELL_TOTALS);
            if !due {
                return None;
            }
        } else if quality.lately.is_none() && !quality.hears_nothing && !quality.gives_nothing {
            return None;
        }
        self.told = Some((now, quality));
        Some(quality)
    }
}

fn sound(quality: &Quality, before: Option<Grade>) -> Sound {
    Sound {
        grade: grade(quality.rating, before),
        mos: rounded(100.0 * quality.mos),
        lost: rounded(10.0 * quality.concealed),
        delay: rounded(quality.delay),
    }
}

/// The word for a rating; the one before it holds a little beyond its limits.
fn grade(rating: f64, before: Option<Grade>) -> Grade {
    let (good, poor) = match before {
        None => (GOOD, POOR),
        Some(Grade::Good) => (GOOD - MARGIN, POOR - MARGIN),
        Some(Grade::Fair) => (GOOD + MARGIN, POOR - MARGIN),
        Some(Grade::Poor) => (GOOD + MARGIN, POOR + MARGIN),
    };
    if rating >= good {
        Grade::Good
    } else if rating >= poor {
        Grade::Fair
    } else {
        Grade::Poor
    }
}

fn rounded(figure: f64) -> u16 {
    figure.round().clamp(0.0, f64::from(u16::MAX)) as u16
}
