//! Decisions about mandates.

use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::text::sanitise;

use super::model::{Mandate, State, View};
use crate::agenda;
use crate::error::FieldError;

/// Characters of a shown name at most.
pub const NAME: usize = 120;
/// Characters of a forum at most.
pub const FORUM: usize = 300;
/// Characters of the words about a decision at most.
pub const DECISION: usize = 1_000;
/// Subjects of one mandate at most: every demand and theme there is.
pub const SCOPE: usize = 60;
/// Years a mandate lasts at most: then it is given anew.
const YEARS: i32 = 5;
/// Votes of one kind at most.
const VOTES: i32 = 10_000_000;

/// A mandate, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// The account of the member who is to hold it; empty for somebody without an account.
    pub holder: String,
    /// The name to be shown: of somebody without an account, or of whoever writes it for themselves.
    pub name: String,
    /// Whether somebody without an account has agreed to be named so.
    pub agreed: bool,
    /// Identities of demands, themes or an agenda.
    pub scope: Vec<String>,
    /// Where it holds.
    pub forum: String,
    /// The decision it rests on.
    pub decision: String,
    /// `YYYY-MM-DD`.
    pub decided_on: String,
    /// A number, or nothing.
    pub votes_for: String,
    /// A number, or nothing.
    pub votes_against: String,
    /// A number, or nothing.
    pub votes_abstained: String,
    /// `YYYY-MM-DD`.
    pub from: String,
    /// `YYYY-MM-DD`.
    pub until: String,
}

/// A form that has been checked; the holder is looked up by the action.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Checked {
    pub name: String,
    pub scope: Vec<String>,
    pub forum: String,
    pub decision: String,
    pub decided_on: Option<String>,
    pub votes: [Option<i32>; 3],
    pub from: String,
    pub until: String,
}

/// A day as it is stored, if it is one.
#[must_use]
pub fn day(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() == 10)
        .then(|| Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z")))
        .flatten()
        .map(Timestamp::day)
        .filter(|found| found == text)
}

/// The day a number of days after another.
#[must_use]
pub fn days_after(text: &str, days: i64) -> Option<String> {
    let begin = Timestamp::parse_rfc3339(&format!("{text}T00:00:00Z"))?;
    Some((begin + sofra_base::clock::days(days)).day())
}

/// Whether an identity names something that a mandate can be about.
#[must_use]
pub fn is_subject(urn: &str) -> bool {
    agenda::by_urn(urn).is_some()
        || agenda::theme_by_urn(urn).is_some()
        || agenda::whole_by_urn(urn).is_some()
}

/// Checks a form. `has_account` says whether a member is to hold it.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &Form, has_account: bool, today: &str) -> Result<Checked, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let name = sanitise::name(&form.name, NAME);
    if !has_account && name.is_empty() {
        wrong.push(FieldError::new("name", "error-field-required"));
    }
    if !has_account && !form.agreed {
        wrong.push(FieldError::new("agreed", "error-agreement-required"));
    }
    let mut scope = Vec::new();
    for urn in &form.scope {
        if !is_subject(urn) {
            wrong.push(FieldError::new("scope", "error-demand-unknown"));
        } else if !scope.contains(urn) {
            scope.push(urn.clone());
        }
    }
    if form.scope.is_empty() {
        wrong.push(FieldError::new("scope", "error-scope-required"));
    }
    let mut words = |field: &'static str, text: &str, most: usize| {
        let text = sanitise::paragraph(text);
        if text.is_empty() {
            wrong.push(FieldError::new(field, "error-field-required"));
        } else if text.chars().count() > most {
            wrong.push(FieldError::limit(field, "error-too-long", most as i64));
        }
        text
    };
    let forum = words("forum", &form.forum, FORUM);
    let decision = words("decision", &form.decision, DECISION);
    let decided_on = day(&form.decided_on).filter(|found| found.as_str() <= today);
    if decided_on.is_none() {
        wrong.push(FieldError::new("decided_on", "error-day-invalid"));
    }
    let mut votes = [None; 3];
    let typed = [
        ("votes_for", &form.votes_for),
        ("votes_against", &form.votes_against),
        ("votes_abstained", &form.votes_abstained),
    ];
    for (place, (field, text)) in typed.into_iter().enumerate() {
        if !text.trim().is_empty() {
            votes[place] = text.trim().parse().ok().filter(|found| (0..=VOTES).contains(found));
            if votes[place].is_none() {
                wrong.push(FieldError::new(field, "error-number-invalid"));
            }
        }
    }
    let (from, until) = (day(&form.from), day(&form.until));
    if from.is_none() {
        wrong.push(FieldError::new("from", "error-day-invalid"));
    }
    let sound = match (&from, &until) {
        (Some(from), Some(until)) => until >= from && until.as_str() >= today && years(from, until) <= YEARS,
        (None, Some(_)) => true,
        _ => false,
    };
    if !sound {
        wrong.push(FieldError::limit("until", "error-until-invalid", YEARS.into()));
    }
    match (from, until) {
        (Some(from), Some(until)) if wrong.is_empty() => {
            Ok(Checked { name, scope, forum, decision, decided_on, votes, from, until })
        }
        _ => Err(wrong),
    }
}

