//! Arming, stopping everything, coming back.

use diesel::prelude::*;
use sofra_base::clock::Timestamp;
use sofra_db::AnyConnection;
use sofra_db::queue::delivery;
use sofra_db::schema::{actor, panic, panic_code};
use subtle::ConstantTimeEq as _;

use super::model::{Armed, Code};
use super::{rules, store};
use crate::account::{self, Identity, Seat};
use crate::actor::ActorId;
use crate::audit;
use crate::error::{Error, Result};
use crate::notification::{self, Kind};
use crate::position;

/// Where those who decide see what was stopped.
const PAGE: &str = "/settings/panic";

/// Makes a code for an account, in place of the one before, and gives it: it is not kept.
///
/// # Errors
/// The database's own.
pub fn arm(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    stops_organisations: bool,
) -> Result<Code> {
    diesel::delete(panic_code::table.find(&who.account)).execute(conn)?;
    // Beginnings are short and must differ; with a million of them to choose from this ends soon.
    for _ in 0..50 {
        let code = Code::generate();
        let taken: i64 =
            panic_code::table.filter(panic_code::beginning.eq(code.beginning())).count().get_result(conn)?;
        if taken > 0 {
            continue;
        }
        diesel::insert_into(panic_code::table)
            .values(Armed {
                account_id: who.account.clone(),
                beginning: code.beginning().to_owned(),
                code_hash: code.hash(),
                stops_organisations: stops_organisations && !rules::may_stop(who).is_empty(),
                created_at: now,
            })
            .execute(conn)?;
        return Ok(code);
    }
    Err(Error::Internal("no beginning of a code was free".to_owned()))
}

/// Makes an account's code worthless.
///
/// # Errors
/// The database's own.
pub fn disarm(conn: &mut AnyConnection, who: &Identity) -> Result<()> {
    diesel::delete(panic_code::table.find(&who.account)).execute(conn)?;
    Ok(())
}

/// Stops everything of an account: sessions and tokens end, its person is hidden, what waits to be sent in its name
/// does not leave; where it is wished, the same for what waits in the name of the organisations in which it decides.
/// The password was verified before. Twice changes nothing.
///
/// # Errors
/// The database's own.
pub fn pull(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    stops_organisations: bool,
) -> Result<()> {
    diesel::delete(panic_code::table.find(&who.account)).execute(conn)?;
    account::actions::end_everything(conn, now, &who.account)?;
    if store::pulled_at(conn, &who.account)?.is_none() {
        diesel::insert_into(panic::table)
            .values((panic::account_id.eq(&who.account), panic::pulled_at.eq(now)))
            .execute(conn)?;
    }
    if let Some(person) = &who.person {
        diesel::update(actor::table.find(person).filter(actor::hidden_at.is_null()))
            .set(actor::hidden_at.eq(now))
            .execute(conn)?;
        position::actions::holder_changed(conn, now, person)?;
        stop(conn, now, person)?;
    }
    if stops_organisations {
        for organisation in rules::may_stop(who) {
            if !stop(conn, now, &organisation)? {
                continue;
            }
            audit::actions::record(
                conn,
                now,
                Some(who),
                audit::actions::Act {
                    act: "sending.stop",
                    object: organisation.as_str(),
                    organisation: Some(&organisation),
                    reason: "",
                },
            )?;
            // The others who decide must know, and can let it send again.
            notification::actions::tell_seats(
                conn,
                now,
                &organisation,
                &[Seat::Officer],
                Some(&who.account),
                Kind::SendingStopped,
                PAGE,
            )?;
        }
    }
    Ok(())
}

/// As [`pull`], for whoever has the code. A wrong code, a used one and none at all come to the same: nothing is said.
///
/// # Errors
/// The database's own.
pub fn pull_by_code(conn: &mut AnyConnection, now: Timestamp, code: &Code) -> Result<()> {
    let found: Option<Armed> = panic_code::table
        .filter(panic_code::beginning.eq(code.beginning()))
        .select(Armed::as_select())
        .first(conn)
        .optional()?;
    let Some(found) = found else { return Ok(()) };
    if !bool::from(found.code_hash.as_bytes().ct_eq(code.hash().as_bytes())) {
        return Ok(());
    }
    match account::store::identity(conn, &found.account_id, true) {
        Ok(who) => pull(conn, now, &who, found.stops_organisations),
        // Switched off meanwhile: nothing of it is left to stop.
        Err(Error::SignIn) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Comes back: the person is shown again, and what was stopped in their name is sent, or thrown away. Whoever does
/// this has signed in after everything had ended.
///
/// # Errors
/// `Conflict` when nothing was stopped.
pub fn come_back(conn: &mut AnyConnection, now: Timestamp, who: &Identity, send: bool) -> Result<()> {
    if diesel::delete(panic::table.find(&who.account)).execute(conn)? == 0 {
        return Err(Error::Conflict("error-nothing-stopped"));
    }
    if let Some(person) = &who.person {
        diesel::update(actor::table.find(person))
            .set(actor::hidden_at.eq(None::<Timestamp>))
            .execute(conn)?;
        position::actions::holder_changed(conn, now, person)?;
        resume_actor(conn, now, person, send)?;
    }
    Ok(())
}

/// Lets an organisation send again: what was stopped is sent, or thrown away.
///
/// # Errors
/// `NotFound` unless the account decides in it or runs the node, `Conflict` when nothing was stopped.
pub fn resume(
    conn: &mut AnyConnection,
    now: Timestamp,
    who: &Identity,
    organisation: &ActorId,
    send: bool,
) -> Result<()> {
    if !rules::may_resume(who, organisation) {
        return Err(Error::NotFound);
    }
    if !resume_actor(conn, now, organisation, send)? {
        return Err(Error::Conflict("error-nothing-stopped"));
    }
    audit::actions::record(
        conn,
        now,
        Some(who),
        audit::actions::Act {
            act: "sending.resume",
            object: organisation.as_str(),
            organisation: Some(organisation),
            reason: "",
        },
    )
}

/// Nothing leaves in an actor's name any more; whether that is new.
fn stop(conn: &mut AnyConnection, now: Timestamp, id: &ActorId) -> Result<bool> {
    let changed = diesel::update(actor::table.find(id).filter(actor::stopped_at.is_null()))
        .set(actor::stopped_at.eq(now))
        .execute(conn)?;
    delivery::stop_actor(conn, id.as_str())?;
    Ok(changed > 0)
}

fn resume_actor(conn: &mut AnyConnection, now: Timestamp, id: &ActorId, send: bool) -> Result<bool> {
    let changed = diesel::update(actor::table.find(id).filter(actor::stopped_at.is_not_null()))
        .set(actor::stopped_at.eq(None::<Timestamp>))
        .execute(conn)?;
    delivery::release_actor(conn, id.as_str(), send, now)?;
    Ok(changed > 0)
}
