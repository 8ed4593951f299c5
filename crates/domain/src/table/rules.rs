//! Decisions about seats.

use serde::{Deserialize, Serialize};
use sofra_base::clock::{Timestamp, days};
use sofra_base::country::Country;
use sofra_base::lang::LanguageTag;
use sofra_base::text::sanitise;

use super::Audience;
use super::body;
use super::model::{BodyKind, Kind, Refusal, Stage, State};
use crate::error::FieldError;

/// Characters of the name of a body at most.
pub const NAME: usize = 200;
/// Characters of a process at most.
pub const PROCESS: usize = 300;
/// Characters of what is said of one step, of a rating or in a reply at most.
pub const WORDS: usize = 3_000;
/// Characters of a link at most.
pub const LINK: usize = 1_000;
/// Steps of one seat at most.
pub const STEPS: usize = 60;
/// The best rating; the worst is 1.
pub const BEST: i32 = 5;

/// A seat, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Whose table it is.
    pub body: String,
    /// See [`BodyKind`].
    pub body_kind: String,
    /// The code of a country, or empty.
    pub country: String,
    /// Who may answer for the body, by id on the wire, or empty.
    pub body_actor: String,
    /// What is dealt with.
    pub process: String,
    /// The event, by id on the wire, or empty.
    pub meeting: String,
    /// See [`Stage`].
    pub stage: String,
    /// See [`Kind`].
    pub kind: String,
    /// See [`Audience`].
    pub audience: String,
    /// BCP 47.
    pub language: String,
}

/// A seat that has been checked.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // The fields are those of the form.
pub struct Checked {
    pub body: String,
    pub body_name: String,
    pub body_kind: BodyKind,
    pub country: String,
    pub body_actor: Option<String>,
    pub process: String,
    pub meeting: Option<String>,
    pub stage: Stage,
    pub kind: Kind,
    pub audience: Audience,
    pub language: LanguageTag,
}

/// A step, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepForm {
    /// See [`State`].
    pub state: String,
    /// See [`Refusal`]; empty for everything else.
    pub refusal: String,
    /// `YYYY-MM-DD`.
    pub day: String,
    /// How it went.
    pub words: String,
    /// A link, or empty.
    pub evidence: String,
}

/// A step that has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedStep {
    /// What.
    pub state: State,
    /// Why it was refused.
    pub refusal: Option<Refusal>,
    /// The day.
    pub day: String,
    /// How it went.
    pub words: String,
    /// Where it can be checked; may be empty.
    pub evidence: String,
}

/// How far a step leads: 1 promised, 2 invited, 3 attended, 4 heard. Who was answered, or saw their words adopted, was
/// heard; who was ignored sat there. A refusal leads nowhere.
#[must_use]
pub const fn rung(state: State) -> i32 {
    match state {
        State::Refused => 0,
        State::Promised => 1,
        State::Invited => 2,
        State::Attended | State::Ignored => 3,
        State::Heard | State::Adopted | State::Answered => 4,
    }
}

/// Whether a state is an end: what became of what was said.
#[must_use]
pub const fn is_outcome(state: State) -> bool {
    matches!(state, State::Adopted | State::Answered | State::Ignored)
}

/// How far a seat came at its best. What is in the register was at least promised.
#[must_use]
pub fn best(steps: impl IntoIterator<Item = State>) -> i32 {
    steps.into_iter().map(rung).max().unwrap_or(1).max(1)
}

/// Which steps may follow those that there are, in the order in which they came.
#[must_use]
pub fn may_follow(before: &[State], next: State) -> bool {
    let Some(last) = before.last() else {
        // A register may begin late; but nobody is adopted out of nowhere.
        return !is_outcome(next);
    };
    let reached = before.iter().copied().map(rung).max().unwrap_or(0);
    match next {
        // Whoever sat there was not refused the place; not to be heard is no step but the lack of one.
        State::Refused => reached < rung(State::Attended),
        State::Adopted | State::Answered | State::Ignored => {
            reached >= rung(State::Attended) && *last != next
        }
        // After a refusal the same may come again: an invitation to the next round, a visa on appeal.
        _ if *last == State::Refused => rung(next) >= reached,
        // Whoever was heard late, after an answer in writing, was heard.
        _ => rung(next) > reached,
    }
}

/// The day as it is kept, if it is one.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    let at = Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"))?;
    (text.len() == 10 && at.day() == text && text >= "1951").then(|| text.to_owned())
}

/// When a day began.
#[must_use]
pub fn began(day: &str) -> Option<Timestamp> {
    Timestamp::parse_rfc3339(&format!("{day}T00:00:00Z"))
}

fn longer(field: &str, text: &str, limit: usize, wrong: &mut Vec<FieldError>) {
    if text.chars().count() > limit {
        wrong.push(FieldError::limit(field, "error-too-long", i64::try_from(limit).unwrap_or(i64::MAX)));
    }
}

