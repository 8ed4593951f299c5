//! Finding networks, their members and what they chose.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::schema::{
    actor, network, network_choice, network_member, network_motion, network_vouch, statement_network,
};

use super::model::{Member, MemberState, Motion, Network};
use crate::actor::{Actor, ActorId, ActorKind};
use crate::error::Result;
use crate::statement::StatementId;
use crate::viewer::Reader;

/// Members of one network that are read at most.
pub const MEMBERS: i64 = 5_000;

/// By its actor.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &ActorId) -> Result<Network> {
    Ok(network::table.find(id).select(Network::as_select()).first(conn)?)
}

/// By its actor, if it is one that is known here as a network.
///
/// # Errors
/// The database's own.
pub fn find(conn: &mut AnyConnection, id: &ActorId) -> Result<Option<Network>> {
    Ok(network::table.find(id).select(Network::as_select()).first(conn).optional()?)
}

/// Every network known here, those of this node first, then by name.
///
/// # Errors
/// The database's own.
pub fn all(conn: &mut AnyConnection) -> Result<Vec<(Network, Actor)>> {
    Ok(network::table
        .inner_join(actor::table)
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .filter(actor::hidden_at.is_null())
        .order((actor::local.desc(), actor::name, actor::id))
        .limit(1_000)
        .select((Network::as_select(), Actor::as_select()))
        .load(conn)?)
}

/// The networks in which an organisation is admitted.
///
/// # Errors
/// The database's own.
pub fn scopes_of(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<ActorId>> {
    Ok(network_member::table
        .filter(network_member::organisation_id.eq(organisation))
        .filter(network_member::state.eq(MemberState::Admitted))
        .order(network_member::network_id)
        .select(network_member::network_id)
        .load(conn)?)
}

/// The networks that are known here among addresses, each once.
///
/// # Errors
/// The database's own.
pub fn among(conn: &mut AnyConnection, addressed: &[String]) -> Result<Vec<ActorId>> {
    Ok(actor::table
        .filter(actor::uri.eq_any(addressed))
        .filter(actor::kind.eq(ActorKind::Network))
        .order(actor::id)
        .select(actor::id)
        .load(conn)?)
}

/// The organisations that are admitted in a network, the longest first. Its subgroups are networks and not among them,
/// nor is whoever left its node or is not dealt with here.
///
/// # Errors
/// The database's own.
pub fn admitted(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<ActorId>> {
    Ok(network_member::table
        .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
        .filter(network_member::network_id.eq(id))
        .filter(network_member::state.eq(MemberState::Admitted))
        .filter(actor::kind.eq(ActorKind::Organisation))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .order((network_member::admitted_at, actor::uri))
        .limit(MEMBERS)
        .select(network_member::organisation_id)
        .load(conn)?)
}

/// Everybody who stands to a network in any way, with their actors, the longest first. Subgroups are among them.
///
/// # Errors
/// The database's own.
pub fn everybody(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<(Member, Actor)>> {
    Ok(network_member::table
        .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
        .filter(network_member::network_id.eq(id))
        .order((network_member::admitted_at, network_member::applied_at, actor::uri))
        .limit(2 * MEMBERS)
        .select((Member::as_select(), Actor::as_select()))
        .load(conn)?)
}

/// How an organisation stands to a network.
///
/// # Errors
/// The database's own.
pub fn member(conn: &mut AnyConnection, id: &ActorId, organisation: &ActorId) -> Result<Option<Member>> {
    Ok(network_member::table.find((id, organisation)).select(Member::as_select()).first(conn).optional()?)
}

/// The networks to which an organisation stands in any way, by name.
///
/// # Errors
/// The database's own.
pub fn of_organisation(conn: &mut AnyConnection, organisation: &ActorId) -> Result<Vec<(Member, Actor)>> {
    Ok(network_member::table
        .inner_join(actor::table.on(actor::id.eq(network_member::network_id)))
        .filter(network_member::organisation_id.eq(organisation))
        .order((actor::name, actor::id))
        .limit(1_000)
        .select((Member::as_select(), Actor::as_select()))
        .load(conn)?)
}

/// Whether an organisation is admitted in a network.
///
/// # Errors
/// The database's own.
pub fn is_admitted(conn: &mut AnyConnection, id: &ActorId, organisation: &ActorId) -> Result<bool> {
    Ok(member(conn, id, organisation)?.is_some_and(|found| found.state == MemberState::Admitted))
}

/// Whether an organisation coordinates a network.
///
/// # Errors
/// The database's own.
pub fn coordinates(conn: &mut AnyConnection, id: &ActorId, organisation: &ActorId) -> Result<bool> {
    Ok(member(conn, id, organisation)?
        .is_some_and(|found| found.state == MemberState::Admitted && found.coordinates))
}

/// Whether an organisation of this node is admitted in a network.
///
/// # Errors
/// The database's own.
pub fn is_ours(conn: &mut AnyConnection, id: &ActorId) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        network_member::table
            .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
            .filter(network_member::network_id.eq(id))
            .filter(network_member::state.eq(MemberState::Admitted))
            .filter(actor::local.eq(true)),
    ))
    .get_result(conn)?)
}

