//! Finding profiles.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_base::country::Country;
use sofra_base::lang::Localized;
use sofra_db::AnyConnection;
use sofra_db::schema::{organisation_profile, organisation_trait};

use super::model::{Declared, Facts, Trait};
use crate::actor::ActorId;
use crate::error::{Error, Result};

/// The facts of an organisation's profile, of this or another node; empty where nothing is said.
///
/// # Errors
/// The database's own.
pub fn facts(conn: &mut AnyConnection, id: &ActorId) -> Result<Facts> {
    Ok(facts_of(conn, std::slice::from_ref(id))?.pop().map(|(_, facts)| facts).unwrap_or_default())
}

/// The facts of several profiles; those that say nothing are not among them.
///
/// # Errors
/// The database's own.
pub fn facts_of(conn: &mut AnyConnection, ids: &[ActorId]) -> Result<Vec<(ActorId, Facts)>> {
    let rows: Vec<(ActorId, Option<i32>, String, String)> = organisation_profile::table
        .filter(organisation_profile::actor_id.eq_any(ids))
        .select((
            organisation_profile::actor_id,
            organisation_profile::since,
            organisation_profile::decisions,
            organisation_profile::links,
        ))
        .load(conn)?;
    let traits: Vec<(ActorId, Trait, String)> = organisation_trait::table
        .filter(organisation_trait::actor_id.eq_any(ids))
        .order((organisation_trait::kind, organisation_trait::value))
        .select((organisation_trait::actor_id, organisation_trait::kind, organisation_trait::value))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, since, decisions, links)| {
            let of = |wanted: Trait| {
                traits
                    .iter()
                    .filter(|(owner, kind, _)| *owner == id && *kind == wanted)
                    .map(|(_, _, value)| value.as_str())
                    .collect::<Vec<_>>()
            };
            let mut declared: Vec<Declared> =
                of(Trait::Declared).into_iter().filter_map(Declared::parse).collect();
            declared.sort();
            let facts = Facts {
                declared,
                origins: of(Trait::Origin).into_iter().filter_map(Country::parse).collect(),
                host: of(Trait::Host).into_iter().find_map(Country::parse),
                languages: of(Trait::Language).into_iter().filter_map(|tag| tag.parse().ok()).collect(),
                since,
                decisions: serde_json::from_str(&decisions).unwrap_or_default(),
                links: serde_json::from_str(&links).unwrap_or_default(),
            };
            (id, facts)
        })
        .collect())
}

/// Writes a profile's facts in place of those before; with nothing said, nothing is kept.
pub(crate) fn replace_facts(
    conn: &mut AnyConnection,
    id: &ActorId,
    facts: &Facts,
    now: Timestamp,
) -> Result<()> {
    diesel::delete(organisation_profile::table.find(id)).execute(conn)?;
    diesel::delete(organisation_trait::table.filter(organisation_trait::actor_id.eq(id))).execute(conn)?;
    if facts.is_empty() {
        return Ok(());
    }
    let internal = |e: serde_json::Error| Error::Internal(e.to_string());
    let decisions: &Localized<String> = &facts.decisions;
    diesel::insert_into(organisation_profile::table)
        .values((
            organisation_profile::actor_id.eq(id),
            organisation_profile::since.eq(facts.since),
            organisation_profile::decisions.eq(serde_json::to_string(decisions).map_err(internal)?),
            organisation_profile::links.eq(serde_json::to_string(&facts.links).map_err(internal)?),
            organisation_profile::updated_at.eq(now),
        ))
        .execute(conn)?;
    for (kind, value) in facts.traits() {
        diesel::insert_into(organisation_trait::table)
            .values((
                organisation_trait::actor_id.eq(id),
                organisation_trait::kind.eq(kind),
                organisation_trait::value.eq(value),
            ))
            .execute(conn)?;
    }
    Ok(())
}
