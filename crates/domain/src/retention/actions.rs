//! Forgetting what has had its time.

use diesel::prelude::*;
use sofra_base::clock::{Timestamp, days};
use sofra_base::config::Retention;
use sofra_db::AnyConnection;
use sofra_db::queue::{self, delivery, inbox};
use sofra_db::schema::{
    activity, actor, actor_move, api_token, block, call, decision, delivery as delivery_table,
    directory_entry, follow, idempotency, network, network_member, position, position_network, report,
    session, statement, statement_recipient, table_network, table_seat, trust_anchor, vouch,
};

use super::model::{INNER_POSITIONS, REPLACED_REASONS, REQUEST_KEYS, STOPPED, TOMBSTONES};
use crate::actor::ActorId;
use crate::error::Result;
use crate::notification;

/// Actors forgotten in one go: the rest an hour later.
const STRANGERS_AT_ONCE: i64 = 1000;

/// Forgets everything that the table says is to be forgotten by now, but for images, whose files go with them.
///
/// # Errors
/// The database's own.
pub fn enforce(conn: &mut AnyConnection, now: Timestamp, set: &Retention) -> Result<()> {
    let before = |kept: i64| now - days(kept);
    delivery::give_up_stopped(conn, before(STOPPED), now)?;
    delivery::forget(conn, before(set.deliveries), before(set.dead_letters))?;
    forget_activities(conn, before(set.deliveries))?;
    queue::forget_tombstones(conn, before(TOMBSTONES))?;
    inbox::forget(conn, before(set.received), before(set.set_aside), &before(set.refusals).day())?;
    notification::actions::forget(conn, before(set.seen_notifications), before(set.notifications))?;
    diesel::delete(session::table.filter(session::expires_at.le(now))).execute(conn)?;
    let ended = before(set.ended_tokens);
    diesel::delete(
        api_token::table
            .filter(api_token::expires_at.lt(ended).or(api_token::revoked_at.lt(ended).assume_not_null())),
    )
    .execute(conn)?;
    diesel::delete(idempotency::table.filter(idempotency::created_at.lt(before(REQUEST_KEYS))))
        .execute(conn)?;
    crate::recovery::actions::forget(conn, now)?;
    crate::invitation::actions::forget(conn, now)?;
    crate::joining::actions::forget(conn, now)?;
    crate::report::actions::forget(conn, now)?;
    crate::vouch::actions::forget(conn, now)?;
    crate::moving::arrival::actions::forget(conn, before(crate::moving::arrival::COUNTED))?;
    crate::position::actions::forget_replaced(conn, before(REPLACED_REASONS))?;
    crate::position::inside::actions::forget_old(conn, before(INNER_POSITIONS))?;
    crate::departure::actions::finish(conn, now)?;
    forget_strangers(conn, before(set.strangers), before(TOMBSTONES))
}

/// Requests, answers and the like that were told and need no delivery any more: nobody asks for them.
fn forget_activities(conn: &mut AnyConnection, before: Timestamp) -> Result<()> {
    let under_way = delivery_table::table.select(delivery_table::activity_id);
    diesel::delete(
        activity::table
            .filter(activity::statement_id.is_null())
            .filter(activity::position_id.is_null())
            .filter(activity::seat_id.is_null())
            .filter(activity::created_at.lt(before))
            .filter(activity::id.ne_all(under_way)),
    )
    .execute(conn)?;
    Ok(())
}

/// Actors of other nodes to whom nothing here refers, see [`REFERENCES`](super::model::REFERENCES). Whoever was suspended
/// stays, or the decision would be forgotten with them; whoever is gone for good stays as long as other tombstones.
fn forget_strangers(conn: &mut AnyConnection, before: Timestamp, gone_before: Timestamp) -> Result<()> {
    let strangers: Vec<ActorId> = actor::table
        .filter(actor::local.eq(false))
        .filter(actor::suspended_at.is_null())
        .filter(actor::updated_at.lt(before))
        .filter(actor::deleted_at.is_null().or(actor::deleted_at.lt(gone_before).assume_not_null()))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            follow::table.filter(follow::follower_id.eq(actor::id).or(follow::target_id.eq(actor::id))),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            statement::table.filter(statement::author_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            statement_recipient::table.filter(statement_recipient::actor_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            vouch::table.filter(vouch::voucher_id.eq(actor::id).or(vouch::vouched_id.eq(actor::id))),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            trust_anchor::table.filter(trust_anchor::actor_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(network_member::table.filter(
            network_member::organisation_id.eq(actor::id).or(network_member::network_id.eq(actor::id)),
        ))))
        .filter(diesel::dsl::not(diesel::dsl::exists(network::table.filter(network::actor_id.eq(actor::id)))))
        .filter(diesel::dsl::not(diesel::dsl::exists(call::table.filter(call::author_id.eq(actor::id)))))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            directory_entry::table.filter(directory_entry::actor_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            actor_move::table.filter(actor_move::actor_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            actor_move::table.filter(actor_move::target_id.eq(actor::id.nullable())),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            block::table.filter(block::actor_id.eq(actor::id.nullable())),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(report::table.filter(report::actor_id.eq(actor::id)))))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            decision::table.filter(decision::actor_id.eq(actor::id.nullable())),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            position::table.filter(position::holder_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            position_network::table.filter(position_network::network_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            table_seat::table.filter(table_seat::holder_id.eq(actor::id)),
        )))
        .filter(diesel::dsl::not(diesel::dsl::exists(
            table_network::table.filter(table_network::network_id.eq(actor::id)),
        )))
        .order(actor::id)
        .limit(STRANGERS_AT_ONCE)
        .select(actor::id)
        .load(conn)?;
    // Their keys go with them.
    diesel::delete(actor::table.filter(actor::id.eq_any(&strangers))).execute(conn)?;
    crate::overview::actions::holders_removed(conn, &strangers)
}