/// A link that is written out or left out.
fn link(field: &'static str, text: &str, wrong: &mut Vec<FieldError>) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let found = sanitise::https_link(text).map(|url| url.to_string()).filter(|url| url.len() <= LINK);
    if found.is_none() {
        wrong.push(FieldError::new(field, "error-seat-link"));
    }
    found
}

/// The address of something on the network: what names it, not what anybody follows. Nodes that are tried out have `http`.
#[must_use]
pub fn identifier(text: &str) -> Option<String> {
    let found = url::Url::parse(text.trim()).ok()?;
    let sound = matches!(found.scheme(), "https" | "http")
        && found.has_host()
        && found.username().is_empty()
        && found.password().is_none()
        && found.as_str().len() <= LINK;
    sound.then(|| found.to_string())
}

/// Whether a seat is complete and sound; all that is wrong at once.
///
/// # Errors
/// What is wrong, field by field.
pub fn check(form: &Form) -> Result<Checked, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let body_name = sanitise::line(&form.body);
    if body_name.is_empty() {
        wrong.push(FieldError::new("body", "error-seat-body"));
    }
    longer("body", &body_name, NAME, &mut wrong);
    let country = form.country.trim();
    let found_country = Country::parse(country);
    if !country.is_empty() && found_country.is_none() {
        wrong.push(FieldError::new("country", "error-seat-choose"));
    }
    let identity = body::identity(&body_name, found_country);
    if !body_name.is_empty() && identity.is_empty() {
        wrong.push(FieldError::new("body", "error-seat-body"));
    }
    let body_kind = BodyKind::parse(&form.body_kind).or_else(|| body::known_kind(&identity));
    let process = sanitise::line(&form.process);
    if process.is_empty() {
        wrong.push(FieldError::new("process", "error-seat-process"));
    }
    longer("process", &process, PROCESS, &mut wrong);
    let mut choose = |field: &'static str, given: bool| {
        if !given {
            wrong.push(FieldError::new(field, "error-seat-choose"));
        }
    };
    let (stage, kind, audience) =
        (Stage::parse(&form.stage), Kind::parse(&form.kind), Audience::parse(&form.audience));
    choose("body_kind", body_kind.is_some());
    choose("stage", stage.is_some());
    choose("kind", kind.is_some());
    choose("audience", audience.is_some());
    let language: Option<LanguageTag> = form.language.trim().parse().ok();
    choose("language", language.is_some());
    let mut named = |field: &'static str, text: &str| {
        let found = identifier(text);
        if found.is_none() && !text.trim().is_empty() {
            wrong.push(FieldError::new(field, "error-seat-link"));
        }
        found
    };
    let body_actor = named("body_actor", &form.body_actor);
    let meeting = named("meeting", &form.meeting);
    match (body_kind, stage, kind, audience, language) {
        (Some(body_kind), Some(stage), Some(kind), Some(audience), Some(language)) if wrong.is_empty() => {
            Ok(Checked {
                body: identity,
                body_name,
                body_kind,
                country: found_country.map(|c| c.as_str().to_owned()).unwrap_or_default(),
                body_actor,
                process,
                meeting,
                stage,
                kind,
                audience,
                language,
            })
        }
        _ => Err(wrong),
    }
}

/// Whether a step is sound after those that there are (state and day), at a time.
///
/// # Errors
/// What is wrong, field by field.
pub fn check_step(
    form: &StepForm,
    before: &[(State, String)],
    now: Timestamp,
) -> Result<CheckedStep, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let state = State::parse(&form.state);
    match state {
        None => wrong.push(FieldError::new("state", "error-seat-choose")),
        Some(next) => {
            let states: Vec<State> = before.iter().map(|(state, _)| *state).collect();
            if !may_follow(&states, next) {
                wrong.push(FieldError::new("state", "error-seat-step-order"));
            }
        }
    }
    if before.len() >= STEPS {
        wrong.push(FieldError::limit("state", "error-seat-too-many", STEPS as i64));
    }
    let refusal = Refusal::parse(&form.refusal).filter(|_| state == Some(State::Refused));
    if state == Some(State::Refused) && refusal.is_none() {
        wrong.push(FieldError::new("refusal", "error-seat-refusal"));
    }
    let found = day(&form.day);
    match &found {
        None => wrong.push(FieldError::new("day", "error-seat-day")),
        Some(day) => {
            if began(day).is_none_or(|at| at > now + days(1)) {
                wrong.push(FieldError::new("day", "error-seat-day-ahead"));
            }
            if before.last().is_some_and(|(_, earlier)| day < earlier) {
                wrong.push(FieldError::new("day", "error-seat-day-order"));
            }
        }
    }
    let words = sanitise::paragraph(&form.words);
    longer("words", &words, WORDS, &mut wrong);
    let evidence = link("evidence", &form.evidence, &mut wrong).unwrap_or_default();
    // A success that nobody can check is only a claim.
    if matches!(state, Some(State::Adopted | State::Answered)) && words.is_empty() && evidence.is_empty() {
        wrong.push(FieldError::new("words", "error-seat-evidence"));
    }
    match (state, found) {
        (Some(state), Some(day)) if wrong.is_empty() => {
            Ok(CheckedStep { state, refusal, day, words, evidence })
        }
        _ => Err(wrong),
    }
}

