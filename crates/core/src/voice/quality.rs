//! How good a call is, as the listener at this end has it: the E-model's rating R
//! and the mean opinion score that it predicts.
//!
//! Source: ITU-T G.107 (06/2015), with its default values for everything that a
//! browser can't measure: `R = 93.2 - Idd - Ie,eff` (7-1, the defaults of table 2),
//! `Idd` by (7-27) and (7-28), `Ie,eff` by (7-29), MOS by annex B.

/// R without delay and loss: all of G.107's parameters at their defaults.
const BEST: f64 = 93.2;

/// `Ie` and `Bpl` of G.711 with packet loss concealment (G.113 (2007), appendix I,
/// table I.4): the ITU-T has published none for Opus, which hides losses better, so
/// the rating errs towards the worse.
const EQUIPMENT: f64 = 0.0;
const ROBUSTNESS: f64 = 25.1;

/// Opus frames are 20 ms, and its encoder looks 6.5 ms ahead (RFC 6716, section 2).
const CODEC_MS: f64 = 26.5;

/// Samples in a packet: 20 ms at the 48 kHz that browsers decode Opus with.
const PACKET: u64 = 960;

/// What a browser has counted of one direction of a call since it began. Units as in
/// the W3C's "Identifiers for WebRTC's Statistics API".
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Heard {
    /// `totalSamplesReceived`: samples played, concealed ones among them.
    pub samples: u64,
    /// `concealedSamples`: samples that were made up.
    pub concealed: u64,
    /// `silentConcealedSamples`: of these, the ones that are silence, because nothing
    /// came for longer than sound can be made up.
    pub silent: u64,
    /// `packetsReceived`.
    pub packets: u64,
    /// `packetsLost`.
    pub lost: u64,
    /// `jitterBufferDelay`, in seconds, summed over all samples.
    pub buffered: f64,
    /// `jitterBufferEmittedCount`: the samples that the sum is over.
    pub emitted: u64,
    /// `currentRoundTripTime` of the pair of candidates in use, in seconds, once known.
    pub round_trip: Option<f64>,
}

/// How the last while sounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// The rating, 0 to 100 (G.107's R).
    pub rating: f64,
    /// The mean opinion score, 1 to 4.5 (G.107, annex B).
    pub mos: f64,
    /// Sound that was made up, 0 to 100 %.
    pub concealed: f64,
    /// From mouth to ear, in milliseconds.
    pub delay: f64,
}

/// Rates what was heard between two readings; `None` when nothing came between them, or
/// the counters began anew.
#[must_use]
pub fn between(before: &Heard, now: &Heard) -> Option<Quality> {
    now.packets.checked_sub(before.packets).filter(|&packets| packets > 0)?;
    let samples = now.samples.checked_sub(before.samples)?;
    let made_up = now.concealed.saturating_sub(before.concealed);
    // Silence that stands for lost packets was somebody's word. The rest of it is a pause
    // of the sender's: no packet was ever meant to come.
    let silent = now.silent.saturating_sub(before.silent).min(made_up);
    let lost = now.lost.saturating_sub(before.lost);
    let pause = silent.saturating_sub(lost.saturating_mul(PACKET));
    let played = samples.checked_sub(pause).filter(|&played| played > 0)?;
    let concealed = 100.0 * ratio(made_up - pause, played).min(1.0);
    let emitted = now.emitted.saturating_sub(before.emitted);
    let buffer = if emitted == 0 {
        0.0
    } else {
        1_000.0 * (now.buffered - before.buffered).max(0.0) / number(emitted)
    };
    let way = now.round_trip.unwrap_or_default().max(0.0) * 1_000.0 / 2.0;
    let delay = way + buffer + CODEC_MS;
    let rating = (BEST - delay_impairment(delay) - loss_impairment(concealed)).clamp(0.0, 100.0);
    Some(Quality { rating, mos: mos(rating), concealed, delay })
}

/// `Idd` of a delay in milliseconds: what the delay itself costs, without echo.
fn delay_impairment(delay: f64) -> f64 {
    if delay <= 100.0 {
        return 0.0;
    }
    let x = (delay / 100.0).log2();
    25.0 * ((1.0 + x.powi(6)).powf(1.0 / 6.0) - 3.0 * (1.0 + (x / 3.0).powi(6)).powf(1.0 / 6.0) + 2.0)
}

