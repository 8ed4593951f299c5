//! Weeks, as ISO 8601 numbers them: from Monday to Sunday, in UTC.

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;

use crate::clock::{Timestamp, days};

/// A week: `2026-W47`. Texts of weeks sort as the weeks do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week(ISOWeekDate);

impl Week {
    /// The week in which an instant lies.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let (year, month, day, _, _) = at.parts();
        let date = Date::new(year, i8::try_from(month).unwrap_or(1), i8::try_from(day).unwrap_or(1))
            .unwrap_or(Date::constant(1970, 1, 1));
        Self::from_date(date)
    }

    fn from_date(date: Date) -> Self {
        let week = date.iso_week_date();
        Self(ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).unwrap_or(week))
    }

    /// Reads `2026-W47`. Nothing outside 1970–2099 is a week here, as no time is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once("-W")?;
        if year.len() != 4 || week.len() != 2 || !text.is_ascii() {
            return None;
        }
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year) || !digits(week) {
            return None;
        }
        let year: i16 = year.parse().ok().filter(|year| (1971..2100).contains(year))?;
        ISOWeekDate::new(year, week.parse().ok()?, Weekday::Monday).ok().map(Self)
    }

    /// Its first instant.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        let midnight = self.0.date().to_zoned(TimeZone::UTC);
        Timestamp(midnight.map_or(0, |zoned| zoned.timestamp().as_microsecond()).max(0))
    }

    /// The first instant after it.
    #[must_use]
    pub fn ends(self) -> Timestamp {
        self.begins() + days(7)
    }

    /// The week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.begins() - days(3))
    }

    /// The week after.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(self.ends() + days(3))
    }

    /// Its number in its year.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0.week())
    }
}

impl std::fmt::Display for Week {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-W{:02}", self.0.year(), self.0.week())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).expect("a time")
    }

    #[test]
    fn weeks_go_from_monday_to_sunday_over_the_turn_of_the_year() {
        for (time, week) in [
            ("2026-11-23T00:00:00Z", "2026-W48"),
            ("2026-11-22T23:59:59Z", "2026-W47"),
            ("2027-01-03T12:00:00Z", "2026-W53"),
            ("2027-01-04T00:00:00Z", "2027-W01"),
            ("2024-12-30T00:00:00Z", "2025-W01"),
        ] {
            let found = Week::of(at(time));
            assert_eq!(found.to_string(), week);
            assert_eq!(Week::parse(week), Some(found));
            assert!(found.begins() <= at(time) && at(time) < found.ends());
            assert_eq!(found.before().after(), found);
            assert_eq!(found.after().begins(), found.ends());
        }
    }

    #[test]
    fn what_is_no_week_is_none() {
        for text in [
            "",
            "2026",
            "2026-W00",
            "2026-W54",
            "2025-W53",
            "2026-47",
            "2026-W4",
            "20260-W4",
            "9999-W01",
            "2026-W+1",
            "-026-W47",
            "٢٠٢٦-W47",
        ] {
            assert_eq!(Week::parse(text), None, "{text}");
        }
    }
}
