//! Finding mandates.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{mandate, mandate_scope, statement_mandate};

use super::model::{Mandate, MandateId, State, View};
use super::rules::{self, Mark, Standing};
use crate::account::Identity;
use crate::actor::{Actor, ActorId};
use crate::error::{Error, Result};
use crate::statement::{self, Statement, StatementId};

/// Mandates of one organisation that its document names at most.
pub const LISTED: i64 = 100;

/// By row, whoever asks. Pages for everybody use [`public`].
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &MandateId) -> Result<View> {
    let found: Mandate = mandate::table.find(id).select(Mandate::as_select()).first(conn)?;
    Ok(with_scope(conn, vec![found])?.remove(0))
}

/// A mandate that everybody may see: it was given.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn public(conn: &mut AnyConnection, organisation: &ActorId, id: &MandateId) -> Result<View> {
    let found = get(conn, id)?;
    let seen = found.mandate.organisation_id == *organisation && found.mandate.state != State::Draft;
    if seen { Ok(found) } else { Err(Error::NotFound) }
}

/// A mandate of an organisation in which the account has a seat.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn inside(conn: &mut AnyConnection, who: &Identity, id: &MandateId) -> Result<View> {
    let found = get(conn, id)?;
    let seen = found.mandate.local && who.seat(&found.mandate.organisation_id).is_some();
    if seen { Ok(found) } else { Err(Error::NotFound) }
}

/// What an organisation gave, the newest first: what its page and its document show.
///
/// # Errors
/// The database's own.
pub fn given(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<View>> {
    let found: Vec<Mandate> = mandate::table
        .filter(mandate::organisation_id.eq(organisation))
        .filter(mandate::state.ne(State::Draft))
        .order((mandate::valid_from.desc(), mandate::id.desc()))
        .limit(LISTED)
        .select(Mandate::as_select())
        .load(conn)?;
    with_scope(conn, found)
}

/// All of an organisation of this node, drafts as well, the newest first. For those inside.
///
/// # Errors
/// The database's own.
pub fn all(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<View>> {
    let found: Vec<Mandate> = mandate::table
        .filter(mandate::organisation_id.eq(organisation))
        .filter(mandate::local.eq(true))
        .order(mandate::id.desc())
        .select(Mandate::as_select())
        .load(conn)?;
    with_scope(conn, found)
}

/// Those that wait for an account to accept them.
///
/// # Errors
/// The database's own.
pub fn to_accept(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<View>> {
    let found: Vec<Mandate> = mandate::table
        .filter(mandate::holder_id.eq(&who.account))
        .filter(mandate::state.eq(State::Draft))
        .filter(mandate::accepted_at.is_null())
        .order(mandate::id)
        .select(Mandate::as_select())
        .load(conn)?;
    with_scope(conn, found)
}

/// Those of an organisation that hold today and cover these demands.
///
/// # Errors
/// The database's own.
pub fn covering(
    conn: &mut AnyConnection,
    organisation: &ActorId,
    demands: &[String],
    today: &str,
) -> Result<Vec<View>> {
    let mut found = given(conn, organisation)?;
    found.retain(|view| {
        rules::standing(&view.mandate, today) == Standing::Active && rules::covers(&view.scope, demands)
    });
    Ok(found)
}

/// Under which mandate a statement says that it speaks, by id on the wire.
///
/// # Errors
/// The database's own.
pub fn claimed(conn: &mut AnyConnection, id: &StatementId) -> Result<Option<String>> {
    Ok(statement_mandate::table.find(id).select(statement_mandate::mandate_uri).first(conn).optional()?)
}

/// A mandate by its id on the wire, of that organisation: a name counts only for the one that gives it.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, organisation: &ActorId, uri: &str) -> Result<Option<View>> {
    let found: Option<Mandate> = mandate::table
        .filter(mandate::organisation_id.eq(organisation))
        .filter(mandate::uri.eq(uri))
        .select(Mandate::as_select())
        .first(conn)
        .optional()?;
    Ok(with_scope(conn, found.into_iter().collect())?.pop())
}

/// What a statement's page says about its mandate, on the node of its author and on every other alike.
///
/// # Errors
/// The database's own.
pub fn mark(conn: &mut AnyConnection, found: &Statement, author: &Actor, today: &str) -> Result<Mark> {
    let is_ours = statement::Kind::CHOICES.contains(&found.kind);
    let Some(published) = found.published_at else { return Ok(Mark::NotExpected) };
    if !is_ours || !crate::approval::store::is_shared(author.kind) {
        return Ok(Mark::NotExpected);
    }
    let Some(uri) = claimed(conn, &found.id)? else { return Ok(Mark::Without) };
    let Some(view) = by_uri(conn, &author.id, &uri)?.filter(|v| v.mandate.state != State::Draft) else {
        return Ok(Mark::Without);
    };
    let demands = statement::store::demands(conn, &found.id)?;
    Ok(rules::judge(view, &demands, published, today))
}

fn with_scope(conn: &mut AnyConnection, found: Vec<Mandate>) -> Result<Vec<View>> {
    let ids: Vec<&MandateId> = found.iter().map(|mandate| &mandate.id).collect();
    let subjects: Vec<(MandateId, String)> = mandate_scope::table
        .filter(mandate_scope::mandate_id.eq_any(ids))
        .order((mandate_scope::mandate_id, mandate_scope::subject))
        .select((mandate_scope::mandate_id, mandate_scope::subject))
        .load(conn)?;
    Ok(found
        .into_iter()
        .map(|mandate| {
            let scope =
                subjects.iter().filter(|(id, _)| *id == mandate.id).map(|(_, urn)| urn.clone()).collect();
            View { mandate, scope }
        })
        .collect())
}

pub(crate) fn write(conn: &mut AnyConnection, view: &View) -> Result<()> {
    let id = &view.mandate.id;
    let known: i64 = mandate::table.filter(mandate::id.eq(id)).count().get_result(conn)?;
    if known == 0 {
        diesel::insert_into(mandate::table).values(view.mandate.clone()).execute(conn)?;
    } else {
        diesel::update(mandate::table.find(id)).set(view.mandate.clone()).execute(conn)?;
    }
    diesel::delete(mandate_scope::table.filter(mandate_scope::mandate_id.eq(id))).execute(conn)?;
    for subject in &view.scope {
        diesel::insert_into(mandate_scope::table)
            .values((mandate_scope::mandate_id.eq(id), mandate_scope::subject.eq(subject)))
            .execute(conn)?;
    }
    Ok(())
}

pub(crate) fn claim(conn: &mut AnyConnection, id: &StatementId, uri: Option<&str>) -> Result<()> {
    diesel::delete(statement_mandate::table.find(id)).execute(conn)?;
    if let Some(uri) = uri {
        diesel::insert_into(statement_mandate::table)
            .values((statement_mandate::statement_id.eq(id), statement_mandate::mandate_uri.eq(uri)))
            .execute(conn)?;
    }
    Ok(())
}
