//! What is true now: as what each organisation counts, and as what each of its positions. The kept totals follow this
//! and nothing else.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::country::Country;
use sofra_db::AnyConnection;
use sofra_db::schema::{actor, actor_move, network_member, organisation_trait, position, position_network};

use super::count::{Counted, Standing, version};
use super::model::{Dimension, Scope};
use crate::actor::{ActorId, ActorKind};
use crate::error::{Error, Result};
use crate::network::model::MemberState;
use crate::organisation::model::Trait;
use crate::position::model::{Audience, State};
use crate::position::{PositionId, Stance};

/// As what organisations count now. Those that count nowhere (they are none, were suspended or hidden, moved away, or
/// live where this node does not deal or shows nothing) are absent.
///
/// # Errors
/// The database's own.
pub fn standings(conn: &mut AnyConnection, ids: &[ActorId]) -> Result<HashMap<ActorId, Standing>> {
    type Row = (ActorId, bool, String, String);
    let rows: Vec<Row> = actor::table
        .filter(actor::id.eq_any(ids))
        .filter(actor::kind.eq(ActorKind::Organisation))
        .filter(actor::deleted_at.is_null())
        .filter(actor::suspended_at.is_null())
        .filter(actor::hidden_at.is_null())
        .select((actor::id, actor::local, actor::host, actor::home))
        .load(conn)?;
    let moved: BTreeSet<ActorId> = actor_move::table
        .filter(actor_move::actor_id.eq_any(ids))
        .filter(actor_move::target_id.is_not_null())
        .select(actor_move::actor_id)
        .load(conn)?
        .into_iter()
        .collect();
    // The node's own organisations need no decision of its host to count.
    let decisions = if rows.iter().any(|(_, local, ..)| !local) {
        match crate::peer::store::decisions(conn) {
            Ok(known) => Some(known),
            // Before its first start nothing was decided yet.
            Err(Error::NotFound) => None,
            Err(error) => return Err(error),
        }
    } else {
        None
    };
    let is_shown =
        |host: &str| decisions.as_ref().is_none_or(|known| known.deals_with(host) && !known.is_limited(host));
    let traits: Vec<(ActorId, Trait, String)> = organisation_trait::table
        .filter(organisation_trait::actor_id.eq_any(ids))
        .select((organisation_trait::actor_id, organisation_trait::kind, organisation_trait::value))
        .load(conn)?;
    let networks: Vec<(ActorId, ActorId)> = network_member::table
        .filter(network_member::organisation_id.eq_any(ids))
        .filter(network_member::state.eq(MemberState::Admitted))
        .select((network_member::organisation_id, network_member::network_id))
        .load(conn)?;
    let mut traits_of: HashMap<&ActorId, Vec<(Trait, &str)>> = HashMap::new();
    for (id, kind, value) in &traits {
        traits_of.entry(id).or_default().push((*kind, value));
    }
    let mut scopes_of: HashMap<&ActorId, Vec<String>> = HashMap::new();
    for (id, network) in &networks {
        let scopes = scopes_of.entry(id).or_default();
        scopes.push(Scope::Public(network.clone()).key());
        scopes.push(Scope::Members(network.clone()).key());
    }
    let mut found = HashMap::new();
    for (id, local, host, home) in rows {
        if moved.contains(&id) || (!local && !(is_shown(&host) && (home.is_empty() || is_shown(&home)))) {
            continue;
        }
        let said = traits_of.remove(&id).unwrap_or_default();
        let country = said
            .iter()
            .filter(|(kind, _)| *kind == Trait::Host)
            .filter_map(|(_, value)| Country::parse(value))
            .min();
        let several: Vec<(Dimension, &str)> = said
            .iter()
            .filter_map(|(kind, value)| match kind {
                Trait::Declared => Some((Dimension::Kind, *value)),
                Trait::Origin => Some((Dimension::Origin, *value)),
                Trait::Language => Some((Dimension::Language, *value)),
                Trait::Host => None,
            })
            .collect();
        let mut scopes = scopes_of.remove(&id).unwrap_or_default();
        scopes.push(Scope::All.key());
        let standing = Standing::new(country.map(|c| (c.as_str(), c.region())), &several, scopes);
        found.insert(id, standing);
    }
    Ok(found)
}

/// Which positions are asked about.
#[derive(Debug, Clone, Copy)]
pub enum Of<'a> {
    /// All of some holders.
    Holders(&'a [ActorId]),
    /// One.
    Position(&'a PositionId),
}

/// As what positions count now, given as what their holders do; those that count nowhere are absent.
///
/// # Errors
/// The database's own.
pub fn positions(
    conn: &mut AnyConnection,
    of: Of<'_>,
    holders: &HashMap<ActorId, Standing>,
) -> Result<Vec<(PositionId, ActorId, Counted)>> {
    type Row = (PositionId, ActorId, String, String, Stance, Audience, Timestamp, Timestamp);
    let mut query = position::table
        .filter(position::state.eq(State::Standing))
        .filter(position::hidden_at.is_null())
        .select((
            position::id,
            position::holder_id,
            position::subject,
            position::subject_hash,
            position::stance,
            position::audience,
            position::decided_at,
            position::updated_at,
        ))
        .into_boxed();
    query = match of {
        Of::Holders(ids) => query.filter(position::holder_id.eq_any(ids)),
        Of::Position(id) => query.filter(position::id.eq(id)),
    };
    let rows: Vec<Row> = query.load(conn)?;
    let told: Vec<&PositionId> =
        rows.iter().filter(|row| row.5 == Audience::Network).map(|row| &row.0).collect();
    let mut networks: HashMap<PositionId, Vec<ActorId>> = HashMap::new();
    for some in told.chunks(500) {
        let pairs: Vec<(PositionId, ActorId)> = position_network::table
            .filter(position_network::position_id.eq_any(some.iter().copied()))
            .select((position_network::position_id, position_network::network_id))
            .load(conn)?;
        for (id, network) in pairs {
            networks.entry(id).or_default().push(network);
        }
    }
    let mut found = Vec::with_capacity(rows.len());
    for (id, holder_id, subject, hash, stance, audience, decided, updated_at) in rows {
        let Some(holder) = holders.get(&holder_id) else { continue };
        let scopes = match audience {
            Audience::Public => holder.scopes.clone(),
            Audience::Network => {
                let told = networks.remove(&id).unwrap_or_default();
                let mut keys: Vec<String> = told.into_iter().map(|n| Scope::Members(n).key()).collect();
                // Only where it belongs now: what it told a network that it left is not said there any more.
                keys.retain(|key| holder.scopes.binary_search(key).is_ok());
                keys.sort();
                keys
            }
        };
        if scopes.is_empty() {
            continue;
        }
        let (week, version) = (decided.week(), version(&hash));
        let counted = Counted { subject, stance, week, version, scopes, updated_at };
        found.push((id, holder_id, counted));
    }
    Ok(found)
}
