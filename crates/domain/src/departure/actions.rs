//! Deleting an account and an organisation.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::{
    account, actor, actor_key, approval_rule, brought_archive, directory_entry, follow, mandate, media,
    member_position, membership, organisation_profile, organisation_trait, proposal, statement,
    statement_revision, vouch,
};

use super::store;
use crate::account::{AccountId, Identity};
use crate::actor::ActorId;
use crate::approval;
use crate::audit;
use crate::error::{Error, Result};
use crate::fact::{self, Fact};
use crate::notification::{self, Kind};
use crate::proof;
use crate::site::At;
use crate::statement::State;

/// Deletes an account with all that is its own. What it wrote for organisations stays theirs, without its name. The
/// password was verified before.
///
/// # Errors
/// `Conflict` for the last host of the node and the last officer of an organisation.
pub fn delete_account(conn: &mut AnyConnection, at: &At, who: &Identity) -> Result<()> {
    store::check_account(conn, who)?;
    end_account(conn, at, Some(who), who)
}

/// Deletes an account at the machine itself, with all that is its own.
///
/// # Errors
/// As [`delete_account`].
pub fn delete_account_at_the_machine(conn: &mut AnyConnection, at: &At, id: &AccountId) -> Result<()> {
    let found = crate::account::store::get(conn, id)?;
    let leaving = match crate::account::store::identity(conn, id, true) {
        Ok(leaving) => {
            store::check_account(conn, &leaving)?;
            leaving
        }
        // Switched off: nothing depends on it any more.
        Err(Error::SignIn) => Identity {
            account: found.id,
            login: found.login,
            role: found.role,
            person: found.actor_id,
            language: None,
            seats: Vec::new(),
            may_write: false,
        },
        Err(error) => return Err(error),
    };
    end_account(conn, at, None, &leaving)
}

fn end_account(conn: &mut AnyConnection, at: &At, by: Option<&Identity>, who: &Identity) -> Result<()> {
    if let Some(person) = &who.person {
        depart(conn, at, person)?;
    }
    let nobody = None::<AccountId>;
    diesel::update(statement::table.filter(statement::written_by.eq(&who.account)))
        .set(statement::written_by.eq(&nobody))
        .execute(conn)?;
    diesel::update(statement_revision::table.filter(statement_revision::written_by.eq(&who.account)))
        .set(statement_revision::written_by.eq(&nobody))
        .execute(conn)?;
    diesel::update(media::table.filter(media::account_id.eq(&who.account)))
        .set(media::account_id.eq(&nobody))
        .execute(conn)?;
    // The record names accounts by their number alone; with the account goes what the number stood for.
    audit::actions::record(
        conn,
        at.now,
        by,
        audit::actions::Act {
            act: "account.delete",
            object: who.account.as_str(),
            organisation: None,
            reason: "",
        },
    )?;
    approval::store::forget(conn, who.account.as_str())?;
    // All else that belongs to it goes with the row.
    diesel::delete(account::table.find(&who.account)).execute(conn)?;
    Ok(())
}

/// Deletes an organisation with all that it said. Followers elsewhere are told, and whoever holds copies.
///
/// # Errors
/// As [`store::check_organisation`].
pub fn delete_organisation(conn: &mut AnyConnection, at: &At, who: &Identity, id: &ActorId) -> Result<()> {
    store::check_organisation(conn, who, id)?;
    end_organisation(conn, at, Some(who), id)
}

/// Deletes an organisation at the machine itself.
///
/// # Errors
/// `NotFound` for what is none of this node, `Conflict` for the organisation that hosts the node.
pub fn delete_organisation_at_the_machine(conn: &mut AnyConnection, at: &At, id: &ActorId) -> Result<()> {
    let found = crate::actor::store::get(conn, id)?;
    if !found.local || found.kind != crate::actor::ActorKind::Organisation || found.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    if crate::node::store::get(conn)?.organisation_id.as_ref() == Some(id) {
        return Err(Error::Conflict("error-hosts-the-node"));
    }
    end_organisation(conn, at, None, id)
}

