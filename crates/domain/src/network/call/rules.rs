//! What a call must have, and when it is remembered.

use serde::{Deserialize, Serialize};
use sofra_base::clock::{Timestamp, days, hours};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;

use crate::error::FieldError;

/// Subjects of one call at most.
pub const SUBJECTS: usize = 60;
/// Characters of a call's text in one language at most.
pub const BODY: usize = 20_000;
/// Characters of its title at most.
pub const TITLE: usize = 200;
/// How long a call may be open.
const LONGEST: i64 = 400;

/// A call, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Language, title and text; the first is the authentic one.
    pub texts: Vec<(String, String, String)>,
    /// Identities of subjects, or addresses of their pages.
    pub subjects: Vec<String>,
    /// The day of the deadline, `YYYY-MM-DD`.
    pub day: String,
    /// The time of day in UTC, `HH:MM`.
    pub time: String,
}

/// A call that has been checked; its subjects are looked up beside it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The language of the authentic text.
    pub authentic: LanguageTag,
    /// Title and text.
    pub texts: Localized<(String, String)>,
    /// Until when.
    pub deadline: Timestamp,
}

/// Checks a call.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &Form, now: Timestamp) -> Result<Checked, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let mut texts = Localized::default();
    let mut authentic = None;
    for (index, (language, title, body)) in form.texts.iter().enumerate() {
        let Ok(language) = language.parse::<LanguageTag>() else {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-invalid"));
            continue;
        };
        authentic.get_or_insert_with(|| language.clone());
        let (title, body) = (sanitise::line(title), sanitise::paragraph(body));
        if title.is_empty() {
            wrong.push(FieldError::new(format!("texts.{index}.title"), "error-field-required"));
        } else if title.chars().count() > TITLE {
            wrong.push(FieldError::limit(format!("texts.{index}.title"), "error-too-long", TITLE as i64));
        }
        if body.chars().count() > BODY {
            wrong.push(FieldError::limit(format!("texts.{index}.body"), "error-too-long", BODY as i64));
        }
        if texts.insert(language, (title, body)).is_some() {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-twice"));
        }
    }
    let deadline = deadline(&form.day, &form.time);
    match deadline {
        None => wrong.push(FieldError::new("day", "error-date-invalid")),
        Some(found) if found <= now + hours(1) => wrong.push(FieldError::new("day", "error-call-past")),
        Some(found) if found > now + days(LONGEST) => {
            wrong.push(FieldError::limit("day", "error-call-far", LONGEST));
        }
        Some(_) => {}
    }
    if form.subjects.is_empty() {
        wrong.push(FieldError::new("subjects", "error-call-subjects"));
    } else if form.subjects.len() > SUBJECTS {
        wrong.push(FieldError::limit("subjects", "error-call-many", SUBJECTS as i64));
    }
    match (authentic, deadline) {
        (Some(authentic), Some(deadline)) if wrong.is_empty() => Ok(Checked { authentic, texts, deadline }),
        (None, _) if wrong.is_empty() => Err(vec![FieldError::new("texts.0.title", "error-field-required")]),
        _ => Err(wrong),
    }
}

fn deadline(day: &str, time: &str) -> Option<Timestamp> {
    let (day, time) = (day.trim(), time.trim());
    let time = if time.is_empty() { "23:59" } else { time };
    let is_shape = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(a, b)| if b == b'0' { a.is_ascii_digit() } else { a == b })
    };
    if !is_shape(day, "0000-00-00") || !is_shape(time, "00:00") {
        return None;
    }
    Timestamp::parse_rfc3339(&format!("{day}T{time}:00Z"))
}

/// Whether those who have not answered are to be reminded now: a week before the deadline and a day before it, each
/// once. That they are asked at all is told when the call comes.
#[must_use]
pub fn is_time(
    deadline: Timestamp,
    reminded: Option<Timestamp>,
    published: Timestamp,
    now: Timestamp,
) -> bool {
    if now >= deadline {
        return false;
    }
    [days(7), days(1)].into_iter().any(|before| {
        let due = deadline - before;
        // A call that came later than that was told of already.
        now >= due && published < due && reminded.is_none_or(|last| last < due)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_before_and_a_day_before_each_once() {
        let begin = Timestamp::parse_rfc3339("2026-01-01T00:00:00Z").expect("a time");
        let deadline = begin + days(20);
        let mut reminded = None;
        let mut times = Vec::new();
        for hour in 0..(21 * 24) {
            let now = begin + hours(hour);
            if is_time(deadline, reminded, begin, now) {
                reminded = Some(now);
                times.push(hour / 24);
            }
        }
        assert_eq!(times, [13, 19]);
        assert!(!is_time(deadline, None, deadline - hours(5), deadline - hours(4)), "it came only now");
    }

    #[test]
    fn a_deadline_is_a_day_and_a_time_to_come() {
        let now = Timestamp::parse_rfc3339("2026-01-01T00:00:00Z").expect("a time");
        let form = |day: &str, time: &str| Form {
            texts: vec![("en".to_owned(), "T".to_owned(), String::new())],
            subjects: vec!["x".to_owned()],
            day: day.to_owned(),
            time: time.to_owned(),
        };
        let checked = check(&form("2026-02-03", "10:30"), now).expect("a call");
        assert_eq!(checked.deadline.to_rfc3339(), "2026-02-03T10:30:00Z");
        for (day, time) in [
            ("2025-01-01", ""),
            ("2026-13-01", ""),
            ("soon", ""),
            ("2026-02-03", "25:00"),
            ("2028-01-01", ""),
        ] {
            assert!(check(&form(day, time), now).is_err(), "{day} {time}");
        }
    }
}