/// A rating with its words, checked. 0 takes it back.
///
/// # Errors
/// What is wrong.
pub fn check_rating(rating: i32, words: &str) -> Result<(i32, String), Vec<FieldError>> {
    let mut wrong = Vec::new();
    if !(0..=BEST).contains(&rating) {
        wrong.push(FieldError::new("rating", "error-seat-choose"));
    }
    let words = sanitise::paragraph(words);
    longer("words", &words, WORDS, &mut wrong);
    if wrong.is_empty() { Ok((rating, words)) } else { Err(wrong) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000_000);

    fn step(state: &str, day: &str) -> StepForm {
        StepForm {
            state: state.to_owned(),
            day: day.to_owned(),
            words: "so".to_owned(),
            ..StepForm::default()
        }
    }

    #[test]
    fn steps_follow_one_another_and_never_back() {
        use State::{Adopted, Answered, Attended, Heard, Ignored, Invited, Promised, Refused};
        let ok = |before: &[State], next| may_follow(before, next);
        assert!(ok(&[], Promised) && ok(&[], Attended) && ok(&[], Refused));
        assert!(!ok(&[], Adopted));
        assert!(ok(&[Promised], Invited) && ok(&[Promised], Attended) && !ok(&[Invited], Promised));
        assert!(!ok(&[Promised], Promised));
        assert!(ok(&[Promised, Refused], Promised) && ok(&[Invited, Refused], Invited));
        assert!(ok(&[Invited, Refused], Attended) && !ok(&[Invited, Refused], Promised));
        assert!(!ok(&[Attended], Refused) && !ok(&[Heard], Refused));
        assert!(
            ok(&[Attended], Ignored) && ok(&[Heard, Ignored], Answered) && ok(&[Heard, Answered], Adopted)
        );
        assert!(!ok(&[Heard, Adopted], Adopted) && !ok(&[Invited], Ignored));
        assert!(ok(&[Attended, Ignored], Heard) && !ok(&[Attended, Answered], Heard));
    }

    #[test]
    fn a_step_has_its_day_and_a_refusal_its_reason() {
        let before = [(State::Invited, "2026-03-01".to_owned())];
        assert!(check_step(&step("attended", "2026-03-02"), &before, NOW).is_ok());
        let key = |form: &StepForm| check_step(form, &before, NOW).expect_err("wrong")[0].key;
        assert_eq!(key(&step("attended", "2026-02-28")), "error-seat-day-order");
        assert_eq!(key(&step("attended", "2096-02-28")), "error-seat-day-ahead");
        assert_eq!(key(&step("attended", "2026-02-30")), "error-seat-day");
        assert_eq!(key(&step("attended", "٢٠٢٦-٠٣-٠٢")), "error-seat-day");
        assert_eq!(key(&step("refused", "2026-03-02")), "error-seat-refusal");
        let visa = StepForm { refusal: "visa".to_owned(), ..step("refused", "2026-03-02") };
        assert_eq!(check_step(&visa, &before, NOW).expect("sound").refusal, Some(Refusal::Visa));
        let claimed = StepForm { words: String::new(), ..step("adopted", "2026-03-03") };
        let sat = [(State::Attended, "2026-03-02".to_owned())];
        assert_eq!(check_step(&claimed, &sat, NOW).expect_err("a claim")[0].key, "error-seat-evidence");
        let odd = StepForm { evidence: "javascript:alert(1)".to_owned(), ..step("attended", "2026-03-02") };
        assert_eq!(key(&odd), "error-seat-link");
    }

    #[test]
    fn a_seat_says_whose_table_it_is_and_what_is_dealt_with() {
        let form = Form {
            body: "IASC".to_owned(),
            process: "Guidelines on participation".to_owned(),
            stage: "design".to_owned(),
            kind: "observer".to_owned(),
            audience: "public".to_owned(),
            language: "en".to_owned(),
            ..Form::default()
        };
        let checked = check(&form).expect("sound");
        assert_eq!((checked.body.as_str(), checked.body_kind), ("iasc", BodyKind::Un));
        let odd = Form { body: " ".to_owned(), stage: "later".to_owned(), ..form };
        let keys: Vec<&str> = check(&odd).expect_err("wrong").iter().map(|e| e.key).collect();
        assert!(keys.contains(&"error-seat-body") && keys.contains(&"error-seat-choose"));
    }
}