/// Who vouched for whoever applied.
///
/// # Errors
/// The database's own.
pub fn vouchers(conn: &mut AnyConnection, id: &ActorId, applicant: &ActorId) -> Result<Vec<ActorId>> {
    Ok(network_vouch::table
        .filter(network_vouch::network_id.eq(id))
        .filter(network_vouch::applicant_id.eq(applicant))
        .order(network_vouch::created_at)
        .select(network_vouch::voucher_id)
        .load(conn)?)
}

/// The id on the wire under which a member vouched, if it did.
///
/// # Errors
/// The database's own.
pub fn vouch_uri(
    conn: &mut AnyConnection,
    id: &ActorId,
    applicant: &ActorId,
    voucher: &ActorId,
) -> Result<Option<String>> {
    Ok(network_vouch::table
        .find((id, applicant, voucher))
        .select(network_vouch::uri)
        .first(conn)
        .optional()?)
}

/// All standing choices of coordinators: who chose, whom, under which id on the wire.
///
/// # Errors
/// The database's own.
pub fn choices(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<(ActorId, ActorId, String)>> {
    Ok(network_choice::table
        .filter(network_choice::network_id.eq(id))
        .order((network_choice::voter_id, network_choice::candidate_id))
        .select((network_choice::voter_id, network_choice::candidate_id, network_choice::uri))
        .load(conn)?)
}

/// What coordinators would have done about one organisation.
///
/// # Errors
/// The database's own.
pub fn motions(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Motion>> {
    Ok(network_motion::table
        .filter(network_motion::network_id.eq(id))
        .order(network_motion::created_at)
        .select(Motion::as_select())
        .load(conn)?)
}

/// To which networks a statement is told.
///
/// # Errors
/// The database's own.
pub fn told(conn: &mut AnyConnection, statement: &StatementId) -> Result<Vec<ActorId>> {
    Ok(statement_network::table
        .filter(statement_network::statement_id.eq(statement))
        .order(statement_network::network_id)
        .select(statement_network::network_id)
        .load(conn)?)
}

/// The same by id on the wire.
///
/// # Errors
/// The database's own.
pub fn told_uris(conn: &mut AnyConnection, statement: &StatementId) -> Result<Vec<String>> {
    Ok(statement_network::table
        .inner_join(actor::table)
        .filter(statement_network::statement_id.eq(statement))
        .order(actor::uri)
        .select(actor::uri)
        .load(conn)?)
}

/// The inboxes of the nodes elsewhere that hold members of a network: of all that stand to it, or of the admitted
/// alone.
///
/// # Errors
/// The database's own.
pub fn inboxes(conn: &mut AnyConnection, id: &ActorId, admitted_only: bool) -> Result<Vec<String>> {
    let states: &[MemberState] = if admitted_only {
        &[MemberState::Admitted]
    } else {
        &[MemberState::Admitted, MemberState::Applied, MemberState::Suspended, MemberState::Invited]
    };
    // What is told to members alone goes where members live; a part of the network only learns who belongs.
    let kinds: &[ActorKind] = if admitted_only {
        &[ActorKind::Organisation]
    } else {
        &[ActorKind::Organisation, ActorKind::Network]
    };
    let found: Vec<Actor> = network_member::table
        .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
        .filter(network_member::network_id.eq(id))
        .filter(network_member::state.eq_any(states))
        .filter(actor::local.eq(false))
        .filter(actor::kind.eq_any(kinds))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .select(Actor::as_select())
        .load(conn)?;
    let inboxes: std::collections::BTreeSet<String> =
        found.iter().map(|member| member.delivery_inbox().to_owned()).collect();
    Ok(inboxes.into_iter().collect())
}

/// Networks that are to be asked again now; of those of this node, the members.
///
/// # Errors
/// The database's own.
pub fn due(conn: &mut AnyConnection, now: Timestamp, most: i64) -> Result<Vec<ActorId>> {
    Ok(network::table
        .inner_join(actor::table)
        .filter(actor::deleted_at.is_null())
        .filter(network::refresh_at.le(now).assume_not_null())
        .order(network::refresh_at)
        .limit(most)
        .select(network::actor_id)
        .load(conn)?)
}

/// The organisations of this node that are admitted in a network.
///
/// # Errors
/// The database's own.
pub fn ours(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Actor>> {
    Ok(network_member::table
        .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
        .filter(network_member::network_id.eq(id))
        .filter(network_member::state.eq(MemberState::Admitted))
        .filter(actor::local.eq(true))
        .filter(actor::kind.eq(ActorKind::Organisation))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .order(actor::uri)
        .select(Actor::as_select())
        .load(conn)?)
}

/// Whether an organisation of this node has a part in a network: belongs to it, applied, or is invited.
///
/// # Errors
/// The database's own.
pub fn of_us(conn: &mut AnyConnection, id: &ActorId) -> Result<bool> {
    let states = [MemberState::Admitted, MemberState::Applied, MemberState::Suspended, MemberState::Invited];
    Ok(diesel::select(diesel::dsl::exists(
        network_member::table
            .inner_join(actor::table.on(actor::id.eq(network_member::organisation_id)))
            .filter(network_member::network_id.eq(id))
            .filter(network_member::state.eq_any(states))
            .filter(actor::local.eq(true)),
    ))
    .get_result(conn)?)
}

/// Notes to which networks a statement is told.
pub(crate) fn put_told(
    conn: &mut AnyConnection,
    statement: &StatementId,
    networks: &[ActorId],
) -> Result<()> {
    diesel::delete(statement_network::table.filter(statement_network::statement_id.eq(statement)))
        .execute(conn)?;
    for network in networks {
        diesel::insert_into(statement_network::table)
            .values((
                statement_network::statement_id.eq(statement),
                statement_network::network_id.eq(network),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What was told to a network, the newest first, as far as a reader may read it.
///
/// # Errors
/// The database's own.
pub fn statements(
    conn: &mut AnyConnection,
    id: &ActorId,
    reader: &Reader,
    most: usize,
) -> Result<Vec<crate::statement::Statement>> {
    use sofra_db::schema::statement;
    let rows: Vec<StatementId> = statement_network::table
        .inner_join(statement::table)
        .filter(statement_network::network_id.eq(id))
        .filter(statement::state.eq(crate::statement::State::Published))
        .order((statement::listed_at.desc(), statement::id.desc()))
        .limit(200)
        .select(statement::id)
        .load(conn)?;
    let mut found = Vec::new();
    for row in rows {
        match crate::statement::store::read(conn, &row, reader) {
            Ok(statement) => found.push(statement),
            Err(crate::Error::NotFound) => {}
            Err(other) => return Err(other),
        }
        if found.len() >= most {
            break;
        }
    }
    Ok(found)
}
