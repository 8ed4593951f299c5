//! Reading decisions and appeals.

use diesel::prelude::*;
use sofra_db::AnyConnection;
use sofra_db::schema::{account, appeal, decision, moderation_setting};

use super::model::{Appeal, AppealId, AppealState, Decision, DecisionId, Measure, Setting};
use super::rules::{self, Doer, Power, Target};
use crate::account::{AccountId, Identity, Role, Seat};
use crate::actor::{self, Actor, ActorId, ActorKind};
use crate::error::{Error, Result};
use crate::node;
use crate::report::ReportId;

/// What the host chose about reports and lists.
///
/// # Errors
/// The database's own.
pub fn setting(conn: &mut AnyConnection) -> Result<Setting> {
    Ok(moderation_setting::table
        .find(1)
        .select(Setting::as_select())
        .first(conn)
        .optional()?
        .unwrap_or_default())
}

/// One decision.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn get(conn: &mut AnyConnection, id: &DecisionId) -> Result<Decision> {
    Ok(decision::table.find(id).select(Decision::as_select()).first(conn)?)
}

/// What was decided on a report, the first first.
///
/// # Errors
/// The database's own.
pub fn of_report(conn: &mut AnyConnection, id: &ReportId) -> Result<Vec<Decision>> {
    Ok(decision::table
        .filter(decision::report_id.eq(id.as_str()))
        .order(decision::id)
        .select(Decision::as_select())
        .load(conn)?)
}

/// What was decided about an actor and stands, the last first; at most a hundred.
///
/// # Errors
/// The database's own.
pub fn standing(conn: &mut AnyConnection, id: &ActorId) -> Result<Vec<Decision>> {
    Ok(decision::table
        .filter(decision::actor_id.eq(id.as_str()))
        .filter(decision::lifted_at.is_null())
        .filter(decision::measure.ne(Measure::Dismiss))
        .order(decision::id.desc())
        .limit(100)
        .select(Decision::as_select())
        .load(conn)?)
}

/// The answer to a decision, if there is one.
///
/// # Errors
/// The database's own.
pub fn appeal_of(conn: &mut AnyConnection, id: &DecisionId) -> Result<Option<Appeal>> {
    Ok(appeal::table
        .filter(appeal::decision_id.eq(id.as_str()))
        .select(Appeal::as_select())
        .first(conn)
        .optional()?)
}

/// One appeal.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn appeal(conn: &mut AnyConnection, id: &AppealId) -> Result<Appeal> {
    Ok(appeal::table.find(id).select(Appeal::as_select()).first(conn)?)
}

/// Appeals that wait, the oldest first, with what they are against; those in which the reader has a part are left out,
/// unless there is nobody else.
///
/// # Errors
/// `Forbidden` unless the account looks after the node; the database's own.
pub fn waiting(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<(Appeal, Decision)>> {
    rules::may(&Doer::Account(who), Power::SeeReports, &Target::default())?;
    let found: Vec<(Appeal, Decision)> = appeal::table
        .inner_join(decision::table)
        .filter(appeal::state.eq(AppealState::Open))
        .order(appeal::id)
        .limit(200)
        .select((Appeal::as_select(), Decision::as_select()))
        .load(conn)?;
    let hidden = withheld(conn, who)?;
    Ok(found
        .into_iter()
        .filter(|(_, decision)| decision.actor_id.as_ref().is_none_or(|actor| !hidden.contains(actor)))
        .collect())
}

/// Appeals that wait, the oldest first, for the owner of the machine.
///
/// # Errors
/// The database's own.
pub fn open_appeals(conn: &mut AnyConnection) -> Result<Vec<(Appeal, Decision)>> {
    Ok(appeal::table
        .inner_join(decision::table)
        .filter(appeal::state.eq(AppealState::Open))
        .order(appeal::id)
        .limit(200)
        .select((Appeal::as_select(), Decision::as_select()))
        .load(conn)?)
}

/// Everybody who looks after the node.
fn keepers(conn: &mut AnyConnection) -> Result<Vec<Identity>> {
    let ids: Vec<AccountId> = account::table
        .filter(account::role.eq_any([Role::Host, Role::Moderator]))
        .filter(account::disabled_at.is_null())
        .order(account::id)
        .select(account::id)
        .load(conn)?;
    ids.iter().map(|id| crate::account::store::identity(conn, id, true)).collect()
}

/// Those who look after the node and have no part in something, but for one account.
///
/// # Errors
/// The database's own.
pub fn without_part(
    conn: &mut AnyConnection,
    except: Option<&AccountId>,
    target: &Target<'_>,
) -> Result<Vec<AccountId>> {
    let keepers = keepers(conn)?;
    Ok(keepers
        .into_iter()
        .filter(|who| Some(&who.account) != except && !rules::has_part(who, target))
        .map(|who| who.account)
        .collect())
}

/// The actors about whom this keeper decides nothing and sees no report, because others can: their own.
///
/// # Errors
/// The database's own.
pub fn withheld(conn: &mut AnyConnection, who: &Identity) -> Result<Vec<ActorId>> {
    let keepers = keepers(conn)?;
    let others = |actor: &ActorId| {
        let target = Target { actor: Some(actor), ..Target::default() };
        keepers.iter().any(|other| other.account != who.account && !rules::has_part(other, &target))
    };
    Ok(who.actors().into_iter().filter(others).collect())
}

/// Whether an actor is the node itself, the organisation that hosts it, or the host's own person.
///
/// # Errors
/// The database's own.
pub fn is_own_table(conn: &mut AnyConnection, actor: &Actor) -> Result<bool> {
    if !actor.local {
        return Ok(false);
    }
    if actor.kind == ActorKind::Node || node::store::get(conn)?.organisation_id.as_ref() == Some(&actor.id) {
        return Ok(true);
    }
    let hosts: i64 = account::table
        .filter(account::actor_id.eq(actor.id.as_str()))
        .filter(account::role.eq(Role::Host))
        .count()
        .get_result(conn)?;
    Ok(hosts > 0)
}

/// Whether a decision concerns an account: it is about their own person, or about an organisation they decide for.
#[must_use]
pub fn concerns(who: &Identity, decision: &Decision) -> bool {
    decision
        .actor_id
        .as_ref()
        .is_some_and(|actor| who.person.as_ref() == Some(actor) || who.seat(actor) == Some(Seat::Officer))
}

/// A decision for a reader: the one it concerns, or who looks after the node. The second value says whether it
/// concerns them.
///
/// # Errors
/// `NotFound` for everybody else.
pub fn read(conn: &mut AnyConnection, who: &Identity, id: &DecisionId) -> Result<(Decision, bool)> {
    let found = get(conn, id)?;
    let concerned = concerns(who, &found) && found.measure != Measure::Dismiss;
    let keeps = who.is_moderator()
        && !withheld(conn, who)?.iter().any(|actor| found.actor_id.as_ref() == Some(actor));
    if concerned || keeps { Ok((found, concerned)) } else { Err(Error::NotFound) }
}

/// The account behind a person's actor.
pub(crate) fn account_of(conn: &mut AnyConnection, actor: &ActorId) -> Result<Option<AccountId>> {
    Ok(account::table
        .filter(account::actor_id.eq(actor.as_str()))
        .select(account::id)
        .first(conn)
        .optional()?)
}

/// The host whose decisions cover an actor: that of its id.
///
/// # Errors
/// `NotFound`, or the database's own.
pub fn home(conn: &mut AnyConnection, id: &ActorId) -> Result<String> {
    let actor = actor::store::get(conn, id)?;
    Ok(crate::peer::store::host_of(&actor.uri).unwrap_or(actor.host))
}