fn years(from: &str, until: &str) -> i32 {
    let year = |text: &str| text.get(..4).and_then(|y| y.parse::<i32>().ok()).unwrap_or(0);
    // A day more than whole years is one year more.
    year(until) - year(from) - i32::from(until.get(5..) < from.get(5..))
        + i32::from(until.get(5..) > from.get(5..))
}

/// How a mandate stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Not given yet.
    Draft,
    /// Given, to begin later.
    Ahead,
    /// It holds.
    Active,
    /// Its last day is over.
    Expired,
    /// It was taken back.
    Revoked,
}

impl Standing {
    /// The word for it, in keys and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ahead => "ahead",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// How a mandate stands on a day, written `YYYY-MM-DD`.
#[must_use]
pub fn standing(mandate: &Mandate, today: &str) -> Standing {
    match mandate.state {
        State::Draft => Standing::Draft,
        State::Revoked => Standing::Revoked,
        State::Active if today < mandate.valid_from.as_str() => Standing::Ahead,
        State::Active if today > mandate.valid_until.as_str() => Standing::Expired,
        State::Active => Standing::Active,
    }
}

/// Whether a mandate is about all of these demands. A text about no demand is covered by a mandate for a whole agenda
/// only.
#[must_use]
pub fn covers(scope: &[String], demands: &[String]) -> bool {
    let has = |urn: &str| scope.iter().any(|known| known == urn);
    if scope.iter().any(|urn| agenda::whole_by_urn(urn).is_some()) {
        return true;
    }
    !demands.is_empty()
        && demands.iter().all(|urn| {
            let Some((agenda, theme, demand)) = agenda::by_urn(urn) else { return false };
            // A demand that is part of another is covered with it.
            let parent = demand.parent.as_deref().and_then(|code| agenda.demand(code));
            has(urn)
                || has(&agenda.theme_urn(theme))
                || parent.is_some_and(|(_, whole)| has(&agenda.urn(whole)))
        })
}

/// What a statement's page says about the mandate under which it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// It speaks for a person, or comes from other software: nobody expects one.
    NotExpected,
    /// There is none that covers it: none is named, or the author's own document does not list the one that is named.
    Without,
    /// One is named that is not about this.
    NotCovering(View),
    /// One is named that did not hold when the statement was published.
    NotThen(View),
    /// It held then and holds now.
    Holds(View),
    /// It held then; its time is over.
    Expired(View),
    /// It held then; it was taken back later.
    Revoked(View),
    /// It held then; the author's document no longer names it.
    Unlisted(View),
}

