//! Choosing to be seen, and taking it back.

use std::collections::BTreeSet;

use diesel::prelude::*;
use sofra_base::lang::{LanguageTag, Localized};
use sofra_base::text::sanitise;
use sofra_db::AnyConnection;
use sofra_db::schema::{account as account_table, actor as actor_table, follow, membership};

use crate::account::{self, Identity};
use crate::actor::actions::{Keys, NewLocal, create_local};
use crate::actor::{self, Actor, ActorId, ActorKind};
use crate::error::{Error, FieldError, Result};
use crate::fact::{self, Fact};
use crate::site::At;
use crate::statement;

/// What a person will be called in public.
#[derive(Debug, Clone, Default)]
pub struct Public {
    /// The name in the handle. It is not the name for signing in: whoever knew that could try passwords.
    pub handle: String,
    /// What the person is called.
    pub name: String,
}

/// Checks what a person wants to be called in public, before they are asked whether they are sure.
///
/// # Errors
/// `Invalid`, with all that is wrong at once; `Conflict` when they have a public profile.
pub fn check(conn: &mut AnyConnection, who: &Identity, public: &Public) -> Result<(String, String)> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    if who.person.is_some() {
        return Err(Error::Conflict("error-already-public"));
    }
    let mut wrong = Vec::new();
    let handle = sanitise::username(&public.handle).unwrap_or_default();
    let skeleton = sanitise::skeleton(&handle);
    if handle.is_empty() {
        wrong.push(FieldError::new("handle", "error-username-invalid"));
    } else if skeleton == sanitise::skeleton(&who.login) {
        wrong.push(FieldError::new("handle", "error-handle-is-login"));
    } else if actor::store::is_taken(conn, &skeleton)? {
        wrong.push(FieldError::new("handle", "error-username-taken"));
    }
    let name = account::rules::person_name("name", &public.name).map_err(|error| wrong.push(error));
    match name {
        Ok(name) if wrong.is_empty() => Ok((handle, name)),
        _ => Err(Error::Invalid(wrong)),
    }
}

/// Somebody chooses to have a public profile.
///
/// # Errors
/// As [`check`].
pub fn appear(
    conn: &mut AnyConnection,
    at: &At,
    who: &Identity,
    public: &Public,
    language: &LanguageTag,
    keys: Keys,
) -> Result<Actor> {
    let (username, name) = check(conn, who, public)?;
    let mut names = Localized::default();
    names.insert(language.clone(), name);
    let new = NewLocal {
        kind: ActorKind::Member,
        username,
        names,
        summaries: Localized::default(),
        approves_followers: true,
    };
    let made = create_local(conn, at, new, keys)?;
    diesel::update(account_table::table.find(&who.account))
        .set(account_table::actor_id.eq(&made.id))
        .execute(conn)?;
    Ok(made)
}

/// Somebody takes their public profile back. What they said under it is withdrawn, those who followed it and those who
/// hold a copy are told, and the name is never given out again.
///
/// # Errors
/// `NotFound` without one.
pub fn disappear(conn: &mut AnyConnection, at: &At, who: &Identity) -> Result<()> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let id = who.person.clone().ok_or(Error::NotFound)?;
    // A decision about a person does not end by their coming back under another name.
    if actor::store::get(conn, &id)?.suspended_at.is_some() {
        return Err(Error::Forbidden("suspended"));
    }
    // Asked before the follows are gone.
    let mut inboxes: BTreeSet<String> = actor::store::inboxes_told_by(conn, &id)?.into_iter().collect();
    for follower in crate::follow::store::remote_followers(conn, &id)? {
        inboxes.insert(follower.delivery_inbox().to_owned());
    }
    for (_, followed) in crate::follow::store::following(conn, &id)? {
        if !followed.local {
            inboxes.insert(followed.delivery_inbox().to_owned());
        }
    }
    statement::store::withdraw_all_of(conn, &id, at.now)?;
    crate::position::actions::end_all_of(conn, at.now, &id)?;
    diesel::delete(follow::table.filter(follow::follower_id.eq(&id).or(follow::target_id.eq(&id))))
        .execute(conn)?;
    diesel::update(actor_table::table.find(&id))
        .set((
            actor_table::deleted_at.eq(at.now),
            actor_table::updated_at.eq(at.now),
            actor_table::name.eq(""),
            actor_table::names.eq("{}"),
            actor_table::summary.eq(""),
            actor_table::summaries.eq("{}"),
            actor_table::icon_media_id.eq(None::<String>),
        ))
        .execute(conn)?;
    diesel::update(account_table::table.find(&who.account))
        .set(account_table::actor_id.eq(None::<ActorId>))
        .execute(conn)?;
    // They agreed to be named by the name that is gone.
    diesel::update(membership::table.filter(membership::account_id.eq(&who.account)))
        .set(membership::shown.eq(false))
        .execute(conn)?;
    fact::record(conn, &Fact::ActorGone { actor: id, inboxes: inboxes.into_iter().collect() }, at.now)
}

/// Somebody chooses whether an organisation's public page names them.
///
/// # Errors
/// `NotFound` without a seat in it.
pub fn show_in(conn: &mut AnyConnection, who: &Identity, organisation: &ActorId, shown: bool) -> Result<()> {
    if !who.may_write {
        return Err(Error::Forbidden("read-only"));
    }
    let changed = diesel::update(membership::table.find((&who.account, organisation)))
        .set(membership::shown.eq(shown))
        .execute(conn)?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}
