//! Time: microseconds since 1970 UTC in storage, RFC 3339 on the wire, and a clock that tests can move.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::BigInt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A point in time, in microseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct Timestamp(pub i64);

/// A length of time, in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span(pub i64);

/// So many milliseconds.
#[must_use]
pub const fn milliseconds(n: i64) -> Span {
    Span(n * 1_000)
}
/// So many seconds.
#[must_use]
pub const fn seconds(n: i64) -> Span {
    Span(n * 1_000_000)
}
/// So many minutes.
#[must_use]
pub const fn minutes(n: i64) -> Span {
    seconds(n * 60)
}
/// So many hours.
#[must_use]
pub const fn hours(n: i64) -> Span {
    minutes(n * 60)
}
/// So many days of 24 hours.
#[must_use]
pub const fn days(n: i64) -> Span {
    hours(n * 24)
}

impl std::ops::Add<Span> for Timestamp {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl std::ops::Sub<Span> for Timestamp {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl std::ops::Sub for Timestamp {
    type Output = Span;
    fn sub(self, other: Self) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

/// The first instant a foreign date may name: 1970.
const EARLIEST: i64 = 0;
/// The first instant after those a foreign date may name: 2100-01-01.
const LATEST: i64 = 4_102_444_800_000_000;

impl Timestamp {
    /// Reads RFC 3339, with any offset. Nothing outside 1970–2099 is a date here.
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        if text.len() > 40 {
            return None;
        }
        let instant: jiff::Timestamp = text.trim().parse().ok()?;
        let micros = instant.as_microsecond();
        (EARLIEST..LATEST).contains(&micros).then_some(Self(micros))
    }

    /// RFC 3339 in UTC, to the second: what the fediverse reads.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.calendar().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// RFC 3339 in UTC, to the microsecond: for storage outside the database, where order matters.
    #[must_use]
    pub fn to_rfc3339_exact(self) -> String {
        self.calendar().strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
    }

    /// The ISO date of that instant in UTC.
    #[must_use]
    pub fn day(self) -> String {
        self.calendar().strftime("%Y-%m-%d").to_string()
    }

    /// Year, month, day, hour, minute in UTC, for formatting by a locale.
    #[must_use]
    pub fn parts(self) -> (i16, u8, u8, u8, u8) {
        let c = self.calendar();
        (c.year(), c.month() as u8, c.day() as u8, c.hour() as u8, c.minute() as u8)
    }

    /// The ISO week of that instant in UTC: `2026-W48`.
    #[must_use]
    pub fn week(self) -> String {
        let week = self.calendar().date().iso_week_date();
        format!("{:04}-W{:02}", week.year(), week.week())
    }

    /// Whole seconds since 1970.
    #[must_use]
    pub fn as_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// From whole seconds since 1970.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    fn calendar(self) -> jiff::Zoned {
        let instant = jiff::Timestamp::from_microsecond(self.0.clamp(EARLIEST, LATEST))
            .expect("the range above is within jiff's");
        instant.to_zoned(jiff::tz::TimeZone::UTC)
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).ok_or_else(|| serde::de::Error::custom("not a date and time of RFC 3339"))
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for Timestamp
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Timestamp
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(bytes).map(Self)
    }
}

/// Tells the time. A test's clock can be moved, so that a month of retries takes no month.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    ahead: Arc<AtomicI64>,
}

impl Clock {
    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let micros = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX));
        Timestamp(micros.saturating_add(self.ahead.load(Ordering::Relaxed)))
    }

    /// Moves this clock (and its clones) ahead; for tests.
    pub fn advance(&self, span: Span) {
        self.ahead.fetch_add(span.0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inj_12_absurd_years_are_no_dates() {
        for text in [
            "10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "2300-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "x",
        ] {
            assert_eq!(Timestamp::parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn a_week_belongs_to_the_year_of_its_thursday() {
        let week = |text: &str| Timestamp::parse_rfc3339(text).expect("a date").week();
        assert_eq!(week("2026-11-24T10:00:00Z"), "2026-W48");
        assert_eq!(week("2027-01-01T00:00:00Z"), "2026-W53");
        assert_eq!(week("2024-12-30T00:00:00Z"), "2025-W01");
    }

    #[test]
    fn an_offset_is_read_and_utc_is_written() {
        let t = Timestamp::parse_rfc3339("2018-05-10T09:00:00+03:00").expect("a date");
        assert_eq!(t.to_rfc3339(), "2018-05-10T06:00:00Z");
        assert_eq!(t.day(), "2018-05-10");
    }
}
