//! When a site's people are there: the hours of a week, in a time zone.

use jiff::{Timestamp, ToSpan, civil::Weekday, tz::TimeZone};
use serde::Deserialize;

use crate::hub::io::Millis;

/// The hours of a week. A day without any is closed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Hours {
    /// An IANA time zone, such as `Europe/Dublin`.
    pub zone: String,
    /// Such as `["9:00-12:30", "13:30-18:00"]`; the latest end is `24:00`.
    pub monday: Vec<String>,
    /// As on Monday.
    pub tuesday: Vec<String>,
    /// As on Monday.
    pub wednesday: Vec<String>,
    /// As on Monday.
    pub thursday: Vec<String>,
    /// As on Monday.
    pub friday: Vec<String>,
    /// As on Monday.
    pub saturday: Vec<String>,
    /// As on Monday.
    pub sunday: Vec<String>,
}

/// A mistake: the field, what was expected there, what was found.
pub(crate) type Mistake = (String, &'static str, String);

/// Hours that have been read.
#[derive(Debug, Clone)]
pub(crate) struct Week {
    zone: TimeZone,
    /// From Monday: minutes of the day, from and to.
    days: [Vec<(i64, i64)>; 7],
}

/// Whether a site is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Until then.
    Open(Millis),
    /// Until then.
    Closed(Millis),
}

impl Hours {
    /// Reads them.
    pub(crate) fn week(&self) -> Result<Week, Mistake> {
        let zone = TimeZone::get(&self.zone).map_err(|_| {
            ("zone".to_owned(), "a time zone such as `Europe/Dublin`", format!("`{}`", self.zone))
        })?;
        let named = [
            ("monday", &self.monday),
            ("tuesday", &self.tuesday),
            ("wednesday", &self.wednesday),
            ("thursday", &self.thursday),
            ("friday", &self.friday),
            ("saturday", &self.saturday),
            ("sunday", &self.sunday),
        ];
        let mut days: [Vec<(i64, i64)>; 7] = Default::default();
        for (day, (name, spans)) in days.iter_mut().zip(named) {
            for (at, text) in spans.iter().enumerate() {
                let span = span(text).ok_or_else(|| {
                    (format!("{name}[{at}]"), "hours such as `9:00-17:30`", format!("`{text}`"))
                })?;
                day.push(span);
            }
            day.sort_unstable();
        }
        if days.iter().all(Vec::is_empty) {
            let found = "none; leave `hours` out for a site that is always open".to_owned();
            return Err(("monday".to_owned(), "hours on one day of the week at least", found));
        }
        Ok(Week { zone, days })
    }
}

impl Week {
    /// How it is at a moment, and until when.
    pub(crate) fn at(&self, now: Millis) -> Opening {
        let mut opens = None;
        for (_, from, to) in self.spans_of_today_on(now) {
            if from <= now && now < to {
                return Opening::Open(to);
            }
            if from > now && opens.is_none_or(|first| from < first) {
                opens = Some(from);
            }
        }
        // A week has an opening, or it was refused; a calendar that ends is closed for good.
        Opening::Closed(opens.unwrap_or(Millis::MAX))
    }

    /// Times from now on, so many minutes apart, on the next two days that have any.
    pub(crate) fn slots(&self, now: Millis, minutes: u32) -> Vec<Millis> {
        let length = u64::from(minutes.max(1)) * 60_000;
        let (mut days, mut out) = (Vec::new(), Vec::new());
        for (day, from, to) in self.spans_of_today_on(now) {
            let mut at = from;
            while at.saturating_add(length) <= to {
                if at > now {
                    if !days.contains(&day) {
                        days.push(day);
                    }
                    if days.len() > 2 {
                        return out;
                    }
                    out.push(at);
                }
                at += length;
            }
        }
        out
    }

    /// The hours of today and of a week from here, each with the days until then: the same
    /// weekday once more, when today's are over.
    fn spans_of_today_on(&self, now: Millis) -> Vec<(i64, Millis, Millis)> {
        let now = i64::try_from(now).unwrap_or(i64::MAX);
        let Ok(now) = Timestamp::from_millisecond(now) else { return Vec::new() };
        let today = now.to_zoned(self.zone.clone()).date();
        let mut out = Vec::new();
        for ahead in 0..=7_i64 {
            let Ok(date) = today.checked_add(ahead.days()) else { break };
            let day = usize::try_from(date.weekday().since(Weekday::Monday)).unwrap_or(0);
            let midnight = date.at(0, 0, 0, 0);
            let moment = |minutes: i64| {
                // By the clock on the wall: where summer time begins, a day has 23 hours.
                let wall = midnight.checked_add(minutes.minutes()).ok()?;
                let zoned = self.zone.to_zoned(wall).ok()?;
                Millis::try_from(zoned.timestamp().as_millisecond()).ok()
            };
            let spans = self.days[day].iter();
            out.extend(spans.filter_map(|&(from, to)| Some((ahead, moment(from)?, moment(to)?))));
        }
        out
    }
}