fn end_organisation(conn: &mut AnyConnection, at: &At, who: Option<&Identity>, id: &ActorId) -> Result<()> {
    let members: Vec<AccountId> = membership::table
        .filter(membership::organisation_id.eq(id))
        .select(membership::account_id)
        .load(conn)?;
    for member in members.iter().filter(|member| who.is_none_or(|who| who.account != **member)) {
        notification::actions::tell(conn, at.now, member, Kind::RoleChanged, "/settings")?;
    }
    depart(conn, at, id)?;
    diesel::delete(membership::table.filter(membership::organisation_id.eq(id))).execute(conn)?;
    diesel::delete(member_position::table.filter(member_position::organisation_id.eq(id))).execute(conn)?;
    diesel::delete(organisation_profile::table.filter(organisation_profile::actor_id.eq(id)))
        .execute(conn)?;
    diesel::delete(organisation_trait::table.filter(organisation_trait::actor_id.eq(id))).execute(conn)?;
    diesel::delete(approval_rule::table.filter(approval_rule::organisation_id.eq(id))).execute(conn)?;
    diesel::delete(proposal::table.filter(proposal::organisation_id.eq(id))).execute(conn)?;
    diesel::delete(mandate::table.filter(mandate::organisation_id.eq(id))).execute(conn)?;
    diesel::delete(vouch::table.filter(vouch::voucher_id.eq(id).or(vouch::vouched_id.eq(id))))
        .execute(conn)?;
    diesel::delete(directory_entry::table.filter(directory_entry::actor_id.eq(id))).execute(conn)?;
    diesel::delete(brought_archive::table.filter(brought_archive::organisation_id.eq(id))).execute(conn)?;
    crate::search::actions::organisation_changed(conn, id)?;
    audit::actions::record(
        conn,
        at.now,
        who,
        audit::actions::Act {
            act: "organisation.delete",
            object: id.as_str(),
            organisation: Some(id),
            reason: "",
        },
    )
}

/// Erases an actor of this node and all that it said; what remains is the address, so that nobody else gets it, and
/// the key until the departure has been told.
fn depart(conn: &mut AnyConnection, at: &At, id: &ActorId) -> Result<()> {
    let leaving = crate::actor::store::get(conn, id)?;
    let said: Vec<String> = statement::table
        .filter(statement::author_id.eq(id))
        .filter(statement::state.ne(State::Draft))
        .select(statement::uri)
        .load(conn)?;
    for uri in &said {
        crate::statement::store::remember_gone(conn, uri, &leaving.uri, "statement", at.now)?;
    }
    crate::statement::store::withdraw_all_of(conn, id, at.now)?;
    crate::position::actions::end_all_of(conn, at.now, id)?;
    crate::table::actions::end_all_of(conn, at.now, id)?;
    diesel::delete(
        statement::table.filter(statement::author_id.eq(id)).filter(statement::state.eq(State::Draft)),
    )
    .execute(conn)?;
    diesel::update(statement::table.filter(statement::author_id.eq(id)))
        .set(statement::withdrawal_reason.eq(None::<String>))
        .execute(conn)?;
    // Nothing but the departure itself leaves from now on.
    delivery::cancel_actor(conn, id.as_str(), at.now)?;
    diesel::update(actor::table.find(id))
        .set((
            actor::name.eq(""),
            actor::names.eq("{}"),
            actor::summary.eq(""),
            actor::summaries.eq("{}"),
            actor::icon_media_id.eq(None::<String>),
            actor::also_known_as.eq("[]"),
            actor::hidden_at.eq(None::<Timestamp>),
            actor::stopped_at.eq(None::<Timestamp>),
            actor::updated_at.eq(at.now),
            actor::deleted_at.eq(at.now),
        ))
        .execute(conn)?;
    diesel::delete(follow::table.filter(follow::follower_id.eq(id))).execute(conn)?;
    crate::position::actions::holder_changed(conn, at.now, id)?;
    fact::record(conn, &Fact::ActorDeparted { actor: id.clone() }, at.now)
}

/// Removes the keys and the followers of those who left, once their departure has been told.
///
/// # Errors
/// The database's own.
pub fn finish(conn: &mut AnyConnection, now: Timestamp) -> Result<()> {
    let gone = store::finished(conn, now - days(1))?;
    diesel::delete(follow::table.filter(follow::target_id.eq_any(&gone))).execute(conn)?;
    diesel::delete(actor_key::table.filter(actor_key::actor_id.eq_any(&gone))).execute(conn)?;
    proof::store::forget_actors(conn, &gone)?;
    Ok(())
}
