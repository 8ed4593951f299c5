//! Decisions about networks: values in, decision out.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sofra_base::clock::{Span, Timestamp, days};
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;

use super::model::Kind;
use crate::account;
use crate::actor::ActorId;
use crate::error::FieldError;

/// Coordinators at most, and organisations that one member may choose at most.
pub const COORDINATORS: usize = 5;
/// How many members vouch for whoever applies, where nothing else was said.
pub const VOUCHES: i32 = 2;
/// Activities of one member that are passed on within an hour.
pub const RELAYS: i32 = 120;
/// Organisations that apply at the same time at most.
pub const APPLICANTS: usize = 500;
/// Of one host.
pub const APPLICANTS_OF_HOST: usize = 20;
/// For how long an organisation that was refused is not heard.
pub const REFUSED_FOR: Span = days(30);
/// Characters of what an applicant says, or of a reason.
pub const WORDS: usize = 1_000;
/// Characters of a founding text in one language at most.
pub const FOUNDING: usize = 20_000;

/// How many must vouch: as many as the network asks for, but not more than there are members.
#[must_use]
pub fn vouches_needed(members: usize, asked: i32) -> usize {
    usize::try_from(asked).unwrap_or(1).min(members).max(1)
}

/// How many coordinators it takes to suspend or readmit somebody: two, or one if there is only one besides whom it is
/// about; without any it cannot be done.
#[must_use]
pub fn motions_needed(others: usize) -> Option<usize> {
    (others > 0).then(|| others.min(2))
}

/// A member, as far as it matters for who coordinates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub id: ActorId,
    /// Its id on the wire: the last thing that decides between equals.
    pub uri: String,
    /// Since when.
    pub admitted_at: Timestamp,
    /// Whether it coordinates now.
    pub coordinates: bool,
}

/// Who coordinates. The members' choices stand until they change them; as soon as a third of the members have chosen,
/// the organisations chosen by most coordinate, [`COORDINATORS`] at most; of equals the one that was admitted earlier.
/// Before that, those who coordinate go on; if none of them is left, the member that was admitted first.
#[must_use]
pub fn coordinators(members: &[Candidate], choices: &[(ActorId, ActorId)]) -> BTreeSet<ActorId> {
    let present: BTreeMap<&ActorId, &Candidate> = members.iter().map(|member| (&member.id, member)).collect();
    let valid: BTreeSet<(&ActorId, &ActorId)> = choices
        .iter()
        .filter(|(voter, candidate)| present.contains_key(voter) && present.contains_key(candidate))
        .map(|(voter, candidate)| (voter, candidate))
        .collect();
    let voters: BTreeSet<&ActorId> = valid.iter().map(|(voter, _)| *voter).collect();
    let earliest = |a: &&Candidate, b: &&Candidate| (a.admitted_at, &a.uri).cmp(&(b.admitted_at, &b.uri));
    if voters.is_empty() || voters.len() * 3 < members.len() {
        let now: BTreeSet<ActorId> =
            members.iter().filter(|member| member.coordinates).map(|member| member.id.clone()).collect();
        if !now.is_empty() {
            return now;
        }
        return members.iter().min_by(earliest).map(|first| first.id.clone()).into_iter().collect();
    }
    let mut counts: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for (_, candidate) in &valid {
        *counts.entry(candidate).or_default() += 1;
    }
    let mut ranked: Vec<(&Candidate, usize)> =
        counts.into_iter().filter_map(|(id, count)| Some((*present.get(id)?, count))).collect();
    ranked.sort_by(|(a, most), (b, more)| more.cmp(most).then_with(|| earliest(a, b)));
    ranked.into_iter().take(COORDINATORS).map(|(member, _)| member.id.clone()).collect()
}

/// What a founding is about, as people type it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoundingForm {
    /// The name in its handle.
    pub username: String,
    /// See [`Kind`].
    pub kind: String,
    /// The network it is to be a part of, by id on the wire; or empty.
    pub parent: String,
    /// Language, name and founding text; the first is the authentic one.
    pub texts: Vec<(String, String, String)>,
}

/// A founding that has been checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Founding {
    /// The name in its handle.
    pub username: String,
    /// What brings it together.
    pub kind: String,
    /// The network it is to be a part of, by id on the wire.
    pub parent: Option<String>,
    /// What it is called.
    pub names: Localized<String>,
    /// What it is founded on; plain text.
    pub texts: Localized<String>,
    /// The language that was written first: the one name that those see who show no other.
    #[serde(default)]
    pub authentic: Option<LanguageTag>,
}

impl Founding {
    /// What brings it together.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Kind::parse(&self.kind).unwrap_or(Kind::Other)
    }
}