/// `9:00-17:30` in minutes of the day.
fn span(text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    (from < to).then_some((from, to))
}

fn minutes(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=2).contains(&text.len());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= 24 * 60).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Hours {
        let day = || vec!["9:00-12:30".to_owned(), "13:30-18:00".to_owned()];
        Hours { zone: "Europe/Dublin".into(), monday: day(), friday: day(), ..Hours::default() }
    }

    fn moment(text: &str) -> Millis {
        let zoned: jiff::Zoned = text.parse().unwrap();
        Millis::try_from(zoned.timestamp().as_millisecond()).unwrap()
    }

    #[test]
    fn it_is_open_from_the_first_minute_to_the_last() {
        let week = office().week().unwrap();
        let dublin = |text: &str| moment(&format!("{text}[Europe/Dublin]"));
        // 2026-11-20 is a Friday.
        for (now, is) in [
            ("2026-11-20T08:59", Opening::Closed(dublin("2026-11-20T09:00"))),
            ("2026-11-20T09:00", Opening::Open(dublin("2026-11-20T12:30"))),
            ("2026-11-20T12:30", Opening::Closed(dublin("2026-11-20T13:30"))),
            ("2026-11-20T17:59", Opening::Open(dublin("2026-11-20T18:00"))),
            ("2026-11-20T18:00", Opening::Closed(dublin("2026-11-23T09:00"))),
        ] {
            assert_eq!(week.at(dublin(now)), is, "{now}");
        }
    }

    #[test]
    fn a_site_open_on_one_day_opens_again_a_week_later_by_the_wall_s_clock() {
        let hours =
            Hours { zone: "Europe/Dublin".into(), sunday: vec!["10:00-11:00".into()], ..Hours::default() };
        let week = hours.week().unwrap();
        // In between, on 29 March 2026, the clock goes forward.
        let over = moment("2026-03-22T11:00[Europe/Dublin]");
        assert_eq!(week.at(over), Opening::Closed(moment("2026-03-29T10:00[Europe/Dublin]")));
        assert_eq!(moment("2026-03-29T10:00[Europe/Dublin]") - over, (6 * 24 + 22) * 3_600_000);
    }

    #[test]
    fn the_next_two_days_have_times_to_be_called_back_at() {
        let week = office().week().unwrap();
        let dublin = |text: &str| moment(&format!("{text}[Europe/Dublin]"));
        let slots = week.slots(dublin("2026-11-20T16:45"), 60);
        // 13:30 to 18:00 has four whole hours, of which the last has begun.
        assert_eq!(slots[0], dublin("2026-11-23T09:00"));
        assert_eq!(slots.last(), Some(&dublin("2026-11-27T16:30")), "two days, and then no more");
        // 9:00 to 12:30 has three, 13:30 to 18:00 has four; and the same on Friday.
        assert_eq!(slots.len(), 14);
        assert_eq!(slots[3], dublin("2026-11-23T13:30"));
        assert_eq!(week.slots(dublin("2026-11-20T08:59"), 30)[0], dublin("2026-11-20T09:00"));
        assert_eq!(week.slots(dublin("2026-11-20T09:00"), 30)[0], dublin("2026-11-20T09:30"));
    }

    #[test]
    fn midnight_may_be_the_end() {
        let hours =
            Hours { zone: "America/New_York".into(), monday: vec!["0:00-24:00".into()], ..Hours::default() };
        let week = hours.week().unwrap();
        let end = moment("2026-11-24T00:00[America/New_York]");
        assert_eq!(week.at(end - 1), Opening::Open(end));
        assert_eq!(week.at(end), Opening::Closed(moment("2026-11-30T00:00[America/New_York]")));
    }

    #[test]
    fn a_mistake_is_named() {
        let with = |text: &str| Hours { monday: vec![text.into()], ..office() }.week();
        for wrong in ["9-17", "9:00", "17:00-9:00", "9:60-17:00", "9:00-24:01", "+9:00-17:00", ""] {
            assert_eq!(with(wrong).unwrap_err().0, "monday[0]", "{wrong}");
        }
        let nowhere = Hours { zone: "Europe/Nowhere".into(), ..office() };
        assert_eq!(nowhere.week().unwrap_err().0, "zone");
        let never = Hours { zone: "Europe/Dublin".into(), ..Hours::default() };
        assert_eq!(never.week().unwrap_err().0, "monday");
    }
}
