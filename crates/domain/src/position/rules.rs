//! Decisions about positions.

use serde::{Deserialize, Serialize};
use sofra_base::clock::Timestamp;
use sofra_base::id::sha256_hex;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;

use super::model::{Audience, Position, Stance};
use crate::error::FieldError;

/// Characters of the reasons in one language at most.
pub const REASONS: usize = 3_000;
/// Languages of the reasons at most.
pub const LANGUAGES: usize = 20;
/// Characters of what a member says inside at most.
pub const INSIDE: usize = 2_000;

impl Audience {
    /// From the widest (0) to the narrowest.
    #[must_use]
    pub const fn narrowness(self) -> u8 {
        match self {
            Self::Public => 0,
            Self::Network => 1,
        }
    }
}

/// Reasons in one language, as people type them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonForm {
    /// BCP 47.
    pub language: String,
    /// Plain text.
    pub reasons: String,
}

/// A position, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// See [`Stance`].
    pub stance: String,
    /// See [`Audience`].
    pub audience: String,
    /// The language of the authentic reasons; the first one where none is named.
    pub authentic: String,
    /// One for each language.
    pub reasons: Vec<ReasonForm>,
    /// Whether members' totals are told.
    pub tells_totals: bool,
    /// The call that it answers, by id on the wire; may be empty.
    pub call: String,
}

/// A form that has been checked.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The stance.
    pub stance: Stance,
    /// Who may read it.
    pub audience: Audience,
    /// The language of the authentic reasons.
    pub authentic: LanguageTag,
    /// The reasons by language.
    pub reasons: Localized<String>,
}

/// Checks a form. Whoever has reservations says which: without them nobody could do better.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &Form) -> Result<Checked, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let stance = Stance::parse(&form.stance);
    if stance.is_none() {
        wrong.push(FieldError::new("stance", "error-stance-required"));
    }
    let audience = Audience::parse(&form.audience);
    if audience.is_none() {
        wrong.push(FieldError::new("audience", "error-audience-required"));
    }
    if form.reasons.len() > LANGUAGES {
        wrong.push(FieldError::limit("reasons", "error-too-many-languages", LANGUAGES as i64));
    }
    let mut reasons = Localized::default();
    let mut first = None;
    for (index, entry) in form.reasons.iter().take(LANGUAGES).enumerate() {
        let text = sanitise::paragraph(&entry.reasons);
        if text.is_empty() {
            continue;
        }
        let field = |name: &str| format!("reasons.{index}.{name}");
        if text.chars().count() > REASONS {
            wrong.push(FieldError::limit(field("reasons"), "error-too-long", REASONS as i64));
        }
        match entry.language.parse::<LanguageTag>() {
            Err(_) => wrong.push(FieldError::new(field("language"), "error-language-invalid")),
            Ok(language) if reasons.get(&language).is_some() => {
                wrong.push(FieldError::new(field("language"), "error-language-twice"));
            }
            Ok(language) => {
                first = first.or_else(|| Some(language.clone()));
                reasons.insert(language, text);
            }
        }
    }
    if stance == Some(Stance::Reservations) && reasons.is_empty() && wrong.is_empty() {
        wrong.push(FieldError::new("reasons.0.reasons", "error-reservations-required"));
    }
    let authentic = form
        .authentic
        .parse::<LanguageTag>()
        .ok()
        .filter(|named| reasons.is_empty() || reasons.get(named).is_some())
        .or(first)
        .unwrap_or_else(LanguageTag::undetermined);
    match (stance, audience) {
        (Some(stance), Some(audience)) if wrong.is_empty() => {
            Ok(Checked { stance, audience, authentic, reasons })
        }
        _ => Err(wrong),
    }
}

/// What decides between two words of the same date, alike on every node: everything that a position says.
#[must_use]
pub fn fingerprint(
    stance: Stance,
    subject: &str,
    subject_hash: &str,
    reasons: &Localized<String>,
    totals: &str,
) -> String {
    let texts: Vec<[&str; 2]> =
        reasons.iter().map(|(language, text)| [language.as_str(), text.as_str()]).collect();
    let whole = serde_json::json!([stance.as_str(), subject, subject_hash, texts, totals]);
    sha256_hex(whole.to_string().as_bytes())
}

/// Whether a word replaces the one that is known: the later one does; of two of the same date always the same.
#[must_use]
pub fn replaces(known: (Timestamp, &str), new: (Timestamp, &str)) -> bool {
    new > known
}

/// Which of a holder's positions on a subject counts: the latest by its holder's word; of two of the same date the one
/// with the greater id. Those that were withdrawn are not among them.
#[must_use]
pub fn latest(positions: &[Position]) -> Option<&Position> {
    positions.iter().max_by(|a, b| (a.updated_at, &a.uri).cmp(&(b.updated_at, &b.uri)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(stance: &str, reasons: &[(&str, &str)]) -> Form {
        Form {
            stance: stance.to_owned(),
            audience: "public".to_owned(),
            reasons: reasons
                .iter()
                .map(|(language, reasons)| ReasonForm {
                    language: (*language).to_owned(),
                    reasons: (*reasons).to_owned(),
                })
                .collect(),
            ..Form::default()
        }
    }

    #[test]
    fn reservations_are_named_and_languages_come_once() {
        assert!(check(&form("support", &[])).is_ok());
        assert!(check(&form("oppose", &[("ar", "لا")])).is_ok());
        assert_eq!(
            check(&form("support-with-reservations", &[])).expect_err("which?")[0].key,
            "error-reservations-required"
        );
        assert!(check(&form("support-with-reservations", &[("fr", "Oui, mais")])).is_ok());
        assert!(check(&form("support", &[("ar", "a"), ("AR", "b")])).is_err());
        assert!(check(&form("support", &[("x y", "a")])).is_err());
        assert!(check(&form("like", &[])).is_err());
        assert!(check(&form("support", &[("en", &"x".repeat(REASONS + 1))])).is_err());
        // A language whose field stayed empty is no mistake.
        assert!(check(&form("support", &[("", " ")])).is_ok());
    }

    #[test]
    fn the_authentic_language_is_one_of_the_reasons() {
        let mut two = form("support", &[("fr", "a"), ("ar", "b")]);
        assert_eq!(check(&two).expect("sound").authentic.as_str(), "fr");
        two.authentic = "ar".to_owned();
        assert_eq!(check(&two).expect("sound").authentic.as_str(), "ar");
        two.authentic = "en".to_owned();
        assert_eq!(check(&two).expect("sound").authentic.as_str(), "fr");
    }

    #[test]
    fn of_two_words_of_one_date_the_same_wins_in_both_orders() {
        let (t1, t2) = (Timestamp(1), Timestamp(2));
        assert!(replaces((t1, "z"), (t2, "a")) && !replaces((t2, "a"), (t1, "z")));
        assert!(replaces((t1, "a"), (t1, "b")) && !replaces((t1, "b"), (t1, "a")));
        assert!(!replaces((t1, "a"), (t1, "a")));
    }
}