/// Checks a founding.
///
/// # Errors
/// All that is wrong, at once.
pub fn check(form: &FoundingForm) -> Result<Founding, Vec<FieldError>> {
    let mut wrong = Vec::new();
    let username = sanitise::username(&form.username).unwrap_or_else(|_| {
        wrong.push(FieldError::new("username", "error-username-invalid"));
        String::new()
    });
    if Kind::parse(&form.kind).is_none() {
        wrong.push(FieldError::new("kind", "error-field-required"));
    }
    let (mut names, mut texts) = (Localized::default(), Localized::default());
    let mut authentic = None;
    for (index, (language, name, text)) in form.texts.iter().enumerate() {
        let Ok(language) = language.parse::<LanguageTag>() else {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-invalid"));
            continue;
        };
        authentic.get_or_insert_with(|| language.clone());
        match account::rules::called(&format!("texts.{index}.name"), name, 120) {
            Ok(name) => {
                if names.insert(language.clone(), name).is_some() {
                    wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-twice"));
                }
            }
            Err(error) => wrong.push(error),
        }
        let field = format!("texts.{index}.founding");
        let text = sanitise::paragraph(text);
        match text.chars().count() {
            0 => wrong.push(FieldError::new(field, "error-field-required")),
            long if long > FOUNDING => {
                wrong.push(FieldError::limit(field, "error-too-long", FOUNDING as i64));
            }
            _ => {
                texts.insert(language, text);
            }
        }
    }
    if form.texts.is_empty() {
        wrong.push(FieldError::new("texts.0.name", "error-field-required"));
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let parent = Some(form.parent.trim().to_owned()).filter(|parent| !parent.is_empty());
    Ok(Founding { username, kind: form.kind.clone(), parent, names, texts, authentic })
}

/// Words with a limit, as plain text.
///
/// # Errors
/// `error-too-long`, or `error-reason-required` where they are needed.
pub fn words(field: &str, text: &str, needed: bool) -> Result<String, FieldError> {
    let text = sanitise::paragraph(text);
    match text.chars().count() {
        0 if needed => Err(FieldError::new(field, "error-reason-required")),
        long if long > WORDS => Err(FieldError::limit(field, "error-too-long", WORDS as i64)),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn members(many: usize) -> Vec<Candidate> {
        (0..many)
            .map(|number| Candidate {
                id: ActorId::new(),
                uri: format!("https://n{number}.example/o/x"),
                admitted_at: Timestamp(i64::try_from(number).expect("small")),
                coordinates: number == 0,
            })
            .collect()
    }

    fn choose(members: &[Candidate], list: &[(usize, usize)]) -> Vec<(ActorId, ActorId)> {
        list.iter().map(|(voter, who)| (members[*voter].id.clone(), members[*who].id.clone())).collect()
    }

    #[test]
    fn the_founder_coordinates_until_a_third_has_chosen() {
        let all = members(7);
        let founder: BTreeSet<ActorId> = [all[0].id.clone()].into();
        assert_eq!(coordinators(&all, &[]), founder);
        assert_eq!(coordinators(&all, &choose(&all, &[(1, 3), (2, 3)])), founder, "two of seven");
        let chosen = coordinators(&all, &choose(&all, &[(1, 3), (2, 3), (4, 5)]));
        assert_eq!(chosen, [all[3].id.clone(), all[5].id.clone()].into());
    }

    #[test]
    fn without_anybody_left_the_first_member_coordinates() {
        let mut all = members(3);
        all[0].coordinates = false;
        all.reverse();
        assert_eq!(coordinators(&all, &[]), [all[2].id.clone()].into());
        assert!(coordinators(&[], &[]).is_empty());
    }

    #[test]
    fn of_equals_the_earlier_admitted_and_five_at_most() {
        let all = members(8);
        let every: Vec<(usize, usize)> = (0..8).map(|number| (number, number)).collect();
        let chosen = coordinators(&all, &choose(&all, &every));
        let first: BTreeSet<ActorId> = all[..COORDINATORS].iter().map(|member| member.id.clone()).collect();
        assert_eq!(chosen, first);
    }

    #[test]
    fn thresholds() {
        assert_eq!(vouches_needed(1, 2), 1);
        assert_eq!(vouches_needed(2, 2), 2);
        assert_eq!(vouches_needed(90, 2), 2);
        assert_eq!((motions_needed(0), motions_needed(1), motions_needed(4)), (None, Some(1), Some(2)));
    }

    proptest! {
        #[test]
        fn strangers_and_repetition_change_nothing(
            list in proptest::collection::vec((0_usize..6, 0_usize..6), 0..20),
        ) {
            let all = members(6);
            let strangers = members(3);
            let choices = choose(&all, &list);
            let once = coordinators(&all, &choices);
            let mut more = choices.clone();
            more.extend(choices.iter().cloned());
            more.extend(choose(&strangers, &[(0, 1), (1, 1), (2, 1)]));
            more.push((strangers[0].id.clone(), all[5].id.clone()));
            prop_assert_eq!(&coordinators(&all, &more), &once);
            prop_assert!(once.len() <= COORDINATORS && !once.is_empty());
        }
    }
}
