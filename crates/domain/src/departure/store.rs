//! What stands in the way of leaving, and who holds copies.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{activity, actor, delivery};

use crate::account::{self, Identity, Seat};
use crate::actor::ActorId;
use crate::error::{Error, Result};
use crate::{node, peer, seat};

/// Whether an account may leave now.
///
/// # Errors
/// `Conflict` for the last host of the node and the last officer of an organisation.
pub fn check_account(conn: &mut AnyConnection, who: &Identity) -> Result<()> {
    if who.is_host() && account::store::active_hosts(conn)? <= 1 {
        return Err(Error::Conflict("error-last-host"));
    }
    for (organisation, held) in &who.seats {
        if *held == Seat::Officer && seat::store::active_officers(conn, organisation)? <= 1 {
            return Err(Error::Conflict("error-last-officer"));
        }
    }
    Ok(())
}

/// Whether an account may delete an organisation: the host, or its one officer. Where several decide, none of them does
/// so alone.
///
/// # Errors
/// `NotFound` for others, `Forbidden` where there are other officers, `Conflict` for the organisation that hosts the
/// node.
pub fn check_organisation(conn: &mut AnyConnection, who: &Identity, organisation: &ActorId) -> Result<()> {
    if !who.is_host() && !who.is_officer(organisation) {
        return Err(Error::NotFound);
    }
    if !who.is_host() && seat::store::active_officers(conn, organisation)? > 1 {
        return Err(Error::Forbidden("several-officers"));
    }
    if node::store::get(conn)?.organisation_id.as_ref() == Some(organisation) {
        return Err(Error::Conflict("error-hosts-the-node"));
    }
    Ok(())
}

/// The hosts that hold, or may hold, copies of what an actor said or of its profile, in order.
///
/// # Errors
/// The database's own.
pub fn holders(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<String>> {
    let mut hosts = peer::store::holders(conn, id, crate::statement::Audience::Followers)?;
    let told: Vec<String> = delivery::table
        .inner_join(activity::table)
        .filter(activity::actor_id.eq(id))
        .filter(delivery::state.eq("delivered").or(delivery::attempts.gt(0)))
        .select(delivery::host)
        .distinct()
        .load(conn)?;
    hosts.extend(told);
    hosts.sort();
    hosts.dedup();
    Ok(hosts)
}

/// The inboxes to which an actor's departure is told: of all followers elsewhere, and wherever something of it went.
///
/// # Errors
/// The database's own.
pub fn inboxes(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<String>> {
    let mut inboxes: Vec<String> = crate::follow::store::remote_followers(conn, id)?
        .iter()
        .map(|follower| follower.delivery_inbox().to_owned())
        .collect();
    let told: Vec<String> = delivery::table
        .inner_join(activity::table)
        .filter(activity::actor_id.eq(id))
        .filter(delivery::state.eq("delivered").or(delivery::attempts.gt(0)))
        .select(delivery::inbox)
        .distinct()
        .load(conn)?;
    inboxes.extend(told);
    inboxes.sort();
    inboxes.dedup();
    Ok(inboxes)
}

/// Actors of this node that left before a time and of whom nothing waits to be told any more.
///
/// # Errors
/// The database's own.
pub(crate) fn finished(
    conn: &mut AnyConnection,
    before: sofra_base::clock::Timestamp,
) -> Result<Vec<ActorId>> {
    let busy = delivery::table
        .inner_join(activity::table)
        .filter(delivery::state.eq("pending"))
        .select(activity::actor_id);
    Ok(actor::table
        .filter(actor::local.eq(true))
        .filter(actor::deleted_at.lt(before).assume_not_null())
        .filter(actor::id.ne_all(busy))
        .select(actor::id)
        .load(conn)?)
}
