//! Making an organisation and describing it.

use diesel::prelude::*;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::{markdown, sanitise};
use sofra_db::AnyConnection;
use sofra_db::schema::actor;

use super::rules::{self, FactsForm};
use crate::account::Identity;
use crate::actor::actions::{Keys, NewLocal, create_local};
use crate::actor::{Actor, ActorId, ActorKind};
use crate::audit::{self, actions::Act};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::site::At;

/// Makes an organisation on this node.
///
/// # Errors
/// `Invalid` when the user name is not one or is taken.
pub fn create(
    conn: &mut AnyConnection,
    at: &At,
    username: &str,
    language: &LanguageTag,
    name: &str,
    about: &str,
    keys: Keys,
) -> Result<Actor> {
    let mut names = Localized::default();
    names.insert(language.clone(), sanitise::name(name, 120));
    let mut summaries = Localized::default();
    if !about.trim().is_empty() {
        summaries.insert(language.clone(), markdown::render(about, false).html);
    }
    create_local(
        conn,
        at,
        NewLocal {
            kind: ActorKind::Organisation,
            username: username.to_owned(),
            names,
            summaries,
            approves_followers: false,
        },
        keys,
    )
}

/// An organisation's name and words, as an officer types them.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Name and words (Markdown) for each language; the first is the plain one.
    pub texts: Vec<(String, String, String)>,
    /// Whether it wants to be asked before somebody follows it.
    pub approves_followers: bool,
}

/// Changes an organisation's name and words and tells the followers; its facts stay as they are.
///
/// # Errors
/// `Forbidden` unless the account is an officer of it, `Invalid`.
pub fn describe(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    profile: &Profile,
) -> Result<()> {
    write_words(conn, at, who, id, profile)?;
    changed(conn, at, who, id)
}

/// Changes an organisation's whole profile, name, words and facts, and tells the followers once.
///
/// # Errors
/// As [`describe`].
pub fn describe_fully(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    profile: &Profile,
    facts: &FactsForm,
) -> Result<()> {
    let checked = rules::check(facts, at.now.parts().0.into());
    match (write_words(conn, at, who, id, profile), checked) {
        (Ok(()), Ok(facts)) => {
            super::store::replace_facts(conn, id, &facts, at.now)?;
            changed(conn, at, who, id)
        }
        // All that is wrong is named at once.
        (Err(Error::Invalid(mut wrong)), Err(more)) => {
            wrong.extend(more);
            Err(Error::Invalid(wrong))
        }
        (Err(error), _) => Err(error),
        (Ok(()), Err(wrong)) => Err(Error::Invalid(wrong)),
    }
}

fn changed(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ActorId) -> Result<()> {
    let act = Act { act: "organisation.describe", object: id.as_str(), organisation: Some(id), reason: "" };
    audit::actions::record(conn, at.now, Some(who), act)?;
    fact::record(conn, &Fact::ActorChanged { actor: id.clone() }, at.now)
}

fn write_words(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    id: &ActorId,
    profile: &Profile,
) -> Result<()> {
    if !who.is_officer(id) {
        return Err(Error::Forbidden("officers-only"));
    }
    let mut wrong = Vec::new();
    let mut names = Localized::default();
    let mut summaries = Localized::default();
    let mut plain = None;
    for (index, (language, name, about)) in profile.texts.iter().enumerate() {
        let Ok(language) = language.parse::<LanguageTag>() else {
            wrong.push(FieldError::new(format!("texts.{index}.language"), "error-language-invalid"));
            continue;
        };
        let name = sanitise::name(name, 120);
        if name.is_empty() {
            wrong.push(FieldError::new(format!("texts.{index}.name"), "error-field-required"));
        }
        if about.chars().count() > 5000 {
            wrong.push(FieldError::limit(format!("texts.{index}.about"), "error-too-long", 5000));
            continue;
        }
        let html = markdown::render(about, false).html;
        plain.get_or_insert_with(|| (name.clone(), html.clone()));
        names.insert(language.clone(), name);
        summaries.insert(language, html);
    }
    let Some((name, summary)) = plain.filter(|_| wrong.is_empty()) else {
        if wrong.is_empty() {
            wrong.push(FieldError::new("texts", "error-field-required"));
        }
        return Err(Error::Invalid(wrong));
    };
    let json =
        |map: &Localized<String>| serde_json::to_string(map).map_err(|e| Error::Internal(e.to_string()));
    diesel::update(actor::table.find(id))
        .set((
            actor::name.eq(name),
            actor::names.eq(json(&names)?),
            actor::summary.eq(summary),
            actor::summaries.eq(json(&summaries)?),
            actor::approves_followers.eq(profile.approves_followers),
            actor::updated_at.eq(at.now),
        ))
        .execute(conn)?;
    crate::directory::actions::renamed(conn, id)
}
