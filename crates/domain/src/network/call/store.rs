//! Finding calls, and what of them is answered.

use std::collections::HashSet;

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::lang::Localized;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, call, call_subject, call_text, position};

use crate::account::Identity;
use crate::actor::{Actor, ActorId};
use crate::error::{Error, Result};
use crate::network::audience;
use crate::network::model::{Call, CallId, CallState, CallSubject, CallText};
use crate::network::store::scopes_of;
use crate::position::model::State as PositionState;
use crate::viewer::Reader;

/// Calls of one list at most.
const MOST: i64 = 200;

/// A call with all that it says.
#[derive(Debug, Clone)]
pub struct View {
    /// The call.
    pub call: Call,
    /// The network that is asked.
    pub network: Actor,
    /// The coordinating organisation that asks.
    pub author: Actor,
    /// Its words by language.
    pub texts: Localized<CallText>,
    /// What it asks about, in order.
    pub subjects: Vec<CallSubject>,
}

/// By row, whoever asks.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &CallId) -> Result<Call> {
    Ok(call::table.find(id).select(Call::as_select()).first(conn)?)
}

/// By id on the wire, whoever asks.
///
/// # Errors
/// The database's own.
pub fn by_uri(conn: &mut AnyConnection, uri: &str) -> Result<Option<Call>> {
    Ok(call::table.filter(call::uri.eq(uri)).select(Call::as_select()).first(conn).optional()?)
}

/// What a call says.
///
/// # Errors
/// The database's own.
pub fn view(conn: &mut AnyConnection, found: Call) -> Result<View> {
    let texts: Vec<CallText> =
        call_text::table.filter(call_text::call_id.eq(&found.id)).select(CallText::as_select()).load(conn)?;
    let subjects = call_subject::table
        .filter(call_subject::call_id.eq(&found.id))
        .order(call_subject::number)
        .select(CallSubject::as_select())
        .load(conn)?;
    Ok(View {
        network: crate::actor::store::get(conn, &found.network_id)?,
        author: crate::actor::store::get(conn, &found.author_id)?,
        texts: texts.into_iter().map(|text| (text.language.clone(), text)).collect(),
        subjects,
        call: found,
    })
}

/// A call for a reader: a draft for the organisation that writes it, what is out for the members of the network.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn read(conn: &mut AnyConnection, id: &CallId, reader: &Reader) -> Result<Call> {
    let found = get(conn, id)?;
    let is_own = match reader {
        Reader::Account(who) => found.local && who.seat(&found.author_id).is_some(),
        _ => false,
    };
    let is_out = found.state != CallState::Draft;
    let network = std::slice::from_ref(&found.network_id);
    if is_own || (is_out && audience::is_told(conn, network, reader)?) {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

/// The calls of a network, the next deadline first; drafts only those of organisations of the account.
///
/// # Errors
/// The database's own.
pub fn of_network(conn: &mut AnyConnection, network: &ActorId, who: Option<&Identity>) -> Result<Vec<View>> {
    let found: Vec<Call> = call::table
        .filter(call::network_id.eq(network))
        .order((call::deadline_at.desc(), call::id))
        .limit(MOST)
        .select(Call::as_select())
        .load(conn)?;
    let mut calls = Vec::new();
    for one in found {
        let own = one.local && who.is_some_and(|who| who.seat(&one.author_id).is_some());
        if one.state != CallState::Draft || own {
            calls.push(view(conn, one)?);
        }
    }
    Ok(calls)
}

/// What an organisation is asked: calls of the networks in which it is admitted, the next deadline first.
///
/// # Errors
/// The database's own.
pub fn asked_of(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<View>> {
    let networks = scopes_of(conn, organisation)?;
    let found: Vec<Call> = call::table
        .filter(call::network_id.eq_any(networks))
        .filter(call::state.ne(CallState::Draft))
        .order((call::deadline_at.desc(), call::id))
        .limit(MOST)
        .select(Call::as_select())
        .load(conn)?;
    found.into_iter().map(|one| view(conn, one)).collect()
}

/// Open calls whose deadline is still to come.
///
/// # Errors
/// The database's own.
pub fn open(conn: &mut AnyConnection, now: Timestamp) -> Result<Vec<Call>> {
    Ok(call::table
        .filter(call::state.eq(CallState::Open))
        .filter(call::deadline_at.gt(now))
        .order(call::id)
        .limit(5_000)
        .select(Call::as_select())
        .load(conn)?)
}

/// The identities of a call's subjects on which an organisation has a standing position.
///
/// # Errors
/// The database's own.
pub fn answered(
    conn: &mut AnyConnection,
    subjects: &[CallSubject],
    organisation: &ActorId,
) -> Result<HashSet<String>> {
    let wanted: Vec<&str> = subjects.iter().map(|one| one.subject.as_str()).collect();
    let found: Vec<String> = position::table
        .filter(position::holder_id.eq(organisation))
        .filter(position::state.eq(PositionState::Standing))
        .filter(position::subject.eq_any(wanted))
        .select(position::subject)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

/// How many open calls an account's organisations have not answered in full: of those for which it decides.
///
/// # Errors
/// The database's own.
pub fn count_awaiting(conn: &mut AnyConnection, who: &Identity, now: Timestamp) -> Result<i64> {
    let mut count = 0;
    for (organisation, _) in who.seats.iter().filter(|(id, _)| who.is_officer(id)) {
        for asked in asked_of(conn, organisation)? {
            if asked.call.state != CallState::Open || asked.call.deadline_at <= now {
                continue;
            }
            if answered(conn, &asked.subjects, organisation)?.len() < asked.subjects.len() {
                count += 1;
            }
        }
    }
    Ok(count)
}

/// The organisations of this node that are asked by a call.
///
/// # Errors
/// The database's own.
pub fn asked_here(conn: &mut AnyConnection, found: &Call) -> Result<Vec<Actor>> {
    crate::network::store::ours(conn, &found.network_id)
}

/// How many organisations of a network have a standing position on each subject of a call, as far as this node knows.
///
/// # Errors
/// The database's own.
pub fn answers(conn: &mut AnyConnection, subjects: &[CallSubject], network: &ActorId) -> Result<i64> {
    let members = crate::network::store::admitted(conn, network)?;
    let wanted: Vec<&str> = subjects.iter().map(|one| one.subject.as_str()).collect();
    let found: Vec<ActorId> = position::table
        .inner_join(actor::table.on(actor::id.eq(position::holder_id)))
        .filter(position::state.eq(PositionState::Standing))
        .filter(position::hidden_at.is_null())
        .filter(position::subject.eq_any(wanted))
        .filter(actor::suspended_at.is_null())
        .select(position::holder_id)
        .distinct()
        .load(conn)?;
    let spoken: HashSet<ActorId> = found.into_iter().collect();
    Ok(i64::try_from(members.iter().filter(|member| spoken.contains(member)).count()).unwrap_or(0))
}