/// Judges a mandate that a statement names and its author lists.
#[must_use]
pub fn judge(view: View, demands: &[String], published: Timestamp, today: &str) -> Mark {
    let mandate = &view.mandate;
    let day = published.day();
    let held = mandate.state != State::Draft
        && mandate.valid_from <= day
        && day <= mandate.valid_until
        // On the wire times have seconds only: what was said in the second of the end was said under it.
        && mandate.revoked_at.is_none_or(|at| at.as_seconds() >= published.as_seconds());
    if !covers(&view.scope, demands) {
        Mark::NotCovering(view)
    } else if !held {
        Mark::NotThen(view)
    } else {
        match standing(mandate, today) {
            Standing::Revoked => Mark::Revoked(view),
            _ if mandate.unlisted_at.is_some() => Mark::Unlisted(view),
            Standing::Expired => Mark::Expired(view),
            _ => Mark::Holds(view),
        }
    }
}

/// What an approval of a mandate binds to: all that becomes public, and who holds it.
#[must_use]
pub fn fingerprint(view: &View) -> String {
    let m = &view.mandate;
    let whole = serde_json::json!([
        m.holder_id.as_ref().map(crate::account::AccountId::as_str),
        m.shown_name,
        m.forum,
        m.decision,
        m.decided_on,
        m.votes_for,
        m.votes_against,
        m.votes_abstained,
        m.valid_from,
        m.valid_until,
        view.scope,
    ]);
    sha256_hex(whole.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            name: "Amal".into(),
            agreed: true,
            scope: vec!["urn:sofra:agenda:istanbul-2018:R".into()],
            forum: "Global Refugee Forum".into(),
            decision: "General assembly".into(),
            decided_on: "2026-01-10".into(),
            votes_for: "31".into(),
            votes_against: "0".into(),
            from: "2026-02-01".into(),
            until: "2027-01-31".into(),
            ..Form::default()
        }
    }

    #[test]
    fn a_mandate_needs_scope_forum_decision_and_an_end() {
        let checked = check(&form(), false, "2026-02-01").expect("sound");
        assert_eq!(checked.votes, [Some(31), Some(0), None]);
        let empty = check(&Form::default(), false, "2026-02-01").expect_err("nothing is there");
        let fields: Vec<&str> = empty.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["name", "agreed", "scope", "forum", "decision", "decided_on", "from", "until"]);
        let wrong = |change: fn(&mut Form)| {
            let mut changed = form();
            change(&mut changed);
            check(&changed, false, "2026-02-01").is_err()
        };
        assert!(wrong(|f| f.until = "2026-01-31".into()), "it ends before it begins");
        assert!(wrong(|f| f.until = "2031-02-02".into()), "nobody speaks for ever");
        assert!(!wrong(|f| f.until = "2031-02-01".into()));
        assert!(wrong(|f| f.until = "2026-02-31".into()), "no such day");
        assert!(wrong(|f| f.decided_on = "2026-03-01".into()), "not decided yet");
        assert!(wrong(|f| f.votes_against = "-1".into()));
        assert!(wrong(|f| f.scope.push("urn:sofra:agenda:other:X1".into())));
    }

    #[test]
    fn a_theme_covers_its_demands_and_a_demand_its_parts() {
        let urns = |codes: &[&str]| -> Vec<String> {
            codes.iter().map(|code| format!("urn:sofra:agenda:istanbul-2018:{code}")).collect()
        };
        assert!(covers(&urns(&["R"]), &urns(&["R1", "R2"])));
        assert!(!covers(&urns(&["R"]), &urns(&["R1", "S1"])));
        assert!(covers(&urns(&["S1"]), &urns(&["S1a"])) && !covers(&urns(&["S1a"]), &urns(&["S1"])));
        assert!(!covers(&urns(&["R"]), &[]), "what is about nothing in particular");
        let whole = vec!["urn:sofra:agenda:istanbul-2018".to_owned()];
        assert!(covers(&whole, &[]) && covers(&whole, &urns(&["R1", "S1"])));
        assert!(!covers(&[], &urns(&["R1"])));
    }
}