/// `Ie,eff` of a share of lost sound, in percent. Concealment tells of sound, and not of
/// packets: `BurstR` is 1.
fn loss_impairment(lost: f64) -> f64 {
    EQUIPMENT + (95.0 - EQUIPMENT) * lost / (lost + ROBUSTNESS)
}

/// The mean opinion score that a rating predicts.
fn mos(rating: f64) -> f64 {
    if rating <= 0.0 {
        return 1.0;
    }
    (1.0 + 0.035 * rating + rating * (rating - 60.0) * (100.0 - rating) * 7e-6).clamp(1.0, 4.5)
}

fn ratio(part: u64, whole: u64) -> f64 {
    number(part) / number(whole)
}

/// Counters stay below 2⁵³ for longer than any call: 48,000 samples a second reach it
/// in 5,000 years.
fn number(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second of sound, `concealed` of it made up, heard `delay` seconds late.
    fn second(before: &Heard, concealed: f64, buffer: f64, round_trip: f64) -> Heard {
        let made_up = (48_000.0 * concealed) as u64;
        Heard {
            samples: before.samples + 48_000,
            concealed: before.concealed + made_up,
            silent: before.silent,
            packets: before.packets + 50,
            lost: before.lost,
            buffered: before.buffered + buffer * 48_000.0,
            emitted: before.emitted + 48_000,
            round_trip: Some(round_trip),
        }
    }

    fn rated(concealed: f64, buffer: f64, round_trip: f64) -> Quality {
        let before = Heard { samples: 7, concealed: 5, ..Heard::default() };
        between(&before, &second(&before, concealed, buffer, round_trip)).expect("there is sound")
    }

    fn close(found: f64, wanted: f64, within: f64) {
        assert!((found - wanted).abs() < within, "{found} is not {wanted} within {within}");
    }

    #[test]
    fn a_line_without_loss_and_delay_has_the_default_rating() {
        let best = rated(0.0, 0.0, 0.0);
        close(best.rating, 93.2, 1e-9);
        // G.107, annex B: 93.2 is 4.41.
        close(best.mos, 4.41, 0.005);
        close(best.delay, 26.5, 1e-9);
    }

    #[test]
    fn the_score_is_that_of_annex_b() {
        // Table B.1: limits of what users are satisfied with.
        for (rating, score) in [(90.0, 4.34), (80.0, 4.03), (70.0, 3.60), (60.0, 3.10), (50.0, 2.58)] {
            close(mos(rating), score, 0.01);
        }
        assert_eq!(mos(-3.0), 1.0);
        close(mos(100.0), 4.5, 1e-9);
    }

    #[test]
    fn delay_costs_from_a_tenth_of_a_second_on() {
        assert_eq!(delay_impairment(100.0), 0.0);
        close(delay_impairment(150.0), 0.16, 0.02);
        // (7-27) with X = 2: 25 · (65^⅙ − 3 · (1 + (⅔)⁶)^⅙ + 2).
        close(delay_impairment(400.0), 24.1, 0.1);
        let far = rated(0.0, 0.060, 0.600);
        close(far.delay, 386.5, 1e-6);
        assert!(far.rating < 72.0);
    }

    #[test]
    fn what_is_made_up_costs_as_lost_packets_do() {
        let lossy = rated(0.05, 0.0, 0.0);
        close(lossy.concealed, 5.0, 0.01);
        // 95 · 5 / (5 + 25.1)
        close(lossy.rating, 93.2 - 15.8, 0.1);
        assert!(rated(0.5, 0.0, 0.0).mos < 2.0);
    }

    #[test]
    fn a_pause_of_the_sender_s_is_no_loss_and_a_gap_in_the_line_is() {
        let paused =
            Heard { samples: 48_000, concealed: 24_000, silent: 24_000, packets: 25, ..Heard::default() };
        close(between(&Heard::default(), &paused).expect("there is sound").concealed, 0.0, 1e-9);
        let gap = Heard { lost: 25, ..paused };
        close(between(&Heard::default(), &gap).expect("there is sound").concealed, 50.0, 1e-9);
    }

    #[test]
    fn without_sound_there_is_no_rating() {
        let before = Heard { samples: 48_000, packets: 50, ..Heard::default() };
        assert_eq!(between(&before, &before), None);
        let made_up = Heard { samples: 96_000, concealed: 48_000, silent: 40_000, ..before };
        assert_eq!(between(&before, &made_up), None, "all of it was made up");
        // Another connection counts from its own beginning.
        assert_eq!(between(&before, &Heard { samples: 960, packets: 1, ..Heard::default() }), None);
    }
}
