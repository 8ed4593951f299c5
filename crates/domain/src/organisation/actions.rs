//! Making an organisation and describing it.

use diesel::prelude::*;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::{markdown, sanitise};
use sofra_db::AnyConnection;
use sofra_db::schema::actor;

use super::rules::{self, FactsForm};
use crate::account::{self, Identity};
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

/// An organisation that the host makes on the node.
#[derive(Debug, Clone, Default)]
pub struct New {
    /// The name in its handle.
    pub username: String,
    /// Its name.
    pub name: String,
    /// A few words about it (Markdown).
    pub about: String,
    /// The language of both.
    pub language: Option<LanguageTag>,
}

/// The host makes an organisation on the node. It has nobody to decide for it until somebody used the invitation that
/// the host makes next.
///
/// # Errors
/// `NotFound` unless the account runs the node; `Invalid`, with all that is wrong at once.
pub fn establish(
    conn: &mut AnyConnection,
    at: &At,
    who: Option<&Identity>,
    new: &New,
    keys: Keys,
) -> Result<Actor> {
    account::rules::host_only(who)?;
    let mut wrong = Vec::new();
    let username = sanitise::username(&new.username);
    match &username {
        Err(_) => wrong.push(FieldError::new("username", "error-username-invalid")),
        Ok(username) if crate::actor::store::is_taken(conn, &sanitise::skeleton(username))? => {
            wrong.push(FieldError::new("username", "error-username-taken"));
        }
        Ok(_) => {}
    }
    match account::rules::called("name", &new.name, LONGEST_NAME) {
        Ok(name) if is_name_taken(conn, &name, None)? => {
            wrong.push(FieldError::new("name", "error-organisation-name-taken"));
        }
        Ok(_) => {}
        Err(error) => wrong.push(error),
    }
    if new.about.chars().count() > 2000 {
        wrong.push(FieldError::limit("about", "error-too-long", 2000));
    }
    let Some(language) = new.language.as_ref() else {
        wrong.push(FieldError::new("language", "error-language-invalid"));
        return Err(Error::Invalid(wrong));
    };
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let made = create(conn, at, &new.username, language, &new.name, &new.about, keys)?;
    let act = Act {
        act: "organisation.create",
        object: made.id.as_str(),
        organisation: Some(&made.id),
        reason: "",
    };
    audit::actions::record(conn, at.now, who, act)?;
    Ok(made)
}

/// Characters of a name at most.
const LONGEST_NAME: usize = 120;

/// Whether another organisation of this node has a name, in any language, that looks the same (UNI-02, UNI-06).
///
/// # Errors
/// The database's own.
pub fn is_name_taken(conn: &mut AnyConnection, name: &str, except: Option<&ActorId>) -> Result<bool> {
    let skeleton = sanitise::skeleton(name);
    Ok(crate::actor::store::local_organisations(conn)?.iter().filter(|other| Some(&other.id) != except).any(
        |other| {
            let names = other.localized_name();
            let same = |name: &str| sanitise::skeleton(name) == skeleton;
            same(&other.name) || names.iter().any(|(_, name)| same(name))
        },
    ))
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
            crate::overview::actions::holder_changed(conn, at.now, id)?;
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
        let field = format!("texts.{index}.name");
        let name = match account::rules::called(&field, name, LONGEST_NAME) {
            Ok(name) => name,
            Err(error) => {
                wrong.push(error);
                String::new()
            }
        };
        if !name.is_empty() && is_name_taken(conn, &name, Some(id))? {
            wrong.push(FieldError::new(field, "error-organisation-name-taken"));
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
